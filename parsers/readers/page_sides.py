"""The two sides of a gutter: columns, labels beside their text, or notes such as dates at the right margin."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from parsers.cleaning import BULLETS
from parsers.dates import find_periods
from parsers.readers.gutters import WIDE_GUTTER, Gutter
from parsers.readers.pdf_words import PrintedLine, Word, lines_of

#: So many lines with text on either side are many.
_MANY_LINES = 6
#: Height over which columns must stand side by side, in font sizes: with three lines or more, and with two.
_SIDE_BY_SIDE, _SIDE_BY_SIDE_OF_TWO = 1.9, 2.6
#: Lines whose baselines differ by less, in points, are level.
_LEVEL = 2.5
#: A title is so much larger than anything in the other column.
TITLE_TIMES = 1.35
#: Letters that a heading in capitals has more of than an abbreviation.
_LONGEST_ABBREVIATION = 4


class Sides:
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
        is_heading = len(self.left_lines) == 1 and is_margin_heading(self.left_lines[0])
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

    def are_columns(self, gutter: Gutter) -> bool:
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
        if gutter.right - gutter.left < WIDE_GUTTER * size and fewest < _MANY_LINES:
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
        if large > TITLE_TIMES * median(line.size for line in self.right_lines):
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


def is_margin_heading(line: PrintedLine) -> bool:
    """Whether a line in the left margin is the heading of what stands beside it: in capitals, and no abbreviation."""
    return line.text.isupper() and sum(map(str.isalpha, line.text)) > _LONGEST_ABBREVIATION
