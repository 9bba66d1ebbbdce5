"""Dates as people write them on résumés, and how long things lasted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A year and, where it is said, a month (1–12; 0: only the year is known)."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        """ISO 8601 as JSON Resume has it: "2019-03" or "2019"."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`; `ongoing` where the text says present. A single date has start == end."""

    start: Month | None
    end: Month | None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and the span of text that says it."""

    period: Period
    start: int
    end: int


def find_periods(text: str, start: int = 0, end: int | None = None) -> list[FoundPeriod]:
    """Every date range or single date in `text[start:end]`, in order, offsets into `text`."""
    raise NotImplementedError


def months_of(period: Period, today: Month) -> int:
    """Length in whole months; an ongoing period runs to `today`; 0 where it cannot be known."""
    raise NotImplementedError


def months_covered(periods: Iterable[Period], today: Month) -> int:
    """Months in the union of the periods: overlaps count once."""
    raise NotImplementedError
