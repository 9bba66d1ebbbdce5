"""Two reports on the same pair side by side: what the answers changed."""

from __future__ import annotations

from dataclasses import dataclass

from service.report import Priority, Report, Status


@dataclass(frozen=True, slots=True)
class Change:
    """One requirement whose status differs, with the words of the later report that speak for it."""

    requirement_id: str
    quote: str
    priority: Priority
    before: Status
    after: Status
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Coverage (0–1) and the requirements in need before and after, and every change in between."""

    coverage_before: float
    coverage_after: float
    must_missing_before: int
    must_missing_after: int
    changes: tuple[Change, ...]
    still_missing: tuple[str, ...]


def compare(before: Report, after: Report) -> Comparison:
    """What differs between two reports on one advertisement; raises ValueError where they are on different ones."""
    earlier = {requirement.id: requirement for requirement in before.requirements}
    if set(earlier) != {requirement.id for requirement in after.requirements}:
        raise ValueError("The two reports are not about the same advertisement.")
    changes = tuple(
        Change(
            requirement.id,
            requirement.quote,
            requirement.priority,
            earlier[requirement.id].status,
            requirement.status,
            tuple(evidence.quote for evidence in requirement.evidence),
        )
        for requirement in after.requirements
        if requirement.status != earlier[requirement.id].status
    )
    return Comparison(
        before.summary.coverage,
        after.summary.coverage,
        before.summary.must_missing,
        after.summary.must_missing,
        changes,
        tuple(requirement.quote for requirement in after.requirements if requirement.status == "missing"),
    )


def comparison_text(comparison: Comparison) -> str:
    """The comparison for people, a line a change."""
    words = {"met": "shown", "partial": "in part", "missing": "missing", "not_judged": "not judged"}
    lines = [
        f"Shown: {comparison.coverage_before:.0%} before, {comparison.coverage_after:.0%} now.",
        f"Needed and missing: {comparison.must_missing_before} before, {comparison.must_missing_after} now.",
    ]
    for change in comparison.changes:
        lines.append(f"  {change.quote}: {words[change.before]} → {words[change.after]}")
        lines += [f"      “{quote}”" for quote in change.evidence]
    if comparison.still_missing:
        lines.append("Still missing: " + "; ".join(comparison.still_missing))
    return "\n".join(lines) + "\n"
