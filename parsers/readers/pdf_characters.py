"""What a PDF page draws, in drawing order: characters with position, size, font and colour, and the areas painted.

pdfminer.six interprets the page, with the additions in `pdf_painting`. Coordinates are points with the origin at the
top left of the page.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, mult_matrix

from parsers.cleaning import readable
from parsers.document import Box
from parsers.errors import LimitExceeded
from parsers.limits import Limits
from parsers.readers.pdf_painting import EVERYWHERE, Interpreter, PaintingDevice, hidden_layers_of, intersection

#: Red, green and blue from 0 to 1; None where it cannot be told (patterns, gradients, named inks).
Colour = tuple[float, float, float] | None

#: Stands for a glyph whose font does not say which letter it is.
UNREADABLE = "\ufffd"

_BLACK: Colour = (0.0, 0.0, 0.0)
#: More characters on one page than any document has; forms that draw one another can multiply without end.
_MOST_CHARACTERS = 200_000
#: pdfminer takes the soft hyphen of Windows fonts, which they draw as a hyphen, for a space.
_SOFT_HYPHEN = 0xAD
_ICON_FONTS = ("awesome", "icon", "symbol", "wingding", "webding", "dingbat", "emoji", "glyph", "material", "fontello")
_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
    "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A font as far as reading needs it."""

    name: str
    bold: bool
    italic: bool
    icons: bool  #: pictures rather than letters
    descent: float  #: depth below the baseline, as a share of the size; positive


