"""Drawn lines on a page, and the tables that they rule.

A row of a ruled table is read cell by cell, each cell's lines together; long cells follow the row as paragraphs. Tables
that only lay out the page, with whole sections in their cells, are left to the reading order of columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.readers.pdf_characters import Paint
from parsers.readers.pdf_words import Word, lines_of

#: Thicker strokes (points) are areas, shorter ones ticks or underlines of a word.
_THICKEST = 2.5
_SHORTEST_ACROSS, _SHORTEST_DOWN = 30.0, 7.0
#: How far apart (points) the ends of strokes that meet may lie.
_SLACK = 3.0
#: A cell with more lines holds paragraphs or whole sections; they are not run together into a row.
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: `at` its y if it runs across (x if down), from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The straight lines of a page, pieces that meet made one, sorted by place."""

    across: list[Stroke]
    down: list[Stroke]


def rules_of(paints: Iterable[Paint]) -> Rules:
    """Straight lines among what is painted: strokes, thin areas and the edges of frames."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for paint in paints:
        x0, y0, x1, y1 = paint.box
        if paint.picture:
            continue
        if y1 - y0 <= _THICKEST and x1 - x0 > y1 - y0:
            across.append(Stroke((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THICKEST:
            down.append(Stroke((x0 + x1) / 2, y0, y1))
        elif paint.outline:
            across += [Stroke(y0, x0, x1), Stroke(y1, x0, x1)]
            down += [Stroke(x0, y0, y1), Stroke(x1, y0, y1)]
    return Rules(_merged(across, _SHORTEST_ACROSS), _merged(down, _SHORTEST_DOWN))


def with_table_rows(words: list[Word], rules: Rules) -> list[Word]:
    """The words, those of each row of a ruled table replaced by one word with `cells`."""
    for upper, lower in _bands(rules):
        edges = _columns(upper, lower, rules)
        if len(edges) < 3:
            continue
        inside = [word for word in words if _is_between(word, upper, lower)]
        cells = [[word for word in inside if a <= (word.x0 + word.x1) / 2 < b] for a, b in pairwise(edges)]
        short = [cell for cell in cells if 0 < _line_count(cell) <= _MOST_LINES]
        if len(short) < 2 or any(word.cells for word in inside):
            continue
        row = _row(short)
        taken = {id(word) for cell in short for word in cell}
        words = [word for word in words if id(word) not in taken] + [row]
    return words


def _row(cells: list[list[Word]]) -> Word:
    inside = [word for cell in cells for word in cell]
    letters = [letter for word in inside for letter in word.letters]
    x0, x1 = min(word.x0 for word in inside), max(word.x1 for word in inside)
    first = min(inside, key=lambda word: word.baseline)
    return Word(letters, x0, x1, first.baseline, median(word.size for word in inside), cells)


def _line_count(cell: list[Word]) -> int:
    return len(lines_of(cell))


def _bands(rules: Rules) -> list[tuple[Stroke, Stroke]]:
    """Neighbouring lines across the same width, one above the other."""
    bands = []
    for index, upper in enumerate(rules.across):
        for lower in rules.across[index + 1 :]:
            if lower.at - upper.at < 2 * _SLACK:
                continue
            if abs(lower.start - upper.start) <= _SLACK and abs(lower.end - upper.end) <= _SLACK:
                bands.append((upper, lower))
                break
    return bands


def _columns(upper: Stroke, lower: Stroke, rules: Rules) -> list[float]:
    """The edges of the cells between two lines across, from left to right."""
    inner = [
        stroke.at
        for stroke in rules.down
        if stroke.start <= upper.at + _SLACK
        and stroke.end >= lower.at - _SLACK
        and upper.start + 2 * _SLACK < stroke.at < upper.end - 2 * _SLACK
    ]
    return [upper.start - _SLACK, *sorted(inner), upper.end + _SLACK]


def _is_between(word: Word, upper: Stroke, lower: Stroke) -> bool:
    middle, level = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return upper.at <= level <= lower.at and upper.start - _SLACK <= middle <= upper.end + _SLACK


def _merged(strokes: list[Stroke], shortest: float) -> list[Stroke]:
    merged: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: (round(stroke.at / _SLACK), stroke.start)):
        last = merged[-1] if merged else None
        if last and abs(stroke.at - last.at) <= _SLACK and stroke.start <= last.end + _SLACK:
            merged[-1] = Stroke(last.at, last.start, max(last.end, stroke.end))
        else:
            merged.append(stroke)
    return sorted((s for s in merged if s.end - s.start >= shortest), key=lambda stroke: stroke.at)
