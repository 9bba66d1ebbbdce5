"""The figures of `batch.py` as pictures: cost against size, memory against the number of résumés.

python tests/benchmark/batch_plots.py        docs/batch_costs.json → docs/batch_cost.svg, docs/batch_memory.svg
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from resumes import ROOT

DOCS = ROOT / "docs"
_WIDE, _HIGH = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 20, 24, 48
_COLOURS = ("#1b5e9b", "#b3541e", "#2e7d4f", "#7a3e9d")
Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """Points that belong together, joined by a line."""

    name: str
    points: Sequence[Point]


def picture(title: str, across: str, up: str, series: Sequence[Series]) -> str:
    """An SVG with linear axes that begin at 0."""
    most_x = _round(max(x for one in series for x, _ in one.points))
    most_y = _round(max(y for one in series for _, y in one.points))

    def place(x: float, y: float) -> str:
        right = _LEFT + x / most_x * (_WIDE - _LEFT - _RIGHT)
        down = _HIGH - _BOTTOM - y / most_y * (_HIGH - _TOP - _BOTTOM)
        return f"{right:.1f},{down:.1f}"

    parts = [*_axes(most_x, most_y, across, up, place), _text(_LEFT, 16, title, weight="bold")]
    for number, (one, colour) in enumerate(zip(series, _COLOURS, strict=False)):
        joined = " ".join(place(*point) for point in one.points)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(one.points) < 30:
            parts += [f'<circle cx="{p[0]}" cy="{p[1]}" r="3" fill="{colour}"/>' for p in _places(one.points, place)]
        low = _HIGH - _BOTTOM - 12 - 18 * number
        parts.append(_text(_WIDE - _RIGHT - 8, low, one.name, anchor="end", colour=colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}"'
    style = 'font-family="sans-serif" font-size="12" role="img"'
    ground = f'<title>{title}</title><rect width="{_WIDE}" height="{_HIGH}" fill="#ffffff"/>'
    return f"{head} {style}>\n{ground}\n" + "\n".join(parts) + "\n</svg>\n"


def _places(points: Sequence[Point], place: object) -> list[list[str]]:
    return [place(*point).split(",") for point in points]  # type: ignore[operator]


def _axes(most_x: float, most_y: float, across: str, up: str, place: object) -> list[str]:
    parts = []
    for step in range(6):
        x, y = most_x * step / 5, most_y * step / 5
        (left, bottom), (_, level) = _places([(x, 0), (0, y)], place)
        end = _WIDE - _RIGHT
        parts.append(f'<line x1="{_LEFT}" y1="{level}" x2="{end}" y2="{level}" stroke="#dddddd"/>')
        parts.append(_text(float(left), float(bottom) + 16, f"{x:,.6g}", anchor="middle"))
        parts.append(_text(_LEFT - 6, float(level) + 4, f"{y:,.6g}", anchor="end"))
    middle = (_TOP + _HIGH - _BOTTOM) / 2
    parts.append(_text((_LEFT + _WIDE - _RIGHT) / 2, _HIGH - 10, across, anchor="middle"))
    turned = f'<g transform="rotate(-90 14 {middle})">{_text(14, middle, up, anchor="middle")}</g>'
    return [*parts, turned]


def _text(
    x: float, y: float, words: str, anchor: str = "start", colour: str = "#222222", weight: str = "normal"
) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">{words}</text>'


def _round(value: float) -> float:
    """The next round number: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(max(value, 1e-9)))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if value <= step * power)


def main() -> None:
    """Draw what has been measured."""
    measured = json.loads((DOCS / "batch_costs.json").read_text(encoding="utf-8"))
    if rows := measured.get("by size"):
        names = {"worker": "a worker of the batch", "obvious_pipeline": "obvious pipeline"}
        series = [Series(shown, [(row["lines"], row[name]) for row in rows]) for name, shown in names.items()]
        title = "Core-seconds a résumé, by its size"
        (DOCS / "batch_cost.svg").write_text(picture(title, "lines on the résumé", "core-seconds", series))
    curves = {name: one["curve"] for name, one in measured.items() if isinstance(one, dict) and "curve" in one}
    if curves:
        series = [Series(name, [(done, size) for done, _, size in curve]) for name, curve in curves.items()]
        title = "Memory of all processes along a run"
        (DOCS / "batch_memory.svg").write_text(picture(title, "résumés done", "megabytes", series))


if __name__ == "__main__":
    main()
