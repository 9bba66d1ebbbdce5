"""A picture to characters with position, size and weight: what the recogniser reads, measured in the ink itself.

The recogniser (rapidocr, its models part of the package) says which words stand in which box. Boxes are generous and
uneven, so a line's extent, baseline and size come from its ink: with the text known, it is known whether the ink
reaches from a capital to a descender or only over the small letters.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from threading import Lock
from typing import Any

import cv2
import numpy as np
import rapidocr
from numpy.typing import NDArray
from pdfminer.fontmetrics import FONT_METRICS

from parsers.cleaning import clean
from parsers.readers.pdf_characters import Character, Drawing, Face, Paint

Pixels = NDArray[np.uint8]

#: Confidence below which a line is reported, and below which it is no text: a logo, a signature, a stain.
_CERTAIN, _LEGIBLE = 0.85, 0.5
#: Mean confidence below which the page may stand on its head.
_UPRIGHT = 0.8
#: Longer side of the picture in which lines are looked for, in pixels: 110 dpi of A4. Words are read at full size.
_SIDE_FOR_FINDING = 1_280
_THREADS = min(2, os.cpu_count() or 1)
#: Heights of letters as shares of the size, as in most text faces.
_CAPITAL, _SMALL, _DESCENT = 0.73, 0.53, 0.21
_RISING = frozenset("bdfhkltißđ()[]{}|/\\@&#%$§'\"“”‘’!?")
#: A gap fits a word if it is at least and at most so many times as wide as the word would be in a common face.
_FITTING = (0.55, 1.8)
#: Steps of grey (of 255) by which ink differs from its ground at the least.
_LEAST_CONTRAST = 30
#: Pixels in a row from which on it is part of a letter rather than noise.
_LEAST_INK = 2
#: Sizes that differ by less, as a share, are one; strokes so many times the page's usual ones are bold.
_SAME_SIZE, _BOLD = 0.07, 1.18
_WIDTHS: Mapping[str, float] = FONT_METRICS["Helvetica"][1]

_REGULAR = Face("picture", bold=False, italic=False, icons=False, descent=_DESCENT)
_HEAVY = replace(_REGULAR, bold=True)
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that was read from a picture."""

    drawing: Drawing  #: characters in points; black spots that may be bullets, and drawn lines, as paints
    uncertain: int  #: number of lines that were hard to read


@dataclass(slots=True)
class _Line:
    """A recognised line: its corners (4, 2) in pixels, clockwise from its top left, and later its measures."""

    corners: NDArray[np.float64]
    text: str
    score: float
    words: list[tuple[str, float, float]] = field(default_factory=list)  #: each with its left and right edge
    baseline: float = 0.0
    size: float = 0.0
    stroke: float = 0.0

    @property
    def angle(self) -> float:
        """Slope of the line in radians, clockwise."""
        across, down = self.corners[1] - self.corners[0]
        return math.atan2(down, across)

    @property
    def length(self) -> float:
        """Length of its upper edge, in pixels."""
        return float(np.hypot(*(self.corners[1] - self.corners[0])))


def recognised(
    pixels: Pixels, points_per_pixel: float, number: int, origin: tuple[float, float] = (0.0, 0.0)
) -> Picture:
    """The page that a picture (height, width, 3; red, green, blue) shows, turned and straightened for reading.

    `origin` is where the picture's top left corner stands on the page, in points.
    """
    turned, lines = _upright(pixels)
    grey = np.asarray(cv2.cvtColor(turned, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    height, width = grey.shape
    slope = _slope(lines)
    if abs(slope) > 0.001:
        grey, lines = _straightened(grey, lines, slope)
    contrast = _contrast(grey)
    lines = [line for line in lines if line.score >= _LEGIBLE and _measure(line, contrast)]
    _even_out_sizes(lines)
    usual = _usual_stroke(lines)
    drawing = Drawing(number, width * points_per_pixel, height * points_per_pixel, (0.0, 0.0, 0.0, 0.0))
    x, y = origin
    drawing.visible_area = (x, y, x + drawing.width, y + drawing.height)
    for line in lines:
        face = _HEAVY if line.stroke / line.size > _BOLD * usual else _REGULAR
        drawing.characters += _characters(line, face, points_per_pixel, origin, len(drawing.characters))
    drawing.paints = _paints(contrast, lines, points_per_pixel, origin)
    return Picture(drawing, sum(line.score < _CERTAIN for line in lines))


@lru_cache(maxsize=1)
def _recogniser() -> rapidocr.RapidOCR:
    """The recogniser with the models of its own package; nothing is downloaded."""
    models = Path(rapidocr.__file__).parent / "models"
    found, known = sorted(models.glob("*_det_*.onnx")), sorted(models.glob("*_rec_*.onnx"))
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 10_000,
            "Global.text_score": 0.0,
            # Its judge of upright lines takes some long ones for lying on their head; whole pages are judged here.
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(found[0]),
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE_FOR_FINDING,
            "Rec.model_path": str(known[0]),
            "Rec.rec_batch_num": 1,
        }
    )


