"""The one front door: a path or bytes in, a `Document` out, whatever the format.

The checks that hold for every format (there is a file, it is not too large, not empty, something was found in it) are
made here, so that a reader only reads.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from parsers import sniffing
from parsers.document import Document
from parsers.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    FileMissing,
    FileUnreadable,
    LimitExceeded,
    NothingFound,
    UnknownFormat,
)
from parsers.limits import DEFAULT_LIMITS, Limits

Reader = Callable[[bytes, Limits], Document]

#: Media type → "module:function". Imported when first needed, so that a missing optional library harms nobody else.
READERS: dict[str, str] = {
    sniffing.PDF: "parsers.readers.pdf:read_pdf",
    sniffing.DOCX: "parsers.readers.docx:read_docx",
    sniffing.ODT: "parsers.readers.odt:read_odt",
    sniffing.RTF: "parsers.readers.rtf:read_rtf",
    sniffing.HTML: "parsers.readers.html:read_html",
    sniffing.JSON_LD: "parsers.readers.json_ld:read_json_ld",
    sniffing.JSON: "parsers.readers.json_resume:read_json_resume",
    sniffing.LINKEDIN_ZIP: "parsers.readers.linkedin:read_linkedin_zip",
    sniffing.PNG: "parsers.readers.ocr:read_image",
    sniffing.JPEG: "parsers.readers.ocr:read_image",
    sniffing.MARKDOWN: "parsers.readers.markdown:read_markdown",
    sniffing.TEXT: "parsers.readers.text:read_text",
}


def open_document(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the file at `path`, of any supported format. Raises a `DocumentError` that says what is wrong."""
    try:
        if not path.exists():
            raise FileMissing("There is no such file.")
        if not path.is_file():
            raise FileMissing("This is a folder or a device, not a document.", "Name a file.")
        if path.stat().st_size > limits.bytes:
            raise _too_large(limits)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable("The file cannot be opened.") from error
    return read_bytes(data, limits)


def read_bytes(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a document that is in memory. Raises a `DocumentError` that says what is wrong."""
    if len(data) > limits.bytes:
        raise _too_large(limits)
    if not data:
        raise EmptyDocument("The document is empty: it has zero bytes.")
    try:
        read = _reader_of(sniffing.media_type_of(data, limits))
        document = read(data, limits)
    except DocumentError:
        raise
    except RecursionError as error:
        raise LimitExceeded("The document's parts are nested too deeply.") from error
    except MemoryError as error:
        raise LimitExceeded("Reading the document takes more memory than there is.") from error
    except Exception as error:
        raise DamagedDocument("The document breaks the rules of its own format.") from error
    if len(document.text) > limits.characters:
        raise LimitExceeded(f"The document holds more than {limits.characters:,} characters of text.")
    if not any(character.isalnum() for character in document.text):
        raise NothingFound("The document opens, but no text was found in it.")
    return document


def _too_large(limits: Limits) -> LimitExceeded:
    return LimitExceeded(f"The file is larger than {limits.bytes / 1_000_000:g} megabytes.")


def _reader_of(media_type: str) -> Reader:
    module, _, function = READERS[media_type].partition(":")
    try:
        reader: Reader = getattr(importlib.import_module(module), function)
    except ModuleNotFoundError as error:
        raise UnknownFormat(f"This installation cannot read documents of the type {media_type}.") from error
    return reader
