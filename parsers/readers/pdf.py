"""PDF: pages drawn by pdfminer.six, read in the order and with the eyes of a person.

Each page goes through the same steps: what is drawn (`pdf_characters`), what of it is seen (`pdf_visibility`), which
characters make words (`pdf_words`), ruled tables (`pdf_tables`), columns (`reading_order`). Then, for all pages
together, running heads are taken out (`pdf_margins`) and lines become blocks (`pdf_blocks`).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef, resolve1
from pdfminer.utils import decode_text

from parsers.cleaning import clean
from parsers.document import Document, DocumentBuilder, Page, RawLine
from parsers.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    LimitExceeded,
    NothingFound,
    OcrNotInstalled,
    PasswordProtected,
)
from parsers.limits import Limits
from parsers.readers import ocr
from parsers.readers.pdf_blocks import Draft, blocks_of, readable_line
from parsers.readers.pdf_characters import UNREADABLE, Character, Drawing, draw
from parsers.readers.pdf_hyphens import keep_compounds
from parsers.readers.pdf_margins import MarginPage, margins_of
from parsers.readers.pdf_markers import painted_bullets
from parsers.readers.pdf_tables import Rules, rules_of, with_table_rows
from parsers.readers.pdf_visibility import Seen, is_scan, seen_and_hidden
from parsers.readers.pdf_words import Word, words_of
from parsers.readers.reading_order import Region, in_reading_order

MEDIA_TYPE = "application/pdf"

#: Fewer hidden characters than this are slips of a layout program, not hidden text.
_FEWEST_HIDDEN = 4
#: A page on which more than this share of the characters cannot be read has a font without a letter table.
_UNREADABLE_SHARE = 0.02
_FEWEST_UNREADABLE = 10
#: Upright text comes before turned text unless there is so many times more of that: a page drawn sideways.
_UPRIGHT_WEIGHT = 3
#: Scanning programs write up to so many words onto each page: their name, a date, a page number.
_STAMP_WORDS = 8
_DEFAULT_LIMITS = Limits()

# pdfminer logs what it cannot parse, and that may be a candidate's text.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL + 1)


@dataclass(slots=True)
class _PageText:
    """A page between its drawing and its blocks."""

    drawing: Drawing
    seen: Seen
    words_by_angle: list[list[Word]]  #: upright text first, unless most of the page is turned
    rules: Rules

    @property
    def is_picture(self) -> bool:
        """Whether it shows pictures and nothing that can be read, or only the mark of a scanning program."""
        if not self.words_by_angle:
            return any(paint.picture for paint in self.drawing.paints)
        return sum(map(len, self.words_by_angle)) <= _STAMP_WORDS and not self.seen.over_scan and is_scan(self.drawing)


def read_pdf(
    data: bytes,
    limits: Limits = _DEFAULT_LIMITS,
    recognised: Mapping[int, Sequence[Sequence[RawLine]]] | None = None,
) -> Document:
    """Read a PDF.

    `recognised` holds what text recognition found on pages that are pictures (`picture_pages` names them): page number
    from 1 → paragraphs of lines, boxes in points from the top left.

    Raises EmptyDocument, DamagedDocument, PasswordProtected, LimitExceeded, or NothingFound where no page holds text.
    """
    with _named_errors():
        document = _open(data)
        builder = DocumentBuilder(MEDIA_TYPE)
        builder.metadata.update(_metadata(document))
        pages = _drawn_pages(document, builder, limits)
        if recognised is None:
            pages = _with_pictures_read(data, pages, limits, builder)
        _add_notices(builder, pages, set(recognised or ()))
        return _assembled(builder, pages, recognised or {})


def picture_pages(data: bytes, limits: Limits = _DEFAULT_LIMITS) -> tuple[int, ...]:
    """Numbers (from 1) of the pages that show pictures and no text: those that need text recognition.

    Raises the same errors as `read_pdf`, NothingFound excepted.
    """
    with _named_errors():
        pages = _drawn_pages(_open(data), DocumentBuilder(MEDIA_TYPE), limits)
        return tuple(page.drawing.number for page in pages if page.is_picture)


@contextmanager
def _named_errors() -> Iterator[None]:
    """Whatever goes wrong inside pdfminer leaves as an error with a name."""
    try:
        yield
    except DocumentError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise PasswordProtected("The PDF is protected with a password.") from error
    except (MemoryError, RecursionError) as error:
        raise LimitExceeded("The PDF is nested too deeply or too large to be read.") from error
    except Exception as error:
        raise DamagedDocument("The PDF is damaged and cannot be read.") from error


def _open(data: bytes) -> PDFDocument:
    if not data.strip(b"\x00\t\n\r\f "):
        raise EmptyDocument("The document is empty.")
    if b"%PDF-" not in data[:2048]:
        raise DamagedDocument("This is not a PDF, or its beginning is missing.")
    document = _Document(PDFParser(io.BytesIO(data)))
    if _is_rebuilt(document) and b"%%EOF" not in data[-2048:]:
        raise DamagedDocument("The PDF is cut off: its end is missing.")
    return document


class _Document(PDFDocument):
    """A PDF in which references to references end; pdfminer follows them for ever."""

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        met = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in met:
                raise PDFObjectNotFound(objid)
            met.add(found.objid)
            found = super().getobj(found.objid)
        return found


def _is_rebuilt(document: PDFDocument) -> bool:
    """Whether pdfminer had to search for the objects because the file's table of them is broken."""
    return any(isinstance(xref, PDFXRefFallback) for xref in document.xrefs)


