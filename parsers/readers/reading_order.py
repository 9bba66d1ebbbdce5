"""The order in which a person reads a page: columns, side panels, and notes beside the text such as dates.

The page is cut along gutters: upright strips without text that have text on both sides over several lines. What crosses
a gutter (a title, a full-width section) ends it, so columns above and below are cut on their own. Not every gutter
parts columns: dates at the right margin belong to the line beside them, and dates or short labels at the left margin
belong to the text beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from parsers.cleaning import BULLETS
from parsers.dates import find_periods
from parsers.document import BlockRegion
from parsers.readers.pdf_characters import UNREADABLE
from parsers.readers.pdf_tables import Rules
from parsers.readers.pdf_words import PrintedLine, Word, lines_of

#: Width of a gutter in shares of the usual font size: over many lines, and over a few.
_NARROW_GUTTER, _WIDE_GUTTER = 0.6, 1.2
#: The same in usual spaces between words, where there are enough of them to tell.
_SPACES, _ENOUGH_SPACES = 1.6, 20
#: So many lines with text on either side are many.
_MANY_LINES = 6
#: Height over which columns must stand side by side, in font sizes: with three lines or more, and with two.
_SIDE_BY_SIDE, _SIDE_BY_SIDE_OF_TWO = 1.9, 2.6
#: Lines whose baselines differ by less, in points, are level.
_LEVEL = 2.5
#: A title is so much larger than anything in the other column.
_TITLE_TIMES = 1.35
#: A column narrower than so much of the one beside it is a side panel.
_SIDEBAR_SHARE = 0.72
#: Profession, town and the like under a title take up at most so many lines.
_MOST_UNDER_TITLE = 3
#: Farthest that the text of a list item stands from its marker, in font sizes.
_MARKER_GAP = 2.6
_DEEPEST = 12
#: Free space behind a heading in the margin, in font sizes, and letters that it has more of than an abbreviation.
_MARGIN_GAP, _LONGEST_ABBREVIATION = 1.5, 4
#: Contact details beside a name take up at most so many lines, and begin within so many of the page's first.
_LETTERHEAD_ROWS = 8
_CONTACT = re.compile(r"@|https?:|www\.|\d{3}[\d\s().-]{4,}")
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z])[.)\]]")


@dataclass(slots=True)
class Region:
    """Lines that follow one another from top to bottom within one column."""

    lines: list[PrintedLine]
    right: float  #: where its column ends, in points from the left
    label: list[PrintedLine] = field(default_factory=list)  #: what stands to the left of its first line
    place: BlockRegion = "body"


@dataclass(frozen=True, slots=True)
class _Gutter:
    """An empty strip from x `left` to `right`, from row `first` to row `last`."""

    left: float
    right: float
    first: int
    last: int


def in_reading_order(words: Sequence[Word], rules: Rules) -> list[Region]:
    """The regions of a page, or of any part of it, in reading order."""
    if not words:
        return []
    regions = _regions(list(words), rules, max(word.x1 for word in words), _DEEPEST)
    edges = [region.label[0].x0 for region in regions if region.label and _is_margin_heading(region.label[0])]
    return [part for region in regions for part in _with_margin_headings(region, edges)] if edges else regions


def _with_margin_headings(region: Region, edges: Sequence[float]) -> list[Region]:
    """The region parted at lines that begin with a heading where other headings stand beside their sections."""
    parts: list[Region] = [replace(region, lines=[])]
    for line in region.lines:
        heading = _margin_heading_of(line) if any(abs(line.x0 - edge) < 1 for edge in edges) else None
        if heading is None:
            parts[-1].lines.append(line)
            continue
        [rest] = lines_of([word for word in line.words if word not in heading.words])
        parts.append(Region([rest], region.right, [heading], region.place))
    return [part for part in parts if part.lines or part.label]


def _margin_heading_of(line: PrintedLine) -> PrintedLine | None:
    """The first cell of a line if it is a heading and other text follows on the line."""
    cut = next((index for index, (a, b) in enumerate(pairwise(line.words), 1) if b.x0 - a.x1 > _MARGIN_GAP * a.size), 0)
    if not cut or not line.gaps or line.words[0].cells:
        return None
    first = lines_of(line.words[:cut])
    return first[0] if len(first) == 1 and _is_margin_heading(first[0]) else None


def _is_margin_heading(line: PrintedLine) -> bool:
    """Whether a line in the left margin is the heading of what stands beside it: in capitals, and no abbreviation."""
    return line.text.isupper() and sum(map(str.isalpha, line.text)) > _LONGEST_ABBREVIATION


def _regions(words: list[Word], rules: Rules, right: float, depth: int) -> list[Region]:
    if not words:
        return []
    if depth > 0:
        rows = _rows(words)
        for gutter in _gutters(rows, rules, _narrowest_gutter(rows)):
            cut = _cut(rows, gutter, rules, right, depth)
            if cut is not None:
                return cut
    return [Region(lines_of(words), right)]


def _cut(rows: list[list[Word]], gutter: _Gutter, rules: Rules, right: float, depth: int) -> list[Region] | None:
    """What a gutter parts, in order; None where it parts nothing that is read apart."""
    inside = [word for row in rows[gutter.first : gutter.last + 1] for word in row]
    sides = _Sides([w for w in inside if w.x1 <= gutter.left + 0.5], [w for w in inside if w.x1 > gutter.left + 0.5])
    letterhead = _end_of_letterhead(rows, gutter, sides)
    if letterhead is not None:
        return _cut(rows, letterhead, rules, right, depth)
    above = [word for row in rows[: gutter.first] for word in row]
    below = [word for row in rows[gutter.last + 1 :] for word in row]
    if sides.are_labels_and_text():
        middle = _labelled(sides, rules, right, depth)
    elif sides.are_columns(gutter):
        middle = _columns(sides, rules, right, depth)
    else:
        return None
    return [*_regions(above, rules, right, depth - 1), *middle, *_regions(below, rules, right, depth - 1)]


def _end_of_letterhead(rows: list[list[Word]], gutter: _Gutter, sides: _Sides) -> _Gutter | None:
    """The gutter ended where contact details at the top of the page do, and a heading beside what follows them.

    The strip may run on below them only because the lines there are short. None where nothing is to be cut off.
    """
    if not sides.left_lines or not sides.right_lines or gutter.first > _LETTERHEAD_ROWS:
        return None
    short, long = sorted((sides.left_lines, sides.right_lines), key=lambda lines: lines[-1].bottom)
    usual = median(line.size for line in long)
    contact = any(_CONTACT.search(line.text) for line in short)
    if len(short) > _LETTERHEAD_ROWS or not contact or any(map(_is_set_off, short)):
        return None
    bottom = short[-1].bottom
    below = (line for line in long if line.top >= bottom - 1 and (_is_set_off(line) or line.size > 1.1 * usual))
    following = next(below, None)
    if following is None:
        return None
    first = next(index for index, row in enumerate(rows) if any(word is following.words[0] for word in row))
    return replace(gutter, last=first - 1) if gutter.first < first - 1 else None


def _is_set_off(line: PrintedLine) -> bool:
    """Whether it is bold or in capitals, as headings are."""
    return line.all_bold or (line.text.isupper() and not _CONTACT.search(line.text) and len(line.text) > 3)


def _columns(sides: _Sides, rules: Rules, right: float, depth: int) -> list[Region]:
    """The left column, then the right one; a page's title goes first, on whichever side it stands."""
    title, rest = _title_of_right(sides)
    left_place, right_place = _places(sides.left, rest)
    return [
        *_regions(title, rules, right, 0),
        *_standing_in(left_place, _regions(sides.left, rules, max(word.x1 for word in sides.left), depth - 1)),
        *_standing_in(right_place, _regions(rest, rules, right, depth - 1)),
    ]


