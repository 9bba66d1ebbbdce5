"""What a view asks of its caller, as decorators. They stand outermost: who may not call is refused first.

The OpenAPI document says the same, because it is made from the marks that they leave.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from apiflask import HTTPError
from flask import g, request

from service.storage.analyses import Claim
from service.storage.keys import Key
from service.web.callers import NotAllowed, NotAuthenticated, caller
from service.web.marks import mark
from service.web.services import services

View = TypeVar("View", bound=Callable[..., Any])

#: Names of the security schemes.
KEY = "apiKey"
TOKEN = "analysisToken"  # noqa: S105  (the name of a scheme)


def for_key(scope: str) -> Callable[[View], View]:
    """For API keys with the scope; the view finds it as `key()`."""

    def check() -> None:
        g.key = _key_with(scope)

    return _door([{KEY: []}], scope, check)


def for_holder(scope: str) -> Callable[[View], View]:
    """For whoever holds an analysis: its token, or an API key with the scope; the view finds it as `claim()`."""

    def check() -> None:
        token = caller().token
        if token is None and caller().key is None:
            raise NotAuthenticated("An analysis opens with its token, or with an API key.")
        g.claim = Claim(token=token) if token else Claim(tenant_id=_key_with(scope).tenant_id)

    return _door([{TOKEN: []}, {KEY: []}], scope, check)


def for_starting(view: View) -> View:
    """For candidates, where they may start an analysis without a key, and for keys with `analyses:create`."""

    def check() -> None:
        open_to_all = caller().key is None and services().settings.candidates
        g.key = None if open_to_all else _key_with("analyses:create")

    return _door([{}, {KEY: []}], "analyses:create", check)(view)


def key() -> Key:
    """The key that opened the view."""
    found: Key = g.key
    return found


def key_if_any() -> Key | None:
    """The key that opened the view, None for a candidate."""
    found: Key | None = g.key
    return found


def claim() -> Claim:
    """What opens analyses for the caller."""
    found: Claim = g.claim
    return found


def _key_with(scope: str) -> Key:
    found = caller().key
    if found is None:
        raise NotAuthenticated("This needs an API key.")
    if scope not in found.scopes:
        raise NotAllowed(f"This key lacks the scope “{scope}”.")
    return found


def _has_right_body(view: Any) -> None:
    """APIFlask reads a body as what the view wants, whatever it says that it is."""
    wanted = view._spec.get("content_type")
    if wanted and request.method in ("POST", "PATCH") and request.mimetype != wanted:
        raise HTTPError(415)


def _door(security: list[dict[str, list[str]]], scope: str, check: Callable[[], None]) -> Callable[[View], View]:
    def closed(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            if refusal := caller().refusal:
                raise refusal
            check()
            _has_right_body(opened)
            return view(*args, **kwargs)

        mark(opened, "security", security)
        mark(opened, "scope", scope)
        return opened  # type: ignore[return-value]

    return closed
