"""Whether there is something new and pertinent to say: the policy of the product, in kind words.

The one good ground for writing again is information that was left out and that speaks to something the post truly
needs. So there are grounds exactly when an answer moved a must requirement up, whatever the stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.report import Answer, Fill, RequirementReport, Stage, Verdict

_NOT_SHOWN = {"missing": "not shown on your résumé", "partial": "shown only in part"}
_NOTHING_AT_ALL = "Thank you for telling this. Nothing in it speaks to a requirement that your résumé leaves open."
_ONLY_NICE = "What you told speaks only to things that are wished for, not to anything that is said to be needed."
_ADVICE = {
    "applying": "It can still stand on your résumé; it just does not close one of the gaps this advertisement has.",
    "waiting": "So there is no need to write while you wait: a note without anything new rarely helps.",
    "rejected": "So please do not ask them to reconsider: without anything new it would only cost you. "
    "You can ask once for feedback, and use what you told in your next application.",
}
_WHAT_NOW = {
    "applying": "Put it on your résumé before you send it.",
    "waiting": "A short note that adds it to your application is justified, once.",
    "rejected": "One short message that says what was left out, and why, is justified. Once, and without arguing.",
}


def verdict_of(stage: Stage, answers: Sequence[Answer], requirements: Sequence[RequirementReport]) -> Verdict | None:
    """The verdict on everything told so far; None while nothing has been told."""
    if not answers:
        return None
    by_id = {requirement.id: requirement for requirement in requirements}
    lifted = [fill for answer in answers for fill in answer.fills]
    musts = [fill for fill in lifted if by_id[fill.requirement_id].priority == "must" and fill.from_ in _NOT_SHOWN]
    if musts:
        return Verdict(stage=stage, grounds=True, reasons=[*_reasons(musts, by_id), _WHAT_NOW[stage]])
    return Verdict(stage=stage, grounds=False, reasons=[_ONLY_NICE if lifted else _NOTHING_AT_ALL, _ADVICE[stage]])


def _reasons(fills: Sequence[Fill], by_id: Mapping[str, RequirementReport]) -> list[str]:
    """One reason for every sentence of the answers that lifted a must: what it says, and what was asked."""
    asked: dict[str, list[str]] = {}
    for fill in fills:
        requirement = f"“{by_id[fill.requirement_id].quote}” ({_NOT_SHOWN[fill.from_]})"
        asked.setdefault(fill.evidence[0], []).append(requirement)
    return [f"You say: “{said}” They ask for {_listed(requirements)}." for said, requirements in asked.items()]


def _listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
