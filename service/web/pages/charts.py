"""The coverage chart: a bar for every requirement, as wide as it weighs and as full as it is shown.

So the part of the picture that is filled is the coverage, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.coverage import SCORES, WEIGHTS
from service.report import RequirementReport, Status

#: Size of the drawing and the room between two bars, in its own units.
WIDTH, HEIGHT, GAP = 1000, 40, 5

ORDER: tuple[Status, ...] = ("met", "partial", "missing", "not_judged")


@dataclass(frozen=True, slots=True)
class Bar:
    """One requirement in the drawing; `full` is the height that is filled, from below."""

    requirement_id: str
    status: Status
    x: float
    width: float
    full: float


def bars(requirements: Sequence[RequirementReport]) -> list[Bar]:
    """The bars from left to right: what is shown first, otherwise in the advertisement's order."""
    ordered = sorted(requirements, key=lambda one: (ORDER.index(one.status), one.start))
    total = sum(WEIGHTS[one.priority] for one in ordered) or 1
    unit = (WIDTH - GAP * max(len(ordered) - 1, 0)) / total
    drawn, x = [], 0.0
    for one in ordered:
        width = unit * WEIGHTS[one.priority]
        drawn.append(Bar(one.id, one.status, round(x, 2), round(width, 2), HEIGHT * SCORES.get(one.status, 0.0)))
        x += width + GAP
    return drawn
