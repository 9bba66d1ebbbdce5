"""Distributions as bars, ready to be drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.batch.table import Row

_TENTHS = 10
#: Gaps from which on they are counted together, and upper bounds of the groups of years.
_MANY_GAPS = 6
_YEARS = (1, 3, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Bars:
    """One distribution; a bar is a label and a number of résumés."""

    title: str
    axis: str
    bars: tuple[tuple[str, int], ...]
    edges: tuple[str, ...] = ()  #: where the bars begin and end, for labels that have no room below each

    @property
    def highest(self) -> int:
        """The greatest number; at least 1."""
        return max((count for _, count in self.bars), default=0) or 1


def coverage_bars(rows: Sequence[Row]) -> Bars:
    """How many of the judged résumés show which share of what is asked, in tenths; 100 % belongs to the last."""
    shares = [row.coverage for row in rows if row.coverage is not None]
    tenths = [min(int(share * _TENTHS + 1e-9), _TENTHS - 1) for share in shares]
    bars = tuple((f"{10 * tenth}–{10 * tenth + 10}", tenths.count(tenth)) for tenth in range(_TENTHS))
    edges = tuple(str(10 * tenth) for tenth in range(_TENTHS + 1))
    return Bars("How much of what is asked is shown", "% shown", bars, edges)


def gap_bars(rows: Sequence[Row]) -> Bars:
    """How many of the judged résumés leave how many musts open."""
    gaps = [min(row.counts["must_missing"], _MANY_GAPS) for row in rows if row.judged]
    labels = [*map(str, range(_MANY_GAPS)), f"{_MANY_GAPS}+"]
    return Bars("Musts that are not shown", "musts missing", tuple(zip(labels, map(gaps.count, range(7)), strict=True)))


def year_bars(rows: Sequence[Row]) -> Bars:
    """How many résumés tell of how many years in paid posts."""
    groups = [sum(row.work_years >= bound for bound in _YEARS) for row in rows]
    edges = [0, *_YEARS]
    labels = [f"{low}–{high}" for low, high in zip(edges, _YEARS, strict=False)] + [f"{_YEARS[-1]}+"]
    bars = tuple((label, groups.count(number)) for number, label in enumerate(labels))
    return Bars("Years in paid posts", "years", bars)
