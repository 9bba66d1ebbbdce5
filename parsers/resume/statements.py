"""Cutting a résumé into statements: the smallest pieces that can be quoted.

Nothing visible is lost: each word of a unit ends up in one of its statements, only separators between items do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import find_periods
from parsers.resume.model import SectionName, StatementKind
from parsers.resume.units import Unit
from parsers.sentences import sentences

#: Sections whose lines are lists of keywords as often as sentences.
_OF_KEYWORDS = frozenset({"skills", "languages"})
_SEPARATOR = re.compile(r"\s*(?:[,;](?=\s)|[|•·‣▪●]|\s[-–—/]\s|\t)\s*")
_LABEL = re.compile(r"[^\s:,;.|]+(?:\s[^\s:,;.|]+){0,2}:\s+")
_MAX_ITEM_WORDS = 5
#: Words of sentences and of reservations: a piece that has one is no keyword and must not stand without its neighbours.
_PROSE = re.compile(
    r"\b(?:i|i'm|i've|my|we|he|she|is|are|was|were|has|have|had|do|does|did|can|will|would|no|not|never|none|nor|"
    r"without|but|"
    r"except|only|to|who|that|which|when|because|while|little|ich|mein\w*|bin|nicht|kein\w*|ohne|aber|nur|yo|mi|soy|"
    r"tengo|"
    r"sin|pero|solo|je|j'ai|suis|ne|pas|sans|mais)\b",
    re.IGNORECASE,
)
#: A statement before it has its section: start, end, kind.
Piece = tuple[int, int, StatementKind]


def pieces(text: str, unit: Unit, section: SectionName) -> Iterator[Piece]:
    """The statements of one unit of the running text `text`."""
    if unit.kind in ("row", "heading"):
        yield unit.start, unit.end, "row" if unit.kind == "row" else "heading"
        return
    kind: StatementKind = "bullet" if unit.kind == "bullet" else "sentence"
    for start, end in sentences(text, unit.start, unit.end):
        items = _items(text, start, end) if section in _OF_KEYWORDS else []
        if items:
            yield from ((first, last, "item") for first, last in items)
        elif section in _OF_KEYWORDS and text[end - 1] not in ".!?" and _is_keyword(text[start:end]):
            yield start, end, "item"
        else:
            yield start, end, kind


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The keywords of a list such as "Languages: Python, SQL (advanced)"; nothing where it is not one."""
    label = _LABEL.match(text, start, end)
    begin = label.end() if label else start
    cuts = [
        match.span()
        for match in _SEPARATOR.finditer(text, begin, end)
        if not _inside_brackets(text, begin, match.start())
    ]
    if not cuts:
        return []
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    spans = [
        (first, _without_stop(text, first, last))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
        if text[first:last].strip()
    ]
    if (
        len(spans) < 2
        or find_periods(text, start, end)
        or not all(_is_keyword(text[max(first, begin) : last]) for first, last in spans)
    ):
        return []
    return spans


def _without_stop(text: str, start: int, end: int) -> int:
    """End of an item without the full stop of its list; that of "etc." stays."""
    return end - 1 if re.search(r"\w{4}\.$|\)\.$", text[start:end]) else end


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _is_keyword(piece: str) -> bool:
    bare = re.sub(r"\([^)]*\)?", " ", piece)
    return len(bare.split()) <= _MAX_ITEM_WORDS and not _PROSE.search(bare)
