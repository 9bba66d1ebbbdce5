"""Pictures of text: PNG and JPEG, and the pages of a PDF that are scans.

Recognised lines become `Character`s, as a PDF would draw them (`ocr_lines`), so that columns, tables, headings and
paragraphs are found by the very code that finds them in a PDF with text. Needs the optional extra `ocr`.
"""

from __future__ import annotations

import importlib
import io
import time
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from parsers.document import Document, DocumentBuilder
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, OcrNotInstalled
from parsers.limits import Limits
from parsers.readers.pdf_blocks import blocks_of
from parsers.readers.pdf_characters import Drawing
from parsers.readers.pdf_markers import painted_bullets
from parsers.readers.pdf_tables import rules_of, with_table_rows
from parsers.readers.pdf_words import words_of
from parsers.readers.reading_order import in_reading_order

if TYPE_CHECKING:
    from parsers.readers.ocr_lines import Picture

#: Resolution at which pages are looked at, in dots per inch; below 150 small print suffers, above it only time grows.
_DOTS_PER_INCH = 200
#: Pixels of a picture, unpacked; a page scanned at 600 dpi has 35 million.
_MOST_PIXELS = 120_000_000
#: Longest side of the picture that is looked at, in pixels.
_LONGEST_SIDE = 3_000
#: Longer side of a page in points where a picture does not say how large it is: A4.
_PAGE_HEIGHT = 842.0
#: Resolutions that a scanner writes into a file; others (72 and 96 above all) are a program's guess.
_SCAN_RESOLUTIONS = (140, 1300)
#: Share of the time allowed after which no further page is begun.
_SHARE_OF_TIME = 0.7

_EXTRA = ("rapidocr", "onnxruntime", "pypdfium2", "PIL", "cv2")
#: pdfium must not be entered by two threads at once.
_pdfium = Lock()


def is_installed() -> bool:
    """Whether the extra `ocr` is there."""
    try:
        for module in _EXTRA:
            importlib.import_module(module)
    except ImportError:
        return False
    return True


def require() -> None:
    """Raise OcrNotInstalled where the extra is absent."""
    if not is_installed():
        raise OcrNotInstalled("The document is a picture of text, and text recognition is not installed.")


def read_image(data: bytes, limits: Limits) -> Document:
    """Read a PNG or JPEG as a document of one page.

    Raises OcrNotInstalled, DamagedDocument, LimitExceeded, or NothingFound where no text is recognised.
    """
    require()
    pixels, points_per_pixel, media_type = _opened(data)
    from parsers.readers.ocr_lines import recognised

    page = recognised(pixels, points_per_pixel, number=1)
    builder = DocumentBuilder(media_type)
    _add_notices(builder, [page])
    drawing = page.drawing
    rules = rules_of(drawing.paints)
    words = words_of([*drawing.characters, *painted_bullets(drawing, drawing.characters, rules)])
    builder.page(round(drawing.width, 2), round(drawing.height, 2))
    for draft in blocks_of([(1, in_reading_order(with_table_rows(words, rules), rules))]):
        builder.block(draft.kind, draft.lines, draft.level, region=draft.place)
    document = builder.build()
    if not any(character.isalnum() for character in document.text):
        raise NothingFound("No text was recognised in the picture.", "Use a sharper picture, or a PDF or DOCX file.")
    return document


def read_page_pictures(
    data: bytes, drawings: Sequence[Drawing], limits: Limits, builder: DocumentBuilder
) -> dict[int, Drawing]:
    """What stands on pages of a PDF that are pictures: page number → the page with its recognised characters.

    Pages that the time does not suffice for, or on which no text is found, are left out. Raises OcrNotInstalled.
    """
    require()
    import pypdfium2

    from parsers.readers.ocr_lines import recognised

    started = time.monotonic()
    pages: list[Picture] = []
    with _pdfium, pypdfium2.PdfDocument(data) as pdf:
        for drawing in drawings:
            if pages and time.monotonic() - started > _SHARE_OF_TIME * limits.seconds:
                break
            width, height = _size(drawing)
            scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE / max(width, height, 1.0))
            page = pdf[drawing.number - 1]
            pixels = page.render(scale=scale, rev_byteorder=True, maybe_alpha=False).to_numpy()[:, :, :3].copy()
            x, y = drawing.visible_area[:2]
            pages.append(recognised(pixels, width / pixels.shape[1], drawing.number, (x, y)))
    pages = [page for page in pages if page.drawing.characters]
    if pages:
        _add_notices(builder, pages)
    return {page.drawing.number: page.drawing for page in pages}


def _size(drawing: Drawing) -> tuple[float, float]:
    x0, y0, x1, y1 = drawing.visible_area
    return x1 - x0, y1 - y0


def _add_notices(builder: DocumentBuilder, pages: Sequence[Picture]) -> None:
    builder.notice("ocr", "Read from a picture; check the wording.")
    uncertain = sum(page.uncertain for page in pages)
    if uncertain:
        lines = "One line was" if uncertain == 1 else f"{uncertain} lines were"
        builder.notice("ocr_uncertain", f"{lines} hard to make out in the picture; please compare.")


def _opened(data: bytes) -> tuple[Any, float, str]:
    """The picture as an array (height, width, 3) of red, green and blue, points per pixel, and the media type."""
    import numpy
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise LimitExceeded(f"The picture has more than {_MOST_PIXELS / 1e6:g} million pixels.")
            media_type = Image.MIME[image.format or "PNG"]
            image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            full = image.size
            upright = ImageOps.exif_transpose(image)
            flat = Image.new("RGB", upright.size, "white")
            transparent = upright.convert("RGBA") if "A" in upright.getbands() or "transparency" in image.info else None
            flat.paste(transparent or upright.convert("RGB"), mask=transparent)
            flat.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
            resolution = image.info.get("dpi", (0, 0))[0]
    except (LimitExceeded, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise LimitExceeded(f"The picture has more than {_MOST_PIXELS / 1e6:g} million pixels.") from error
    except Exception as error:
        raise DamagedDocument("The picture is cut off or damaged.") from error
    longest = max(flat.size)
    least, most = _SCAN_RESOLUTIONS
    height = max(full) * 72 / float(resolution) if least <= resolution <= most else _PAGE_HEIGHT
    return numpy.asarray(flat), height / longest, media_type
