"""Boosted decision trees trained by `embeddings.training`: read from an .npz file, applied with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_FIELDS = ("feature", "threshold", "left", "right", "value", "root", "baseline")


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Gradient-boosted trees, all nodes side by side; a leaf points to itself.

    `root` has shape (rounds, outputs): one output for two classes, else one for each class. Raw scores are the baseline
    plus the values of the leaves that a row ends in.
    """

    classes: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    root: NDArray[np.int32]
    baseline: NDArray[np.float64]

    def probabilities(self, rows: Matrix) -> Matrix:
        """Class probabilities, shape (rows, classes), rounded to 4 decimals so that a last bit never decides."""
        scores = np.tile(self.baseline, (len(rows), 1))
        for roots in self.root:
            for output, root in enumerate(roots):
                scores[:, output] += self.value[self._leaves(rows, int(root))]
        if len(self.classes) == 2:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.asarray(np.round(np.stack([1 - positive, positive], axis=1), 4), dtype=np.float64)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(np.round(exponents / exponents.sum(axis=1, keepdims=True), 4), dtype=np.float64)

    def _leaves(self, rows: Matrix, root: int) -> NDArray[np.int32]:
        """The leaf of one tree that each row ends in."""
        nodes = np.full(len(rows), root, dtype=np.int32)
        everyone = np.arange(len(rows))
        while True:
            goes_left = rows[everyone, self.feature[nodes]] <= self.threshold[nodes]
            following = np.where(goes_left, self.left[nodes], self.right[nodes])
            if np.array_equal(following, nodes):
                return nodes
            nodes = following

    def save(self, path: Path) -> None:
        """Write to `path` (.npz); thresholds and values as float32."""
        arrays = {name: getattr(self, name) for name in _FIELDS}
        small = {name: a.astype(np.float32) if a.dtype.kind == "f" else a for name, a in arrays.items()}
        np.savez_compressed(path, classes=np.array(self.classes), **small)

    @classmethod
    def load(cls, path: Path) -> BoostedTrees:
        """Read what `save` wrote; raises OSError, ValueError or BadZipFile where it is absent or broken."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in _FIELDS}
            wide = {name: a.astype(np.float64) if a.dtype.kind == "f" else a for name, a in arrays.items()}
            return cls(tuple(map(str, stored["classes"])), **wide)
