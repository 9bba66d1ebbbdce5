"""The gaps: coverage at a glance, requirements by status, and the evidence for one of them where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, make_response, request
from werkzeug.exceptions import NotFound

from parsers.errors import OverlookedError
from parsers.isolated import IsolatedReaders
from service.report import BoxPoints, Evidence, RequirementReport
from service.reporting import pictures
from service.reporting.wording import by_status
from service.standing import standing
from service.storage.analyses import Analyses, Case
from service.web.pages.blueprint import blueprint
from service.web.pages.keys import claim, opened
from service.web.pages.steps import case_page
from service.web.services import services
from service.web.sources import reading_of, sizes_of

#: Characters of a document that are shown around a quote, on either side.
_AROUND = 220
#: How much of a page is shown above and below the evidence, in points.
_ABOVE, _BELOW = 90.0, 110.0
#: How many pieces of evidence are shown for a requirement.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote where it stands in its text."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the résumé with the places of evidence on it, and the part of it that is shown; all in points."""

    number: int
    width: float
    height: float
    boxes: tuple[BoxPoints, ...]

    @property
    def top(self) -> float:
        """Where the part that is shown begins."""
        return max(min(box[1] for box in self.boxes) - _ABOVE, 0.0)

    @property
    def shown(self) -> float:
        """How high it is."""
        return min(max(box[3] for box in self.boxes) + _BELOW, self.height) - self.top


@blueprint.get("/a/<id:analysis>/gaps")
def gaps(analysis: str) -> Response:
    """All requirements, and the evidence for the one that is chosen."""
    case = opened(analysis)
    now = standing(case.analysis).requirements
    chosen = next((one for one in now if one.id == request.args.get("r")), None) or _first(now)
    store = services().analyses(claim())
    evidence = chosen.evidence[:_MOST] if chosen else []
    texts = {role: reading_of(store, case.id, role).get("text", "") for role in ("resume", "job")}
    return case_page(
        "gaps.html",
        case,
        "gaps",
        groups_of=by_status,
        chosen=chosen,
        asked=excerpt(texts["job"], chosen.start, chosen.end) if chosen else None,
        evidence=[(one, _where_it_stands(case, one, texts["resume"])) for one in evidence],
        sheets=_sheets(store, case, evidence),
    )


@blueprint.get("/a/<id:analysis>/page-<int:number>.png")
def picture(analysis: str, number: int) -> Response:
    """A page of the résumé as a picture, where the file was kept."""
    case = opened(analysis)
    data = services().analyses(claim()).attachment(case.id, "resume.file")
    if data is None or case.analysis.resume.media_type not in pictures.KINDS or not 0 < number < 1000:
        raise NotFound
    drawing: IsolatedReaders = current_app.extensions["overlooked.pictures"]
    try:
        drawn = drawing.read(pictures.request_for(number, data))
    except OverlookedError as error:
        raise NotFound from error
    response = make_response(drawn)
    response.content_type = "image/png"
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The quote with a little of its text on both sides, cut between words and at the ends of paragraphs."""
    before = text[max(start - _AROUND, 0) : start].rpartition("\n\n")[2]
    after = text[end : end + _AROUND].partition("\n\n")[0]
    if start - len(before) > 0 and len(before) == _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return Excerpt(before, text[start:end], after)


def _first(requirements: tuple[RequirementReport, ...]) -> RequirementReport | None:
    """What is looked at where nothing was chosen: something with evidence, if there is any."""
    return next((one for one in requirements if one.evidence), requirements[0] if requirements else None)


def _where_it_stands(case: Case, evidence: Evidence, resume: str) -> Excerpt:
    told = evidence.source.removeprefix("answer:")
    text = resume if evidence.source == "resume" else case.analysis.story(told).text
    return excerpt(text, evidence.start, evidence.end)


def _sheets(store: Analyses, case: Case, evidence: list[Evidence]) -> list[Sheet]:
    """The pages that the evidence stands on, where pictures of them can be shown."""
    if case.analysis.resume.media_type not in pictures.KINDS or "resume.file" not in store.attachments(case.id):
        return []
    found = []
    for number, (width, height) in enumerate(sizes_of(store, case.id), start=1):
        boxes = [box for one in evidence if one.page == number for box in one.boxes or ()]
        if boxes and width and height:
            found.append(Sheet(number, width, height, tuple(boxes)))
    return found
