"""From tokens to blocks: groups, destinations, and the text of every story."""

from __future__ import annotations

import codecs
import re

from parsers.errors import LimitExceeded
from parsers.limits import Limits
from parsers.readers.richtext.state import Characters, Field, Paragraph, State
from parsers.readers.richtext.stories import Story
from parsers.readers.richtext.tables import Tables
from parsers.readers.richtext.tokens import Token, tokens
from parsers.readers.word.blocks import Item, is_page_number, standing_in
from parsers.readers.word.runs import PAGE_NUMBER, Piece, in_symbol_font
from parsers.readers.word.styles import ParagraphLook

_TABLES = frozenset({"fonttbl", "colortbl", "stylesheet"})
_HEADERS = frozenset({"header", "headerf", "headerl", "headerr"})
_FOOTERS = frozenset({"footer", "footerf", "footerl", "footerr"})
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_STORIES = _HEADERS | _FOOTERS | _BOXES | {"footnote"}
#: Destinations whose text is kept for itself or, for "upr" and "info", looked at only in parts.
_ASIDE = _TABLES | {"fldinst", "upr", "info"}
#: Destinations with nothing of the author's text in them. `shprslt` and `nonesttables` repeat text for old readers.
_SKIPPED = frozenset(
    {"pict", "sp", "shprslt", "nonesttables", "objdata", "xe", "tc", "rxe", "pn", "background", "private"}
    | {"listtable", "listoverridetable", "revtbl", "filetbl", "template", "ftnsep", "ftnsepc", "ftncn", "aftnsep"}
    | {"aftnsepc", "aftncn", "objclass", "objname", "objalias", "objsect", "bkmkstart", "bkmkend", "annotation"}
    | {"atnid", "atnauthor", "atntime", "atnref", "atnicn", "atrfstart", "atrfend", "falt", "panose", "fname"}
)
#: Destinations that readers who do not know them would skip (`\*`), but whose text is read here.
_READ = frozenset({"shpinst", "do", "nesttableprops"})
_LABELS = frozenset({"listtext", "pntext"})
_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "chpgn": PAGE_NUMBER,
}
_SYMBOLS = {"~": "\xa0", "_": "-", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}"}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_ENCODINGS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_WHITE = "FFFFFF"
#: Marks of a page whose colour cannot be known: drawings behind the text, a background of the whole page.
_BACKDROPS = (b"\\shpfblwtxt1", b"\\viewbksp1")


