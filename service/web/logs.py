"""One JSON line a request on standard error: what was asked, by whom, how it ended. Never a word of a candidate's.

A route is logged as its pattern, not as the path; an exception as its type and place, because its words may be those of
a document.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import sys
import time
import traceback
from pathlib import Path
from typing import IO, Any

from flask import Flask, Response, g, request

_ROOT = Path(__file__).parents[2]


class Log:
    """Writes lines of JSON."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream

    def say(self, event: str, **facts: object) -> None:
        """One line; facts that are None are left out."""
        line: dict[str, Any] = {"time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")}
        line |= {"event": event} | {name: value for name, value in facts.items() if value is not None}
        print(json.dumps(line), file=self._stream or sys.stderr, flush=True)

    def unexpected(self, error: BaseException) -> None:
        """What should not happen: type and place."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        self.say("error", request_id=g.get("request_id") if g else None, kind=type(error).__name__, place=place)
        if os.environ.get("OVERLOOKED_DEBUG"):
            traceback.print_exception(error, file=self._stream or sys.stderr)


def register(app: Flask, log: Log) -> None:
    """Log every request of the application."""
    app.extensions["overlooked.log"] = log
    for noisy in ("werkzeug", "waitress", "waitress.queue", "alembic", "sqlalchemy", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.ERROR)

    @app.before_request
    def begun() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def ended(response: Response) -> Response:
        caller = g.get("caller")
        log.say(
            "request",
            request_id=g.get("request_id"),
            method=request.method if request.method.isalpha() and len(request.method) < 10 else "?",
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            code=g.get("failure"),
            ms=round(1000 * (time.perf_counter() - g.begun), 1) if "begun" in g else None,
            tenant=caller.key.tenant_id if caller and caller.key else None,
            key=caller.key.id if caller and caller.key else None,
        )
        return response
