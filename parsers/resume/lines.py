"""What each line of a section is for the entries in it: a head's line with or without a date, or part of a body."""

from __future__ import annotations

import re
from typing import Literal

from parsers.dates import Period, find_periods
from parsers.resume.headings import heads_a_part_of_an_entry
from parsers.resume.units import Unit
from parsers.resume.words import degree_words, organization_words, title_words

LineClass = Literal[
    "heading",
    "dated",  # begins or ends with a date
    "told",  # a paragraph that begins with a head and its date and goes on to tell about the entry
    "styled",  # bold or italic
    "weak",  # short enough to be a head's line
    "body",
]

_MAX_HEAD = 170
_MAX_WEAK = 75
_MAX_TELLING = 120
#: A row of a table with a date in a cell of its own may hold a description, too: at most so many characters.
_MAX_ROW = 600
#: A cell with so many characters, or a sentence of so many words, describes.
_MAX_CELL, _MAX_CELL_WORDS = 90, 5
#: Words before the date of an entry told in running text.
_MAX_TOLD_WORDS = 14
CELL_SEPARATOR = " | "
_DATE_COLUMN = re.compile(
    r"dates?|years?|when|period|duration|from|jahr|datum|zeitraum|fechas?|año|periodo|années?|période|durée",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:\d{1,2}\s+(?:years?|yrs?|months?|mos?|jahre?|monate?|años?|mes(?:es)?|ans?|mois)\b[\s,]*(?:and|und|y|et)?\s*){1,2}",
    re.IGNORECASE,
)


def class_of(unit: Unit, body_bold: bool, learning: bool) -> LineClass:
    """What a line is; `learning` where the section is one of courses, which a single date is enough for."""
    text = unit.text
    if heads_a_part_of_an_entry(text):
        return "body"
    if unit.kind == "heading":
        return "heading"
    if unit.kind == "bullet":
        return "body"
    if len(text) <= _MAX_HEAD and dated_at_an_end(text):
        return "dated"
    if unit.kind == "row" and len(text) <= _MAX_ROW and _has_dated_cell(text):
        return "dated"
    if unit.kind == "paragraph" and told_head(text, learning):
        return "told"
    if unit.kind == "row" and not unit.bold:
        return "weak" if _is_pair_of_names(text) else "body"
    longest = _MAX_TELLING if title_words(text) or organization_words(text) else _MAX_WEAK
    sentence = _ends_a_sentence(text) and not (telling(text) and "," in text and is_proper(text))
    if len(text) > longest or sentence or text.endswith(":") or text[0].islower():
        return "body"
    return "styled" if (unit.bold and not body_bold) or unit.italic else "weak"


def told_head(text: str, learning: bool = False) -> int:
    """Offset behind the head of an entry that a paragraph begins with; 0 where it begins with none.

    >>> text = "Baker, Hobbs Ltd, Leeds. 2015 to 2018. I baked the rye bread."
    >>> text[: told_head(text)]
    'Baker, Hobbs Ltd, Leeds. 2015 to 2018.'
    """
    found = find_periods(text[: 2 * _MAX_HEAD])
    if not found or found[0].start > _MAX_HEAD - 20 or not (learning or ranges(text[: found[0].end])):
        return 0
    before = text[: found[0].start]
    closing = re.match(r"\)?\s*[.:;]\s+(?=[\"“„]?[A-ZÀ-Þ0-9])", text[found[0].end :])
    parted = not before or re.search(r"[.,;:(|–—-]\s*$", before)
    if not closing or not parted or not before[:1].isupper() or len(before.split()) > _MAX_TOLD_WORDS:
        return 0
    return found[0].end + len(closing.group().rstrip()) if telling(before) else 0


def head_text(text: str) -> str:
    """What a row of a table says as the head of an entry: its cells without those that describe."""
    cells = text.split(CELL_SEPARATOR)
    return CELL_SEPARATOR.join(cell for cell in cells if not _describes(cell)) if len(cells) > 2 else text


