"""Years that are asked for, against the dates of the entries that are about it: overlaps once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.amounts import AMOUNTS, amounts_shown
from embeddings.judge.findings import Finding
from embeddings.judge.model import Passage
from embeddings.requirements.ask import years_asked
from embeddings.requirements.model import Requirement
from parsers.dates import Month, Period, find_periods, months_covered

#: An entry counts towards years from these chances of its heading, or of any of its lines, on: a line must say more
#: than a heading, since years are asked of a whole job.
ABOUT_HEADING, ABOUT_LINE = 0.15, 0.2
#: A month or two short of a year count is not held against anyone: people round.
_MONTHS_OF_GRACE = 2
_TOLD_ENTRY = -1  #: what a story tells without an entry counts as one


def years_shown(months: int, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month) -> Finding | None:
    """Months of the entries that are about it, overlaps once, against the months asked."""
    about = _entries_about(passages, chances, ABOUT_HEADING, ABOUT_LINE)
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
    passages: Sequence[Passage], chances: NDArray[np.float64], heading: float, line: float
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
    return [(_heading_of(passages, i), _time_of(passages[i], period)) for i in order if (period := passages[i].period)]


def _time_of(passage: Passage, entry: Period) -> Period:
    """The entry's time; that of the line where it says since when: "automated the tests since January 2026"."""
    if passage.kind == "heading" or passage.section == "answer":
        return entry
    found = [one.period for one in find_periods(passage.masked or passage.text)]
    return next((own for own in found if own.start and own.ongoing), entry)


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
        sure = _entries_about(passages, chances, ABOUT_HEADING, ABOUT_LINE)
        perhaps = _entries_about(passages, chances, _PERHAPS_HEADING, _PERHAPS_LINE)
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
