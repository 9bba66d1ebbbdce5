"""Where events go, and what became of them."""

from __future__ import annotations

from typing import Annotated

from apiflask import APIBlueprint
from flask import Response, make_response
from pydantic import Field

from parsers.errors import OverlookedError
from service.storage.webhooks import EVENTS, Event, State
from service.web.doors import for_key, key
from service.web.outside import AddressRefused, target_of
from service.web.repeating import repeatable
from service.web.schemas import Body, Moment, Out, PageQuery
from service.web.services import services

blueprint = APIBlueprint("webhooks", __name__, url_prefix="/v1/webhooks", tag="Webhooks")


class WebhookAddress(OverlookedError):
    """A webhook is wanted at an address to which nothing is sent."""

    code = "webhook_address"
    advice = "Give an https address on the public internet that answers."


class EndpointIn(Body):
    """Where events are to go, and which."""

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\x00-\x20]+$")]
    events: list[Event] = Field(default=list(EVENTS), min_length=1)


class EndpointOut(Out):
    """Where events go."""

    id: str
    url: str
    events: list[Event]
    created_at: Moment


class EndpointMade(EndpointOut):
    """A new endpoint."""

    secret: str = Field(description="checks signatures, `whsec_` and Base64; shown once")


class EndpointList(Out):
    """All endpoints, oldest first."""

    items: list[EndpointOut]


class DeliveryOut(Out):
    """An event on its way, or there, or given up."""

    id: str
    endpoint_id: str
    event: Event
    payload: dict[str, str | int | float | None]
    created_at: Moment
    state: State
    attempts: int
    due_at: Moment = Field(description="of the next attempt, while it is waiting")
    outcome: str = Field(description="of the last attempt: an HTTP status, or what went wrong")


class DeliveryList(Out):
    """A page of deliveries, newest first."""

    items: list[DeliveryOut]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    state: State | None = Field(default=None, description="`dead` lists those that were given up")


@blueprint.post("")
@for_key("webhooks")
@repeatable
@blueprint.input(EndpointIn, arg_name="given")
@blueprint.output(EndpointMade, status_code=201)
def create_endpoint(given: EndpointIn) -> EndpointMade:
    """Say where events are to be sent."""
    private = services().settings.private_addresses
    if not private and not given.url.startswith("https://"):
        raise WebhookAddress("The address does not start with https://.")
    try:
        target_of(given.url, private)
    except AddressRefused as error:
        raise WebhookAddress(str(error)) from error
    endpoint, secret = services().webhooks(key().tenant_id).add(given.url, given.events)
    return EndpointMade(**dict(EndpointOut.model_validate(endpoint)), secret=secret)


@blueprint.get("")
@for_key("webhooks")
@blueprint.output(EndpointList)
def list_endpoints() -> EndpointList:
    """List where events are sent."""
    found = services().webhooks(key().tenant_id).endpoints()
    return EndpointList(items=[EndpointOut.model_validate(one) for one in found])


@blueprint.delete("/<id:endpoint_id>")
@for_key("webhooks")
@blueprint.output({}, status_code=204)
def delete_endpoint(endpoint_id: str) -> Response:
    """Send nothing there any more."""
    services().webhooks(key().tenant_id).remove(endpoint_id)
    return make_response("", 204)


@blueprint.get("/deliveries")
@for_key("webhooks")
@blueprint.input(DeliveryQuery, location="query", arg_name="query")
@blueprint.output(DeliveryList)
def list_deliveries(query: DeliveryQuery) -> DeliveryList:
    """List what was sent, newest first, and what became of it."""
    page = services().webhooks(key().tenant_id).deliveries(query.state, query.cursor, query.limit)
    return DeliveryList(items=[DeliveryOut.model_validate(one) for one in page.rows], next=page.next)


@blueprint.post("/deliveries/<id:delivery_id>/retry")
@for_key("webhooks")
@blueprint.output(DeliveryOut)
def retry_delivery(delivery_id: str) -> DeliveryOut:
    """Send one again."""
    return DeliveryOut.model_validate(services().webhooks(key().tenant_id).again(delivery_id))
