from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import pytest

from embeddings.linear import LinearClassifier


def classifier(classes: int) -> LinearClassifier:
    rng = np.random.default_rng(7)
    outputs = 1 if classes == 2 else classes
    return LinearClassifier(
        tuple(f"class {i}" for i in range(classes)),
        rng.normal(size=5),
        rng.uniform(0.5, 2, size=5),
        rng.normal(size=(outputs, 5)),
        rng.normal(size=outputs),
    )


@pytest.mark.parametrize("classes", [2, 3, 9])
def test_a_classifier_that_was_saved_and_loaded_gives_the_same_probabilities(classes: int, tmp_path: Path) -> None:
    rows = np.random.default_rng(1).normal(size=(40, 5))
    made = classifier(classes)
    made.save(tmp_path / "weights.npz")
    loaded = LinearClassifier.load(tmp_path / "weights.npz")
    assert loaded.classes == made.classes
    assert np.allclose(loaded.probabilities(rows), made.probabilities(rows), atol=2e-4)


@pytest.mark.parametrize("classes", [2, 4])
def test_probabilities_sum_to_one_and_have_four_decimals(classes: int) -> None:
    chances = classifier(classes).probabilities(np.random.default_rng(2).normal(size=(30, 5)))
    assert chances.shape == (30, classes)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-3)
    assert np.array_equal(chances, np.round(chances, 4))


def test_huge_values_give_no_overflow() -> None:
    chances = classifier(3).probabilities(np.full((1, 5), 1e6))
    assert np.isfinite(chances).all()


@pytest.mark.parametrize("classes", [2, 3])
def test_fitting_learns_what_separates_the_classes(classes: int) -> None:
    pytest.importorskip("sklearn")
    from embeddings.training.fitting import fit

    rng = np.random.default_rng(3)
    labels = np.array([f"c{i % classes}" for i in range(300)])
    rows = rng.normal(size=(300, 4)) + 6 * np.array([[i % classes, 0, 0, 0] for i in range(300)])
    rows[:, 3] = 5.0  # says nothing, and has no spread to divide by
    model = fit(rows, labels, 1.0)
    predicted = [model.classes[i] for i in model.probabilities(rows).argmax(axis=1)]
    assert np.mean(np.array(predicted) == labels) > 0.95


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_broken_file_is_an_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(content)
    with pytest.raises((OSError, ValueError, BadZipFile, EOFError)):
        LinearClassifier.load(path)
