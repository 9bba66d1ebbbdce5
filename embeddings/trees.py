"""Boosted decision trees trained by `embeddings.training`: read from an .npz file, applied with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
#: More at once would not stay in the processor's cache.
_ROWS_AT_ONCE = 256
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
    #: Features, and each node's two children side by side, in the width that numpy indexes with.
    _wide: tuple[NDArray[np.intp], NDArray[np.intp]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children = np.stack([self.right, self.left], axis=1).astype(np.intp).reshape(-1)
        object.__setattr__(self, "_wide", (self.feature.astype(np.intp), children))

    def probabilities(self, rows: Matrix) -> Matrix:
        """Class probabilities, shape (rows, classes), rounded to 4 decimals so that a last bit never decides."""
        scores = self._scores(rows)
        if len(self.classes) == 2:
            positive = 1 / (1 + np.exp(-scores[:, 0]))
            return np.asarray(np.round(np.stack([1 - positive, positive], axis=1), 4), dtype=np.float64)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(np.round(exponents / exponents.sum(axis=1, keepdims=True), 4), dtype=np.float64)

    def _scores(self, rows: Matrix) -> Matrix:
        """Raw scores, shape (rows, outputs): the baseline, then one round after the other, always in that order."""
        scores = np.tile(self.baseline, (len(rows), 1))
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            part = slice(first, first + _ROWS_AT_ONCE)
            values = self.value[self._leaves(rows[part])].reshape(-1, *self.root.shape)
            for number in range(len(self.root)):
                scores[part] += values[:, number]
        return scores

    def _leaves(self, rows: Matrix) -> NDArray[np.intp]:
        """The leaf of every tree that each row ends in, shape (rows, trees); all trees go down a level at a time."""
        feature, children = self._wide
        cells = np.ascontiguousarray(rows).reshape(-1)
        firsts = (np.arange(len(rows)) * rows.shape[1])[:, None]
        nodes = np.tile(self.root.reshape(-1).astype(np.intp), (len(rows), 1))
        while True:
            goes_left = cells.take(firsts + feature.take(nodes)) <= self.threshold.take(nodes)
            following = children.take(2 * nodes + goes_left)
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
