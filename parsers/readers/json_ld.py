"""An advertisement as JSON-LD: a schema.org JobPosting alone in a file."""

from __future__ import annotations

from parsers.document import Document, DocumentBuilder
from parsers.encoding import decoded
from parsers.errors import DamagedDocument, NothingFound, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.web.job_posting import loaded, posting_items, postings_of
from parsers.readers.word.blocks import add_items
from parsers.sniffing import JSON_LD


def read_json_ld(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the JobPosting in a JSON-LD file. Its title, organisation, place and dates are metadata too.

    Raises DamagedDocument, LimitExceeded, NothingFound, and UnknownFormat if there is no JobPosting in it.
    """
    value = loaded(decoded(data))
    if value is None:
        raise DamagedDocument("The file is not valid JSON.")
    postings = postings_of(value)
    if not postings:
        raise UnknownFormat(
            "The JSON-LD in this file describes no job advertisement (schema.org JobPosting).",
            "Save the page of the advertisement as HTML or PDF, or copy its text into a text file.",
        )
    builder = DocumentBuilder(JSON_LD)
    builder.page()
    items = posting_items(postings[0], limits)
    if not items:
        raise NothingFound("The job advertisement in this file has neither a title nor a description.")
    add_items(builder, items)
    if len(postings) > 1:
        builder.notice("several_postings", "The file holds several advertisements; only the first one was read.")
    builder.metadata.update(postings[0].metadata())
    return builder.build()
