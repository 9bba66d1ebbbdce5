"""Licences and certificates that are asked for: named, valid, lapsed or not finished; and how named things relate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.completion import completion
from embeddings.judge.cues import cues_of
from embeddings.judge.driving import covers, names_driving
from embeddings.judge.findings import Finding
from embeddings.judge.model import Passage
from embeddings.judge.wording import core
from embeddings.requirements.model import Requirement
from embeddings.taxonomy import links, related, terms_in
from embeddings.taxonomy.model import NAMED_KINDS
from embeddings.words import content_stems
from parsers.dates import Month

#: A licence or certificate counts as named from this chance on.
_NAMED = 0.4


def credential_shown(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """A ticket that a line names is held, unless the line takes it back; a list is where tickets stand.

    Of several that are asked for, each is looked for: "BLS and ACLS", "a licence and a car".
    """
    parts = _asked_together(requirement.quote)
    if len(parts) > 1:
        found = [_part_shown(part, requirement, passages, chances, today) for part in parts]
        if any(one is not None for one in found):
            return _together(found)
    return _ticket_shown(core(requirement.quote), requirement, passages, chances, today)


def _asked_together(quote: str) -> list[str]:
    """Tickets, or a licence and a car, that are all asked for; the quote alone where it is not plain that it is so."""
    if _ALTERNATIVES.search(quote):
        return [quote]
    parts = [part for part in _AND.split(quote) if part.strip()]
    known = all(terms_in(part) or names_driving(part) or _CAR_ASKED.search(part) for part in parts)
    return parts if known else [quote]


def _part_shown(
    part: str, requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    if not _CAR_ASKED.search(part):
        return _ticket_shown(core(part), replace(requirement, quote=part), passages, chances, today)
    has = [i for i, passage in enumerate(passages) if _CAR_SHOWN.search(passage.text)]
    return Finding("met", 0.7, tuple(has[:1]), "They have one.") if has else None


def _together(found: Sequence[Finding | None]) -> Finding:
    """All of it is met where each part is; where any is shown, part of it is."""
    shown = [one for one in found if one is not None and one.status != "missing"]
    evidence = tuple(dict.fromkeys(i for one in shown for i in one.evidence))
    if not shown:
        return Finding("missing", 0.6, (), "Only planned, or somebody else's.")
    if len(shown) == len(found) and all(one.status == "met" for one in shown):
        return Finding("met", 0.7, evidence, "All of it is named among what the candidate holds.")
    return Finding("partial", 0.7, evidence, "Not all of it is named among what the candidate holds.")


_ALTERNATIVES = re.compile(r"\b(?:or|either|e\.g|such as)\b|/", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\b|\band\b|&|\+(?=\s)|,)\s*", re.IGNORECASE)
_CAR = r"(?:cars?|vehicles?|vans?|transport|utes?|bakkies?|motorbikes?)"
_CAR_ASKED = re.compile(
    rf"^{_CAR}$|\b(?:own|a|use of|access to|disposal of|reliable|have)\s+(?:\w+\s+){{0,2}}{_CAR}\b", re.IGNORECASE
)
_CAR_SHOWN = re.compile(
    rf"\b(?:own|have (?:a|my)|has (?:a|my)|with (?:a|own)|reliable|access to a|use of a)\s*(?:\w+\s+){{0,2}}?{_CAR}\b",
    re.IGNORECASE,
)


def _ticket_shown(
    asked: str, requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    named = {i: related(asked, p.masked or p.text) for i, p in enumerate(passages)}
    subject = set(content_stems(asked)) - _TICKET_STEMS
    is_driving = names_driving(requirement.quote)
    worth = {
        i: max(_CREDENTIAL_WORTH.get(named[i] or "", 0.0), _worded(subject, passages[i], is_driving))
        + float(chances[i]) * _likely(subject, passages[i])
        for i in named
    }
    order = [i for i in sorted(worth, key=lambda i: -worth[i]) if worth[i] >= _NAMED]
    for index in order:
        passage = passages[index]
        text = passage.masked or passage.text
        if cues_of(text)["others"] and passage.section in ("work", "answer"):
            continue
        state = completion(text, asked, today, _valid_years(asked))
        if state in ("planned", "absent"):
            continue
        if state != "held":
            return Finding("partial", 0.7, (index,), _STATES[state])
        covered = covers(text, asked) if is_driving else None
        if covered is False:
            return Finding("partial", 0.7, (index,), "A licence of another class.")
        if covered is None and named[index] in ("adjacent", "general"):
            why = link_told(asked, text) or "Something near it, or less than it, is named."
            return Finding("partial", 0.6, (index,), why)
        return Finding("met", 0.7, (index,), "It is named among what the candidate holds.")
    return Finding("missing", 0.6, (), "Only planned, or somebody else's.") if order else None


def _worded(subject: set[str], passage: Passage, is_driving: bool) -> float:
    """What it is worth that a line names the thing in the same words, or a driving licence in any."""
    text = passage.masked or passage.text
    if is_driving and names_driving(text):
        return _SAME_WORDS
    return _SAME_WORDS if subject and subject <= set(content_stems(text)) else 0.0


def _likely(subject: set[str], passage: Passage) -> float:
    """What a line's chance is worth: half of it where it shares no word of the subject, but perhaps "licence"."""
    shown = set(content_stems(passage.masked or passage.text))
    return 1.0 if not subject or subject & shown else 0.5


_TICKET_STEMS = frozenset(
    content_stems(
        "licence license certificate certification card ticket permit registration qualification valid current"
    )
)
#: What the taxonomy's word on a line is worth beside its chance to be evidence.
_CREDENTIAL_WORTH = {"same": 0.5, "specific": 0.5, "adjacent": 0.3, "general": 0.3}
#: What all words of what is asked on a line are worth.
_SAME_WORDS = 0.4
_STATES = {
    "lapsed": "Named, but no longer valid.",
    "unfinished": "Named, but limited or not finished yet.",
}


def _valid_years(asked: str) -> int:
    """How long what is asked for commonly lasts; 0 where nothing is known."""
    return max((mention.term.valid_years for mention in terms_in(asked)), default=0)


def link_told(asked: str, shown: str) -> str:
    """How what the text names relates to what is asked, in a sentence; "" where nothing is known, or it is the same."""
    found = links(asked, shown)
    if any(link.relation == "same" for link in found):
        return ""
    for link in found:
        if link.shown is not None and link.relation in _LINKS and link.asked.term.kind in NAMED_KINDS:
            return _LINKS[link.relation].format(shown=link.shown.term.name, asked=link.asked.term.name)
    return ""


_LINKS = {
    "specific": "It names {shown}, which serves for {asked}.",
    "adjacent": "It names {shown}, a neighbour of {asked}.",
    "general": "It names {shown}, which is less than {asked}.",
}
