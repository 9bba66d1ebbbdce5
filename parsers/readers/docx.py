"""Word documents (DOCX, DOTX, DOCM; ECMA-376, Transitional and Strict) as a reader of the printed page sees them.

Headers first, then the body in document order with its text boxes, then footers, footnotes and endnotes. Tracked
changes count as accepted. What nobody can see (hidden, white on white, under 3 points) is left out and reported. The
package is read directly and not through python-docx, which refuses Strict files, templates and macro documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from parsers.document import Document, DocumentBuilder
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.word.blocks import Item, add_items, is_page_number, paragraph_items, standing_in
from parsers.readers.word.package import Relationship, WordPackage, attribute, child, descendants, local
from parsers.readers.word.rejoining import rejoined
from parsers.readers.word.runs import Findings, Piece, RunReader, chosen, is_placeholder
from parsers.readers.word.styles import Styles
from parsers.readers.word.tables import table_items
from parsers.sniffing import DOCX

_GROUPS = frozenset({"sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice", "Fallback", "body"})
#: Characters below which pictures are likely to hold what the document has to say.
_SCANT_TEXT = 300


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a Word document; its one page has no size and its lines no boxes.

    Raises DamagedDocument, LimitExceeded and PasswordProtected.
    """
    package = WordPackage(data, limits)
    builder = DocumentBuilder(DOCX)
    builder.page()
    reader = _WordReader(package)
    add_items(builder, rejoined(reader.items()))
    if reader.findings.hidden:
        builder.notice("hidden_text", "Text that nobody can see on the page (hidden, white or tiny) was left out.")
    if reader.has_foreign_content:
        builder.notice("embedded_document", "Another document is embedded in this one; it was not read.")
    if reader.findings.has_diagram:
        builder.notice("diagram", "The document holds a diagram or chart; the text in it was not read.")
    builder.metadata.update(reader.metadata())
    document = builder.build()
    if package.has_pictures() and len(document.text) < _SCANT_TEXT:
        builder.notice("pictures", "The document is mostly pictures; text in pictures was not read.")
        document = builder.build()
    return document


class _WordReader:
    """Walks through the parts of a document in reading order."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(package.only("styles"))
        self.findings = Findings()
        self.has_foreign_content = False
        self._page_colour = self._colour_of_page()
        self.set_in_columns = self._set_in_columns()

    def items(self) -> list[Item]:
        """All blocks of the document."""
        headers = standing_in("header", self._running("header"))
        footers = standing_in("footer", self._running("footer"))
        body = self._part_items(self._package.main, self._package.main_relations)
        return [*headers, *body, *footers, *standing_in("footnote", self._notes())]

    def metadata(self) -> dict[str, str]:
        """Title, language and link targets, as far as they are declared."""
        found = {"language": self._styles.language, "links": "\n".join(dict.fromkeys(self.findings.links))}
        properties = self._package.core_properties()
        for element in properties if properties is not None else ():
            if local(element) in ("title", "language") and (element.text or "").strip():
                found[local(element)] = (element.text or "").strip()
        return {key: value for key, value in found.items() if value}

    def _colour_of_page(self) -> str | None:
        """RRGGBB of the paper; None if drawings lie behind the text, so that white letters may well show."""
        headers = (self._package.part(name) for kind in ("header", "footer") for name in self._shown(kind))
        if any(_has_backdrop(root) for root in (self._package.main, *headers) if root is not None):
            return None
        colour = child(self._package.main, "background")
        return (attribute(colour, "color") if colour is not None else None) or "FFFFFF"

    def _running(self, kind: str) -> list[Item]:
        """Headers or footers that are shown somewhere, each distinct one once, page numbers dropped."""
        found: dict[str, list[Item]] = {}
        for name in self._shown(kind):
            root = self._package.part(name)
            if root is None:
                continue
            items = [item for item in self._part_items(root, self._package.relations(name)) if not is_page_number(item)]
            found.setdefault("\n".join(item.text for item in items), items)
        return [item for items in found.values() for item in items]

    def _shown(self, kind: str) -> Iterator[str]:
        """Part names; one for the first page counts only where the section has a first page of its own."""
        for section in descendants(self._package.main, "sectPr"):
            references = [each for each in section if local(each) == f"{kind}Reference"]
            for reference in sorted(references, key=lambda each: attribute(each, "type") != "first"):
                relation = self._package.main_relations.get(attribute(reference, "id") or "")
                is_shown = attribute(reference, "type") != "first" or child(section, "titlePg") is not None
                if relation is not None and is_shown:
                    yield relation.target

    def _set_in_columns(self) -> frozenset[etree._Element]:
        """The parts of the body in sections of several newspaper columns; a section's properties come at its end."""
        found: set[etree._Element] = set()
        section: list[etree._Element] = []
        body = child(self._package.main, "body")
        for each in body if body is not None else ():
            section.append(each)
            properties = each if local(each) == "sectPr" else child(each, "pPr", "sectPr")
            if properties is None:
                continue
            columns = child(properties, "cols")
            if columns is not None and (attribute(columns, "num") or "1") not in ("0", "1"):
                found.update(section)
            section = []
        return frozenset(found)

    def _notes(self) -> list[Item]:
        found: list[Item] = []
        for kind in ("footnote", "endnote"):
            names = [each.target for each in self._package.main_relations.values() if each.kind == f"{kind}s"]
            root = self._package.part(names[0]) if names else None
            if root is None:
                continue
            notes = {attribute(each, "id"): each for each in root}
            wanted = dict.fromkeys(number for of, number in self.findings.notes if of == kind)
            relations = self._package.relations(names[0])
            for number in wanted:
                if number in notes:
                    found += self._part_items(notes[number], relations)
        return found

    def _part_items(self, root: etree._Element, relations: Mapping[str, Relationship]) -> list[Item]:
        return _PartReader(self, self._styles, RunReader(self._styles, relations, self.findings)).items(
            root, self._page_colour
        )


