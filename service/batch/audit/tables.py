"""A CSV file as other programs write it: any usual separator, headers in several spellings, guarded cells.

What could be read in two ways is refused, since a column taken for another makes figures that look right.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parsers.encoding import decoded
from parsers.errors import OverlookedError, UnknownFormat
from service.batch.audit.places import bytes_at, name_of
from service.batch.formulas import unguarded

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


class AuditInput(OverlookedError):
    """Results or a file of groups that an audit cannot be made from."""

    code = "audit_input"
    advice = "Give the output folder of a batch, and a CSV file with the columns id (or file), sex and race_ethnicity."


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file is to hold. Headers are compared without regard to case and to what stands between words."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    advice: str  #: what to do where the file does not hold it
    file: str = ""  #: its name, where a folder may be given
    spellings: Mapping[str, str] = field(default_factory=dict)  #: other headers, with _ between words → ours

    def name_of(self, header: str) -> str:
        """Our name of the column; the header itself, in lower case with _ between words, where it is none of ours."""
        plain = "_".join(re.findall(r"\w+", header.casefold().replace("_", " ")))
        return self.spellings.get(plain, plain)

    def known(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are ours."""
        return [name for name in names if name in self.needed or name in self.optional]


def read_table(place: str, columns: Columns) -> list[dict[str, str]]:
    """The lines that hold anything, each by our names of its columns; cells are stripped, "" where one is not there.

    Raises FileMissing, FileUnreadable, and AuditInput where the columns are not there, or cannot be told apart.
    """
    name = name_of(place)
    text = _text(place, columns)
    try:
        separator = _separator(text, columns)
        lines = list(_lines(text, separator))
    except csv.Error as error:
        raise AuditInput(f"“{name}” is no CSV file.", columns.advice) from error
    header = next(filter(any, lines), [])
    if not header:
        raise AuditInput(f"“{name}” is empty.", columns.advice)
    names = [columns.name_of(one) for one in header]
    _check_header(name, header, names, separator, columns)
    _check_lengths(name, len(header), lines, separator)
    rest = list(filter(any, lines))[1:]
    return [dict.fromkeys(names, "") | dict(zip(names, line, strict=False)) for line in rest]


def _text(place: str, columns: Columns) -> str:
    try:
        return decoded(bytes_at(place, columns.file, columns.advice)).lstrip("\ufeff")
    except UnknownFormat as error:
        raise AuditInput(f"“{name_of(place)}” is no text file, so no CSV file either.", columns.advice) from error


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [unguarded(cell.strip()).strip() for cell in line]


def _separator(text: str, columns: Columns) -> str:
    """That which cuts the first line into most columns that are ours, else into most columns."""

    def fits(separator: str) -> tuple[int, int]:
        header = next((line for line in _lines(text, separator) if any(line)), [])
        return len(columns.known([columns.name_of(one) for one in header])), len(header)

    return max(_SEPARATORS, key=fits)


def _check_header(name: str, header: Sequence[str], names: Sequence[str], separator: str, columns: Columns) -> None:
    for column in dict.fromkeys(columns.known(names)):
        same = [f"“{one}”" for one, ours in zip(header, names, strict=True) if ours == column]
        if len(same) > 1:
            raise AuditInput(
                f"“{name}” has {len(same)} columns that could be “{column}”: {', '.join(same)}.",
                f"Keep one of them, under the name {column}.",
            )
    missing = [f"“{one}”" for one in columns.needed if one not in names]
    if missing:
        raise AuditInput(
            f"“{name}” has no column {', '.join(missing)}; its first line was read as {_cut(header, separator)}.",
            columns.advice,
        )


def _check_lengths(name: str, length: int, lines: Sequence[Sequence[str]], separator: str) -> None:
    for number, line in enumerate(lines, 1):
        if any(line[length:]):
            raise AuditInput(
                f"Line {number} of “{name}” has more cells than the first; it was read as {_cut(line, separator)}.",
                "Put names with a separator in them between double quotes, and give every column a name.",
            )


def _cut(line: Sequence[str], separator: str) -> str:
    if len(line) == 1:
        return "one column, without commas, semicolons or tabs"
    return f"{len(line)} columns, separated by {_SEPARATORS[separator]}"
