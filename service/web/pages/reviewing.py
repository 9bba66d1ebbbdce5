"""The review: every fill is kept, corrected or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import Response, request, url_for

from service.analysis import Analysis, Review
from service.interview import next_step
from service.interview.saying import decide
from service.report import Fill, RequirementReport
from service.standing import standing, unreviewed
from service.storage.analyses import Case
from service.web.pages import wording
from service.web.pages.blueprint import blueprint
from service.web.pages.forms import change, check, see
from service.web.pages.keys import opened
from service.web.pages.steps import case_page

_DECISIONS: tuple[Literal["keep", "correct", "drop"], ...] = ("keep", "correct", "drop")


@dataclass(frozen=True, slots=True)
class Filled:
    """A fill beside the requirement as the advertisement has it; `decided` is "" until it was looked at."""

    story_id: str
    requirement: RequirementReport
    fill: Fill
    limits: str
    decided: str
    can_be_part: bool

    @property
    def field(self) -> str:
        """Its name in the form."""
        return f"fill-{self.story_id}-{self.requirement.id}"


@blueprint.get("/a/<id:analysis>/review")
def review(analysis: str) -> Response:
    """Every fill."""
    return _shown(opened(analysis))


@blueprint.post("/a/<id:analysis>/review")
def decide_fills(analysis: str) -> Response:
    """What was decided about them."""
    check()
    case = opened(analysis)
    decisions = [one for filled in fills_of(case.analysis) if (one := _decision(filled)) is not None]
    left = [one.field for one in fills_of(case.analysis) if not one.decided and one.field not in request.form]
    if left:
        return _shown(case, 422, error=wording.not_all_decided(len(left)))
    case = change(
        analysis, lambda one: decide(one, decisions), already=lambda one: all(d in one.reviews for d in decisions)
    )
    name = {"ask": "questions", "circumstances": "employer"}.get(next_step(case.analysis).do, "result")
    return see(url_for(f"pages.{name}", analysis=analysis))


def fills_of(analysis: Analysis) -> list[Filled]:
    """Every fill, those not looked at first; each decided one as it would be without its decision."""
    found = [_filled(analysis, story_id, fill, "") for story_id, fill in unreviewed(analysis)]
    for review in analysis.reviews:
        others = tuple(one for one in analysis.reviews if one != review)
        for story_id, fill in standing(analysis.model_copy(update={"reviews": others})).fills():
            if (story_id, fill.requirement_id) == (review.story_id, review.requirement_id):
                found.append(_filled(analysis, story_id, fill, review.decision))
    return found


def _filled(analysis: Analysis, story_id: str, fill: Fill, decided: str) -> Filled:
    requirement = next(one for one in analysis.shown if one.id == fill.requirement_id)
    can_be_part = fill.to == "met" and fill.from_ == "missing"
    return Filled(story_id, requirement, fill, analysis.story(story_id).limits, decided, can_be_part)


def _decision(filled: Filled) -> Review | None:
    chosen = next((one for one in _DECISIONS if one == request.form.get(filled.field)), None)
    if chosen is None or (chosen == "correct" and not filled.can_be_part):
        return None
    return Review(
        story_id=filled.story_id,
        requirement_id=filled.requirement.id,
        decision=chosen,
        to="partial" if chosen == "correct" else None,
    )


def _shown(case: Case, status: int = 200, error: str = "") -> Response:
    return case_page(
        "review.html",
        case,
        "review",
        status,
        fills=fills_of(case.analysis),
        then=next_step(case.analysis).do,
        error=error,
        chosen=request.form.to_dict() if error else {},
    )
