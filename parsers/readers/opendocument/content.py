"""Paragraphs, lists, tables, frames and notes of an OpenDocument text, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.opendocument.styles import Styles
from parsers.readers.word.blocks import Item, paragraph_items, standing_in
from parsers.readers.word.package import attribute, child, descendants, local
from parsers.readers.word.runs import PAGE_NUMBER, Piece, in_symbol_font
from parsers.readers.word.styles import ParagraphLook
from parsers.readers.word.tables import in_reading_order

#: Neither printed nor the author's: deleted text, comments, declarations, descriptions of pictures, labels of lists.
_SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls"}
    | {"forms", "script", "event-listeners", "title", "desc", "enhanced-geometry", "number", "placeholder"}
    | {"note-citation", "ruby-text", "image", "object", "object-ole", "plugin", "dde-connection-decls"}
    | {"index-title-template", "table-of-content-source", "alphabetical-index-auto-mark-file"}
)
_PAGE_FIELDS = frozenset({"page-number", "page-count"})
_SHAPES = frozenset(
    {"frame", "g", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "caption", "text-box"}
    | {"connector", "regular-polygon", "polyline", "measure"}
)
#: Spaces that one `text:s` may stand for; more would be an attack on memory.
_MOST_SPACES = 200


@dataclass(slots=True)
class Findings:
    """What was met on the way through the document."""

    hidden: bool = False
    has_object: bool = False  #: another document or a chart, which is not read
    notes: list[etree._Element] = field(default_factory=list)  #: bodies of footnotes and endnotes, in order
    links: list[str] = field(default_factory=list)  #: addresses outside, in order


class ContentReader:
    """Walks through the body, a header or a note."""

    def __init__(self, styles: Styles, findings: Findings) -> None:
        self._styles = styles
        self._findings = findings

    def items(self, container: etree._Element, background: str | None, depth: int = -1) -> list[Item]:
        """The blocks in a container at that depth of lists (-1: none); `background` is RRGGBB, None if not known."""
        found: list[Item] = []
        for each in container:
            name = local(each)
            if name in ("p", "h"):
                found += self._paragraph(each, background, None)
            elif name == "list":
                found += self._list(each, background, depth + 1)
            elif name == "table":
                found += self._table(each, background)
            elif _is_switched_off(each):
                self._findings.hidden = True
            elif name in _SHAPES:
                found += self._shape(each, background)
            elif name and name not in _SKIPPED:
                found += self.items(each, background, depth)
        return found

    def _list(self, element: etree._Element, background: str | None, depth: int) -> list[Item]:
        found: list[Item] = []
        for entry in element:
            is_first = local(entry) == "list-item"
            for each in entry:
                if local(each) in ("p", "h"):
                    items = self._paragraph(each, background, depth if is_first else None)
                    found += items
                    is_first = is_first and not items
                elif local(each) == "list":
                    found += self._list(each, background, depth + 1)
                elif local(each) == "table":
                    found += self._table(each, background)
        return found

    def _table(self, table: etree._Element, background: str | None) -> list[Item]:
        behind = self._fill("table", table) or background
        rows = []
        for row in _rows(table):
            behind_row = self._fill("table-row", row) or behind
            cells = [each for each in row if local(each) in ("table-cell", "covered-table-cell")]
            rows.append([self.items(cell, self._fill("table-cell", cell) or behind_row) for cell in cells])
        return in_reading_order(rows)

    def _fill(self, family: str, element: etree._Element) -> str | None:
        return self._styles.fill(family, attribute(element, "style-name") or "")

    def _shape(self, shape: etree._Element, background: str | None) -> list[Item]:
        """The text in a frame or drawing, which may lie on anything unless it has a fill of its own."""
        if any(local(each) in ("object", "object-ole") for each in shape):
            self._findings.has_object = True
        fill = self._fill("graphic", shape)
        return self.items(shape, fill or (background if local(shape) in ("text-box", "g") else None))

    def _paragraph(self, element: etree._Element, background: str | None, level: int | None) -> list[Item]:
        look = self._styles.paragraph(element, level)
        boxes: list[etree._Element] = []
        pieces: list[Piece] = []
        for piece in self._pieces(element, (), look, background, boxes):
            if piece.look.hidden:
                self._findings.hidden = self._findings.hidden or bool(piece.text.strip())
            else:
                pieces.append(piece)
        found = paragraph_items(_with_folded_spaces(pieces), look)
        for box in boxes:
            found += standing_in("text_box", self._shape(box, background))
        return found

    def _pieces(
        self,
        element: etree._Element,
        spans: tuple[str, ...],
        look: ParagraphLook,
        background: str | None,
        boxes: list[etree._Element],
    ) -> Iterator[Piece]:
        """The text inside an element, with tabs and line breaks; frames anchored in it are added to `boxes`."""
        run = self._styles.run(spans, look, background)
        if element.text:
            yield Piece(in_symbol_font(_folded(element.text), run.font), run)
        for each in element:
            name = local(each)
            if (sign := _sign(each)) is not None:
                yield Piece(sign, run)
            elif name == "note":
                self._findings.notes += [body for body in each if local(body) == "note-body"]
            elif name in _SHAPES:
                boxes.append(each)
            elif _is_switched_off(each):
                self._findings.hidden = True
            elif name == "a":
                yield from self._link(each, spans, look, background, boxes)
            elif name and name not in _SKIPPED:
                style = attribute(each, "style-name") if name == "span" else None
                yield from self._pieces(each, (style, *spans) if style else spans, look, background, boxes)
            if each.tail:
                yield Piece(in_symbol_font(_folded(each.tail), run.font), run)

    def _link(
        self,
        link: etree._Element,
        spans: tuple[str, ...],
        look: ParagraphLook,
        background: str | None,
        boxes: list[etree._Element],
    ) -> Iterator[Piece]:
        """The link's text; an e-mail address that it hides follows in brackets."""
        pieces = list(self._pieces(link, spans, look, background, boxes))
        yield from pieces
        target = attribute(link, "href") or ""
        scheme, _, address = target.partition(":")
        if not address:
            return
        self._findings.links.append(target)
        address = address.partition("?")[0]
        shown = "".join(piece.text for piece in pieces)
        if scheme.casefold() == "mailto" and pieces and "@" in address and "@" not in shown:
            yield Piece(f" ({address})", pieces[-1].look)