def _places(left: list[Word], right: list[Word]) -> tuple[BlockRegion, BlockRegion]:
    """What the two sides are on the page: columns, or a narrow panel beside the body."""
    widths = [max(w.x1 for w in side) - min(w.x0 for w in side) if side else 0.0 for side in (left, right)]
    if min(widths) > _SIDEBAR_SHARE * max(widths):
        return "column", "column"
    return ("sidebar", "body") if widths[0] < widths[1] else ("body", "sidebar")


def _standing_in(place: BlockRegion, regions: list[Region]) -> list[Region]:
    """The regions as parts of that place, unless they have one of their own within it."""
    for region in regions:
        region.place = place if region.place == "body" else region.place
    return regions


def _title_of_right(sides: _Sides) -> tuple[list[Word], list[Word]]:
    """Lines at the top of the right side that come before the left side: a title, or all that stands above it."""
    largest_left = max(line.size for line in sides.left_lines)
    left_top = min(line.top for line in sides.left_lines)
    count = 0
    for line in sides.right_lines[:3]:
        if line.size < _TITLE_TIMES * largest_left:
            break
        count += 1
    count += _under_title(sides.right_lines, count) if count else 0
    above = [line for line in sides.right_lines if line.bottom <= left_top]
    usual = median(line.size for line in sides.right_lines)
    if len(above) < len(sides.right_lines) and any(line.size >= 1.2 * usual for line in above):
        gap = sides.right_lines[len(above)].top - above[-1].bottom
        count = max(count, len(above) if gap > 0.6 * above[-1].size else 0)
    taken = {id(word) for line in sides.right_lines[:count] for word in line.words}
    return [w for w in sides.right if id(w) in taken], [w for w in sides.right if id(w) not in taken]


