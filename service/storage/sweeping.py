"""What is over is removed; and what was sealed with an old key is sealed anew."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import (
    AnalysisRow,
    AttachmentRow,
    BatchEntryRow,
    BatchFileRow,
    BatchOutputRow,
    BatchRow,
    DeliveryRow,
    EndpointRow,
    JobRow,
    ReplayRow,
)
from service.storage.replays import REPLAYABLE_FOR
from service.storage.sealing import Seal

#: How long a delivery that arrived or was given up stays listed.
_DELIVERIES = datetime.timedelta(days=30)
#: Rows that are sealed anew in one transaction.
_AT_ONCE = 100
_SEALED = (
    (AnalysisRow, AnalysisRow.sealed),
    (AttachmentRow, AttachmentRow.sealed),
    (JobRow, JobRow.sealed),
    (EndpointRow, EndpointRow.sealed_secret),
    (BatchRow, BatchRow.sealed),
    (BatchFileRow, BatchFileRow.sealed_name),
    (BatchFileRow, BatchFileRow.sealed),
    (BatchEntryRow, BatchEntryRow.sealed),
    (BatchOutputRow, BatchOutputRow.sealed),
)


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was removed."""

    analyses: int
    jobs: int
    replays: int
    deliveries: int
    batches: int

    def __bool__(self) -> bool:
        return any((self.analyses, self.jobs, self.replays, self.deliveries, self.batches))


def sweep(database: Database, clock: Clock) -> Swept:
    """Remove all that is over: analyses and batches with what belongs to them, advertisements, answers, old
    deliveries."""
    now = clock()
    with database.writing() as session:

        def removed(table: Any, *conditions: Any) -> int:
            return len(session.execute(delete(table).where(*conditions).returning(*table.__table__.primary_key)).all())

        swept = Swept(
            analyses=removed(AnalysisRow, AnalysisRow.expires_at <= now),
            jobs=removed(JobRow, JobRow.expires_at <= now),
            replays=removed(ReplayRow, ReplayRow.created_at <= now - REPLAYABLE_FOR),
            deliveries=removed(
                DeliveryRow, DeliveryRow.state != "waiting", DeliveryRow.created_at <= now - _DELIVERIES
            ),
            batches=removed(BatchRow, BatchRow.expires_at <= now),
        )
    database.forget_for_good()
    return swept


def reseal(database: Database, seal: Seal) -> int:
    """Seal with the first key all that is not; returns how many values. Raises StoreUnusable for an unknown key."""
    count = 0
    for table, column in _SEALED:
        keys = list(table.__table__.primary_key)
        with database.reading() as session:
            rows = [tuple(row) for row in session.execute(select(*keys))]
        for start in range(0, len(rows), _AT_ONCE):
            with database.writing() as session:
                for row in rows[start : start + _AT_ONCE]:
                    where = [key == value for key, value in zip(keys, row, strict=True)]
                    stored = session.scalar(select(column).where(*where))
                    if stored is not None and not seal.is_current(stored):
                        fresh = seal.seal(seal.open(stored))
                        session.execute(update(table).where(*where).values({column.key: fresh}))
                        count += 1
    return count
