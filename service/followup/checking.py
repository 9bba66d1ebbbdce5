"""What would hurt in a message that a candidate means to send, with the words that do it.

Precision goes before recall: a finding that is wrong costs trust, and a message without findings is not thereby good.
Two kinds of checks: phrases that hurt wherever they stand (`phrases.py`), and things that are missing from the message
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parsers.sentences import sentences
from service.followup.phrases import NEGATED, PHRASES

Code = Literal[
    "arguing",
    "knows_better",
    "over_head",
    "pleading",
    "no_new_information",
    "no_reason",
    "too_long",
    "second_reminder",
    "dismissal",
]

#: Most words of a message that is read to its end.
MOST_WORDS = 180
#: Characters before a phrase in which a "not" takes its sting.
_REACH = 45

ADVICE: dict[Code, str] = {
    "arguing": "Leave this out. A decision was made for a reason; arguing with it only confirms it.",
    "knows_better": "Leave this out. They know the post and the other candidates, and you do not. Say what you did.",
    "over_head": "Write to the person who decided, and to nobody else. Going over their head ends the conversation.",
    "pleading": "Leave this out. It puts pressure on the reader and says nothing about the work.",
    "no_new_information": "This asks them to think again but tells nothing that was not in the application. "
    "Say what was left out, or do not send it; you can ask once for feedback.",
    "no_reason": "Say in one sentence why you did not mention it before; the reader will wonder.",
    "too_long": f"Keep it under {MOST_WORDS} words: thanks, what was left out, why, and one question.",
    "second_reminder": "One message is enough. If it was not answered, that is the answer; do not send another.",
    "dismissal": "This is about the end of an employment, which is another matter, with deadlines of its own. "
    "Get advice from a union, an advice centre or a lawyer before you write.",
}

_ASKS_AGAIN = re.compile(
    r"\b(?:reconsider(?:ing)?|re-?think(?:ing)?|re-?evaluat(?:e|ing)|revisit(?:ing)?\s+(?:your|the)\s+decision|change\s+your\s+mind|"
    r"(?:take|have|give)\b[^.?!]{0,25}\b(?:second|another|fresh)\s+look|look\s+at\s+(?:it|my\s+\w+)\s+again|"
    r"reverse\s+(?:your|the)\s+decision|review\s+(?:your|the)\s+decision)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:left\s+(?:\w+\s+){0,3}(?:out|off)|leave\s+(?:it|that|this)\s+(?:out|off)|(?:did\s?n[o’']t|did\s+not|had\s?n[o’']t|had\s+not|"
    r"failed\s+to|forgot(?:ten)?\s+to|never|should\s+have|neglected\s+to)\s+(?:\w+\s+)?(?:mention|includ|list|say|said|put|add|show|"
    r"describ|tell|told|attach|state|note)\w*|not\s+(?:mentioned|included|listed|shown|on\s+my)|(?:like|want(?:ed)?|wish)\s+to\s+add|"
    r"omit(?:ted)?|missing\s+from|does\s?n[o’']t\s+(?:show|mention|say|list)|does\s+not\s+(?:show|mention|say|list)|"
    r"since\s+(?:I\s+applied|applying|then)|in\s+the\s+meantime|have\s+since|just\s+(?:passed|completed|finished|received)|"
    r"additional\s+(?:experience|information)|as\s+well\s+as|my\s+(?:volunteer|unpaid|voluntary)\b|volunteer(?:ed|ing)?\b|"
    r"treasurer|(?:for|over|about|nearly)\s+(?:\w+\s+){0,2}(?:years?|months?|seasons?)\b|since\s+(?:19|20)\d\d|"
    r"I\s+(?:also\s+)?(?:keep|kept|run|ran|organi[sz]ed?|manage|managed|train|trained|taught|teach|coach|coached|built|build|"
    r"wrote\s+the|care\s+for|cared\s+for|completed|passed|hold|held|led|lead|maintain|maintained)\b)",
    re.I,
)
_AFTER_A_NO = re.compile(
    r"\b(?:your\s+decision|the\s+decision|reject(?:ion|ed)|turned\s+(?:me\s+)?down|not\s+(?:been\s+)?(?:selected|chosen|successful|shortlisted|"
    r"invited)|not\s+to\s+(?:move|go|proceed|take|continue)|unsuccessful|decided\s+against|someone\s+else|another\s+candidate|"
    r"other\s+candidates|reconsider\w*|letting\s+me\s+know|reason\s+you\s+gave|your\s+(?:answer|reply)\s+(?:of|on))\b",
    re.I,
)
_ADMITS = re.compile(
    r"\b(?:left\s+(?:\w+\s+){0,3}(?:out|off)\b|(?:did\s?n[o’']t|did\s+not|had\s?n[o’']t|had\s+not|failed\s+to|forgot\s+to|"
    r"never)\s+(?:mention|includ|list|put|add)\w*|should\s+have\s+(?:mentioned|included|listed)|"
    r"not\s+(?:mentioned|included|listed|on\s+my\s+(?:cv|r[ée]sum[ée]|application))|omitted|missing\s+from\s+my|"
    r"my\s+(?:cv|r[ée]sum[ée]|application)\s+(?:does\s?n[o’']t|does\s+not|did\s+not|did\s?n[o’']t)\s+\w+)",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|since\s+(?:I|it|this|the)\b|as\s+(?:I|it|this|the)\b|so\s+(?:I|it)\b|thought|think\s+of|assum\w+|figured|"
    r"believed|considered|reali[sz]ed?|occur\w*|unpaid|not\s+paid|nobody\s+pa\w+|voluntary|space|room|short|one\s+page|"
    r"habit|by\s+mistake|by\s+accident|oversight|accidentally|wrong\s+(?:version|file)|old(?:er)?\s+version|my\s+mistake|"
    r"told\s+(?:me\s+)?(?:to|that|never)|advis\w+|seem\w*|felt|feel|saw\s+it|never\s+saw|regarded|only\s+(?:a|for|recently|later|afterwards|"
    r"volunteer)|afraid|worried|shy|embarrass\w*|reason|modest\w*|treated\s+it|hobby|not\s+(?:a\s+|real\s+|proper\s+)*(?:job|work|employment|"
    r"relevant|important)|due\s+to|out\s+of|limited|asked\s+(?:only\s+)?for|form\s+(?:only|had|did)|at\s+the\s+time|"
    r"until|in\s+a\s+hurry|rush\w*|wasn[’']t\s+sure|didn[’']t\s+know|did\s+not\s+know|mind)\b",
    re.I,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.M)
_EARLIER_MAIL = re.compile(
    r"^(?:-{2,}\s*(?:Original Message|Forwarded message)\s*-{2,}|On\b.{10,80}\bwrote:|_{10,}|From:\s.+\n(?:Sent|Date):\s).*\Z",
    re.M | re.S | re.I,
)
_HEADER = re.compile(r"\A(?:(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To):[^\n]*\n)+", re.I)
_COPIES = re.compile(
    r"^(?:Cc|Bcc):\s*([^\n]*\b(?:ceo|coo|cfo|chief|director|president|head|board|owner|press)\b[^\n]*)$", re.I | re.M
)
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would hurt; `quote` is `text[start:end]`, offsets in characters of the message as given."""

    start: int
    end: int
    quote: str
    code: Code
    advice: str


