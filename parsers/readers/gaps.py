"""What tabs and aligned spaces keep apart on a line: "Treasurer      2019 – 2021" is two things."""

from __future__ import annotations

import re

from parsers.cleaning import clean, close_spaced_letters

#: Stands between what tabs, aligned spaces or table cells kept apart.
SEPARATOR = " | "

_GAPS = re.compile(r" *\t[ \t]*| {3,}| ?\.{5,} ?")
_SPACE = re.compile(r"[^\S\t]")


def with_separators(text: str) -> str:
    """Clean text of one line, `SEPARATOR` in place of its gaps; behind a colon one space.

    >>> with_separators("Treasurer\\t2019 – 2021")
    'Treasurer | 2019 – 2021'
    """
    parts = [clean(part).strip() for part in _GAPS.split(_spaced(text))]
    joined = ""
    for part in filter(None, parts):
        joined += part if not joined else (" " if joined.endswith(":") else SEPARATOR) + part
    return joined


def has_gap(text: str) -> bool:
    """Whether tabs or aligned spaces part the line."""
    return _GAPS.search(_spaced(text)) is not None


def _spaced(text: str) -> str:
    return close_spaced_letters(_SPACE.sub(" ", text.strip()))
