"""Bullets that are drawn rather than written: browsers and design programs paint small discs and squares.

Such a mark becomes a bullet character, so that later steps need not care. A dot on an upright line (a timeline), a row
of dots (a rating) and a dot within a line are no bullets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from parsers.readers.pdf_characters import Character, Drawing, Paint
from parsers.readers.pdf_tables import Rules

#: Diameter in points, and at most this share of the size of the text beside it.
_SMALLEST, _LARGEST, _LARGEST_SHARE = 1.2, 8.0, 0.62
#: Farthest that the text may stand to the right, and free space needed on the left, in font sizes.
_REACH, _FREE = 2.6, 2.0


def painted_bullets(drawing: Drawing, visible: Sequence[Character], rules: Rules) -> list[Character]:
    """A bullet character for each painted mark before a line of upright text."""
    marks = [paint for paint in drawing.paints if _may_be_mark(paint)]
    if not marks:
        return []
    upright = sorted((c for c in visible if c.angle == 0), key=lambda character: character.baseline)
    baselines = [character.baseline for character in upright]
    bullets: dict[tuple[int, int], Character] = {}
    for mark in marks:
        middle = (mark.box[1] + mark.box[3]) / 2
        level = upright[bisect_left(baselines, middle) : bisect_right(baselines, middle + 12)]
        text = _text_beside(mark, level, middle)
        if text is not None and not _is_on_a_line(mark, rules) and not _is_in_a_row(mark, marks):
            x0, _, x1, _ = mark.box
            bullet = Character("•", x0, x1, text.baseline, text.size, text.face, mark.colour, mark.order)
            bullets[round(x0), round(text.baseline)] = bullet
    return list(bullets.values())


def _may_be_mark(paint: Paint) -> bool:
    width, height = paint.box[2] - paint.box[0], paint.box[3] - paint.box[1]
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        return False
    return 0.5 < width / height < 2


def _text_beside(mark: Paint, level: list[Character], middle: float) -> Character | None:
    """The first character to the right, if the mark stands at the middle of its height and nothing to the left."""
    near = [c for c in level if 0.05 * c.size < c.baseline - middle < 0.6 * c.size]
    right = [c for c in near if mark.box[2] - 0.5 <= c.x0 <= mark.box[2] + _REACH * c.size]
    if not right:
        return None
    text = min(right, key=lambda character: character.x0)
    if any(mark.box[0] - _FREE * text.size < c.x1 <= mark.box[2] for c in near) or text.text in "•◦▪":
        return None
    height = mark.box[3] - mark.box[1]
    return text if height <= _LARGEST_SHARE * text.size else None


def _is_on_a_line(mark: Paint, rules: Rules) -> bool:
    x0, y0, x1, y1 = mark.box
    return any(
        x0 - 1 <= stroke.at <= x1 + 1 and stroke.start <= y1 + 6 and stroke.end >= y0 - 6 for stroke in rules.down
    )


def _is_in_a_row(mark: Paint, marks: list[Paint]) -> bool:
    x0, y0, x1, _ = mark.box
    return any(
        abs(other.box[1] - y0) < 1 and (1 < other.box[0] - x0 < 3 * (x1 - x0) or 1 < x0 - other.box[0] < 3 * (x1 - x0))
        for other in marks
    )
