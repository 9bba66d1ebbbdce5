"""How an element looks and whether it can be seen, by its attributes and the style sheets inside the page.

Only selectors of one element, class or id are understood, and no media queries: enough for what word processors export
and for what people hide in a page. Style sheets outside the file are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from parsers.readers.web.markup import source_of, tag_of
from parsers.readers.word.styles import RunLook, is_invisible

#: Points: smaller print is not meant for readers; what text has that nobody gave a size.
_SMALLEST_SIZE, _USUAL_SIZE = 3.0, 12.0
#: Pixels off the page beyond which nothing is seen.
_FAR_OUT = 900
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "rem": _USUAL_SIZE}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_NAMED_COLOURS = {
    "white": "FFFFFF",
    "black": "000000",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "008000",
    "snow": "FFFAFA",
    "ivory": "FFFFF0",
    "whitesmoke": "F5F5F5",
    "ghostwhite": "F8F8FF",
    "azure": "F0FFFF",
    "floralwhite": "FFFAF0",
    "mintcream": "F5FFFA",
    "gray": "808080",
    "grey": "808080",
    "navy": "000080",
}
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_SIMPLE_SELECTORS = 20_000  # more than any page has
#: Class names for text that only screen readers speak; it says what can be seen anyway.
_SPOKEN_ONLY = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|visually-?hidden|hidden-visually|screen-?reader|a11y-hidden|assistive-text)",
    re.IGNORECASE,
)
#: Class names of things that come into view while one scrolls; until then they are transparent.
_ANIMATED = re.compile(r"(?:^|[\s_-])(?:aos|wow|fade|animate|reveal|slide)", re.IGNORECASE)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "table", "list-item", "flow-root")
_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "dfn", "var", "address"})
_MEANINGFUL = _BOLD_TAGS | _ITALIC_TAGS | {"pre"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text inside an element is shown; inherited by what is inside."""

    size: float | None = None  #: points
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    keeps_lines: bool = False  #: line ends in the source are line ends on the page
    colour: str = ""  #: RRGGBB, empty if not known
    background: str | None = "FFFFFF"  #: RRGGBB, None if not known
    is_transparent: bool = False

    def run(self) -> RunLook:
        """For the rules on paragraphs and list items."""
        is_tiny = self.size is not None and self.size < _SMALLEST_SIZE
        hidden = is_tiny or self.is_transparent or is_invisible(self.colour, self.background)
        return RunLook(self.size, self.bold, self.italic, self.capitals, hidden, "")


class StyleSheets:
    """The style sheets inside a page."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for style in root.iter("style"):
            for selectors, body in _rules_in(source_of(style)):
                self._add(selectors, declarations(body))

    def of(self, element: etree._Element) -> dict[str, str]:
        """The declarations that hold for an element itself, its own `style` attribute last."""
        tag = tag_of(element)
        names = ["." + name for name in (element.get("class") or "").split()]
        if element.get("id"):
            names.append("#" + str(element.get("id")))
        found: dict[str, str] = {}
        for selector in ("*", tag, *names, *(tag + name for name in names)):
            found.update(self._rules.get(selector, {}))
        found.update(declarations(element.get("style") or ""))
        return found

    def _add(self, selectors: Iterable[str], body: dict[str, str]) -> None:
        for selector in selectors:
            is_simple = selector == "*" or (selector and _SELECTOR.fullmatch(selector))
            if is_simple and body and len(self._rules) < _SIMPLE_SELECTORS:
                tag, dot, name = re.match(r"([^.#]*)([.#]?)(.*)", selector).groups()  # type: ignore[union-attr]
                self._rules.setdefault(tag.casefold() + dot + name, {}).update(body)


def declarations(text: str) -> dict[str, str]:
    """`name: value` pairs in lower case.

    >>> declarations("Color: #FFF !important; margin:0")
    {'color': '#fff', 'margin': '0'}
    """
    found = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().casefold()] = value.casefold().replace("!important", "").strip()
    return found


def look_of(element: etree._Element, style: dict[str, str], outer: Look) -> Look:
    """The look of text inside an element that stands in text of the look `outer`."""
    tag = tag_of(element)
    if not style and not element.attrib and tag not in _MEANINGFUL:
        return outer
    weight = style.get("font-weight", "")
    bold = outer.bold or tag in _BOLD_TAGS
    if weight:
        bold = weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)
    slant = style.get("font-style", "")
    colour = _colour(style.get("color", element.get("color") or ""))
    transparent = style.get("color", "") == "transparent" or _alpha(style.get("color", "")) == 0
    spaces = style.get("white-space", "")
    return replace(
        outer,
        size=_size(element, style, outer.size),
        bold=bold,
        italic=slant in ("italic", "oblique") if slant else outer.italic or tag in _ITALIC_TAGS,
        capitals=_is_in_capitals(style) or outer.capitals,
        keeps_lines=spaces.startswith(("pre", "break-spaces")) if spaces else outer.keeps_lines or tag == "pre",
        colour=outer.colour if colour is None else colour,
        background=_background(element, style, outer.background),
        is_transparent=transparent or (outer.is_transparent and colour is None),
    )


def is_switched_off(element: etree._Element, style: dict[str, str]) -> bool:
    """Whether nothing of the element is shown, whatever is in it."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if _number(style.get("opacity", "1")) <= 0.05:
        moves = style.keys() & {"transition", "animation", "transform", "will-change"}
        return not moves and not _ANIMATED.search(element.get("class") or "")
    return _is_cut_away(style)


