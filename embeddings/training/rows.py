"""The mini-cases as rows to learn from: each labelled requirement beside the features of all its passages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.encoder import Encoder
from embeddings.judge.likeness import pair_features, word_weights
from embeddings.linear import Matrix
from embeddings.training.mini_cases import Labelled, MiniCase, mini_cases


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled requirement with the features of its pairs."""

    case: MiniCase
    label: Labelled
    pairs: Matrix  #: shape (passages, features)


def labelled_rows(cases: Sequence[MiniCase], encoder: Encoder) -> Iterator[Row]:
    """Every labelled requirement of the cases with its pair features."""
    weights = word_weights()
    for case in cases:
        asked = [label.requirement for label in case.labels]
        pairs = pair_features(asked, case.passages, encoder, weights)
        for label, own in zip(case.labels, pairs, strict=True):
            yield Row(case, label, own)


def usable_cases(folder: Path) -> list[MiniCase]:
    """The mini-cases of a folder that have something to learn from."""
    return [case for case in mini_cases(folder) if case.labels and case.passages]


def with_lengthened(cases: Sequence[MiniCase]) -> list[MiniCase]:
    """The cases, and their résumés once more, lengthened."""
    return [*cases, *lengthened(cases)]


def lengthened(cases: Sequence[MiniCase]) -> Iterator[MiniCase]:
    """Every résumé once more, with work of candidates in other fields added: real ones are three times as long.

    What strangers did in another occupation is no evidence, so the labels stay. Seeded: training can be repeated.
    """
    rng = random.Random(0)  # noqa: S311  (not a secret)
    resumes = [case for case in cases if not case.told]
    for case in resumes:
        others = [other for other in resumes if other.isco != case.isco]
        strangers = rng.sample(others, k=min(rng.randint(2, 4), len(others)))
        lines = [p for other in strangers for p in other.passages if p.section == "work"]
        entries = 1 + max((p.entry for p in case.passages if p.entry is not None), default=0)
        moved = [replace(p, entry=None if p.entry is None else p.entry + entries) for p in lines]
        yield replace(case, passages=(*case.passages, *moved))
