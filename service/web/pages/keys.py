"""The private link. Whoever has it opens the analysis; there is no account.

Its secret stands behind the # of the link, which browsers send to nobody: no server, proxy or Referer ever holds it.
The page behind the link hands it over once, in the body of a form, and gets a cookie that script cannot read and that
is sent for this one analysis alone.
"""

from __future__ import annotations

import re

from flask import Response, request, url_for

from service.storage.analyses import Case, Claim
from service.storage.secrets import TOKEN
from service.web.services import services

_COOKIE = "overlooked_key"
_TOKEN = re.compile(rf"{TOKEN}[A-Za-z0-9_-]{{20,100}}")


def claim() -> Claim:
    """What the browser holds of the analysis at hand."""
    return Claim(token=request.cookies.get(_COOKIE))


def opened(analysis_id: str) -> Case:
    """The analysis, if the browser holds its key; raises UnknownAnalysis."""
    return services().analyses(claim()).get(analysis_id)


def private_link(analysis_id: str) -> str:
    """The link that opens the analysis in any browser."""
    return f"{url_for('pages.current', analysis=analysis_id, _external=True)}#{request.cookies.get(_COOKIE, '')}"


def token_in(text: str) -> str | None:
    """The secret out of a link, or as it is; None where there is none."""
    found = _TOKEN.search(text)
    return found.group() if found else None


def hand_over(response: Response, case: Case, token: str) -> Response:
    """The response, with the key to the analysis for this browser, until it expires."""
    left = int((case.expires_at - services().clock()).total_seconds())
    response.set_cookie(
        _COOKIE,
        token,
        max_age=max(left, 0),
        path=_path(case.id),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def take_away(response: Response, analysis_id: str) -> Response:
    """The response, and the browser forgets the key."""
    response.delete_cookie(_COOKIE, path=_path(analysis_id), secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def _path(analysis_id: str) -> str:
    return url_for("pages.current", analysis=analysis_id).rstrip("/")
