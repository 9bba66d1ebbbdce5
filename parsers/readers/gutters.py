"""Gutters of a page: upright strips without text that have text on both sides over several lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.cleaning import BULLETS
from parsers.readers.pdf_characters import UNREADABLE
from parsers.readers.pdf_tables import Rules
from parsers.readers.pdf_words import Word

#: Width of a gutter in shares of the usual font size: over many lines, and over a few.
NARROW_GUTTER, WIDE_GUTTER = 0.6, 1.2
#: The same in usual spaces between words, where there are enough of them to tell.
_SPACES, _ENOUGH_SPACES = 1.6, 20
#: Farthest that the text of a list item stands from its marker, in font sizes.
_MARKER_GAP = 2.6
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z])[.)\]]")


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip from x `left` to `right`, from row `first` to row `last`."""

    left: float
    right: float
    first: int
    last: int


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Words by baseline, from top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if rows and word.baseline - rows[-1][0].baseline <= 0.1 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _narrowest_gutter(rows: list[list[Word]]) -> float:
    """Width from which on a strip can part columns, in points: more than a space, which typewriter fonts set wide."""
    size = median(word.size for row in rows for word in row)
    spaces = [word.x0 - before.x1 for row in rows for before, word in pairwise(row) if word.x0 > before.x1]
    usual = median(spaces) if len(spaces) >= _ENOUGH_SPACES else 0.0
    return max(NARROW_GUTTER * size, min(_SPACES * usual, WIDE_GUTTER * size))


def gutters_of(rows: list[list[Word]], rules: Rules) -> list[Gutter]:
    """Empty strips among rows of words, the tallest first."""
    least = _narrowest_gutter(rows)
    gaps = [_gaps(row, least) for row in rows]
    ceilings = [max(word.bottom for word in row) for row in rows]
    floors = [min(word.top for word in row) for row in rows]
    found: list[Gutter] = []
    crossings = _Crossings(rules, ceilings, floors)
    for index, row_gaps in enumerate(gaps):
        following = gaps[index + 1] if index + 1 < len(gaps) else []
        for left, right in [*row_gaps, *_strips_between(row_gaps, following, least)]:
            if left < -1e8 or right > 1e8 or any(_is_within(index, left, right, gutter) for gutter in found):
                continue
            gutter = _grown(index, (left, right), gaps, crossings, least)
            if gutter.last > gutter.first:
                found.append(gutter)
    return sorted(found, key=lambda g: (ceilings[g.last] - floors[g.first], g.right - g.left), reverse=True)


def _strips_between(
    gaps: list[tuple[float, float]], following: list[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    """Strips between the text of one row and that of the next, where columns are not level with each other."""
    strips = [(end, start) for end, right in gaps[-1:] if right > 1e8 for left, start in following[:1] if left < -1e8]
    strips += [(end, start) for end, right in following[-1:] if right > 1e8 for left, start in gaps[:1] if left < -1e8]
    return [(end, start) for end, start in strips if start - end >= least]


@dataclass(frozen=True, slots=True)
class _Crossings:
    """Tells whether a drawn line runs across a strip between two neighbouring rows."""

    rules: Rules
    bottoms: list[float]
    tops: list[float]

    def between(self, upper: int, strip: tuple[float, float]) -> bool:
        """Whether one runs between row `upper` and the next, well into both sides."""
        start, end = self.bottoms[upper] - 4, self.tops[upper + 1] + 4
        return any(
            start <= stroke.at <= end and stroke.start < strip[0] - 12 and stroke.end > strip[1] + 12
            for stroke in self.rules.across
        )


def _grown(
    index: int, strip: tuple[float, float], gaps: list[list[tuple[float, float]]], crossings: _Crossings, least: float
) -> Gutter:
    """The strip carried up and down as far as rows leave room for it."""
    first = last = index
    for step in (-1, 1):
        row = index + step
        while 0 <= row < len(gaps) and not crossings.between(min(row, row - step), strip):
            narrowed = max(
                ((max(strip[0], left), min(strip[1], right)) for left, right in gaps[row]),
                key=lambda gap: gap[1] - gap[0],
                default=(0.0, 0.0),
            )
            if narrowed[1] - narrowed[0] < least:
                break
            strip = narrowed
            first, last = min(first, row), max(last, row)
            row += step
    return Gutter(strip[0], strip[1], first, last)


def _gaps(row: list[Word], least: float) -> list[tuple[float, float]]:
    """Strips of a row without text: before, between and after its words. A bullet goes with its text."""
    gaps = [(-1e9, row[0].x0)]
    end = row[0].x1
    starts = True
    for before, word in pairwise(row):
        wide = word.x0 - end >= least
        marker = starts and word.x0 - end < _MARKER_GAP * word.size and _is_marker(before, is_first=before is row[0])
        if wide and not marker:
            gaps.append((end, word.x0))
        starts = wide
        end = max(end, word.x1)
    gaps.append((end, 1e9))
    return gaps


def _is_marker(word: Word, is_first: bool) -> bool:
    """Whether it is a bullet or the number of a list item; dashes and letters only at the very left."""
    text = word.text
    if len(text) == 1 and (text in BULLETS or text == UNREADABLE):
        return is_first or not (text.isalnum() or text in "-–—+>")
    return is_first and bool(_NUMBERING.fullmatch(text))


def _is_within(index: int, left: float, right: float, gutter: Gutter) -> bool:
    return gutter.first <= index <= gutter.last and left <= gutter.left + 0.1 and gutter.right <= right + 0.1