def check_message(text: str) -> tuple[Finding, ...]:
    """What would hurt in the message, in the order of its words; empty where nothing was found.

    >>> [finding.code for finding in check_message("I am the best candidate you will ever see.")]
    ['knows_better']
    """
    own = _own_words(text)
    spans = [*_phrases(own), *_copied(text), *_missing(own), *_length(own)]
    found = [Finding(a, b, text[a:b], code, ADVICE[code]) for a, b, code in spans]
    return tuple(sorted(_once_a_sentence(found, own), key=lambda finding: (finding.start, finding.code)))


def _own_words(text: str) -> str:
    """The text with headers and what others wrote blanked out, every offset as before."""
    for pattern in (_HEADER, _QUOTED_LINE, _EARLIER_MAIL):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def _phrases(text: str) -> Iterator[tuple[int, int, Code]]:
    for code, pattern in PHRASES:
        for match in pattern.finditer(text):
            before = re.split(r"[.!?;:\n]", text[max(0, match.start() - _REACH) : match.start()])[-1]
            if not NEGATED.search(before):
                yield match.start(), match.end(), code


def _copied(text: str) -> Iterator[tuple[int, int, Code]]:
    header = _HEADER.match(text)
    if header:
        for match in _COPIES.finditer(text, 0, header.end()):
            yield match.start(), match.end(), "over_head"


def _missing(text: str) -> Iterator[tuple[int, int, Code]]:
    """Nothing new though it asks to think again; no reason though it says that something was left out."""
    asks = _ASKS_AGAIN.search(text)
    if asks and not _TELLS.search(text) and not _denied(text, asks):
        yield *_sentence_around(text, asks.start()), "no_new_information"
    admits = _ADMITS.search(text)
    if admits and _AFTER_A_NO.search(text) and not _REASON.search(text):
        yield *_sentence_around(text, admits.start()), "no_reason"


def _denied(text: str, match: re.Match[str]) -> bool:
    before = re.split(r"[.!?;:\n]", text[max(0, match.start() - _REACH) : match.start()])[-1]
    return bool(NEGATED.search(before))


def _length(text: str) -> Iterator[tuple[int, int, Code]]:
    words = list(_WORD.finditer(text))
    if len(words) > MOST_WORDS:
        start, end = _sentence_around(text, words[MOST_WORDS].start())
        yield start, end, "too_long"


def _sentence_around(text: str, offset: int) -> tuple[int, int]:
    return next(((a, b) for a, b in sentences(text) if a <= offset < b), (offset, offset))


def _once_a_sentence(found: list[Finding], text: str) -> list[Finding]:
    """Of several findings of one kind in one sentence the longest."""
    kept: dict[tuple[Code, int], Finding] = {}
    for finding in found:
        key = finding.code, _sentence_around(text, finding.start)[0]
        if key not in kept or len(finding.quote) > len(kept[key].quote):
            kept[key] = finding
    return list(kept.values())
