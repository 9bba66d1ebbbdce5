"""Everything that goes wrong as problem details (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457).

`code` is that of docs/errors.md and never changes. Neither a document's nor a candidate's words are in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apiflask import HTTPError
from flask import Flask, Response, current_app, g, jsonify

from parsers.errors import OverlookedError
from service.web.callers import NotAuthenticated
from service.web.casework import UploadRefused
from service.web.engine_room import Busy

MEDIA_TYPE = "application/problem+json"

#: HTTP status by code of a named error; docs/errors.md says the same.
STATUS = {
    "audit_input": 422,
    "bad_cursor": 422,
    "batch_closed": 409,
    "batch_not_done": 409,
    "bad_pair": 400,
    "busy": 503,
    "changed_meanwhile": 409,
    "changed_since": 412,
    "damaged": 422,
    "document_error": 422,
    "docx_not_extensible": 422,
    "empty": 422,
    "fetch_failed": 422,
    "fetch_off": 422,
    "file_missing": 400,
    "file_unreadable": 400,
    "idempotency_key_reused": 422,
    "last_requirement": 409,
    "legacy_word": 415,
    "limit_exceeded": 413,
    "model": 503,
    "no_jobs": 422,
    "no_requirements": 422,
    "no_resumes": 422,
    "not_allowed": 403,
    "not_authenticated": 401,
    "not_encrypted": 409,
    "not_from_our_page": 403,
    "not_in_advertisement": 422,
    "nothing_found": 422,
    "nothing_to_add": 409,
    "ocr_not_installed": 422,
    "password": 422,
    "review_first": 409,
    "still_at_work": 409,
    "unknown_analysis": 404,
    "unknown_batch": 404,
    "unknown_delivery": 404,
    "unknown_endpoint": 404,
    "unknown_fill": 422,
    "unknown_format": 415,
    "unknown_job": 404,
    "unknown_question": 422,
    "unknown_requirement": 422,
    "store": 503,
    "webhook_address": 422,
}

#: What HTTP itself refuses: status → code, what happened, and what to do.
_HTTP = {
    400: ("bad_request", "The request cannot be read.", "Check that the body is complete and what its header says."),
    404: ("not_found", "There is nothing at this address.", "See /docs for what there is."),
    405: ("method_not_allowed", "This address knows no such method.", "Use one of those in the Allow header."),
    406: ("not_acceptable", "It does not come in that media type.", "Ask for one that /docs names."),
    411: ("length_required", "The request does not say how long it is.", "Send a Content-Length."),
    413: ("too_large", "The request is too large.", "Send a smaller document."),
    414: ("too_large", "The address is too long.", "Send a shorter one."),
    415: ("unsupported_media_type", "The body is not of a media type that is read here.", "Send one that /docs names."),
    422: ("invalid", "Some of what was sent cannot be used.", "Mend the fields that are named, and send it again."),
    429: ("too_many_requests", "Too many requests.", "Wait as long as the Retry-After header says."),
    431: ("too_large", "The headers are too long.", "Send shorter ones."),
    501: ("not_implemented", "The body is encoded in a way that is not read here.", "Send it with a Content-Length."),
}
_INTERNAL = (
    "internal",
    "Something went wrong here, and nothing is wrong with what you sent.",
    "Please report it, with the request_id.",
)


@dataclass(frozen=True, slots=True)
class Explained:
    """What a code means."""

    code: str
    status: str
    when: str
    advice: str


def explained() -> list[Explained]:
    """Every code that a response may have, by name."""
    found: dict[str, Explained] = {}
    for kind in _kinds(OverlookedError):
        if kind.code in STATUS and "code" in vars(kind):
            when = (kind.__doc__ or "").strip().partition("\n")[0]
            found[kind.code] = Explained(kind.code, str(STATUS[kind.code]), when, kind.advice)
    for status, (code, title, advice) in {**_HTTP, 500: _INTERNAL}.items():
        known = found.get(code)
        found[code] = Explained(code, f"{known.status}, {status}" if known else str(status), title, advice)
    return sorted(found.values(), key=lambda one: one.code)


def _kinds(kind: type[OverlookedError]) -> Iterator[type[OverlookedError]]:
    yield kind
    for more in kind.__subclasses__():
        yield from _kinds(more)


def _body(status: int, code: str, title: str, advice: str, request_id: str) -> dict[str, Any]:
    return {
        "type": f"/docs#{code}",
        "title": title,
        "status": status,
        "detail": f"{title} {advice}",
        "code": code,
        "advice": advice,
        "request_id": request_id,
    }


def http_body(status: int, request_id: str) -> tuple[str, dict[str, Any]]:
    """Code and problem details of what HTTP itself refuses."""
    code, title, advice = _HTTP.get(status, _INTERNAL)
    return code, _body(status, code, title, advice, request_id)


def _response(body: dict[str, Any], errors: list[dict[str, str]] | None = None) -> Response:
    """A response with problem details; `errors` names fields."""
    if errors:
        body["errors"] = errors
    g.failure = body["code"]
    response = jsonify(body)
    response.status_code = body["status"]
    response.content_type = MEDIA_TYPE
    return response


def named_problem(error: OverlookedError) -> Response:
    """The response to a named error."""
    field = [{"field": error.role, "message": error.message}] if isinstance(error, UploadRefused) else None
    status = STATUS.get(error.code, 500)
    response = _response(_body(status, error.code, error.message, error.advice, _request_id()), field)
    if isinstance(error, NotAuthenticated):
        response.headers["WWW-Authenticate"] = 'Bearer realm="overlooked"'
    if isinstance(error, Busy):
        response.headers["Retry-After"] = "60"
    return response


def http_problem(error: HTTPError) -> Response:
    """The response to what Flask, Werkzeug or APIFlask refuses."""
    _, body = http_body(error.status_code, _request_id())
    response = _response(body, _fields(error.detail) if error.status_code == 422 else None)
    for name, value in dict(error.headers or {}).items():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _request_id() -> str:
    return str(g.get("request_id", ""))


def _fields(detail: Any) -> list[dict[str, str]]:
    """What APIFlask says of each place and field, in a row."""
    if not isinstance(detail, dict):
        return []
    return [
        {"field": field, "message": message.removeprefix("Value error, ")}
        for fields in detail.values()
        if isinstance(fields, dict)
        for field, messages in fields.items()
        for message in messages
    ]


def register(app: Flask) -> None:
    """Let the application answer every error with problem details."""

    @app.errorhandler(OverlookedError)
    def named(error: OverlookedError) -> Response:
        return named_problem(error)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        current_app.extensions["overlooked.log"].unexpected(error)
        return _response(http_body(500, _request_id())[1])
