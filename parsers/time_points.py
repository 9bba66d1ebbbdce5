"""Points in time as people write them: "March 2018", "03/2018", "'18", "Summer 2019", "Q3 2019", "present".

One small reader for each form, from the most to the least specific; what one form has taken is closed to the next.
What a number is not (a telephone, a norm, a price, a version, a postcode) is decided here, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    r"(?:the\s+)?present(?:\s+day)?|…|\.\.\.|presente|présent|currently|current|now|today|date|ongoing|heute|jetzt|dato|"
    r"laufend|aktuell|gegenwärtig|(?:la\s+)?actualidad|actualmente|actual|hoy|la\s+fecha|aujourd[’']hui|ce\s+jour|"
    r"actuellement|actuel|maintenant|en\s+cours|en\s+curso"
)
DASH = r"[-‐‑‒–—―−~→]"
_LISTED = re.compile(r"\s*(?:,|,?\s(?:and|und|y|et)|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
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


def plausible_month(year: int, month: int = 0) -> Month | None:
    """The month, or the year where `month` is 0; None where it cannot be meant."""
    plausible = _EARLIEST_YEAR <= year <= _LATEST_YEAR and 0 <= month <= 12
    return Month(year, month) if plausible else None


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number <= _LAST_SHORT_YEAR else 1900)


def _at(match: re.Match[str], year: str, month: int = 0, alone: bool = True) -> Point:
    when = plausible_month(_full_year(year), month)
    return Point(match.start(), match.end(), when, when, alone and when is not None)


def _named_month(match: re.Match[str]) -> Point | None:
    return _at(match, match["year"], _MONTHS[match["month"].casefold()])


def _named_month_of_short_year(match: re.Match[str]) -> Point | None:
    return _at(match, match["year"], _MONTHS[match["month"].casefold()], alone=False)


def _season(match: re.Match[str]) -> Point | None:
    first, year = _SEASONS[match["season"].casefold()], _full_year(match["year"])
    if match["short"] and _full_year(match["short"]) == year + 1:
        return Point(match.start(), match.end(), plausible_month(year, 12), plausible_month(year + 1, 2))
    if match["short"]:
        return _at(match, match["year"])
    last = plausible_month(year + 1, 2) if first == 12 else plausible_month(year, first + 2)
    return Point(match.start(), match.end(), plausible_month(year, first), last)


def _part_of_year(match: re.Match[str]) -> Point | None:
    year, number = _full_year(match["year"] or match["before"]), int(match["number"])
    length = 3 if match["part"].casefold() == "q" else 6
    if number * length > 12:
        return None
    return Point(
        match.start(),
        match.end(),
        plausible_month(year, number * length - length + 1),
        plausible_month(year, number * length),
    )


def _day_first(match: re.Match[str]) -> Point | None:
    day, month = int(match["a"]), int(match["b"])
    if month > 12 >= day:
        day, month = month, day
    return _at(match, match["year"], month) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month_first(match: re.Match[str]) -> Point | None:
    month = int(match["month"])
    return _at(match, match["year"], month) if 1 <= month <= 12 else None


def _year_first(match: re.Match[str]) -> Point | None:
    year, month = match["year"], int(match["month"])
    academic = month == (int(year) + 1) % 100 and not match["day"] and not _ISO_RANGE.match(match.string, match.end())
    return _at(match, year, month) if 1 <= month <= 12 and not academic else None


def _short_year(match: re.Match[str]) -> Point | None:
    month = int(match["month"])
    return _at(match, match["year"], month, alone=False) if 1 <= month <= 12 else None


def _apostrophe_year(match: re.Match[str]) -> Point | None:
    return _at(
        match,
        match["year"],
        alone=bool(
            re.search(r"(?:class|promotion|jahrgang)\s+(?:of\s+)?$", match.string[: match.start()], re.IGNORECASE)
        ),
    )


def _bare_month(match: re.Match[str]) -> Point | None:
    return Point(match.start(), match.end(), alone=False, bare_month=_MONTHS[match["month"].casefold()])


def _present(match: re.Match[str]) -> Point | None:
    return Point(match.start(), match.end(), alone=False, present=True)


def _year(match: re.Match[str]) -> Point | None:
    if _counts_things(match):
        return None
    return _at(match, match["year"], alone=_stands_as_year(match))


def _alternation(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_MONTH = rf"(?P<month>{_alternation(_MONTHS)})"
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)(?![\w%])(?!,\d{3})(?!\.\d)"
_ISO_RANGE = re.compile(rf"\s*(?:{DASH}|to|bis|a|à)\s*(?:(?:19|20)\d\d[-/.]\d\d(?!\d)|{_PRESENT})", re.IGNORECASE)
#: Looked for first: where a form's signs are not in the text, the form is not tried.
_SIGNS = {
    "year": re.compile(r"(?:1[89]|20|21)\d\d"),
    "short year": re.compile(r"[’'‘`´/.\s-]\d\d"),
    "month": re.compile(_alternation(_MONTHS), re.IGNORECASE),
}
_Form = tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str]], "Point | None"]]


def _form(pattern: str, reader: Callable[[re.Match[str]], Point | None], *signs: str) -> _Form:
    return frozenset(signs), re.compile(pattern, re.IGNORECASE), reader


#: From the most to the least specific; text that one form has taken is closed to the next.
_FORMS: tuple[_Form, ...] = (
    _form(
        rf"(?<![\w/])(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:\s+of|\s+de)?\s+)?{_MONTH}(?:\.?[\s,/-]+|\.)"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,\s*)?(?:of\s+|del?\s+)?{_YEAR}",
        _named_month,
        "month",
        "year",
    ),
    _form(rf"(?<!\w){_MONTH}\.?\s*[’'‘`´](?P<year>\d\d)(?!\w)", _named_month, "month", "short year"),
    _form(
        rf"(?<!\w){_MONTH}(?:\.\s?|[\s-])(?P<year>\d\d)(?![\w.,:/%])(?=\s*(?:$|{DASH}|to\b|[|)\n]))",
        _named_month_of_short_year,
        "month",
        "short year",
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
        "year",
    ),
    _form(rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<s>[./-])(?P<b>\d{{1,2}})(?P=s){_YEAR}", _day_first, "year"),
    _form(
        r"(?<![\w/.:-])(?P<year>(?:19|20)\d\d)(?P<s>[-./])(?P<month>\d\d)(?:(?P=s)(?P<day>\d\d))?(?![\w%])(?!-\d{3})",
        _year_first,
        "year",
    ),
    _form(rf"(?<![\w/.,:])(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}", _month_first, "year"),
    _form(r"(?<![\w/.,:-])(?P<month>\d\d?)/[’']?(?P<year>\d\d)(?![\w/%])", _short_year, "short year"),
    _form(r"(?<!\w)[’'‘`´](?P<year>\d\d)(?!\w)", _apostrophe_year, "short year"),
    _form(rf"(?<![\w.,:$€£¥#+])(?<!(?<!\d{{4}})/){_YEAR}", _year, "year"),
    _form(rf"(?<!\w){_MONTH}\.?(?!\w)", _bare_month, "month"),
    _form(rf"(?<!\w)(?:{_PRESENT})(?!\w)", _present),
)


@lru_cache(maxsize=2048)
def points_in(text: str) -> tuple[Point, ...]:
    """All points in time, in order, without overlaps."""
    signs = {sign for sign, pattern in _SIGNS.items() if pattern.search(text)}
    taken = bytearray(len(text))
    for start, end in _telephone_like(text):
        taken[start:end] = b"\1" * (end - start)
    points: list[Point] = []
    for needed, pattern, reader in _FORMS:
        if not needed <= signs:
            continue
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            point = reader(match)
            if point is not None:
                points.append(point)
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(_with_shared_seasons(text, sorted(points, key=lambda point: point.start)))


def _with_shared_seasons(text: str, points: list[Point]) -> list[Point]:
    """The points, with "summers 2024 and 2025" read as two summers."""
    shared: list[Point] = []
    for point in points:
        before = shared[-1] if shared else None
        if before and before.first and before.last and point.first and not point.first.month:
            plural = re.match(r"summers|veranos|étés|winters", text[before.start :], re.IGNORECASE)
            if plural and _LISTED.fullmatch(text[before.end : point.start]):
                years = point.first.year - before.first.year
                first, last = (
                    plausible_month(before.first.year + years, before.first.month),
                    plausible_month(before.last.year + years, before.last.month),
                )
                point = Point(point.start, point.end, first, last)
        shared.append(point)
    return shared


_NUMBER_RUN = re.compile(r"(?<![\w/])\+?\(?\d[\d().\-‐–\s]{5,28}\d(?!\w)")
_NUMERIC_DATE = r"(?:(?:\d{1,2}[./-]){0,2}(?:1[89]|20|21)\d\d|(?:19|20)\d\d[./-]\d\d(?:[./-]\d\d)?)"
_NUMERIC_DATES = re.compile(rf"{_NUMERIC_DATE}(?:\s*{DASH}\s*(?:{_NUMERIC_DATE}|\d\d))?(?:\s+\d.*)?", re.DOTALL)


def _telephone_like(text: str) -> Iterator[tuple[int, int]]:
    """Spans of grouped digits that are no dates: telephone, account and reference numbers."""
    for match in _NUMBER_RUN.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        if digits >= 7 and "\n" not in match.group() and not _NUMERIC_DATES.fullmatch(match.group().strip("()")):
            yield match.span()


_PRODUCT = re.compile(
    r"(?<!\w)(?:server|windows|office|excel|word|access|outlook|powerpoint|project|visio|exchange|sharepoint|studio|"
    r"dynamics|sql|"
    r"autocad|revit|inventor|solidworks|civil\s?3d|quickbooks|sage|ubuntu|iso|din|en|nfpa|asme|ieee|bs|as|c\+\+|"
    r"fortran|"
    r"cobol|ada|vision|agenda|horizon|nsw|qld|vic|wa|sa|tas|act|nt|room|suite|unit|box|no\.?|model|line)\s+$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?:[$€£¥₹#+~]|\b(?:usd|eur|gbp|inr|chf|php|rs\.?|over|about|around|some|nearly|almost|approximately|approx\.?|"
    r"than|"
    r"least|up\s+to|rund|über|circa|ca\.?|environ|plus\s+de|más\s+de|unos|hasta)\s*)\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\+|\s?(?:[€£$%°]|eur\b|usd\b|gbp\b|km\b|kg\b|m²|sq\b|hours?\b|hrs?\b|units?\b|people\b|employees\b|users\b|"
    r"customers\b|"
    r"clients\b|students\b|guests\b|members\b|items\b|lines\b|words\b|pieces\b|orders\b|calls\b|patients\b|visitors\b|"
    r"households\b|Mitarbeiter|Kunden|Stunden|personas\b|clientes\b|horas\b|personnes\b|heures\b|"
    r"\w+\s+(?:street|st\.|avenue|ave\b|road|rd\b|boulevard|drive|lane)\b)",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"(?:^|[,;:|(\[{·•/\t–—-]|\b(?:in|im|en|since|seit|desde|depuis|until|till|through|thru|by|from|during|of|for|"
    r"before|after|"
    r"and|und|y|et|to|early|mid|late|expected|due|graduated|graduating|completed|finished|passed|earned|obtained|"
    r"awarded|"
    r"renewed|refreshed|expired|expires|lapsed|valid|issued|certified|joined|founded|year|jahr|año|année|de|del|bis|à|"
    r"a|"
    r"hasta|ende|anfang|mitte|end|start|starting|beginning|as|around|circa|c\.|ca\.))\s*$",
    re.IGNORECASE,
)
_YEAR_TAIL = re.compile(rf"\s*(?:$|[,;:|)\]}}·•/\t\n.!?]|{DASH})|\s{{2,}}")
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
