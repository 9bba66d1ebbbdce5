"""Coming back: by the private link, or with a browser that holds the key already."""

from __future__ import annotations

from flask import Response, request, url_for

from service.interview import Ask, Done, next_step
from service.storage.analyses import Case, Claim
from service.store import UnknownAnalysis
from service.web.pages.blueprint import blueprint, page
from service.web.pages.forms import check, see
from service.web.pages.keys import hand_over, opened, token_in
from service.web.services import services


@blueprint.get("/a/<id:analysis>/")
def current(analysis: str) -> Response:
    """On to where it was left; this is where the private link leads."""
    return see(where_left(opened(analysis)))


@blueprint.post("/a/<id:analysis>/open")
def open_with_link(analysis: str) -> Response:
    """Open it in this browser with the secret of the link, which came in the form's body."""
    check()
    token = token_in(request.form.get("link", ""))
    try:
        case = services().analyses(Claim(token=token)).get(analysis)
    except UnknownAnalysis:
        return closed(analysis, 422, wrong=True)
    return hand_over(see(where_left(case)), case, token or "")


def where_left(case: Case) -> str:
    """The address of the step that the candidate is at."""
    step = next_step(case.analysis)
    if case.version == 1:
        name = "read"
    elif isinstance(step, Ask):
        name = "questions" if case.analysis.stories or case.analysis.replies else "gaps"
    else:
        name = "result" if isinstance(step, Done) else "review"
    return url_for(f"pages.{name}", analysis=case.id)


def closed(analysis: str, status: int = 404, wrong: bool = False) -> Response:
    """Not open in this browser, or gone: both look the same from outside."""
    return page("closed.html", status, analysis=analysis, wrong=wrong)
