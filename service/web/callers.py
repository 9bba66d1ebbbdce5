"""Who calls: somebody with an API key, with an analysis's token, or with nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import g, request

from parsers.errors import OverlookedError
from service.storage.keys import Key
from service.storage.secrets import TOKEN
from service.web.services import Services


class NotAuthenticated(OverlookedError):
    """No key or token came with the request, or one that is not valid."""

    code = "not_authenticated"
    advice = "Send “Authorization: Bearer …” with a valid API key, or with the token that came with the analysis."


class NotAllowed(OverlookedError):
    """The key is valid and does not allow this."""

    code = "not_allowed"
    advice = "Use a key with the scope that is named, from an origin that it was made for."


@dataclass(frozen=True, slots=True)
class Caller:
    """What came with the request."""

    key: Key | None = None
    token: str | None = None
    refusal: OverlookedError | None = None  #: why what was shown opens nothing

    @property
    def name(self) -> str:
        """What requests are counted by, and repeated requests recognised by; holds no secret."""
        if self.key:
            return f"key:{self.key.id}"
        if self.token:
            return f"token:{hashlib.sha256(self.token.encode()).hexdigest()[:32]}"
        return f"address:{request.remote_addr or ''}"[:64]


def caller() -> Caller:
    """Whoever sends the request at hand."""
    found: Caller = g.caller
    return found


def recognise(known: Services) -> Caller:
    """Read the Authorization header. What is not valid is counted like any request, and refused at the view's door."""
    header = request.headers.get("Authorization", "")
    if not header:
        return Caller()
    try:
        return _shown(header, known)
    except (NotAuthenticated, NotAllowed) as refusal:
        return Caller(refusal=refusal)


def _shown(header: str, known: Services) -> Caller:
    scheme, _, shown = header.partition(" ")
    shown = shown.strip()
    if scheme.lower() != "bearer" or not shown:
        raise NotAuthenticated("The Authorization header is not understood.")
    if shown.startswith(TOKEN):
        return Caller(token=shown)
    key = known.keys.recognise(shown)
    if key is None:
        raise NotAuthenticated("This API key is not valid.")
    if key.publishable and request.headers.get("Origin", "").lower() not in key.origins:
        raise NotAllowed("This key may not be used from here.")
    known.keys.note_use(key)
    return Caller(key=key)
