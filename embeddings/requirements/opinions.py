"""How likely each part of an advertisement is a requirement, and of which kind: what several models say, weighed.

Boosted trees over cues and the reader's opinion, a second look at what stands around a part, and a regression over its
words. They were learnt from the same advertisements, so how much each counts is learnt from others, which the reader
and the trees have not met (`embeddings.training.train_looks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from embeddings.linear import LinearClassifier, Matrix
from embeddings.requirements.cues import describe_part
from embeddings.requirements.cutting import Part
from embeddings.requirements.looks import opinions_by_words
from embeddings.requirements.reading import LOOKS, NONE, PartReader
from embeddings.requirements.surroundings import surroundings
from embeddings.trees import BoostedTrees
from parsers.job.model import JobPosting

_MODELS = Path(__file__).parent / "models"
_NONE = LOOKS.index(NONE)
_LEAST = 0.001  #: chances are kept this far from 0 and 1, where their logits have no end


@cache
def _trees(name: str) -> BoostedTrees:
    return BoostedTrees.load(_MODELS / f"{name}.npz")


@cache
def _weighing(name: str) -> LinearClassifier:
    return LinearClassifier.load(_MODELS / f"{name}.npz")


def chances_and_kinds(job: JobPosting, parts: Sequence[Part], reader: PartReader | None) -> tuple[Matrix, list[str]]:
    """How likely each part is a requirement, shape (parts,), and of which kind it would be.

    There is at least one part; they come in the advertisement's order.
    """
    rows = describe(job, parts, reader)
    by_words = opinions_by_words(job, parts)
    asked = _weighing(f"asked{_suffix(reader)}").probabilities(signs_of_asking(parts, rows, by_words, reader))[:, 1]
    if reader is None:
        kinds = np.delete(by_words, _NONE, axis=1).argmax(axis=1)
        return asked, [[name for name in LOOKS if name != NONE][i] for i in kinds]
    model = _weighing("kind")
    likeliest = model.probabilities(signs_of_kind(rows, by_words)).argmax(axis=1)
    return asked, [model.classes[i] for i in likeliest]


def signs_of_asking(parts: Sequence[Part], rows: Matrix, by_words: Matrix, reader: PartReader | None) -> Matrix:
    """What is weighed to tell a requirement, in logits: of the trees, of their second look, of the words.

    `rows` are those of `describe`, `by_words` those of `opinions_by_words`. The second look is left out without a
    reader: cues alone are too unsure of the neighbours.
    """
    alone = _trees(f"requirement{_suffix(reader)}").probabilities(rows)[:, 1]
    chances = [alone]
    if reader is not None:
        seen = with_surroundings(parts, rows, alone)
        chances.append(_trees("requirement_in_context").probabilities(seen)[:, 1])
    chances.append(1 - by_words[:, _NONE])
    held = np.clip(np.stack(chances, axis=1), _LEAST, 1 - _LEAST)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)


def signs_of_kind(rows: Matrix, by_words: Matrix) -> Matrix:
    """What is weighed to tell the kind: logarithms of the reader's opinion, of LOOKS, and of the words'."""
    held = np.clip(np.hstack([rows[:, -len(LOOKS) :], by_words]), _LEAST, 1.0)
    return np.asarray(np.log(held), dtype=np.float64)


def describe(job: JobPosting, parts: Sequence[Part], reader: PartReader | None = None) -> Matrix:
    """The cues of the parts and, with a reader, what it thinks of them; shape (parts, CUE_FEATURES [+ LOOKS])."""
    text = job.document.text
    length = max(len(text), 1)
    cues = np.array(
        [describe_part(text[p.start : p.end], p.first, p.only, p.statement, p.start / length) for p in parts],
        dtype=np.float64,
    )
    return np.concatenate([cues, reader.opinions(job, parts)], axis=1) if reader else cues


def with_surroundings(parts: Sequence[Part], rows: Matrix, alone: Matrix) -> Matrix:
    """The rows of the second look: what the first saw, each part's chance alone, and what stands around it."""
    return np.concatenate([rows, alone[:, None], surroundings(parts, alone)], axis=1)


def _suffix(reader: PartReader | None) -> str:
    return "" if reader else "_by_cues"
