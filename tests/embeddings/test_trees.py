from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.trees import BoostedTrees

pytest.importorskip("sklearn")

from sklearn.ensemble import HistGradientBoostingClassifier

from embeddings.training import fitting
from embeddings.training.fitting import boost

ROUNDS = 15


def table(classes: int) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(600, 6)).astype(np.float32).astype(np.float64)
    score = rows[:, 0] * rows[:, 1] + rows[:, 2] + 0.2 * rng.normal(size=600)
    bins = np.quantile(score, np.linspace(0, 1, classes + 1)[1:-1])
    return rows, np.array([f"c{i}" for i in np.digitize(score, bins)])


@pytest.mark.parametrize("classes", [2, 3])
def test_the_stored_trees_predict_what_scikit_learns_do(classes: int) -> None:
    rows, labels = table(classes)
    theirs = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=0.06,
        max_leaf_nodes=12,
        min_samples_leaf=30,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    ).fit(rows, labels)
    ours = boost(rows, labels, ROUNDS)
    fresh = np.random.default_rng(6).normal(size=(200, 6))
    assert ours.classes == tuple(theirs.classes_)
    assert np.allclose(ours.probabilities(fresh), theirs.predict_proba(fresh), atol=1e-4)


@pytest.mark.parametrize("classes", [2, 3])
def test_trees_that_were_saved_and_loaded_give_the_same_probabilities(classes: int, tmp_path: Path) -> None:
    rows, labels = table(classes)
    made = boost(rows, labels, ROUNDS)
    made.save(tmp_path / "trees.npz")
    loaded = BoostedTrees.load(tmp_path / "trees.npz")
    assert loaded.classes == made.classes
    assert np.allclose(loaded.probabilities(rows), made.probabilities(rows), atol=2e-4)


def test_fitting_twice_gives_the_same_trees() -> None:
    rows, labels = table(3)
    first, second = boost(rows, labels, 5), boost(rows, labels, 5)
    assert np.array_equal(first.probabilities(rows), second.probabilities(rows))


def test_no_rows_give_no_probabilities() -> None:
    rows, labels = table(2)
    assert boost(rows, labels, 2).probabilities(np.zeros((0, 6))).shape == (0, 2)


@pytest.mark.parametrize("classes", [2, 3])
def test_a_row_gets_the_same_probabilities_whatever_stands_beside_it(classes: int) -> None:
    rows, labels = table(classes)
    made = boost(rows, labels, ROUNDS)
    alone = np.concatenate([made.probabilities(row[None, :]) for row in rows])
    assert np.array_equal(made.probabilities(rows), alone)


def test_trees_are_the_same_however_many_threads_fit_them(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, labels = table(3)
    by_two = boost(rows, labels, ROUNDS)
    monkeypatch.setattr(fitting, "_THREADS", 1)
    by_one = boost(rows, labels, ROUNDS)
    assert by_one.classes == by_two.classes
    assert all(
        np.array_equal(getattr(by_one, name), getattr(by_two, name))
        for name in ("feature", "threshold", "left", "right", "value", "root", "baseline")
    )
