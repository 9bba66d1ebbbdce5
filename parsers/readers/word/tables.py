"""Tables: rows of data, forms, and tables that only lay out a page.

A row of data becomes one line, "cell | cell". A cell that holds a list or several paragraphs is a piece of the page:
cells are then read one after the other, and below each other where a row of headings stands over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from parsers.document import RawLine, Style
from parsers.readers.gaps import SEPARATOR
from parsers.readers.word.blocks import Item, standing_in
from parsers.readers.word.package import attribute, child, local
from parsers.readers.word.styles import shading_of

#: Reads the content of a cell: the cell, and the colour behind it.
CellReader = Callable[[etree._Element, str | None], list[Item]]

#: A cell with so many characters in more than one paragraph is prose.
_PROSE = 200
_LONGEST_LABEL = 60
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")


def table_items(table: etree._Element, read: CellReader, background: str | None) -> list[Item]:
    """The table's blocks in reading order; `background` is RRGGBB behind the table, None if not known."""
    behind = shading_of(child(table, "tblPr")) or background
    rows = [[read(cell, shading_of(child(cell, "tcPr")) or behind) for cell in _cells(row)] for row in _rows(table)]
    return in_reading_order(rows)


def in_reading_order(rows: Sequence[Sequence[list[Item]]]) -> list[Item]:
    """The blocks of a table, given what each cell of each row holds, in any format."""
    rows = [row for row in rows if any(row)]
    found = _by_column(rows) if _is_in_columns(rows) else [item for row in rows for item in row_items(row)]
    is_frame = all(sum(map(bool, row)) == 1 for row in rows)
    return found if is_frame else standing_in("table", found)


def _rows(container: etree._Element) -> list[etree._Element]:
    """Rows, also those inside content controls and tracked insertions; deleted rows left out."""
    found = []
    for each in container:
        name = local(each)
        if name == "tr":
            if child(each, "trPr", "del") is None:
                found.append(each)
        elif name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"):
            found += _rows(each)
    return found


def _cells(row: etree._Element) -> list[etree._Element]:
    """Cells, without those that only go on with the cell above."""
    found = []
    for each in row:
        name = local(each)
        if name == "tc":
            merge = child(each, "tcPr", "vMerge")
            if merge is None or attribute(merge, "val") == "restart":
                found.append(each)
            else:
                found.append(etree.Element("tc"))
        elif name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"):
            found += _cells(each)
    return found


def _is_long(cell: Sequence[Item]) -> bool:
    """Whether a cell is a piece of a page and not a value."""
    if len(cell) >= 3 or any(item.kind in ("bullet", "row") for item in cell):
        return True
    return len(cell) == 2 and (cell[0].kind == "heading" or sum(len(item.text) for item in cell) > _PROSE)


def _is_label(cell: Sequence[Item]) -> bool:
    return len(cell) == 1 and cell[0].kind in ("paragraph", "heading") and len(cell[0].text) <= _LONGEST_LABEL


def _is_in_columns(rows: Sequence[Sequence[list[Item]]]) -> bool:
    """A row of labels, and below it rows with at least two long cells."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    labels = [cell for cell in rows[0] if cell]
    if len(labels) < 2 or not all(map(_is_label, labels)):
        return False
    return any(sum(map(_is_long, row)) >= 2 for row in rows[1:])


def _by_column(rows: Sequence[Sequence[list[Item]]]) -> list[Item]:
    found: list[Item] = []
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row)]
        if column < len(rows[0]) and rows[0][column]:
            found += [Item("heading", item.lines, item.level) for item in cells.pop(0)]
        found += [item for cell in cells for item in cell]
    return found


def row_items(row: Sequence[list[Item]]) -> list[Item]:
    """The blocks of one row: one line if its cells are values, else cell after cell."""
    cells = [cell for cell in row if cell]
    if len(cells) <= 1:
        return [item for cell in cells for item in cell]
    if not any(map(_is_long, cells)):
        return [_data_row(cells)]
    if len(cells) == 2 and _is_label(cells[0]) and _YEAR.search(cells[0][0].text) and cells[1][0].kind != "bullet":
        return [_data_row([cells[0], cells[1][:1]]), *cells[1][1:]]
    return [item for cell in cells for item in cell]


def _data_row(cells: Sequence[Sequence[Item]]) -> Item:
    lines = [line for cell in cells for item in cell for line in item.lines]
    text = SEPARATOR.join(item.text for cell in cells for item in cell)
    style = Style(size=lines[0].style.size, bold=all(line.style.bold for line in lines))
    return Item("row", (RawLine(text, style=style),))
