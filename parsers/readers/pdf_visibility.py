"""Which of a page's characters a person can see.

Text in the colour of what lies behind it, too small, outside the page or its clipping, under a picture or a filled area
drawn later, transparent or on a layer that is off is there for machines only. Where the colour behind a character is
not certain, it counts as visible: hiding what a person sees would be worse.

The one exception is a scan: text recognition lays invisible text over or under the picture of the page, and that text
says what is seen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.pdf_characters import Character, Colour, Drawing, Paint

#: Smaller print, in points, is not legible on paper.
SMALLEST_SIZE = 3.0
#: Below this contrast ratio (WCAG 2.2: 1 is none, 21 is black on white) and this distance in every colour channel, text
#: melts into its ground. Pale grey watermarks (#e0e0e0 on white: 1.3) are seen.
_LEAST_CONTRAST = 1.15
_LEAST_DISTANCE = 0.15
#: A picture that covers this share of the page is a scan of it.
_SCAN_SHARE = 0.7
#: Share of a page's characters that are invisible over a scan, from which on they are its text layer.
_LAYER_SHARE = 0.9
_WHITE: Colour = (1.0, 1.0, 1.0)
#: Side of the squares (points) by which painted areas are looked up.
_SQUARE = 36.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's characters, parted by what a person sees."""

    visible: list[Character]
    hidden: list[Character]
    over_scan: bool  #: the visible ones are the text layer of a scanned page


def seen_and_hidden(drawing: Drawing) -> Seen:
    """Part the characters of a page; the order of drawing is kept."""
    paints = _PaintMap(drawing.paints)
    visible: list[Character] = []
    hidden: list[Character] = []
    layer: list[Character] = []
    scanned = is_scan(drawing)
    for character in drawing.characters:
        if not _within_sight(character, drawing):
            hidden.append(character)
        elif character.invisible or paints.covers(character):
            (layer if scanned else hidden).append(character)
        else:
            (visible if paints.stands_out(character) else hidden).append(character)
    if layer and len(layer) >= _LAYER_SHARE * (len(layer) + len(visible)):
        return Seen(sorted(layer + visible, key=lambda character: character.order), hidden, over_scan=True)
    return Seen(visible, _without_shadows(hidden + layer, visible), over_scan=False)


def is_scan(drawing: Drawing) -> bool:
    """Whether pictures cover nearly the whole page."""
    x0, y0, x1, y1 = drawing.visible_area
    area = max((x1 - x0) * (y1 - y0), 1.0)
    covered = 0.0
    for paint in drawing.paints:
        if paint.picture:
            width = min(paint.box[2], x1) - max(paint.box[0], x0)
            height = min(paint.box[3], y1) - max(paint.box[1], y0)
            covered += max(width, 0.0) * max(height, 0.0)
    return covered >= _SCAN_SHARE * area


def _within_sight(character: Character, drawing: Drawing) -> bool:
    """Large enough, and with its middle on the page and inside its clipping path."""
    if character.size < SMALLEST_SIZE:
        return False
    x, y = _middle(character)
    return all(
        x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for x0, y0, x1, y1 in (drawing.visible_area, character.clip)
    )


class _PaintMap:
    """Painted areas by place."""

    def __init__(self, paints: list[Paint]) -> None:
        self._everywhere: list[Paint] = []
        self._by_square: defaultdict[tuple[int, int], list[Paint]] = defaultdict(list)
        for paint in paints:
            if paint.outline:
                continue
            columns = range(int(paint.box[0] // _SQUARE), int(paint.box[2] // _SQUARE) + 1)
            rows = range(int(paint.box[1] // _SQUARE), int(paint.box[3] // _SQUARE) + 1)
            if len(columns) * len(rows) > 50:
                self._everywhere.append(paint)
                continue
            for column in columns:
                for row in rows:
                    self._by_square[column, row].append(paint)

    def covers(self, character: Character) -> bool:
        """Whether something opaque is drawn over the character later."""
        return any(paint.opaque and paint.order > character.order for paint in self._at(*_middle(character)))

    def stands_out(self, character: Character) -> bool:
        """Whether its colour differs from what may lie behind it; a stencil needs something painted through it."""
        under = self._at(*_middle(character))
        if character.clips:
            return any(paint.order > character.order for paint in under)
        if character.colour is None:
            return True
        grounds = [_WHITE]
        for paint in sorted(under, key=lambda paint: paint.order):
            if paint.order > character.order:
                break
            grounds = [paint.colour] if paint.opaque else [*grounds, paint.colour]
        return any(ground is None or _differ(character.colour, ground) for ground in grounds)

    def _at(self, x: float, y: float) -> list[Paint]:
        near = self._everywhere + self._by_square.get((int(x // _SQUARE), int(y // _SQUARE)), [])
        return [p for p in near if p.box[0] <= x <= p.box[2] and p.box[1] <= y <= p.box[3]]


def _without_shadows(hidden: list[Character], visible: list[Character]) -> list[Character]:
    """Hidden characters less those that repeat a visible one at its place: shadows and outlines drawn twice."""
    if not hidden:
        return hidden
    places = {(c.text, round(c.x0 / 3), round(c.baseline / 3)) for c in visible}
    return [c for c in hidden if not _near(c, places)]


def _near(character: Character, places: set[tuple[str, int, int]]) -> bool:
    column, row = round(character.x0 / 3), round(character.baseline / 3)
    return any((character.text, column + i, row + j) in places for i in (-1, 0, 1) for j in (-1, 0, 1))


def _middle(character: Character) -> tuple[float, float]:
    x0, y0, x1, y1 = character.box
    return (x0 + x1) / 2, (y0 + y1) / 2


@lru_cache(maxsize=4096)
def _differ(one: Colour, other: Colour) -> bool:
    if one is None or other is None or max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _LEAST_DISTANCE:
        return True
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((min(part, 1.0) + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