def _lines_of(pixels: Pixels) -> list[_Line]:
    with _one_at_a_time:
        result: Any = _recogniser()(np.ascontiguousarray(pixels[:, :, ::-1]))
    if result.boxes is None or result.txts is None or result.scores is None:
        return []
    found = zip(result.boxes, result.txts, result.scores, strict=True)
    lines = [_Line(np.asarray(box, dtype=np.float64), _spaced(clean(text)), float(score)) for box, text, score in found]
    return [line for line in lines if line.text]


def _spaced(text: str) -> str:
    """The text with the spaces around punctuation, and after a bullet, that the recogniser leaves out."""
    text = re.sub(r"^\s*([•●▪■◦○·])(?=\w)", r"\1 ", text)
    text = re.sub(r"\s*\|\s*", " | ", text)
    text = re.sub(r"(?<=[^\W\d_]),(?=[^\W\d_])", ", ", text)
    text = re.sub(r"(?<=\w)([–—]) | ([–—])(?=\w)", lambda dash: f" {dash[1] or dash[2]} ", text)
    return text.strip()


def _upright(pixels: Pixels) -> tuple[Pixels, list[_Line]]:
    """The picture the way up in which it reads best, and its lines."""
    lines = _lines_of(pixels)
    if not lines:
        return pixels, lines
    if sum(_is_upended(line) * len(line.text) for line in lines) > 0.5 * sum(len(line.text) for line in lines):
        pixels = np.rot90(pixels)
        lines = _lines_of(pixels)
    if _confidence(lines) < _UPRIGHT:
        other = np.rot90(pixels, 2)
        other_lines = _lines_of(other)
        if _confidence(other_lines) > _confidence(lines):
            return np.ascontiguousarray(other), other_lines
    return np.ascontiguousarray(pixels), lines


def _is_upended(line: _Line) -> bool:
    """Whether a line is taller than wide, as the lines of a page that lies on its side are."""
    width, height = np.ptp(line.corners, axis=0)
    return bool(height > 1.5 * width)


def _confidence(lines: list[_Line]) -> float:
    letters = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / letters if letters else 0.0


