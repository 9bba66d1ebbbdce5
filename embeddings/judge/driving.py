"""Driving licences of many countries: whether a line names one, and whether its class covers the class asked for."""

from __future__ import annotations

import re
from collections.abc import Collection

_LICENCE = r"(?:licen[cs]es?|permit|permis|patente|carn[eé]t|f[uü]hrerschein|fahrerlaubnis|rijbewijs|k[oö]rkort|CDL)"
#: "Driver's licence", "licence to drive", "permis de conduire", "CDL".
_DRIVING = re.compile(
    rf"\bdriv\w*['’]?s?\s+(?:\w+\s+)?{_LICENCE}|"
    rf"\b{_LICENCE}\b[^.;]{{0,25}}\b(?:driv\w+|conduire|cars?|vans?|vehicles?)\b|"
    r"\b(?:f[uü]hrerschein|fahrerlaubnis|rijbewijs|k[oö]rkort|CDL|permis (?:de conduire|[A-E]\b))|"
    r"\bdriving test passed",
    re.IGNORECASE,
)
#: A licence that says no more than its class, its code or whose it is: "code B licence", "Full Victorian licence, own
#: car". Not a licence of a trade.
_SAID_BY_CLASS = re.compile(
    r"\b(?:class|code|categor(?:y|ies)|cat\.?|group)\s*[A-E\d]\w{0,2}\b[^.;]{0,20}\blicen[cs]e|"
    r"\blicen[cs]es?\b:?\s*\(?(?:class(?:es)?|codes?|categor(?:y|ies)|cat\.?)?\s*(?-i:[A-E]1?E?)\b"
    r"(?! (?:practical|nursing))|"
    r"\b(?:full|clean|manual|own)\b[^.;]{0,30}\blicen[cs]e\b[^.;]{0,12}(?:,|and|with)\s*"
    r"(?:own |a )?(?:car|vehicle|van|ute)\b|"
    r"\b(?:full|clean|manual|restricted|provisional)\s+(?:[\w'’]+\s+){0,2}licen[cs]e\b(?! (?:to practi[cs]e|as|for))|"
    r"(?-i:\b(?:BE|CE|C\+E|B\+E|C1|LR|HR|MR|HC|MC)\b) licen[cs]e|"
    r"(?-i:\b(?:[CD]1?\+?E?|BE|B\+E)) entitlements?\b|\b(?:HGV|LGV|PCV|PSV)\b[^.;]{0,12}\b(?:class|cat\.?|licen[cs]e)",
    re.IGNORECASE,
)
_ONE = r"((?-i:[A-E]1?\+?E?)|\d{1,2})\b"
_CLASS = re.compile(
    r"\b(?:class(?:es)?|codes?|categor(?:y|ies)|cat\.?|permis|licen[cs]es?|rijbewijs|k[oö]rkort|klasse|CDL[- ]?)"
    rf"\s*:?\s*(?:(?:class|code|cat(?:egory)?)\s*)?{_ONE}(?:\s*(?:,|/|and|or|&)\s*{_ONE})?(?:\s*(?:,|/|and|or|&)\s*{_ONE})?|"
    r"\b((?-i:[A-E]1?\+?E|[A-E]1?))[- ](?:licen[cs]e|categor(?:y|ies)|permit|entitlements?)\b|"
    # What it is said to be with: "licence with C1", "licence with minibus entitlement (D1)", not "licence, German C1".
    r"licen[cs]e(?-i:[a-z +&(]{1,40}?)(?-i:\b([CD]1E?|[BCD]\+E))\b|"
    r"(?-i:\b([LMH]R|[HM]C)\b)(?=\W{1,2}(?:licen[cs]e|class)\b)|\blicen[cs]e\W+class\W+(?-i:([LMH]R|[HM]C)\b)",
    re.IGNORECASE,
)
_HGV = r"\b(?:HGV|LGV)\b\s*(?:licen[cs]e\s*)?[(,]?\s*(?:class|cat\.?)\s*"


def _code(number: str) -> re.Pattern[str]:
    """South Africa's code beside a licence or a driver: not of a building or an error."""
    drives = r"(?:licen[cs]e|driv\w+|PrDP)"
    return re.compile(rf"\bcode\s*{number}\b(?=\W+{drives})|(?<=licence )\bcode\s*{number}\b", re.IGNORECASE)


#: Classes by another name: the United Kingdom's lorries and South Africa's codes.
_BY_ANOTHER_NAME = (
    (re.compile(rf"{_HGV}1\s*(?:/|&|and|or)\s*2\b", re.IGNORECASE), "category CE or C"),
    (re.compile(rf"{_HGV}1\b", re.IGNORECASE), "category CE"),
    (re.compile(rf"{_HGV}2\b", re.IGNORECASE), "category C"),
    (_code("0?8"), "category B"),
    (_code("10"), "category C1"),
    (_code("14"), "category CE"),
)
#: Classes that each class covers beside itself: Europe's, and Australia's from light rigid to multi-combination.
_COVERS = {
    "BE": "B",
    "C1": "B",
    "C": "B C1",
    "C1E": "B BE C1",
    "CE": "B BE C C1 C1E",
    "D1": "B",
    "D1E": "B BE D1",
    "D": "B D1",
    "DE": "B BE D D1 D1E",
    "LR": "B C",
    "MR": "B C LR",
    "HR": "B C LR MR",
    "HC": "B C LR MR HR",
    "MC": "B C LR MR HR HC",
}
_ORDINARY = 5  #: Canada's class for cars; those with lower numbers cover it
#: Classes that nobody is taken to hold who names a driving licence alone. (C is a car in Australia, D one in New York.)
_BEYOND_CARS = frozenset(_COVERS) - {"C", "D"}
_NO_CAR = re.compile(r"\b(?:[HL]GV|P[CS]V|CDL|lorr(?:y|ies)|trucks?|bus(?:es)?|coach(?:es)?|rigid)\b", re.IGNORECASE)


def names_driving(text: str) -> bool:
    """True of a text that speaks of a driving licence.

    >>> names_driving("code B licence"), names_driving("licence to practise")
    (True, False)
    """
    return bool(_DRIVING.search(text) or _SAID_BY_CLASS.search(text))


def covers(shown: str, asked: str) -> bool | None:
    """Whether the class that is shown covers the one asked for; None where no class stands against another.

    A licence without a class, and without a word of lorries or buses, is a car's.

    >>> covers("Licence C+E", "a category B licence"), covers("Licence B", "C+E licence"), covers("B", "licence")
    (True, False, None)
    >>> covers("HGV class 2", "Category C"), covers("Full driving licence", "C1 entitlement")
    (True, False)
    """
    wanted, held = _classes(asked), _classes(shown)
    if not wanted:
        return None
    if not held:
        is_of_car = names_driving(shown) and not _NO_CAR.search(shown)
        return False if wanted <= _BEYOND_CARS and is_of_car else None
    return any(one in held or _is_covered(one, held) for one in wanted)


def _is_covered(wanted: str, held: Collection[str]) -> bool:
    if wanted == str(_ORDINARY):
        return any(one.isdigit() and int(one) < _ORDINARY for one in held)
    return any(wanted in _COVERS.get(one, "").split() for one in held)


def _classes(text: str) -> frozenset[str]:
    """Classes that a text names, "C+E" as "CE"."""
    for pattern, name in _BY_ANOTHER_NAME:
        text = pattern.sub(name, text)
    groups = (group for match in _CLASS.finditer(text) for group in match.groups() if group)
    return frozenset(group.upper().replace("+", "") for group in groups)
