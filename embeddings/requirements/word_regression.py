"""A logistic regression over reasons that have names, such as words by where they stand; a place has few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.linear import Matrix

#: Reasons by name, and how strongly each holds.
Reasons = Mapping[str, float]


@dataclass(frozen=True)
class WordRegression:
    """Binary or multinomial; the reasons it does not know weigh nothing."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    weights: NDArray[np.float64]  #: in logits, shape (names, classes), of two classes (names, 1): those of the second
    bias: NDArray[np.float64]  #: shape (classes,), of two (1,)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def chances(self, found: Reasons) -> Matrix:
        """How likely each class is, shape (classes,), rounded to four decimals so that a last bit never decides."""
        known = sorted((self._places[name], value) for name, value in found.items() if name in self._places)
        places, values = [place for place, _ in known], [value for _, value in known]
        scores = self.bias + np.asarray(values, dtype=np.float64) @ self.weights[places]
        if len(self.classes) == 2:
            second = 1 / (1 + np.exp(-scores[0]))
            return np.array([round(1 - second, 4), round(second, 4)])
        exponents = np.exp(scores - scores.max())
        return np.asarray(np.round(exponents / exponents.sum(), 4), dtype=np.float64)

    def save(self, path: Path) -> None:
        """Write to `path` (.npz, weights in half precision)."""
        np.savez_compressed(
            path,
            classes=np.array("\n".join(self.classes)),
            names=np.array("\n".join(self.names)),
            weights=self.weights.T.astype(np.float16),
            bias=self.bias.astype(np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> WordRegression:
        """Read what `save` wrote; raises OSError, ValueError or BadZipFile where it is absent or broken."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                tuple(str(stored["classes"]).split("\n")),
                tuple(str(stored["names"]).split("\n")),
                np.ascontiguousarray(stored["weights"].T, dtype=np.float64),
                stored["bias"].astype(np.float64),
            )
