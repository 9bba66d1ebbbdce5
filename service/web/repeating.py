"""`Idempotency-Key` on POST: the decorator around a view."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from apiflask import HTTPError
from flask import Response, current_app, g, make_response, request

from service.storage.replays import Attempt
from service.web.callers import caller
from service.web.marks import mark
from service.web.services import services

View = TypeVar("View", bound=Callable[..., Any])
_KEY = re.compile(r"[\x21-\x7e]{8,255}")
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def repeatable(view: View) -> View:
    """Carried out once for each Idempotency-Key; the answer to the first request is given to all of them."""

    @wraps(view)
    def once(*args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return make_response(view(*args, **kwargs))
        if not _KEY.fullmatch(key):
            raise HTTPError(422, detail={"headers": {"Idempotency-Key": ["8 to 255 visible characters"]}})
        attempt = Attempt(caller().name, key, _fingerprint())
        replays = services().replays
        earlier = replays.begin(attempt)
        if earlier is not None:
            return _again(earlier)
        try:
            response = make_response(view(*args, **kwargs))
        except BaseException:
            replays.abandon(attempt)
            raise
        replays.finish(attempt, _written(response), g.get("analysis_id"))
        return response

    mark(once, "repeatable")
    return once  # type: ignore[return-value]


def _fingerprint() -> str:
    """A hash of what is asked; of a form its fields, because every client draws its boundary anew."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    if request.mimetype == "multipart/form-data":
        # A part may come without a name, which is None.
        for name, value in sorted(request.form.items(multi=True), key=str):
            digest.update(json.dumps([name, value]).encode())
        for name, file in sorted(request.files.items(multi=True), key=lambda item: str(item[0])):
            digest.update(json.dumps([name, file.filename]).encode() + file.stream.read())
            file.stream.seek(0)
    else:
        digest.update(request.get_data(cache=True))
    return digest.hexdigest()


def _written(response: Response) -> bytes:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    body = response.get_data(as_text=True)
    return json.dumps({"status": response.status_code, "headers": headers, "body": body}).encode()


def _again(earlier: bytes) -> Response:
    kept = json.loads(earlier)
    response = current_app.response_class(kept["body"], kept["status"], kept["headers"])
    response.headers["Idempotent-Replayed"] = "true"
    return response