def is_spoken_only(element: etree._Element) -> bool:
    """Whether the element is made for screen readers and says what can be seen anyway."""
    return bool(_SPOKEN_ONLY.search(element.get("class") or ""))


def is_block(style: dict[str, str]) -> bool:
    """Whether the styles make an element a paragraph of its own."""
    return style.get("display", "").startswith(_BLOCK_DISPLAYS)


def _is_cut_away(style: dict[str, str]) -> bool:
    if style.get("position") in ("absolute", "fixed"):
        if any(_pixels(style.get(side, "")) < -_FAR_OUT for side in ("left", "top", "right", "bottom")):
            return True
        if re.match(r"rect\((?:0(?:px)?|1px)[, ]+(?:0|1)", style.get("clip", "")):
            return True
    if _pixels(style.get("text-indent", "")) < -_FAR_OUT or style.get("clip-path", "") in ("inset(50%)", "inset(100%)"):
        return True
    sizes = [_pixels(style[name]) for name in ("width", "height", "max-height", "max-width") if name in style]
    return style.get("overflow") == "hidden" and any(0 <= size <= 1 for size in sizes)


def _rules_in(sheet: str) -> Iterable[tuple[list[str], str]]:
    """Selectors and body of each rule; blocks inside `@media` and the like are left out."""
    depth = 0
    for chunk in re.sub(r"/\*.*?(?:\*/|$)|<!--|-->", "", sheet, flags=re.DOTALL).split("}"):
        selectors, _, body = chunk.rpartition("{")
        is_plain = depth == 0 and "{" not in selectors and "@" not in selectors
        depth = max(depth + chunk.count("{") - 1, 0)
        if is_plain:
            yield [" ".join(selector.split()) for selector in selectors.split(",")], body


def _size(element: etree._Element, style: dict[str, str], outer: float | None) -> float | None:
    value = style.get("font-size", "")
    if not value and tag_of(element) == "font":
        return _FONT_SIZES.get(element.get("size") or "", outer)
    match = re.fullmatch(r"(\d{0,5}(?:\.\d{1,6})?)(pt|px|in|cm|mm|pc|rem|em|%|)", value)
    if not match or match[1] in ("", "."):
        return outer
    number = float(match[1])
    if match[2] in _POINTS:
        return round(number * _POINTS[match[2]], 1)
    if match[2] == "":
        return 0.0 if number == 0 else outer
    return round((outer or _USUAL_SIZE) * number / (100 if match[2] == "%" else 1), 1)


def _background(element: etree._Element, style: dict[str, str], outer: str | None) -> str | None:
    if any("url(" in style.get(name, "") or "gradient" in style.get(name, "") for name in _BACKGROUNDS):
        return None
    if element.get("background"):
        return None
    value = style.get("background-color") or style.get("background") or element.get("bgcolor") or ""
    value = value.split(" ")[0] if not value.startswith("rgb") else value
    if value in ("", "none", "transparent", "inherit", "initial", "unset") or _alpha(value) == 0:
        return outer
    return _colour(value)


_BACKGROUNDS = ("background", "background-image")


def _is_in_capitals(style: dict[str, str]) -> bool:
    return style.get("text-transform") == "uppercase" or style.get("font-variant", "").startswith("small-caps")


def _colour(value: str) -> str | None:
    """RRGGBB; None where nothing, or something unknown, is said."""
    value = value.strip().casefold()
    if match := re.fullmatch(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?", value):
        return match[1].upper()
    if match := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?", value):
        return "".join(2 * digit for digit in match.groups()).upper()
    if match := re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", value):
        return "".join(f"{min(int(channel), 255):02X}" for channel in match.groups())
    return _NAMED_COLOURS.get(value)


def _alpha(value: str) -> float:
    """Opacity of a colour from 0 to 1."""
    match = re.match(r"rgba?\(.*[,/]\s*(\d*\.?\d+)\s*\)", value)
    return float(match[1]) if match and (value.startswith("rgba") or "/" in value) else 1.0


def _pixels(length: str) -> float:
    """A length in pixels; a large number where it is none, since nothing is hidden then."""
    match = re.match(r"(-?\d{1,7}(?:\.\d{1,6})?)(px|em|rem|pt|)(?:\s|$)", length)
    if not match:
        return float("inf")
    return float(match[1]) * {"px": 1, "": 1, "pt": 4 / 3, "em": 16, "rem": 16}[match[2]]


def _number(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{0,4}\.?\d{1,6}", value) else 1.0
