"""OpenDocument texts (ODT, OTT; OASIS OpenDocument 1.0 to 1.3) as a reader of the printed page sees them.

Headers first, then the body in document order with its frames, then footers, footnotes and endnotes. Tracked changes
count as accepted. What nobody can see (hidden, white on white, under 3 points) is left out and reported.
"""

from __future__ import annotations

from lxml import etree

from parsers.archives import Archive
from parsers.document import Document, DocumentBuilder
from parsers.errors import DamagedDocument, PasswordProtected
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.opendocument.content import ContentReader, Findings, has_pictures
from parsers.readers.opendocument.styles import Styles
from parsers.readers.word.blocks import Item, add_items, is_page_number, standing_in
from parsers.readers.word.package import attribute, child, descendants, local
from parsers.readers.word.rejoining import rejoined
from parsers.sniffing import ODT

_MANIFEST = "META-INF/manifest.xml"
_FIRST_MASTER = "Standard"
#: Characters below which pictures are likely to hold what the document has to say.
_SCANT_TEXT = 300


def read_odt(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read an OpenDocument text; its one page has no size and its lines no boxes.

    Raises DamagedDocument, LimitExceeded and PasswordProtected.
    """
    archive = Archive(data, limits)
    _refuse_encrypted(archive)
    reader = _OdtReader(archive)
    builder = DocumentBuilder(ODT)
    builder.page()
    add_items(builder, rejoined(reader.items()))
    if reader.findings.hidden:
        builder.notice("hidden_text", "Text that nobody can see on the page (hidden, white or tiny) was left out.")
    if reader.findings.has_object:
        builder.notice("embedded_document", "Another document or a chart is embedded in this one; it was not read.")
    builder.metadata.update(reader.metadata())
    document = builder.build()
    if has_pictures(reader.body) and len(document.text) < _SCANT_TEXT:
        builder.notice("pictures", "The document is mostly pictures; text in pictures was not read.")
        document = builder.build()
    return document


def _refuse_encrypted(archive: Archive) -> None:
    """By the manifest: what is encrypted looks like any damaged part."""
    if "encrypted-package" in archive:
        raise PasswordProtected("The document is protected by a password.")
    if _MANIFEST in archive and any(True for _ in descendants(archive.xml(_MANIFEST), "encryption-data")):
        raise PasswordProtected("The document is protected by a password.")


class _OdtReader:
    """Walks through the parts of a document in reading order."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        content = self._part("content.xml")
        body = child(content, "body", "text")
        if content is None or body is None:
            raise DamagedDocument("The OpenDocument file has no readable text in it.")
        self.body = body
        self.findings = Findings()
        self._sheet = self._part("styles.xml")
        self._styles = Styles(self._sheet, content)
        self._reader = ContentReader(self._styles, self.findings)

    def items(self) -> list[Item]:
        """All blocks of the document."""
        paper = self._colour_of_page()
        headers, footers = self._running("header", paper), self._running("footer", paper)
        body = self._reader.items(self.body, paper)
        notes = [item for note in self.findings.notes for item in self._reader.items(note, paper)]
        return [
            *standing_in("header", headers),
            *body,
            *standing_in("footer", footers),
            *standing_in("footnote", notes),
        ]

    def metadata(self) -> dict[str, str]:
        """Title, language and link targets, as far as they are declared."""
        found = {"language": self._styles.language, "links": "\n".join(dict.fromkeys(self.findings.links))}
        properties = child(self._part("meta.xml"), "meta")
        for element in properties if properties is not None else ():
            if local(element) in ("title", "language") and (element.text or "").strip():
                found[local(element)] = (element.text or "").strip()
        return {key: value for key, value in found.items() if value}

    def _part(self, name: str) -> etree._Element | None:
        return self._archive.xml(name) if name in self._archive else None

    def _colour_of_page(self) -> str | None:
        """RRGGBB of the paper; None if drawings lie behind the text or the paper has a picture or colour."""
        if self._styles.has_backdrop or self._sheet is None:
            return None
        colours = {
            attribute(each, "background-color") or "transparent"
            for each in descendants(self._sheet, "page-layout-properties")
        }
        return "FFFFFF" if colours <= {"transparent", "#ffffff"} else None

    def _running(self, kind: str, paper: str | None) -> list[Item]:
        """Headers or footers of the master pages in use, each distinct one once, page numbers dropped."""
        found: dict[str, list[Item]] = {}
        for element in self._shown(kind):
            items = [item for item in self._reader.items(element, paper) if not is_page_number(item)]
            found.setdefault("\n".join(item.text for item in items), items)
        return [item for items in found.values() for item in items]

    def _shown(self, kind: str) -> list[etree._Element]:
        masters = list(descendants(self._sheet, "master-page")) if self._sheet is not None else []
        used = self._styles.master_pages | {_FIRST_MASTER}
        in_use = [each for each in masters if attribute(each, "name") in used] or masters[:1]
        names = (f"{kind}-first", kind, f"{kind}-left")
        parts = [each for name in names for master in in_use for each in master if local(each) == name]
        return [each for each in parts if attribute(each, "display") != "false"]
