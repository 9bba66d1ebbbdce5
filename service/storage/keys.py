"""Tenants and their API keys: made, listed, rotated and revoked from the command line, recognised by the service."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parsers.errors import OverlookedError
from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import ApiKey, KeyOrigin, Tenant
from service.storage.secrets import PUBLISHABLE_KEY, SECRET_KEY, fits, hash_of, new_id, new_secret

#: Scope → what it allows.
SCOPES = {
    "analyses:create": "start analyses",
    "analyses:read": "read the organisation's analyses",
    "analyses:write": "answer, review and delete in the organisation's analyses",
    "jobs:read": "read the organisation's advertisements",
    "jobs:write": "keep and delete advertisements",
    "batches:read": "read the organisation's batches and their results",
    "batches:write": "make, call off and delete batches",
    "account:read": "see the key's rights and the organisation's usage",
    "webhooks": "say where events are sent, and see what was sent",
}
#: A key that stands in a page for everybody to read starts analyses and does nothing else.
PUBLISHABLE_SCOPES = ("analyses:create",)

_KEY = re.compile(rf"(?:{SECRET_KEY}|{PUBLISHABLE_KEY})([0-9a-f]{{24}})_([A-Za-z0-9_-]{{43}})")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?")


class UnknownKey(OverlookedError):
    """No API key has that id."""

    code = "unknown_key"
    advice = "List them with: overlooked keys list."


class WrongKeySetting(OverlookedError):
    """An API key is asked for that cannot be made so."""

    code = "key_setting"
    advice = "See: overlooked keys create --help."


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is known; its secret is not."""

    id: str
    tenant_id: str
    tenant: str
    label: str
    publishable: bool
    scopes: frozenset[str]
    origins: frozenset[str]
    rate: str
    retention_hours: int | None
    created_at: datetime.datetime
    expires_at: datetime.datetime | None
    last_used_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new key is to be."""

    tenant: str
    label: str = ""
    publishable: bool = False
    scopes: Collection[str] = ()  #: empty: all that its kind can have
    origins: Collection[str] = ()
    rate: str = ""
    retention_hours: int | None = None  #: of the whole tenant; None leaves it


class Keys:
    """All keys of all tenants."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def create(self, wanted: Wanted) -> tuple[Key, str]:
        """A new key, and its secret: the only time that anybody sees it. Raises WrongKeySetting."""
        scopes, origins = _checked(wanted)
        with self._database.writing() as session:
            tenant = session.scalar(select(Tenant).where(Tenant.name == wanted.tenant))
            if tenant is None:
                tenant = Tenant(id=new_id(), name=wanted.tenant, created_at=self._clock(), retention_hours=None)
                session.add(tenant)
                session.flush()
            if wanted.retention_hours is not None:
                tenant.retention_hours = wanted.retention_hours
            row, secret = self._added(session, tenant, wanted, scopes, origins)
            return _key(row, tenant), secret

    def rotate(self, key_id: str, grace: datetime.timedelta) -> tuple[Key, str]:
        """Another key with the same rights; the old one ends after `grace`. Raises UnknownKey."""
        with self._database.writing() as session:
            old = self._row(session, key_id)
            tenant = session.get_one(Tenant, old.tenant_id)
            wanted = Wanted(tenant.name, old.label, old.publishable, rate=old.rate)
            row, secret = self._added(session, tenant, wanted, old.scopes, [one.origin for one in old.origins])
            end = self._clock() + grace
            old.expires_at = min(old.expires_at, end) if old.expires_at else end
            return _key(row, tenant), secret

    def revoke(self, key_id: str) -> None:
        """End a key now; raises UnknownKey."""
        with self._database.writing() as session:
            self._row(session, key_id).expires_at = self._clock()

    def all(self) -> list[Key]:
        """Every key, ended ones too, by tenant and age."""
        query = select(ApiKey, Tenant).join(Tenant, Tenant.id == ApiKey.tenant_id)
        query = query.order_by(Tenant.name, ApiKey.created_at)
        with self._database.reading() as session:
            return [_key(row, tenant) for row, tenant in session.execute(query)]

    def recognise(self, shown: str) -> Key | None:
        """The key that was shown, if it is one and holds still."""
        match = _KEY.fullmatch(shown)
        key_id, secret = match.groups() if match else ("", "")
        with self._database.reading() as session:
            row = session.get(ApiKey, key_id)
            known = fits(secret, row.secret_hash if row else None)
            if row is None or not known or (row.expires_at and row.expires_at <= self._clock()):
                return None
            key = _key(row, session.get_one(Tenant, row.tenant_id))
        return key if shown.startswith(PUBLISHABLE_KEY if key.publishable else SECRET_KEY) else None

    def note_use(self, key: Key) -> None:
        """Remember the day on which it was used."""
        today = self._clock().date()
        if key.last_used_on != today:
            with self._database.writing() as session:
                session.execute(update(ApiKey).where(ApiKey.id == key.id).values(last_used_on=today))

    def may_call_from(self, origin: str) -> bool:
        """Whether any key may be used from that origin: what a preflight request asks."""
        query = (
            select(ApiKey.id)
            .join(KeyOrigin, KeyOrigin.key_id == ApiKey.id)
            .where(KeyOrigin.origin == origin, (ApiKey.expires_at.is_(None)) | (ApiKey.expires_at > self._clock()))
        )
        with self._database.reading() as session:
            return session.scalar(query.limit(1)) is not None

    def _row(self, session: Session, key_id: str) -> ApiKey:
        row = session.get(ApiKey, key_id)
        if row is None:
            raise UnknownKey("There is no API key with this id.")
        return row

    def _added(
        self, session: Session, tenant: Tenant, wanted: Wanted, scopes: Collection[str], origins: Collection[str]
    ) -> tuple[ApiKey, str]:
        key_id, secret = new_id(), new_secret()
        row = ApiKey(
            id=key_id,
            tenant_id=tenant.id,
            secret_hash=hash_of(secret),
            publishable=wanted.publishable,
            label=wanted.label,
            scopes=sorted(scopes),
            rate=wanted.rate,
            created_at=self._clock(),
            expires_at=None,
            last_used_on=None,
            origins=[KeyOrigin(key_id=key_id, origin=origin) for origin in sorted(set(origins))],
        )
        session.add(row)
        session.flush()
        return row, f"{PUBLISHABLE_KEY if wanted.publishable else SECRET_KEY}{key_id}_{secret}"


def _checked(wanted: Wanted) -> tuple[Collection[str], list[str]]:
    origins = [origin.lower().rstrip("/") for origin in wanted.origins]
    if not wanted.tenant.strip():
        raise WrongKeySetting("A key belongs to an organisation.", "Name it with --tenant.")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise WrongKeySetting("An origin is a scheme and a host.", "Give it as in https://jobs.example.org.")
    if wanted.publishable and not origins:
        raise WrongKeySetting("A publishable key is held to the sites it stands on.", "Name them with --origin.")
    allowed = PUBLISHABLE_SCOPES if wanted.publishable else tuple(SCOPES)
    if not set(wanted.scopes) <= set(allowed):
        raise WrongKeySetting("This kind of key cannot have that scope.", f"It can have: {', '.join(allowed)}.")
    return wanted.scopes or allowed, origins


def _key(row: ApiKey, tenant: Tenant) -> Key:
    return Key(
        id=row.id,
        tenant_id=tenant.id,
        tenant=tenant.name,
        label=row.label,
        publishable=row.publishable,
        scopes=frozenset(row.scopes),
        origins=frozenset(one.origin for one in row.origins),
        rate=row.rate,
        retention_hours=tenant.retention_hours,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_on=row.last_used_on,
    )
