"""Batches from the workers' side: one takes a batch on lease, says now and then that it lives, and keeps what it finds.

A worker that dies lets its lease run out, and another goes on from what is kept. One that was merely slow finds that
the batch is no longer its own at its next word, and writes nothing any more: whatever is written checks the lease in
the same transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from parsers.errors import FileUnreadable, OverlookedError
from service.analysis import JobFile
from service.batch.model import Entry, Failure
from service.storage.analyses import Clock
from service.storage.batches import JOBS, OVER, Batch, batch_of, end
from service.storage.database import Database
from service.storage.models import BatchEntryRow, BatchFileRow, BatchOutputRow, BatchRow
from service.storage.sealing import Seal
from service.storage.secrets import new_id
from service.store import StoreUnusable

#: How long a worker may be silent before another takes its batch over.
LEASE = datetime.timedelta(seconds=60)
#: How often a batch is taken up without anything getting done, before it is given up.
MOST_ATTEMPTS = 5


class Lost(OverlookedError):
    """The batch is another worker's by now, or was deleted."""

    code = "batch_lost"
    advice = "Nothing is to be done: another worker goes on with it."


@dataclass(frozen=True, slots=True)
class File:
    """A résumé of a batch, without its bytes."""

    number: int
    name: str
    problem: Failure | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A batch that this worker is to drive now."""

    batch: Batch
    worker: str
    jobs: tuple[tuple[str, JobFile], ...]
    files: tuple[File, ...]


class Queue:
    """All batches of all tenants, for workers."""

    def __init__(self, database: Database, seal: Seal, clock: Clock) -> None:
        self._database, self._seal, self._clock = database, seal, clock

    def claim(self) -> Claimed | None:
        """The batch that has waited longest, for this worker alone; None where there is none."""
        now, due = self._clock(), self._due()
        with self._database.reading() as session:
            found = session.scalars(select(BatchRow.id).where(*due).order_by(BatchRow.created_at).limit(10)).all()
        for batch_id in found:
            worker = new_id()
            fresh = {"state": "running", "worker": worker, "lease_until": now + LEASE}
            started = {"started_at": func.coalesce(BatchRow.started_at, now), "attempts": BatchRow.attempts + 1}
            with self._database.writing() as session:
                mine = session.execute(
                    update(BatchRow)
                    .where(BatchRow.id == batch_id, *due)
                    .values(**fresh, **started)
                    .execution_options(synchronize_session=False)
                    .returning(BatchRow.id)
                ).all()
                if mine:
                    return self._claimed(session, batch_id, worker)
        return None

    def is_waiting(self) -> bool:
        """Whether there is one to be claimed."""
        with self._database.reading() as session:
            return session.scalar(select(BatchRow.id).where(*self._due()).limit(1)) is not None

    def _due(self) -> tuple[ColumnElement[bool], ...]:
        now = self._clock()
        left = or_(BatchRow.lease_until.is_(None), BatchRow.lease_until <= now)
        return BatchRow.state.in_(("waiting", "running")), left, BatchRow.expires_at > now

    def renew(self, claimed: Claimed, done: int, failed: int) -> bool:
        """Say that the worker lives, and how far it is; True if the batch is to be called off. Raises Lost."""
        with self._database.writing() as session:
            row = self._mine(session, claimed)
            if done > row.done:
                row.attempts = 0
            row.done, row.failed, row.lease_until = done, failed, self._clock() + LEASE
            return row.cancelling

    def read(self, claimed: Claimed, number: int, most: int) -> bytes:
        """At most so many bytes of a file; raises FileUnreadable where it is gone."""
        with self._database.reading() as session:
            row = session.get(BatchFileRow, (claimed.batch.id, number))
        if row is None or row.sealed is None:
            raise FileUnreadable("The file is no longer there.")
        return self._seal.open(row.sealed)[:most]

    def finish(self, claimed: Claimed, outputs: Mapping[str, bytes], done: int, failed: int) -> None:
        """Keep the results, let go of the files; raises Lost."""
        with self._database.writing() as session:
            row = self._mine(session, claimed)
            for name, data in outputs.items():
                session.add(BatchOutputRow(batch_id=row.id, name=name, sealed=self._seal.seal(data)))
            row.done, row.failed = done, failed
            end(session, row, "done", self._clock())
        self._database.forget_for_good()

    def cancel(self, claimed: Claimed) -> None:
        """It is called off: let go of everything. Raises Lost."""
        with self._database.writing() as session:
            end(session, self._mine(session, claimed), "cancelled", self._clock())
        self._database.forget_for_good()

    def give_up(self, claimed: Claimed, problem: Failure) -> bool:
        """It went wrong: tried again, unless that has been done often enough. True if it is over. Raises Lost."""
        with self._database.writing() as session:
            row = self._mine(session, claimed)
            over = row.attempts >= MOST_ATTEMPTS
            if over:
                row.problem = problem.model_dump()
                end(session, row, "failed", self._clock())
            else:
                row.worker, row.lease_until = "", self._clock() + LEASE
        if over:
            self._database.forget_for_good()
        return over

    def release(self, claimed: Claimed) -> None:
        """The worker stops; another may go on at once. Raises Lost."""
        with self._database.writing() as session:
            row = self._mine(session, claimed)
            row.state, row.worker, row.lease_until, row.attempts = "waiting", "", None, 0

    def entries(self, claimed: Claimed, version: str) -> BatchEntries:
        """What has come of its résumés so far, and where more is kept."""
        return BatchEntries(self, claimed, version)

    def _claimed(self, session: Session, batch_id: str, worker: str) -> Claimed:
        row = session.get_one(BatchRow, batch_id)
        columns = (BatchFileRow.number, BatchFileRow.sealed_name, BatchFileRow.problem)
        rows = session.execute(select(*columns).where(BatchFileRow.batch_id == batch_id).order_by(BatchFileRow.number))
        files = tuple(
            File(number, self._seal.open(name).decode(), Failure.model_validate(problem) if problem else None)
            for number, name, problem in rows
        )
        try:
            jobs = tuple(JOBS.validate_json(self._seal.open(row.sealed)))
        except ValidationError as error:
            raise StoreUnusable("What is kept was written by another version.") from error
        return Claimed(batch_of(row), worker, jobs, files)

    def _mine(self, session: Session, claimed: Claimed) -> BatchRow:
        row = session.get(BatchRow, claimed.batch.id, with_for_update=True)
        if row is None or row.worker != claimed.worker or row.state in OVER:
            raise Lost("This batch is no longer this worker's.")
        return row


class BatchEntries:
    """A `service.batch.journal.Store` in the database; in memory is which résumés are known, never their entries."""

    def __init__(self, queue: Queue, claimed: Claimed, version: str) -> None:
        self._queue, self._claimed, self._version = queue, claimed, version
        self._database, self._seal = queue._database, queue._seal
        self._failures: dict[str, Failure | None] = {}
        with self._database.reading() as session:
            of_batch = BatchEntryRow.batch_id == claimed.batch.id
            rows = session.scalars(select(BatchEntryRow).where(of_batch, BatchEntryRow.version == version))
            for row in rows.yield_per(100):
                self._failures[row.resume] = self._opened(row).failure

    def missing(self, resume: str, jobs: Collection[str]) -> list[str]:
        """See Store. A batch's advertisements never change, so that an entry has all of them or none."""
        return [] if resume in self._failures else list(jobs)

    def failure(self, resume: str) -> Failure | None:
        """See Store."""
        return self._failures.get(resume)

    def add(self, entry: Entry) -> None:
        """Keep the entry in place of any other of that résumé; raises Lost."""
        sealed = self._seal.seal(entry.model_dump_json(by_alias=True).encode())
        values: dict[str, Any] = {"version": self._version, "sealed": sealed}
        insert = sqlite.insert if self._database.is_sqlite else postgresql.insert
        statement = insert(BatchEntryRow).values(batch_id=self._claimed.batch.id, resume=entry.resume, **values)
        with self._database.writing() as session:
            self._queue._mine(session, self._claimed)
            session.execute(statement.on_conflict_do_update(index_elements=["batch_id", "resume"], set_=values))
        self._failures[entry.resume] = entry.failure

    def entries(self, resume: str) -> Iterator[Entry]:
        """See Store."""
        if resume in self._failures:
            with self._database.reading() as session:
                yield self._opened(session.get_one(BatchEntryRow, (self._claimed.batch.id, resume)))

    def close(self) -> None:
        """See Store; every entry is durable already."""

    def _opened(self, row: BatchEntryRow) -> Entry:
        return Entry.model_validate_json(self._seal.open(row.sealed))
