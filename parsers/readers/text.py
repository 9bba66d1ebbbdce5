"""Plain text in any encoding, wrapped at any column or not at all, also as a quoted e-mail.

Blank lines, bullets, indentation, underlining and the wrap column tell where a paragraph, list item or heading ends.
Form feeds part pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from parsers.document import BlockKind, Document, DocumentBuilder, RawLine, Style
from parsers.encoding import decoded
from parsers.errors import LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.gaps import SEPARATOR, with_separators
from parsers.readers.mail import is_head_line, unquoted
from parsers.readers.marks import Marks, TextLine
from parsers.readers.wrapping import FEWEST_LINES, Wrapping, column_wrapping_of, wrapping_of
from parsers.sniffing import TEXT

#: Share of the text's width below which lines are a column of their own.
_NARROW = 0.6
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_RULE = re.compile(r"\s*(?:([=\-~_*#–—•.+])\s?){3,}\s*")
_TABLE_RULE = re.compile(r"\s*[+|][-=+|: ]{3,}[+|]?\s*")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
_YEAR_LINE = re.compile(
    r"\W*(?:(?:[^\W\d_]{3,9}\.?\s+|\d{1,2}[/.])?(?:19|20)\d\d|present|current|now|today|date|heute|[-–—]|to|until|bis)"
    r"(?:\s*[-–—,]?\s*(?:(?:[^\W\d_]{3,9}\.?\s+|\d{1,2}[/.])?(?:19|20)\d\d|present|current|now|today|date|heute|to|bis))*\W*",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(r"(?:[,&(/]|\b(?:from|since|between|in|to|and|of|until|the|till|by))$", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w /&'’-]{1,28}:(?:\s|$)")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2}[-‐\u00ad]$")
_ENDED = re.compile(r"[.!?:;][\"”’)]*$")


def read_text(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read plain text; its pages have no size and its lines no boxes. Raises UnknownFormat and LimitExceeded."""
    pages = decoded(data).rstrip().split("\f")
    if len(pages) > limits.pages:
        raise LimitExceeded(f"The text has more than {limits.pages} pages.")
    builder = DocumentBuilder(TEXT)
    text = _Layout([_LINE_ENDS.split(page) for page in pages])
    for page in text.pages:
        builder.page()
        for block in _Blocks(text, page).found():
            lines = [RawLine(line, style=Style(heading=block.level if block.declared else 0)) for line in block.lines]
            builder.block(block.kind, lines, block.level)
    return builder.build()


class _Layout:
    """What holds for the whole text: how it is quoted, wrapped, marked and underlined."""

    def __init__(self, pages: Sequence[Sequence[str]]) -> None:
        quoted = unquoted([line for page in pages for line in page])
        lines = [TextLine.of(line, depth) for depth, line in quoted]
        self.marks = Marks(lines)
        self.pages: list[list[TextLine]] = []
        for page in pages:
            self.pages.append(lines[: len(page)])
            lines = lines[len(page) :]
        everything = [line for page in self.pages for line in page]
        self._wrapping = {
            depth: self._main_wrapping([line for line in everything if line.depth == depth])
            for depth in {line.depth for line in everything}
        }
        self.has_double_rules = any(re.fullmatch(r"\s*={3,}\s*", line.text) for line in everything)

    def _main_wrapping(self, lines: Sequence[TextLine]) -> Wrapping | None:
        """By all lines, else by those that stand among long ones, since a side column may have a width of its own."""
        groups = [list(group) for _, group in itertools.groupby(lines, key=lambda line: bool(line.text))]
        longest = max((len(line.raw) for line in lines), default=0)
        wide = [line for group in groups if not group[0].text or _width(group) >= longest * _NARROW for line in group]
        return self._wrapping_by(wrapping_of, lines) or self._wrapping_by(wrapping_of, wide)

    def wrappings(self, page: Sequence[TextLine]) -> list[Wrapping | None]:
        """How each line of a page was wrapped: as the whole text, or narrower as a column that stands by itself."""
        found: list[Wrapping | None] = []
        for _, group in itertools.groupby(page, key=lambda line: (bool(line.text), line.depth)):
            lines = list(group)
            wrapping = self._wrapping[lines[0].depth]
            is_narrow = wrapping is None or _width(lines) < wrapping.width * _NARROW
            if is_narrow and len(lines) >= FEWEST_LINES:
                wrapping = self._wrapping_by(column_wrapping_of, lines) or wrapping
            found += [wrapping] * len(lines)
        return found

    def _wrapping_by(self, method: Callable[..., Wrapping | None], lines: Sequence[TextLine]) -> Wrapping | None:
        """By `wrapping_of` or `column_wrapping_of`, from those lines that a program would have wrapped."""
        soft = [bool(line.text) and not _is_rigid(line) for line in lines]
        pairs = [
            (line.raw, following.raw)
            for (line, following), both in zip(itertools.pairwise(lines), itertools.pairwise(soft), strict=True)
            if all(both) and not self.marks.starts_item(following)
        ]
        return method(pairs, [line.raw for line, is_soft in zip(lines, soft, strict=True) if is_soft])


