"""Characters to words, and words to lines: what stands next to each other.

The gaps between characters decide, measured in shares of the font size. Letter-spaced capitals have gaps everywhere, so
a gap counts only where it is wider than the usual one of its stretch of text. Right-to-left text, which stands on the
page from right to left, is put into the order in which it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from parsers.dates import find_periods
from parsers.document import RawLine, Style
from parsers.readers.pdf_characters import Character

#: Between words, in shares of the font size: fonts set word spaces from 0.2 up, kerning stays below 0.1.
_WORD_GAP = 0.16
#: Usual gap from which on letters count as spaced out, and how much wider a gap between such words is.
_SPACED_LETTERS = 0.08
_SPACED_WORD_GAP = 0.14
#: A gap that starts a new stretch of text.
_STRETCH_GAP = 1.5
#: Characters whose baselines differ by less (points; shares of the size) stand in one row.
_LEVEL, _LEVEL_SHARE = 0.6, 0.05
#: Gaps from which on the parts of a line are cells: in shares of the size, and times the line's usual gap.
_CELL_GAP, _CELL_GAP_TIMES = 1.7, 2.5
#: Usual gap of a line, in shares of the size, from which on it is a row of keywords in frames and no sentence.
_CHIP_GAP = 1.2
#: The same before a date at the end of a line.
_DATE_GAP, _DATE_GAP_TIMES = 0.75, 1.3

CELL_SEPARATOR = " | "


@dataclass(slots=True)
class Word:
    """Characters without a gap, from left to right. A row of a ruled table is one word with `cells`."""

    letters: list[Character]
    x0: float
    x1: float
    baseline: float
    size: float
    cells: list[list[Word]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters as they stand, from left to right."""
        return "".join(letter.text for letter in self.letters)

    @property
    def top(self) -> float:
        """Upper edge of its capitals, roughly; of the row for a table row."""
        if self.cells:
            return min(word.top for cell in self.cells for word in cell)
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its descenders, roughly."""
        if self.cells:
            return max(word.bottom for cell in self.cells for word in cell)
        return self.baseline + 0.22 * self.size


@dataclass(slots=True)
class PrintedLine:
    """Words side by side on one line, in the order of reading within `text`."""

    words: list[Word]
    x0: float
    x1: float
    baseline: float
    size: float  #: of most of its characters
    bold: bool  #: most of it is
    all_bold: bool
    italic: bool
    text: str
    char_x: tuple[float, ...]
    #: Where in `text` the separators stand that were wide gaps on the page; a bar that was typed is none.
    gaps: tuple[int, ...] = ()

    @property
    def top(self) -> float:
        """Upper edge in the direction of writing."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge in the direction of writing."""
        return max(word.bottom for word in self.words)

    @property
    def spaced(self) -> bool:
        """Whether it is made of cells, with wide gaps or typed bars between them."""
        return CELL_SEPARATOR in self.text

    def raw(self, first: int = 0, last: int | None = None) -> RawLine:
        """The line, or its characters from `first` up to `last`, for the document."""
        letters = [letter for word in self.words for letter in word.letters]
        boxes = [letter.box for letter in letters]
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
        text = self.text[first:last]
        style = Style(round(self.size, 1), self.bold, self.italic)
        if letters[0].angle:
            return RawLine(text, (x0, y0, x1, y1), style)
        edges = self.char_x[first : first + len(text) + 1]
        if len(text) < len(self.text):
            x0, x1 = min(edges), max(edges)
        return RawLine(text, (x0, y0, x1, y1), style, edges)


def words_of(characters: Iterable[Character]) -> list[Word]:
    """The words among characters of one direction, row by row."""
    return [word for row in _rows(characters) for word in _words_of_row(row)]


def lines_of(words: Sequence[Word]) -> list[PrintedLine]:
    """The lines that these words form, from top to bottom, with their text."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        home = next((line for line in reversed(lines[-4:]) if _on_one_line(word, line)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    printed = [_printed(sorted(line, key=lambda word: word.x0)) for line in lines]
    return sorted((line for line in printed if line.text), key=lambda line: (line.baseline, line.x0))


def _rows(characters: Iterable[Character]) -> list[list[Character]]:
    """Characters with the same baseline, each row from left to right, without what is drawn twice."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda character: character.baseline):
        tolerance = max(_LEVEL, _LEVEL_SHARE * character.size)
        if rows and character.baseline - rows[-1][0].baseline <= tolerance:
            rows[-1].append(character)
        else:
            rows.append([character])
    return [_drawn_once(sorted(row, key=lambda character: (character.x0, character.order))) for row in rows]


