"""Whether there is something new and pertinent to say: the policy of the product, in kind words.

The one good ground for writing again is information that was left out and that speaks to something the post truly
needs. So there are grounds exactly when an answer moved a must requirement up, whatever the stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from embeddings.requirements.model import Requirement
from service.report import Answer, Fill, Stage, Verdict

_NOT_SHOWN = {"missing": "your résumé does not show it", "partial": "your résumé shows only part of it"}
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


def verdict_of(stage: Stage, answers: Sequence[Answer], requirements: Sequence[Requirement]) -> Verdict | None:
    """The verdict on everything told so far; None while nothing has been told."""
    if not answers:
        return None
    by_id = {requirement.id: requirement for requirement in requirements}
    lifted = [fill for answer in answers for fill in answer.fills]
    musts = [fill for fill in lifted if by_id[fill.requirement_id].priority == "must" and fill.from_ in _NOT_SHOWN]
    if musts:
        return Verdict(stage=stage, grounds=True, reasons=[*_reasons(musts, by_id), _WHAT_NOW[stage]])
    return Verdict(stage=stage, grounds=False, reasons=[_ONLY_NICE if lifted else _NOTHING_AT_ALL, _ADVICE[stage]])


def _reasons(fills: Sequence[Fill], by_id: Mapping[str, Requirement]) -> list[str]:
    """One sentence for every must that was lifted: what was asked and what the answer says."""
    return [
        f"They ask for “{by_id[fill.requirement_id].quote}”; {_NOT_SHOWN[fill.from_]}. You say: “{fill.evidence[0]}”"
        for fill in fills
    ]
