"""Markdown (CommonMark with tables): what it says, without its marks.

Single line breaks are read as people write them: in a text that is not hard-wrapped, every line is a paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from parsers.cleaning import clean, strip_bullet
from parsers.document import BlockKind, Document, DocumentBuilder, RawLine, Style
from parsers.encoding import decoded
from parsers.errors import LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.gaps import SEPARATOR, with_separators
from parsers.readers.wrapping import Wrapping, wrapping_of
from parsers.sniffing import MARKDOWN

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_FRONT_MATTER = re.compile(r"\A---\n((?:[\w-]+:.*\n|[ \t-].*\n)+?)---\n")
_STARTS_BLOCK = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|[|>`]|$)")
_TAG = re.compile(r"<[^<>]*>")
_TABLE_ROW = re.compile(r"\|.*\|")
_TASK = re.compile(r"\[[ xX]\] +")
#: Characters beyond which an underlined paragraph is prose above a rule and not a heading.
_LONGEST_HEADING = 160


def read_markdown(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read Markdown; its one page has no size and its lines no boxes. Raises UnknownFormat and LimitExceeded."""
    source = _FRONT_MATTER.sub(r"\1\n", _LINE_ENDS.sub("\n", decoded(data)))
    parser = MarkdownIt("commonmark", {"maxNesting": limits.nesting})
    tokens = parser.enable(["table", "strikethrough"]).disable("code").parse(source)
    if any(token.level >= limits.nesting - 1 for token in tokens):
        raise LimitExceeded(f"The text's lists and quotations are nested more than {limits.nesting} deep.")
    builder = DocumentBuilder(MARKDOWN)
    builder.page()
    for kind, lines, level in _Reader(source.split("\n")).blocks(tokens):
        builder.block(kind, lines, level)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _InlineLine:
    """One line of a paragraph, without marks; `is_hard` if a break was asked for before it."""

    text: str
    bold: bool
    italic: bool
    is_hard: bool


