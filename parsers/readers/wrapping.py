"""Whether a text was hard-wrapped, at which column, and which of its lines therefore run on into the next.

A program that wraps at column W breaks a line only where the next word would not have fitted. So a line that had room
for the next line's first word ended on purpose. The column is the one that explains most of the breaks inside sentences
(the next line starts in lower case) while hardly any line is longer. Text copied from a page in a proportional font
breaks at no sharp column; a margin of doubt is then allowed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

#: Columns at which people and programs wrap a page, and a side column copied off one.
_NARROWEST, _NARROWEST_COLUMN, _WIDEST = 38, 20, 200
#: Lines that a column must have for its own width to be looked for.
FEWEST_LINES = 5
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
        return _reach(line, following) > self.width - self.slack


def wrapping_of(pairs: Sequence[tuple[str, str]], lines: Sequence[str]) -> Wrapping | None:
    """How the text was wrapped; None if every line is a paragraph of its own.

    `lines` are its lines with their indentation; `pairs` those neighbours of which the second starts no new item.
    """
    return _Evidence(pairs, lines).best(_NARROWEST)


def column_wrapping_of(pairs: Sequence[tuple[str, str]], lines: Sequence[str]) -> Wrapping | None:
    """The same for lines that stand together in one narrow column."""
    evidence = _Evidence(pairs, lines)
    return evidence.best(_NARROWEST_COLUMN) if evidence.is_ample else None


class _Evidence:
    """Lengths, sorted, so that a column is tried without going through the lines again."""

    def __init__(self, pairs: Sequence[tuple[str, str]], lines: Sequence[str]) -> None:
        self._lengths = sorted(len(line.rstrip()) for line in lines)
        self._reaches = sorted(_reach(*pair) for pair in pairs)
        self._inside = sorted(_reach(*pair) for pair in pairs if _breaks_a_sentence(*pair))

    @property
    def is_ample(self) -> bool:
        """Whether a few lines alone can tell how they were wrapped."""
        return len(self._lengths) >= FEWEST_LINES and len(self._inside) >= 3

    def best(self, narrowest: int) -> Wrapping | None:
        """The column that explains most breaks; of equals the widest."""
        if not self._inside:
            return None
        widths = [width for width in sorted(set(self._lengths)) if narrowest <= width <= _WIDEST]
        for share in _SLACKS:
            found = [(score, width) for width in widths if (score := self._score(width, share))]
            if found:
                width = max(found)[1]
                return Wrapping(width, round(width * share))
        return None

    def _score(self, width: int, share: float) -> int:
        """Breaks that the column explains; 0 if it cannot be the one."""
        if _above(self._lengths, width) > max(1, _MOST_LONGER * len(self._lengths)):
            return 0
        limit = width - round(width * share)
        fewest = 2 if share or width < 60 else 1
        if _above(self._inside, limit) < max(_LEAST_EXPLAINED * len(self._inside), fewest):
            return 0
        return _above(self._reaches, limit)


def _reach(line: str, following: str) -> int:
    """The column to which the first word of the following line would have reached."""
    first = following.split(maxsplit=1)[:1]
    return len(line.rstrip()) + 1 + len("".join(first))


def _above(values: Sequence[int], limit: int) -> int:
    return len(values) - bisect_right(values, limit)


def _breaks_a_sentence(line: str, following: str) -> bool:
    return following.lstrip()[:1].islower() and not line.rstrip().endswith(_TERMINAL)
