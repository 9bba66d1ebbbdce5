"""Paragraphs as headings, list items and lines, the way the résumé and job parsers want them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.cleaning import clean, strip_bullet
from parsers.document import BlockKind, BlockRegion, DocumentBuilder, RawLine, Style
from parsers.readers.gaps import with_separators
from parsers.readers.word.runs import PAGE_NUMBER, Piece
from parsers.readers.word.styles import ParagraphLook

#: Characters beyond which a paragraph in a heading style is prose that somebody made large.
LONGEST_HEADING = 160

_TYPED_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\t\s*")
_PAGE_WORD = r"(?:\b(?:page|seite|página|pagina|pág|sida|side|strona|p)\b\.?\s*)?"
_PAGE_NUMBERS = re.compile(
    rf"[\s|·•/–—-]{{0,9}}\(?{_PAGE_WORD}{PAGE_NUMBER}(?:\s*(?:of|von|de|sur|di|af|av|z|/)\s*{PAGE_NUMBER})?\)?",
    re.IGNORECASE,
)
_TYPED_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|p\.)?\s*\d{1,3}(?:\s*(?:of|von|de|sur|/)\s*\d{1,3})?", re.I
)
_ADDRESS = re.compile(r"\S*[@/]|\S+\.\S")
_CONTINUES = re.compile(r"(?:[,&(/–-]|\b(?:and|or|of|the|in|for|with|to|a|und|et|y|de))$")


@dataclass(frozen=True, slots=True)
class Item:
    """A block before it has a place in the running text."""

    kind: BlockKind
    lines: tuple[RawLine, ...]
    level: int = 0
    region: BlockRegion = "body"

    @property
    def text(self) -> str:
        """All lines, one space between them."""
        return " ".join(line.text for line in self.lines)


def add_items(builder: DocumentBuilder, items: Sequence[Item]) -> None:
    """Add the items as blocks of the current page."""
    for item in items:
        builder.block(item.kind, item.lines, item.level, region=item.region)


def standing_in(region: BlockRegion, items: Sequence[Item]) -> list[Item]:
    """The items as parts of that region, unless they stand in one of their own within it."""
    return [replace(item, region=region) if item.region == "body" else item for item in items]


def is_page_number(item: Item) -> bool:
    """Whether a line of a header or footer is nothing but a typed page number."""
    return bool(_TYPED_PAGE_NUMBER.fullmatch(item.text.strip(" -–—|")))


def paragraph_items(pieces: Sequence[Piece], look: ParagraphLook) -> list[Item]:
    """A paragraph as blocks: one, or several where line breaks part what belongs apart."""
    lines = [line for line in _lines(pieces, look) if line.text.strip()]
    if not lines:
        return []
    if look.heading and sum(len(line.text) for line in lines) <= LONGEST_HEADING:
        return [Item("heading", tuple(_plain(line) for line in lines), look.heading)]
    items: list[Item] = []
    for position, line in enumerate(lines):
        marked = _without_mark(line)
        if marked is not None:
            items.append(Item("bullet", (marked,), (look.list_level or 0)))
        elif look.list_level is not None and position == 0:
            items.append(Item("bullet", (_plain(line),), look.list_level))
        elif items and (look.list_level is not None or _continues(items[-1].lines[-1].text, line.text.strip())):
            items[-1] = Item(items[-1].kind, (*items[-1].lines, _plain(line)), items[-1].level)
        else:
            items.append(Item("paragraph", (_plain(line),)))
    return [item for item in items if item.text.strip()]


def _lines(pieces: Sequence[Piece], look: ParagraphLook) -> Iterator[RawLine]:
    """The printed lines as they are stored (tabs and all), each with its style."""
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(Piece(first, piece.look))
        for other in others:
            yield _line(line, look)
            line = [Piece(other, piece.look)]
    yield _line(line, look)


def _line(pieces: Sequence[Piece], look: ParagraphLook) -> RawLine:
    text = "".join(piece.text for piece in pieces)
    if PAGE_NUMBER in text:
        text = _PAGE_NUMBERS.sub(" ", text)
    words = [piece for piece in pieces if any(character.isalnum() for character in piece.text)]
    sizes = Counter[float]()
    for piece in words:
        if piece.look.size:
            sizes[piece.look.size] += len(piece.text)
    style = Style(
        size=sizes.most_common(1)[0][0] if sizes else None,
        bold=bool(words) and all(piece.look.bold or piece.look.capitals for piece in words),
        italic=bool(words) and all(piece.look.italic for piece in words),
        heading=look.heading,
    )
    return RawLine(text, style=style)


def _plain(line: RawLine) -> RawLine:
    return RawLine(with_separators(line.text), style=line.style)


def _without_mark(line: RawLine) -> RawLine | None:
    """The line without its typed bullet or number; None if it has none."""
    text = line.text.strip()
    cleaned = "".join(clean(part) if part != "\t" else part for part in re.split(r"(\t)", text))
    stripped, is_bullet = strip_bullet(cleaned)
    if is_bullet:
        return RawLine(with_separators(stripped), style=line.style)
    number = _TYPED_NUMBER.match(text)
    return RawLine(with_separators(text[number.end() :]), style=line.style) if number else None


def _continues(before: str, line: str) -> bool:
    """Whether a line after a line break goes on with the sentence before it."""
    is_word = line[:1].islower() and line[:2].islower() and not _ADDRESS.match(line)
    return is_word or bool(_CONTINUES.search(before))
