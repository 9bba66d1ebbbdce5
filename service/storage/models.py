"""The tables. Columns named `sealed…` went through `service.storage.sealing`; no other holds a candidate's words."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

_ID = String(64)


class UtcTime(TypeDecorator[datetime.datetime]):
    """A moment in UTC, with its time zone on both sides; SQLite knows none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """To UTC."""
        return value.astimezone(datetime.UTC) if value else None

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """From UTC."""
        return value.replace(tzinfo=datetime.UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {  # noqa: RUF012  (read once by SQLAlchemy)
        datetime.datetime: UtcTime,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


class Tenant(Base):
    """An organisation with API keys."""

    __tablename__ = "tenants"
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime.datetime]
    retention_hours: Mapped[int | None]  # null: the service's own


class ApiKey(Base):
    """A key as a hash, and what it may do."""

    __tablename__ = "api_keys"
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
    publishable: Mapped[bool]
    label: Mapped[str] = mapped_column(String(200))
    scopes: Mapped[list[str]]
    rate: Mapped[str] = mapped_column(String(100))  # "" is the service's own
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime | None]
    last_used_on: Mapped[datetime.date | None]
    origins: Mapped[list[KeyOrigin]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class KeyOrigin(Base):
    """An origin from which a browser may call with a key; preflight requests name nothing else."""

    __tablename__ = "key_origins"
    key_id: Mapped[str] = mapped_column(ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(255), primary_key=True, index=True)


class JobRow(Base):
    """An advertisement kept by a career site, already understood."""

    __tablename__ = "jobs"
    __table_args__ = (Index("jobs_of_tenant", "tenant_id", "created_at", "id"),)
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(String(200))  # the career site's own name for it, "" where it has none
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime] = mapped_column(index=True)
    sealed: Mapped[bytes]  # a JobFile as JSON


class AnalysisRow(Base):
    """An analysis, and the hash of the only token that opens it for a candidate."""

    __tablename__ = "analyses"
    __table_args__ = (Index("analyses_of_tenant", "tenant_id", "created_at", "id"),)
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    tenant_id: Mapped[str | None] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"))
    key_id: Mapped[str | None] = mapped_column(ForeignKey("api_keys.id", ondelete="SET NULL"), index=True)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    #: Begun by a candidate in a page of the organisation, which is counted for it and not for its eyes.
    private: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime.datetime]
    changed_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime] = mapped_column(index=True)
    sealed: Mapped[bytes]  # an Analysis as JSON


class AttachmentRow(Base):
    """Something that goes with an analysis: what was read of a document, or the document itself."""

    __tablename__ = "attachments"
    analysis_id: Mapped[str] = mapped_column(ForeignKey("analyses.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[bytes]


class ReplayRow(Base):
    """An answer that is given again to the same request; sealed with what only its sender knows."""

    __tablename__ = "replays"
    caller: Mapped[str] = mapped_column(_ID, primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime.datetime] = mapped_column(index=True)
    sealed: Mapped[bytes | None]  # null while the first request is at work
    analysis_id: Mapped[str | None] = mapped_column(ForeignKey("analyses.id", ondelete="CASCADE"), index=True)


class UsageRow(Base):
    """How often a tenant did something on a day."""

    __tablename__ = "usage"
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[datetime.date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int]


class EndpointRow(Base):
    """Where a tenant wants to be told of events."""

    __tablename__ = "webhook_endpoints"
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    events: Mapped[list[str]]
    created_at: Mapped[datetime.datetime]
    sealed_secret: Mapped[bytes]


class DeliveryRow(Base):
    """One event on its way to one endpoint; payloads hold ids and numbers only."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index("deliveries_due", "state", "due_at"),)
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("webhook_endpoints.id", ondelete="CASCADE"), index=True)
    event: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime.datetime]
    state: Mapped[str] = mapped_column(String(10))  # waiting, delivered, dead
    attempts: Mapped[int]
    due_at: Mapped[datetime.datetime]
    outcome: Mapped[str] = mapped_column(String(100))  # of the last attempt: an HTTP status, or what went wrong


class BatchRow(Base):
    """Many résumés against some advertisements, on their way through the workers."""

    __tablename__ = "batches"
    __table_args__ = (
        Index("batches_of_tenant", "tenant_id", "created_at", "id"),
        Index("batches_due", "state", "lease_until"),
    )
    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(String(200))
    blind: Mapped[bool]
    month: Mapped[str] = mapped_column(String(7))  # counts as today, as in 2026-11
    created_at: Mapped[datetime.datetime]
    started_at: Mapped[datetime.datetime | None]
    finished_at: Mapped[datetime.datetime | None]
    expires_at: Mapped[datetime.datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(10))  # open, waiting, running, done, failed, cancelled
    cancelling: Mapped[bool]
    total: Mapped[int]
    done: Mapped[int]
    failed: Mapped[int]
    size: Mapped[int]  # bytes of all its files
    attempts: Mapped[int]  # since something was last got done
    worker: Mapped[str] = mapped_column(_ID)  # which one has it, "" is none
    lease_until: Mapped[datetime.datetime | None]
    #: Code, message and advice of a named error.
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sealed: Mapped[bytes]  # the advertisements as JSON


class BatchFileRow(Base):
    """A résumé of a batch; its bytes go when the batch ends, or were never taken where there is a problem."""

    __tablename__ = "batch_files"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sealed_name: Mapped[bytes]
    sealed: Mapped[bytes | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class BatchEntryRow(Base):
    """What came of one résumé of a batch, by the SHA-256 of its bytes: one row, however often it was tried."""

    __tablename__ = "batch_entries"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    resume: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes]  # an Entry as JSON


class BatchOutputRow(Base):
    """A file of results."""

    __tablename__ = "batch_outputs"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[bytes]
