"""The application factory: what every request goes through, and the blueprints."""

from __future__ import annotations

import io
from typing import IO, Any

from apiflask import APIFlask
from flask import Request, current_app, g, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from service.web import headers, limits, logs, openapi, pages, problems
from service.web.account.views import blueprint as account
from service.web.analyses.requirements import blueprint as requirements
from service.web.analyses.taking import blueprint as taking
from service.web.analyses.views import blueprint as analyses
from service.web.batches.views import blueprint as batches
from service.web.callers import Caller, recognise
from service.web.documentation import blueprint as documentation
from service.web.jobs.views import blueprint as jobs
from service.web.metrics import Metrics
from service.web.operations import blueprint as operations
from service.web.services import Services, make_services
from service.web.settings import Settings
from service.web.webhooks.views import blueprint as webhooks

#: One a part of the domain; whoever adds a part adds its blueprint here.
BLUEPRINTS = (
    *(analyses, requirements, taking, jobs, batches, webhooks, account),
    *(operations, documentation, pages.blueprint),
)


class _IdConverter(BaseConverter):
    """An id of ours; anything else in its place is no address of the service."""

    regex = "[0-9a-f]{24}"


class _Json(DefaultJSONProvider):
    """JSON in the order in which it is written, and read as the standard has it."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value; raises ValueError also for what is nested without end, and for numbers that JSON does not know."""
        try:
            return super().loads(s, parse_constant=_no_number, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def _no_number(name: str) -> float:
    raise ValueError(name)


class _Request(Request):
    """Keeps uploads in memory: a candidate's file is not written to a disk before it is known where it may stay."""

    max_form_parts = 20
    max_form_memory_size = 1_000_000

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        return io.BytesIO()


def create_app(
    settings: Settings | None = None, services: Services | None = None, log: logs.Log | None = None
) -> APIFlask:
    """The WSGI application; settings come from the environment where none are given. Raises WrongSetting."""
    settings = settings or (services.settings if services else Settings.from_environment())
    known = services or make_services(settings)
    app = APIFlask("service.web", title="Overlooked", version="1", docs_path=None, static_folder="static")
    app.request_class = _Request
    app.url_map.converters["id"] = _IdConverter
    app.extensions["overlooked"] = known
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = settings.largest_body
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    headers.register(app, known)
    logs.register(app, log or logs.Log())
    metrics = Metrics()
    metrics.watch(app)
    app.extensions["overlooked.metrics"] = metrics
    problems.register(app)
    app.error_processor(problems.http_problem)
    _recognise_callers(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pages.register(app, known)
    openapi.register(app)
    limits.register(app, settings)
    return app


def _recognise_callers(app: APIFlask) -> None:
    @app.before_request
    def recognised() -> None:
        g.caller = Caller()
        if request.endpoint and request.path.startswith("/v1/") and request.method != "OPTIONS":
            g.caller = recognise(current_app.extensions["overlooked"])
