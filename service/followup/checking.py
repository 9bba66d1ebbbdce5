"""What would hurt in a message that a candidate means to send, with the words that do it.

Precision goes before recall: a finding that is wrong costs trust, and a message without findings is not thereby good.
Two kinds of checks: phrases that hurt wherever they stand (`phrases.yaml`), and things that are missing from the
message as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from parsers.sentences import sentences
from service.followup.phrases import hurting, is_denied, whole

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

ADVICE: dict[Code, str] = {
    "arguing": "Leave this out. A decision was made for a reason; arguing with it only confirms it.",
    "knows_better": "Leave this out. They know the post and the other candidates, and you do not. Say what you did.",
    "over_head": "Write to the person who decided, and to nobody else. Going over their head ends the conversation.",
    "pleading": "Leave this out. It puts pressure on the reader and says nothing about the work.",
    "no_new_information": "This asks them to think again but tells nothing that was not in the application. "
    "Say what was left out, or do not send it; you can ask once for feedback.",
    "no_reason": "Say in one sentence why you did not mention it before; the reader will wonder.",
    "too_long": f"Keep it to {MOST_WORDS} words at most: thanks, what was left out, why, and one question.",
    "second_reminder": "One message is enough. If it was not answered, that is the answer; do not send another.",
    "dismissal": "This is about the end of an employment, which is another matter, with deadlines of its own. "
    "Get advice from a union, an advice centre or a lawyer before you write.",
}

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.M)
_EARLIER_MAIL = re.compile(
    r"^(?:-{2,}\s*(?:Original Message|Forwarded message)\s*-{2,}|On\b.{10,80}\bwrote:|_{10,}|"
    r"From:\s.+\n(?:Sent|Date):\s).*\Z",
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
    for code, pattern in hurting():
        for match in pattern.finditer(text):
            if not is_denied(text, match.start()):
                yield match.start(), match.end(), cast(Code, code)


def _copied(text: str) -> Iterator[tuple[int, int, Code]]:
    header = _HEADER.match(text)
    if header:
        for match in _COPIES.finditer(text, 0, header.end()):
            yield match.start(), match.end(), "over_head"


def _missing(text: str) -> Iterator[tuple[int, int, Code]]:
    """Nothing new though it asks to think again; no reason though it says that something was left out."""
    asks = whole("asks_again").search(text)
    if asks and not whole("tells_something").search(text) and not is_denied(text, asks.start()):
        yield *_sentence_around(text, asks.start()), "no_new_information"
    admits = whole("admits_omission").search(text)
    if admits and whole("after_a_no").search(text) and not whole("gives_reason").search(text):
        yield *_sentence_around(text, admits.start()), "no_reason"


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