def _slope(lines: list[_Line]) -> float:
    """By how much the page is tilted, in radians: the median of its longer lines."""
    longest = sorted(lines, key=lambda line: -line.length)[: max(len(lines) // 2, 1)]
    return median(line.angle for line in longest) if len(lines) > 2 else 0.0


def _straightened(grey: Pixels, lines: list[_Line], slope: float) -> tuple[Pixels, list[_Line]]:
    """Picture and corners turned about the middle so that lines run level."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), math.degrees(slope), 1.0)
    level = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    for line in lines:
        line.corners = line.corners @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(level, dtype=np.uint8), lines


def _contrast(grey: Pixels) -> Pixels:
    """How far each pixel is from the ground around it, darker or lighter; shadows and coloured panels are ground."""
    size = max(grey.shape) // 160 | 1
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(small, size), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.absdiff(grey, ground), dtype=np.uint8)


def _measure(line: _Line, contrast: Pixels) -> bool:
    """Put the line's extent, baseline, size and stroke into it; False where nothing stands out."""
    x0, y0 = np.maximum(np.floor(line.corners.min(axis=0)).astype(int), 0)
    x1, y1 = np.ceil(line.corners.max(axis=0)).astype(int)
    around = contrast[y0:y1, x0:x1]
    if not around.size or around.max() < _LEAST_CONTRAST:
        return False
    # Half-way between the ground and the line's own ink, be it black or grey.
    inside = around > 0.5 * np.percentile(around[around >= _LEAST_CONTRAST], 90)
    rows = inside.sum(axis=1).astype(int)
    # Below the baseline stands much less than above it, whatever the letters are.
    lower = len(rows) // 2
    drops = rows[lower:] - np.append(rows[lower + 1 :], 0)
    baseline = lower + int(drops.argmax()) + 1
    empty = np.flatnonzero(rows[:lower] < _LEAST_INK)
    top = int(empty[-1]) + 1 if empty.size else 0
    columns = np.asarray(inside[top:baseline].any(axis=0))
    if baseline - top < _LEAST_INK or not columns.any():
        return False
    line.baseline = float(y0 + baseline)
    line.size = (baseline - top) / (_CAPITAL if any(map(_rises, line.text)) else _SMALL)
    line.words = [
        (word, float(x0 + left), float(x0 + right)) for word, left, right in _word_extents(line, _runs(columns))
    ]
    line.stroke = _stroke(inside)
    return True


def _runs(columns: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of each unbroken run of columns with ink."""
    edges = np.flatnonzero(np.diff(columns.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _word_extents(line: _Line, runs: list[tuple[int, int]]) -> list[tuple[str, float, float]]:
    """Where each word stands: between the widest gaps, or where those do not fit the words, by their usual widths."""
    words = line.text.split()
    gaps = [after - before for (_, before), (after, _) in pairwise(runs)]
    if gaps and len(words[0]) > 1 and runs[0][1] - runs[0][0] < 0.5 * line.size and gaps[0] > 0.35 * line.size:
        # A bullet that is in the box and not in the text.
        runs, gaps = runs[1:], gaps[1:]
    left, right = runs[0][0], runs[-1][1]
    unit = (right - left) / _width(" ".join(words))
    if len(words) - 1 <= len(gaps):
        cuts = sorted(sorted(range(len(gaps)), key=lambda index: -gaps[index])[: len(words) - 1])
        starts = [runs[0][0], *(runs[cut + 1][0] for cut in cuts)]
        ends = [*(runs[cut][1] for cut in cuts), runs[-1][1]]
        expected = [_width(word) * unit for word in words]
        least, most = _FITTING
        if all(least * e < end - s < most * e for s, end, e in zip(starts, ends, expected, strict=True)):
            return [(word, float(s), float(e)) for word, s, e in zip(words, starts, ends, strict=True)]
    extents: list[tuple[str, float, float]] = []
    x = float(left)
    for word in words:
        extents.append((word, x, x + _width(word) * unit))
        x += _width(f"{word} ") * unit
    return extents


def _width(text: str) -> float:
    """How wide a text is in a common face, in thousandths of its size."""
    return sum(_WIDTHS.get(character, 600) for character in text)


def _rises(character: str) -> bool:
    return character.isupper() or character.isdigit() or character in _RISING


def _stroke(inside: NDArray[np.bool_]) -> float:
    """Usual width of the strokes in pixels: twice the area over the length of its edge."""
    area = inside.astype(np.uint8)
    edge = area - cv2.erode(area, np.ones((3, 3), np.uint8))
    return 2.0 * float(area.sum()) / max(float(edge.sum()), 1.0)


def _even_out_sizes(lines: list[_Line]) -> None:
    """Sizes that are nearly the same become the same, weighted by the letters that have them."""
    group: list[_Line] = []
    for line in [*sorted(lines, key=lambda line: line.size), None]:
        if group and (line is None or line.size > (1 + _SAME_SIZE) * median(other.size for other in group)):
            usual = median(other.size for other in group for _ in other.text)
            for other in group:
                other.size = usual
            group = []
        if line is not None:
            group.append(line)


def _usual_stroke(lines: list[_Line]) -> float:
    return median([line.stroke / line.size for line in lines for _ in line.text]) if lines else 1.0


def _characters(line: _Line, face: Face, scale: float, origin: tuple[float, float], order: int) -> list[Character]:
    """The line's letters, each as wide in proportion to its word as it is in a common face."""
    baseline, size = origin[1] + line.baseline * scale, line.size * scale
    characters: list[Character] = []
    for index, (word, left, right) in enumerate(line.words):
        unit = (right - left) * scale / _width(word)
        x = origin[0] + left * scale
        for position, letter in enumerate(word):
            start, x = x, x + _width(letter) * unit
            character = Character(letter, start, x, baseline, size, face, (0.0, 0.0, 0.0), order + len(characters))
            character.after_space = index > 0 and position == 0
            characters.append(character)
    return characters


def _paints(contrast: Pixels, lines: list[_Line], scale: float, origin: tuple[float, float]) -> list[Paint]:
    """Spots outside the recognised lines, which may be bullets."""
    rest = (contrast >= 2 * _LEAST_CONTRAST).astype(np.uint8)
    for line in lines:
        top, bottom = line.baseline - 0.8 * line.size, line.baseline + 0.25 * line.size
        rest[max(round(top), 0) : round(bottom), round(line.words[0][1]) : round(line.words[-1][2])] = 0
    count, _, spots, _ = cv2.connectedComponentsWithStats(rest)
    if not 1 < count < 20_000:
        return []
    paints: list[Paint] = []
    for left, top, width, height, area in spots[1:]:
        if area >= 0.6 * width * height and max(width, height) * scale <= 8:
            x0, y0 = origin[0] + left * scale, origin[1] + top * scale
            box = (x0, y0, x0 + width * scale, y0 + height * scale)
            paints.append(Paint(box, (0.0, 0.0, 0.0), order=0, opaque=False))
    return paints
