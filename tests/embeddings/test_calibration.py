"""Confidence that says how often it is right."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from embeddings.training.fitting import (
    boost,
    calibration_error,
    sharpened,
    sharpening,
    with_sharper_answers,
)


def doubtful(rows: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Chances that are honest, and labels drawn from them."""
    rng = np.random.default_rng(3)
    chances = rng.dirichlet([1.0, 1.0, 1.0], rows)
    drawn = [rng.choice(["met", "missing", "partial"], p=row) for row in chances]
    return chances, np.array(drawn)


def test_honest_chances_are_left_as_they_are() -> None:
    chances, labels = doubtful()
    assert sharpening(chances, labels) == pytest.approx(1.0, abs=0.1)
    assert calibration_error(chances, labels)[0] < 0.03


def test_timid_chances_are_sharpened_until_they_are_honest() -> None:
    chances, labels = doubtful()
    timid = sharpened(chances, 0.5)
    factor = sharpening(timid, labels)
    assert factor == pytest.approx(2.0, abs=0.2)
    assert calibration_error(timid, labels)[0] > 3 * calibration_error(sharpened(timid, factor), labels)[0]


def test_the_error_counts_how_far_said_and_right_are_apart() -> None:
    error, table = calibration_error(np.tile([0.8, 0.2], (10, 1)), np.array(["a"] * 5 + ["b"] * 5))
    assert error == pytest.approx(0.3)
    assert table == [(pytest.approx(0.8), pytest.approx(0.5), 10)]


def test_trees_are_sharpened_in_their_own_values() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(300, 3))
    labels = np.array(["a", "b", "c"])[np.digitize(rows[:, 0] + rng.normal(size=300), [-0.5, 0.5])]
    model = boost(rows, labels, 20)
    sharp = with_sharper_answers(model, 1.5).probabilities(rows)
    assert np.allclose(sharp, sharpened(model.probabilities(rows), 1.5), atol=2e-3)