def _labelled(sides: _Sides, rules: Rules, right: float, depth: int) -> list[Region]:
    """Each label with the text beside it, from top to bottom."""
    regions: list[Region] = []
    tops = [group[0].top for group in sides.labels] + [float("inf")]
    before = [word for word in sides.right if word.baseline < tops[0] + 1]
    regions += _regions(before, rules, right, depth - 1)
    for group, top, end in zip(sides.labels, tops, tops[1:], strict=False):
        beside = _regions([w for w in sides.right if top + 1 <= w.baseline < end + 1], rules, right, depth - 1)
        if beside and sides.is_beside(group) and not beside[0].label:
            beside[0].label = group
        else:
            regions.append(Region(group, max(line.x1 for line in sides.left_lines)))
        regions += beside
    return regions


def _under_title(lines: list[PrintedLine], count: int) -> int:
    """How many lines close under a title of `count` lines belong to it: profession and town, set off from the rest."""
    for number in range(1, min(_MOST_UNDER_TITLE, len(lines) - count - 1) + 1):
        line, following = lines[count + number - 1], lines[count + number]
        if line.gaps or line.bold:
            return 0
        before = line.top - lines[count + number - 2].bottom
        if following.top - line.bottom > before + 0.3 * line.size:
            return number
    return 0


