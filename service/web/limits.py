"""How many requests somebody may send: per key, token or address; and how many analyses from one address."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter

from service.web.callers import caller
from service.web.settings import Settings

#: Endpoints that start an analysis or keep an advertisement: where the work is.
_COSTLY = ("analyses.create_analysis", "analyses.create_analysis_from_text", "pages.begin", "pages.demo")
_UNLIMITED = ("operations.healthz", "operations.readyz", "operations.metrics", "static")


def register(app: Flask, settings: Settings) -> None:
    """Limit the requests of the application; call it when all views are there and callers are recognised."""

    def rate() -> str:
        key = caller().key
        return (key.rate or settings.key_rate) if key else settings.rate

    limiter = Limiter(
        key_func=lambda: caller().name,
        app=app,
        default_limits=[rate],
        headers_enabled=True,
        storage_uri=settings.rate_storage,
        # A broken counter must not take the service down: it counts in memory until the other is back.
        in_memory_fallback_enabled=settings.rate_storage != "memory://",
        in_memory_fallback=[settings.rate] if settings.rate_storage != "memory://" else [],
        swallow_errors=True,
    )

    @limiter.request_filter
    def free() -> bool:
        return request.method == "OPTIONS" or request.endpoint in _UNLIMITED

    by_address = limiter.shared_limit(
        settings.create_rate,
        scope="create",
        key_func=lambda: request.remote_addr or "",
        exempt_when=lambda: caller().key is not None,
        override_defaults=False,
    )
    for endpoint in _COSTLY:
        app.view_functions[endpoint] = by_address(app.view_functions[endpoint])  # type: ignore[assignment]
