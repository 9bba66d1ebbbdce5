"""Licences and certificates that are asked for: named, valid, lapsed or not finished; and how named things relate."""

from __future__ import annotations

from collections.abc import Sequence

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
    """A ticket that a line names is held, unless the line takes it back; a list is where tickets stand."""
    asked = core(requirement.quote)
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
        if is_driving and not covers(text, asked):
            return Finding("partial", 0.7, (index,), "A licence of another class.")
        if named[index] in ("adjacent", "general"):
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