class _Reader:
    """Turns tokens into blocks; keeps the source lines to judge line breaks by."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and not _STARTS_BLOCK.match(b)]
        self._wrapping: Wrapping | None = wrapping_of(pairs, [line for line in lines if line.strip()])
        self._depth = 0
        self._mark: str | None = (
            None  #: what stands before the next paragraph of a list item; None outside of its first
        )

    def blocks(self, tokens: Sequence[Token]) -> Iterator[tuple[BlockKind, list[RawLine], int]]:
        """Kind, lines and level of each block."""
        cells: list[str] = []
        opened = ""
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._depth -= 1
            elif token.type == "list_item_open":
                self._mark = f"{token.info}. " if len(token.info) > 2 else ""
            elif token.type in ("heading_open", "paragraph_open", "th_open", "td_open"):
                opened = token.type if token.type != "heading_open" else token.tag
            elif token.type == "inline" and opened in ("th_open", "td_open"):
                cells.append(" ".join(line.text for line in _inline_lines(token.children or [])))
            elif token.type == "inline":
                yield from self._text(token, int(opened[1]) if opened.startswith("h") else 0)
            elif token.type == "tr_close":
                text = SEPARATOR.join(filter(None, (clean(cell).strip() for cell in cells)))
                cells = []
                yield "row", [RawLine(text)], 0
            elif token.type in ("fence", "html_block"):
                text = _TAG.sub(" ", token.content) if token.type == "html_block" else token.content
                yield from (("paragraph", [RawLine(with_separators(line))], 0) for line in text.split("\n"))

    def _text(self, token: Token, heading: int) -> Iterator[tuple[BlockKind, list[RawLine], int]]:
        lines = _inline_lines(token.children or [])
        length = sum(len(line.text) for line in lines)
        if heading and length <= _LONGEST_HEADING:
            yield "heading", [_raw(line, heading) for line in lines], heading
            return
        mark, self._mark = self._mark, None
        groups = self._grouped(lines, token.map[0] if token.map else 0)
        for position, group in enumerate(groups):
            first, is_bullet = strip_bullet(group[0].text)
            if mark is not None and position == 0:
                text = _TASK.sub("", mark + (first if is_bullet else group[0].text), count=1)
                yield "bullet", [_raw(group[0], text=text), *map(_raw, group[1:])], self._depth - 1
            elif is_bullet:
                yield "bullet", [_raw(group[0], text=first), *map(_raw, group[1:])], self._depth
            elif _TABLE_ROW.fullmatch(group[0].text.strip()):
                cells = (cell.strip() for cell in group[0].text.strip().strip("|").split("|"))
                yield "row", [_raw(group[0], text=SEPARATOR.join(filter(None, cells)))], 0
            else:
                yield "paragraph", [_raw(line) for line in group], 0

    def _grouped(self, lines: Sequence[_InlineLine], row: int) -> list[list[_InlineLine]]:
        """The lines of one paragraph, put together where they were wrapped."""
        groups: list[list[_InlineLine]] = []
        for position, line in enumerate(lines):
            if groups and self._goes_on(row + position, line, groups[-1]):
                groups[-1].append(line)
            else:
                groups.append([line])
        return [group for group in groups if any(line.text.strip() for line in group)]

    def _goes_on(self, row: int, line: _InlineLine, group: Sequence[_InlineLine]) -> bool:
        source = self._lines[row] if row < len(self._lines) else ""
        if strip_bullet(line.text)[1] or _TABLE_ROW.fullmatch(line.text.strip()):
            return False
        if self._depth and (line.is_hard or source[:1].isspace()):
            return True
        if line.is_hard or self._wrapping is None:
            return False
        return self._wrapping.had_no_room(self._lines[row - 1], source)


def _inline_lines(children: Sequence[Token]) -> list[_InlineLine]:
    """The lines of a paragraph, heading or cell."""
    lines: list[_InlineLine] = []
    collector = _Collector()
    for token in children:
        is_break = token.type in ("softbreak", "hardbreak") or re.match(r"<br\b", token.content, re.IGNORECASE)
        if is_break:
            lines.append(collector.line())
            collector.is_hard = token.type != "softbreak"
        else:
            collector.take(token)
    return [*lines, collector.line()]


class _Collector:
    """Gathers the pieces of one line and whether all of them are bold or italic."""

    def __init__(self) -> None:
        self.is_hard = False
        self._pieces: list[tuple[str, bool, bool]] = []
        self._strong = self._emphasis = 0
        self._links: list[tuple[str, int]] = []

    def line(self) -> _InlineLine:
        """The line so far; the next one begins."""
        words = [piece for piece in self._pieces if piece[0].strip()]
        text = "".join(text for text, _, _ in self._pieces)
        bold, italic = all(piece[1] for piece in words), all(piece[2] for piece in words)
        self._pieces, self._links = [], [(address, 0) for address, _ in self._links]
        return _InlineLine(text, bool(words) and bold, bool(words) and italic, self.is_hard)

    def take(self, token: Token) -> None:
        """Add a token that is no line break."""
        if token.type in ("text", "code_inline", "text_special"):
            self._add(token.content)
        elif token.type in ("strong_open", "strong_close"):
            self._strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            self._emphasis += token.nesting
        elif token.type == "link_open":
            self._links.append((str(token.attrs.get("href", "")), len(self._pieces)))
        elif token.type == "link_close" and self._links:
            address, first = self._links.pop()
            self._add(_address_behind("".join(text for text, _, _ in self._pieces[first:]), address))

    def _add(self, text: str) -> None:
        self._pieces.append((text, self._strong > 0, self._emphasis > 0))


def _address_behind(shown: str, address: str) -> str:
    """The link's address in brackets, unless it says what its text says or leads inside the document."""
    target = re.sub(r"^(?:mailto|tel):", "", address)
    if not target or target.startswith(("#", "/", ".")) or _bare(target) == _bare(shown):
        return ""
    return f" ({target})"


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|^tel:|/$|\s", "", address.strip().casefold())


def _raw(line: _InlineLine, heading: int = 0, text: str | None = None) -> RawLine:
    style = Style(bold=line.bold, italic=line.italic, heading=heading)
    return RawLine(with_separators(line.text if text is None else text), style=style)
