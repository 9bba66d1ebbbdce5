"""Batches of an organisation: taken in, looked at, called off, deleted. Workers have a door of their own
(`service.storage.batch_work`).

A file's name may be a candidate's, so it is sealed like the file. Files go as soon as nobody needs them any more.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from parsers.errors import LimitExceeded, OverlookedError
from service.analysis import JobFile
from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import BatchEntryRow, BatchFileRow, BatchOutputRow, BatchRow
from service.storage.paging import Page, page_of
from service.storage.sealing import Seal
from service.storage.secrets import new_id
from service.storage.webhooks import put_on_its_way

State = Literal["open", "waiting", "running", "done", "failed", "cancelled"]
End = Literal["done", "failed", "cancelled"]
#: States in which nothing happens any more.
OVER: tuple[End, ...] = get_args(End)

#: The advertisements of a batch, by key.
JOBS: TypeAdapter[list[tuple[str, JobFile]]] = TypeAdapter(list[tuple[str, JobFile]])


class UnknownBatch(OverlookedError):
    """No batch is kept under that id: never was, expired, or deleted."""

    code = "unknown_batch"
    advice = "List your batches, or send it again."


class BatchNotDone(OverlookedError):
    """Results are asked for of a batch that is not done, or that ended without any."""

    code = "batch_not_done"
    advice = "Look at the batch's state; results are there when it is done."


class BatchClosed(OverlookedError):
    """Something is to be added to a batch that has begun."""

    code = "batch_closed"
    advice = "Make another batch, with hold where files come in several requests."


class NoResumes(OverlookedError):
    """A batch is to begin with nothing in it that could be read."""

    code = "no_resumes"
    advice = "Send at least one résumé, or an archive that holds some."


class NoJobs(OverlookedError):
    """A batch is wanted without an advertisement."""

    code = "no_jobs"
    advice = "Give jobs, job_ids or both."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A résumé on its way into a batch: its bytes, or the named error that it has already met."""

    name: str
    data: bytes = b""
    problem: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How much one batch may hold, and how many of them there may be."""

    files: int
    bytes: int
    batches: int  #: that are not over yet, of one organisation


@dataclass(frozen=True, slots=True)
class NewBatch:
    """What a caller wants compared."""

    jobs: Sequence[tuple[str, JobFile]]
    month: str  #: counts as today, as in 2026-11
    keep_for: datetime.timedelta
    reference: str = ""
    blind: bool = False
    hold: bool = False  #: more files are to come before it begins
    files: Sequence[Incoming] = field(default=())


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands."""

    id: str
    tenant_id: str
    reference: str
    blind: bool
    month: str
    state: State
    cancelling: bool
    total: int
    done: int
    failed: int
    created_at: datetime.datetime
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    expires_at: datetime.datetime
    problem: dict[str, Any] | None


