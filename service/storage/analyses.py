"""Analyses, and what goes with them. Whoever asks says what they hold: a tenant's key, or an analysis's own token.

`Analyses` is bound to one claim, so that no caller can forget to check it. Another's analysis, an expired one and one
that never was are the same to it: UnknownAnalysis, after the same work.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.analysis import Analysis
from service.storage.database import Database
from service.storage.models import AnalysisRow, AttachmentRow
from service.storage.paging import Page, page_of
from service.storage.sealing import Seal
from service.storage.secrets import fits, hash_of, new_id
from service.store import ChangedMeanwhile, Kept, StoreUnusable, UnknownAnalysis

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a caller holds: the tenant whose secret key it is, or an analysis's token, or neither."""

    tenant_id: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """Where a new analysis belongs, what opens it, how long it is kept, and what goes with it."""

    token: str
    keep_for: datetime.timedelta
    tenant_id: str | None = None
    key_id: str | None = None
    job_id: str | None = None
    private: bool = False  #: the tenant's own keys do not open it, the token alone does
    attachments: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case(Kept):
    """A kept analysis with its circumstances."""

    tenant_id: str | None
    key_id: str | None
    job_id: str | None
    private: bool
    created_at: datetime.datetime
    changed_at: datetime.datetime
    expires_at: datetime.datetime


class Analyses:
    """The analyses that a claim opens; a `service.store.Store`."""

    def __init__(
        self, database: Database, seal: Seal, clock: Clock, claim: Claim, admission: Admission | None = None
    ) -> None:
        self._database, self._seal, self._clock = database, seal, clock
        self._claim, self._admission = claim, admission

    def add(self, analysis: Analysis) -> Case:
        """Keep a new one as the admission says."""
        if self._admission is None:
            raise ValueError("nothing was admitted")
        entry, now = self._admission, self._clock()
        row = AnalysisRow(
            id=new_id(),
            token_hash=hash_of(entry.token),
            tenant_id=entry.tenant_id,
            key_id=entry.key_id,
            job_id=entry.job_id,
            private=entry.private,
            version=1,
            created_at=now,
            changed_at=now,
            expires_at=now + entry.keep_for,
            sealed=self._sealed(analysis),
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            for name, data in entry.attachments.items():
                session.add(AttachmentRow(analysis_id=row.id, name=name, sealed=self._seal.seal(data)))
        return _case(row, analysis)

    def get(self, analysis_id: str) -> Case:
        """The one with that id; raises UnknownAnalysis."""
        with self._database.reading() as session:
            row = self._row(session, analysis_id)
        return _case(row, self._opened(row))

    def replace(self, kept: Kept, analysis: Analysis) -> Case:
        """Keep `analysis` in its place; raises ChangedMeanwhile, or UnknownAnalysis."""
        with self._database.writing() as session:
            row = self._row(session, kept.id)
            done = session.execute(
                update(AnalysisRow)
                .where(AnalysisRow.id == kept.id, AnalysisRow.version == kept.version)
                .values(version=kept.version + 1, sealed=self._sealed(analysis), changed_at=self._clock())
                .execution_options(synchronize_session=False)
                .returning(AnalysisRow.id)
            ).all()
            if not done:
                raise ChangedMeanwhile("This analysis was changed in another window.")
            session.refresh(row)
        return _case(row, analysis)

    def delete(self, analysis_id: str) -> None:
        """Forget it and all that goes with it, at once; raises UnknownAnalysis."""
        with self._database.writing() as session:
            row = self._row(session, analysis_id)
            session.execute(delete(AnalysisRow).where(AnalysisRow.id == row.id))
        self._database.forget_for_good()

    def attachment(self, analysis_id: str, name: str) -> bytes | None:
        """Something that goes with it, None where it does not; raises UnknownAnalysis."""
        with self._database.reading() as session:
            row = self._row(session, analysis_id)
            found = session.get(AttachmentRow, (row.id, name))
        return self._seal.open(found.sealed) if found else None

    def attachments(self, analysis_id: str) -> tuple[str, ...]:
        """Names of all that goes with it; raises UnknownAnalysis."""
        with self._database.reading() as session:
            row = self._row(session, analysis_id)
            names = session.scalars(select(AttachmentRow.name).where(AttachmentRow.analysis_id == row.id))
            return tuple(sorted(names))

    def page(self, cursor: str | None, size: int, job_id: str | None = None) -> Page[Case]:
        """The tenant's own, newest first; none for a candidate. Raises BadCursor."""
        query = select(AnalysisRow).where(
            AnalysisRow.tenant_id.is_not(None),
            AnalysisRow.tenant_id == self._claim.tenant_id,
            AnalysisRow.private.is_(False),
            AnalysisRow.expires_at > self._clock(),
        )
        if job_id is not None:
            query = query.where(AnalysisRow.job_id == job_id)
        with self._database.reading() as session:
            page = page_of(session, query, (AnalysisRow.created_at, AnalysisRow.id), cursor, size)
        return Page([_case(row, self._opened(row)) for row in page.rows], page.next)

    def _row(self, session: Session, analysis_id: str) -> AnalysisRow:
        row = session.get(AnalysisRow, analysis_id) if analysis_id.isalnum() else None
        fitting = fits(self._claim.token or "", row.token_hash if row else None)
        if row is None or not (fitting or self._owns(row)) or row.expires_at <= self._clock():
            raise UnknownAnalysis("Nothing is kept under this id.")
        return row

    def _owns(self, row: AnalysisRow) -> bool:
        return row.tenant_id is not None and row.tenant_id == self._claim.tenant_id and not row.private

    def _sealed(self, analysis: Analysis) -> bytes:
        return self._seal.seal(analysis.to_json().encode())

    def _opened(self, row: AnalysisRow) -> Analysis:
        try:
            return Analysis.model_validate_json(self._seal.open(row.sealed))
        except ValidationError as error:
            raise StoreUnusable("What is kept was written by another version.") from error


def _case(row: AnalysisRow, analysis: Analysis) -> Case:
    return Case(
        id=row.id,
        version=row.version,
        analysis=analysis,
        tenant_id=row.tenant_id,
        key_id=row.key_id,
        job_id=row.job_id,
        private=row.private,
        created_at=row.created_at,
        changed_at=row.changed_at,
        expires_at=row.expires_at,
    )
