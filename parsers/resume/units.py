"""Blocks taken apart where a person sees separate lines.

Readers put lines into one paragraph that stand under each other with the same spacing ("Ltd, Leeds" under "Baker").
Inside a paragraph a line ends of its own will where its style changes, or where the next word would have fitted on
it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.document import Block, BlockKind, Document, Line

#: A document whose longest line has more characters than this was never wrapped by hand.
_WRAP_COLUMNS = 110
#: Lines whose left edges differ by less stand in the same column, in points.
_SAME_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, list item, row, or paragraph (or the part of one that stands on lines of its own)."""

    kind: BlockKind
    text: str  #: `document.text[start:end]`
    start: int
    end: int
    bold: bool
    italic: bool
    size: float | None
    level: int  #: declared outline level of a heading, else 0; nesting of a list item
    block: int  #: index of its block in the document
    page: int

    @property
    def capitals(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 2


def units_of(document: Document) -> list[Unit]:
    """All units in reading order; together they cover every character that is not white space."""
    blocks = list(document.blocks)
    widths = _widths(blocks)
    units: list[Unit] = []
    for index, block in enumerate(blocks):
        for lines in _groups(block, widths):
            unit = _unit(document.text, block, lines, index)
            if units and _goes_on(units[-1], unit):
                before = units.pop()
                unit = replace(
                    before, kind="heading", text=document.text[before.start : unit.end], end=unit.end, level=unit.level
                )
            units.append(unit)
    return units


def _goes_on(unit: Unit, following: Unit) -> bool:
    """Whether a bold line that ends in a comma is the beginning of the heading that comes next."""
    alike = unit.bold and following.bold and unit.size == following.size is not None
    return (
        alike
        and following.kind == "heading"
        and unit.kind in ("heading", "paragraph")
        and unit.text.endswith((",", "—", "–", "&"))
    )


def _unit(text: str, block: Block, lines: list[Line], index: int) -> Unit:
    start, end = lines[0].start, lines[-1].end
    style = lines[0].style
    level = max(block.level, style.heading) if block.kind == "heading" else block.level
    bold = all(line.style.bold for line in lines)
    italic = all(line.style.italic for line in lines)
    return Unit(block.kind, text[start:end], start, end, bold, italic, style.size, level, index, lines[0].page)


def _groups(block: Block, widths: dict[tuple[int, int], float]) -> Iterator[list[Line]]:
    if block.kind in ("heading", "row"):
        yield list(block.lines)
        return
    group: list[Line] = []
    for line in block.lines:
        if group and _is_break(group[-1], line, widths, in_list=block.kind == "bullet"):
            yield group
            group = []
        group.append(line)
    yield group


def _is_break(line: Line, following: Line, widths: dict[tuple[int, int], float], in_list: bool) -> bool:
    """Whether a new unit begins with `following`."""
    if in_list or line.end == following.start:
        return False
    if _style(line) != _style(following):
        return True
    return _room(line, widths) > _first_word(following)


def _style(line: Line) -> tuple[bool, bool, float | None]:
    return line.style.bold, line.style.italic, round(line.style.size, 0) if line.style.size else None


def _room(line: Line, widths: dict[tuple[int, int], float]) -> float:
    """What is free behind the line, in the unit of `_key`'s widths."""
    width = widths[_key(line)]
    return width - (line.box[2] if line.box else len(line.text))


def _first_word(line: Line) -> float:
    """What the first word of a line needs, with the space before it; generously, for ragged and justified setting."""
    word = len(line.text.split(maxsplit=1)[0])
    if line.box is None:
        return word + 1.5
    return (word + 2) * (line.box[2] - line.box[0]) / max(len(line.text), 1) + 6.0


def _key(line: Line) -> tuple[int, int]:
    return (line.page, round(line.box[0] / _SAME_EDGE)) if line.box else (0, -1)


def _widths(blocks: list[Block]) -> dict[tuple[int, int], float]:
    """How far lines reach, by page and left edge: points where there are boxes, else characters."""
    reach: dict[tuple[int, int], float] = defaultdict(float)
    for block in blocks:
        for line in block.lines:
            key = _key(line)
            reach[key] = max(reach[key], line.box[2] if line.box else len(line.text))
    plain = reach.get((0, -1))
    if plain is not None and plain > _WRAP_COLUMNS:
        lengths = Counter(len(line.text) for block in blocks for line in block.lines if len(block.lines) > 1)
        reach[(0, -1)] = float(max((n for n in lengths if n <= _WRAP_COLUMNS), default=plain)) if lengths else plain
    return reach