class _Sides:
    """What stands to the left and to the right of a gutter."""

    def __init__(self, left: list[Word], right: list[Word]) -> None:
        self.left, self.right = left, right
        self.left_lines, self.right_lines = lines_of(left), lines_of(right)
        pairs = list(pairwise(self.right_lines))
        self._gaps_above = {id(line): line.baseline - before.baseline for before, line in pairs}
        self._usual_gap = min((line.baseline - before.baseline for before, line in pairs), default=0.0)
        self._is_list_of_pairs = bool(left and right) and self._pairs_up()
        self.labels = [[line] for line in self.left_lines] if self._is_list_of_pairs else self._groups()

    def are_labels_and_text(self) -> bool:
        """Whether dates or short labels on the left belong to the text level with them on the right."""
        if not self.left_lines or not self.right_lines:
            return False
        beside = [group for group in self.labels if self.is_beside(group)]
        alone = [group for group in self.labels if not self._is_overlapped(group)]
        if not beside or len(beside) + len(alone) < 0.85 * len(self.labels):
            return False
        if self._is_list_of_pairs:
            return True
        words = sum(len(line.words) for group in beside for line in group) / len(beside)
        if self._is_level_throughout(beside):
            return True
        if words > 6 or max(map(len, beside)) > 4:
            return False
        if sum(map(_is_dated, beside)) >= 0.5 * len(beside):
            return True
        is_heading = len(self.left_lines) == 1 and _is_margin_heading(self.left_lines[0])
        return (len(beside) >= 2 or is_heading) and self._look_like_labels(beside)

    def _is_level_throughout(self, beside: list[list[PrintedLine]]) -> bool:
        """Whether two columns of a table without lines: short labels, each exactly level with a block on the right.

        Headings stand on the left with nothing beside them, which columns of a page hardly ever leave room for.
        """
        if len(beside) < 4 or median(len(line.words) for group in beside for line in group) > 3:
            return False
        first = [self._line_beside(group) for group in beside]
        level = sum(abs(line.baseline - group[0].baseline) <= 1 for group, line in zip(beside, first, strict=True))
        headings = [group for group in self.labels if not self._is_overlapped(group)]
        dated = sum(map(_is_dated, beside))
        telling = len(headings) >= 2 or dated >= 0.3 * len(beside)
        return level >= 0.95 * len(beside) and telling and sum(map(self._starts_block, first)) >= 0.7 * len(first)

    def are_columns(self, gutter: _Gutter) -> bool:
        """Whether the two sides are read one after the other."""
        if not self.left_lines or not self.right_lines:
            return False
        size = median(line.size for line in self.left_lines + self.right_lines)
        shared = min(self.left_lines[-1].bottom, self.right_lines[-1].bottom) - max(
            self.left_lines[0].top, self.right_lines[0].top
        )
        fewest = min(len(self.left_lines), len(self.right_lines))
        if fewest < 2 or shared < (_SIDE_BY_SIDE if fewest > 2 else _SIDE_BY_SIDE_OF_TWO) * size:
            return False
        if gutter.right - gutter.left < _WIDE_GUTTER * size and fewest < _MANY_LINES:
            return False
        return not self._are_notes_at_the_right() and not self._is_table()

    def _groups(self) -> list[list[PrintedLine]]:
        """Labels; lines that each have a line of their own on the right are labels of their own."""
        groups: list[list[PrintedLine]] = []
        for group in _groups(self.left_lines):
            groups += [[line] for line in group] if len(group) > 1 and self._is_paired(group) else [group]
        return groups

    def _is_paired(self, group: list[PrintedLine]) -> bool:
        """Whether each line of a group has exactly one line on the right, level with it, that starts something."""
        top, bottom = group[0].top, group[-1].bottom
        beside = [line for line in self.right_lines if line.top < bottom - 1 and top + 1 < line.bottom]
        if len(beside) != len(group) or any(map(_is_dated, ([line] for line in group))):
            return False
        level = all(abs(line.baseline - other.baseline) <= 1 for line, other in zip(group, beside, strict=True))
        starting = all(line.text[:1].isupper() or line.text[:1].isdigit() for line in group)
        ends = max((line.x1 for line in self.right_lines), default=0.0)
        return level and starting and all(ends - line.x1 > 4 * line.size for line in beside[:-1])

    def is_beside(self, group: list[PrintedLine]) -> bool:
        """Whether a group begins level with a line on the right, or roughly so where a block begins there."""
        first = group[0]
        line = self._line_beside(group)
        if abs(line.baseline - first.baseline) <= _LEVEL:
            return True
        overlap = min(line.bottom, first.bottom) - max(line.top, first.top)
        return overlap > 0.3 * min(first.size, line.size) and self._starts_block(line)

    def _is_overlapped(self, group: list[PrintedLine]) -> bool:
        top, bottom = group[0].top, group[-1].bottom
        return any(line.top < bottom - 1 and top + 1 < line.bottom for line in self.right_lines)

    def _look_like_labels(self, groups: list[list[PrintedLine]]) -> bool:
        """Short, set apart by their type or a colon, and with more text beside them than in them."""
        width = max(line.x1 for line in self.left_lines) - min(line.x0 for line in self.left_lines)
        whole = max(line.x1 for line in self.right_lines) - min(line.x0 for line in self.left_lines)
        starts = any(line.text[:1] in BULLETS for group in groups for line in group)
        large = max(line.size for group in groups for line in group)
        if large > _TITLE_TIMES * median(line.size for line in self.right_lines):
            return False
        if starts or width > 0.4 * whole or len(self.left_lines) > len(self.right_lines):
            return False
        first = [self._line_beside(group) for group in groups]
        apart = [
            group[-1].text.endswith(":") or _type_of(group[0]) != _type_of(line)
            for group, line in zip(groups, first, strict=True)
        ]
        starting = sum(map(self._starts_block, first))
        return sum(apart) >= 0.8 * len(apart) and starting >= 0.7 * len(first)

    def _line_beside(self, group: list[PrintedLine]) -> PrintedLine:
        """The line on the right that is nearest to the level of a group's first line."""
        return min(self.right_lines, key=lambda line: abs(line.baseline - group[0].baseline))

    def _starts_block(self, line: PrintedLine) -> bool:
        """Whether the gap above a line on the right is larger than usual there, or nothing is above it."""
        gap = self._gaps_above.get(id(line))
        return gap is None or gap > 1.15 * self._usual_gap

    def _pairs_up(self) -> bool:
        """Whether every line on the right has a short line level with it on the left: "Date of birth", its date."""
        beside = [line for line in self.left_lines if self.is_beside([line])]
        if len(beside) != len(self.right_lines) or len(beside) < 2:
            return False
        if median(len(line.words) for line in beside) > 3 or any(len(line.words) > 5 for line in beside):
            return False
        marked = any(line.text[:1] in BULLETS or line.text[:1].islower() for line in beside)
        headed = beside[0].bold and self.right_lines[0].bold and not self.right_lines[-1].bold
        return not marked and not headed and not any(line.text[:1] in BULLETS for line in self.right_lines)

    def _are_notes_at_the_right(self) -> bool:
        """Dates or places at the right margin, each level with a line on the left."""
        levels = [line.baseline for line in self.left_lines]
        level = [any(abs(line.baseline - other) <= _LEVEL for other in levels) for line in self.right_lines]
        if sum(level) < 0.8 * len(level) or len(self.right_lines) > len(self.left_lines):
            return False
        dated = sum(_is_dated([line]) for line in self.right_lines)
        if dated >= 0.4 * len(self.right_lines):
            return True
        ends = [line.x1 for line in self.right_lines]
        starts = [line.x0 for line in self.right_lines]
        return max(ends) - min(ends) <= 2 < 6 < max(starts) - min(starts) and self._is_short(self.right_lines)

    def _is_table(self) -> bool:
        """Rows of short cells, one column of which holds dates: read row by row."""
        pairs = [
            (line, other)
            for line in self.left_lines
            for other in self.right_lines
            if abs(line.baseline - other.baseline) <= _LEVEL
        ]
        if len(pairs) < 0.8 * max(len(self.left_lines), len(self.right_lines)):
            return False
        if any(line.text[:1].islower() or line.text[:1] in BULLETS for pair in pairs for line in pair):
            return False
        dated = [max(_has_dated_cell(line), _has_dated_cell(other)) for line, other in pairs]
        return sum(dated) >= 0.5 * len(dated)

    def _is_short(self, lines: list[PrintedLine]) -> bool:
        return median(len(line.words) for line in lines) <= 5


