"""Which requirements are worth a question, and how much filling each would be worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from embeddings.judge.model import Judgement
from embeddings.requirements.model import Requirement

#: What filling a gap is worth, by status and priority.
WORTH = {("missing", "must"): 4.0, ("partial", "must"): 2.0, ("missing", "nice"): 2.0, ("partial", "nice"): 1.0}
#: Below this confidence a requirement that counts as met may well not be.
_SURE = 0.8


class Quoted(Protocol):
    """Words that speak for a requirement."""

    @property
    def source(self) -> str:
        """ "resume", or "answer:" and an id."""
        ...


class Judged(Protocol):
    """How a requirement stands: a judgement, or a requirement of the report."""

    @property
    def status(self) -> str:
        """One of met, partial, missing, not_judged."""
        ...

    @property
    def confidence(self) -> float:
        """That the status is right, 0–1."""
        ...

    @property
    def evidence(self) -> Sequence[Quoted]:
        """Best first."""
        ...


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement and what a story that fills it is worth."""

    requirement: Requirement
    worth: float


def gaps_in(judgements: Sequence[Judgement]) -> list[Gap]:
    """What is missing or partial, the most worth first, in the advertisement's order among equals."""
    found = [
        Gap(judgement.requirement, WORTH[judgement.status, judgement.requirement.priority])
        for judgement in judgements
        if is_gap(judgement)
    ]
    return sorted(found, key=lambda gap: -gap.worth)


def doubtful_in(judgements: Sequence[Judgement]) -> list[Gap]:
    """What is held for met by the résumé with little confidence, worth the more the likelier that is a mistake."""
    found = [
        Gap(judgement.requirement, WORTH["missing", judgement.requirement.priority] * (1 - judgement.confidence))
        for judgement in judgements
        if is_doubtful(judgement)
    ]
    return sorted(found, key=lambda gap: -gap.worth)


def is_gap(judged: Judged) -> bool:
    """True of what is missing or shown in part."""
    return judged.status in ("missing", "partial")


def is_doubtful(judged: Judged) -> bool:
    """True of what counts as met by words of the résumé that may not show it; an answer settles the doubt."""
    return (
        judged.status == "met"
        and judged.confidence < _SURE
        and all(evidence.source == "resume" for evidence in judged.evidence)
    )
