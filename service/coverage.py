"""How much of what is asked the résumé shows: counts by status and one weighted share."""

from __future__ import annotations

from collections.abc import Sequence

from service.report import RequirementReport, Summary

#: What a requirement counts for, and what a status is worth: the contract's own numbers.
WEIGHTS = {"must": 2, "nice": 1}
SCORES = {"met": 1.0, "partial": 0.5, "missing": 0.0}


def any_judged(requirements: Sequence[RequirementReport]) -> bool:
    """Whether anything was judged; in a language that cannot be judged a share of what is shown would be a lie."""
    return any(requirement.status in SCORES for requirement in requirements)


def summary_of(requirements: Sequence[RequirementReport]) -> Summary:
    """Counts and coverage (0–1, rounded to 3 decimals); requirements that were not judged count for nothing."""
    statuses = [requirement.status for requirement in requirements]
    judged = [requirement for requirement in requirements if requirement.status in SCORES]
    total = sum(WEIGHTS[requirement.priority] for requirement in judged)
    shown = sum(WEIGHTS[requirement.priority] * SCORES[requirement.status] for requirement in judged)
    return Summary(
        requirements=len(requirements),
        met=statuses.count("met"),
        partial=statuses.count("partial"),
        missing=statuses.count("missing"),
        must_missing=sum(r.status == "missing" and r.priority == "must" for r in requirements),
        coverage=round(shown / total, 3) if total else 0.0,
    )
