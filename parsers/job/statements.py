"""From a block of running text to statements that each can be quoted alone.

A sentence is one; a sentence with semicolons is several; one that demands in its first half and wishes in its second
("a bachelor's degree is required, a master's preferred") is two, so that each half has a priority of its own.
"""

from __future__ import annotations

import re

from parsers.cleaning import strip_bullet
from parsers.document import Block
from parsers.job.cues import modal
from parsers.sentences import sentences, trimmed

Span = tuple[int, int]

_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)", re.IGNORECASE)
_CODE = re.compile(r"([A-Z])(\d{1,2})[.):]?\s+(?=\S)")
_TURN = re.compile(r"\s*[,–—]\s*(?:and |but |while |whereas |with )?|\s+(?:but|while|whereas|aber|mais|pero)\s+")
_CAPITAL_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-Þ]")
_SMALL_SENTENCE = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?])(\s+)(?=[a-zß-ÿ$£€])")
_CELL_GAP = re.compile(r"\s*(?:\t|\s\|\s|\s{3,})\s*")
_HEAD_GAP = re.compile(r"\s+[|·•]\s+")


def statement_spans(text: str, start: int, end: int) -> list[Span]:
    """Offsets of the statements in `text[start:end]`, in order, without overlaps."""
    found: list[Span] = []
    for sentence in _sentences(text, start, end):
        for part in _split(text, sentence, _semicolons(text, sentence)):
            found.extend(_split_by_modal(text, part))
    return found


def head_spans(text: str, start: int, end: int) -> list[Span]:
    """Offsets of the parts of a line in the head: "Leeds | permanent | 35 hours"."""
    gaps = [match.span() for match in _HEAD_GAP.finditer(text, start, end)]
    parts = _split(text, (start, end), gaps)
    return [span for part in parts for span in sentences(text, *part)]


def after_marker(text: str, start: int, end: int) -> int:
    """Offset behind a bullet glyph or an enumerator ("1.", "b)") at the beginning of a block."""
    rest, found = strip_bullet(text[start:end])
    if found and rest.strip():
        start = end - len(rest)
    match = _ENUMERATOR.match(text, start, end)
    return match.end() if match else start


def code_of(text: str) -> tuple[str, int, int] | None:
    """Letter, number and length of a criterion's code ("E1 ", "D12. ") at the beginning of a block."""
    match = _CODE.match(text)
    return (match.group(1), int(match.group(2)), match.end()) if match else None


def cells(block: Block, text: str) -> list[Span]:
    """Offsets of the cells of a table row: its lines, or one line's parts between tabs, bars or wide gaps."""
    found: list[Span] = []
    for line in block.lines:
        gaps = [match.span() for match in _CELL_GAP.finditer(text, line.start, line.end)]
        found.extend(_split(text, (line.start, line.end), gaps))
    return found


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences; also of somebody who begins them with small letters throughout."""
    if _CAPITAL_SENTENCE.search(text, start, end):
        return sentences(text, start, end)
    gaps = [match.span(1) for match in _SMALL_SENTENCE.finditer(text, start, end)]
    if len(gaps) < 2:
        return sentences(text, start, end)
    return [span for part in _split(text, (start, end), gaps) for span in sentences(text, *part)]


def _split(text: str, span: Span, gaps: list[Span]) -> list[Span]:
    edges = [span[0], *(edge for gap in gaps for edge in gap), span[1]]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(a, b) for a, b in (trimmed(text, *pair) for pair in pairs) if a < b]


def _semicolons(text: str, span: Span) -> list[Span]:
    """Where semicolons outside brackets part the span."""
    depth, found = 0, []
    for index in range(*span):
        character = text[index]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(depth - 1, 0)
        elif character == ";" and depth == 0 and text[index + 1 : index + 2].isspace():
            found.append((index, index + 1))
    return found


def _split_by_modal(text: str, span: Span) -> list[Span]:
    """The span in two where a demand turns into a wish or a wish into a demand; else as it is."""
    if modal(text[slice(*span)]) != "nice":
        return [span]
    for match in _TURN.finditer(text, *span):
        before, after = modal(text[span[0] : match.start()]), modal(text[match.end() : span[1]])
        if {before, after} == {"must", "nice"} and len(text[match.end() : span[1]].split()) >= 2:
            return _split(text, span, [match.span()])
    return [span]
