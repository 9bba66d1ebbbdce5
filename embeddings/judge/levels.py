"""Levels, classes and amounts of tickets: what a line names beside what is asked, where the same thing has several.

"Level 2" beside "Level 3", a green belt beside a black one, class B beside C+E, "OSHA 10" beside "OSHA 30", a
restricted licence beside a full one.
"""

from __future__ import annotations

import re

from embeddings.words import NUMBER_WORDS

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LEVEL = re.compile(
    r"\b(?:levels?|lvl|parts?|stages?|grades?|tiers?|phases?|groups?|nqf|nivel|hsk|"
    r"(?-i:[A-Z]{2,}(?= (?:I{1,3}|IV)\b)))[\s-]?"
    r"(\d|iii|ii|iv|i|v|one|two|three|four|five)(?:\s*(?:,|and|&|/|\+|–|-)\s*(\d|iii|ii|iv|i|v|two|three))?\b",
    re.IGNORECASE,
)
#: A lower number is the higher grade there: trade tests, marks, priorities.
_DOWNWARD = re.compile(r"\b(?:nita|trade test|grade test|standard grades?)\b", re.IGNORECASE)
#: Ladders of words, lowest first; a step is a pattern.
_LADDERS = tuple(
    tuple(re.compile(rf"\b(?:{step})\b", re.IGNORECASE) for step in ladder)
    for ladder in (
        ("white belt", "yellow belt", "green belt", "(?:master )?black belt"),
        (
            r"awareness|introduct(?:ion|ory)|basics?|basis|foundation(?! degree)|fundamentals|entry|essentials"
            r"|user|student|attendant",
            "intermediate|associate|implementer|supervisor",
            "advanced|practitioner|professional|expert|master|specialist|managing|full|vol",
        ),
        (r"qualifying|licentiate|student|associate|affiliate|graduate|candidate|technician", "full|chartered|fellow"),
        (r"restricted|provisional|learner['’]?s?|student permit|automatic only|automatic", "full|manual"),
    )
)
#: "OSHA 30", "shorthand at 100 wpm", "Drupal 10": a name and a number that is neither a year nor a date.
_NUMBERED = re.compile(r"\b([A-Za-z][A-Za-z-]{2,})(?:\s+(?:at|of|v|version))?[\s-]+(\d{1,3})\b(?![/.:]\d)")
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december last least than over about minimum valid until till the for and with day".split()
)
#: "60 hours", "40 wpm": an amount and its unit.
_AMOUNT = re.compile(
    r"\b(\d{1,4}|two|three|four|five|six|ten)[- ]?(hours?|hrs?|h|wpm|words per minute|days?)\b", re.IGNORECASE
)
_UNITS = {"hour": "h", "hours": "h", "hrs": "h", "hr": "h", "days": "day", "words per minute": "wpm"}
#: "Category B", "licence C", "grade A": a letter that tells one ticket of a kind from another.
_LETTERED = re.compile(r"\b(category|class|grade|licen[cs]e|type|module)\s+([A-F])\b(?!['’])", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?!(?:no|0|zero|without)\b)(?:\d+|one|two|three|six|nine)\s+(?:penalty\s+)?points?\b", re.IGNORECASE
)


def is_lower(shown: str, asked: str) -> bool:
    """True where the line names only less than what is asked on a ladder that both stand on.

    >>> is_lower("NVQ level 2 in care", "NVQ level 3")
    True
    """
    return (
        _numbered_level_is_lower(shown, asked)
        or any(_step_is_lower(ladder, shown, asked) for ladder in _LADDERS)
        or _number_is_lower(shown, asked)
        or _amount_is_lower(shown, asked)
        or _letter_differs(shown, asked)
        or (bool(re.search(r"\bclean\b", asked, re.IGNORECASE)) and bool(_POINTS.search(shown)))
    )


def _numbered_level_is_lower(shown: str, asked: str) -> bool:
    wanted, named = _levels(asked), _levels(shown)
    if not wanted or not named:
        return False
    if _DOWNWARD.search(asked) or _DOWNWARD.search(shown):
        return min(named) > max(wanted)
    return max(named) < min(wanted)


def _levels(text: str) -> list[int]:
    found = [group.casefold() for match in _LEVEL.finditer(text) for group in match.groups() if group]
    return [_ROMAN.get(level) or NUMBER_WORDS.get(level) or int(level) for level in found]


def _step_is_lower(ladder: tuple[re.Pattern[str], ...], shown: str, asked: str) -> bool:
    wanted = [step for step, pattern in enumerate(ladder) if pattern.search(asked)]
    named = [step for step, pattern in enumerate(ladder) if pattern.search(shown)]
    return bool(wanted and named) and max(named) < min(wanted)


def _number_is_lower(shown: str, asked: str) -> bool:
    wanted, named = _numbers(asked), _numbers(shown)
    return any(name in named and named[name] < number for name, number in wanted.items())


def _amount_is_lower(shown: str, asked: str) -> bool:
    wanted, named = _amounts(asked), _amounts(shown)
    return any(unit in named and named[unit] < amount for unit, amount in wanted.items())


def _amounts(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in _AMOUNT.finditer(text):
        unit = _UNITS.get(match[2].casefold(), match[2].casefold())
        word = match[1].casefold()
        found[unit] = max(found.get(unit, 0), NUMBER_WORDS.get(word) or int(word))
    return found


def _letter_differs(shown: str, asked: str) -> bool:
    wanted = {match[2] for match in _LETTERED.finditer(asked) if match[2].isupper()}
    named = {match[2] for match in _LETTERED.finditer(shown) if match[2].isupper()}
    return bool(wanted and named) and not any(re.search(rf"\b{letter}\b", shown) for letter in wanted)


def _numbers(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in _NUMBERED.finditer(text):
        name = match[1].casefold()
        if name not in _MONTHS and not _LEVEL.match(match[0]):
            found[name] = max(found.get(name, 0), int(match[2]))
    return found
