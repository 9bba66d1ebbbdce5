"""What kind of document some bytes are, by their content; a name's extension is never looked at.

Whatever has no reader gives an error that says what it is, so that "save it as PDF" makes sense to the candidate.
"""

from __future__ import annotations

import json
import re

from parsers.archives import Archive
from parsers.encoding import decoded
from parsers.errors import DamagedDocument, EmptyDocument, LegacyWord, PasswordProtected, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
HTML = "text/html"
JSON = "application/json"
JSON_LD = "application/ld+json"
LINKEDIN_ZIP = "application/vnd.linkedin.export+zip"
PNG = "image/png"
JPEG = "image/jpeg"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

#: Bytes in which the mark of a PDF is looked for: mail gateways and web servers put headers before it.
_PDF_WINDOW = 8192
#: Characters of a text that are enough to tell Markdown from plain text.
_ENOUGH = 50_000
#: Characters in which the head of a message says what it consists of.
_MAIL_HEAD = 8_000
_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
#: First bytes of what cannot be read, and what to call it.
_UNREADABLE = (
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a bitmap picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_PICTURE_ADVICE = "Save the picture as PNG, JPEG or PDF and try again."


def media_type_of(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """The media type, one of this module's constants.

    Raises UnknownFormat (also LegacyWord), PasswordProtected, DamagedDocument, LimitExceeded and EmptyDocument.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise EmptyDocument("The document is empty.")
    if _is_pdf(data):
        return PDF
    if data.startswith(b"\x89PNG\r\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(_OLE2):
        raise _ole2_error(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(Archive(data, limits))
    _refuse_known_binary(data)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf", data):
        return RTF
    return _text_kind(decoded(data))


def _is_pdf(data: bytes) -> bool:
    found = re.search(rb"%PDF-\d", data[:_PDF_WINDOW])
    return found is not None and (found.start() == 0 or re.search(rb"\d obj\b", data) is not None)


def _ole2_error(data: bytes) -> UnknownFormat | PasswordProtected:
    """Old Office files and encrypted new ones share a container; its stream names (UTF-16) tell which."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return PasswordProtected("The document is protected by a password.")
    if has("WordDocument"):
        return LegacyWord("This is a Word 97–2003 document (.doc).")
    if has("__properties_version1.0"):
        return UnknownFormat("This is a message saved by Outlook.", "Save the message as text or PDF and try again.")
    return UnknownFormat("This is a file of an old Office program.")


def _refuse_known_binary(data: bytes) -> None:
    for mark, name in _UNREADABLE:
        if data.startswith(mark) and not data[:200].isascii():
            advice = _PICTURE_ADVICE if name.endswith("picture") else None
            raise UnknownFormat(f"This is {name}.", advice)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise UnknownFormat("This is a WebP picture.", _PICTURE_ADVICE)
    if data[4:8] == b"ftyp":
        raise UnknownFormat("This is a HEIC picture or a film.", _PICTURE_ADVICE)


def _zip_kind(archive: Archive) -> str:
    if "word/document.xml" in archive:
        return DOCX
    if "[Content_Types].xml" in archive:
        return _office_kind(archive.read("[Content_Types].xml"))
    if "mimetype" in archive:
        declared = archive.read("mimetype").decode("ascii", "replace").strip()
        if declared.startswith(ODT):
            return ODT
        if declared == "application/epub+zip":
            raise UnknownFormat("This is an e-book.")
        raise UnknownFormat("This is an OpenDocument file, but no text document.")
    names = {name.casefold().rpartition("/")[2] for name in archive}
    if {"content.xml", "manifest.xml"} <= names:
        return ODT
    if {"profile.csv", "positions.csv"} & names:
        return LINKEDIN_ZIP
    if any(name.endswith(".iwa") for name in names):
        raise UnknownFormat(
            "This is an Apple Pages, Numbers or Keynote file.", "Export it as PDF or Word and try again."
        )
    raise UnknownFormat("This is a zip archive.", "Unpack it and use the document that is inside.")


def _office_kind(content_types: bytes) -> str:
    if re.search(rb"wordprocessingml|ms-word", content_types):
        return DOCX
    if re.search(rb"spreadsheetml|ms-excel", content_types):
        raise UnknownFormat("This is a spreadsheet.")
    if re.search(rb"presentationml|ms-powerpoint", content_types):
        raise UnknownFormat("This is a presentation.")
    raise UnknownFormat("This is an Office file, but no Word document.")


def _text_kind(text: str) -> str:
    start = text.lstrip()
    if not start:
        raise EmptyDocument("The document holds nothing but white space.")
    if start[0] in "{[" and (kind := _json_kind(start)):
        return kind
    if _is_html(start):
        return HTML
    if start.startswith("<?xml"):
        raise UnknownFormat("This is an XML file.")
    if re.search(r"^[ \t]*\\documentclass\b", start[:_ENOUGH], re.MULTILINE):
        raise UnknownFormat("This is LaTeX source.", "Use the PDF that it makes.")
    if re.search(r"^Content-Type:\s*multipart/", start[:_MAIL_HEAD], re.MULTILINE | re.IGNORECASE):
        raise UnknownFormat(
            "This is a saved web archive or e-mail with its attachments.",
            "Save the page or the message as HTML, PDF or plain text and try again.",
        )
    return MARKDOWN if _is_markdown(start) else TEXT


def _json_kind(text: str) -> str | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        if re.match(r'\{\s*"[^"\n]{1,80}"\s*:|\[\s*\{\s*"', text):
            raise DamagedDocument("The file starts as JSON but is cut off or broken.") from None
        return None
    if not isinstance(value, dict | list):
        return None
    first = value[0] if isinstance(value, list) and value else value
    return JSON_LD if isinstance(first, dict) and first.keys() & {"@context", "@graph", "@type"} else JSON


def _is_html(start: str) -> bool:
    head = re.sub(r"^(?:<\?xml[^>]*>|<!--.*?-->|\s)+", "", start[:20_000], flags=re.DOTALL)
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", head, re.IGNORECASE):
        return True
    tags = re.findall(r"</?(?:p|div|span|br|ul|ol|li|h[1-6]|table|tr|td|section|article|script)\b[^<>]*>", head, re.I)
    return len(tags) >= 4 and head.startswith("<")


def _is_markdown(text: str) -> bool:
    """By marks that people do not type in plain text; a list's hyphen and an underlined heading are no proof."""
    if max(map(len, text.split("\n"))) > _ENOUGH:
        return False  # nobody writes such a line, and Markdown's rules take ages on it
    text = text[:_ENOUGH]
    headings = len(re.findall(r"^#{1,6} \S", text, re.MULTILINE))
    marks = (
        2 * headings
        + 2 * len(re.findall(r"\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|/|#)[^()\s]{0,500}\)", text))
        + 3 * len(re.findall(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$", text, re.MULTILINE))
        + len(re.findall(r"(?<![*\w])\*\*\S[^*\n]*\*\*(?!\*)", text))
        + 2 * (len(re.findall(r"^```", text, re.MULTILINE)) // 2)
    )
    return marks >= 4 or (headings == 1 and text.startswith("#"))
