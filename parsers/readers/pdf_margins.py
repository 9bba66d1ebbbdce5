"""What stands in the margins of every page: page numbers, running heads and feet.

They interrupt sentences that go on over the page, so they are taken out. A head that holds a name or a way to get in
touch, and is found nowhere else, is kept where it stands first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.readers.pdf_words import Word, lines_of

#: Share of the page's height at its top and bottom in which heads and feet stand.
_MARGIN = 0.11
#: Lines looked at in each margin.
_MOST_LINES = 3
_CELL_GAP = 1.7
#: Heads of repeated pages stand at the same height, to within so many points.
_SAME_HEIGHT = 4.0

_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|seite|p[áa]gina|p[áa]g|p|s)\.?\s*)?"
    r"\d{1,3}\s*(?:(?:of|von|de|sur|/|out of|\|)\s*\d{1,3})?[-–—|•\s]*",
    re.IGNORECASE,
)
#: A page number at the start or the end of a running head or foot.
_COUNTER = re.compile(
    r"^\W*(?:page|seite|p[áa]gina|p[áa]g\.?)\s*\d+(?:\s*(?:of|von|de|sur|/)\s*\d+)?\b"
    r"|\b(?:page|seite|p[áa]gina|p[áa]g\.?)?\s*\d+(?:\s*(?:of|von|de|sur|/)\s*\d+)?\W*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|\d{3}[\d\s().-]{4,}|\bwww\.|linkedin|github", re.IGNORECASE)
_TITLE = re.compile(r"curriculum\s+vitae|r[ée]sum[ée]|lebenslauf|page|confidential", re.IGNORECASE)


@dataclass(slots=True)
class MarginPage:
    """A page as far as its margins go."""

    number: int
    height: float
    words: list[Word]


@dataclass(frozen=True, slots=True)
class _Cell:
    page: int
    words: list[Word]
    text: str
    level: float
    size: float


@dataclass(slots=True)
class Margins:
    """What was taken out of the pages."""

    dropped: set[int] = field(default_factory=set)  #: ids of the words
    repeats: bool = False  #: some of them were running heads or feet, not only page numbers


def margins_of(pages: Sequence[MarginPage]) -> Margins:
    """The page numbers and repeated heads and feet among the words of all pages."""
    found = Margins()
    cells = [cell for page in pages for cell in _margin_cells(page)]
    by_text: defaultdict[tuple[str, int], list[_Cell]] = defaultdict(list)
    for cell in cells:
        if _PAGE_NUMBER.fullmatch(cell.text) and _counts(cell, len(pages)):
            found.dropped.update(map(id, cell.words))
        else:
            by_text[_COUNTER.sub("#", cell.text), round(cell.level / _SAME_HEIGHT)].append(cell)
    for group in by_text.values():
        if _repeats(group, len(pages)):
            kept = group[0] if _is_worth_keeping(group[0], pages) else None
            found.repeats = True
            for cell in group:
                if cell is not kept:
                    found.dropped.update(map(id, cell.words))
    return found


def _margin_cells(page: MarginPage) -> list[_Cell]:
    top = [word for word in page.words if word.bottom < _MARGIN * page.height]
    bottom = [word for word in page.words if word.top > (1 - _MARGIN) * page.height]
    lines = lines_of(top)[:_MOST_LINES] + lines_of(bottom)[-_MOST_LINES:]
    cells: list[_Cell] = []
    for line in lines:
        for words in _cells(line.words):
            printed = lines_of(words)
            text = " ".join(part.text for part in printed)
            cells.append(_Cell(page.number, words, text, line.baseline, line.size))
    return cells


def _cells(words: list[Word]) -> list[list[Word]]:
    cells: list[list[Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is None or word.x0 - before.x1 > _CELL_GAP * word.size:
            cells.append([])
        cells[-1].append(word)
    return cells


def _counts(cell: _Cell, pages: int) -> bool:
    """Whether the number can be that of the page: it is, or names the number of pages too, or a word for page."""
    numbers = [int(number) for number in re.findall(r"\d+", cell.text)]
    if numbers[0] == cell.page and (len(numbers) == 1 or numbers[1] == pages):
        return True
    return len(numbers) == 2 or bool(re.match(r"\W*[a-záé]", cell.text, re.IGNORECASE))


def _repeats(group: list[_Cell], pages: int) -> bool:
    numbers = {cell.page for cell in group}
    if len(numbers) < 2 or len(numbers) < 0.5 * pages:
        return False
    return abs(group[0].size - group[-1].size) < 1


def _is_worth_keeping(cell: _Cell, pages: Sequence[MarginPage]) -> bool:
    """A name or contact details that the pages do not hold elsewhere."""
    own = set(map(id, cell.words))
    wanted = _letters(cell.text)
    for page in pages:
        elsewhere = _letters("".join(word.text for word in page.words if id(word) not in own))
        if page.number == cell.page and wanted in elsewhere:
            return False
    if _CONTACT.search(cell.text):
        return True
    words = cell.text.split()
    return not _TITLE.search(cell.text) and 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())