def _rows(container: etree._Element) -> Iterator[etree._Element]:
    for each in container:
        if local(each) == "table-row":
            yield each
        elif local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _sign(element: etree._Element) -> str | None:
    """The text that an element without content stands for; None if it stands for none."""
    name = local(element)
    if name == "s":
        count = attribute(element, "c") or "1"
        return "\xa0" * (min(int(count), _MOST_SPACES) if re.fullmatch(r"\d{1,9}", count) else 1)
    return PAGE_NUMBER if name in _PAGE_FIELDS else {"tab": "\t", "line-break": "\n"}.get(name)


def _is_switched_off(element: etree._Element) -> bool:
    """Whether a section, paragraph or text is marked as not to be shown."""
    name = local(element)
    if name == "section":
        return attribute(element, "display") in ("none", "condition") and _has_text(element)
    return name in ("hidden-paragraph", "hidden-text") and attribute(element, "is-hidden") != "false"


def _has_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _folded(text: str) -> str:
    """White space in the XML is one space; a soft hyphen and a no-break space are characters."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _with_folded_spaces(pieces: list[Piece]) -> list[Piece]:
    """The pieces without spaces that follow a space of the piece before."""
    found: list[Piece] = []
    ends_in_space = True
    for piece in pieces:
        text = piece.text.lstrip(" ") if ends_in_space else piece.text
        if text:
            found.append(Piece(text, piece.look))
            ends_in_space = text.endswith((" ", "\n"))
    return found


def has_pictures(root: etree._Element) -> bool:
    """Whether the part shows pictures."""
    return any(child(frame, "image") is not None for frame in descendants(root, "frame"))
