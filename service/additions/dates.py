"""When it was, as the candidate said it: nothing is computed, what is vague stays in the candidate's words."""

from __future__ import annotations

import re

from parsers.dates import FoundPeriod, Month, find_periods
from parsers.sentences import sentences
from service.additions.model import When

_LEADING = re.compile(
    r"(?:from|between|since|ever since|until|till|through|about|around|early|mid|late|in|the|end of)\s+", re.I
)
_JOINT = re.compile(r"\s*[-‐‑‒–—]\s*|\s+(?:to|until|till|through|thru|and|up to)\s+", re.I)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter)s?\b", re.I)
_FROM = re.compile(
    r"\b(?:from|since|starting(?:\s+in)?|beginning(?:\s+in)?)\s+(?:about\s+|around\s+)?(?:the\s+)?$", re.I
)
_SINCE = re.compile(r"\bsince\s+(?:about\s+|around\s+)?(?:the\s+)?(?:end\s+of\s+|beginning\s+of\s+)?$", re.I)
_WITHIN = re.compile(r"\b(?:in|during|for|over|through)\s+(?:all\s+of\s+)?(?:the\s+)?$", re.I)
_UNTIL = re.compile(r",?\s+((?:until|till|up to)\s+(?:(?:this|last)\s+\w+|[^,.;:()]{2,60}))", re.I)
_NUMBER = (
    r"(?:\d+(?:\.\d)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|several|many)"
)
_UNIT = r"(?:years?|months?|weeks?|summers?|winters?|seasons?|terms?|semesters?|decades?)"
_LASTING = re.compile(
    rf"\b(?:for|over|during|these|the)\s+(?:(?:the|last|past|about|around|almost|nearly|over|more than|roughly|maybe|"
    rf"some|at least)\s+)*{_NUMBER}(?:\s+and\s+a\s+half)?\s+{_UNIT}(?:\s+and\s+a\s+half)?"
    rf"|\b(?:about|around|almost|nearly|over|maybe)\s+{_NUMBER}(?:\s+and\s+a\s+half)?\s+{_UNIT}"
    rf"|\b(?:the\s+)?(?:last|past)\s+{_NUMBER}\s+{_UNIT}",
    re.I,
)
_SINCE_ABOUT = re.compile(r"\bsince\s+((?:about|around|roughly)\s+(?:19|20)\d\d)\b", re.I)
_VAGUE_SINCE = re.compile(
    r"\bsince\s+(?:I\s+(?:was|am|were)\s+[\w-]+|(?:the\s+)?(?:last|this)\s+\w+|\w+\s+of\s+last\s+year)", re.I
)


def read_when(text: str) -> When:
    """The dates of what an answer tells: a range or a "since" anywhere, else a date in its first sentence.

    >>> read_when("I was secretary from 2017 to 2022.").shown
    '2017 – 2022'
    """
    spans = sentences(text)
    found = [(number, period) for number, (a, b) in enumerate(spans) for period in find_periods(text, a, b)]
    for number, period in found:
        when = _stretch(text, period)
        if when and (number == 0 or when.start != "[start]"):
            return when
    for number, period in found:
        if number == 0 and _WITHIN.search(text[: period.start]):
            return _single(text, period)
    return _in_words(text)


def _stretch(text: str, found: FoundPeriod) -> When | None:
    """A range, or a date with "since", "from" or "until" before it; None where it is a single date."""
    period, before = found.period, text[: found.start]
    said = _bare(text[found.start : found.end])
    since = period.ongoing or _SINCE.search(before)
    if since:
        parts = _JOINT.split(said)
        return When(parts[0], "", _iso(period.start, parts[0]), "", ongoing=True)
    if period.start is None and period.end is not None:
        return When("[start]", said, "", _iso(period.end, said))
    parts = [_bare(part) for part in _JOINT.split(said)]
    if len(parts) == 2 and period.start != period.end and period.end is not None:
        start = parts[0] if re.search(r"\d{4}", parts[0]) else f"{parts[0]} {period.end.year}"
        return When(start, parts[1], _iso(period.start, parts[0]), _iso(period.end, parts[1]))
    until = _UNTIL.match(text, found.end)
    if _FROM.search(before) or until:
        return When(said, f"[end: “{until[1]}”]" if until else "[end]", _iso(period.start, said))
    return None


def _single(text: str, found: FoundPeriod) -> When:
    said = _bare(text[found.start : found.end])
    iso = _iso(found.period.start, said)
    return When(said, said, iso, iso)


def _in_words(text: str) -> When:
    about = _SINCE_ABOUT.search(text)
    if about:
        return When(about[1], ongoing=True)
    for pattern in (_VAGUE_SINCE, _LASTING):
        match = pattern.search(text)
        if match:
            return When(f"[dates: “{match[0]}”]")
    return When()


def _bare(said: str) -> str:
    said = " ".join(said.split())
    while match := _LEADING.match(said):
        said = said[match.end() :]
    said = re.sub(r"\bof\s+(?=\d{4})", "", said)
    return said[:1].upper() + said[1:]


def _iso(month: Month | None, said: str) -> str:
    """As in JSON Resume; of a season only the year, because no month was said."""
    if month is None:
        return ""
    return f"{month.year:04d}" if _SEASON.search(said) else str(month)
