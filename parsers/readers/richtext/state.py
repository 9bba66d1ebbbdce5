"""What holds at one point of an RTF file: looks of text and paragraph, and where the text goes. Groups inherit it."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.readers.richtext.tables import Tables
from parsers.readers.word.styles import ParagraphLook, RunLook, is_invisible

#: Half-points; smaller print is not meant for readers. The default is what the standard says.
_SMALLEST_SIZE, _DEFAULT_SIZE = 6, 24
_ON_OFF = {"b": "bold", "i": "italic", "caps": "capitals", "scaps": "capitals", "v": "hidden", "deleted": "deleted"}
_NUMBERS = {"fs": "size", "cf": "colour", "f": "font", "cb": "behind", "chcbpat": "behind", "highlight": "behind"}


@dataclass(slots=True)
class Characters:
    """Character formatting since the last `\\plain`; colours and fonts are numbers in the tables."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    size: int = _DEFAULT_SIZE
    colour: int = 0
    behind: int = 0
    font: int = 0

    def copied(self) -> Characters:
        """The same formatting, to be changed independently; `copy.copy` takes several times as long."""
        flags = (self.bold, self.italic, self.capitals, self.hidden, self.deleted)
        return Characters(*flags, self.size, self.colour, self.behind, self.font)

    def take(self, name: str, number: int | None) -> bool:
        """Apply a control word; False if it is none of character formatting."""
        if name in _ON_OFF:
            setattr(self, _ON_OFF[name], number != 0)
        elif name in _NUMBERS:
            setattr(self, _NUMBERS[name], number or 0)
        else:
            return False
        return True


@dataclass(slots=True)
class Paragraph:
    """Paragraph formatting since the last `\\pard`."""

    style: int = 0
    outline: int | None = None  #: from 0
    list_id: int = 0
    level: int = 0  #: of a list item, from 0
    depth: int = 0  #: tables around it
    shading: int = 0

    def copied(self) -> Paragraph:
        """The same formatting, to be changed independently."""
        return Paragraph(self.style, self.outline, self.list_id, self.level, self.depth, self.shading)

    def take(self, name: str, number: int | None) -> bool:
        """Apply a control word; False if it is none of paragraph formatting."""
        value = number or 0
        if name == "s":
            self.style = value
        elif name == "outlinelevel":
            self.outline = value
        elif name == "ls":
            self.list_id = value
        elif name == "ilvl":
            self.level = min(max(value, 0), 8)
        elif name == "intbl":
            self.depth = max(self.depth, 1) if number != 0 else 0
        elif name == "itap":
            self.depth = value
        elif name == "cbpat":
            self.shading = value
        else:
            return False
        return True

    def look(self, tables: Tables, is_labelled: bool) -> ParagraphLook:
        """As heading, list item or neither; `is_labelled` if a bullet or number was written before it."""
        if self.outline is not None:
            heading = min(self.outline, 5) + 1 if 0 <= self.outline < 9 else 0
        else:
            heading = tables.heading_level(self.style)
        is_item = not heading and (is_labelled or self.list_id > 0)
        return ParagraphLook(str(self.style), heading, self.level if is_item else None, tables.colour(self.shading))


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction, and how many pieces the paragraph had when its result began."""

    instruction: str = ""
    first_piece: int | None = None

    @property
    def words(self) -> list[str]:
        """The instruction's words, the first in capitals."""
        first, *others = self.instruction.split() or [""]
        return [first.upper(), *others]


@dataclass(slots=True)
class State:
    """What a group inherits and may change for itself."""

    #: "" for text that is read, "skip" for what is not, else the name of what the text belongs to.
    destination: str = ""
    is_fresh: bool = True  #: nothing but `\\*` was met in the group
    is_optional: bool = False  #: `\\*`: who does not know the destination skips it
    fallback: int = 1  #: characters that stand behind a Unicode one for old readers
    characters: Characters = field(default_factory=Characters)
    paragraph: Paragraph = field(default_factory=Paragraph)
    open_field: Field | None = None

    def inherited(self) -> State:
        """The state of a group that opens inside this one."""
        return State(
            destination=self.destination,
            fallback=self.fallback,
            characters=self.characters.copied(),
            paragraph=self.paragraph.copied(),
            open_field=self.open_field,
        )

    def run_look(self, tables: Tables, background: str | None) -> RunLook:
        """How text is printed here; `background` is RRGGBB behind the paragraph, None if not known."""
        looks = self.characters
        behind = tables.colour(looks.behind) or tables.colour(self.paragraph.shading) or background
        is_tiny = 0 < looks.size < _SMALLEST_SIZE
        return RunLook(
            size=looks.size / 2 if looks.size > 0 else None,
            bold=looks.bold,
            italic=looks.italic,
            capitals=looks.capitals,
            hidden=looks.hidden or is_tiny or is_invisible(tables.colour(looks.colour), behind),
            font=tables.font(looks.font).name,
        )
