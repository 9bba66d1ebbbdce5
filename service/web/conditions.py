"""`ETag`, `If-None-Match` and `If-Match`: a version is asked for or written on, so that two windows lose nothing."""

from __future__ import annotations

from flask import Response, request

from service.store import Kept
from service.web.services import ChangedSince


def with_etag(response: Response, kept: Kept) -> Response:
    """The response with the version's ETag; 304 without a body where the caller has that version."""
    response.set_etag(str(kept.version))
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def wanted_version() -> int | None:
    """The version that If-Match names; None where any will do. Raises ChangedSince for what can be no version."""
    wanted = request.if_match
    if not request.headers.get("If-Match") or wanted.star_tag:
        return None
    versions = [int(tag) for tag in wanted.as_set() if tag.isascii() and tag.isdigit() and len(tag) < 10]
    if len(versions) != 1:
        raise ChangedSince("If-Match names no version of this analysis.")
    return versions[0]
