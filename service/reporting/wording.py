"""The words that the terminal and the page share, so that both say the same."""

from __future__ import annotations

from service.coverage import SCORES, WEIGHTS, any_judged
from service.report import Evidence, Report, RequirementReport

#: The order in which statuses are shown, and the heading of each.
HEADINGS = {
    "missing": "Not shown on the résumé",
    "partial": "Shown in part",
    "met": "Shown",
    "not_judged": "Not judged",
}
STATUS = {"missing": "missing", "partial": "in part", "met": "shown", "not_judged": "not judged"}
PRIORITY = {"must": "must", "nice": "nice to have"}
SECOND_LOOK = "(Unsure: worth a second look.)"
STAGE = {"applying": "before applying", "waiting": "applied, no answer yet", "rejected": "after a rejection"}
_FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/rtf": "RTF",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}


def by_status(report: Report) -> list[tuple[str, list[RequirementReport]]]:
    """The requirements under their headings, musts first, otherwise as the advertisement has them."""
    return [
        (status, sorted(found, key=lambda requirement: requirement.priority != "must"))
        for status in HEADINGS
        if (found := [requirement for requirement in report.requirements if requirement.status == status])
    ]


def title_of(report: Report) -> str:
    """ "Bookkeeper at Tallgrass Youth Arts", or the file's name where the advertisement says neither."""
    parts = [part for part in (report.job.title, report.job.organization) if part]
    return " at ".join(parts) if parts else report.job.file


def counts(report: Report) -> str:
    """ "12 requirements: 7 shown, 2 in part, 3 missing (2 of them musts)"."""
    summary = report.summary
    text = f"{plural(summary.requirements, 'requirement')}: {summary.met} shown, {summary.partial} in part, "
    text += f"{summary.missing} missing"
    if summary.must_missing:
        text += f" ({summary.must_missing} of them {'a must' if summary.must_missing == 1 else 'musts'})"
    not_judged = sum(requirement.status == "not_judged" for requirement in report.requirements)
    return f"{text}, {not_judged} not judged" if not_judged else text


def coverage_before(report: Report) -> float | None:
    """What was shown before any answer, 0–1; None while nothing has been told, and where nothing was judged."""
    if not report.answers or not any_judged(report.requirements):
        return None
    first = {fill.requirement_id: fill.from_ for answer in reversed(report.answers) for fill in answer.fills}
    statuses = [(WEIGHTS[r.priority], first.get(r.id, r.status)) for r in report.requirements]
    judged = [(weight, SCORES[status]) for weight, status in statuses if status in SCORES]
    return round(sum(w * s for w, s in judged) / (sum(w for w, _ in judged) or 1), 3)


def plural(number: int, noun: str) -> str:
    """ "1 page", "2 pages"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def source_of(evidence: Evidence) -> str:
    """Where the evidence stands: "résumé, page 1" or "your answer a1"."""
    if evidence.source != "resume":
        return f"your answer {evidence.source.removeprefix('answer:')}"
    return f"résumé, page {evidence.page}" if evidence.page else "résumé"


def warnings_of(report: Report) -> list[tuple[str, str]]:
    """Every warning with the name of the file it is about."""
    files = ((report.resume.file, report.resume.warnings), (report.job.file, report.job.warnings))
    return [(file, warning.message) for file, warnings in files for warning in warnings]


def format_of(media_type: str) -> str:
    """ "PDF", or the media type itself where it has no common name."""
    return _FORMATS.get(media_type, media_type)
