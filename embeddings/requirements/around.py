"""The words around a place of an advertisement, by where they stand: reasons for the regressions over words.

"A plus" behind a thing, "we" at the start of its sentence and "what we offer" over it say much about the thing, in
whichever trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.job.model import JobPosting, Statement

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[:;.!?()/–—|,]")
_STOPS = (".", ";", "!", "?")
#: How many words before and behind a requirement are looked at, and how many of these are near.
_BEFORE, _OPENING, _BEHIND, _NEAR = 14, 8, 12, 4
_FAR = 400  #: characters on either side: more than all these words have
#: Of the line before, and of the one that opens a list, so many of the last words.
_LINE_BEFORE, _INTRODUCTION = 8, 14


def words_around(job: JobPosting, start: int, end: int) -> dict[str, float]:
    """Words, and pairs of them, around `job.document.text[start:end]`, by where they stand; each weighs 1.

    Before it, as the opening of its statement, near before it, in it, behind it and near behind it, and later, behind a
    full stop or semicolon; in its heading, in the line before, and in the one that opens its list. Empty where no
    statement stands there.
    """
    statements = job.statements
    place = job.statement_at(start)
    if place is None:
        return {}
    found: dict[str, float] = {}
    text, own = job.document.text, statements[place]
    opening = plain_words(text[own.start : min(start, own.start + _FAR)])
    before = plain_words(text[max(own.start, start - _FAR) : start])
    rest = plain_words(text[end : min(own.end, end + _FAR)])
    stop = next((i for i, word in enumerate(rest) if word in _STOPS), len(rest))
    behind, later = rest[:stop], rest[stop:]
    blocks = {
        "before": before[-_BEFORE:],
        "opening": opening[:_OPENING],
        "near before": before[-_NEAR:],
        "in": plain_words(text[start:end]),
        "behind": behind[:_BEHIND],
        "near behind": behind[:_NEAR],
        "later": later[:_BEHIND],
        "heading": plain_words(own.heading),
        "line before": plain_words(statements[place - 1].text)[-_LINE_BEFORE:] if place else [],
        "introduction": plain_words(_introduction(statements, place))[-_INTRODUCTION:],
    }
    for name, words in blocks.items():
        found.update((f"{name}: {said}", 1.0) for said in _said(words))
    found |= {f"section: {own.section}": 1.0, f"statement: {own.kind}": 1.0, f"modal: {own.modal}": 1.0}
    return found


def plain_words(text: str) -> list[str]:
    """Its words in lower case, numbers, and the signs that part clauses."""
    return _WORD.findall(text.lower())


def _said(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


def _introduction(statements: Sequence[Statement], place: int) -> str:
    """What stands before the list that a bullet belongs to; "" where it is none."""
    first = place
    while first and statements[first].kind == "bullet":
        first -= 1
    return statements[first].text if first != place and statements[first].kind != "bullet" else ""