def _drawn_pages(document: PDFDocument, builder: DocumentBuilder, limits: Limits) -> list[_PageText]:
    resources = PDFResourceManager()
    pages: list[_PageText] = []
    failed = 0
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > limits.pages:
            raise LimitExceeded(f"The PDF has more than {limits.pages} pages.")
        try:
            pages.append(_page_text(draw(page, number, resources, limits)))
        except (DocumentError, MemoryError):
            raise
        except Exception:
            # One broken page does not take the others along; the notice says that it is missing.
            failed += 1
            builder.notice("unreadable_page", f"Page {number} is damaged and was left out.")
    if not pages:
        raise DamagedDocument("The PDF has no page that can be read." if failed else "The PDF has no pages.")
    if _is_rebuilt(document):
        builder.notice("repaired", "The PDF is damaged inside; please check that nothing is missing.")
    return pages


def _with_pictures_read(
    data: bytes, pages: list[_PageText], limits: Limits, builder: DocumentBuilder
) -> list[_PageText]:
    """The pages, those that are pictures with what text recognition sees on them, if it is installed."""
    pictures = [page.drawing for page in pages if page.is_picture]
    if not pictures:
        return pages
    if not ocr.is_installed():
        if len(pictures) == len(pages):
            raise OcrNotInstalled("The pages are pictures of text, and text recognition is not installed.")
        return pages
    read = ocr.read_page_pictures(data, pictures, limits, builder)
    return [_page_text(read[page.drawing.number]) if page.drawing.number in read else page for page in pages]


def _page_text(drawing: Drawing) -> _PageText:
    seen = seen_and_hidden(drawing)
    rules = rules_of(drawing.paints)
    by_angle: dict[int, list[Character]] = {}
    for character in [*seen.visible, *painted_bullets(drawing, seen.visible, rules)]:
        by_angle.setdefault(character.angle, []).append(character)
    turned = sorted(by_angle, key=lambda angle: (-len(by_angle[angle]) * (1 if angle else _UPRIGHT_WEIGHT), angle))
    words = [words_of(by_angle[angle]) for angle in turned]
    if words and turned[0] == 0:
        words[0] = with_table_rows(words[0], rules)
    upright = rules if not turned or turned[0] == 0 else Rules([], [])
    readable = [group for group in words if any(word.text.strip(UNREADABLE) for word in group)]
    return _PageText(drawing, seen, readable, upright)


def _add_notices(builder: DocumentBuilder, pages: list[_PageText], recognised: set[int]) -> None:
    pictures = [page.drawing.number for page in pages if page.is_picture and page.drawing.number not in recognised]
    if pictures:
        what = "is a picture" if len(pictures) == 1 else "are pictures"
        builder.notice("image_only_page", f"{_named_pages(pictures)} {what} without text and could not be read.")
    hidden = [page.drawing.number for page in pages if len(page.seen.hidden) >= _FEWEST_HIDDEN]
    if hidden:
        builder.notice(
            "hidden_text", f"{_named_pages(hidden)}: text that a person cannot see on the page was left out."
        )
    garbled = [page.drawing.number for page in pages if _is_garbled(page)]
    if garbled:
        builder.notice(
            "unreadable_font", f"{_named_pages(garbled)}: a font does not say which letters it shows; text is missing."
        )
    scans = [page.drawing.number for page in pages if page.seen.over_scan and is_scan(page.drawing)]
    if scans:
        builder.notice("recognised_text", f"{_named_pages(scans)}: a scan; its text comes from text recognition.")


