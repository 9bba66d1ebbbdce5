"""What has to be known of the employer before anybody writes: asked only where there is something new to say."""

from __future__ import annotations

from flask import Response, request, url_for

from service.analysis import Circumstances
from service.interview import CircumstancesStep, next_step
from service.interview.moves import with_circumstances
from service.storage.analyses import Case
from service.web.pages import wording
from service.web.pages.blueprint import blueprint
from service.web.pages.forms import change, check, see, text_of
from service.web.pages.keys import opened
from service.web.pages.steps import case_page

_MOST_DAYS, _MOST_REASONS = 36_500, 100


@blueprint.get("/a/<id:analysis>/employer")
def employer(analysis: str) -> Response:
    """How things stand with the employer."""
    return _shown(opened(analysis))


@blueprint.post("/a/<id:analysis>/employer")
def note_employer(analysis: str) -> Response:
    """What was said about it."""
    check()
    case = opened(analysis)
    days = text_of("days_since", 6)
    if days and not (days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS):
        return _shown(case, 422, errors={"days_since": wording.no_number_of_days()})
    known = _said(case, days)
    change(analysis, lambda one: with_circumstances(one, known), already=lambda one: one.circumstances == known)
    return see(url_for("pages.result", analysis=analysis))


def _said(case: Case, days: str) -> Circumstances:
    """What is known with the form's fields over it; a field that the page did not show stays as it was."""
    known, form = case.analysis.circumstances, request.form
    told = {story.id for story in case.analysis.stories}
    given = {name.removeprefix("reason-"): text_of(name, 2000) for name in form if name.startswith("reason-")}
    reasons = {story_id: text for story_id, text in given.items() if story_id in told}
    changes: dict[str, object] = {
        "already_written": {"yes": True, "no": False}.get(form.get("already_written", ""), known.already_written),
        "reasons": dict(list({**known.reasons, **reasons}.items())[:_MOST_REASONS]),
    }
    if "days_since" in form:
        changes["days_since"] = int(days) if days else None
    if "rejection" in form:
        changes["rejection"] = text_of("rejection") or None
    for name in ("recipient", "address"):
        changes[name] = " ".join(text_of(name, 200).split()) if name in form else getattr(known, name)
    return known.model_copy(update=changes)


def _shown(case: Case, status: int = 200, errors: dict[str, str] | None = None) -> Response:
    step, known = next_step(case.analysis), case.analysis.circumstances
    wanted = step.story_ids if isinstance(step, CircumstancesStep) else ()
    about = dict.fromkeys((*wanted, *known.reasons))
    return case_page(
        "employer.html",
        case,
        "review",
        status,
        known=known,
        stories=[story for story in case.analysis.stories if story.id in about],
        errors=errors or {},
        typed=request.form.to_dict() if errors else {},
    )
