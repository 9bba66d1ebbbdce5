"""Two classifiers in a row: a linear one over sentence vectors, then boosted trees over cues and its opinion.

Trees are good at cues and poor at hundreds of vector dimensions, linear models the other way round; together they found
requirements better than either (cross-validation in docs/benchmarks.md). Without vectors the trees judge by cues alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.encoder import Vectors
from embeddings.linear import LinearClassifier, Matrix
from embeddings.trees import BoostedTrees


@dataclass(frozen=True, slots=True)
class StackedClassifier:
    """`meaning` is None where only cues decide."""

    meaning: LinearClassifier | None
    trees: BoostedTrees

    @property
    def classes(self) -> tuple[str, ...]:
        """What the columns of `probabilities` stand for."""
        return self.trees.classes

    def probabilities(self, cues: Matrix, vectors: Vectors | None) -> Matrix:
        """Class probabilities, shape (rows, classes); vectors are needed exactly where there is a `meaning`."""
        if self.meaning is None or vectors is None:
            return self.trees.probabilities(cues)
        return self.trees.probabilities(
            np.concatenate([cues, self.meaning.probabilities(vectors.astype(np.float64))], axis=1)
        )

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and, with a meaning, `<name>_meaning.npz`."""
        self.trees.save(folder / f"{name}.npz")
        if self.meaning:
            self.meaning.save(folder / f"{name}_meaning.npz")

    @classmethod
    def load(cls, folder: Path, name: str) -> StackedClassifier:
        """Read what `save` wrote; raises OSError or ValueError where a file is absent or broken."""
        meaning = folder / f"{name}_meaning.npz"
        return cls(
            LinearClassifier.load(meaning) if meaning.exists() else None, BoostedTrees.load(folder / f"{name}.npz")
        )
