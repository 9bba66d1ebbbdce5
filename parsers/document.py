"""What every reader returns: pages → blocks → lines, and one running text with character offsets.

The running text is for people and models: wrapped lines are joined, hyphenated line ends are mended, markup is gone,
one block (a paragraph, a heading, a list item, a table row) per line. Every line on the page knows which slice of the
running text it gave, so any quote `text[start:end]` can be pointed at on its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

#: x0, y0, x1, y1 in points (1/72 inch), origin at the top left of the page.
Box = tuple[float, float, float, float]
BlockKind = Literal["heading", "paragraph", "bullet", "row"]
#: Where on the page a block stands: what is not the body is where other programs lose text (`parsers.findability`).
BlockRegion = Literal["body", "sidebar", "column", "table", "text_box", "header", "footer", "footnote"]

#: First parts of compounds whose hyphen is kept when a line breaks after it ("full-" / "time").
_KEEPS_HYPHEN = frozenset(
    "all anti co cross decision detail e end ex face first five four front full goal go half hand hands hard high "
    "in inter job large life line long low mid multi non off on one open out over part peer post pre pro problem "
    "quasi real result risk second self semi short side single six small so solution start state step sub team third "
    "three time top two ultra under up user vice web well work world year".split()
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks; whatever a format does not say is None or False."""

    size: float | None = None  #: font size in points
    bold: bool = False
    italic: bool = False
    heading: int = 0  #: outline level 1–6 where the format declares one, else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `text[start:end]` of the document is what it contributed to the running text."""

    text: str
    start: int
    end: int
    page: int  #: from 1
    box: Box | None = None
    style: Style = Style()
    #: x of each character's left edge, then of the last one's right edge: len(text) + 1 numbers, in points.
    char_x: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: one heading, paragraph, list item or table row."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0  #: nesting of a list item from 0; outline level of a heading from 1 (0: not known)
    region: BlockRegion = "body"

    @property
    def start(self) -> int:
        """Offset of the first character in the running text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the running text."""
        return self.lines[-1].end

    @property
    def style(self) -> Style:
        """Style of the first line."""
        return self.lines[0].style


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order; formats without pages have a single one, with width and height None."""

    number: int
    blocks: tuple[Block, ...]
    width: float | None = None  #: points
    height: float | None = None  #: points


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader skipped or doubts; `message` is for a candidate and holds no text of the document."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read."""

    media_type: str
    text: str
    pages: tuple[Page, ...]
    notices: tuple[Notice, ...] = ()
    #: What the format itself declares (title, language, embedded schema.org data …), by lower-case key.
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        return (block for page in self.pages for block in page.blocks)

    def locate(self, start: int, end: int) -> tuple[int | None, list[Box] | None]:
        """Page (from 1) on which `text[start:end]` begins, and its boxes there, one a line.

        Both are None where the format has no pages.
        """
        hits = [line for block in self.blocks for line in block.lines if line.start < end and start < line.end]
        if not hits or hits[0].box is None:
            return None, None
        page = hits[0].page
        boxes = [_clip(line, start, end) for line in hits if line.page == page and line.box is not None]
        return page, boxes


def _clip(line: Line, start: int, end: int) -> Box:
    """The part of a line's box that holds `text[start:end]`."""
    assert line.box is not None  # noqa: S101  (callers filter)
    x0, y0, x1, y1 = line.box
    if line.char_x and len(line.char_x) > line.end - line.start:
        first, last = max(start - line.start, 0), min(end, line.end) - line.start
        edges = line.char_x[first : last + 1]
        x0, x1 = min(edges), max(edges)
    return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)


@dataclass(frozen=True, slots=True)
class RawLine:
    """A printed line as a reader found it, before it has a place in the running text."""

    text: str
    box: Box | None = None
    style: Style = Style()
    char_x: tuple[float, ...] | None = None


class DocumentBuilder:
    """Readers add pages and blocks; the builder joins lines and keeps the offsets.

    >>> builder = DocumentBuilder("text/plain")
    >>> builder.page()
    >>> builder.block("bullet", [RawLine("Kept the accounts of a foot-"), RawLine("ball club")])
    >>> builder.build().text
    'Kept the accounts of a football club'
    """

    def __init__(self, media_type: str) -> None:
        self.media_type = media_type
        self.metadata: dict[str, str] = {}
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[tuple[int, float | None, float | None, list[Block]]] = []
        self._notices: list[Notice] = []

    def page(self, width: float | None = None, height: float | None = None, number: int | None = None) -> None:
        """Start a page; `number` counts on from the page before where it is not given."""
        following = self._pages[-1][0] + 1 if self._pages else 1
        self._pages.append((number or following, width, height, []))

    def notice(self, code: str, message: str) -> None:
        """Add a warning once, however often it is met."""
        notice = Notice(code, message)
        if notice not in self._notices:
            self._notices.append(notice)

    def block(self, kind: BlockKind, lines: Sequence[RawLine], level: int = 0, *, region: BlockRegion = "body") -> None:
        """Add a block to the current page; lines of white space alone are left out."""
        lines = [line for line in map(_stripped, lines) if line.text]
        if not lines:
            return
        number, _, _, blocks = self._pages[-1]
        if self._parts:
            self._append("\n\n" if kind == "heading" else "\n")
        placed: list[Line] = []
        for raw, following in zip(lines, [*lines[1:], None], strict=True):
            text, glue = _joint(raw.text, following.text if following else None)
            start = self._length
            self._append(text)
            placed.append(Line(text, start, self._length, number, raw.box, raw.style, raw.char_x))
            self._append(glue)
        blocks.append(Block(kind, tuple(placed), level, region))

    def build(self) -> Document:
        """The finished document."""
        pages = tuple(Page(number, tuple(blocks), width, height) for number, width, height, blocks in self._pages)
        return Document(self.media_type, "".join(self._parts), pages, tuple(self._notices), dict(self.metadata))

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _stripped(line: RawLine) -> RawLine:
    """The line without white space at its ends, its character positions kept in step."""
    text = line.text.strip()
    if text == line.text:
        return line
    first = len(line.text) - len(line.text.lstrip())
    char_x = line.char_x[first : first + len(text) + 1] if line.char_x else None
    return RawLine(text, line.box, line.style, char_x)


def _joint(text: str, following: str | None) -> tuple[str, str]:
    """A line's part of the running text, and what stands between it and the next line of its block."""
    if following is None:
        return text, ""
    if text.endswith("\u00ad"):
        return text[:-1], ""
    if re.search(r"[^\W\d_][-‐]$", text) and re.match(r"[^\W\d_]", following):
        first = re.split(r"[\s(/]", text[:-1])[-1].casefold()
        if "-" in first or first in _KEEPS_HYPHEN or not following[0].islower():
            return text, ""
        return text[:-1], ""
    if re.search(r"\w[/–—]$", text) and re.match(r"\w", following) and text[-1] == "/":
        return text, ""
    return text, " "
