"""Leaving out who a candidate is: names, addresses, telephone numbers and the like become “…”.

The words come from the parsers' identity spans. Where a quote stands is kept, what it says about the work too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from embeddings.passages import MASK
from parsers.resume.contacts import EMAIL, PHONE, URL
from parsers.resume.model import Resume
from service.report import Evidence, Report, RequirementReport

#: Shorter words ("Al", "MN") stand in too many others to be taken out everywhere.
_SHORTEST = 3


def identity_of(resume: Resume) -> tuple[str, ...]:
    """Everything on the résumé that says whose it is, longest first; also each word of the name."""
    basics = resume.basics
    spans = {resume.document.text[start:end].strip() for start, end in basics.identity}
    words = {*spans, *basics.name.split(), basics.name, basics.email, basics.phone, basics.url}
    return tuple(sorted((word for word in words if len(word) >= _SHORTEST), key=lambda word: (-len(word), word)))


def masked(text: str, identity: Sequence[str]) -> str:
    """The text without the identity, and without anything that looks like a contact."""
    for pattern in (EMAIL, URL):
        text = pattern.sub(MASK, text)
    if identity:
        text = re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, identity))})(?!\w)", MASK, text, flags=re.IGNORECASE)
    return PHONE.sub(lambda found: MASK if _is_number(found.group()) else found.group(), text)


def _is_number(text: str) -> bool:
    """True for what is long enough to be called; years and amounts are shorter."""
    return sum(character.isdigit() for character in text) > 8


def masked_report(report: Report, identity: Sequence[str]) -> Report:
    """The report with its quotes and reasons masked and without the file's name."""
    return report.model_copy(
        update={
            "resume": report.resume.model_copy(update={"file": ""}),
            "requirements": [_masked_requirement(requirement, identity) for requirement in report.requirements],
        }
    )


def _masked_requirement(requirement: RequirementReport, identity: Sequence[str]) -> RequirementReport:
    evidence = [_masked_evidence(one, identity) for one in requirement.evidence]
    return requirement.model_copy(update={"evidence": evidence, "why": masked(requirement.why, identity)})


def _masked_evidence(evidence: Evidence, identity: Sequence[str]) -> Evidence:
    return evidence.model_copy(update={"quote": masked(evidence.quote, identity)[:300]})
