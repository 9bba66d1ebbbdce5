"""Every résumé once: read, known by its content, handed to a worker, kept.

One thread reads files and waits; at most a few tasks a worker are under way, so that memory does not grow with the
number of résumés. A task that takes its workers down with it is tried once more, alone, at the end: a neighbour that
merely stood beside it is scored like any other, and only the culprit becomes a named error.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from distributed import Client, KilledWorker

from parsers.errors import FileUnreadable, LimitExceeded
from service.batch.cluster import Workers
from service.batch.journal import Store
from service.batch.model import Entry, Failure, Progress, Source, Trouble
from service.batch.task import Plan, PlanOnWorker, score

#: Tasks under way a worker thread: one that runs, one that waits for it, one whose result is coming back.
_TASKS_A_THREAD = 3
#: Seconds between two looks at the clock and the wish to stop.
_TICK = 0.5
#: Failures that say nothing about the document: tried again by the next run.
_PASSING = frozenset({"internal", "model", "setting"})


class Stopped(Exception):
    """The run was asked to stop; what is done is kept."""


@dataclass(slots=True)
class Inventory:
    """What the run has met: the names of each content, and the files that could not be used."""

    names: dict[str, list[str]] = field(default_factory=dict)  #: by SHA-256, in the order of the sources
    troubles: list[Trouble] = field(default_factory=list)


class Runner:
    """One pass over the sources. `inventory` is filled while `run` goes on."""

    def __init__(self, client: Client, plan: Plan, store: Store, stop: threading.Event | None = None) -> None:
        self.inventory = Inventory()
        self._client = client
        self._plan = plan
        self._jobs = [key for key, _ in plan.jobs]
        self._store = store
        self._stop = stop or threading.Event()
        self._returned: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._under_way: dict[str, tuple[Source, Any]] = {}
        self._suspects: list[tuple[str, Source]] = []
        self._started = time.monotonic()
        self._workers = Workers(client)
        self._total = self._done = self._failed = self._kept = 0
        self._current = ""

    def run(self, sources: Sequence[Source]) -> Iterator[Progress]:
        """Score them all; one Progress whenever something happened, at least every half second while it waits.

        Raises Stopped soon after `stop` is set. Whoever leaves off early leaves nothing running.
        """
        self._total = len(sources)
        self._started = time.monotonic()
        self._client.register_plugin(PlanOnWorker(self._plan))
        try:
            for source in sources:
                self._take(source)
                yield self._progress()
                while len(self._under_way) >= self._room_now():
                    yield from self._wait()
            while self._under_way:
                yield from self._wait()
            yield from self._retry_suspects()
        finally:
            for _, future in self._under_way.values():
                future.cancel()

    def _take(self, source: Source) -> None:
        """Read the file; hand it to a worker unless its content is known."""
        most = self._plan.limits.bytes
        try:
            data = source.read(most + 1)
            if len(data) > most:
                raise LimitExceeded(f"The file is larger than {most / 1_000_000:g} megabytes.")
        except Exception as error:
            self._count(Trouble(source.name, Failure.of(named(error))))
            return
        resume = hashlib.sha256(data).hexdigest()
        names = self.inventory.names.setdefault(resume, [])
        names.append(source.name)
        if len(names) > 1:
            self._count()
        elif missing := self._store.missing(resume, self._jobs):
            self._submit(resume, source, data, missing)
        else:
            self._kept += 1
            self._count_one(resume, self._store.failure(resume))

    def _submit(self, resume: str, source: Source, data: bytes, jobs: Sequence[str]) -> None:
        self._current = source.name
        key = f"resume-{resume}-{self._plan.name}-{time.monotonic_ns()}"
        future = self._client.submit(score, data, resume, jobs, self._plan.name, key=key, pure=False)
        self._under_way[resume] = source, future
        future.add_done_callback(self._returned.put)

    def _wait(self) -> Iterator[Progress]:
        """Take what comes back within a tick."""
        if self._stop.is_set():
            raise Stopped
        try:
            future = self._returned.get(timeout=_TICK)
        except queue.Empty:
            self._room_now()
            yield self._progress()
            return
        resume = str(future.key).split("-")[1]
        if resume not in self._under_way or self._under_way[resume][1].key != future.key:
            return
        source, _ = self._under_way.pop(resume)
        self._settle(resume, source, future)
        yield self._progress()

    def _settle(self, resume: str, source: Source, future: Any) -> None:
        try:
            entry = Entry.model_validate_json(future.result())
        except KilledWorker:
            self._suspects.append((resume, source))
            return
        except Exception as error:
            entry = Entry(resume=resume, version=self._plan.version, failure=Failure.of(error))
        self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        if entry.failure is None or entry.failure.code not in _PASSING:
            self._store.add(entry)
        self._count_one(entry.resume, entry.failure)

    def _retry_suspects(self) -> Iterator[Progress]:
        """Alone with the cluster, whoever takes a worker down is to blame for it."""
        for resume, source in sorted(self._suspects):
            try:
                data = source.read(self._plan.limits.bytes + 1)
            except Exception as error:
                self._count_one(resume, Failure.of(named(error)))
                continue
            self._suspects.clear()
            self._submit(resume, source, data, self._store.missing(resume, self._jobs))
            while self._under_way:
                yield from self._wait()
            if self._suspects:
                self._count_one(resume, lost("judges this résumé"))
                yield self._progress()
        self._suspects.clear()

    def _count_one(self, resume: str, failure: Failure | None) -> None:
        name = self.inventory.names[resume][0]
        self._count(Trouble(name, failure, resume=resume) if failure else None)

    def _count(self, trouble: Trouble | None = None) -> None:
        self._done += 1
        if trouble is not None:
            self._failed += 1
            self.inventory.troubles.append(trouble)

    def _room_now(self) -> int:
        """How many tasks may be under way."""
        return _TASKS_A_THREAD * self._workers.threads

    def _progress(self) -> Progress:
        if self._stop.is_set():
            raise Stopped
        seconds = time.monotonic() - self._started
        return Progress(self._total, self._done, self._failed, self._kept, seconds, self._current)


def named(error: Exception) -> Exception:
    """The error under the name that the parsers give it, where the operating system raised it."""
    return FileUnreadable("The file cannot be opened.") if isinstance(error, OSError) else error


def lost(doing: str) -> Failure:
    """What becomes of a task that keeps taking its worker down with it."""
    return Failure.of(
        LimitExceeded(f"The worker that {doing} ran out of memory or crashed on it, each time it was tried.")
    )
