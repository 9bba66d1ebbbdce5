"""The engine, loaded once a process when it is first needed, and used by as many at a time as the machine stands."""

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

    def __init__(self, load: Callable[[], Engine], today: Callable[[], Month], at_once: int) -> None:
        self._load, self._today = load, today
        self._places = threading.BoundedSemaphore(at_once)
        self._loading = threading.Lock()
        self._engine: Engine | None = None

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """The engine with today's month; raises Busy where it has not become free in time, or ModelError."""
        engine = self.loaded()
        if not self._places.acquire(timeout=_PATIENCE):
            raise Busy("Too many documents are being compared at the moment.")
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
