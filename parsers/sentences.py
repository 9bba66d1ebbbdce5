"""Splitting a span of running text into sentences, with offsets.

Résumés and advertisements are not tidy prose: abbreviations ("St. Mary's", "Inc.", "approx. 40"), initials, version and
section numbers ("3.11", "4.2"), ellipses and fragments. A boundary is a full stop, question or exclamation mark, followed
by white space and something that starts a sentence, unless what stands before it is an abbreviation.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st ave blvd rd no nos vs etc e.g i.e eg ie inc ltd co corp dept est approx max min hrs hr "
    "yr yrs mo wk incl excl ref tel ext fig vol art sec al cf ca bzw z.b u.a d.h ggf ph.d m.sc b.sc b.a m.a b.s m.s "
    "u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m".split()
)
_BOUNDARY = re.compile(r"([.!?…]+[\"”’')\]]*)(\s+)(?=[\"“‘'(\[]*[A-Z0-9À-ÖØ-Þ£$€•–—-])")


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
        if match.group(1).startswith(".") and _is_abbreviation(text[begin : match.start()]):
            continue
        found.append((begin, match.end(1)))
        begin = match.end()
    found.append((begin, stop))
    return [span for span in (_trimmed(text, a, b) for a, b in found) if span[0] < span[1]]


def _is_abbreviation(before: str) -> bool:
    words = before.split()
    if not words:
        return True
    last = words[-1].casefold().lstrip("(\"'“‘[")
    return last in _ABBREVIATIONS or bool(re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", last)) and last != "i"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
