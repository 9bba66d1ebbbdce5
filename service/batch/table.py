"""One row a résumé and advertisement, and their order.

Ranked is by what is shown of the musts, then by what is shown of the rest. Who shows the same has the same rank; among
them the order is that of the keys of their content, which says nothing about anybody. A résumé that could not be judged
at all, as one in another language, has no coverage and no rank, and stands behind the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.batch.model import Facts
from service.coverage import SCORES
from service.report import Report, RequirementReport

#: Hexadecimal digits of a content key that stand in tables and file names.
SHOWN_DIGITS = 16
#: The warning of a row that could not be judged.
NOT_JUDGED = "not_judged"
#: One letter a status, for compact rows.
LETTERS = {"met": "m", "partial": "p", "missing": "x", "not_judged": "n"}


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says about one résumé and one advertisement."""

    id: str
    file: str  #: empty in a blind run
    copies: tuple[str, ...]  #: other names of the same content; empty in a blind run
    copy_count: int
    media_type: str
    pages: int | None
    coverage: float | None  #: 0–1, as in the report; None where nothing could be judged
    must_coverage: float | None  #: 0–1; None where no must was judged
    nice_coverage: float | None
    statuses: str  #: one of LETTERS a requirement, in the advertisement's order
    counts: dict[str, int]  #: "must_met", "must_partial", …, "not_judged"
    work_years: float
    volunteer_years: float
    warnings: tuple[str, ...]  #: their codes

    @property
    def judged(self) -> bool:
        """Whether any requirement could be judged."""
        return self.coverage is not None

    @property
    def standing(self) -> tuple[float, float]:
        """What it is ranked by; more is better."""
        return _or_zero(self.must_coverage), _or_zero(self.nice_coverage)


def row_of(resume: str, names: Sequence[str], report: Report, facts: Facts, *, blind: bool) -> Row:
    """The row of a report."""
    shown = [] if blind else list(names)
    judged = not report.requirements or any(one.status in SCORES for one in report.requirements)
    warnings = [warning.code for warning in report.resume.warnings]
    return Row(
        id=resume[:SHOWN_DIGITS],
        file=shown[0] if shown else "",
        copies=tuple(shown[1:]),
        copy_count=len(names) - 1,
        media_type=report.resume.media_type,
        pages=report.resume.pages,
        coverage=report.summary.coverage if judged else None,
        must_coverage=_share(report.requirements, "must"),
        nice_coverage=_share(report.requirements, "nice"),
        statuses="".join(LETTERS[requirement.status] for requirement in report.requirements),
        counts=_counts(report.requirements),
        work_years=facts.work_years,
        volunteer_years=facts.volunteer_years,
        warnings=tuple(dict.fromkeys(warnings if judged else [*warnings, NOT_JUDGED])),
    )


def _share(requirements: Sequence[RequirementReport], priority: str) -> float | None:
    """Mean score of the judged requirements of that priority; None where there is none."""
    scores = [SCORES[one.status] for one in requirements if one.priority == priority and one.status in SCORES]
    return round(sum(scores) / len(scores), 3) if scores else None


def _counts(requirements: Sequence[RequirementReport]) -> dict[str, int]:
    counts = {f"{priority}_{status}": 0 for priority in ("must", "nice") for status in SCORES} | {"not_judged": 0}
    for one in requirements:
        counts[f"{one.priority}_{one.status}" if one.status in SCORES else "not_judged"] += 1
    return counts


def ranked(rows: Iterable[Row]) -> list[tuple[int | None, Row]]:
    """The rows with their ranks, best first; ties share the first of the ranks that they fill: 1, 2, 2, 4.

    Rows that could not be judged come last and have none.
    """
    ordered = sorted(rows, key=lambda row: (not row.judged, -row.standing[0], -row.standing[1], row.id))
    found: list[tuple[int | None, Row]] = []
    for (judged, *_), group in groupby(ordered, key=lambda row: (row.judged, *row.standing)):
        rank = len(found) + 1 if judged else None
        found += [(rank, row) for row in group]
    return found


def _or_zero(share: float | None) -> float:
    return 0.0 if share is None else share
