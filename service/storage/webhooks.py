"""Where organisations want to be told of events, and every event on its way there, with its attempts.

Payloads hold ids and numbers, never a word of a candidate's. Two workers may be at it: a delivery is claimed by
counting its attempt, which only one of them can do.
"""

from __future__ import annotations

import base64
import datetime
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from parsers.errors import OverlookedError
from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import DeliveryRow, EndpointRow
from service.storage.paging import Page, page_of
from service.storage.sealing import Seal
from service.storage.secrets import new_id

Event = Literal[
    "analysis.created", "analysis.changed", "analysis.deleted", "job.created", "job.deleted", "batch.finished"
]
State = Literal["waiting", "delivered", "dead"]
EVENTS: tuple[Event, ...] = get_args(Event)

#: Waits between attempts; after the last one a delivery is dead and listed as such.
BACKOFF = tuple(datetime.timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800, 7200, 21600, 43200, 86400))
#: How long a worker may take over one attempt before another takes it up.
_LEASE = datetime.timedelta(minutes=2)


class UnknownEndpoint(OverlookedError):
    """No webhook endpoint is kept under that id."""

    code = "unknown_endpoint"
    advice = "List your endpoints, or add it again."


class UnknownDelivery(OverlookedError):
    """No delivery is kept under that id: never was, or so old that it was removed."""

    code = "unknown_delivery"
    advice = "List the deliveries that there are."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events of a tenant go."""

    id: str
    url: str
    events: tuple[str, ...]
    created_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event on its way, or there, or given up."""

    id: str
    endpoint_id: str
    event: str
    payload: dict[str, Any]
    created_at: datetime.datetime
    state: str
    attempts: int
    due_at: datetime.datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this worker is to make now."""

    delivery: Delivery
    url: str
    secret: bytes


class Webhooks:
    """The endpoints and deliveries of one tenant."""

    def __init__(self, database: Database, seal: Seal, clock: Clock, tenant_id: str) -> None:
        self._database, self._seal, self._clock, self._tenant_id = database, seal, clock, tenant_id

    def add(self, url: str, events: Collection[str]) -> tuple[Endpoint, str]:
        """A new endpoint, and the secret with which its events are signed: shown this once."""
        secret = secrets.token_bytes(32)
        row = EndpointRow(
            id=new_id(),
            tenant_id=self._tenant_id,
            url=url,
            events=sorted(events),
            created_at=self._clock(),
            sealed_secret=self._seal.seal(secret),
        )
        with self._database.writing() as session:
            session.add(row)
        return _endpoint(row), "whsec_" + base64.b64encode(secret).decode()

    def endpoints(self) -> list[Endpoint]:
        """All endpoints, oldest first."""
        query = select(EndpointRow).where(EndpointRow.tenant_id == self._tenant_id).order_by(EndpointRow.created_at)
        with self._database.reading() as session:
            return [_endpoint(row) for row in session.scalars(query)]

    def remove(self, endpoint_id: str) -> None:
        """Send nothing there any more; raises UnknownEndpoint."""
        with self._database.writing() as session:
            row = session.get(EndpointRow, endpoint_id)
            if row is None or row.tenant_id != self._tenant_id:
                raise UnknownEndpoint("No endpoint is kept under this id.")
            session.execute(delete(EndpointRow).where(EndpointRow.id == row.id))

    def tell(self, event: Event, payload: dict[str, Any]) -> None:
        """Put the event on its way to every endpoint that wants it."""
        with self._database.reading() as session:
            if not _wanting(session, self._tenant_id, event):
                return
        with self._database.writing() as session:
            put_on_its_way(session, self._tenant_id, event, payload, self._clock())

    def deliveries(self, state: State | None, cursor: str | None, size: int) -> Page[Delivery]:
        """Newest first; raises BadCursor."""
        query = select(DeliveryRow).join(EndpointRow).where(EndpointRow.tenant_id == self._tenant_id)
        if state is not None:
            query = query.where(DeliveryRow.state == state)
        with self._database.reading() as session:
            page = page_of(session, query, (DeliveryRow.created_at, DeliveryRow.id), cursor, size)
        return Page([_delivery(row) for row in page.rows], page.next)

    def again(self, delivery_id: str) -> Delivery:
        """Put a delivery on its way once more; raises UnknownDelivery."""
        with self._database.writing() as session:
            query = select(DeliveryRow).join(EndpointRow)
            query = query.where(DeliveryRow.id == delivery_id, EndpointRow.tenant_id == self._tenant_id)
            row = session.scalar(query)
            if row is None:
                raise UnknownDelivery("No delivery is kept under this id.")
            row.state, row.attempts, row.due_at = "waiting", 0, self._clock()
        return _delivery(row)


def put_on_its_way(
    session: Session, tenant_id: str, event: Event, payload: dict[str, Any], now: datetime.datetime
) -> None:
    """Have the event sent to every endpoint that wants it, if what the session writes is kept."""
    for endpoint_id in _wanting(session, tenant_id, event):
        session.add(
            DeliveryRow(
                id=new_id(),
                endpoint_id=endpoint_id,
                event=event,
                payload=payload,
                created_at=now,
                state="waiting",
                attempts=0,
                due_at=now,
                outcome="",
            )
        )


def _wanting(session: Session, tenant_id: str, event: Event) -> list[str]:
    rows = session.scalars(select(EndpointRow).where(EndpointRow.tenant_id == tenant_id))
    return [row.id for row in rows if event in row.events]


class Outbox:
    """All deliveries of all tenants, for workers."""

    def __init__(self, database: Database, seal: Seal, clock: Clock) -> None:
        self._database, self._seal, self._clock = database, seal, clock

    def claim(self) -> Claimed | None:
        """A delivery that is due, for this worker alone; None where there is none."""
        now = self._clock()
        query = (
            select(DeliveryRow, EndpointRow)
            .join(EndpointRow)
            .where(DeliveryRow.state == "waiting", DeliveryRow.due_at <= now)
            .order_by(DeliveryRow.due_at)
            .limit(10)
        )
        with self._database.reading() as session:
            due = session.execute(query).all()
        for row, endpoint in due:
            with self._database.writing() as session:
                mine = session.execute(
                    update(DeliveryRow)
                    .where(
                        DeliveryRow.id == row.id, DeliveryRow.attempts == row.attempts, DeliveryRow.state == "waiting"
                    )
                    .values(attempts=row.attempts + 1, due_at=now + _LEASE)
                    .returning(DeliveryRow.id)
                ).all()
            if mine:
                row.attempts += 1
                return Claimed(_delivery(row), endpoint.url, self._seal.open(endpoint.sealed_secret))
        return None

    def done(self, delivery: Delivery, outcome: str) -> None:
        """It arrived."""
        self._set(delivery, state="delivered", outcome=outcome)

    def failed(self, delivery: Delivery, outcome: str) -> None:
        """It did not: again later, or never."""
        if delivery.attempts > len(BACKOFF):
            self._set(delivery, state="dead", outcome=outcome)
        else:
            self._set(delivery, due_at=self._clock() + BACKOFF[delivery.attempts - 1], outcome=outcome)

    def _set(self, delivery: Delivery, **values: Any) -> None:
        with self._database.writing() as session:
            session.execute(update(DeliveryRow).where(DeliveryRow.id == delivery.id).values(**values))


def _endpoint(row: EndpointRow) -> Endpoint:
    return Endpoint(row.id, row.url, tuple(row.events), row.created_at)


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        row.id,
        row.endpoint_id,
        row.event,
        row.payload,
        row.created_at,
        row.state,
        row.attempts,
        row.due_at,
        row.outcome,
    )
