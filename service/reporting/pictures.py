"""Pictures of a résumé's pages, drawn in a worker process like everything that opens what somebody sent.

It stands here, beside nothing heavy, so that the worker is there at once.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from parsers.errors import DamagedDocument, NothingFound
from parsers.limits import Limits
from parsers.sniffing import JPEG, PDF, PNG

#: Width of a picture in pixels, and how many colours it has: text stays sharp and a page is well below 100 kB.
_WIDTH, _COLOURS = 1000, 24
_LONGEST = 3000
#: Bytes in front of the document that say which page is wanted.
_PREFIX = 4

#: Documents whose pages can be shown as pictures.
KINDS = (PDF, PNG, JPEG)


def request_for(number: int, data: bytes) -> bytes:
    """What a worker is asked: page `number`, from 1, of the document."""
    return number.to_bytes(_PREFIX, "big") + data


def draw(source: Path | bytes, _limits: Limits) -> Any:
    """The page as PNG. What a worker calls (`parsers.isolated.IsolatedReaders(entry=…)`); raises DocumentError."""
    if isinstance(source, Path):
        raise TypeError("a document in memory is wanted")
    number, data = int.from_bytes(source[:_PREFIX], "big"), source[_PREFIX:]
    picture = _page(data, number) if b"%PDF-" in data[:1024] else _as_is(data)
    picture.thumbnail((_WIDTH, _LONGEST))
    out = io.BytesIO()
    picture.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(data: bytes, number: int) -> Any:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if not 1 <= number <= len(pdf):
                raise NothingFound("There is no page of this number.")
            page = pdf[number - 1]
            page.set_cropbox(*page.get_mediabox())  # boxes of evidence are measured on the whole sheet
            return page.render(scale=_WIDTH / max(page.get_width(), 1.0), maybe_alpha=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument("The page cannot be drawn.") from error


def _as_is(data: bytes) -> Any:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise DamagedDocument("The picture cannot be drawn.") from error
