"""Web pages: an advertisement saved from a career site, a résumé that was exported or put online.

Where a page says in schema.org terms what the advertisement is, that text is taken, provided it is as complete as what
is shown. Otherwise the main text is read, without navigation, notices, other jobs and footers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from parsers.document import Document, DocumentBuilder
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.web.blocks import BlockReader
from parsers.readers.web.job_posting import Posting, posting_items, postings_in
from parsers.readers.web.main_text import keep_main_text
from parsers.readers.web.markup import page_text, parsed, text_of
from parsers.readers.web.styles import Look, StyleSheets
from parsers.readers.word.blocks import Item, add_items
from parsers.sniffing import HTML

#: Share of the shown text's words that a schema.org description must have to be as complete.
_COMPLETE = 0.75
#: Blocks that a description must have, as a share of those shown, not to have lost its lists and headings.
_STRUCTURED = 0.5


def read_html(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a web page; its one page has no size and its lines no boxes.

    Raises DamagedDocument, LimitExceeded and UnknownFormat.
    """
    root = parsed(page_text(data), limits)
    metadata = _metadata(root)
    sheets = StyleSheets(root)
    posting = _main_posting(root, postings_in(root))
    has_outer_sheet = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
    keep_main_text(root)
    reader = BlockReader(sheets)
    items = reader.items(root, Look(background=None if has_outer_sheet else "FFFFFF"))
    builder = DocumentBuilder(HTML)
    builder.page()
    if posting is not None:
        metadata.update(posting.metadata())
        described = posting_items(posting, limits)
        if _is_as_complete(described, items):
            items = described
            reader.has_hidden = False
    add_items(builder, items)
    if reader.has_hidden:
        builder.notice("hidden_text", "Text that nobody can see on the page (hidden, white or tiny) was left out.")
    if reader.links:
        metadata["links"] = "\n".join(dict.fromkeys(reader.links))
    builder.metadata.update(metadata)
    return builder.build()


def _metadata(root: etree._Element) -> dict[str, str]:
    """Title and language of the page."""
    title = root.find(".//head/title")
    found = {"title": text_of(title) if title is not None else "", "language": _language(root)}
    return {key: value for key, value in found.items() if value}


def _language(root: etree._Element) -> str:
    body = root.find("body")
    for element in (root, body):
        if element is not None and (element.get("lang") or "").strip():
            return str(element.get("lang")).strip()
    return ""


def _main_posting(root: etree._Element, postings: Sequence[Posting]) -> Posting | None:
    """The posting that the page is about: the only one, or the one whose title is the page's heading."""
    if len(postings) < 2:
        return postings[0] if postings else None
    headings = {text_of(heading).casefold() for heading in root.iter("h1")}
    matching = [posting for posting in postings if posting.title.casefold() in headings]
    same = {(posting.title, posting.description) for posting in postings}
    return matching[0] if matching else postings[0] if len(same) == 1 else None


def _is_as_complete(described: Sequence[Item], shown: Sequence[Item]) -> bool:
    """Whether the posting's own text says nearly all that is shown, and still has its paragraphs."""
    own, page = _words(described), _words(shown)
    covered = sum((own & page).values())
    is_complete = covered >= _COMPLETE * sum(page.values())
    return bool(own) and is_complete and len(described) >= _STRUCTURED * len(shown)


def _words(items: Sequence[Item]) -> Counter[str]:
    return Counter(word for item in items for word in re.findall(r"\w+", item.text.casefold()))
