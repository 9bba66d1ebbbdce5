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

from parsers.document import BlockRegion
from parsers.readers.gutters import Gutter, gutters_of, rows_of
from parsers.readers.page_sides import TITLE_TIMES, Sides, is_margin_heading
from parsers.readers.pdf_tables import Rules
from parsers.readers.pdf_words import PrintedLine, Word, lines_of

#: A column narrower than so much of the one beside it is a side panel.
_SIDEBAR_SHARE = 0.72
#: Profession, town and the like under a title take up at most so many lines.
_MOST_UNDER_TITLE = 3
_DEEPEST = 12
#: Free space behind a heading in the margin, in font sizes.
_MARGIN_GAP = 1.5
#: Contact details beside a name take up at most so many lines, and begin within so many of the page's first.
_LETTERHEAD_ROWS = 8
_CONTACT = re.compile(r"@|https?:|www\.|\d{3}[\d\s().-]{4,}")


@dataclass(slots=True)
class Region:
    """Lines that follow one another from top to bottom within one column."""

    lines: list[PrintedLine]
    right: float  #: where its column ends, in points from the left
    label: list[PrintedLine] = field(default_factory=list)  #: what stands to the left of its first line
    place: BlockRegion = "body"


def in_reading_order(words: Sequence[Word], rules: Rules) -> list[Region]:
    """The regions of a page, or of any part of it, in reading order."""
    if not words:
        return []
    regions = _regions(list(words), rules, max(word.x1 for word in words), _DEEPEST)
    edges = [region.label[0].x0 for region in regions if region.label and is_margin_heading(region.label[0])]
    return [part for region in regions for part in _with_margin_headings(region, edges)] if edges else regions


def _with_margin_headings(region: Region, edges: Sequence[float]) -> list[Region]:
    """The region parted at lines that begin with a heading where other headings stand beside their sections."""
    parts: list[Region] = [replace(region, lines=[])]
    for line in region.lines:
        heading = _margin_heading_of(line) if any(abs(line.x0 - edge) < 1 for edge in edges) else None
        if heading is None:
            parts[-1].lines.append(line)
            continue
        beside = {id(word) for word in line.words} - {id(word) for word in heading.words}
        rest = lines_of([word for word in line.words if id(word) in beside])
        parts.append(Region(rest, region.right, [heading], region.place))
    return [part for part in parts if part.lines or part.label]


def _margin_heading_of(line: PrintedLine) -> PrintedLine | None:
    """The first cell of a line if it is a heading and other text follows on the line."""
    cut = next((index for index, (a, b) in enumerate(pairwise(line.words), 1) if b.x0 - a.x1 > _MARGIN_GAP * a.size), 0)
    if not cut or not line.gaps or line.words[0].cells:
        return None
    first = lines_of(line.words[:cut])
    return first[0] if len(first) == 1 and is_margin_heading(first[0]) else None


def _regions(words: list[Word], rules: Rules, right: float, depth: int) -> list[Region]:
    if not words:
        return []
    if depth > 0:
        rows = rows_of(words)
        for gutter in gutters_of(rows, rules):
            cut = _cut(rows, gutter, rules, right, depth)
            if cut is not None:
                return cut
    return [Region(lines_of(words), right)]


def _cut(rows: list[list[Word]], gutter: Gutter, rules: Rules, right: float, depth: int) -> list[Region] | None:
    """What a gutter parts, in order; None where it parts nothing that is read apart."""
    inside = [word for row in rows[gutter.first : gutter.last + 1] for word in row]
    sides = Sides([w for w in inside if w.x1 <= gutter.left + 0.5], [w for w in inside if w.x1 > gutter.left + 0.5])
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


def _end_of_letterhead(rows: list[list[Word]], gutter: Gutter, sides: Sides) -> Gutter | None:
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


def _columns(sides: Sides, rules: Rules, right: float, depth: int) -> list[Region]:
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


def _title_of_right(sides: Sides) -> tuple[list[Word], list[Word]]:
    """Lines at the top of the right side that come before the left side: a title, or all that stands above it."""
    largest_left = max(line.size for line in sides.left_lines)
    left_top = min(line.top for line in sides.left_lines)
    count = 0
    for line in sides.right_lines[:3]:
        if line.size < TITLE_TIMES * largest_left:
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


def _labelled(sides: Sides, rules: Rules, right: float, depth: int) -> list[Region]:
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
