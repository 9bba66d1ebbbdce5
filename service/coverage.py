"""How much of what is asked the résumé shows: counts by status and one weighted share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.report import Summary

if TYPE_CHECKING:
    from embeddings.judge.model import Judgement

#: What a requirement counts for, and what a status is worth: the contract's own numbers.
WEIGHTS = {"must": 2, "nice": 1}
SCORES = {"met": 1.0, "partial": 0.5, "missing": 0.0}


def summary_of(judgements: Sequence[Judgement]) -> Summary:
    """Counts and coverage (0–1, rounded to 3 decimals); requirements that were not judged count for nothing."""
    statuses = [judgement.status for judgement in judgements]
    judged = [judgement for judgement in judgements if judgement.status in SCORES]
    total = sum(WEIGHTS[judgement.requirement.priority] for judgement in judged)
    shown = sum(WEIGHTS[judgement.requirement.priority] * SCORES[judgement.status] for judgement in judged)
    return Summary(
        requirements=len(judgements),
        met=statuses.count("met"),
        partial=statuses.count("partial"),
        missing=statuses.count("missing"),
        must_missing=sum(j.status == "missing" and j.requirement.priority == "must" for j in judgements),
        coverage=round(shown / total, 3) if total else 0.0,
    )
