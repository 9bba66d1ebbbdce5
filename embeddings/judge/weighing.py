"""From likenesses to answers: how likely each passage is evidence, and which of the three answers the best ones give.

Both are logistic regressions trained on our own mini-cases (`embeddings.training.train_judge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.likeness import LIKENESSES
from embeddings.judge.model import Passage
from embeddings.linear import LinearClassifier
from embeddings.requirements.model import Kind, Requirement
from embeddings.words import content_stems, words

_MODELS = Path(__file__).parent / "models"
_COUNT = len(LIKENESSES)
_KINDS: tuple[str, ...] = get_args(Kind)
Numbers = NDArray[np.float64]


@cache
def classifier(name: str) -> LinearClassifier:
    """A trained classifier by name: "evidence", "resume" or "told"."""
    return LinearClassifier.load(_MODELS / f"{name}.npz")


def with_standing(pairs: Numbers) -> Numbers:
    """Pair features with each likeness also relative to the requirement's other passages.

    Takes shape (passages, features) of one requirement, gives (passages, features + likenesses).
    """
    own = pairs[:, :_COUNT]
    return np.concatenate([pairs, (own - own.mean(axis=0)) / (own.std(axis=0) + 0.05)], axis=1)


def evidence_chances(pairs: Numbers) -> Numbers:
    """How likely each passage is evidence for one requirement, shape (passages,)."""
    return classifier("evidence").probabilities(with_standing(pairs))[:, 1]


def status_features(requirement: Requirement, passages: Sequence[Passage], pairs: Numbers, chances: Numbers) -> Numbers:
    """One row that says how well the best passages answer the requirement, shape (features,)."""
    order = np.argsort(-chances, kind="stable")
    top = np.concatenate([chances[order][:3], np.zeros(3)])[:3]
    likeness = pairs[:, :_COUNT]
    best = order[0]
    return np.concatenate(
        [
            top,
            [chances.sum(), np.log1p(len(passages))],
            pairs[best],
            likeness.max(axis=0),
            likeness.mean(axis=0),
            [float(requirement.kind == kind) for kind in _KINDS],
            [len(requirement.quote.split()) / 5],
            _names(requirement, passages),
        ]
    )


def _names(requirement: Requirement, passages: Sequence[Passage]) -> Numbers:
    """Share of the proper names and acronyms asked for that are shown anywhere, and outside plain lists; and whether any are."""
    asked = [word for i, word in enumerate(words(requirement.quote)) if _is_name(word, i)]
    if not asked:
        return np.zeros(3)
    everywhere: set[str] = set()
    in_use: set[str] = set()
    for passage in passages:
        stems = set(content_stems(passage.masked or passage.text))
        everywhere |= stems
        if passage.kind != "item" and passage.section != "skills":
            in_use |= stems
    keys = [set(content_stems(name)) for name in asked]
    return np.array(
        [1.0, np.mean([bool(key & everywhere) for key in keys]), np.mean([bool(key & in_use) for key in keys])]
    )


def _is_name(word: str, place: int) -> bool:
    return (word[0].isupper() and place > 0) or sum(c.isupper() for c in word) > 1 or any(c in "+#" or c.isdigit() for c in word)