def _drawn_once(row: list[Character]) -> list[Character]:
    """Bold type is sometimes made by drawing a letter twice, a hair apart."""
    kept: list[Character] = []
    for character in row:
        width = max(character.x1 - character.x0, 0.1 * character.size)
        twin = any(
            before.text == character.text and abs(before.x0 - character.x0) < 0.3 * width for before in kept[-2:]
        )
        if not twin:
            kept.append(character)
    return kept


def _words_of_row(row: list[Character]) -> list[Word]:
    words: list[Word] = []
    for stretch in _stretches(row):
        is_break = _break_rule(stretch)
        letters: list[Character] = []
        for before, character in zip([None, *stretch], stretch, strict=False):
            if before is not None and is_break(before, character):
                words.append(_word(letters))
                letters = []
            letters.append(character)
        words.append(_word(letters))
    return words


def _word(letters: list[Character]) -> Word:
    size = max(letter.size for letter in letters)
    x0, x1 = min(letter.x0 for letter in letters), max(letter.x1 for letter in letters)
    return Word(letters, x0, x1, median(letter.baseline for letter in letters), size)


def _stretches(row: list[Character]) -> list[list[Character]]:
    """Parts of a row between which the gap is wide, or the size of the type changes much."""
    gaps = sorted(_gap(a, b) for a, b in pairwise(row))
    usual = gaps[len(gaps) // 4] if len(gaps) >= 4 else 0.0
    widest = _STRETCH_GAP + (3 * usual if usual >= _SPACED_LETTERS else 0.0)
    stretches: list[list[Character]] = []
    for before, character in zip([None, *row], row, strict=False):
        if before is None or _gap(before, character) > widest or not 0.5 < before.size / character.size < 2:
            stretches.append([])
        stretches[-1].append(character)
    return stretches


class _break_rule:  # noqa: N801  (reads as a function)
    """Whether a word ends between two neighbours of one stretch."""

    def __init__(self, stretch: list[Character]) -> None:
        pairs = list(pairwise(stretch))
        gaps = sorted(_gap(a, b) for a, b in pairs)
        self.usual = 0.0
        if len(gaps) >= 4 and gaps[len(gaps) // 4] >= _SPACED_LETTERS:
            self.usual = median(gaps)
        elif len(gaps) == 3 and gaps[0] >= _SPACED_LETTERS and gaps[2] - gaps[0] < 0.05 and _is_upper(stretch):
            self.usual = gaps[1]
        spaces = sum(_typed_space(a, b) for a, b in pairs)
        self.trusts_spaces = self.usual == 0 or 0 < spaces < 0.5 * len(pairs)

    def __call__(self, before: Character, after: Character) -> bool:
        gap = _gap(before, after)
        if self.trusts_spaces and _typed_space(before, after):
            return True
        if self.usual == 0:
            return gap > _WORD_GAP
        return gap > self.usual + (0.6 if self.trusts_spaces else _SPACED_WORD_GAP)


def _gap(before: Character, after: Character) -> float:
    return (after.x0 - before.x1) / max(before.size, after.size)


def _typed_space(before: Character, after: Character) -> bool:
    """Whether a space character was drawn between two neighbours, in either direction of writing."""
    if 0 < after.order - before.order <= 3:
        return after.after_space
    return 0 < before.order - after.order <= 3 and before.after_space


def _is_upper(characters: list[Character]) -> bool:
    return all(character.text.isupper() for character in characters)


def _on_one_line(word: Word, line: list[Word]) -> bool:
    nearest = min(line, key=lambda other: max(other.x0 - word.x1, word.x0 - other.x1))
    if word.cells or nearest.cells:
        return False
    level = abs(word.baseline - nearest.baseline)
    small, large = sorted((word.size, nearest.size))
    if level <= 0.3 * small:
        return True
    if _is_sign(word) or _is_sign(nearest):
        return level <= 0.45 * large
    beside = max(nearest.x0 - word.x1, word.x0 - nearest.x1)
    return small < 0.85 * large and level <= 0.5 * large and -0.1 * large < beside < 0.35 * large


def _is_sign(word: Word) -> bool:
    """A bullet, whose glyph may come from another font in another size."""
    return len(word.letters) == 1 and not word.letters[0].text.isalnum()


def _printed(words: list[Word]) -> PrintedLine:
    """The line with its text: words a space apart, cells parted, right-to-left runs in their order of reading."""
    letters = [letter for word in words for letter in word.letters]
    sizes = sorted(letter.size for letter in letters)
    bold = sum(letter.face.bold for letter in letters) / len(letters)
    italic = sum(letter.face.italic for letter in letters) > 0.6 * len(letters)
    pieces = _pieces(words)
    if any(_is_right_to_left(piece) for piece, _, _ in pieces):
        pieces = _as_read(pieces)
    text, char_x, cuts = _joined(pieces)
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    baseline = median(word.baseline for word in words)
    size = sizes[len(sizes) // 2]
    return PrintedLine(words, x0, x1, baseline, size, bold > 0.6, bold > 0.95, italic, text, char_x, cuts)


#: A character or separator with its left and right edge.
_Piece = tuple[str, float, float]


def _pieces(words: list[Word]) -> list[_Piece]:
    """Characters and separators from left to right."""
    if len(words) == 1 and words[0].cells:
        return _pieces_of_cells(words[0].cells)
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = median(gaps) if len(gaps) >= 3 else 0.0
    if usual > _CHIP_GAP * words[0].size:
        usual = 0.0
    date_at = _start_of_date(words, gaps, usual)
    pieces: list[_Piece] = []
    pending_leader = False
    for index, word in enumerate(words):
        if re.fullmatch(r"[.·…_]{4,}", word.text) and 0 < index < len(words) - 1:
            pending_leader = True
            continue
        if pieces:
            before = words[index - 1]
            size = max(before.size, word.size)
            wide = index == date_at or gaps[index - 1] > max(
                _CELL_GAP * size + 4 * min(_tracking(before), _tracking(word)), _CELL_GAP_TIMES * usual
            )
            separator = CELL_SEPARATOR if (wide or pending_leader) and not _goes_on(pieces) else " "
            separator = "" if _raised(before, word) else separator
            pieces.append((separator, pieces[-1][2], word.x0))
        pieces.extend((letter.text, letter.x0, letter.x1) for letter in word.letters)
        pending_leader = False
    return pieces


def _tracking(word: Word) -> float:
    """The gap between a word's letters, in points; 0 for unspaced and short words."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(word.letters)]
    return max(median(gaps), 0.0) if len(gaps) >= 2 else 0.0


def _start_of_date(words: list[Word], gaps: list[float], usual: float) -> int:
    """Index of the word after a justified line's widest gap if a date stands there, pushed to the margin; else 0."""
    if not usual:
        return 0
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[widest] < _DATE_GAP * words[widest].size or gaps[widest] < _DATE_GAP_TIMES * usual:
        return 0
    tail = " ".join(word.text for word in words[widest + 1 :])
    dates = sum(found.end - found.start for found in find_periods(tail))
    return widest + 1 if dates >= 0.5 * len(tail) else 0


def _pieces_of_cells(cells: list[list[Word]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for cell in cells:
        for index, line in enumerate(lines_of(cell)):
            if pieces:
                hyphenated = index and re.search(r"[^\W\d_]-$", pieces[-2][0] + pieces[-1][0])
                pieces.append(("" if hyphenated else " " if index else CELL_SEPARATOR, pieces[-1][2], line.x0))
            pieces.extend(
                (character, left, right)
                for character, left, right in zip(line.text, line.char_x, line.char_x[1:], strict=False)
            )
    return pieces


def _goes_on(pieces: list[_Piece]) -> bool:
    """After a label's colon or a bullet the text goes on, however wide the gap."""
    text = "".join(piece for piece, _, _ in pieces[-6:]).rstrip()
    whole = "".join(piece for piece, _, _ in pieces[:4])
    return text.endswith(":") or (len(pieces) <= 4 and bool(re.fullmatch(r"\W{1,2}|\(?[\da-zA-Z]{1,2}[.)]", whole)))


def _raised(before: Word, word: Word) -> bool:
    """A superscript ending such as the "st" of "1st" belongs to its word."""
    raised = 0.15 * before.size < before.baseline - word.baseline and word.size < 0.85 * before.size
    return raised and word.x0 - before.x1 < 0.12 * before.size and not word.letters[0].after_space


def _joined(pieces: list[_Piece]) -> tuple[str, tuple[float, ...], tuple[int, ...]]:
    """The text, the left edge of each of its characters with the right edge of the last, and where its gaps are."""
    text: list[str] = []
    edges: list[float] = []
    gaps: list[int] = []
    for index, (piece, left, right) in enumerate(pieces):
        following = pieces[index + 1][0] if index + 1 < len(pieces) else ""
        if piece == "\u00ad" and following:
            if right - left < 0.5:
                continue
            # It is drawn, and not where a line ends: some programs write every hyphen as a soft one.
            piece = "-"
        if piece == CELL_SEPARATOR:
            gaps.append(len(unicodedata.normalize("NFC", "".join(text))))
        width = (right - left) / max(len(piece), 1)
        text.append(piece)
        edges.extend(round(left + width * step, 2) for step in range(len(piece)))
    last = pieces[-1][2] if pieces else 0.0
    return *_composed("".join(text), [*edges, round(last, 2)]), tuple(gaps)


def _composed(text: str, edges: list[float]) -> tuple[str, tuple[float, ...]]:
    """Letters with a combining accent made one, positions kept in step."""
    if unicodedata.is_normalized("NFC", text):
        return text, tuple(edges)
    kept_text, kept_edges = "", []
    for character, edge in zip(text, edges, strict=False):
        composed = unicodedata.normalize("NFC", kept_text[-1:] + character)
        if kept_text and len(composed) == 1:
            kept_text = kept_text[:-1] + composed
            continue
        kept_text += character
        kept_edges.append(edge)
    return kept_text, (*kept_edges, edges[-1])


def _direction(text: str) -> str:
    """R for right-to-left letters, L for others, E for digits, N for neutral signs and spaces."""
    kind = unicodedata.bidirectional(text[0]) if text else "ON"
    return {"R": "R", "AL": "R", "L": "L", "EN": "E", "AN": "E"}.get(kind, "N")


def _is_right_to_left(text: str) -> bool:
    return _direction(text) == "R"


def _as_read(pieces: list[_Piece]) -> list[_Piece]:
    """Visual order to reading order (the reverse of the Unicode bidirectional algorithm, for one level)."""
    kinds = [_direction(piece) for piece, _, _ in pieces]
    base = "R" if kinds.count("R") >= kinds.count("L") else "L"
    ordered = list(reversed(pieces)) if base == "R" else list(pieces)
    kinds = [_direction(piece) for piece, _, _ in ordered]
    index = 0
    while index < len(ordered):
        last = _end_of_run(ordered, kinds, index, base)
        if last > index:
            ordered[index : last + 1] = reversed(ordered[index : last + 1])
        index = max(last, index) + 1
    return _with_brackets_facing(ordered)


def _end_of_run(pieces: list[_Piece], kinds: list[str], first: int, base: str) -> int:
    """Last index of the run from `first` on that is written against the direction of the line, or -1.

    A number among right-to-left words is a run of its own; with Latin words beside it, it belongs to theirs.
    """
    if kinds[first] not in ("LE" if base == "R" else "R"):
        return -1
    last = number = first
    for position in range(first, len(pieces)):
        if kinds[position] == base or pieces[position][0] == CELL_SEPARATOR:
            break
        if kinds[position] != "N":
            last = position
        if pieces[position][0] == " " and number == first:
            number = position - 1
    latin = "L" in kinds[first : last + 1]
    return last if base == "L" or latin or number <= first else min(number, last)


def _with_brackets_facing(pieces: list[_Piece]) -> list[_Piece]:
    text = "".join(piece for piece, _, _ in pieces)
    closing, opening = text.find(")"), text.find("(")
    if closing < 0 or opening < closing:
        return pieces
    swapped = {"(": ")", ")": "("}
    return [(swapped.get(piece, piece), left, right) for piece, left, right in pieces]
