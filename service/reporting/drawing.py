"""The pages of a document drawn with what was read on them: every block outlined and numbered in reading order.

Made to be looked at by the engineer who wonders why a line was lost, and by the candidate who wonders what a machine
sees of a résumé. Formats without positions are drawn as one flowing column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.document import Block, Box, Line, Page
from parsers.job.model import Section as JobSection
from parsers.resume.model import Section as ResumeSection
from service.reading import Reading
from service.reporting.page import templates
from service.reporting.wording import format_of

#: Height of a line's letters as a share of its box, where the reader gives no font size.
_LETTER_SHARE = 0.78
#: How far under the top of its box a line's baseline lies, as a share of its height.
_BASELINE = 0.8
#: Between the cells of a row in the running text.
_CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line as it is set: left edge, baseline, width and font size in points."""

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """One block: its number in reading order, section, what it was taken for, box (None: flowing) and lines."""

    number: int
    section: str
    kind: str
    text: str
    at_risk: str  #: where it stands if other systems may lose it there, else ""
    box: Box | None
    lines: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page; width and height in points where the blocks have boxes."""

    number: int
    width: float | None
    height: float | None
    blocks: tuple[DrawnBlock, ...]


def drawn_pages(reading: Reading) -> str:
    """The whole document as one self-contained HTML page."""
    section_at = _Sections(reading)
    on_page: dict[int, list[DrawnBlock]] = {page.number: [] for page in reading.document.pages}
    for number, block in enumerate(reading.document.blocks, start=1):
        for page_number in dict.fromkeys(line.page for line in block.lines):
            on_page.setdefault(page_number, []).append(_block(block, number, page_number, section_at(block.start)))
    pages = [_page(page, on_page[page.number]) for page in reading.document.pages]
    names = list(dict.fromkeys(block.section for page in pages for block in page.blocks))
    template = templates().get_template("reading.html")
    return template.render(
        file=reading.file,
        kind=reading.kind,
        format=format_of(reading.document.media_type),
        notices=reading.document.notices,
        losses=reading.losses,
        pages=pages,
        colours={name: index % 10 for index, name in enumerate(names)},
    )


class _Sections:
    """Which section an offset falls into."""

    def __init__(self, reading: Reading) -> None:
        sections: list[ResumeSection | JobSection] = [*reading.parsed.sections]
        self._sections = sorted(sections, key=lambda section: section.start)
        self._starts = [section.start for section in self._sections]

    def __call__(self, start: int) -> str:
        index = bisect_right(self._starts, start) - 1
        if index < 0 or start >= self._sections[index].end:
            return "no section"
        return self._sections[index].name


def _page(page: Page, blocks: Sequence[DrawnBlock]) -> DrawnPage:
    positioned = page.width is not None and any(block.box is not None for block in blocks)
    return DrawnPage(
        page.number, page.width if positioned else None, page.height if positioned else None, tuple(blocks)
    )


def _block(block: Block, number: int, page: int, section: str) -> DrawnBlock:
    """The part of the block that stands on that page; a block that runs over is drawn on both, under one number."""
    lines = [line for line in block.lines if line.page == page]
    boxes = [line.box for line in lines if line.box is not None]
    return DrawnBlock(
        number=number,
        section=section,
        kind=block.kind,
        text=" ".join(line.text for line in lines),
        at_risk="" if block.region == "body" else block.region.replace("_", " "),
        box=_around(boxes) if boxes else None,
        lines=tuple(drawn for line in lines if line.box is not None for drawn in _drawn(line, line.box)),
    )


def _drawn(line: Line, box: Box) -> Iterator[DrawnLine]:
    """The line, cell by cell where it has cells and the places of its characters are known."""
    if line.char_x is None or len(line.char_x) <= len(line.text):
        yield _line(line, line.text, box)
        return
    begin = 0
    for cell in line.text.split(_CELL_SEPARATOR):
        edges = line.char_x[begin : begin + len(cell) + 1]
        yield _line(line, cell, (min(edges), box[1], max(edges), box[3]))
        begin += len(cell) + len(_CELL_SEPARATOR)


def _line(line: Line, text: str, box: Box) -> DrawnLine:
    x0, y0, x1, y1 = box
    size = min(line.style.size or (y1 - y0) * _LETTER_SHARE, y1 - y0)
    return DrawnLine(
        text=text,
        x=round(x0, 1),
        y=round(y0 + (y1 - y0) * _BASELINE, 1),
        width=round(max(x1 - x0, 1.0), 1),
        size=round(max(size, 1.0), 1),
        bold=line.style.bold,
    )


def _around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return round(min(lefts), 1), round(min(tops), 1), round(max(rights), 1), round(max(bottoms), 1)
