"""`ETag`, `If-None-Match` and `If-Match`: a version is asked for or written on, so that two windows lose nothing."""

from __future__ import annotations

import re

from flask import Response, request

from service.store import Kept
from service.web.services import ChangedSince

#: A proxy that compresses answers makes ETags weak, and the version is the same.
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,9})"')


def with_etag(response: Response, kept: Kept) -> Response:
    """The response with the version's ETag; 304 without a body where the caller has that version."""
    response.set_etag(str(kept.version))
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def wanted_version() -> int | None:
    """The version that If-Match names; None where any will do. Raises ChangedSince for what can be no version."""
    wanted = request.headers.get("If-Match", "*").strip()
    if wanted == "*":
        return None
    named = _VERSION.fullmatch(wanted)
    if named is None:
        raise ChangedSince("If-Match names no version of this analysis.")
    return int(named[1])