def names_columns(unit: Unit, following: Unit) -> bool:
    """Whether a row is the head of a table: short words without a number over a row of as many cells with a date."""
    if unit.kind != "row" or following.kind != "row" or re.search(r"\d", unit.text):
        return False
    cells, below = unit.text.split(CELL_SEPARATOR), following.text.split(CELL_SEPARATOR)
    short = all(len(cell.split()) <= 3 for cell in cells) and abs(len(cells) - len(below)) <= 1
    telling_words = len(cells) > 2 or any(_DATE_COLUMN.fullmatch(cell) for cell in cells)
    return short and telling_words and _has_dated_cell(following.text)


def names_place_last(text: str) -> bool:
    """Whether a row says a name and then a place: "Northlake Payments | Toronto, ON"."""
    cells = text.split(CELL_SEPARATOR)
    return len(cells) == 2 and bool(re.fullmatch(r"[A-ZÀ-Þ][\w .'’()-]{1,30}(?:,\s[A-ZÀ-Þ][\w .'’-]{1,24})?", cells[1]))


def _describes(cell: str) -> bool:
    is_sentence = _ends_a_sentence(cell) and len(cell.split()) > _MAX_CELL_WORDS
    return len(cell) > _MAX_CELL or is_sentence or bool(re.search(r"[^\W\d]{3}\.\s", cell))


def _has_dated_cell(text: str) -> bool:
    """Whether the first or the last cell of a row is a date and nothing else."""
    cells = text.split(CELL_SEPARATOR)
    found = [(cell, find_periods(cell)) for cell in (cells[0], cells[-1])] if len(cells) > 1 else []
    return any(len(dates) == 1 and dates[0].end - dates[0].start >= len(cell) - 2 for cell, dates in found)


def _is_pair_of_names(text: str) -> bool:
    """Whether a row can be the line of a head: two short cells that begin like names and are no sentences."""
    cells = text.split(CELL_SEPARATOR)
    short = len(cells) == 2 and len(text) <= _MAX_TELLING and all(len(cell.split()) <= 8 for cell in cells)
    return short and all(cell[:1].isupper() and not _ends_a_sentence(cell) and cell[-1] not in ":," for cell in cells)


def is_signature(text: str) -> bool:
    """ "Leipzig, 3. November 2026" at the very end of a German, Spanish or French résumé."""
    return bool(
        re.fullmatch(r"[A-ZÀ-Þ][\w. -]{2,30},\s+(?:(?:den|le|a)\s+)?(?:\d{1,2}\.?\s|\d{1,2}\.\d{1,2}\.).{4,22}", text)
    )


def _ends_a_sentence(text: str) -> bool:
    return text[-1] in ".!?;…" and not re.search(r"\b(?:Inc|Ltd|Co|Corp|Kft|S\.A|S\.L|e\.V|Jr|Sr|[A-Z])\.$", text)


def dated_at_an_end(text: str) -> bool:
    """Whether a line begins or ends with a date, or is short and has a range."""
    found = find_periods(text)
    if not found:
        return False
    before, after = text[: found[0].start].strip(" (|,·•–—-\t"), text[found[-1].end :].strip(" )|,·•–—-\t.")
    rest = before + after
    if len(found) > 1 and re.search(r"\.\s+[A-Z]", text[found[0].end : found[-1].start]):
        return False
    if re.fullmatch(r"\(.*\)\.?", text):
        return not rest.strip("().")
    sentence = text.endswith(".") and bool(rest) and (len(rest.split()) > 6 or not telling(rest))
    if sentence or re.match(r"\s*(?:in|im|since|from|en|by)\s", text, re.IGNORECASE):
        return not rest
    if not before or not after:
        return len(rest.split()) <= 18
    return bool(ranges(text)) and len(rest.split()) <= 14


def ranges(text: str) -> list[Period]:
    """The periods in a text that last: more than a single date."""
    return [one.period for one in find_periods(text) if one.period.start != one.period.end or one.period.ongoing]


def telling(text: str) -> bool:
    """Whether a short line names a position, an employer or a school."""
    return bool(title_words(text) or organization_words(text) or degree_words(text))


def is_duration(text: str) -> bool:
    """Whether a line says only how long something lasted: "4 years 8 months"."""
    return bool(_DURATION.fullmatch(text.strip(" ()·")))


def is_proper(text: str) -> bool:
    """Whether the longer words of a short line are names: "Museo della Città, Bologna"."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return 0 < len(words) <= 7 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
