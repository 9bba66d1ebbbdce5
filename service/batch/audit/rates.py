"""Selection rates, scoring rates and impact ratios, as 6 RCNY § 5-300 and § 5-301 define them.

* Selection rate: share of a category that is selected. Scoring rate: share that scores above the median of all.
  The score is the coverage, or what the ranking goes by: whichever people are in fact chosen by.
* Impact ratio: a category's rate divided by the highest rate of any category in the same table.
* Tables: by sex, by race/ethnicity, and by both together. Whoever's category is not known is counted beside the table.
* Résumés that could not be judged have no score: they are counted, and are in no rate and no median.
* A category with less than 2 % of the people in a table may be left out of the impact ratios (§ 5-301 (d)); its number
  and its rate are shown all the same, with the reason.

The rule asks for no intervals. They are here because small numbers say little: Wilson's for a rate, Katz's for a ratio
(log of a ratio of two proportions, half a person added everywhere where one of them is 0), both 95 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, median_low

#: Share of the people in a table below which the rule lets an auditor leave a category out.
SMALL_SHARE = 0.02
#: Ratio below which the federal guidelines (29 CFR 1607.4 D) see evidence of adverse impact; the city's rule has none.
FOUR_FIFTHS = 0.8
_Z = 1.959964  #: of a two-sided 95 % interval
UNKNOWN = ""
#: What people can be scored by: as the report does, or as the ranking does, by musts and then by the rest.
COVERAGE, MUSTS = "coverage", "musts"
#: The categories that the rule takes from the federal EEO-1 report, in the order of its examples.
SEXES = ("Male", "Female")
RACES = (
    *("Hispanic or Latino", "White", "Black or African American", "Native Hawaiian or Pacific Islander", "Asian"),
    *("Native American or Alaska Native", "Two or More Races"),
)

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Application:
    """One résumé against one advertisement; `sex` and `race` are UNKNOWN where it is not told."""

    score: float
    sex: str
    race: str
    then: float = 0.0  #: what decides among equal scores

    @property
    def standing(self) -> tuple[float, float]:
        """What the middle is found by; more is better."""
        return self.score, self.then


@dataclass(frozen=True, slots=True)
class Line:
    """One category of one table."""

    sex: str  #: empty in the table by race/ethnicity
    race: str  #: empty in the table by sex
    applicants: int
    chosen: int  #: selected, or scored above the median
    rate: float
    rate_interval: Interval
    ratio: float | None  #: impact ratio; None for a category left out, or where nobody at all was chosen
    ratio_interval: Interval | None  #: None also for the category that the others are compared with
    small: bool

    @property
    def name(self) -> str:
        """The category in words."""
        return ", ".join(filter(None, (self.race, self.sex)))

    @property
    def finding(self) -> str:
        """ "low" for a ratio below four fifths that chance alone hardly explains, "unsure" for another, else ""."""
        if self.ratio is None or self.ratio_interval is None or self.ratio >= FOUR_FIFTHS:
            return ""
        return "low" if self.ratio_interval[1] < 1 else "unsure"


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three tables of a measure."""

    title: str
    lines: tuple[Line, ...]
    unknown: int  #: people who were scored and are not in it, since their category is not known


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of counting who was chosen, and its tables."""

    kind: str  #: "scoring" or "selection"
    bound: float  #: the median, or the threshold
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """All figures on one advertisement; without any where nobody was judged."""

    job: str
    score: str  #: COVERAGE or MUSTS
    applicants: int
    unjudged: int  #: résumés that were not judged, which count for nothing
    median: float | None  #: None where nobody was judged
    measures: tuple[Measure, ...]
    by_threshold: tuple[tuple[float, float | None, float | None], ...]  #: threshold, lowest ratio by sex, by race


IsChosen = Callable[[Application], bool]
_GROUPINGS: tuple[tuple[str, Callable[[Application], tuple[str, str] | None]], ...] = (
    ("Sex", lambda one: (one.sex, "") if one.sex else None),
    ("Race/ethnicity", lambda one: ("", one.race) if one.race else None),
    ("Race/ethnicity and sex", lambda one: (one.sex, one.race) if one.sex and one.race else None),
)


def audit(
    job: str,
    applications: Sequence[Application],
    thresholds: Sequence[float],
    small: float = SMALL_SHARE,
    unjudged: int = 0,
    score: str = COVERAGE,
) -> Audit:
    """The figures; the median is of everybody judged, `score` says what their scores are."""
    if not applications:
        return Audit(job, score, 0, unjudged, None, (), ())
    middle = median(one.score for one in applications)
    measures = [Measure("scoring", middle, _tables(applications, _above_the_middle(applications), small))]
    measures += [Measure("selection", bound, _tables(applications, _at_least(bound), small)) for bound in thresholds]
    return Audit(job, score, len(applications), unjudged, middle, tuple(measures), tuple(_curve(applications, small)))


def _above_the_middle(applications: Sequence[Application]) -> IsChosen:
    """Whoever is above the lower of the two in the middle is above their mean, and pairs have no mean."""
    middle = median_low([one.standing for one in applications])
    return lambda one: one.standing > middle


def _at_least(bound: float) -> IsChosen:
    return lambda one: one.score >= bound


def _tables(applications: Sequence[Application], is_chosen: IsChosen, small: float) -> tuple[Table, ...]:
    return tuple(_table(title, applications, group_of, is_chosen, small) for title, group_of in _GROUPINGS)


def _table(
    title: str,
    applications: Sequence[Application],
    group_of: Callable[[Application], tuple[str, str] | None],
    is_chosen: IsChosen,
    small: float,
) -> Table:
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for one in applications:
        group = group_of(one)
        if group is not None:
            applicants, chosen = counts.get(group, (0, 0))
            counts[group] = applicants + 1, chosen + is_chosen(one)
    known = sum(applicants for applicants, _ in counts.values())
    left_out = {group for group, (applicants, _) in counts.items() if applicants < small * known}
    best = max(
        (
            (chosen / applicants, chosen, applicants)
            for group, (applicants, chosen) in counts.items()
            if group not in left_out
        ),
        default=(0.0, 0, 0),
    )
    lines = [_line(group, *counts[group], best, group in left_out) for group in sorted(counts, key=_place)]
    return Table(title, tuple(lines), len(applications) - known)


def _place(group: tuple[str, str]) -> tuple[int, str, int, str]:
    """The order of the rule's own examples; categories that it does not know come last."""
    sex, race = group
    return _index(RACES, race), race, _index(SEXES, sex), sex


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _line(group: tuple[str, str], applicants: int, chosen: int, best: tuple[float, int, int], left_out: bool) -> Line:
    rate = chosen / applicants
    compared = not left_out and best[0] > 0
    is_best = rate == best[0]
    return Line(
        sex=group[0],
        race=group[1],
        applicants=applicants,
        chosen=chosen,
        rate=rate,
        rate_interval=wilson(chosen, applicants),
        ratio=rate / best[0] if compared else None,
        ratio_interval=katz(chosen, applicants, best[1], best[2]) if compared and not is_best else None,
        small=left_out,
    )


