"""What goes wrong, as a page in plain words; what was typed is never lost with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apiflask import HTTPError
from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException

from parsers.errors import OverlookedError
from service.store import UnknownAnalysis
from service.web.pages import wording
from service.web.pages.blueprint import blueprint, page
from service.web.pages.forms import Conflict, NotFromOurPage
from service.web.pages.languages import _
from service.web.pages.opening import closed
from service.web.pages.steps import case_page
from service.web.problems import STATUS

#: Fields that are words of the candidate, shown so that they can be copied; the others are sent again as they are.
_WORDS = ("text", "words", "rejection", "recipient", "address")
_OURS = ("form_key", "version")


def _typed() -> tuple[dict[str, str], dict[str, str]]:
    """The fields of the form at hand: what was typed, and everything else."""
    fields = {name: value for name, value in request.form.items() if name not in _OURS and value}
    typed = {name: value for name, value in fields.items() if name in _WORDS or name.startswith("reason-")}
    return typed, {name: value for name, value in fields.items() if name not in typed}


@blueprint.errorhandler(Conflict)
def in_two_windows(error: Conflict) -> Response:
    """Changed in another window: what was typed, and one button to save it all the same."""
    g.failure = "changed_since"
    typed, rest = _typed()
    return case_page("conflict.html", error.case, "", 409, typed=typed, rest=rest, address=request.path)


@blueprint.errorhandler(NotFromOurPage)
def not_from_our_page(error: NotFromOurPage) -> Response:
    """The form could not be checked; what was typed is shown, so that it can be copied."""
    g.failure = error.code
    return page("not_checked.html", 403, typed=_typed()[0], address=request.path)


@blueprint.errorhandler(UnknownAnalysis)
def not_open(error: UnknownAnalysis) -> Response:
    """Not open in this browser, expired or deleted."""
    g.failure = error.code
    return closed((request.view_args or {}).get("analysis", ""))


@blueprint.errorhandler(OverlookedError)
def named(error: OverlookedError) -> Response:
    """Anything else with a name."""
    g.failure = error.code
    status = STATUS.get(error.code, 500)
    return page("failure.html", status, heading=_("That did not work"), text=wording.of_error(error), typed=_typed()[0])


@blueprint.errorhandler(Exception)
def unexpected(error: Exception) -> Response:
    """What should not happen; and what HTTP itself refuses."""
    if isinstance(error, HTTPException):
        return _refused(error.code or 500)
    if isinstance(error, HTTPError):
        return _refused(error.status_code)
    current_app.extensions["overlooked.log"].unexpected(error)
    return _refused(500)


def _refused(status: int) -> Response:
    heading, text = wording.of_status(status)
    g.failure = g.get("failure") or f"http_{status}"
    typed = {} if status == 413 else _typed()[0]
    return page("failure.html", status, heading=heading, text=text, typed=typed, request_id=g.get("request_id", ""))


def register(app: Flask) -> None:
    """Answer with a page, too, where no view was found and a person seems to ask."""
    elsewhere: dict[int, Callable[[Any], Any]] = {}

    def answered(error: Any) -> Any:
        code = int(getattr(error, "code", 0) or getattr(error, "status_code", 500))
        if _by_a_person():
            return _refused(code)
        return elsewhere[code](error)

    def other(error: Any) -> Any:
        headers = {name: value for name, value in dict(error.get_headers()).items() if name != "Content-Type"}
        return app.error_callback(HTTPError(error.code, message=error.name, headers=headers))  # type: ignore[attr-defined]

    for code in (404, 405, 413, 429):
        elsewhere[code] = other
        app.register_error_handler(code, answered)


def _by_a_person() -> bool:
    """A browser that asks for a page outside of the API."""
    return (
        not request.path.startswith(("/v1/", "/static/"))
        and request.accept_mimetypes.best_match(["application/json", "text/html"], "application/json") == "text/html"
    )