class RtfReader:
    """Reads one file, once. Raises LimitExceeded where groups or tables are nested too deeply."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.has_hidden = False
        self.has_pictures = False
        self.is_truncated = False
        self._data = data
        self._nesting = limits.nesting
        self._tables = Tables()
        self._paper = None if any(mark in data for mark in _BACKDROPS) else _WHITE
        self._state = State()
        self._story = Story("", self._paper)
        self._groups: list[tuple[State, Story]] = []
        self._running: dict[str, list[Item]] = {}  # headers and footers by their kind and text
        self._notes: list[Item] = []
        self._links: list[str] = []
        self._title = ""
        self._default_font = 0
        self._left_to_skip = 0  # characters of a fallback that are still to come
        self._high_surrogate = 0
        self._bytes = bytearray()  # text that is not decoded yet
        self._cell_fills: list[str] = []
        self._cell_fill = 0

    def items(self) -> list[Item]:
        """All blocks of the document in reading order."""
        self.is_truncated = True
        for token in tokens(self._data):
            if token.kind == "open":
                self._open()
            elif token.kind == "close":
                if len(self._groups) <= 1:
                    self.is_truncated = False
                    break
                self._close()
            elif self._state.destination != "skip":
                self._take(token)
        self._flush()
        while self._groups:
            self._close()
        body = self._story.finished(self._look())
        headers = [item for kind, items in self._running.items() if kind.startswith("header") for item in items]
        footers = [item for kind, items in self._running.items() if kind.startswith("footer") for item in items]
        return [
            *standing_in("header", headers),
            *body,
            *standing_in("footer", footers),
            *standing_in("footnote", self._notes),
        ]

    def metadata(self) -> dict[str, str]:
        """Title and link targets, as far as there are any."""
        found = {"title": self._title.strip(), "links": "\n".join(dict.fromkeys(self._links))}
        return {key: value for key, value in found.items() if value}

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= self._nesting:
            raise LimitExceeded(f"The document's parts are nested more than {self._nesting} deep.")
        self._groups.append((self._state, self._story))
        self._state = self._state.inherited()
        self._left_to_skip = 0
        if self._state.destination == "stylesheet":
            self._tables.start_style()

    def _close(self) -> None:
        self._flush()
        self._left_to_skip = 0
        ended, story = self._state, self._story
        self._state, self._story = self._groups.pop()
        if story is not self._story:
            self._end_story(story, story.finished(ended.paragraph.look(self._tables, story.is_labelled)))
        elif ended.open_field is not None and ended.open_field is not self._state.open_field:
            self._end_field(ended.open_field)

    def _take(self, token: Token) -> None:
        if token.kind == "text":
            skipped = min(self._left_to_skip, len(token.data))
            self._left_to_skip -= skipped
            self._bytes += token.data[skipped:]
        elif self._left_to_skip and token.name != "u":
            self._left_to_skip -= 1
        elif token.kind == "byte":
            self._bytes += token.data
        elif token.name == "*" and token.kind == "symbol":
            self._state.is_optional = True
            return
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            self._word(token.name, token.number)
        self._state.is_fresh = False

    def _symbol(self, symbol: str) -> None:
        self._flush()
        if symbol in "\r\n":
            self._end_paragraph()
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _word(self, name: str, number: int | None) -> None:
        self._flush()
        state = self._state
        if state.is_fresh and self._is_destination(name):
            return
        if state.destination in _TABLES:
            self._tables.word(state.destination, name, number or 0)
        elif name == "u":
            self._add(self._unicode(number or 0))
            self._left_to_skip = state.fallback
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif not self._is_layout(name, number or 0) and not state.characters.take(name, number):
            state.paragraph.take(name, number)
            if state.paragraph.depth > self._nesting:
                raise LimitExceeded(f"The document's tables are nested more than {self._nesting} deep.")

    def _is_destination(self, name: str) -> bool:
        """Whether a group's first word says where its text goes; if so, it goes there."""
        state = self._state
        if name in _STORIES:
            self._story = Story(name, None if name in _BOXES else self._paper)
            state.destination, state.open_field = "", None
            state.characters, state.paragraph = Characters(font=self._default_font), Paragraph()
        elif name in _ASIDE or (name == "title" and state.destination == "info"):
            state.destination = name
        elif name == "ud":
            state.destination = ""
        elif name in _LABELS:
            self._story.is_labelled = True
            state.destination = "skip"
        elif name == "field":
            state.open_field = Field()
        elif name == "fldrslt" and state.open_field is not None:
            self._start_result(state.open_field)
        elif name in _SKIPPED or (state.is_optional and name not in _READ):
            self.has_pictures = self.has_pictures or name in ("pict", "shppict")
            state.destination = "skip"
        else:
            return name in _READ
        return True

    def _is_layout(self, name: str, number: int) -> bool:
        """Whether the word ends a paragraph or cell, resets formatting or is about the file as a whole; if so, done."""
        state = self._state
        depth = state.paragraph.depth
        if name in ("par", "sect"):
            self._end_paragraph()
        elif name in ("cell", "nestcell"):
            self._end_cell(1 if name == "cell" else max(depth, 2))
        elif name in ("row", "nestrow"):
            self._story.end_row(1 if name == "row" else max(depth, 2))
        elif name == "pard":
            state.paragraph = Paragraph()
        elif name == "plain":
            state.characters = Characters(font=self._default_font)
        elif name == "uc":
            state.fallback = max(number, 0)
        else:
            return self._is_cell_definition(name, number) or self._is_about_file(name, number)
        return True

    def _is_cell_definition(self, name: str, number: int) -> bool:
        if name == "trowd":
            self._cell_fills = []
        elif name == "clcbpat":
            self._cell_fill = number
        elif name == "cellx":
            self._cell_fills.append(self._tables.colour(self._cell_fill))
            self._cell_fill = 0
        else:
            return False
        return True

    def _is_about_file(self, name: str, number: int) -> bool:
        if name in _ENCODINGS:
            self._tables.encoding = _ENCODINGS[name]
        elif name == "ansicpg":
            self._tables.encoding = _code_page(number) or self._tables.encoding
        elif name == "deff":
            self._default_font = self._state.characters.font = number
        else:
            return False
        return True

    def _flush(self) -> None:
        """Decode the bytes that have come so far, by the font that they are set in."""
        if not self._bytes:
            return
        font = self._tables.font(self._state.characters.font)
        if font.is_symbol and not self._state.destination:
            text = in_symbol_font(self._bytes.decode("latin-1"), "Symbol")
        else:
            text = self._bytes.decode(self._tables.encoding_of(font), "replace")
        self._bytes.clear()
        self._add(text)

    def _unicode(self, number: int) -> str:
        """The character of `\\u`, whose number may be negative or one half of a pair."""
        code = number if 0xFFFF < number <= 0x10FFFF else number % 0x10000
        high, self._high_surrogate = self._high_surrogate, 0
        if 0xD800 <= code < 0xDC00:
            self._high_surrogate = code
            return ""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else ""
        return chr(code)

    def _add(self, text: str) -> None:
        state = self._state
        if state.destination in _TABLES:
            self._tables.text(state.destination, text)
        elif state.destination == "title":
            self._title += text
        elif state.destination == "fldinst" and state.open_field is not None:
            state.open_field.instruction += text
        if state.destination or state.characters.deleted:
            return
        look = state.run_look(self._tables, self._background())
        if not look.hidden:
            self._story.pieces.append(Piece(text, look))
        elif text.strip():
            self.has_hidden = True

    def _background(self) -> str | None:
        """RRGGBB behind the paragraph; None if not known, as for tables in tables, whose cells are described later."""
        depth = self._state.paragraph.depth
        if depth == 0:
            return self._story.background
        column = self._story.column(depth)
        if depth > 1 or column >= len(self._cell_fills):
            return None
        return self._cell_fills[column] or self._story.background

    def _look(self) -> ParagraphLook:
        return self._state.paragraph.look(self._tables, self._story.is_labelled)

    def _end_paragraph(self) -> None:
        if not self._state.destination:
            self._story.end_paragraph(self._look(), self._state.paragraph.depth)

    def _end_cell(self, depth: int) -> None:
        self._story.end_paragraph(self._look(), depth)
        self._story.end_cell(depth)

    def _end_story(self, story: Story, items: list[Item]) -> None:
        if story.kind in _BOXES:
            self._story.boxes += standing_in("text_box", items)
        elif story.kind == "footnote":
            self._notes += items
        else:
            items = [item for item in items if not is_page_number(item)]
            place = "header" if story.kind in _HEADERS else "footer"
            self._running.setdefault(place + "\n".join(item.text for item in items), items)

    def _start_result(self, field: Field) -> None:
        field.first_piece = len(self._story.pieces)
        if field.words[0] in _PAGE_FIELDS:
            self._add(PAGE_NUMBER)
            self._state.destination = "skip"

    def _end_field(self, field: Field) -> None:
        """Behind a link's text the e-mail address that it hides, in brackets; a symbol that has no text."""
        pieces = self._story.pieces[field.first_piece :] if field.first_piece is not None else []
        if field.words[0] == "SYMBOL" and not pieces:
            self._add(_symbol(field))
        if field.words[0] != "HYPERLINK" or not (target := _target(field.instruction)):
            return
        self._links.append(target)
        scheme, _, address = target.partition(":")
        address = address.partition("?")[0]
        shown = "".join(piece.text for piece in pieces)
        if scheme.casefold() == "mailto" and pieces and "@" in address and "@" not in shown:
            self._story.pieces.append(Piece(f" ({address})", pieces[-1].look))


def _code_page(number: int) -> str | None:
    name = {65001: "utf-8", 10000: "mac_roman"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _target(instruction: str) -> str:
    """The address of a HYPERLINK field; empty for one inside the document."""
    match = re.match(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s"\\]\S*))', instruction, re.IGNORECASE)
    return (match[1] or match[2]) if match else ""


def _symbol(field: Field) -> str:
    """The character of `SYMBOL 183 \\f "Symbol"`."""
    match = re.match(r'\s*SYMBOL\s+(\d{1,5})(?:.*\\f\s+"?([\w ]+))?', field.instruction, re.IGNORECASE)
    return in_symbol_font(chr(int(match[1]) % 0xD800), (match[2] or "").strip()) if match else ""
