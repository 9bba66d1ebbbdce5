"""List marks in plain text: bullets, numbers, letters, criterion codes ("E1") and pictographs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.cleaning import readable, strip_bullet
from parsers.readers.gaps import has_gap

_NUMBER = re.compile(r"(\(?)(\d{1,2}|[a-zA-Z]|[A-Z]\d{1,2}|\d{1,2}\.\d{1,2})([.)]?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line without quote marks: as it stands, its text, its indentation (columns) and its depth of quotation.

    `has_gap` says whether aligned spaces or tabs part its text; those behind a bullet do not count.
    """

    raw: str
    text: str
    indent: int
    depth: int
    has_gap: bool

    @classmethod
    def of(cls, line: str, depth: int) -> TextLine:
        """Measured from the line as it stands, with spaces and symbols as they are seen."""
        line = "".join(map(readable, line.expandtabs(8) if line[:1].isspace() else line))
        text = line.strip()
        return cls(line.rstrip(), text, len(line) - len(line.lstrip()), depth, has_gap(strip_bullet(text)[0]))


class Marks:
    """The marks that a text uses; a number counts as one only where its successor is used as well."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        used: dict[tuple[str, str, str], set[int]] = {}
        for line in lines:
            if (number := _numbered(line.text)) is not None:
                form, value, _ = number
                used.setdefault(form, set()).add(value)
        self._forms = {form for form, values in used.items() if any(value + 1 in values for value in values)}

    def item(self, line: TextLine) -> str | None:
        """The text of the list item that the line starts; None if it starts none. Codes such as E1 stay."""
        stripped, is_bullet = strip_bullet(line.text)
        if is_bullet:
            return stripped
        number = _numbered(line.text)
        if number is not None and number[0] in self._forms:
            return number[2]
        rest = line.text.lstrip("".join(_pictographs(line.text)))
        if rest != line.text and not rest.isupper() and rest.startswith(" "):
            return rest.strip()
        return None

    def starts_item(self, line: TextLine) -> bool:
        """Whether the line starts a list item, or is a heading behind a pictograph."""
        return self.item(line) is not None or bool(_pictographs(line.text))


def _numbered(text: str) -> tuple[tuple[str, str, str], int, str] | None:
    """Form, value and remaining text of a line that starts with a number, letter or code."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    opening, mark, closing = match.groups()
    rest = text[match.end() :]
    if mark.isdigit():
        return ((opening, "1", closing), int(mark), rest) if closing else None
    if len(mark) == 1:
        return ((opening, "a" if mark.islower() else "A", closing), ord(mark), rest) if closing else None
    if mark[0].isalpha():
        return (opening, mark[0], closing), int(mark[1:]), text
    whole, _, part = mark.partition(".")
    return (opening, "1.1", closing), int(whole) * 100 + int(part), rest


def _pictographs(text: str) -> set[str]:
    """The emoji and like symbols at the start of a line."""
    found = set()
    for character in text:
        if unicodedata.category(character) not in ("So", "Sk") and character not in "\ufe0f\u200d":
            break
        found.add(character)
    return found
