"""Headers of every response: a request id, no caching, nothing that a browser could be talked into; CORS by key."""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, g, request

from service.store import StoreUnusable
from service.web.services import Services

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{8,128}")
#: On every response, unless a view says otherwise.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_EXPOSED = "ETag, Location, Retry-After, X-Request-ID, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
_ALLOWED_HEADERS = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Request-ID"


def register(app: Flask, known: Services) -> None:
    """Give every response of the application its headers."""

    @app.before_request
    def named() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)

    @app.after_request
    def dressed(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if response.status_code < 400:
            response.headers.pop("Retry-After", None)  # Flask-Limiter's, even where nobody has to wait
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.path.startswith("/v1/"):
            _share(response, known)
        return response


def _share(response: Response, known: Services) -> None:
    """Let a page of a career site read the answer: from origins of its keys. There are no cookies to be abused."""
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "").lower()
    if not origin:
        return
    caller = g.get("caller")
    key = caller.key if caller else None
    try:
        if not (origin in key.origins if key else known.keys.may_call_from(origin)):
            return
    except StoreUnusable:  # the response says so already
        return
    response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, PATCH, DELETE"
        response.headers["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
        response.headers["Access-Control-Max-Age"] = "600"