class Batches:
    """The batches of one tenant."""

    def __init__(self, database: Database, seal: Seal, clock: Clock, tenant_id: str, room: Room) -> None:
        self._database, self._seal, self._clock, self._tenant_id, self._room = database, seal, clock, tenant_id, room

    def add(self, wanted: NewBatch) -> Batch:
        """Keep a new one, all of it or nothing; raises NoJobs, NoResumes or LimitExceeded."""
        if not wanted.jobs:
            raise NoJobs("There is no advertisement to compare the résumés with.")
        now = self._clock()
        row = BatchRow(
            id=new_id(),
            tenant_id=self._tenant_id,
            reference=wanted.reference,
            blind=wanted.blind,
            month=wanted.month,
            created_at=now,
            expires_at=now + wanted.keep_for,
            state="open",
            cancelling=False,
            worker="",
            sealed=self._seal.seal(JOBS.dump_json(list(wanted.jobs))),
            **dict.fromkeys(("total", "done", "failed", "size", "attempts"), 0),
        )
        with self._database.writing() as session:
            if _under_way(session, self._tenant_id) >= self._room.batches:
                problem = f"{self._room.batches} of your batches are not done yet."
                raise LimitExceeded(problem, "Wait until one is done, or call one off.")
            session.add(row)
            session.flush()
            self._fill(session, row, wanted.files)
            if not wanted.hold:
                _begin(row)
        return batch_of(row)

    def fill(self, batch_id: str, files: Sequence[Incoming]) -> Batch:
        """Put more into one that is open; raises UnknownBatch, BatchClosed or LimitExceeded."""
        with self._database.writing() as session:
            row = self._open_row(session, batch_id)
            self._fill(session, row, files)
        return batch_of(row)

    def begin(self, batch_id: str) -> Batch:
        """Hand one that is open to the workers; raises UnknownBatch, BatchClosed or NoResumes."""
        with self._database.writing() as session:
            row = self._open_row(session, batch_id)
            _begin(row)
        return batch_of(row)

    def get(self, batch_id: str) -> Batch:
        """The one with that id; raises UnknownBatch."""
        with self._database.reading() as session:
            return batch_of(self._row(session, batch_id))

    def page(self, cursor: str | None, size: int) -> Page[Batch]:
        """Newest first; raises BadCursor."""
        query = select(BatchRow).where(BatchRow.tenant_id == self._tenant_id, BatchRow.expires_at > self._clock())
        with self._database.reading() as session:
            page = page_of(session, query, (BatchRow.created_at, BatchRow.id), cursor, size)
        return Page([batch_of(row) for row in page.rows], page.next)

    def cancel(self, batch_id: str) -> Batch:
        """Call it off; one that is over stays as it is. Raises UnknownBatch.

        One that no worker has is over at once, another as soon as its worker notices.
        """
        with self._database.writing() as session:
            row = self._row(session, batch_id, lock=True)
            if row.state in ("open", "waiting"):
                end(session, row, "cancelled", self._clock())
            elif row.state == "running":
                row.cancelling = True
        self._database.forget_for_good()
        return batch_of(row)

    def delete(self, batch_id: str) -> None:
        """Forget it with all that belongs to it, at once; whoever works on it stops. Raises UnknownBatch."""
        with self._database.writing() as session:
            row = self._row(session, batch_id)
            session.execute(delete(BatchRow).where(BatchRow.id == row.id))
        self._database.forget_for_good()

    def output(self, batch_id: str, name: str) -> bytes:
        """A file of its results; raises UnknownBatch, or BatchNotDone."""
        with self._database.reading() as session:
            row = self._row(session, batch_id)
            found = session.get(BatchOutputRow, (row.id, name))
        if found is None:
            raise BatchNotDone("This batch has no results, or none yet.")
        return self._seal.open(found.sealed)

    def _fill(self, session: Session, row: BatchRow, files: Sequence[Incoming]) -> None:
        size = sum(len(file.data) for file in files)
        if row.total + len(files) > self._room.files:
            raise LimitExceeded(f"A batch holds at most {self._room.files} files.", "Make several batches.")
        if row.size + size > self._room.bytes:
            most = self._room.bytes / 1_000_000
            raise LimitExceeded(f"A batch holds at most {most:g} megabytes.", "Make several batches.")
        for number, file in enumerate(files, start=row.total):
            session.add(
                BatchFileRow(
                    batch_id=row.id,
                    number=number,
                    sealed_name=self._seal.seal(file.name.encode("utf-8", "replace")),
                    sealed=None if file.problem else self._seal.seal(file.data),
                    problem=file.problem,
                )
            )
        row.total += len(files)
        row.size += size

    def _open_row(self, session: Session, batch_id: str) -> BatchRow:
        row = self._row(session, batch_id, lock=True)
        if row.state != "open":
            raise BatchClosed("This batch has begun.")
        return row

    def _row(self, session: Session, batch_id: str, *, lock: bool = False) -> BatchRow:
        row = session.get(BatchRow, batch_id, with_for_update=lock) if batch_id.isalnum() else None
        if row is None or row.tenant_id != self._tenant_id or row.expires_at <= self._clock():
            raise UnknownBatch("No batch is kept under this id.")
        return row


def _begin(row: BatchRow) -> None:
    if not row.total:
        raise NoResumes("There is nothing in this batch that could be read.")
    row.state = "waiting"


def end(session: Session, row: BatchRow, state: End, now: datetime.datetime) -> None:
    """It is over: its files and what came of each go, its own row and its results stay, and a webhook says so."""
    row.state, row.finished_at, row.worker, row.lease_until = state, now, "", None
    session.flush()
    session.execute(delete(BatchEntryRow).where(BatchEntryRow.batch_id == row.id))
    session.execute(delete(BatchFileRow).where(BatchFileRow.batch_id == row.id))
    numbers = {"total": row.total, "done": row.done, "failed": row.failed}
    payload = {"batch_id": row.id, "reference": row.reference, "state": state, **numbers}
    put_on_its_way(session, row.tenant_id, "batch.finished", payload, now)


def _under_way(session: Session, tenant_id: str) -> int:
    """How many batches of a tenant are not over."""
    query = select(func.count()).where(BatchRow.tenant_id == tenant_id, BatchRow.state.not_in(OVER))
    return session.scalar(query) or 0


def batch_of(row: BatchRow) -> Batch:
    """The row as plain data."""
    return Batch(
        id=row.id,
        tenant_id=row.tenant_id,
        reference=row.reference,
        blind=row.blind,
        month=row.month,
        state=row.state,  # type: ignore[arg-type]  # nothing else is written
        cancelling=row.cancelling,
        total=row.total,
        done=row.done,
        failed=row.failed,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        expires_at=row.expires_at,
        problem=row.problem,
    )
