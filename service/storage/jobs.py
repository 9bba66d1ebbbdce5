"""Advertisements that a career site keeps: read and understood once, judged against as often as it likes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from parsers.errors import OverlookedError
from service.analysis import JobFile
from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import JobRow
from service.storage.paging import Page, page_of
from service.storage.sealing import Seal
from service.storage.secrets import new_id
from service.store import StoreUnusable

_FILE: TypeAdapter[JobFile] = TypeAdapter(JobFile)


class UnknownJob(OverlookedError):
    """No advertisement is kept under that id: never was, expired, or deleted."""

    code = "unknown_job"
    advice = "List your advertisements, or send it again."


@dataclass(frozen=True, slots=True)
class KeptJob:
    """An advertisement as it is kept."""

    id: str
    reference: str
    created_at: datetime.datetime
    expires_at: datetime.datetime
    file: JobFile


class Jobs:
    """The advertisements of one tenant; None has none."""

    def __init__(self, database: Database, seal: Seal, clock: Clock, tenant_id: str | None) -> None:
        self._database, self._seal, self._clock, self._tenant_id = database, seal, clock, tenant_id

    def add(self, file: JobFile, reference: str, keep_for: datetime.timedelta) -> KeptJob:
        """Keep a new one under a new id."""
        if self._tenant_id is None:
            raise ValueError("an advertisement belongs to a tenant")
        now = self._clock()
        row = JobRow(
            id=new_id(),
            tenant_id=self._tenant_id,
            reference=reference,
            created_at=now,
            expires_at=now + keep_for,
            sealed=self._seal.seal(_FILE.dump_json(file)),
        )
        with self._database.writing() as session:
            session.add(row)
        return _kept(row, file)

    def get(self, job_id: str) -> KeptJob:
        """The one with that id; raises UnknownJob."""
        with self._database.reading() as session:
            row = self._row(session, job_id)
        return _kept(row, self._opened(row))

    def page(self, cursor: str | None, size: int) -> Page[KeptJob]:
        """Newest first; raises BadCursor."""
        query = select(JobRow).where(
            JobRow.tenant_id.is_not(None), JobRow.tenant_id == self._tenant_id, JobRow.expires_at > self._clock()
        )
        with self._database.reading() as session:
            page = page_of(session, query, (JobRow.created_at, JobRow.id), cursor, size)
        return Page([_kept(row, self._opened(row)) for row in page.rows], page.next)

    def delete(self, job_id: str) -> None:
        """Forget it; analyses made against it stay. Raises UnknownJob."""
        with self._database.writing() as session:
            row = self._row(session, job_id)
            session.execute(delete(JobRow).where(JobRow.id == row.id))
        self._database.forget_for_good()

    def _row(self, session: Session, job_id: str) -> JobRow:
        row = session.get(JobRow, job_id) if job_id.isalnum() else None
        if row is None or row.tenant_id != self._tenant_id or row.expires_at <= self._clock():
            raise UnknownJob("No advertisement is kept under this id.")
        return row

    def _opened(self, row: JobRow) -> JobFile:
        try:
            return _FILE.validate_json(self._seal.open(row.sealed))
        except ValidationError as error:
            raise StoreUnusable("What is kept was written by another version.") from error


def _kept(row: JobRow, file: JobFile) -> KeptJob:
    return KeptJob(row.id, row.reference, row.created_at, row.expires_at, file)
