"""Whether a text was hard-wrapped, at which column, and which of its lines therefore run on into the next.

A program that wraps at column W breaks a line only where the next word would not have fitted. So a line that had room
for the next line's first word ended on purpose. The column is the one that explains most of the breaks inside sentences
(the next line starts in lower case) while hardly any line is longer. Text copied from a page in a proportional font
breaks at no sharp column; a margin of doubt is then allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Columns at which people and programs wrap.
_NARROWEST, _WIDEST = 38, 200
#: Share of the lines that may be longer than the wrap column (pasted addresses, a signature).
_MOST_LONGER = 0.05
#: Share of breaks inside sentences that a wrap column must explain.
_LEAST_EXPLAINED = 0.75
#: Shares of the width by which a line may fall short: monospaced wrapping, then lines of a proportional font.
_SLACKS = (0.0, 0.12, 0.22)
_TERMINAL = (".", "!", "?", ":", ";", ".”", '."', ".)")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A wrap column and how far, in characters, lines may fall short of it."""

    width: int
    slack: int = 0

    def had_no_room(self, line: str, following: str) -> bool:
        """Whether the first word of `following` would not have fitted at the end of `line`."""
        first = following.split(maxsplit=1)[0] if following.strip() else ""
        return len(line.rstrip()) + 1 + len(first) > self.width - self.slack


def wrapping_of(pairs: Sequence[tuple[str, str]], lines: Sequence[str]) -> Wrapping | None:
    """How the text was wrapped; None if every line is a paragraph of its own.

    `lines` are its lines with their indentation; `pairs` those neighbours of which the second starts no new item.
    """
    inside = [pair for pair in pairs if _breaks_a_sentence(*pair)]
    if not inside:
        return None
    widths = sorted({len(line.rstrip()) for line in lines if _NARROWEST <= len(line.rstrip()) <= _WIDEST})
    for share in _SLACKS:
        found = [(score, width) for width in widths if (score := _score(width, share, inside, pairs, lines))]
        if found:
            width = max(found)[1]
            return Wrapping(width, round(width * share))
    return None


def _score(
    width: int,
    share: float,
    inside: Sequence[tuple[str, str]],
    pairs: Sequence[tuple[str, str]],
    lines: Sequence[str],
) -> int:
    """Breaks that the column explains; 0 if it cannot be the one."""
    longer = sum(len(line.rstrip()) > width for line in lines)
    if longer > max(1, _MOST_LONGER * len(lines)):
        return 0
    wrapping = Wrapping(width, round(width * share))
    explained = sum(wrapping.had_no_room(*pair) for pair in inside)
    if explained < max(_LEAST_EXPLAINED * len(inside), 2 if share or width < 60 else 1):
        return 0
    return sum(wrapping.had_no_room(*pair) for pair in pairs)


def _breaks_a_sentence(line: str, following: str) -> bool:
    return following.lstrip()[:1].islower() and not line.rstrip().endswith(_TERMINAL)
