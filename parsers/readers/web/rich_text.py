"""Text that a field of a data file holds: HTML, HTML with its marks escaped, or plain text with bullets and lines."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from parsers.document import RawLine
from parsers.errors import DamagedDocument
from parsers.limits import Limits
from parsers.readers.text import read_text
from parsers.readers.web.blocks import BlockReader
from parsers.readers.web.markup import parsed
from parsers.readers.web.styles import Look, StyleSheets
from parsers.readers.word.blocks import Item

_MARKUP = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_ESCAPED = re.compile(r"&lt;/?[a-zA-Z]|&amp;(?:lt|amp|nbsp|quot|#\d+);")


def has_markup(text: str) -> bool:
    """Whether there are HTML tags in the text."""
    return _MARKUP.search(text) is not None


def without_markup(text: str) -> str:
    """The text on one line, tags and character references undone."""
    return " ".join(html.unescape(_MARKUP.sub(" ", html.unescape(text))).split())


def rich_text_items(text: str, limits: Limits) -> list[Item]:
    """The blocks of a text. Raises LimitExceeded."""
    for _ in range(2):
        if not has_markup(text) and _ESCAPED.search(text):
            text = html.unescape(text)
    if not text.strip():
        return []
    if has_markup(text):
        return _from_html(text, limits)
    document = read_text(html.unescape(text).encode("utf-8", "replace"), limits)
    lines = [(block, tuple(RawLine(line.text, style=line.style) for line in block.lines)) for block in document.blocks]
    return [Item(block.kind, raw, block.level) for block, raw in lines]


def body_items(text: str, limits: Limits) -> list[Item]:
    """The same below a heading of the reader's own: what looks like a heading inside is a paragraph."""
    items = rich_text_items(text, limits)
    return [replace(item, kind="paragraph", level=0) if item.kind == "heading" else item for item in items]


def _from_html(text: str, limits: Limits) -> list[Item]:
    try:
        root = parsed(f"<html><body>{text}</body></html>", limits)
    except DamagedDocument:
        return []
    return BlockReader(StyleSheets(root)).items(root, Look())
