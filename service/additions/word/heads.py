"""The line, or lines, at the head of an entry, put together the way another entry of the document has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from parsers.dates import find_periods
from parsers.resume.model import Entry
from service.additions.model import Addition
from service.additions.word.paragraphs import WordParagraph, run_text, runs_of
from service.additions.writing import heading_line

_ONLY_SEPARATORS = re.compile(r"[\s,|·•–—:/@()\-]*(?:(?:at|for|in|with)\s+)?", re.I)
_STRONG = re.compile(r"\t+|\n|\s*[|·•]\s*|\s+[–—-]\s+|\s*\(|\s*,\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the run properties that it takes."""

    text: str
    look: etree._Element | None


def head_lines(
    addition: Addition, shown: Sequence[WordParagraph], entry: Entry | None, namespace: str
) -> list[tuple[WordParagraph | None, list[Piece]]]:
    """One item a line: the paragraph whose properties it takes, and its pieces.

    Title, organisation and dates take the places they have in the entry `shown`; where those cannot be told apart, all
    stand in one line with commas.
    """
    if not shown or entry is None:
        return [(None, [Piece(heading_line(addition), None)])]
    fields = {"title": addition.role, "organization": addition.organization, "dates": addition.when.shown}
    lines: list[tuple[WordParagraph | None, list[Piece]]] = []
    for paragraph in shown:
        spans = {name: span for name, span in _spans(paragraph.text, entry).items() if name in fields}
        if spans:
            lines.append((paragraph, _filled(paragraph, spans, fields, namespace)))
            fields = {name: value for name, value in fields.items() if name not in spans}
    if "title" in fields or ("organization" in fields and "dates" in fields):
        looks = _looks(shown[0], namespace)
        return [(shown[0], [Piece(heading_line(addition), looks[0] if looks else None)])]
    first = lines[0][1]
    first += [Piece(f", {value}", first[-1].look) for value in fields.values()]
    return lines


def _spans(text: str, entry: Entry) -> dict[str, tuple[int, int]]:
    """Where the entry's title, organisation and dates stand in the text; those that overlap others are left out."""
    found: dict[str, tuple[int, int]] = {}
    periods = find_periods(text)
    if periods:
        found["dates"] = (periods[0].start, periods[-1].end)
    for name, value in (("title", entry.title), ("organization", entry.organization)):
        pattern = r"\s+".join(map(re.escape, value.split()))
        match = re.search(pattern, text) if value else None
        if match and all(match.end() <= a or b <= match.start() for a, b in found.values()):
            found[name] = match.span()
    return found


def _filled(
    paragraph: WordParagraph, spans: dict[str, tuple[int, int]], fields: dict[str, str], namespace: str
) -> list[Piece]:
    """The paragraph's text with the fields in their places, each in the look of what stood there."""
    text, looks = paragraph.text, _looks(paragraph, namespace)
    pieces: list[Piece] = []
    position = 0
    ordered = sorted(spans.items(), key=lambda item: item[1])
    for number, (name, (start, end)) in enumerate(ordered):
        between = text[position:start]
        separator = between if _ONLY_SEPARATORS.fullmatch(between) else _separator(between) if number else ""
        if separator:
            pieces.append(Piece(separator, looks[position if between else start]))
        pieces.append(Piece(fields[name], looks[start]))
        position = end
    rest = text[position:].strip()
    if rest == ")" and any("(" in piece.text for piece in pieces):
        pieces.append(Piece(")", looks[position]))
    return pieces


def _separator(between: str) -> str:
    """Of a piece with words in it ("(part-time), Leeds | ") the last separator, which leads to what follows."""
    found = _STRONG.findall(between)
    return found[-1] if found else ", "


def _looks(paragraph: WordParagraph, namespace: str) -> list[etree._Element | None]:
    """Run properties of every character of the paragraph's text."""
    looks: list[etree._Element | None] = []
    for run in runs_of(paragraph.element, namespace):
        length = sum(map(len, run_text(run)))
        looks += [run.find(f"{{{namespace}}}rPr")] * length
    return looks