def _curve(applications: Sequence[Application], small: float) -> Iterable[tuple[float, float | None, float | None]]:
    """What the lowest impact ratio would be at each threshold: whoever sets one can see what it does."""
    for tenth in range(1, 10):
        bound = tenth / 10
        by_sex, by_race, _ = _tables(applications, _at_least(bound), small)
        yield bound, lowest(by_sex), lowest(by_race)


def lowest(table: Table) -> float | None:
    """The lowest impact ratio of a table; None where there is none."""
    return min((line.ratio for line in table.lines if line.ratio is not None), default=None)


def wilson(chosen: int, applicants: int) -> Interval:
    """95 % interval of a share.

    >>> [round(bound, 3) for bound in wilson(5, 10)]
    [0.237, 0.763]
    """
    share, z2 = chosen / applicants, _Z * _Z
    centre = share + z2 / (2 * applicants)
    spread = _Z * math.sqrt(share * (1 - share) / applicants + z2 / (4 * applicants * applicants))
    scale = 1 + z2 / applicants
    return max((centre - spread) / scale, 0.0), min((centre + spread) / scale, 1.0)


def katz(chosen: int, applicants: int, other_chosen: int, other_applicants: int) -> Interval:
    """95 % interval of the ratio of two shares; from 0 where nobody was chosen, then with half a person added."""
    add = 0.0 if chosen and other_chosen else 0.5
    a, n = chosen + add, applicants + add
    b, m = other_chosen + add, other_applicants + add
    ratio = (a / n) / (b / m)
    spread = _Z * math.sqrt(max(1 / a - 1 / n + 1 / b - 1 / m, 0.0))
    return 0.0 if not chosen else ratio * math.exp(-spread), ratio * math.exp(spread)
