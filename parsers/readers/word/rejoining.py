"""Paragraphs that are really lines: a document converted from PDF, or pasted from an e-mail, ends every line for good.

They are joined again only where the whole document gives strong evidence of it, by the same measure as plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.readers.word.blocks import Item
from parsers.readers.wrapping import Wrapping, wrapping_of

#: Breaks inside sentences that a document must show, as a number and as a share of its blocks.
_FEWEST_BROKEN, _LEAST_SHARE = 4, 0.08


def rejoined(items: Sequence[Item]) -> list[Item]:
    """The items, with paragraphs that go on with the one before them joined to it where the document is wrapped."""
    pairs = [(before.text, item.text) for before, item in pairwise(items) if _may_go_on(before, item)]
    broken = sum(after[:1].islower() and before[-1:] not in ".!?:;" for before, after in pairs)
    if broken < max(_FEWEST_BROKEN, _LEAST_SHARE * len(items)):
        return list(items)
    wrapping = wrapping_of(pairs, [item.text for item in items if item.kind in ("paragraph", "bullet")])
    return list(items) if wrapping is None else _joined(items, wrapping)


def _joined(items: Sequence[Item], wrapping: Wrapping) -> list[Item]:
    found: list[Item] = []
    for before, item in zip([None, *items], items, strict=False):
        if before is not None and _may_go_on(before, item) and _goes_on(before.text, item.text, wrapping):
            found[-1] = replace(found[-1], lines=(*found[-1].lines, *item.lines))
        else:
            found.append(item)
    return found


def _may_go_on(before: Item, item: Item) -> bool:
    """Ordinary print behind ordinary print: no heading, list item or row, no change of size or weight."""
    if item.kind != "paragraph" or before.kind not in ("paragraph", "bullet"):
        return False
    style, last = item.lines[0].style, before.lines[-1].style
    return (style.size, style.bold) == (last.size, last.bold)


def _goes_on(before: str, text: str, wrapping: Wrapping) -> bool:
    is_ended = before.endswith((".", "!", "?", ":"))
    return wrapping.had_no_room(before, text) and (text[:1].islower() or not is_ended or not wrapping.slack)
