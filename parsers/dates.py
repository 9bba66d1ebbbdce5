"""Dates as people write them on résumés, and how long things lasted.

English, Spanish, French and German are read. A text is searched for points in time ("March 2018", "03/2018", "2018",
"Summer 2019"), and points that a dash or a word like "to" or "bis" joins become one period.

Conventions, where what is written leaves room:

* A season or a quarter stands for its first month as a start and its last month as an end (northern seasons; a season
  of two years, "Summer 2010–11", is December to February).
* A year alone stands for its middle: 2018–2020 lasts 24 months (July to June), what such ranges last on average. A
  single year lasts 6 months at most: it says only that something lay within that year.
* Whatever has not happened yet does not count: a period ends `today` at the latest.
* An implausible year (before 1940 or after 2049), or a start behind its end, is taken as a slip of the pen: that part
  is None, and the length is unknown (0), never decades.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.time_points import DASH, Month, Point, plausible_month, points_in

__all__ = ["FoundPeriod", "Month", "Period", "find_periods", "months_covered"]


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
    """Every date range or single date in `text[start:end]`, in order, offsets into `text`; spans do not overlap.

    >>> [str(found.period.start) for found in find_periods("Treasurer, March 2018 – present")]
    ['2018-03']
    """
    offset, stop = max(start, 0), len(text) if end is None else min(end, len(text))
    part = text[offset:stop]
    points = points_in(part)
    found: list[FoundPeriod] = []
    floor = index = 0
    while index < len(points):
        following = points[index + 1] if index + 1 < len(points) else None
        period, first, last, used = _read(part, points[index], following, floor)
        if period is not None:
            found.append(FoundPeriod(period, offset + first, offset + last))
            floor = last
        index += used
    return found


def months_covered(periods: Iterable[Period], today: Month) -> int:
    """Whole months in the union of the periods, first and last included: overlaps count once.

    An ongoing period runs to `today`; one whose length cannot be known counts nothing.

    >>> months_covered([Period(Month(2019, 3), Month(2019, 6))], Month(2026, 11))
    4
    """
    spans = sorted(span for period in periods if (span := _month_span(period, today)))
    total, covered_to = 0, -1
    for first, last in spans:
        total += max(0, last - max(first, covered_to + 1) + 1)
        covered_to = max(covered_to, last)
    return total


def _month_span(period: Period, today: Month) -> tuple[int, int] | None:
    """First and last month of the period, counted from the year 0; None where the length cannot be known."""
    now = today.year * 12 + (today.month or 12) - 1
    end = today if period.ongoing else period.end
    if period.start is None or end is None:
        return None
    first, last = period.start.year * 12, end.year * 12
    if period.start == end and not end.month and not period.ongoing:
        first, last = first + 3, last + 8
    else:
        first += (period.start.month or 7) - 1
        last += (end.month or (12 if period.ongoing else 6)) - 1
        if not period.start.month and period.start.year == end.year:
            first = min(first, last)
        if not end.month and period.start.year == end.year:
            last = max(first, last)
    last = min(last, now)
    return (first, last) if first <= last else None


_HEDGE = (
    r"(?:(?:expected|exp\.?|anticipated|planned|projected|est\.?|about|around|circa|approx\.?|ca\.?|c\.|until|till|to|"
    r"voraussichtlich|prévu|previsto|bis|hasta|seit|since|(?:the\s+)?end\s+of|early|mid|late|Ende|Anfang|Mitte)[\s-]+)?"
)
_TO = (
    r"to(?:\s+the)?|until|till|thru|through|up\s+to|bis(?:\s+zum)?|à|a|al|au|hasta(?:\s+el)?|jusqu[’'](?:à|en|au)?|"
    rf"[-]?\s*(?:to|bis)\s*{DASH}"
)
_JOINT = re.compile(rf"\s*(?:{DASH}+\s*{_HEDGE}|,?\s(?:{_TO})\s*{_HEDGE})\s*\(?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|zwischen|entre)\s+$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und|y|et)\s+", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!\w)(?:from|von|vom|del?|du|desde|depuis|seit|since|ab)\s+(?:the\s+|el\s+|le\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"(?<!\w)(?:(?:ever\s+)?since|seit|desde|depuis|ab|as\s+of|starting)\s+(?:early\s+|mid[\s-]|late\s+|Anfang\s+|"
    r"Mitte\s+|"
    r"Ende\s+|el\s+|le\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<!\w)(?:until|till|through|thru|valid\s+to|bis|hasta|jusqu[’'](?:en\s|au\s|à\s)?)\s*(?:the\s+)?(?:end\s+of\s+|"
    r"Ende\s+)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+(?:onwards?|on(?=\s*(?:$|[),;|]))|en\s+adelante)", re.IGNORECASE)
_OPEN_END = re.compile(rf"\s*{DASH}+\s*(?=$|[\n|·•;,)\]\t])")
_SHORT_END = re.compile(rf"(\s*{DASH}\s*|/)[’']?(\d\d)(?![\d.,:/%]|\s*{DASH}\s*\d)(?!\w)")


def _read(text: str, point: Point, following: Point | None, floor: int) -> tuple[Period | None, int, int, int]:
    """The period that begins with `point`: (period or None, start, end, how many points it took)."""
    before = text[max(floor, point.start - 40) : point.start]
    gap = text[point.end : following.start] if following else ""
    if following is not None and not point.present and _joined(before, gap):
        period = _between(point, following)
        if period is not None:
            closing = gap.endswith("(") and text.startswith(")", following.end)
            return period, point.start - _length(_FROM, before), following.end + closing, 2
    if point.present or point.bare_month or point.first is None:
        return None, point.start, point.end, 1
    return (*_single(text, point, before), 1)


def _joined(before: str, gap: str) -> bool:
    return bool(_JOINT.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(before)) or gap == "/")


def _length(pattern: re.Pattern[str], before: str) -> int:
    match = pattern.search(before)
    return len(match.group()) if match else 0


def _between(start: Point, end: Point) -> Period | None:
    """The range from one point to another; None where they make no range."""
    if end.bare_month or (start.bare_month and (end.last is None or not end.last.month)):
        return None
    first = start.first
    if start.bare_month and end.last is not None:
        crosses_new_year = start.bare_month > end.last.month
        first = plausible_month(end.last.year - crosses_new_year, start.bare_month)
    if end.present:
        return Period(first, None, ongoing=True)
    last = end.last
    if first is None and last is None:
        return None
    if first is not None and last is not None and (first.year, first.month) > (last.year, last.month or 12):
        first = None
    return Period(first, last)


def _single(text: str, point: Point, before: str) -> tuple[Period | None, int, int]:
    """A point with no partner: since, until, open-ended, "2018-20", or a date of its own."""
    since = _length(_SINCE, before)
    if since:
        return Period(point.first, None, ongoing=True), point.start - since, point.end
    short = _SHORT_END.match(text, point.end)
    if short and point.first and not text[point.start : point.end].startswith(("'", "’")):
        last = plausible_month(point.first.year // 100 * 100 + int(short[2]))
        if (last and last.year > point.first.year) or short[1] != "/":
            later = last is not None and last.year >= point.first.year
            return Period(point.first, last if later else None), point.start, short.end()
    tail = _OPEN_END.match(text, point.end) or _ONWARDS.match(text, point.end)
    if tail:
        return Period(point.first, None, ongoing=True), point.start, tail.end()
    if not point.alone:
        return None, point.start, point.end
    until = _length(_UNTIL, before)
    if until:
        return Period(None, point.last), point.start - until, point.end
    return Period(point.first, point.last), point.start, point.end
