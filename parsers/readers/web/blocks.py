"""The elements of a page as headings, list items, paragraphs and table rows, in document order."""

from __future__ import annotations

import re

from lxml import etree

from parsers.readers.web.markup import INLINE, source_of, tag_of
from parsers.readers.web.styles import Look, StyleSheets, is_block, is_spoken_only, is_switched_off, look_of
from parsers.readers.word.blocks import Item, paragraph_items
from parsers.readers.word.runs import Piece
from parsers.readers.word.styles import ParagraphLook
from parsers.readers.word.tables import in_reading_order, row_items

#: What shows no text of the page's own, or only when something is clicked.
UNREAD = frozenset(
    "script style noscript template svg iframe frame object embed applet canvas audio video map area head title base "
    "link meta param source track input select textarea button option datalist progress meter rp rt".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
#: Levels that a list item can have; deeper ones count as the last.
_DEEPEST_LIST = 8
#: Characters up to which what stands behind a term is a value beside it and not a text below it.
_LONGEST_VALUE = 120


class BlockReader:
    """Reads an element of a page; `has_hidden` and `links` tell afterwards what was met."""

    def __init__(self, sheets: StyleSheets) -> None:
        self.has_hidden = False
        self.links: list[str] = []
        self._sheets = sheets
        self._found: list[Item] = []
        self._pieces: list[Piece] = []
        self._heading = 0
        self._depth = -1  # of lists around
        self._bullet: int | None = None  # level of the list item whose first paragraph is still to come

    def items(self, element: etree._Element, outer: Look) -> list[Item]:
        """The blocks inside an element that stands in text of the look `outer`."""
        saved = self._found, self._pieces, self._heading, self._depth, self._bullet
        self._found, self._pieces, self._heading, self._depth, self._bullet = [], [], 0, -1, None
        self._walk(element, outer)
        self._end_paragraph()
        found = self._found
        self._found, self._pieces, self._heading, self._depth, self._bullet = saved
        return found

    def _walk(self, element: etree._Element, outer: Look) -> None:
        tag = tag_of(element)
        style = self._sheets.of(element)
        if not tag or tag in UNREAD or is_spoken_only(element):
            return
        if is_switched_off(element, style) or _is_covered(element):
            self.has_hidden = self.has_hidden or any(map(str.isalpha, source_of(element)))
            return
        look = look_of(element, style, outer)
        if tag == "br":
            self._pieces.append(Piece("\n", look.run()))
        elif tag == "table":
            self._end_paragraph()
            self._found += in_reading_order([[self.items(cell, look) for cell in row] for row in _rows(element)])
        elif tag == "dl":
            self._end_paragraph()
            self._definitions(element, look)
        elif tag in INLINE and not is_block(style):
            self._inline(element, look)
        else:
            self._block(element, tag, look)

    def _block(self, element: etree._Element, tag: str, look: Look) -> None:
        self._end_paragraph()
        saved = self._heading, self._depth, self._bullet
        if tag in _HEADINGS or element.get("role") == "heading":
            self._heading = int(tag[1]) if tag in _HEADINGS else _aria_level(element)
        elif tag in _LISTS:
            self._depth = min(self._depth + 1, _DEEPEST_LIST)
        elif tag == "li" or element.get("role") == "listitem":
            self._bullet = max(self._depth, 0)
        self._children(element, look)
        self._end_paragraph()
        heading, depth, bullet = saved
        self._heading, self._depth = heading, depth
        # A list item's mark is used up by whatever came first in it.
        self._bullet = None if self._bullet is None else bullet

    def _inline(self, element: etree._Element, look: Look) -> None:
        first = len(self._pieces)
        self._children(element, look)
        target = (element.get("href") or "").strip() if tag_of(element) == "a" else ""
        scheme, _, address = target.partition(":")
        scheme, address = scheme.casefold(), address.partition("?")[0]
        if scheme not in ("http", "https", "mailto", "tel") or not address:
            return
        self.links.append(target)
        shown = "".join(piece.text for piece in self._pieces[first:])
        if scheme == "mailto" and shown.strip() and "@" in address and "@" not in shown:
            self._pieces.append(Piece(f" ({address})", self._pieces[-1].look))

    def _children(self, element: etree._Element, look: Look) -> None:
        self._text(element.text, look)
        for each in element:
            self._walk(each, look)
            self._text(each.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        text = re.sub(r"\r\n?", "\n", text) if look.keeps_lines else re.sub(r"[ \t\r\n\f]+", " ", text)
        run = look.run()
        if not run.hidden:
            self._pieces.append(Piece(text, run))
        elif any(map(str.isalpha, text)):
            self.has_hidden = True

    def _end_paragraph(self) -> None:
        pieces, self._pieces = _folded(self._pieces), []
        if not any(piece.text.strip() for piece in pieces):
            return
        found = paragraph_items(pieces, ParagraphLook("", self._heading, self._bullet, None))
        if found:
            self._bullet = None
        self._found += found

    def _definitions(self, element: etree._Element, look: Look) -> None:
        """Terms beside their values where those are short, else above them."""
        row: list[list[Item]] = []
        for each in element.iter("dt", "dd"):
            if next(each.iterancestors("dl"), None) is not element:
                continue
            items = self.items(each, look)
            if tag_of(each) == "dt":
                self._found += _definition(row)
                row = [items]
            else:
                row.append(items)
        self._found += _definition(row)


def _definition(row: list[list[Item]]) -> list[Item]:
    is_short = len(row) > 1 and all(len(cell) == 1 and len(cell[0].text) <= _LONGEST_VALUE for cell in row if cell)
    return row_items(row) if is_short else [item for cell in row for item in cell]


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of the table's own rows; a caption is a row of its own."""
    rows = []
    for each in table:
        tag = tag_of(each)
        if tag == "tr":
            rows.append([cell for cell in each if tag_of(cell) in ("td", "th")])
        elif tag in ("thead", "tbody", "tfoot"):
            rows += _rows(each)
        elif tag == "caption":
            rows.append([each])
    return rows


def _is_covered(element: etree._Element) -> bool:
    """Closed menus and dialogues, and icons. Words in a line that only a screen reader shall not repeat are shown."""
    if element.get("aria-hidden") != "true":
        return tag_of(element) == "dialog" and element.get("open") is None
    return tag_of(element) not in INLINE or bool(re.search(r"icon|(?:^|\s)fa", element.get("class") or ""))


def _aria_level(element: etree._Element) -> int:
    level = element.get("aria-level") or "2"
    return min(max(int(level), 1), 6) if re.fullmatch(r"\d{1,2}", level) else 2


def _folded(pieces: list[Piece]) -> list[Piece]:
    """The pieces with one space where several met; spaces beside line breaks are dropped."""
    found: list[Piece] = []
    at_space = True
    for piece in pieces:
        text = piece.text.lstrip(" ") if at_space else piece.text
        if text.startswith("\n") and found and found[-1].text.endswith(" "):
            found[-1] = Piece(found[-1].text.rstrip(" "), found[-1].look)
        if text:
            found.append(Piece(text, piece.look))
            at_space = text.endswith((" ", "\n"))
    return found
