"""Fine-tunes the encoder that the judge reads with: what shows a thing comes near it, what only sounds like it not.

Each step takes a few candidates. Every requirement is compared with all lines of its own résumé and, lightly, with the
other candidates' lines; for a told story only its best sentence counts, because nobody marked which one it is. The loss
is binary cross-entropy of scaled cosines. Word embeddings stay as they are. AdamW, seeded, one thread a process.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from embeddings.adapting import Changes, changes_between
from embeddings.judge.likeness import core, in_entry
from embeddings.training.encoding import packaged, vectors_of, warmed_up
from embeddings.training.mini_cases import Labelled, MiniCase

EPOCHS = 3
_CANDIDATES_A_STEP = 3
_RATE, _DECAY = 5e-5, 0.01
#: Cosine × scale + shift is the logit at the start; both are learnt.
_SCALE, _SHIFT = 14.0, -6.0
#: Weights: a line that shows it (met, partial), another line, a stranger's line, a story that fills something or not.
_MET, _PARTIAL, _OTHER, _STRANGER, _FILLS, _FILLS_NOT = 1.5, 1.0, 0.35, 0.05, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class _Step:
    """The texts of one step: unique requirements, then all lines; `spans` says which lines are each case's."""

    cases: tuple[MiniCase, ...]
    asked: dict[str, int]
    lines: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def train_encoder(cases: Sequence[MiniCase], start: Path | None = None, epochs: int = EPOCHS, seed: int = 0) -> Changes:
    """What to add to the packaged model after training on these cases, from the weights in `start` on."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  (not a secret)
    tokenizer, before = packaged()
    _, model = packaged()
    if start is not None:
        model.load_state_dict(torch.load(start))
    scale = torch.nn.Parameter(torch.tensor([_SCALE, _SHIFT]))
    weights = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "lr": _RATE}, {"params": [scale], "lr": 1e-2}], weight_decay=_DECAY
    )
    by_name: dict[str, list[MiniCase]] = {}
    for case in cases:
        by_name.setdefault(case.name, []).append(case)
    names = sorted(by_name)
    steps = epochs * -(-len(names) // _CANDIDATES_A_STEP)
    schedule = warmed_up(optimizer, steps)
    model.train()
    for _ in range(epochs):
        rng.shuffle(names)
        for first in range(0, len(names), _CANDIDATES_A_STEP):
            chosen = [case for name in names[first : first + _CANDIDATES_A_STEP] for case in by_name[name]]
            loss = _loss(_step(chosen), tokenizer, model, scale)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return changes_between(before, model)


def _step(cases: Sequence[MiniCase]) -> _Step:
    asked = {core(label.requirement.quote): 0 for case in cases for label in case.labels}
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    for case in cases:
        spans.append((len(lines), len(lines) + len(case.passages)))
        lines += [in_entry(passage) for passage in case.passages]
    return _Step(tuple(cases), {text: i for i, text in enumerate(asked)}, tuple(lines), tuple(spans))


def _loss(step: _Step, tokenizer: Any, model: torch.nn.Module, scale: torch.Tensor) -> torch.Tensor:
    vectors = vectors_of([*step.asked, *step.lines], tokenizer, model)
    logits = (vectors[: len(step.asked)] @ vectors[len(step.asked) :].T) * scale[0] + scale[1]
    losses, total = [], 0.0
    for case, (first, last) in zip(step.cases, step.spans, strict=True):
        for label in case.labels:
            row = logits[step.asked[core(label.requirement.quote)]]
            if case.told:
                filled = label.status != "missing"
                weight = _FILLS if filled else _FILLS_NOT
                losses.append(
                    weight * binary_cross_entropy_with_logits(row[first:last].max(), torch.tensor(float(filled)))
                )
                total += weight
            else:
                answers, lines = _line_targets(label, len(row), first, last)
                losses.append((binary_cross_entropy_with_logits(row, answers, reduction="none") * lines).sum())
                total += float(lines.sum())
    return torch.stack(losses).sum() / total


def _line_targets(label: Labelled, lines: int, first: int, last: int) -> tuple[torch.Tensor, torch.Tensor]:
    """1 for each line that shows the requirement, and how much every line counts."""
    answers, weights = torch.zeros(lines), torch.full((lines,), _STRANGER)
    weights[first:last] = _OTHER
    for i in label.evidence:
        answers[first + i] = 1.0
        weights[first + i] = _MET if label.status == "met" else _PARTIAL
    return answers, weights
