"""The key at hand and the organisation behind it."""

from __future__ import annotations

import datetime
from typing import Annotated

from apiflask import APIBlueprint
from pydantic import Field

from service.web.doors import for_key, key
from service.web.schemas import Body, Moment, Out
from service.web.services import services

blueprint = APIBlueprint("account", __name__, url_prefix="/v1", tag="Account")


class KeyOut(Out):
    """A key: what it may do, and from where."""

    id: str
    label: str
    publishable: bool
    scopes: list[str]
    origins: list[str]
    created_at: Moment
    expires_at: Moment | None


class MeOut(Out):
    """The organisation and the key that asks."""

    tenant_id: str
    tenant: str
    retention_hours: int = Field(description="how long an analysis is kept")
    key: KeyOut


class CountOut(Out):
    """How often something was done on a day."""

    day: datetime.date
    what: str
    count: int


class UsageOut(Out):
    """Counts by day, oldest first."""

    counts: list[CountOut]


class UsageQuery(Body):
    """How far back."""

    days: Annotated[int, Field(ge=1, le=366)] = 30


@blueprint.get("/me")
@for_key("account:read")
@blueprint.output(MeOut)
def get_me() -> MeOut:
    """Get the organisation and the key that asks."""
    own = key()
    shown = KeyOut(
        id=own.id,
        label=own.label,
        publishable=own.publishable,
        scopes=sorted(own.scopes),
        origins=sorted(own.origins),
        created_at=own.created_at,
        expires_at=own.expires_at,
    )
    hours = int(services().retention(own).total_seconds() // 3600)
    return MeOut(tenant_id=own.tenant_id, tenant=own.tenant, retention_hours=hours, key=shown)


@blueprint.get("/usage")
@for_key("account:read")
@blueprint.input(UsageQuery, location="query", arg_name="query")
@blueprint.output(UsageOut)
def get_usage(query: UsageQuery) -> UsageOut:
    """Get how often the organisation did what, by day."""
    since = services().clock().date() - datetime.timedelta(days=query.days - 1)
    counts = services().usage.since(key().tenant_id, since)
    return UsageOut(counts=[CountOut.model_validate(one) for one in counts])
