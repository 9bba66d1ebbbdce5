"""Linear classifiers trained by `embeddings.training`: read from an .npz file, applied with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearClassifier:
    """Multinomial or binary logistic regression over standardised features.

    `weights` has shape (classes, features) for more than two classes and (1, features) for two.
    """

    classes: tuple[str, ...]
    mean: Matrix
    scale: Matrix
    weights: Matrix
    bias: Matrix

    def probabilities(self, rows: Matrix) -> Matrix:
        """Class probabilities, shape (rows, classes), rounded to 4 decimals so that a last bit never decides."""
        scores = ((rows - self.mean) / self.scale) @ self.weights.T + self.bias
        if len(self.classes) == 2:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.asarray(np.round(np.stack([1 - positive, positive], axis=1), 4), dtype=np.float64)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(np.round(exponents / exponents.sum(axis=1, keepdims=True), 4), dtype=np.float64)

    def save(self, path: Path) -> None:
        """Write to `path` (.npz, float32)."""
        arrays = {name: getattr(self, name).astype(np.float32) for name in ("mean", "scale", "weights", "bias")}
        np.savez_compressed(path, classes=np.array(self.classes), **arrays)

    @classmethod
    def load(cls, path: Path) -> LinearClassifier:
        """Read what `save` wrote; raises OSError, ValueError or BadZipFile where it is absent or broken."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float64) for name in ("mean", "scale", "weights", "bias")}
            return cls(tuple(map(str, stored["classes"])), **arrays)
