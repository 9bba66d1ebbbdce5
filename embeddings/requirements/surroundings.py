"""What stands around a part: how likely its neighbours are requirements.

"We write TypeScript in strict mode" says nothing by itself; among five sentences that ask for something it asks too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from embeddings.linear import Matrix
from embeddings.requirements.cutting import Part

SURROUNDINGS = (
    "others_best",  # of the other parts of its statement; -1 where there are none
    "others_mean",
    "part_before",  # in its statement; -1 at its edges
    "part_behind",
    "statement_before",  # each statement by its likeliest part; 0 at the edges of the advertisement
    "statement_behind",
    "four_around",
    "same_heading",  # mean of the other statements under the same heading; -1 where there are none
    "everywhere",  # mean of all statements
)


def surroundings(parts: Sequence[Part], chances: Matrix) -> Matrix:
    """SURROUNDINGS of each part, shape (parts, SURROUNDINGS), rounded to 4 decimals.

    `chances` are those of each part to be a requirement, shape (parts,), the parts in the advertisement's order.
    """
    groups = [list(group) for _, group in groupby(range(len(parts)), key=lambda i: parts[i].statement.start)]
    best = [float(chances[group].max()) for group in groups]
    under: dict[tuple[str, str], list[float]] = defaultdict(list)
    keys = [(parts[group[0]].statement.heading, parts[group[0]].statement.section) for group in groups]
    for key, value in zip(keys, best, strict=True):
        under[key].append(value)
    padded = [0.0, 0.0, *best, 0.0, 0.0]
    rows = np.zeros((len(parts), len(SURROUNDINGS)))
    for place, group in enumerate(groups):
        two_before, before, own, behind, two_behind = padded[place : place + 5]
        same = under[keys[place]]
        outside = (
            before,
            behind,
            (two_before + before + behind + two_behind) / 4,
            (sum(same) - own) / (len(same) - 1) if len(same) > 1 else -1.0,
            float(np.mean(best)),
        )
        for i in group:
            rows[i] = (*_inside(i, group, chances), *outside)
    return np.asarray(np.round(rows, 4), dtype=np.float64)


def _inside(i: int, group: list[int], chances: Matrix) -> tuple[float, float, float, float]:
    others = [float(chances[j]) for j in group if j != i]
    return (
        max(others, default=-1.0),
        sum(others) / len(others) if others else -1.0,
        float(chances[i - 1]) if i > group[0] else -1.0,
        float(chances[i + 1]) if i < group[-1] else -1.0,
    )