def _type_of(line: PrintedLine) -> tuple[bool, bool, int, bool, object]:
    """What its letters look like, to tell a label from text."""
    capitals = line.text.isupper()
    return line.bold, line.italic, round(line.size), capitals, line.words[0].letters[0].colour


def _groups(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    """Labels: lines close to one another in the same type, but a line with a date of its own begins a new one."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        close = bool(groups) and line.top - groups[-1][-1].bottom < 0.6 * line.size
        if not close or _type_of(groups[-1][-1])[:3] != _type_of(line)[:3] or _begins_a_date(groups[-1], line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _begins_a_date(group: list[PrintedLine], line: PrintedLine) -> bool:
    """Whether the line holds a date that is not the rest of the group's: "March 2012 –" and "May 2016" are one."""
    text = " ".join(other.text for other in group)
    before, here = find_periods(text), find_periods(line.text)
    return bool(before and here) and len(find_periods(f"{text} {line.text}")) > len(before)


def _is_dated(lines: list[PrintedLine]) -> bool:
    """Whether dates are most of what these lines say."""
    text = " ".join(line.text for line in lines)
    dates = sum(found.end - found.start for found in find_periods(text))
    return dates >= 0.5 * len(text)


def _has_dated_cell(line: PrintedLine) -> bool:
    return any(
        sum(found.end - found.start for found in find_periods(cell)) >= 0.5 * len(cell) > 0
        for cell in line.text.split(" | ")
    )


def _rows(words: list[Word]) -> list[list[Word]]:
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
    return max(_NARROW_GUTTER * size, min(_SPACES * usual, _WIDE_GUTTER * size))


def _gutters(rows: list[list[Word]], rules: Rules, least: float) -> list[_Gutter]:
    """Empty strips at least so wide, the tallest first."""
    gaps = [_gaps(row, least) for row in rows]
    ceilings = [max(word.bottom for word in row) for row in rows]
    floors = [min(word.top for word in row) for row in rows]
    found: list[_Gutter] = []
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
) -> _Gutter:
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
    return _Gutter(strip[0], strip[1], first, last)


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


def _is_within(index: int, left: float, right: float, gutter: _Gutter) -> bool:
    return gutter.first <= index <= gutter.last and left <= gutter.left + 0.1 and gutter.right <= right + 0.1
