"""Training three times over two halves of the data, so that each half can be tried by what has not seen it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

_PROCESSES = 2
Example = TypeVar("Example")
Model = TypeVar("Model")


def by_halves(
    train: Callable[[Sequence[Example]], Model], first: Sequence[Example], second: Sequence[Example]
) -> tuple[list[Model], Model]:
    """For each half what was learnt from the other, and what was learnt from both; `train` runs in other processes."""
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        of_both, *of_other = pool.map(train, [[*first, *second], second, first])  # the longest first
    return of_other, of_both
