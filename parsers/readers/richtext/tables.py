"""The tables at the head of an RTF file: fonts with their encodings, colours, styles."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Windows character set of a font → encoding of its bytes. 0 and 1 are the document's own.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_SYMBOL_CHARSET = 2
_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|título|titolo|rubrik|kop|nagłówek) (\d)", re.IGNORECASE)
_BODY_LEVEL = 9
_LONGEST_NAME = 200


@dataclass(slots=True)
class Font:
    """A font of the font table."""

    name: str = ""
    charset: int = 0

    @property
    def is_symbol(self) -> bool:
        """Whether its bytes are glyphs and not letters."""
        return self.charset == _SYMBOL_CHARSET


@dataclass(slots=True)
class Style:
    """A paragraph style of the style sheet."""

    name: str = ""
    parent: int | None = None
    level: int | None = None  #: outline level from 0


class Tables:
    """Collects the three tables while they are read, then answers what they say."""

    def __init__(self) -> None:
        self.encoding = "cp1252"  #: of fonts that have none of their own
        self._fonts: dict[int, Font] = {}
        self._colours: list[str] = []
        self._styles: dict[int, Style] = {}
        self._font = Font()
        self._style = Style()
        self._channels: dict[str, int] = {}

    def font(self, number: int) -> Font:
        """The font of that number, or one that says nothing."""
        return self._fonts.get(number) or Font()

    def encoding_of(self, font: Font) -> str:
        """The name of the encoding that the bytes of text in this font have."""
        return _CHARSETS.get(font.charset, self.encoding)

    def colour(self, number: int) -> str:
        """RRGGBB of a colour; empty for the automatic one and for unknown numbers."""
        return self._colours[number] if 0 <= number < len(self._colours) else ""

    def heading_level(self, style: int) -> int:
        """Outline level 1–6 of a paragraph style, by itself or what it is based on; 0 if it is no heading."""
        seen: set[int] = set()
        number: int | None = style
        while number is not None and number in self._styles and number not in seen:
            seen.add(number)
            found = self._styles[number]
            if found.level is not None:
                return min(found.level, 5) + 1 if found.level < _BODY_LEVEL else 0
            if match := _HEADING_NAME.fullmatch(found.name):
                return min(max(int(match[1]), 1), 6)
            if found.name.casefold() == "title":
                return 1
            number = found.parent
        return 0

    def word(self, table: str, name: str, number: int) -> None:
        """A control word inside one of the tables."""
        if table == "fonttbl" and name == "f":
            self._font = self._fonts.setdefault(number, Font())
        elif table == "fonttbl" and name == "fcharset":
            self._font.charset = number
        elif table == "colortbl" and name in ("red", "green", "blue"):
            self._channels[name] = min(max(number, 0), 255)
        elif table == "stylesheet" and name == "s":
            self._style = self._styles.setdefault(number, Style())
        elif table == "stylesheet" and name == "sbasedon":
            self._style.parent = number
        elif table == "stylesheet" and name == "outlinelevel":
            self._style.level = number

    def start_style(self) -> None:
        """A group opens in the style sheet: style 0, unless it gives another number."""
        self._style = Style()

    def text(self, table: str, text: str) -> None:
        """Text inside one of the tables: names, and the semicolons behind entries."""
        if table == "fonttbl":
            self._font.name = _longer(self._font.name, text)
        elif table == "stylesheet":
            self._style.name = _longer(self._style.name, text)
        else:
            for _ in range(text.count(";")):
                channels = [self._channels.get(name, 0) for name in ("red", "green", "blue")]
                self._colours.append("{:02X}{:02X}{:02X}".format(*channels) if self._channels else "")
                self._channels = {}


def _longer(name: str, text: str) -> str:
    """A name with more of it, without the semicolon that ends it; no name goes on for ever."""
    return (name + text).rstrip(";").strip() if len(name) < _LONGEST_NAME else name