@dataclass(slots=True)
class Character:
    """One drawn glyph. `angle` is the direction of writing, in quarter turns clockwise.

    `x0`, `x1` run along that direction and `baseline` across it, so rotated text is laid out like upright text.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    face: Face
    colour: Colour
    order: int
    angle: int = 0
    after_space: bool = False
    invisible: bool = False  #: render mode 3, fully transparent or on a layer that is switched off
    clips: bool = False  #: serves as a stencil: seen only if something is painted through it
    clip: Box = EVERYWHERE

    @property
    def box(self) -> Box:
        """Where it stands on the page."""
        bottom = self.baseline + self.face.descent * self.size
        return turned((self.x0, bottom - self.size, self.x1, bottom), self.angle)


@dataclass(frozen=True, slots=True)
class Paint:
    """An area that is filled, outlined or holds a picture."""

    box: Box
    colour: Colour
    order: int
    opaque: bool  #: hides what was drawn before
    picture: bool = False
    outline: bool = False  #: only its edge is drawn


@dataclass(slots=True)
class Drawing:
    """All that one page draws."""

    number: int
    width: float
    height: float
    visible_area: Box
    characters: list[Character] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)


def turned(box: Box, angle: int) -> Box:
    """A box from the coordinates of text at `angle` quarter turns to those of the page."""
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y1), (-y1, x0, -y0, x1), (-x1, -y1, -x0, -y0), (y0, -x1, y1, -x0)][angle % 4]


def draw(page: PDFPage, number: int, resources: PDFResourceManager, limits: Limits) -> Drawing:
    """Everything on `page` in drawing order.

    Raises LimitExceeded, and whatever pdfminer raises on broken content.
    """
    device = _Recorder(resources, number)
    interpreter = Interpreter(resources, device)
    interpreter.deepest = limits.nesting
    interpreter.hidden_layers = hidden_layers_of(page)
    interpreter.process_page(page)
    drawing = device.drawing
    drawing.characters = _with_accents(drawing.characters)
    return drawing


class _Recorder(PaintingDevice):
    """The pdfminer device that writes down what is drawn."""

    drawing: Drawing
    ctm: Matrix

    def __init__(self, resources: PDFResourceManager, number: int) -> None:
        super().__init__(resources)
        self.number = number
        self.forms = 0
        self.open_marks: list[bool] = []
        self.image_clip = EVERYWHERE
        self._order = 0
        self._mode = 0
        self._space_before = False
        self._figures: list[Box] = []
        self._faces: dict[int, Face] = {}

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        width, height = abs(page.mediabox[2] - page.mediabox[0]), abs(page.mediabox[3] - page.mediabox[1])
        if page.rotate in (90, 270):
            width, height = height, width
        self._height = height
        cropped = self._flipped(_transformed(page.cropbox, ctm))
        area = intersection((0.0, 0.0, width, height), cropped)
        has_area = area[2] - area[0] > 1 and area[3] - area[1] > 1
        self.drawing = Drawing(self.number, width, height, area if has_area else (0.0, 0.0, width, height))

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._figures.append(self._flipped(_transformed(bbox, mult_matrix(matrix, self.ctm))))

    def end_figure(self, name: str) -> None:
        self._figures.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        box = self._figures[-1]
        covers = not any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM"))
        self.paint(intersection(box, self.image_clip), None, covers and not any(self.open_marks), picture=True)

    def paint(
        self, box: Box, colour: Colour, opaque: bool = False, picture: bool = False, outline: bool = False
    ) -> None:
        """Write down a painted area."""
        self._order += 1
        self.drawing.paints.append(Paint(box, colour, self._order, opaque, picture, outline))

    def shade(self, box: Box) -> None:
        self.paint(box, None)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        if any(self.open_marks) or graphicstate.opacity < 0.05:
            return
        for part in _subpaths(path):
            box = self.extent(part)
            if box is None:
                continue
            clipped = intersection(box, graphicstate.clip)
            if fill:
                solid = graphicstate.opacity > 0.9 and _fills_its_box(part)
                self.paint(clipped, _colour(graphicstate.ncolor, graphicstate.ncs), opaque=solid)
            elif stroke:
                self.paint(clipped, _colour(graphicstate.scolor, graphicstate.scs), outline=True)

    def extent(self, path: Sequence[Any]) -> Box | None:
        """The box around a path, on the page."""
        points = [pair for _, *numbers in path for pair in zip(numbers[::2], numbers[1::2], strict=False)]
        if not points:
            return None
        try:
            xs, ys = zip(*((float(x), float(y)) for x, y in points), strict=True)
        except (TypeError, ValueError):
            return None
        return self._flipped(_transformed((min(xs), min(ys), max(xs), max(ys)), self.ctm))

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: PDFColorSpace, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: Any,
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        face = self._face(font)
        text = _letters(font, cid, face)
        if text.isspace():
            self._space_before = True
            return advance
        if not text:
            return advance
        self._order += 1
        if len(self.drawing.characters) > _MOST_CHARACTERS:
            raise LimitExceeded("A page of the PDF holds more characters than can be read.")
        a, b, c, d, e, f = matrix
        stretch = math.hypot(a, b)
        angle = round(math.degrees(math.atan2(-b, a)) / 90) % 4 if stretch else 0
        x, y = e + c * rise, self._height - (f + d * rise)
        along, across = [(x, y), (y, -x), (-x, -y), (-y, x)][angle]
        length = advance * stretch
        size = abs(fontsize) * (abs(a * d - b * c) / stretch if stretch else 0.0) * _type3_scale(font)
        mode, stroked = self._mode, self._mode in (1, 5)
        source = (graphicstate.scolor, graphicstate.scs) if stroked else (graphicstate.ncolor, ncs)
        unseen = mode == 3 or graphicstate.opacity < 0.05 or any(self.open_marks)
        first, last = sorted((along, along + length))
        character = Character(text, first, last, across, size, face, _colour(*source), self._order, angle)
        character.after_space, character.invisible = self._space_before, unseen
        character.clips, character.clip = mode == 7, graphicstate.clip
        self.drawing.characters.append(character)
        self._space_before = False
        return advance

    def _face(self, font: PDFFont) -> Face:
        face = self._faces.get(id(font))
        if face is None:
            face = self._faces[id(font)] = _describe(font)
        return face

    def _flipped(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        return x0, self._height - y1, x1, self._height - y0


def _letters(font: PDFFont, cid: int, face: Face) -> str:
    """The text of a glyph; UNREADABLE where the font does not tell, nothing for an icon."""
    try:
        text = str(font.to_unichr(cid))
    except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
        return "" if face.icons else UNREADABLE
    if cid == _SOFT_HYPHEN and text.isspace() and not font.is_multibyte():
        return chr(_SOFT_HYPHEN)
    return _cleaned(text, face.icons)


@lru_cache(maxsize=4096)
def _cleaned(text: str, icons: bool) -> str:
    cleaned = "".join(map(readable, text))
    if cleaned or not text or icons or all(unicodedata.category(c) in ("Cf", "Mn", "Zl", "Zp") for c in text):
        return cleaned
    return " " if text in "\t\n\r" else UNREADABLE


def _describe(font: PDFFont) -> Face:
    name = str(font.fontname)
    name = name.split("+", 1)[1] if "+" in name[:8] else name
    lowered = name.casefold()
    weight = font.descriptor.get("FontWeight")
    bold = any(word in lowered for word in ("bold", "black", "heavy", "semibd", "demi")) or lowered.endswith("-bd")
    bold = bold or lowered.startswith(("cmbx", "sfbx", "cmssbx", "ecbx")) or bool(font.flags & (1 << 18))
    bold = bold or (isinstance(weight, int | float) and weight >= 600)
    italic = "italic" in lowered or "oblique" in lowered or lowered.startswith(("cmti", "sfti", "ecti"))
    icons = any(word in lowered for word in _ICON_FONTS)
    descent = min(max(-font.get_descent(), 0.15), 0.3) if not isinstance(font, PDFType3Font) else 0.22
    return Face(name, bold, italic or bool(font.flags & (1 << 6)), icons, descent)


def _type3_scale(font: PDFFont) -> float:
    """Type 3 fonts choose their own unit; their size is the height of their glyphs."""
    if not isinstance(font, PDFType3Font):
        return 1.0
    height = abs(font.bbox[3] - font.bbox[1]) * abs(font.vscale)
    return height if height > 0.0 and not 0.5 < abs(font.vscale) * 1000 < 2 else 1.0


def _colour(value: Any, space: PDFColorSpace | None) -> Colour:
    """The colour on screen, or None where only the reader of a PDF with all its inks could tell."""
    if space is not None and space.name in ("Separation", "DeviceN", "Indexed", "Lab", "Pattern"):
        return None
    if isinstance(value, int | float):
        return (float(value),) * 3
    if not isinstance(value, tuple) or not all(isinstance(part, int | float) for part in value):
        return None
    if len(value) == 3:
        return float(value[0]), float(value[1]), float(value[2])
    if len(value) == 4:
        cyan, magenta, yellow, black = (min(max(float(part), 0.0), 1.0) for part in value)
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def _subpaths(path: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = []
    for step in path:
        if step[0] == "m" or not parts:
            parts.append([])
        parts[-1].append(step)
    return parts


def _fills_its_box(path: Sequence[Any]) -> bool:
    """Whether a closed path covers nearly all of the box around it: a rectangle, perhaps with rounded corners."""
    points = [(float(step[-2]), float(step[-1])) for step in path if len(step) >= 3]
    if len(points) < 4:
        return False
    pairs = zip(points, points[1:] + points[:1], strict=True)
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2
    xs, ys = zip(*points, strict=True)
    around = (max(xs) - min(xs)) * (max(ys) - min(ys))
    return bool(area >= 0.9 * around > 0)


def _transformed(box: Any, matrix: Matrix) -> Box:
    x0, y0, x1, y1 = (float(resolve1(value)) for value in box)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _with_accents(characters: list[Character]) -> list[Character]:
    """Accents that TeX draws over or under a letter of their own are put onto it."""
    kept: list[Character] = []
    pending: Character | None = None
    for character in characters:
        if pending is not None and _over(pending, character):
            composed = unicodedata.normalize("NFC", character.text + _ACCENTS[pending.text])
            kept[-1] = replace(character, text=composed.replace("ı\u0301", "í"), after_space=pending.after_space)
            pending = None
            continue
        if character.text in _ACCENTS and kept and _over(character, kept[-1]):
            before = kept[-1]
            before.text = unicodedata.normalize("NFC", before.text + _ACCENTS[character.text])
            continue
        kept.append(character)
        pending = character if character.text in _ACCENTS else None
    return kept


def _over(accent: Character, letter: Character) -> bool:
    middle = (accent.x0 + accent.x1) / 2
    level = abs(accent.baseline - letter.baseline) < 0.6 * letter.size
    return bool(letter.text.isalpha() and accent.angle == letter.angle and level and letter.x0 <= middle <= letter.x1)
