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
    r"(?-i:\b(?:BE|CE|C\+E|B\+E|C1|HR|MR|HC|MC)\b) licen[cs]e",
    re.IGNORECASE,
)
_ONE = r"((?-i:[A-E]1?\+?E?)|\d{1,2})\b"
_CLASS = re.compile(
    r"\b(?:class(?:es)?|codes?|categor(?:y|ies)|cat\.?|permis|licen[cs]es?|rijbewijs|k[oö]rkort|klasse|CDL[- ]?)"
    rf"\s*:?\s*(?:(?:class|code|cat(?:egory)?)\s*)?{_ONE}(?:\s*(?:,|/|and|or|&)\s*{_ONE})?(?:\s*(?:,|/|and|or|&)\s*{_ONE})?|"
    r"\b((?-i:[A-E]1?\+?E|[A-E]1?))[- ](?:licen[cs]e|categor(?:y|ies)|permit)\b",
    re.IGNORECASE,
)
#: European classes that each class covers beside itself.
_COVERS = {
    "BE": "B",
    "C1": "B",
    "C": "B C1",
    "C1E": "B BE C1",
    "CE": "B BE C C1",
    "D1": "B",
    "D": "B D1",
    "DE": "B BE D D1",
}
_ORDINARY = 5  #: Canada's class for cars; those with lower numbers cover it


def names_driving(text: str) -> bool:
    """True of a text that speaks of a driving licence.

    >>> names_driving("code B licence"), names_driving("licence to practise")
    (True, False)
    """
    return bool(_DRIVING.search(text) or _SAID_BY_CLASS.search(text))


def covers(shown: str, asked: str) -> bool:
    """False where a class is asked for, another is named, and the one does not cover the other.

    >>> covers("Licence C+E", "a category B licence"), covers("Licence B", "C+E licence")
    (True, False)
    """
    wanted, held = _classes(asked), _classes(shown)
    return not wanted or not held or any(one in held or _is_covered(one, held) for one in wanted)


def _is_covered(wanted: str, held: Collection[str]) -> bool:
    if wanted == str(_ORDINARY):
        return any(one.isdigit() and int(one) < _ORDINARY for one in held)
    return any(wanted in _COVERS.get(one, "").split() for one in held)


def _classes(text: str) -> frozenset[str]:
    """Classes that a text names, "C+E" as "CE"."""
    groups = (group for match in _CLASS.finditer(text) for group in match.groups() if group)
    return frozenset(group.upper().replace("+", "") for group in groups)
