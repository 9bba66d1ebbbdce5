"""A story is text that runs by itself: the body, a header, a footnote, a text box; it has paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.readers.word.blocks import Item, paragraph_items
from parsers.readers.word.runs import Piece
from parsers.readers.word.styles import ParagraphLook
from parsers.readers.word.tables import in_reading_order


@dataclass(slots=True)
class _Table:
    """A table that is being read: finished rows, the finished cells of this row, the content of this cell."""

    rows: list[list[list[Item]]] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def close_cell(self) -> None:
        self.cells.append(self.items)
        self.items = []

    def close_row(self) -> None:
        if self.items:
            self.close_cell()
        self.rows.append(self.cells)
        self.cells = []


class Story:
    """Takes pieces, paragraph ends, cell ends and row ends, and gives blocks."""

    def __init__(self, kind: str, background: str | None) -> None:
        self.kind = kind  #: the control word that began it, "" for the body
        self.background = background  #: RRGGBB behind it, None if not known
        self.is_labelled = False  #: a bullet or number stands before the paragraph that is being read
        self.pieces: list[Piece] = []  #: of the paragraph that is being read
        self.boxes: list[Item] = []  #: blocks of the text boxes anchored in it
        self._items: list[Item] = []
        self._tables: list[_Table] = []

    def column(self, depth: int) -> int:
        """Number (from 0) of the cell that is being read in a table at that depth (from 1)."""
        return len(self._tables[depth - 1].cells) if 0 < depth <= len(self._tables) else 0

    def end_paragraph(self, look: ParagraphLook, depth: int) -> None:
        """The paragraph ends; it stands in so many tables inside each other (0: in none)."""
        found = [*paragraph_items(self.pieces, look), *self.boxes]
        self.pieces, self.boxes, self.is_labelled = [], [], False
        if found or depth:
            self._go_to(depth)
        (self._tables[-1].items if self._tables else self._items).extend(found)

    def end_cell(self, depth: int) -> None:
        """The cell of the table at that depth ends."""
        self._go_to(depth)
        self._tables[-1].close_cell()

    def end_row(self, depth: int) -> None:
        """The row of the table at that depth ends."""
        self._go_to(depth)
        self._tables[-1].close_row()

    def finished(self, look: ParagraphLook) -> list[Item]:
        """All blocks; whatever is still open is closed."""
        if self.pieces or self.boxes:
            self.end_paragraph(look, len(self._tables))
        self._go_to(0)
        return self._items

    def _go_to(self, depth: int) -> None:
        """Close the tables that are deeper, open those that are missing."""
        while len(self._tables) > depth:
            table = self._tables.pop()
            table.close_row()
            found = in_reading_order(table.rows)
            (self._tables[-1].items if self._tables else self._items).extend(found)
        while len(self._tables) < depth:
            self._tables.append(_Table())
