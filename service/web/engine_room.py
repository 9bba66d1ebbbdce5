"""The engine, loaded once a process when it is first needed, and used by as many at a time as the machine stands.

Reading and judging take seconds. Who waits for them holds a thread of the server, and there are only so many: a few may
stand in line, everybody else is told at once to come back, and small requests are answered all the while.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from parsers.dates import Month
from parsers.errors import OverlookedError
from service.engine import Engine

#: How long a request waits for its turn, in seconds.
_PATIENCE = 60.0


class Busy(OverlookedError):
    """More is asked of the service at once than it can do."""

    code = "busy"
    advice = "Wait a minute and send it again."


class EngineRoom:
    """Lends the engine; threads may share it."""

    def __init__(self, load: Callable[[], Engine], today: Callable[[], Month], at_once: int, line: int) -> None:
        self._load, self._today = load, today
        self._places = threading.BoundedSemaphore(at_once)
        self._line = threading.BoundedSemaphore(line)
        self._mine = threading.local()
        self._loading = threading.Lock()
        self._engine: Engine | None = None

    @contextmanager
    def work(self) -> Iterator[None]:
        """A place in line for all of a thread's work, however often it asks; raises Busy where there is none."""
        if getattr(self._mine, "placed", False):
            yield
            return
        if not self._line.acquire(blocking=False):
            raise _busy()
        self._mine.placed = True
        try:
            yield
        finally:
            self._mine.placed = False
            self._line.release()

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """The engine with today's month; raises Busy where it has not become free in time, or ModelError."""
        engine = self.loaded()
        with self.work():
            if not self._places.acquire(timeout=_PATIENCE):
                raise _busy()
            try:
                yield dataclasses.replace(engine, today=self._today())
            finally:
                self._places.release()

    @property
    def is_loaded(self) -> bool:
        """Whether the first request need not wait for it."""
        return self._engine is not None

    def loaded(self) -> Engine:
        """The engine as it was loaded; raises ModelError."""
        with self._loading:
            if self._engine is None:
                self._engine = self._load()
            return self._engine


def _busy() -> Busy:
    return Busy("Too many documents are being compared at the moment.")
