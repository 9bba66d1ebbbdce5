"""The report as one self-contained page: nothing is loaded from anywhere, and every word from outside is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from service.coverage import WEIGHTS, any_judged
from service.report import Report
from service.reporting import wording


@cache
def templates() -> Environment:
    """The templates of this package; whatever they print is escaped."""
    return Environment(
        loader=PackageLoader("service.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def report_page(report: Report) -> str:
    """The page as HTML."""
    return (
        templates()
        .get_template("report.html")
        .render(
            report=report,
            title=wording.title_of(report),
            stage=wording.STAGE[report.stage],
            before=wording.coverage_before(report),
            judged=any_judged(report.requirements),
            counts=wording.counts(report),
            bars=_bars(report),
            groups=wording.by_status(report),
            warnings=wording.warnings_of(report),
            quotes={requirement.id: requirement.quote for requirement in report.requirements},
            headings=wording.HEADINGS,
            priorities=wording.PRIORITY,
            second_look=wording.SECOND_LOOK,
            statuses=wording.STATUS,
            source_of=wording.source_of,
            plural=wording.plural,
        )
    )


def _bars(report: Report) -> list[dict[str, str | float]]:
    """The requirements by status as parts of a bar 100 wide, weighted as coverage weighs them."""
    weights = {
        status: sum(WEIGHTS[r.priority] for r in report.requirements if r.status == status)
        for status in ("met", "partial", "missing", "not_judged")
    }
    total = sum(weights.values()) or 1
    bars: list[dict[str, str | float]] = []
    x = 0.0
    for status, weight in weights.items():
        width = 100 * weight / total
        if weight:
            bars.append({"status": status, "x": round(x, 2), "width": round(width, 2)})
        x += width
    return bars
