"""What a paragraph or a run looks like, once its styles, their ancestors and the defaults have been asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from parsers.readers.word.package import attribute, child, descendants, local

#: In the place of a colour that cannot be known.
UNKNOWN = "unknown"
_OFF = frozenset({"0", "false", "off", "none"})
#: Largest difference in red, green and blue (0–255) at which letters cannot be told from what is behind them.
_SAME_COLOUR = 12
#: Half-points; smaller print is not meant for readers.
_SMALLEST_SIZE = 6


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run of text is printed."""

    size: float | None  #: points
    bold: bool
    italic: bool
    capitals: bool  #: capitals or small capitals by formatting
    hidden: bool  #: marked hidden, smaller than 3 points, or of the colour of what is behind it
    font: str


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What kind of paragraph it is, by its own properties and its style's."""

    style: str  #: id of the paragraph style
    heading: int  #: outline level 1–6, 0 if it is no heading
    list_level: int | None  #: nesting from 0; None if it is no list item
    shading: str | None  #: RRGGBB behind the paragraph


class Styles:
    """The style sheet and its questions."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in root if root is not None else ():
            if local(style) != "style":
                continue
            name = attribute(style, "styleId") or ""
            self._styles[name] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") not in (None, *_OFF):
                self._default = name

    @property
    def language(self) -> str:
        """The language that the defaults declare, as "en-GB"; empty if none."""
        element = child(self._defaults, "lang")
        return (attribute(element, "val") or "") if element is not None else ""

    def paragraph(self, properties: etree._Element | None) -> ParagraphLook:
        """The look of a paragraph with these `w:pPr`."""
        style = _value(child(properties, "pStyle")) or self._default
        chain = list(self._chain(style))
        layers = [properties, *(child(each, "pPr") for each in chain)]
        names = [(_value(child(each, "name")) or "").casefold() for each in chain]
        shading = next((colour for layer in layers if (colour := shading_of(layer))), None)
        return ParagraphLook(style, _heading(layers, names), _list_level(layers, names), shading)

    def run(self, properties: etree._Element | None, paragraph: ParagraphLook, background: str | None) -> RunLook:
        """The look of a run with these `w:rPr`; `background` is RRGGBB, or None where it cannot be known."""
        character = self._chain(_value(child(properties, "rStyle")) or "")
        chain = [*character, *self._chain(paragraph.style)]
        layers = [properties, *(child(each, "rPr") for each in chain), self._defaults]
        half_points = _number(_first(layers, "sz"))
        colour = _value(_first(layers, "color")) or "auto"
        behind = next((shade for layer in layers if (shade := shading_of(layer))), background)
        fonts = _first(layers, "rFonts")
        return RunLook(
            size=half_points / 2 if half_points else None,
            bold=_is_on(layers, "b"),
            italic=_is_on(layers, "i"),
            capitals=_is_on(layers, "caps") or _is_on(layers, "smallCaps"),
            hidden=_is_on(layers, "vanish")
            or (half_points is not None and 0 < half_points < _SMALLEST_SIZE)
            or is_invisible(colour, behind),
            font=(attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "") if fonts is not None else "",
        )

    def shades_cells(self, table_style: str) -> bool:
        """Whether a table style colours cells, so that white letters in them may well show."""
        return any(
            attribute(shading, "fill") not in (None, "auto", "FFFFFF")
            for style in self._chain(table_style)
            for shading in descendants(style, "shd")
        )

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """The style and what it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _value(child(self._styles[style], "basedOn")) or ""


def shading_of(properties: etree._Element | None) -> str | None:
    """The fill (RRGGBB) that `w:shd` or `w:highlight` among some properties gives; None if there is none.

    `UNKNOWN` for patterns, on which letters of any colour may show.
    """
    if child(properties, "highlight") is not None:
        return "FFFF00"
    shading = child(properties, "shd")
    if shading is None:
        return None
    pattern, fill = attribute(shading, "val") or "clear", attribute(shading, "fill") or "auto"
    if pattern == "solid":
        fill = attribute(shading, "color") or "auto"
    elif pattern not in ("clear", "nil"):
        return UNKNOWN
    return fill if _channels(fill) else None


def _heading(layers: list[etree._Element | None], names: list[str]) -> int:
    level = _number(_first(layers, "outlineLvl"))
    if level is not None:
        return min(int(level), 5) + 1 if level < 9 else 0
    for name in names:
        if name == "title":
            return 1
        if name.startswith("heading ") and name[8:].isdigit():
            return min(int(name[8:]), 6)
    return 0


def _list_level(layers: list[etree._Element | None], names: list[str]) -> int | None:
    for layer in layers:
        numbering = child(layer, "numPr")
        if numbering is None:
            continue
        number, level = child(numbering, "numId"), child(numbering, "ilvl")
        if number is not None and _value(number) == "0":
            return None
        return int(_number(level) or _named_level(names))
    if any(name.startswith(("list bullet", "list number")) for name in names):
        return _named_level(names)
    return None


def _named_level(names: list[str]) -> int:
    """ "List Bullet 3" is two levels in."""
    last = names[0].rpartition(" ")[2] if names else ""
    return int(last) - 1 if last in {"2", "3", "4", "5"} and names[0].startswith("list") else 0


def _first(layers: list[etree._Element | None], name: str) -> etree._Element | None:
    return next((found for layer in layers if (found := child(layer, name)) is not None), None)


def _is_on(layers: list[etree._Element | None], name: str) -> bool:
    element = _first(layers, name)
    return element is not None and (attribute(element, "val") or "1").casefold() not in _OFF


def _value(element: etree._Element | None) -> str | None:
    return attribute(element, "val") if element is not None else None


def _number(element: etree._Element | None) -> float | None:
    value = _value(element) or ""
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value) else None


def is_invisible(colour: str, background: str | None) -> bool:
    """Whether letters of a colour (RRGGBB) cannot be told from what is behind them (RRGGBB, None if not known)."""
    letters, behind = _channels(colour), _channels(background or "")
    if letters is None or behind is None:
        return False
    return max(abs(one - other) for one, other in zip(letters, behind, strict=True)) <= _SAME_COLOUR


def _channels(colour: str) -> bytes | None:
    """Red, green and blue of RRGGBB; None for "auto" and other names."""
    try:
        channels = bytes.fromhex(colour)
    except ValueError:
        return None
    return channels if len(channels) == 3 else None
