"""Fine-tunes the encoder that the judge reads with: what shows a thing comes near it, what only sounds like it not.

Each step takes a few candidates. Every requirement is compared with all lines of its own résumé and, lightly, with the
other candidates' lines; for a told story only its best sentence counts, because nobody marked which one it is. They are
compared in the two ways in which the judge compares them: sentence with sentence, and word piece with its nearest word
piece (late interaction, as in Khattab and Zaharia, "ColBERT", 2020), weighted by how telling it is. The loss is binary
cross-entropy of scaled likenesses, half by each. Word embeddings stay as they are. AdamW, seeded, one thread a process.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, normalize

from embeddings.adapting import Changes, changes_between
from embeddings.judge.likeness import word_weights
from embeddings.judge.wording import core, in_entry
from embeddings.training.encoding import in_fast_precision, packaged, warmed_up
from embeddings.training.mini_cases import Labelled, MiniCase

EPOCHS = 3
_CANDIDATES_A_STEP = 3
_LONGEST = 64  #: word pieces
_TOGETHER = 32  #: texts of like length in one pass
_RATE, _DECAY = 1e-4, 0.01
#: Likeness × scale + shift is the logit at the start, of sentences and of words; all four are learnt.
_SCALES = (14.0, -6.0, 12.0, -7.5)
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
    scales = torch.nn.Parameter(torch.tensor(_SCALES))
    weights = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "lr": _RATE}, {"params": [scales], "lr": 1e-2}], weight_decay=_DECAY
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
            loss = _loss(_step(chosen), tokenizer, model, scales)
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


def _loss(step: _Step, tokenizer: Any, model: torch.nn.Module, scales: torch.Tensor) -> torch.Tensor:
    read = _read([*step.asked, *step.lines], tokenizer, model)
    asked = len(step.asked)
    sentences = read.sentences[:asked] @ read.sentences[asked:].T
    words = _words(read, asked)
    return (_loss_of(step, sentences * scales[0] + scales[1]) + _loss_of(step, words * scales[2] + scales[3])) / 2


@dataclass(frozen=True, slots=True)
class _Read:
    """Texts read with gradients: unit vectors of each and, by text, of its word pieces, and which pieces they are."""

    sentences: torch.Tensor
    words: list[torch.Tensor]
    pieces: list[list[int]]


def _read(texts: Sequence[str], tokenizer: Any, model: torch.nn.Module) -> _Read:
    """All texts; those of like length go together, to pad little."""
    given = tokenizer(list(texts), truncation=True, max_length=_LONGEST)["input_ids"]
    order = sorted(range(len(given)), key=lambda i: len(given[i]))
    sentences: dict[int, torch.Tensor] = {}
    words: dict[int, torch.Tensor] = {}
    for first in range(0, len(order), _TOGETHER):
        some = order[first : first + _TOGETHER]
        padded = tokenizer.pad({"input_ids": [given[i] for i in some]}, return_tensors="pt")
        with in_fast_precision():
            states = model(**padded).last_hidden_state.float()
        mask = padded["attention_mask"].unsqueeze(-1).float()
        means = normalize((states * mask).sum(1) / mask.sum(1), dim=-1)
        each = normalize(states, dim=-1)
        for row, i in enumerate(some):
            sentences[i], words[i] = means[row], each[row, 1 : len(given[i]) - 1]
    places = range(len(given))
    return _Read(torch.stack([sentences[i] for i in places]), [words[i] for i in places], [ids[1:-1] for ids in given])


def _words(read: _Read, asked: int) -> torch.Tensor:
    """What `likeness` calls "words", of each of the first so many texts with each of the others: (asked, others)."""
    others = len(read.words) - asked
    lengths = torch.tensor([len(words) for words in read.words])
    line = torch.repeat_interleave(torch.arange(others), lengths[asked:]).expand(int(lengths[:asked].sum()), -1)
    with in_fast_precision():
        alike = torch.cat(read.words[:asked]) @ torch.cat(read.words[asked:]).T
    nearest = torch.zeros(len(alike), others).scatter_reduce(1, line, alike.float(), "amax", include_self=False)
    text = torch.repeat_interleave(torch.arange(asked), lengths[:asked])
    telling = torch.from_numpy(word_weights().pieces[[piece for own in read.pieces[:asked] for piece in own]])
    totals = torch.zeros(asked).index_add(0, text, telling).clamp_min(1e-6)
    return torch.zeros(asked, others).index_add(0, text, nearest * telling[:, None]) / totals[:, None]


def _loss_of(step: _Step, logits: torch.Tensor) -> torch.Tensor:
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
