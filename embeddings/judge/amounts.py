"""Amounts that are asked for, against those that are shown: "1,500 invoices a month" beside "400 bills each week".

A number counts with what it counts (the words behind it) and, where one is said, the time in which. Years are another
matter (`embeddings.judge.years`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.model import Passage
from embeddings.words import NUMBER_WORDS, content_stems

#: "One" is a pronoun as often as a number.
_COUNTS = [word for word in NUMBER_WORDS if word != "one"]
_AMOUNT = re.compile(
    r"(?P<money>[$£€₹]|\b(?:EUR|USD|GBP|CHF|AUD|CAD|NZD|R)\s?)?"
    rf"(?<![\w.,/-])(?P<number>\d{{1,3}}(?:[,.]\d{{3}})+|\d+(?:\.\d+)?|(?:{'|'.join(_COUNTS)})\b)(?:-\w+(?= ))?"
    r"(?:\s?(?P<many>k|m|million|crore|lakh|thousand)\b)?(?P<percent>\s?%)?\+?"
    r"(?P<what>(?:[\s-]+[A-Za-z'’]+){0,4})",
    re.IGNORECASE,
)
_MANY = {"k": 1e3, "thousand": 1e3, "lakh": 1e5, "m": 1e6, "million": 1e6, "crore": 1e7}
#: Times a year.
_RATE = {"minute": 120_000.0, "hour": 2000.0, "shift": 250.0, "day": 250.0, "week": 50.0, "month": 12.0, "quarter": 4.0}
_RATE |= {"year": 1.0, "daily": 250.0, "weekly": 50.0, "monthly": 12.0, "quarterly": 4.0}
_RATE |= {"yearly": 1.0, "annually": 1.0, "annual": 1.0}
_PER = re.compile(
    r"\b(?:(?:an?|per|each|every|/)\s*(?P<per>minute|hour|shift|day|week|month|quarter|year)|"
    r"(?P<ly>daily|weekly|monthly|quarterly|yearly|annually|annual))\b",
    re.IGNORECASE,
)
#: Not amounts of anything: durations, ages, dates, versions.
_OTHER = re.compile(
    r"^[\s-]*(?:years?|months?|yrs?|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b",
    re.IGNORECASE,
)
_WPM = re.compile(r"\bw\.?p\.?m\b", re.IGNORECASE)
_MONEY, _PERCENT = "money", "percent"
_NEAR = 40  #: characters behind an amount in which its time is looked for
#: Chances to be evidence from which a line's amounts count: of the same things, and of other things in a time.
_PERHAPS, _LIKELY = 0.05, 0.3
AMOUNTS = ("amounts:asked", "amounts:share", "amounts:shown")


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of something: `of` are stems of the words that say what, `rate` how many times a year (0: not said)."""

    value: float
    of: frozenset[str]
    rate: float


@lru_cache(maxsize=20_000)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """The amounts that a text names, years and dates left out.

    >>> [(one.value, sorted(one.of), one.rate) for one in amounts_in("around 400 supplier bills each week")]
    [(400.0, ['bill', 'supplier'], 50.0)]
    """
    found = []
    text = _WPM.sub("words per minute", text)
    for match in _AMOUNT.finditer(text):
        what = match["what"]
        year = match["number"].isdigit() and len(match["number"]) == 4 and match["number"][:2] in ("19", "20")
        if year or (_OTHER.match(what) and not match["money"]):
            continue
        said = _PER.search(text[match.end("number") : match.end("number") + _NEAR])
        what = _PER.split(what)[0]
        of = {_MONEY} if match["money"] else {_PERCENT} if match["percent"] else set(content_stems(what))
        if of:
            rate = _RATE[(said["per"] or said["ly"]).casefold()] if said else 0.0
            found.append(Amount(_value(match), frozenset(of), rate))
    return tuple(found)


def _value(match: re.Match[str]) -> float:
    word = match["number"].casefold()
    number = float(NUMBER_WORDS.get(word) or re.sub(r"[,.](?=\d{3})", "", word))
    return number * _MANY.get((match["many"] or "").casefold(), 1.0)


def amounts_shown(quote: str, passages: Sequence[Passage], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """AMOUNTS: whether one is asked for; the largest share of it on a likely line, 2 at most; whether one is shown."""
    asked = amounts_in(quote)
    if not asked:
        return np.zeros(len(AMOUNTS))
    shares = [
        _share(one, shown)
        for passage, chance in zip(passages, chances, strict=True)
        if chance >= _PERHAPS
        for shown in amounts_in(passage.masked or passage.text)
        for one in asked
        if one.of & shown.of or (one.rate and shown.rate and chance >= _LIKELY)
    ]
    return np.array([1.0, min(max(shares, default=0.0), 2.0), float(bool(shares))])


def _share(asked: Amount, shown: Amount) -> float:
    rate = shown.rate / asked.rate if shown.rate and asked.rate else 1.0
    return shown.value * rate / max(asked.value, 1e-6)
