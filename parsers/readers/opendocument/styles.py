"""What a paragraph or a run looks like, once its styles, their ancestors and the defaults have been asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.readers.word.package import attribute, child, descendants, local
from parsers.readers.word.styles import ParagraphLook, RunLook, is_invisible

#: Points; smaller print is not meant for readers.
_SMALLEST_SIZE = 3.0
_HEADING_NAME = re.compile(r"Heading[ _](?:20_)?(\d{1,2})")
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,6})?)(pt|in|cm|mm|px|pc|%)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0}


class Styles:
    """The style sheets of a document: the named ones, and those that the word processor made up."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                family = attribute(element, "family") or ""
                if local(element) == "style":
                    self._styles[family, attribute(element, "name") or ""] = element
                elif local(element) == "default-style":
                    self._defaults[family] = element

    @property
    def language(self) -> str:
        """The language that the defaults declare, as "en-GB"; empty if none."""
        properties = child(self._defaults.get("paragraph"), "text-properties")
        if properties is None:
            return ""
        codes = (attribute(properties, "language"), attribute(properties, "country"))
        return "-".join(code for code in codes if code and code not in ("none", "zxx"))

    @property
    def master_pages(self) -> set[str]:
        """Names of the master pages that some style turns to."""
        names = (attribute(style, "master-page-name") for style in self._styles.values())
        return {name for name in names if name}

    @property
    def has_backdrop(self) -> bool:
        """Whether drawings or pictures lie behind the text, so that white letters may well show."""
        return any(
            attribute(properties, "run-through") == "background"
            for style in self._styles.values()
            for properties in descendants(style, "graphic-properties")
        )

    def paragraph(self, element: etree._Element, list_level: int | None) -> ParagraphLook:
        """The look of a `text:p` or `text:h`, which stands at that level of a list, or in none."""
        name = attribute(element, "style-name") or ""
        shading = self._first("paragraph", name, "paragraph-properties", "background-color")
        heading = self._heading(element, name)
        return ParagraphLook(name, heading, None if heading else list_level, _colour(shading))

    def run(self, spans: tuple[str, ...], paragraph: ParagraphLook, background: str | None) -> RunLook:
        """The look inside spans of these styles, innermost first; `background` is RRGGBB, None if not known."""
        layers = [*(self._chain("text", span) for span in spans), self._chain("paragraph", paragraph.style)]
        properties = [child(style, "text-properties") for layer in layers for style in layer]

        def first(name: str) -> str | None:
            return _first_of(properties, name)

        size = _points(_values_of(properties, "font-size"))
        behind = _colour(first("background-color")) or paragraph.shading or background
        is_hidden = first("display") == "none" or (size is not None and 0 < size < _SMALLEST_SIZE)
        return RunLook(
            size=size,
            bold=_is_bold(first("font-weight") or ""),
            italic=first("font-style") in ("italic", "oblique"),
            capitals=first("text-transform") == "uppercase" or first("font-variant") == "small-caps",
            hidden=is_hidden or is_invisible(_text_colour(properties) or "", behind),
            font=first("font-name") or first("font-family") or "",
        )

    def fill(self, family: str, name: str) -> str | None:
        """RRGGBB that a table, row, cell or shape of that style is filled with; None if it has no plain fill."""
        found = self._first(family, name, f"{family}-properties", "background-color")
        if found is None and family == "graphic":
            kind = self._first(family, name, "graphic-properties", "fill")
            found = self._first(family, name, "graphic-properties", "fill-color") if kind == "solid" else None
        return _colour(found)

    def _heading(self, element: etree._Element, name: str) -> int:
        level = attribute(element, "outline-level") or ""
        if local(element) == "h":
            return min(max(int(level), 1), 6) if re.fullmatch(r"\d{1,3}", level) else 1
        for style in self._chain("paragraph", name):
            declared = attribute(style, "default-outline-level") or ""
            if re.fullmatch(r"[1-9]\d?", declared):
                return min(int(declared), 6)
            own_name = attribute(style, "name") or ""
            if own_name == "Title":
                return 1
            if match := _HEADING_NAME.fullmatch(own_name):
                return min(max(int(match[1]), 1), 6)
        return 0

    def _first(self, family: str, name: str, properties: str, attribute_name: str) -> str | None:
        return _first_of([child(style, properties) for style in self._chain(family, name)], attribute_name)

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """The style, its ancestors, nearest first, and the family's defaults."""
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = attribute(style, "parent-style-name") or ""
        if family != "text" and family in self._defaults:
            yield self._defaults[family]


def _first_of(elements: list[etree._Element | None], name: str) -> str | None:
    return next(iter(_values_of(elements, name)), None)


def _values_of(elements: list[etree._Element | None], name: str) -> list[str]:
    values = (attribute(element, name) for element in elements if element is not None)
    return [value for value in values if value is not None]


def _points(sizes: list[str]) -> float | None:
    """The size in points, given the declared ones, innermost first; a percentage is of the next."""
    factor = 1.0
    for size in sizes:
        match = _LENGTH.fullmatch(size)
        if match and match[2] != "%":
            return round(factor * float(match[1]) * _POINTS[match[2]], 1)
        factor *= float(match[1]) / 100 if match else 1
    return None


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)


def _text_colour(properties: list[etree._Element | None]) -> str | None:
    """RRGGBB of the letters; None where they take whatever colour can be read on what is behind them."""
    for element in properties:
        if element is None:
            continue
        if attribute(element, "use-window-font-color") == "true":
            return None
        colour = _colour(attribute(element, "color"))
        if colour:
            return colour
    return None


def _colour(value: str | None) -> str | None:
    return value[1:].upper() if value and re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else None