class _PartReader:
    """Walks through one part: paragraphs, tables, text boxes, in document order."""

    def __init__(self, document: _WordReader, styles: Styles, runs: RunReader) -> None:
        self._document = document
        self._styles = styles
        self._runs = runs
        #: Pieces of paragraphs whose mark is deleted: they run on into the next paragraph.
        self._carried: list[Piece] = []

    def items(self, container: etree._Element, background: str | None) -> list[Item]:
        """The blocks in a container; `background` is RRGGBB behind it, None where it cannot be known."""
        found: list[Item] = []
        for each in container:
            items = self._of_element(each, background)
            found += standing_in("column", items) if each in self._document.set_in_columns else items
        found += paragraph_items(self._carried, self._styles.paragraph(None))
        self._carried = []
        return found

    def _of_element(self, each: etree._Element, background: str | None) -> list[Item]:
        name = local(each)
        if name == "p":
            return self._paragraph(each, background)
        if name == "tbl":
            return table_items(each, self.items, self._behind_table(each, background))
        if name == "sdt":
            return [] if is_placeholder(each) else self.items(each, background)
        if name == "AlternateContent":
            return self.items(chosen(each), background)
        if name == "altChunk":
            self._document.has_foreign_content = True
        return self.items(each, background) if name in _GROUPS else []

    def _paragraph(self, paragraph: etree._Element, background: str | None) -> list[Item]:
        properties = child(paragraph, "pPr")
        look = self._styles.paragraph(properties)
        pieces, boxes = self._runs.read(paragraph, look, background)
        pieces = [*self._carried, *pieces]
        self._carried = []
        if child(properties, "rPr", "del") is not None:
            self._carried = pieces
            pieces = []
        found = paragraph_items(pieces, look)
        for box in boxes:
            found += standing_in("text_box", self.items(box.content, box.background))
        return found

    def _behind_table(self, table: etree._Element, background: str | None) -> str | None:
        """Not known where the table's style shades some cells."""
        style = child(table, "tblPr", "tblStyle")
        return None if style is not None and self._styles.shades_cells(attribute(style, "val") or "") else background


def _has_backdrop(root: etree._Element) -> bool:
    """Whether a drawing lies behind the text, by the terms of DrawingML or of old VML."""
    if any(attribute(anchor, "behindDoc") not in (None, "0", "false") for anchor in descendants(root, "anchor")):
        return True
    return b"z-index:-" in etree.tostring(root)
