"""Forms: that one was sent by our own page, on which version, and where to go next.

A page that sends a form by script asks with the header `X-Overlooked: send`; it is told where to go instead of being
sent there, so that what was typed stays until the answer has arrived.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from flask import Response, g, jsonify, redirect, request

from parsers.errors import OverlookedError
from service.analysis import Analysis
from service.storage.analyses import Case
from service.store import ChangedMeanwhile
from service.web.pages.keys import claim
from service.web.services import ChangedSince, services

#: Longest text that is taken from one field, in characters; the API has the same limits.
LONGEST_STORY, LONGEST_DOCUMENT = 20_000, 400_000

_COOKIE, _FIELD = "overlooked_form", "form_key"
_HEADER = "X-Overlooked"


class NotFromOurPage(OverlookedError):
    """A form that did not come from a page of ours, or from one that is no longer valid."""

    code = "not_from_our_page"
    advice = "Open the page again and send the form from there."


class Conflict(Exception):
    """The analysis was changed in another window since the form was shown."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


def form_key() -> str:
    """What forms of this browser carry; made when it is first asked for."""
    if "form_key" not in g:
        g.form_key = request.cookies.get(_COOKIE) or secrets.token_urlsafe(24)
    key: str = g.form_key
    return key


def keep_form_key(response: Response) -> None:
    """Let the browser keep the key that a form of this page carries."""
    key = g.get("form_key")
    if key and key != request.cookies.get(_COOKIE):
        response.set_cookie(_COOKIE, key, secure=request.is_secure, httponly=True, samesite="Lax")


def check() -> None:
    """Raise NotFromOurPage unless the form at hand was sent by a page of ours, in this browser."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    kept, given = request.cookies.get(_COOKIE, ""), request.form.get(_FIELD, "")
    if site not in ("same-origin", "none") or not kept or not hmac.compare_digest(kept.encode(), given.encode()):
        raise NotFromOurPage("The form could not be checked.")


def by_script() -> bool:
    """Whether a script of ours sent the form and waits for the answer."""
    return request.headers.get(_HEADER) == "send"


def see(address: str) -> Response:
    """Go to that address next."""
    if by_script():
        return jsonify({"to": address})
    return redirect(address, 303)  # type: ignore[return-value]  # werkzeug's response is Flask's here


def text_of(field: str, longest: int = LONGEST_STORY) -> str:
    """What was typed into a field, lines as the API has them; cut at `longest` characters."""
    text = request.form.get(field, "").replace("\r\n", "\n").strip()
    return text.encode("utf-8", "replace").decode()[:longest]


def change(
    analysis_id: str, move: Callable[[Analysis], Analysis], already: Callable[[Analysis], bool] = lambda _: False
) -> Case:
    """Make the move on the version that the form was shown with.

    Where another version is there by now it is no conflict if the same was done `already`: the answer to the first try
    was lost on its way. Raises UnknownAnalysis, or Conflict.
    """
    shown = request.form.get("version", "")
    version = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else 0
    try:
        return services().change(claim(), analysis_id, move, version)
    except (ChangedSince, ChangedMeanwhile) as error:
        case = services().analyses(claim()).get(analysis_id)
        if already(case.analysis):
            return case
        raise Conflict(case) from error
