"""The paragraphs of a Word body with their place in its bytes, so that something can be put between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from parsers.archives import parse_xml
from parsers.errors import DamagedDocument, DocumentError
from parsers.limits import DEFAULT_LIMITS

_TRACKED = ("del", "moveFrom")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([\w-]+)")
#: Paragraphs in these are laid out apart from the text, or stand in the file twice.
_APART = ("txbxContent", "Fallback", "comment", "footnote", "endnote")


class DocxNotExtensible(DocumentError):
    """A Word document into which nothing can be put without rewriting it."""

    code = "docx_not_extensible"
    advice = "Use the addendum on a page of its own, or save the document again as .docx in Word or LibreOffice."


@dataclass(frozen=True, slots=True, eq=False)
class WordParagraph:
    """One paragraph: its element, its text (tabs and line breaks kept), where it ends in the part's bytes."""

    element: etree._Element
    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The text with single spaces."""
        return " ".join(self.text.split())

    @property
    def parent(self) -> etree._Element:
        """The body or the table cell that it stands in."""
        parent = self.element.getparent()
        assert parent is not None  # noqa: S101  (a paragraph is never the root)
        return parent


class WordBody:
    """The main part of a DOCX as bytes and as a tree. Raises DamagedDocument, DocxNotExtensible."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.root = parse_xml(raw, DEFAULT_LIMITS)
        self.namespace = etree.QName(self.root).namespace or ""
        self._spans = dict(zip(self._blocks(), _spans(raw), strict=True))
        body = self.root.find(self.name("body"))
        if body is None:
            raise DamagedDocument("The Word document has no body.")
        self.body = body
        self.paragraphs = [
            WordParagraph(element, text_of(element, self.namespace), *self._spans[element])
            for element in self._blocks()
            if element.tag == self.name("p") and not self._apart(element)
        ]

    def name(self, local: str) -> str:
        """The qualified name in the document's own WordprocessingML namespace."""
        return f"{{{self.namespace}}}{local}"

    def end_of(self, element: etree._Element) -> int:
        """Offset behind a paragraph, a table or a row of one."""
        return self._spans[element][1]

    def end_of_text(self) -> int:
        """Offset behind the last block of the body, before the page settings that close it."""
        blocks = [child for child in self.body if child in self._spans]
        if not blocks:
            raise DocxNotExtensible("The Word document has no paragraph.")
        return self.end_of(blocks[-1])

    def spliced(self, splices: Sequence[tuple[int, bytes]]) -> bytes:
        """The part's bytes with each piece put in at its offset; pieces for one offset keep their order."""
        raw, position, parts = self.raw, 0, []
        for offset, piece in sorted(splices, key=lambda splice: splice[0]):
            parts += [raw[position:offset], piece]
            position = offset
        return b"".join([*parts, raw[position:]])

    def _blocks(self) -> Iterator[etree._Element]:
        return self.root.iter(self.name("p"), self.name("tbl"), self.name("tr"))

    def _apart(self, element: etree._Element) -> bool:
        return any(etree.QName(ancestor).localname in _APART for ancestor in element.iterancestors())


def text_of(paragraph: etree._Element, namespace: str) -> str:
    """The paragraph's text, tabs and line breaks as characters, without what is struck out by tracked changes."""
    return "".join(text for run in runs_of(paragraph, namespace) for text in run_text(run))


def runs_of(paragraph: etree._Element, namespace: str) -> list[etree._Element]:
    """The runs of the paragraph that are shown and not inside a text box."""
    return [
        run
        for run in paragraph.iter(f"{{{namespace}}}r")
        if next(run.iterancestors(f"{{{namespace}}}p"), None) is paragraph
        and not any(etree.QName(ancestor).localname in _TRACKED for ancestor in run.iterancestors())
    ]


def run_text(run: etree._Element) -> Iterator[str]:
    """Pieces of text of a run."""
    for child in run:
        if not isinstance(child.tag, str):
            continue
        local = etree.QName(child).localname
        if local == "t":
            yield child.text or ""
        elif local in ("tab", "ptab"):
            yield "\t"
        elif local in ("br", "cr"):
            yield "\n"
        elif local == "noBreakHyphen":
            yield "-"


def _spans(raw: bytes) -> list[tuple[int, int]]:
    """Byte spans of all paragraphs, tables and rows in document order."""
    declared = _ENCODING.match(raw.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in raw[:4] or (declared and declared[1].lower() != b"utf-8"):
        raise DocxNotExtensible("The Word document is stored in an unusual encoding.")
    spans: list[list[int]] = []
    open_blocks: list[int] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, _attributes: dict[str, str]) -> None:
        if _is_block(name):
            open_blocks.append(len(spans))
            spans.append([parser.CurrentByteIndex, 0])

    def end(name: str) -> None:
        if _is_block(name):
            at = parser.CurrentByteIndex
            span = spans[open_blocks.pop()]
            # An empty element reports its own start as the place of its end tag.
            span[1] = raw.index(b">", at) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise DamagedDocument("The Word document’s text is broken XML.") from error
    return [(first, last) for first, last in spans]


def _is_block(name: str) -> bool:
    namespace, _, local = name.rpartition(" ")
    return local in ("p", "tbl", "tr") and namespace.endswith(("wordprocessingml/2006/main", "wordprocessingml/main"))
