"""Splitting a span of running text into sentences, with offsets.

Résumés and advertisements are not tidy prose: abbreviations ("St. Mary's", "Inc.", "approx. 40"), initials, version
and section numbers ("3.11", "4.2"), ellipses and fragments. A boundary is a full stop, question or exclamation mark,
followed by white space and something that starts a sentence, unless what stands before it is an abbreviation.
"""

from __future__ import annotations

import re

from parsers.vocabulary import load

_WORDS = load("abbreviations.yaml")
_ABBREVIATIONS = frozenset(_WORDS["abbreviations"].split())
#: Words behind which a single letter is a name of its own.
_LETTERED = frozenset(_WORDS["lettered"].split())
_GERMAN_MONTH = re.compile(r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
_BOUNDARY = re.compile(r"([.!?…]+[\"”’')\]]*)(\s+)(?=[\"“„‘'(\[¿¡]*(?:[A-Z0-9À-ÖØ-Þ£$€•–—-]|[a-z][A-Z]))")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets `(start, end)` of the sentences in `text[start:end]`, without white space at their ends.

    >>> text = "Kept the books for St. Ann's. Trained two others."
    >>> [text[a:b] for a, b in sentences(text)]
    ["Kept the books for St. Ann's.", 'Trained two others.']
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    for match in _BOUNDARY.finditer(text, start, stop):
        if match.group(1).startswith(".") and _ends_nothing(text, begin, match.start(), match.end()):
            continue
        found.append((begin, match.end(1)))
        begin = match.end()
    found.append((begin, stop))
    return [span for span in (trimmed(text, a, b) for a, b in found) if span[0] < span[1]]


def _ends_nothing(text: str, begin: int, stop: int, following: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial or a number instead of ending a "
    "sentence."""
    words = text[begin:stop].split()
    if not words:
        return True
    last = words[-1].casefold().lstrip("(\"'“‘[")
    if last.isdigit() and len(last) <= 2:
        return len(words) == 1 or bool(_GERMAN_MONTH.match(text, following))
    if re.fullmatch(r"[^\W\d_]", last):
        named = len(words) > 1 and words[-2].casefold() in _LETTERED
        return last != "i" and not named
    return last in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", last))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of `text` without white space at its ends; empty where there is nothing else in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
