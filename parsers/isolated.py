"""The front door in a process of its own, so that a hostile document harms nobody else.

A worker process reads one document after another under a deadline and a limit on its address space. One that takes too
long is killed, one that crashes is replaced, and the documents before and after it notice nothing.

Workers are started as fresh interpreters rather than with `multiprocessing`, which would import the caller's main
module into them (and with it, perhaps, torch). Each has pipes of its own: where workers share one, as in the pools at
hand, a worker that is killed while it writes leaves it locked for all.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from parsers import document, errors
from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, OverlookedError
from parsers.limits import DEFAULT_LIMITS, Limits

#: What a worker calls: "module:function", given a path or bytes, and limits.
_FRONT_DOOR = "parsers.worker:read_source"
#: With the caller's search path and nothing else of it; `-P` keeps a folder's own files from being taken for modules.
_PROGRAM = "import sys; sys.path[:] = {path!r}; from parsers.worker import serve; serve({entry!r})"
#: Fewer heaps of glibc: each reserves 64 megabytes of address space, of which there is a limit.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


def open_isolated(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the file at `path` in a process made for it alone; see `IsolatedReaders` for many.

    Raises the same errors as `parsers.opening.open_document`; LimitExceeded also for time and memory, DamagedDocument
    also for a document on which the reader crashes.
    """
    with IsolatedReaders(limits=limits) as readers:
        return readers.open(path)


class IsolatedReaders:
    """Up to `workers` processes that read documents; threads may share it. Processes start when first needed.

    >>> with IsolatedReaders(workers=2) as readers:
    ...     document = readers.open(Path("anna.pdf"))
    """

    def __init__(self, workers: int = 1, limits: Limits = DEFAULT_LIMITS, entry: str = _FRONT_DOOR) -> None:
        self._limits = limits
        self._entry = entry
        self._closed = False
        #: None stands for a worker that is still to be started. Last in, first out: few documents need few workers.
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)

    def open(self, path: Path) -> Document:
        """Read the file at `path`; waits for a free worker. Raises as `open_isolated` does."""
        return self._read(path.absolute())

    def read(self, data: bytes) -> Document:
        """Read a document that is in memory; waits for a free worker. Raises as `open_isolated` does."""
        return self._read(data)

    def close(self) -> None:
        """End the workers that are idle, and each of the others after its document."""
        self._closed = True
        with suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker is not None:
                    worker.kill()

    def __enter__(self) -> IsolatedReaders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, source: Path | bytes) -> Document:
        with self._worker() as worker:
            outcome = worker.read(source, self._limits)
        if isinstance(outcome, OverlookedError):
            raise outcome
        return outcome

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        worker = self._idle.get()
        try:
            if self._closed:
                raise ValueError("these readers are closed")
            if worker is None or not worker.alive:
                worker = _Worker(self._entry)
            yield worker
        except BaseException:
            # An interrupted exchange leaves half an answer in the pipe.
            if worker is not None:
                worker.kill()
            raise
        finally:
            if self._closed and worker is not None:
                worker.kill()
            self._idle.put(worker if worker is not None and worker.alive else None)


class _Worker:
    """One process, and the pipes to it. A request and an answer are a pickle each."""

    def __init__(self, entry: str) -> None:
        program = _PROGRAM.format(path=sys.path, entry=entry)
        # Standard error goes nowhere: what libraries complain about may be a candidate's text. A session of its own
        # keeps the interrupt key from the worker; it ends when its caller does, as its input ends then.
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and program)
            [sys.executable, "-P", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101  (pipes asked for)
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self.alive = self._answers.read(1) == b"+"
        if not self.alive:
            self.kill()
            raise RuntimeError("the reader process does not start")

    def read(self, source: Path | bytes, limits: Limits) -> Document | OverlookedError:
        """The document, or the error with a name; the worker is not `alive` afterwards if that had to end it."""
        overdue = threading.Event()
        clock = threading.Timer(limits.seconds, self._end_overdue, [overdue])
        clock.start()
        try:
            self._send((source, limits))
            outcome, self.alive = _AnswerReader(self._answers).load()
        except (EOFError, OSError, pickle.UnpicklingError):
            self.alive = False
            if overdue.is_set():
                return LimitExceeded(f"Reading the document took longer than {limits.seconds:g} seconds.")
            return DamagedDocument("The program that reads the document crashed on it.")
        finally:
            clock.cancel()
            if overdue.is_set() or not self.alive:
                self.kill()
        result: Document | OverlookedError = outcome
        return result

    def kill(self) -> None:
        """End the process now, whatever it is doing."""
        self.alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()

    def _send(self, request: tuple[Path | bytes, Limits]) -> None:
        pickle.dump(request, self._requests, protocol=pickle.HIGHEST_PROTOCOL)
        self._requests.flush()

    def _end_overdue(self, overdue: threading.Event) -> None:
        overdue.set()
        self._process.kill()


#: The classes of which answers are made.
_ALLOWED: dict[tuple[str, str], type] = {
    (module.__name__, name): value
    for module in (document, errors)
    for name, value in vars(module).items()
    if isinstance(value, type) and value.__module__ == module.__name__
}


class _AnswerReader(pickle.Unpickler):
    """Reads documents and errors only: a worker that a document has taken over cannot make its caller run anything."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError("an answer of another kind") from None
