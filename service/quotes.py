"""Quotes short enough for the report, still the document's own words."""

from __future__ import annotations

#: As `embeddings.requirements.model.LONGEST_QUOTE`, which lies in a package that is heavy to import.
LONGEST_QUOTE = 300


def quoted_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span `start:end` without white space at its ends, cut at a word's end where it is over 300 characters."""
    end = min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    if end - start > LONGEST_QUOTE:
        end = _last_break(text, start, start + LONGEST_QUOTE)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _last_break(text: str, start: int, end: int) -> int:
    """Offset of the last white space in `text[start:end + 1]`; `end` itself where that would lose most of the quote."""
    for at in range(end, start + (end - start) // 2, -1):
        if text[at].isspace():
            return at
    return end