def _is_garbled(page: _PageText) -> bool:
    unreadable = sum(UNREADABLE in character.text for character in page.seen.visible)
    bullets = sum(word.text == UNREADABLE for words in page.words_by_angle for word in words)
    lost = unreadable - bullets if page.words_by_angle else unreadable
    return lost >= _FEWEST_UNREADABLE and lost > _UNREADABLE_SHARE * len(page.seen.visible)


def _named_pages(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return f"Page {listed}" if len(numbers) == 1 else f"Pages {listed}"


def _assembled(
    builder: DocumentBuilder, pages: list[_PageText], recognised: Mapping[int, Sequence[Sequence[RawLine]]]
) -> Document:
    drafts = blocks_of(_regions(builder, pages))
    keep_compounds(drafts, builder.metadata)
    by_page: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_page.setdefault(draft.pages[0], []).append(draft)
    placed: list[Draft] = []
    for page in pages:
        number = page.drawing.number
        builder.page(round(page.drawing.width, 2), round(page.drawing.height, 2), number)
        for paragraph in recognised.get(number, ()):
            builder.block("paragraph", paragraph)
        for draft in by_page.get(number, []):
            lines = [readable_line(line) for line in draft.lines]
            if any(line.text.strip() for line in lines):
                builder.block(draft.kind, lines, draft.level, region=draft.place)
                placed.append(draft)
    document = builder.build()
    if not any(character.isalnum() for character in document.text):
        raise _nothing_found(pages, document)
    return _with_line_pages(document, placed) if not recognised else document


def _nothing_found(pages: list[_PageText], document: Document) -> DocumentError:
    if any(notice.code in ("repaired", "unreadable_page") for notice in document.notices):
        return DamagedDocument("The PDF is damaged, and no text is left in it.")
    if any(page.is_picture for page in pages):
        return NothingFound("The pages are pictures, and no text was recognised on them.")
    if any(UNREADABLE in character.text for page in pages for character in page.seen.visible):
        advice = "Export the document again from the program it was made with, or save it as DOCX."
        return NothingFound("The PDF's fonts do not say which letters they show.", advice)
    return NothingFound("The PDF opens, but no text was found in it.")


def _regions(builder: DocumentBuilder, pages: list[_PageText]) -> list[tuple[int, list[Region]]]:
    """Regions of each page in reading order, without running heads and page numbers."""
    upright = [
        MarginPage(page.drawing.number, page.drawing.height, page.words_by_angle[0])
        for page in pages
        if page.words_by_angle
    ]
    margins = margins_of(upright)
    if margins.repeats:
        builder.notice("running_header", "Lines that repeat at the top or bottom of pages were read once or left out.")
    found: list[tuple[int, list[Region]]] = []
    for page in pages:
        regions: list[Region] = []
        for index, words in enumerate(page.words_by_angle):
            kept = [word for word in words if id(word) not in margins.dropped]
            regions += in_reading_order(kept, page.rules if index == 0 else Rules([], []))
        found.append((page.drawing.number, [region for region in regions if region.lines or region.label]))
    return found


def _with_line_pages(document: Document, drafts: list[Draft]) -> Document:
    """Lines of a block that goes on over the page get the page that they stand on."""
    remaining = iter(drafts)
    pages: list[Page] = []
    for page in document.pages:
        blocks = []
        for block, draft in zip(page.blocks, remaining, strict=False):
            numbered = zip(block.lines, draft.pages, strict=False)
            lines = tuple(replace(line, page=number) if line.page != number else line for line, number in numbered)
            blocks.append(replace(block, lines=lines) if len(lines) == len(block.lines) else block)
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))


def _metadata(document: PDFDocument) -> dict[str, str]:
    """Title, author, producer, creator and language, as far as the file declares them."""
    declared: dict[str, str] = {}
    info: dict[str, Any] = document.info[0] if document.info else {}
    values = {key.casefold(): info.get(key) for key in ("Title", "Author", "Producer", "Creator")}
    values["lang"] = document.catalog.get("Lang")
    for key, value in values.items():
        text = resolve1(value)
        text = decode_text(text) if isinstance(text, bytes) else text
        if isinstance(text, str) and clean(text).strip():
            declared[key] = clean(text).strip()
    return declared
