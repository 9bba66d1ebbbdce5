"""What all résumés together show and lack: which requirement excludes most, and what unpaid roles might fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.report import Report

#: Roles that are named for one requirement.
_ROLES = 4
#: A question names first the gap that it fits best; the others count less, one by one.
_WEIGHT_OF_THE_FIRST = 5


@dataclass(slots=True)
class Standing:
    """How the pool answers one requirement."""

    id: str
    quote: str
    priority: str
    kind: str
    counts: Counter[str] = field(default_factory=Counter)  #: résumés by status
    only_gap: int = 0  #: résumés that show every other must at least in part, and lack just this one
    roles: Counter[str] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        """Résumés for which it was judged."""
        return sum(self.counts.values()) - self.counts["not_judged"]

    @property
    def missing_share(self) -> float:
        """Share of the judged résumés that show nothing of it, 0–1."""
        return self.counts["missing"] / self.judged if self.judged else 0.0

    @property
    def likely_roles(self) -> list[str]:
        """Unpaid and side roles that the questionnaire asks about because of it, the most asked about first."""
        ordered = sorted(self.roles.items(), key=lambda pair: (-pair[1], pair[0]))
        return [role for role, _ in ordered[:_ROLES]]


@dataclass(slots=True)
class Pool:
    """The requirements of one advertisement with what the pool shows of each."""

    standings: list[Standing]

    @classmethod
    def of(cls, requirements: Sequence[tuple[str, str, str, str]]) -> Pool:
        """An empty pool; requirements are id, quote, priority and kind."""
        return cls([Standing(*requirement) for requirement in requirements])

    def add(self, report: Report) -> None:
        """Count one résumé."""
        by_id = {standing.id: standing for standing in self.standings}
        for requirement in report.requirements:
            by_id[requirement.id].counts[requirement.status] += 1
        missing = [one for one in report.requirements if one.priority == "must" and one.status == "missing"]
        if len(missing) == 1:
            by_id[missing[0].id].only_gap += 1
        for question in report.questions:
            for place, requirement_id in enumerate(question.requirement_ids):
                weight = max(_WEIGHT_OF_THE_FIRST - place, 1)
                by_id[requirement_id].roles.update(dict.fromkeys(question.examples, weight))

    @property
    def lacking(self) -> list[Standing]:
        """Requirements that somebody lacks: musts first, then those that exclude most, then the only gap of most."""
        lacked = [standing for standing in self.standings if standing.counts["missing"]]
        return sorted(lacked, key=lambda one: (one.priority != "must", -one.counts["missing"], -one.only_gap))
