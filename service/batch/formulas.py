"""Cells that a spreadsheet would run as a formula: an apostrophe in front makes them text, and is taken off again."""

from __future__ import annotations

from typing import Any

#: What spreadsheet programs take for a formula at the start of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """The value as it may stand in a CSV file; only texts change.

    >>> guarded("=1+1"), guarded("anna.pdf"), guarded(-1)
    ("'=1+1", 'anna.pdf', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def unguarded(text: str) -> str:
    """The text as it was before it was guarded; one that never was stays as it is.

    >>> unguarded("'=1+1"), unguarded("=1+1"), unguarded("'tis.pdf")
    ('=1+1', '=1+1', "'tis.pdf")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
