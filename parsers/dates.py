"""Dates as people write them on résumés, and how long things lasted.

English, Spanish, French and German are read. A text is searched for points in time ("March 2018", "03/2018", "2018",
"Summer 2019"), and points that a dash or a word like "to" or "bis" joins become one period.

Conventions, where what is written leaves room:

* A season or a quarter stands for its first month as a start and its last month as an end (northern seasons; a season
  of two years, "Summer 2010–11", is December to February).
* A year alone stands for its middle: 2018–2020 lasts 24 months (July to June), which is what such ranges last on average.
  A single year lasts 6 months at most: it says only that something lay within that year.
* Whatever has not happened yet does not count: a period ends `today` at the latest.
* An implausible year (before 1940 or after 2049), or a start behind its end, is taken as a slip of the pen: that part
  is None, and the length is unknown (0), never decades.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_EARLIEST_YEAR = 1940
_LATEST_YEAR = 2049
#: Two-digit years up to this one belong to this century.
_LAST_SHORT_YEAR = 49


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
    """Every date range or single date in `text[start:end]`, in order, offsets into `text`; spans do not overlap.

    >>> [str(found.period.start) for found in find_periods("Treasurer, March 2018 – present")]
    ['2018-03']
    """
    offset, stop = max(start, 0), len(text) if end is None else min(end, len(text))
    part = text[offset:stop]
    points = _points(part)
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


def months_of(period: Period, today: Month) -> int:
    """Length in whole months, first and last included; an ongoing period runs to `today`; 0 where it cannot be known.

    >>> months_of(Period(Month(2019, 3), Month(2019, 6)), Month(2026, 11))
    4
    """
    span = _month_span(period, today)
    return span[1] - span[0] + 1 if span else 0


def months_covered(periods: Iterable[Period], today: Month) -> int:
    """Months in the union of the periods: overlaps count once."""
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


_MONTH_WORDS = {
    1: "january jan januar jänner jän enero ene janvier janv",
    2: "february feb febr februar febrero février fév févr fevrier fev",
    3: "march mar marzo mars märz mär mrz maerz",
    4: "april apr abril abr avril avr",
    5: "may mayo mai",
    6: "june jun juni junio juin",
    7: "july jul juli julio juillet juil",
    8: "august aug agosto ago août aout",
    9: "september sep sept septiembre setiembre set septembre",
    10: "october oct oktober okt octubre octobre",
    11: "november nov noviembre novembre",
    12: "december dec dezember dez diciembre dic décembre déc decembre",
}
_MONTHS = {word: number for number, words in _MONTH_WORDS.items() for word in words.split()}
_SEASON_WORDS = {
    3: "spring primavera printemps frühjahr frühling",
    6: "summer summers verano veranos été étés sommer",
    9: "autumn fall otoño automne herbst",
    12: "winter invierno hiver",
}
_SEASONS = {word: number for number, words in _SEASON_WORDS.items() for word in words.split()}

_PRESENT = (
    r"(?:the\s+)?present(?:\s+day)?|presente|présent|currently|current|now|today|date|ongoing|heute|jetzt|dato|"
    r"laufend|aktuell|gegenwärtig|(?:la\s+)?actualidad|actualmente|actual|hoy|la\s+fecha|aujourd[’']hui|ce\s+jour|"
    r"actuellement|actuel|maintenant|en\s+cours|en\s+curso"
)
_DASH = r"[-‐‑‒–—―−~→]"
_HEDGE = (
    r"(?:(?:expected|exp\.?|anticipated|planned|projected|est\.?|about|around|circa|approx\.?|ca\.?|c\.|until|till|to|"
    r"voraussichtlich|prévu|previsto|bis|hasta|seit|since|(?:the\s+)?end\s+of|early|mid|late|Ende|Anfang|Mitte)[\s-]+)?"
)
_TO = (
    r"to(?:\s+the)?|until|till|thru|through|up\s+to|bis(?:\s+zum)?|à|a|al|au|hasta(?:\s+el)?|jusqu[’'](?:à|en|au)?|"
    rf"[-]?\s*(?:to|bis)\s*{_DASH}"
)
_JOINT = re.compile(rf"\s*(?:{_DASH}+\s*{_HEDGE}|,?\s(?:{_TO})\s*{_HEDGE})\s*\(?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|zwischen|entre)\s+$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und|y|et)\s+", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!\w)(?:from|von|vom|del?|du|desde|depuis|seit|since|ab)\s+(?:the\s+|el\s+|le\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"(?<!\w)(?:(?:ever\s+)?since|seit|desde|depuis|ab|as\s+of|starting)\s+(?:early\s+|mid[\s-]|late\s+|Anfang\s+|Mitte\s+|"
    r"Ende\s+|el\s+|le\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<!\w)(?:until|till|through|thru|valid\s+to|bis|hasta|jusqu[’'](?:en\s|au\s|à\s)?)\s*(?:the\s+)?(?:end\s+of\s+|Ende\s+)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+(?:onwards?|on(?=\s*(?:$|[),;|]))|en\s+adelante)", re.IGNORECASE)
_OPEN_END = re.compile(rf"\s*{_DASH}+\s*(?=$|[\n|·•;,)\]\t])")
_SHORT_END = re.compile(rf"(\s*{_DASH}\s*|/)[’']?(\d\d)(?![\d.,:/%]|\s*{_DASH}\s*\d)(?!\w)")
_LISTED = re.compile(r"\s*(?:,|,?\s(?:and|und|y|et)|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Point:
    """A point in time in the text: as a start it means `first`, as an end `last` (they differ for seasons)."""

    start: int
    end: int
    first: Month | None = None
    last: Month | None = None
    #: Date by itself; False for what is one only beside another ("'19", "03/19", "March", "present", a bare number).
    alone: bool = True
    present: bool = False
    #: The month of a point that names no year ("March – June 2019"), else 0.
    bare_month: int = 0


def _month(year: int, month: int = 0) -> Month | None:
    plausible = _EARLIEST_YEAR <= year <= _LATEST_YEAR and 0 <= month <= 12
    return Month(year, month) if plausible else None


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number <= _LAST_SHORT_YEAR else 1900)


def _at(match: re.Match[str], year: str, month: int = 0, alone: bool = True) -> _Point:
    when = _month(_full_year(year), month)
    return _Point(match.start(), match.end(), when, when, alone and when is not None)


def _named_month(match: re.Match[str]) -> _Point | None:
    return _at(match, match["year"], _MONTHS[match["month"].casefold()])


def _named_month_of_short_year(match: re.Match[str]) -> _Point | None:
    return _at(match, match["year"], _MONTHS[match["month"].casefold()], alone=False)


def _season(match: re.Match[str]) -> _Point | None:
    first, year = _SEASONS[match["season"].casefold()], _full_year(match["year"])
    if match["short"] and _full_year(match["short"]) == year + 1:
        return _Point(match.start(), match.end(), _month(year, 12), _month(year + 1, 2))
    if match["short"]:
        return _at(match, match["year"])
    last = _month(year + 1, 2) if first == 12 else _month(year, first + 2)
    return _Point(match.start(), match.end(), _month(year, first), last)


def _part_of_year(match: re.Match[str]) -> _Point | None:
    year, number = _full_year(match["year"] or match["before"]), int(match["number"])
    length = 3 if match["part"].casefold() == "q" else 6
    if number * length > 12:
        return None
    return _Point(match.start(), match.end(), _month(year, number * length - length + 1), _month(year, number * length))


def _day_first(match: re.Match[str]) -> _Point | None:
    day, month = int(match["a"]), int(match["b"])
    if month > 12 >= day:
        day, month = month, day
    return _at(match, match["year"], month) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month_first(match: re.Match[str]) -> _Point | None:
    month = int(match["month"])
    return _at(match, match["year"], month) if 1 <= month <= 12 else None


def _year_first(match: re.Match[str]) -> _Point | None:
    year, month = match["year"], int(match["month"])
    academic = month == (int(year) + 1) % 100 and not match["day"] and not _ISO_RANGE.match(match.string, match.end())
    return _at(match, year, month) if 1 <= month <= 12 and not academic else None


def _short_year(match: re.Match[str]) -> _Point | None:
    month = int(match["month"])
    return _at(match, match["year"], month, alone=False) if 1 <= month <= 12 else None


def _apostrophe_year(match: re.Match[str]) -> _Point | None:
    return _at(
        match,
        match["year"],
        alone=bool(
            re.search(r"(?:class|promotion|jahrgang)\s+(?:of\s+)?$", match.string[: match.start()], re.IGNORECASE)
        ),
    )


def _bare_month(match: re.Match[str]) -> _Point | None:
    return _Point(match.start(), match.end(), alone=False, bare_month=_MONTHS[match["month"].casefold()])


def _present(match: re.Match[str]) -> _Point | None:
    return _Point(match.start(), match.end(), alone=False, present=True)


def _year(match: re.Match[str]) -> _Point | None:
    if _counts_things(match):
        return None
    return _at(match, match["year"], alone=_stands_as_year(match))


def _alternation(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_MONTH = rf"(?P<month>{_alternation(_MONTHS)})"
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)(?![\w%])(?!,\d{3})(?!\.\d)"
_ISO_RANGE = re.compile(rf"\s*(?:{_DASH}|to|bis|a|à)\s*(?:(?:19|20)\d\d[-/.]\d\d(?!\d)|{_PRESENT})", re.IGNORECASE)
_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], "_Point | None"]]


def _form(pattern: str, reader: Callable[[re.Match[str]], _Point | None]) -> _Form:
    return re.compile(pattern, re.IGNORECASE), reader


#: From the most to the least specific; text that one form has taken is closed to the next.
_FORMS: tuple[_Form, ...] = (
    _form(
        rf"(?<![\w/])(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:\s+of|\s+de)?\s+)?{_MONTH}(?:\.?[\s,/-]+|\.)"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,\s*)?(?:of\s+|del?\s+)?{_YEAR}",
        _named_month,
    ),
    _form(rf"(?<!\w){_MONTH}\.?\s*[’'‘`´](?P<year>\d\d)(?!\w)", _named_month),
    _form(
        rf"(?<!\w){_MONTH}(?:\.\s?|[\s-])(?P<year>\d\d)(?![\w.,:/%])(?=\s*(?:$|{_DASH}|to\b|[|)\n]))",
        _named_month_of_short_year,
    ),
    _form(
        rf"(?<!\w)(?P<season>{_alternation(_SEASONS)})(?:\s+of|\s+de|,)?\s+(?:[’'](?=\d\d(?!\d)))?"
        rf"(?P<year>(?:19|20)\d\d|(?<=[’'])\d\d)(?:[–/-](?P<short>\d\d)(?!\d))?(?!\w)",
        _season,
    ),
    _form(
        r"(?<!\w)(?:(?P<before>(?:19|20)\d\d)[\s/-]*)?(?P<part>[QHS])(?P<number>[1-4])"
        r"(?(before)|[\s/-]*(?:of\s+|[’'])?(?P<year>(?:19|20)\d\d))(?!\w)",
        _part_of_year,
    ),
    _form(rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<s>[./-])(?P<b>\d{{1,2}})(?P=s){_YEAR}", _day_first),
    _form(
        r"(?<![\w/.:-])(?P<year>(?:19|20)\d\d)(?P<s>[-./])(?P<month>\d\d)(?:(?P=s)(?P<day>\d\d))?(?![\w%])(?!-\d{3})",
        _year_first,
    ),
    _form(rf"(?<![\w/.,:])(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}", _month_first),
    _form(r"(?<![\w/.,:-])(?P<month>\d\d?)/[’']?(?P<year>\d\d)(?![\w/%])", _short_year),
    _form(r"(?<!\w)[’'‘`´](?P<year>\d\d)(?!\w)", _apostrophe_year),
    _form(rf"(?<![\w.,:$€£¥#+])(?<!(?<!\d{{4}})/){_YEAR}", _year),
    _form(rf"(?<!\w){_MONTH}\.?(?!\w)", _bare_month),
    _form(rf"(?<!\w)(?:{_PRESENT})(?!\w)", _present),
)


def _points(text: str) -> list[_Point]:
    """All points in time, in order, without overlaps."""
    taken = bytearray(len(text))
    for start, end in _telephone_like(text):
        taken[start:end] = b"\1" * (end - start)
    points: list[_Point] = []
    for pattern, reader in _FORMS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            point = reader(match)
            if point is not None:
                points.append(point)
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return _with_shared_seasons(text, sorted(points, key=lambda point: point.start))


def _with_shared_seasons(text: str, points: list[_Point]) -> list[_Point]:
    """The points, with "summers 2024 and 2025" read as two summers."""
    shared: list[_Point] = []
    for point in points:
        before = shared[-1] if shared else None
        if before and before.first and before.last and point.first and not point.first.month:
            plural = re.match(r"summers|veranos|étés|winters", text[before.start :], re.IGNORECASE)
            if plural and _LISTED.fullmatch(text[before.end : point.start]):
                years = point.first.year - before.first.year
                first, last = (
                    _month(before.first.year + years, before.first.month),
                    _month(before.last.year + years, before.last.month),
                )
                point = _Point(point.start, point.end, first, last)
        shared.append(point)
    return shared


_NUMBER_RUN = re.compile(r"(?<![\w/])\+?\(?\d[\d().\-‐–\s]{5,28}\d(?!\w)")
_NUMERIC_DATE = r"(?:(?:\d{1,2}[./-]){0,2}(?:1[89]|20|21)\d\d|(?:19|20)\d\d[./-]\d\d(?:[./-]\d\d)?)"
_NUMERIC_DATES = re.compile(rf"{_NUMERIC_DATE}(?:\s*{_DASH}\s*(?:{_NUMERIC_DATE}|\d\d))?(?:\s+\d.*)?", re.DOTALL)


def _telephone_like(text: str) -> Iterator[tuple[int, int]]:
    """Spans of grouped digits that are no dates: telephone, account and reference numbers."""
    for match in _NUMBER_RUN.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        if digits >= 7 and "\n" not in match.group() and not _NUMERIC_DATES.fullmatch(match.group().strip("()")):
            yield match.span()


_PRODUCT = re.compile(
    r"(?<!\w)(?:server|windows|office|excel|word|access|outlook|powerpoint|project|visio|exchange|sharepoint|studio|dynamics|sql|"
    r"autocad|revit|inventor|solidworks|civil\s?3d|quickbooks|sage|ubuntu|iso|din|en|nfpa|asme|ieee|bs|as|c\+\+|fortran|"
    r"cobol|ada|vision|agenda|horizon|nsw|qld|vic|wa|sa|tas|act|nt|room|suite|unit|box|no\.?|model|line)\s+$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?:[$€£¥₹#+~]|\b(?:usd|eur|gbp|inr|chf|php|rs\.?|over|about|around|some|nearly|almost|approximately|approx\.?|than|"
    r"least|up\s+to|rund|über|circa|ca\.?|environ|plus\s+de|más\s+de|unos|hasta)\s*)\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\+|\s?(?:[€£$%°]|eur\b|usd\b|gbp\b|km\b|kg\b|m²|sq\b|hours?\b|hrs?\b|units?\b|people\b|employees\b|users\b|customers\b|"
    r"clients\b|students\b|guests\b|members\b|items\b|lines\b|words\b|pieces\b|orders\b|calls\b|patients\b|visitors\b|"
    r"households\b|Mitarbeiter|Kunden|Stunden|personas\b|clientes\b|horas\b|personnes\b|heures\b|"
    r"\w+\s+(?:street|st\.|avenue|ave\b|road|rd\b|boulevard|drive|lane)\b)",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"(?:^|[,;:|(\[{·•/\t–—-]|\b(?:in|im|en|since|seit|desde|depuis|until|till|through|thru|by|from|during|of|for|before|after|"
    r"and|und|y|et|to|early|mid|late|expected|due|graduated|graduating|completed|finished|passed|earned|obtained|awarded|"
    r"renewed|refreshed|expired|expires|lapsed|valid|issued|certified|joined|founded|year|jahr|año|année|de|del|bis|à|a|"
    r"hasta|ende|anfang|mitte|end|start|starting|beginning|as|around|circa|c\.|ca\.))\s*$",
    re.IGNORECASE,
)
_YEAR_TAIL = re.compile(rf"\s*(?:$|[,;:|)\]}}·•/\t\n.!?]|{_DASH})|\s{{2,}}")
_CAPITAL_NEXT = re.compile(r"\s+[^\W\d_a-zß-ÿ]")


def _counts_things(match: re.Match[str]) -> bool:
    """Whether a four-digit number is a quantity, a price, a version or a norm rather than a year."""
    before, after = (
        match.string[max(0, match.start() - 24) : match.start()],
        match.string[match.end() : match.end() + 40],
    )
    return bool(_QUANTITY.search(before) or _PRODUCT.search(before) or _COUNTED.match(after))


def _stands_as_year(match: re.Match[str]) -> bool:
    """Whether a bare year can be a date without another one beside it."""
    before, after = (
        match.string[max(0, match.start() - 24) : match.start()],
        match.string[match.end() : match.end() + 40],
    )
    if re.search(r"[^\W_][-‐–]$", before):
        return False
    led, closed = bool(_YEAR_LEAD.search(before)), bool(_YEAR_TAIL.match(after))
    if match.start() == 0:
        return closed or bool(_CAPITAL_NEXT.match(after))
    return led or closed


def _read(text: str, point: _Point, following: _Point | None, floor: int) -> tuple[Period | None, int, int, int]:
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


def _between(start: _Point, end: _Point) -> Period | None:
    """The range from one point to another; None where they make no range."""
    if end.bare_month or (start.bare_month and (end.last is None or not end.last.month)):
        return None
    first = start.first
    if start.bare_month and end.last is not None:
        crosses_new_year = start.bare_month > end.last.month
        first = _month(end.last.year - crosses_new_year, start.bare_month)
    if end.present:
        return Period(first, None, ongoing=True)
    last = end.last
    if first is None and last is None:
        return None
    if first is not None and last is not None and (first.year, first.month) > (last.year, last.month or 12):
        first = None
    return Period(first, last)


def _single(text: str, point: _Point, before: str) -> tuple[Period | None, int, int]:
    """A point with no partner: since, until, open-ended, "2018-20", or a date of its own."""
    since = _length(_SINCE, before)
    if since:
        return Period(point.first, None, ongoing=True), point.start - since, point.end
    short = _SHORT_END.match(text, point.end)
    if short and point.first and not text[point.start : point.end].startswith(("'", "’")):
        last = _month(point.first.year // 100 * 100 + int(short[2]))
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
