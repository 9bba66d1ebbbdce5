"""The audit as a page to print and as a table to publish."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from service.batch.audit.rates import COVERAGE, MUSTS, Audit, Interval, Line, Measure
from service.batch.formulas import guarded

_COLUMNS = (
    *("job", "measure", "bound", "table", "race_ethnicity", "sex", "applicants", "chosen", "rate", "rate_low"),
    *("rate_high", "impact_ratio", "impact_ratio_low", "impact_ratio_high", "excluded_below_2_percent"),
    "score",
)
_FINDINGS = {"low": "below four fifths", "unsure": "too few to tell"}
_SCORES = {
    COVERAGE: (
        "The score is the coverage: the weighted share of what the advertisement asks for that the résumé shows, musts "
        "twice. The ranking of a batch goes by musts first and can order people otherwise. Where people are chosen by "
        "their rank, make the audit with --score musts."
    ),
    MUSTS: (
        "The score is what the ranking goes by: the share of the musts that the résumé shows and, among equals, the "
        "share of the rest. Medians and thresholds are of the share of musts. Where people are chosen by their "
        "coverage, make the audit without --score musts."
    ),
}


def audit_page(audits: Sequence[Audit], source: str, unmatched: int, small: float) -> str:
    """A self-contained page: tables in the shape of the rule's own examples, intervals beside them."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("service.batch"), PackageLoader("service.reporting")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("audit.html").render(
        audits=audits,
        source=source,
        unmatched=unmatched,
        small=small,
        findings=_FINDINGS,
        percent=_percent,
        between=_between,
        ratio=_ratio,
        measure_of=measure_of,
        scores=_SCORES,
    )


def measure_of(measure: Measure, score: str) -> str:
    """What a measure counts, in words."""
    if measure.kind == "scoring" and score == MUSTS:
        return "Scoring rate: share of a category that ranks above the middle of everybody"
    if measure.kind == "scoring":
        return f"Scoring rate: share of a category above the median score of everybody ({measure.bound:.3f})"
    what = "that shows at least that share of the musts:" if score == MUSTS else "with a score of at least"
    return f"Selection rate: share of a category {what} {measure.bound:g}"


def audit_csv(audits: Sequence[Audit]) -> str:
    """One line a category, for every advertisement, measure and table.

    Beside them a line for the unknown of each table, and one an advertisement for who was not judged.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([guarded(cell) for cell in row] for audit in audits for row in _rows(audit))
    return text.getvalue()


def _rows(audit: Audit) -> Iterator[list[str | int]]:
    for measure in audit.measures:
        for table in measure.tables:
            head = [audit.job, measure.kind, f"{measure.bound:g}", table.title]
            yield from ([*head, *_cells(line), audit.score] for line in table.lines)
            yield [*head, "Unknown", "Unknown", table.unknown, *[""] * 8, audit.score]
    yield [audit.job, "not_judged", *[""] * 4, audit.unjudged, *[""] * 8, audit.score]


def _cells(line: Line) -> list[str | int]:
    ratio = [line.ratio, *(line.ratio_interval or (None, None))]
    return [
        *(line.race, line.sex, line.applicants, line.chosen),
        *(f"{number:.3f}" for number in (line.rate, *line.rate_interval)),
        *("" if number is None else f"{number:.3f}" for number in ratio),
        "yes" if line.small else "no",
    ]


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _ratio(ratio: float | None) -> str:
    return "not calculated" if ratio is None else f"{ratio:.3f}"


def _between(interval: Interval | None, form: str) -> str:
    if interval is None:
        return "–"
    return " to ".join(_percent(bound) if form == "percent" else f"{bound:.2f}" for bound in interval)
