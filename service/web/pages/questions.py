"""The questions, one at a time: answered, skipped, added to; everything is kept as it is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flask import Response, request, url_for

from service.analysis import Analysis, Part, Refusal
from service.assembly import report_of
from service.interview import Ask, next_step, stop
from service.interview.moves import go_on
from service.interview.saying import Said, hear
from service.interview.steps import open_questions
from service.report import Answer, RequirementReport
from service.standing import standing
from service.storage.analyses import Case
from service.web.pages import wording
from service.web.pages.blueprint import blueprint
from service.web.pages.forms import LONGEST_STORY, change, check, see, text_of
from service.web.pages.keys import opened
from service.web.pages.steps import case_page, is_demo
from service.web.services import services

_REFUSALS: tuple[Refusal, ...] = ("no", "unknown", "declined")
_PARTS: tuple[Part, ...] = ("opening", "facts", "doing", "details", "limits")
_DEMO = Path(__file__).parent / "demo"


@blueprint.get("/a/<id:analysis>/questions")
def questions(analysis: str) -> Response:
    """The next question; or that there is none left."""
    return _shown(opened(analysis))


@blueprint.post("/a/<id:analysis>/questions")
def answer(analysis: str) -> Response:
    """What was said, kept and judged; on to the next question."""
    check()
    what = request.form.get("do", "say")
    address = url_for("pages.questions", analysis=analysis)
    if what == "enough":
        case = change(analysis, stop, already=lambda one: one.enough)
        name = "pages.result" if next_step(case.analysis).do == "done" else "pages.review"
        return see(url_for(name, analysis=analysis))
    if what == "go_on":
        change(analysis, go_on, already=lambda one: not one.enough)
        return see(address)
    said = _said(what)
    if not said.text and said.refusal is None:
        return _shown(opened(analysis), 422, error=wording.nothing_said())
    case = change(analysis, lambda one: _heard(one, said), already=lambda one: _was_said(one, said))
    told = said.story_id or (case.analysis.stories[-1].id if case.analysis.stories else "")
    return see(address if said.refusal or not told else f"{address}?told={told}")


def _said(what: str) -> Said:
    """What the form says; a field that could not come from our page is left out."""
    part = request.form.get("part", "opening")
    return Said(
        text=text_of("text", LONGEST_STORY) if what == "say" else "",
        question_id=request.form.get("question_id") or None,
        story_id=request.form.get("story_id") or None,
        part=next((one for one in _PARTS if one == part), "opening"),
        refusal=next((one for one in _REFUSALS if one == what), None),
    )


def _heard(analysis: Analysis, said: Said) -> Analysis:
    """A refusal to say more about a story closes that story; any other is about its question."""
    if said.refusal and said.story_id:
        said = Said(text="no", story_id=said.story_id, question_id=said.question_id, part=said.part)
    with services().rooms.engine() as engine:
        return hear(analysis, said, engine)


def _was_said(analysis: Analysis, said: Said) -> bool:
    if said.refusal and said.story_id:
        return any(story.id == said.story_id and story.closed for story in analysis.stories)
    if said.refusal:
        return any((reply.question_id, reply.refusal) == (said.question_id, said.refusal) for reply in analysis.replies)
    return any(turn.text == said.text for story in analysis.stories for turn in story.turns)


def _shown(case: Case, status: int = 200, error: str = "") -> Response:
    step = next_step(case.analysis)
    now = standing(case.analysis)
    told = next((one for one in now.answers if one.id == request.args.get("told")), None)
    return case_page(
        "questions.html",
        case,
        "questions",
        status,
        step=step if isinstance(step, Ask) else None,
        then=step.do,
        about=[one for one in now.requirements if _is_asked_about(step, one)],
        story=case.analysis.story(step.story_id) if isinstance(step, Ask) and step.story_id else None,
        told=told,
        before=_before(case.analysis, told),
        answers=now.answers,
        others=max(len(open_questions(case.analysis, now)) - 1, 0),
        error=error,
        typed=text_of("text") if error else "",
        suggestion=_suggestion(case, step) if is_demo(case) else "",
    )


def _is_asked_about(step: object, requirement: RequirementReport) -> bool:
    return isinstance(step, Ask) and requirement.id in step.requirement_ids and requirement.status != "met"


def _before(analysis: Analysis, told: Answer | None) -> float:
    """Coverage without the story that was just told, 0–1."""
    if told is None:
        return 0.0
    without = analysis.model_copy(update={"stories": tuple(one for one in analysis.stories if one.id != told.id)})
    return report_of(without).summary.coverage


def _suggestion(case: Case, step: object) -> str:
    """What the person in the sample would say to a first question, once."""
    first = isinstance(step, Ask) and step.story_id is None and not case.analysis.stories
    return _demo_answers()[0] if first else ""


@cache
def _demo_answers() -> Sequence[str]:
    return [str(one["text"]) for one in json.loads((_DEMO / "answers.json").read_text(encoding="utf-8"))]
