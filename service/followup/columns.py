"""Two columns: what was already in the application, and where; and what is new since.

So that nobody writes about something that was read long ago.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from service.report import Evidence, Priority, Report, RequirementReport

_WIDTH = 37


@dataclass(frozen=True, slots=True)
class Already:
    """Words of the résumé and the place they stand in ("page 2, work")."""

    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class New:
    """Words of an answer."""

    quote: str
    answer_id: str


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement with what speaks for it on both sides."""

    requirement_id: str
    requirement: str
    priority: Priority
    already: tuple[Already, ...]
    new: tuple[New, ...]


def columns(report: Report, before: Report | None = None) -> tuple[Row, ...]:
    """A row for every requirement that something speaks for, those with something new first, musts before others.

    `before` is the report on the same pair without answers; it keeps what the résumé showed where a later answer has
    taken its place.
    """
    shown = {requirement.id: requirement for requirement in (before or report).requirements}
    new: dict[str, list[New]] = {}
    for answer in report.answers:
        for fill in answer.fills:
            new.setdefault(fill.requirement_id, []).extend(New(quote, answer.id) for quote in fill.evidence)
    rows = [
        Row(one.id, one.quote, one.priority, _already(shown.get(one.id, one)), tuple(new.get(one.id, ())))
        for one in report.requirements
    ]
    rows = [row for row in rows if row.already or row.new]
    return tuple(sorted(rows, key=lambda row: (not row.new, row.priority != "must")))


def _already(requirement: RequirementReport) -> tuple[Already, ...]:
    return tuple(Already(one.quote, _where(one)) for one in requirement.evidence if one.source == "resume")


def _where(evidence: Evidence) -> str:
    page = f"page {evidence.page}" if evidence.page else "your résumé"
    return f"{page}, {evidence.section}" if evidence.section else page


def columns_text(rows: Sequence[Row]) -> str:
    """The columns side by side, 78 characters wide."""
    lines = [_line("Already in your application", "New since"), _line("-" * _WIDTH, "-" * _WIDTH)]
    for row in rows:
        need = "" if row.priority == "must" else " (nice to have)"
        lines += ["", *textwrap.wrap(f"“{' '.join(row.requirement.split())}”{need}", 78)]
        left = _wrapped([f"“{one.quote}” ({one.where})" for one in row.already])
        right = _wrapped([f"“{one.quote}” (answer {one.answer_id})" for one in row.new])
        height = max(len(left), len(right))
        pairs = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
        lines += [_line(*pair) for pair in pairs]
    return "\n".join(lines) + "\n"


def _wrapped(quotes: Sequence[str]) -> list[str]:
    if not quotes:
        return ["–"]
    return [line for quote in quotes for line in textwrap.wrap(" ".join(quote.split()), _WIDTH)]


def _line(left: str, right: str) -> str:
    return f"{left:<{_WIDTH}}  | {right}".rstrip()
