"""Rich Text Format (RTF 1.0 to 1.9.1) as a reader of the printed page sees it.

Headers first, then the body with its tables and text boxes, then footers and footnotes. Tracked deletions, hidden text
and what is too small or of the colour of the paper are left out, the latter two with a notice.
"""

from __future__ import annotations

from parsers.document import Document, DocumentBuilder
from parsers.errors import DamagedDocument
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.richtext.reader import RtfReader
from parsers.readers.word.blocks import add_items
from parsers.readers.word.rejoining import rejoined
from parsers.sniffing import RTF

#: Characters below which pictures are likely to hold what the document has to say.
_SCANT_TEXT = 300


def read_rtf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read an RTF file; its one page has no size and its lines no boxes. Raises DamagedDocument and LimitExceeded."""
    reader = RtfReader(data, limits)
    builder = DocumentBuilder(RTF)
    builder.page()
    add_items(builder, rejoined(reader.items()))
    if reader.is_truncated:
        builder.notice("truncated", "The file is cut off before its end; what is left of it was read.")
    if reader.has_hidden:
        builder.notice("hidden_text", "Text that nobody can see on the page (hidden, white or tiny) was left out.")
    builder.metadata.update(reader.metadata())
    document = builder.build()
    if reader.is_truncated and not any(character.isalnum() for character in document.text):
        raise DamagedDocument("The file is cut off before any text begins.")
    if reader.has_pictures and len(document.text) < _SCANT_TEXT:
        builder.notice("pictures", "The document is mostly pictures; text in pictures was not read.")
        document = builder.build()
    return document
