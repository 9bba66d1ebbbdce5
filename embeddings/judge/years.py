"""Years that are asked for, against the dates of the entries that are about it: overlaps once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.amounts import AMOUNTS, amounts_shown
from embeddings.judge.findings import Finding
from embeddings.judge.model import Passage
from embeddings.requirements.ask import NUMBER, months_said, years_asked
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from parsers.dates import Month, Period, find_periods, months_covered

#: An entry counts towards years from these chances of its heading, or of any of its lines, on: a line must say more
#: than a heading, since years are asked of a whole job.
ABOUT_HEADING, ABOUT_LINE = 0.15, 0.2
#: A month or two short of a year count is not held against anyone: people round.
_MONTHS_OF_GRACE = 2
_TOLD_ENTRY = -1  #: what a story tells without an entry counts as one


def years_shown(
    quote: str, months: int, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """Months of the entries that are about it, overlaps once, against the months that `quote` asks for."""
    about = _in_the_role(quote, passages, _entries_about(passages, chances, today, ABOUT_HEADING, ABOUT_LINE))
    counted, periods = [index for index, _ in about], [period for _, period in about]
    if not periods:
        dated = any(p.period and p.entry is not None for p in passages)
        return Finding("missing", 0.6, (), "No job or post with dates shows this.") if dated else None
    shown = months_covered(periods, today)
    if not shown:
        return None
    long_enough = shown + _MONTHS_OF_GRACE >= months
    why = f"{_in_years(shown)} of the {_in_years(months)} asked: {_spans(passages, about)}."
    margin = min(abs(shown - months) / max(months, 1), 1.0)
    return Finding("met" if long_enough else "partial", round(0.55 + 0.3 * margin, 2), tuple(counted[:3]), why)


def _entries_about(
    passages: Sequence[Passage], chances: NDArray[np.float64], today: Month, heading: float, line: float
) -> list[tuple[int, Period]]:
    """The heading of every dated entry that has a heading, or a line, at least so likely to be evidence; best first.

    With the time that counts: the entry's, or that of a line which says since when it was so.
    """
    best: dict[int, int] = {}
    for i, passage in enumerate(passages):
        if passage.period is None or passage.section not in ("work", "volunteer", "answer"):
            continue
        entry = _TOLD_ENTRY if passage.entry is None else passage.entry
        enough = heading if passage.kind == "heading" else line
        if chances[i] >= enough and chances[i] >= chances[best.get(entry, i)]:
            best[entry] = i
    order = sorted(best.values(), key=lambda i: -chances[i])
    return [
        (_heading_of(passages, i), _time_of(passages[i], period, today))
        for i in order
        if (period := passages[i].period)
    ]


def _time_of(passage: Passage, entry: Period, today: Month) -> Period:
    """The entry's time; that of a line that says since when or how long: "ran the desk for the last six months"."""
    if passage.kind == "heading" or passage.section == "answer":
        return entry
    text = passage.masked or passage.text
    found = [one.period for one in find_periods(text)]
    since = next((own for own in found if own.start and own.ongoing), None)
    if since:
        return since
    told = _HOW_LONG.search(text)
    months = months_said(told[0]) if told else 0
    if not months or months >= months_covered([entry], today):
        return entry
    return replace(entry, start=_months_before(today if entry.ongoing or not entry.end else entry.end, months))


_UNITS = r"(?:months?|years?|seasons?)"
#: How long a line says that something was done: "for four months", "14 months in all", "the last two years".
_HOW_LONG = re.compile(
    rf"\b(?:for|(?:the|my) (?:last|past|first|final))(?: (?:about|almost|nearly|over|the (?:last|past)))?"
    rf" {NUMBER}\+? {_UNITS}\b|\b{NUMBER} {_UNITS} (?:in all|altogether|in total|of (?:it|which))\b",
    re.IGNORECASE,
)


