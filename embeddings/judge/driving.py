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
    r"\b(?:class(?:es)?|codes?|categor(?:y|ies)|cat\.?|permis|licen[cs]es?|rijbewijs|k[oö]rkort|klasse)"
    rf"\s*:?\s*(?:(?:class|code|cat(?:egory)?)\s*)?{_ONE}(?:\s*(?:,|/|and|or|&)\s*{_ONE})?(?:\s*(?:,|/|and|or|&)\s*{_ONE})?|"
    r"\b((?-i:[A-E]1?\+?E|[A-E]1?))[- ](?:licen[cs]e|categor(?:y|ies)|permit|entitlements?)\b|"
    # Codes that can hardly mean anything else beside a driving licence, wherever they stand: "with C1", "minibus (D1)".
    r"(?-i:\b([CD]1E?|[BCD]\+E|CDL-[ABC])\b)|"
    r"(?-i:\b([LMH]R|[HM]C)\b)(?=\W{1,2}(?:licen[cs]e|class|truck)|\W*$)|"
    r"\blicen[cs]e\W+(?:class\W+)?(?-i:([LMH]R|[HM]C)\b)",
    re.IGNORECASE,
)
#: Classes by another name: the United Kingdom's lorries, South Africa's codes, the United States' commercial licences.
_BY_ANOTHER_NAME = (
    (re.compile(r"\b(?:HGV|LGV)\b\s*(?:licen[cs]e\s*)?[(,]?\s*(?:class|cat\.?)\s*1\b", re.IGNORECASE), "category CE"),
    (re.compile(r"\b(?:HGV|LGV)\b\s*(?:licen[cs]e\s*)?[(,]?\s*(?:class|cat\.?)\s*2\b", re.IGNORECASE), "category C"),
    (re.compile(r"\b(?:class\s*)([12])(?=\s*\(?(?:HGV|LGV)\b)", re.IGNORECASE), r"HGV class \1"),
    (re.compile(r"\bcode\s*0?8\b", re.IGNORECASE), "category B"),
    (re.compile(r"\bcode\s*10\b", re.IGNORECASE), "category C1"),
    (re.compile(r"\bcode\s*14\b", re.IGNORECASE), "category CE"),
    (re.compile(r"\bclass\s*([ABC])\s*CDL\b|\bCDL[- ,(]*(?:class\s*)?([ABC])\b", re.IGNORECASE), r"CDL-\1\2"),
)
#: Classes that each class covers beside itself: Europe's, Australia's from light rigid to multi-combination, and the
#: United States' commercial ones.
_COVERS = {
    "BE": "B",
    "C1": "B",
    "C": "B C1",
    "C1E": "B BE C1",
    "CE": "B BE C C1 C1E",
    "D1": "B",
    "D": "B D1",
    "DE": "B BE D D1",
    "LR": "C",
    "MR": "C LR",
    "HR": "C LR MR",
    "HC": "C LR MR HR",
    "MC": "C LR MR HR HC",
    "CDL-A": "CDL-B CDL-C",
    "CDL-B": "CDL-C",
}
_ORDINARY = 5  #: Canada's class for cars; those with lower numbers cover it
#: Classes that nobody holds who names a driving licence and no class. (C is a car in Australia, D one in New York.)
_BEYOND_CARS = frozenset({*_COVERS, "CDL-C"} - {"C", "D"})


def names_driving(text: str) -> bool:
    """True of a text that speaks of a driving licence.

    >>> names_driving("code B licence"), names_driving("licence to practise")
    (True, False)
    """
    return bool(_DRIVING.search(text) or _SAID_BY_CLASS.search(text))


def covers(shown: str, asked: str) -> bool | None:
    """Whether the class that is shown covers the one asked for; None where no class is asked for, or none is shown.

    A licence without a class is a car's: it covers no lorry.

    >>> covers("Licence C+E", "a category B licence"), covers("Licence B", "C+E licence"), covers("B", "licence")
    (True, False, None)
    >>> covers("HGV class 2", "Category C"), covers("Full driving licence", "C1 entitlement")
    (True, False)
    """
    wanted, held = _classes(asked), _classes(shown)
    if not wanted:
        return None
    if not held:
        return False if wanted <= _BEYOND_CARS and names_driving(shown) else None
    return any(one in held or _is_covered(one, held) for one in wanted)


def _is_covered(wanted: str, held: Collection[str]) -> bool:
    if wanted == str(_ORDINARY):
        return any(one.isdigit() and int(one) < _ORDINARY for one in held)
    return any(wanted in _COVERS.get(one, "").split() for one in held)


def _classes(text: str) -> frozenset[str]:
    """Classes that a text names, "C+E" as "CE"."""
    for pattern, name in reversed(_BY_ANOTHER_NAME):
        text = pattern.sub(name, text)
    groups = (group for match in _CLASS.finditer(text) for group in match.groups() if group)
    return frozenset(group.upper().replace("+", "") for group in groups)