@dataclass(slots=True)
class _Block:
    kind: BlockKind
    lines: list[str]
    first: TextLine
    last: TextLine
    level: int = 0
    declared: bool = False  #: a heading by its underline, not by its look
    indent: int = 0  #: column of the bullet or of the first letter
    hanging: int | None = field(default=None)  #: column of the second line's first letter


class _Blocks:
    """Turns the lines of one page into blocks."""

    def __init__(self, text: _Layout, lines: Sequence[TextLine]) -> None:
        self._text = text
        self._lines = lines
        self._wrappings = text.wrappings(lines)
        self._blocks: list[_Block] = []
        self._open: _Block | None = None
        self._indents: set[int] = set()  #: columns of the bullets in the list that is going on
        self._has_hanging_items = False

    def found(self) -> Iterator[_Block]:
        """The page's blocks in order."""
        for position, line in enumerate(self._lines):
            self._take(position, line)
        return iter(self._blocks)

    def _take(self, position: int, line: TextLine) -> None:
        if not line.text:
            self._open = None
        elif _TABLE_RULE.fullmatch(line.text) or _RULE.fullmatch(line.text):
            self._underline(position, line)
        elif _TABLE_ROW.fullmatch(line.text):
            cells = (with_separators(cell) for cell in line.text.strip().strip("|").split("|"))
            self._begin("row", SEPARATOR.join(filter(None, cells)), line, stays_open=False)
        elif self._open is not None and self._goes_on(self._open, line, self._wrappings[position]):
            self._append(self._open, line)
        elif (item := self._text.marks.item(line)) is not None:
            self._begin("bullet", with_separators(item), line)
        elif self._is_heading(position, line):
            self._begin("heading", with_separators(line.text), line, stays_open=False)
        else:
            self._begin("paragraph", with_separators(line.text), line, stays_open=not is_head_line(line.text))

    def _begin(self, kind: BlockKind, text: str, line: TextLine, stays_open: bool = True) -> None:
        block = _Block(kind, [text], line, line, indent=line.indent)
        if kind == "bullet":
            self._indents = {indent for indent in self._indents if indent <= line.indent} | {line.indent}
            block.level = min(sum(indent < line.indent - 1 for indent in self._indents), 5)
        else:
            self._indents.clear()
        self._blocks.append(block)
        self._open = block if stays_open else None

    def _append(self, block: _Block, line: TextLine) -> None:
        if len(block.lines) == 1:
            block.hanging = line.indent
            self._has_hanging_items |= block.kind == "bullet" and line.indent > block.indent
        block.lines.append(with_separators(line.text))
        block.last = line

    def _underline(self, position: int, line: TextLine) -> None:
        """A rule below a single line makes it a heading; any other rule only parts what it stands between."""
        self._open = None
        block = self._blocks[-1] if self._blocks else None
        if block is None or position == 0 or block.last is not self._lines[position - 1]:
            return
        if block.kind in ("paragraph", "heading") and len(block.lines) == 1 and len(block.last.text) <= 80:
            is_lower = self._text.has_double_rules and line.text[0] in "-~."
            block.kind, block.level, block.declared = "heading", 2 if is_lower else 1, True

    def _goes_on(self, block: _Block, line: TextLine, wrapping: Wrapping | None) -> bool:
        """Whether the line belongs to the block that is open."""
        if not block.lines[-1]:
            return True
        if line.depth != block.last.depth or self._text.marks.starts_item(line) or is_head_line(line.text):
            return False
        if line.has_gap or block.last.has_gap or _is_capitals(line.text):
            return False
        if block.kind == "bullet" and line.indent > block.indent and block.hanging in (None, line.indent):
            return True
        if _BROKEN_WORD.search(block.last.text) and line.text[:1].islower():
            return True
        if wrapping is None or not self._keeps_margin(block, line):
            return False
        return self._was_wrapped(wrapping, block, line)

    def _keeps_margin(self, block: _Block, line: TextLine) -> bool:
        if block.kind == "bullet":
            return block.hanging == line.indent or (block.hanging is None and not self._has_hanging_items)
        if line.indent > block.last.indent + 1:
            return line.text[:1].islower()
        return line.indent >= block.last.indent - 1 or len(block.lines) == 1

    def _was_wrapped(self, wrapping: Wrapping, block: _Block, line: TextLine) -> bool:
        before, text = block.last, line.text
        if _YEAR_LINE.fullmatch(text) and not _RUNS_ON.search(before.text):
            return False
        if _LABEL.match(text) and (_ENDED.search(before.text) or _LABEL.match(block.first.text)):
            return False
        if wrapping.had_no_room(before.raw, line.raw):
            return not wrapping.slack or text[:1].islower() or not _ENDED.search(before.text)
        if _RUNS_ON.search(before.text) and len(before.text) > wrapping.width * _NARROW:
            return True
        rewrapped = len(block.lines) > 1 and text[:1].islower() and not _ENDED.search(before.text)
        return rewrapped and len(text) > wrapping.width / 2

    def _is_heading(self, position: int, line: TextLine) -> bool:
        if is_head_line(line.text) or line.has_gap:
            return False
        if _is_capitals(line.text):
            return True
        before, after = self._neighbour(position, -1), self._neighbour(position, 1)
        if not _is_title(line.text) or after is None or self._runs_into(position, after):
            return False
        if line.text.endswith(":") and self._text.marks.starts_item(after):
            return True
        if before is not None and before.text and not _RULE.fullmatch(before.text):
            return False
        if _YEAR_LINE.fullmatch(after.text):
            return False
        return (bool(after.text) and not _is_title(after.text)) or self._is_alone_before_prose(position)

    def _runs_into(self, position: int, after: TextLine) -> bool:
        """Whether a short line is the beginning of a sentence in a narrow column."""
        wrapping = self._wrappings[position]
        no_room = wrapping is not None and wrapping.had_no_room(self._lines[position].raw, after.raw)
        return no_room and after.text[:1].islower() and not self._text.marks.starts_item(after)

    def _is_alone_before_prose(self, position: int) -> bool:
        """Blank lines around it, and what follows is longer or a list: not one of many lines with space between."""
        later = [line for line in self._lines[position + 1 : position + 4] if line.text]
        if not later or self._lines[position + 1].text:
            return False
        line = self._lines[position].text
        return len(line.split()) <= 5 and (len(later[0].text) > 60 or self._text.marks.starts_item(later[0]))

    def _neighbour(self, position: int, step: int) -> TextLine | None:
        position += step
        return self._lines[position] if 0 <= position < len(self._lines) else None


def _width(lines: Sequence[TextLine]) -> int:
    return max(len(line.raw) for line in lines)


def _is_rigid(line: TextLine) -> bool:
    """Rules, table rows, aligned lines and message heads: nothing a program would have wrapped."""
    return bool(
        _RULE.fullmatch(line.text) or _TABLE_ROW.fullmatch(line.text) or line.has_gap or is_head_line(line.text)
    )


def _is_capitals(text: str) -> bool:
    """A short line in capitals without a year: a heading, not a sentence that shouts."""
    letters = sum(map(str.isalpha, text))
    return text.isupper() and letters >= 3 and len(text) <= 70 and not re.search(r"\d{4}|[@.;,]$|@", text)


def _is_title(text: str) -> bool:
    """Short, capitalised, and neither a sentence nor a detail (number, address, list, post with its employer)."""
    if len(text) > 60 or len(text.split()) > 8 or not text[:1].isupper():
        return False
    return not re.search(r"[.!?;]$|,|@|\d{3}|https?:|www\.|[|•·]|: \S", text)
