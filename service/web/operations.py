"""What whoever runs the service asks: does it live, can it work, how much does it do."""

from __future__ import annotations

import hmac
from typing import Any, Literal

from apiflask import APIBlueprint
from flask import Response, current_app, request

from service.web.callers import NotAuthenticated
from service.web.metrics import Metrics
from service.web.schemas import Out
from service.web.services import services

blueprint = APIBlueprint("operations", __name__, tag="Operations")


class Alive(Out):
    """It answers."""

    status: Literal["ok"]


class Ready(Out):
    """What it needs, and whether it is there."""

    status: Literal["ok", "not_ready"]
    database: bool
    model: bool


_CONTENT: dict[str, dict[str, Any]] = {"application/json": {"schema": {"$ref": "#/components/schemas/Ready"}}}
_NOT_READY: dict[int | str, dict[str, str | dict[str, dict[str, Any]]]] = {
    503: {"description": "Not ready", "content": _CONTENT}
}


@blueprint.get("/healthz")
@blueprint.output(Alive)
def healthz() -> Alive:
    """Ask whether the process lives."""
    return Alive(status="ok")


@blueprint.get("/readyz")
@blueprint.output(Ready)
@blueprint.doc(responses=_NOT_READY)
def readyz() -> tuple[Ready, int]:
    """Ask whether it can work: tables are up to date, the model is loaded."""
    ready = services().readiness()
    fine = all(ready.values())
    return Ready(status="ok" if fine else "not_ready", **ready), 200 if fine else 503


@blueprint.get("/metrics")
@blueprint.doc(hide=True)
def metrics() -> Response:
    """Counts and times for Prometheus."""
    token = services().settings.metrics_token
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if token and not hmac.compare_digest(shown, token.encode()):
        raise NotAuthenticated("The token for metrics is missing.", "Send it as “Authorization: Bearer …”.")
    measured: Metrics = current_app.extensions["overlooked.metrics"]
    return measured.text()
