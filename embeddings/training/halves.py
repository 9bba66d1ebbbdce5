"""Training three times over two halves of the data, so that each half can be tried by what has not seen it.

What came out is kept beside the packages under a digest of all that it was learnt from and by: the next training starts
from there as long as neither examples nor code have changed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from embeddings.training.digests import digest

_PROCESSES = 2
Example = TypeVar("Example")
Model = TypeVar("Model")
Result = TypeVar("Result")
Start = TypeVar("Start")


def by_halves(
    train: Callable[..., Model],
    halves: Sequence[Sequence[Example]],
    kept_in: Path,
    code: Sequence[ModuleType],
    before: str = "",
    starts: tuple[Sequence[Start], Start] | None = None,
) -> tuple[list[Model], Model]:
    """For each half what was learnt from the other, and what was learnt from both; `train` runs in other processes.

    `code` are the modules that decide what is learnt, `before` names what it starts from: where a text of theirs or an
    example changed, nothing kept is used. With `starts`, what another training by the same halves gave, `train` is
    given what learnt from the same examples there.
    """
    learnt_from = [before.encode(), pickle.dumps(halves)] + ([] if starts is None else [pickle.dumps(starts)])
    kept = kept_in / f"halves-{digest(code, *learnt_from)}.pickle"
    if not kept.exists():
        first, second = halves
        in_order = [] if starts is None else [[starts[1], *starts[0]]]
        kept_in.mkdir(exist_ok=True)
        of_both, *of_other = in_processes(train, [[*first, *second], second, first], *in_order)  # longest first
        written = kept.with_suffix(".part")
        written.write_bytes(pickle.dumps((of_other, of_both)))
        written.rename(kept)
    loaded: tuple[list[Model], Model] = pickle.loads(kept.read_bytes())  # noqa: S301  (a file of our own)
    return loaded


def in_processes(task: Callable[..., Result], *of_each: Sequence[object]) -> list[Result]:
    """What a task gives for each, in order, two at a time in processes of their own."""
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        return list(pool.map(task, *of_each))
