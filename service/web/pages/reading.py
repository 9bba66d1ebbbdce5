"""What was read of both documents, so that a misreading is seen; and the list of requirements, to be put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from parsers.errors import OverlookedError
from service.analysis import Analysis
from service.interview.requirements import (
    LastRequirement,
    NotInAdvertisement,
    UnknownRequirement,
    add_requirement,
    find_words,
    leave_out,
    set_priority,
    take_back,
)
from service.report import Priority, RequirementReport
from service.storage.analyses import Case
from service.web.pages import wording
from service.web.pages.blueprint import blueprint
from service.web.pages.forms import check, see, text_of
from service.web.pages.keys import claim, opened
from service.web.pages.steps import case_page
from service.web.services import services
from service.web.sources import reading_of, sources_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the advertisement's text; `requirement_id` is "" where nothing is asked, `offered` names its span."""

    text: str
    requirement_id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the advertisement in pieces; `span` is "start-end" where all of it could still be added."""

    pieces: tuple[Piece, ...]
    span: str
    is_heading: bool


@blueprint.get("/a/<id:analysis>/read")
def read(analysis: str) -> Response:
    """Both documents, as they were understood."""
    return _shown(opened(analysis))


@blueprint.post("/a/<id:analysis>/requirements")
def change_requirements(analysis: str) -> Response:
    """Leave one out, take one back, weigh one anew, or add one."""
    check()
    case = opened(analysis)
    what, _, name = request.form.get("do", "add").partition(":")
    try:
        changed = _added(analysis) if what == "add" else _changed(analysis, what, name)
    except (NotInAdvertisement, LastRequirement, UnknownRequirement) as error:
        return _shown(case, 422, error=error, words=text_of("words", 2000))
    place = changed.analysis.shown[-1].id if what == "add" else name
    return see(f"{url_for('pages.read', analysis=analysis)}#{place}")


def _changed(analysis_id: str, what: str, name: str) -> Case:
    """No version is asked for: said twice, or in two windows, it comes to the same."""

    def move(analysis: Analysis) -> Analysis:
        if what in ("must", "nice"):
            return set_priority(analysis, name, "must" if what == "must" else "nice")
        return (take_back if what == "take_back" else leave_out)(analysis, name)

    return services().change(claim(), analysis_id, move)


def _added(analysis_id: str) -> Case:
    sources = sources_of(services().analyses(claim()), analysis_id)
    start, _, end = request.form.get("span", "").partition("-")
    if start.isdigit() and end.isdigit() and int(end) <= len(sources.job_text):
        span = int(start), int(end)
    else:
        span = find_words(sources.job_text, text_of("words", 2000))
    priority: Priority = "nice" if request.form.get("priority") == "nice" else "must"

    def move(analysis: Analysis) -> Analysis:
        with services().rooms.engine() as engine:
            return add_requirement(analysis, span, priority, sources, engine)

    return services().change(claim(), analysis_id, move)


def _shown(case: Case, status: int = 200, error: OverlookedError | None = None, words: str = "") -> Response:
    store = services().analyses(claim())
    resume, job = (reading_of(store, case.id, role) for role in ("resume", "job"))
    return case_page(
        "read.html",
        case,
        "read",
        status,
        resume=resume,
        sections=wording.resume_sections(resume["resume"]),
        lines=lines_of(job, case.analysis),
        listed=sorted(case.analysis.shown, key=lambda one: one.start),
        left_out=set(case.analysis.left_out),
        error=wording.of_error(error) if error else "",
        words=words,
    )


def lines_of(job: dict[str, Any], analysis: Analysis) -> list[Line]:
    """The advertisement, statement by statement, with its requirements marked."""
    asked = sorted((one for one in analysis.shown if one.id not in analysis.left_out), key=lambda one: one.start)
    lines, heading = [], ""
    for statement in job["statements"]:
        if statement["heading"] and statement["heading"] != heading:
            heading = statement["heading"]
            if heading != statement["text"]:
                lines.append(Line((Piece(heading),), "", is_heading=True))
        lines.append(_line(statement, job["text"], asked, is_heading=statement["text"] == heading))
    return lines


def _line(statement: dict[str, Any], text: str, asked: list[RequirementReport], is_heading: bool) -> Line:
    start, end = statement["start"], statement["end"]
    pieces, at = [], start
    for one in asked:
        first, last = max(one.start, at), min(one.end, end)
        if first < last:
            pieces += [Piece(text[at:first]), Piece(text[first:last], one.id)]
            at = last
    pieces.append(Piece(text[at:end]))
    whole = "" if is_heading or statement["section"] == "title" or len(pieces) > 1 else f"{start}-{end}"
    return Line(tuple(piece for piece in pieces if piece.text), whole, is_heading)
