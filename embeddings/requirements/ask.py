"""The measurable part of a requirement: years and degrees (`embeddings.requirements.languages` has the languages)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from embeddings.words import NUMBER_WORDS

_WRITTEN_OUT = "one two three four five six seven eight nine ten twelve fifteen twenty".split()
_NUMBERS = {word: NUMBER_WORDS[word] for word in _WRITTEN_OUT} | {"a": 1, "an": 1}
#: A number, in figures or words.
NUMBER = r"(?:\d+(?:[.,]\d)?|" + "|".join(word for word in _NUMBERS if len(word) > 2) + r")"
_YEARS = re.compile(
    rf"\b(?P<low>{NUMBER})\s*\+?\s*(?:\(\d+\)\s*)?(?:(?:-|–|to|or|bis|à|a)\s*(?P<high>{NUMBER})\s*)?"
    r"\+?\s*(?:plus |full |solid |or more )?(?P<unit>years?|yrs?|months?|seasons?)\b(?![\s-]*(?:olds?|of age)\b)",
    re.IGNORECASE,
)
_A_YEAR = re.compile(
    r"\b(?:(?:at least|minimum(?: of)?|over|about) (?:a|one)|(?:a|one) full|(?<!times )(?:a|one)"
    r"(?=\s+(?:year|season)['’]?s?\s+(?:of|in|as|or more|experience|work)\b))\s+(?P<unit>year|season)\b",
    re.IGNORECASE,
)
_YEAR_LONG = re.compile(
    rf"\b(?P<low>{NUMBER})-(?P<unit>year|month|season) "
    r"(?=(?:\w+ )?(?:track record|experience|background|history|career))",
    re.IGNORECASE,
)
_RECENT = re.compile(r"\b(?:within|in|over|during)\s+(?:the\s+|your\s+)?(?:last|past|previous)\W*$", re.IGNORECASE)


class Degree(IntEnum):
    """The education ladder, from school to doctorate."""

    SCHOOL = 1  #: secondary school leaving certificate: high school diploma, GED, GCSEs, Abitur
    UPPER = 2  #: A levels, post-secondary certificate, vocational certificate or apprenticeship
    ASSOCIATE = 3  #: associate degree, HND, two-year diploma
    BACHELOR = 4
    MASTER = 5
    DOCTOR = 6


# Abbreviations that are also ordinary words ("be", "bed", "med") count in capitals only; "MA" behind a place does not.
_DEGREES = {
    Degree.DOCTOR: r"\b(?:ph\.?\s?d|doctorate|doctoral|dphil|dr\.? ?(?:rer|phil)|dr\.?-ing)\b",
    Degree.MASTER: (
        r"\bmaster(?:['’]s|s\b['’]?|(?= degree| in | of (?!ceremonies)))|\b(?:m\.?sc|mba|m\.?eng|m\.?phil|llm|msw|mph|"
        r"m\.?tech|m\.?com|mca|mfa|post-?graduate|pg ?dip\w*|diplom-\w+|dipl\.-ing|maestr[ií]a|mestrado|magister|"
        r"laurea magistrale|master 2)\b|\bmag\.(?= )|\b(?:graduate|advanced)(?= degree)|"
        r"(?-i:\bMA\b(?= in | degree)|(?<![a-z], )\bM\.?A\b|\bM\.?Ed\b)"
    ),
    Degree.BACHELOR: (
        r"\b(?:bachelor\w*|b\.?\s?sc|b\.?eng|b\.?tech|b\.?com|bba|bsw|ll\.?b|b\.?pharm|b\.?acc|bsn|bca|bfa|b\.?arch|b\.?nurs|bhm|"
        r"licen[cs]iatura|licence pro|"
        r"laurea|ing[eé]nieur|bachiller(?!ato)|"
        r"honou?rs (?:degree|in)|class honou?rs)\b|(?-i:\b(?:B\.?A|B\.?S|B\.?Ed|B\.E)\b|\bBE(?= in | \(| [A-Z])|\bBN\b)"
    ),
    Degree.ASSOCIATE: (
        r"\bassociate(?:['’]s|s['’]?)?(?= degree| (?:of|in) (?:applied )?(?:arts|science))|\bassociate['’]s(?= in )|"
        r"\b(?:foundation|two-year)(?= degree)|\b(?:a\.?a\.?s|hnd|hnc|two-year diploma|bts|"
        r"(?<!graduate )(?<!school )(?<!pg )diploma(?! (?:or|thesis|supplement)\b)|"
        r"fp grado superior)\b"
    ),
    Degree.UPPER: (
        r"(?-i:\bA)[- ]levels?\b(?! (?:head|playing|of))|\b(?:btec|nvq|vocational|apprenticeship|trade certificate|"
        r"cert(?:ificate)? (?:iii|iv|3|4)|abitur|baccalaur[ée]at|bachillerato|leaving cert(?:ificate)?|matric|"
        r"matura|maturit\w+|(?:upper|senior|higher) secondary|senior certificate|plus two|12th|ensino m[eé]dio|kcse|"
        r"wassce|stpm|liceum|lukio|mbo|N[34]|grade 12|year 12|ausbildung|highers)\b"
    ),
    Degree.SCHOOL: (
        r"\b(?:high[- ]school|secondary school|secondary education|ged|gcses?|school leaving|junior cert|diploma or "
        r"(?:ged|"
        r"equivalent)|hauptschul\w+|realschul\w+|mittlere reife|grade 10|year 10)\b|(?-i:\bO)[- ]levels?\b"
    ),
}
#: "Degree" without saying which: a bachelor's; not a degree of accuracy, nor 360 of them.
_SOME_DEGREE = re.compile(r"(?<!\d[ -])\bdegree\b(?! of (?!science|arts|bachelor))", re.IGNORECASE)
_OTHER_DEGREE = re.compile(
    rf"(?:{_DEGREES[Degree.DOCTOR]}|{_DEGREES[Degree.MASTER]}|{_DEGREES[Degree.ASSOCIATE]})"
    r"(?:\s+(?!or\b|and\b)[\w'’.&-]+){0,3}?\s+degree\b",
    re.IGNORECASE,
)
_DEGREE_PATTERNS = tuple((degree, re.compile(pattern, re.IGNORECASE)) for degree, pattern in _DEGREES.items())
_EQUIVALENT = re.compile(
    r"\b(?:or (?:an? )?(?:equivalent|similar|comparable|related)|or (?:\w+ ){0,4}experience|equivalent)\b",
    re.IGNORECASE,
)

#: Initials that say the field as well as the degree.
_FIELDS = {
    r"[BM]\.?S\.?W": "social work",
    r"BBA|MBA": "business administration",
    r"[BM]\.?Eng|B\.?E|[BM]\.?Tech": "engineering",
    r"LL\.?[BM]": "law",
    r"[BM]\.?Com": "commerce",
    r"B\.?Pharm": "pharmacy",
    r"[BM]\.?Ed": "education teaching",
    r"MPH": "public health",
    r"B\.?S\.?N|M\.?S\.?N": "nursing",
}
_FIELD_PATTERNS = tuple((re.compile(rf"\b(?:{initials})\b"), field) for initials, field in _FIELDS.items())


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """How long: `months` at the least; `of` is the requirement without the number."""

    months: int
    of: str


@dataclass(frozen=True, slots=True)
class DegreeAsked:
    """The lowest degree that will do, and whether something equivalent will do too."""

    level: Degree
    equivalent: bool


def years_asked(text: str) -> YearsAsked | None:
    """The least time that a requirement asks for, None where it names none.

    >>> years_asked("3–5 years of payroll work")
    YearsAsked(months=36, of='payroll work')
    """
    match = _YEARS.search(text) or _YEAR_LONG.search(text) or _A_YEAR.search(text)
    if not match or _RECENT.search(text[: match.start()]):
        return None
    months = _months(match.groupdict().get("low") or "one", match.group("unit"))
    rest = re.sub(r"^\W*(?:or more|of|in|as|with|experience|paid|full-time|\s)+\b", " ", text[match.end() :])
    return YearsAsked(months, rest.strip(" ,.;:'’") or text)


def months_said(text: str) -> int:
    """How long a text says that something took, in months; 0 where it does not say.

    >>> months_said("for the last four months")
    4
    """
    match = _YEARS.search(text)
    return _months(match.group("low"), match.group("unit")) if match else 0


def most_years_asked(text: str) -> int | None:
    """The upper end of a range of years in months, None where none is named.

    >>> most_years_asked("three to five years in a laboratory")
    60
    """
    match = _YEARS.search(text)
    high = match.group("high") if match and years_asked(text) else None
    if not match or not high:
        return None
    return _months(high, match.group("unit"))


def _months(number: str, unit: str) -> int:
    """So many years, seasons or months, in months."""
    each = next((months for name, months in (("month", 1), ("season", 4)) if unit.casefold().startswith(name)), 12)
    return round(_number(number) * each)


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.casefold(), 0) or word.replace(",", "."))


@lru_cache(maxsize=20_000)
def degrees_named(text: str) -> tuple[Degree, ...]:
    """Degrees that a text names, lowest first."""
    named = {degree for degree, pattern in _DEGREE_PATTERNS if pattern.search(text)}
    if _SOME_DEGREE.search(_OTHER_DEGREE.sub(" ", text)):
        named.add(Degree.BACHELOR)
    return tuple(sorted(named))


def with_fields(text: str) -> str:
    """The text, and behind it the fields that the initials of degrees in it stand for.

    >>> with_fields("BSW or MSW")
    'BSW or MSW social work'
    """
    return " ".join([text, *(field for pattern, field in _FIELD_PATTERNS if pattern.search(text))])


def degree_asked(text: str) -> DegreeAsked | None:
    """The degree that a requirement asks for (of alternatives the lowest), None where it names none."""
    named = degrees_named(text)
    return DegreeAsked(named[0], bool(_EQUIVALENT.search(text))) if named else None