def _months_before(end: Month, months: int) -> Month:
    """The first of so many months of which `end` is the last."""
    number = end.year * 12 + (end.month or 6) - months
    return Month(number // 12, number % 12 + 1)


#: "Five years as a colourist": years in that very post.
_ROLE = re.compile(
    r"\b(?:as|being) an? (?P<role>[\w][\w /&-]*?)(?=$|[,.;:()]| (?:in|at|on|with|of|for|or|and|who|to|within)\b)",
    re.IGNORECASE,
)
_UNDER_SOMEBODY = re.compile(
    r"\b(?:assistant|trainee|apprentice|intern|junior|student|cadet|learner|helper)\b", re.IGNORECASE
)


def _in_the_role(quote: str, passages: Sequence[Passage], about: list[tuple[int, Period]]) -> list[tuple[int, Period]]:
    """Of the entries about it, where years in a post are asked for, those of that name: not its assistant's either.

    All of them where the likeliest goes by another name: who says "bookkeeper" may mean the accounts assistant.
    """
    role = _ROLE.search(quote)
    if role is None or not about:
        return about
    head = set(content_stems(role["role"].split()[-1]))
    headings = [passages[index].entry_heading for index, _ in about]
    if not head & set(content_stems(headings[0])):
        return about
    own = _UNDER_SOMEBODY.search(role["role"])
    named = [
        entry
        for entry, heading in zip(about, headings, strict=True)
        if head & set(content_stems(heading)) and (own or not _UNDER_SOMEBODY.search(heading))
    ]
    return named or about


#: Numbers that `counted` gives, for the trained weights.
COUNTED = (
    *("rule:none", "rule:missing", "rule:partial", "rule:met", "rule:confidence"),
    *("years:asked", "years:share", "years:share_at_most", "years:share_of_best"),
    *AMOUNTS,
)
#: Chances from which an entry may be about it at all: counted so, the years are the most there can be.
_PERHAPS_HEADING, _PERHAPS_LINE = 0.04, 0.06


def counted(
    requirement: Requirement,
    passages: Sequence[Passage],
    chances: NDArray[np.float64],
    today: Month,
    found: Finding | None,
) -> NDArray[np.float64]:
    """What was counted and looked up, as COUNTED numbers; `found` is what the rules say."""
    said = [
        float(found is None),
        *(float(found is not None and found.status == s) for s in ("missing", "partial", "met")),
    ]
    asked = years_asked(requirement.quote)
    years = [0.0, 0.0, 0.0, 0.0]
    if asked:
        sure, perhaps = (
            _in_the_role(requirement.quote, passages, _entries_about(passages, chances, today, *least))
            for least in ((ABOUT_HEADING, ABOUT_LINE), (_PERHAPS_HEADING, _PERHAPS_LINE))
        )
        years = [
            asked.months / 120,
            *(_share(one, asked.months, today) for one in (sure, perhaps, perhaps[:1])),
        ]
    amounts = amounts_shown(requirement.quote, passages, chances)
    return np.array([*said, found.confidence if found else 0.0, *years, *amounts])


def _share(entries: Sequence[tuple[int, Period]], months: int, today: Month) -> float:
    """Months of these entries as a share of those asked, 2 at most."""
    periods = [period for _, period in entries]
    return min((months_covered(periods, today) + _MONTHS_OF_GRACE * bool(periods)) / max(months, 1), 2.0)


def _heading_of(passages: Sequence[Passage], index: int) -> int:
    """The heading of the passage's entry, which says the dates; the passage itself where the entry has none."""
    entry = passages[index].entry
    headings = (i for i, p in enumerate(passages) if p.entry == entry and p.kind == "heading")
    return next(headings, index)


def _in_years(months: int) -> str:
    years = months / 12
    number = f"{years:.0f}" if months % 12 == 0 or years >= 10 else f"{years:.1f}".removesuffix(".0")
    return f"{number} year{'' if number == '1' else 's'}"


def _spans(passages: Sequence[Passage], about: Sequence[tuple[int, Period]]) -> str:
    headings = ((passages[i].entry_heading, period) for i, period in about[:3])
    return "; ".join(f"{_span(period)}{f' ({heading})' if heading else ''}" for heading, period in headings)


def _span(period: Period) -> str:
    end = "now" if period.ongoing else str(period.end or "?")
    return f"{period.start or '?'} to {end}"
