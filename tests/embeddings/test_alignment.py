"""The encoder in use is surer than those the answers were learnt with: its likenesses are brought to theirs."""

import numpy as np

from embeddings.judge.likeness import ENCODED, LIKENESSES, PAIR_FEATURES
from embeddings.judge.weighing import as_learnt


def test_only_what_the_encoder_says_is_changed() -> None:
    pairs = np.full((3, len(PAIR_FEATURES)), 0.4)
    changed = np.flatnonzero((as_learnt(pairs) != pairs).any(axis=0))
    assert {LIKENESSES[place] for place in changed} == set(ENCODED)
    assert (pairs == 0.4).all(), "what was given stays as it was"


def test_it_is_a_small_change_and_keeps_the_order() -> None:
    pairs = np.zeros((3, len(PAIR_FEATURES)))
    pairs[:] = np.array([0.1, 0.5, 0.9])[:, None]
    aligned = as_learnt(pairs)
    assert np.abs(aligned - pairs).max() < 0.1
    assert (np.diff(aligned, axis=0) > 0).all()
