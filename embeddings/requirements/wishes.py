"""How likely a requirement is only wished for, by the words around it: people say it in more ways than a rule knows.

"What would be lekker", "Fellowship would be first prize", "that one gives you the trailer and a bit more pay": a
logistic regression over words and pairs of words, by where they stand, learnt from our own advertisements
(`embeddings.training.train_priority`). What the rules of `embeddings.requirements.priority` say is one of its reasons.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from embeddings.requirements.word_regression import Reasons, WordRegression

_MODEL = Path(__file__).parent / "models" / "wishes.npz"


def chance_of_a_wish(found: Reasons) -> float:
    """How likely it is only wished for, 0–1, by the words around it and what rules found there."""
    return float(_wishes().chances(found)[1])


@cache
def _wishes() -> WordRegression:
    return WordRegression.load(_MODEL)
