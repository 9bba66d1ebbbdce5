"""Which scenes to ask about: greedily the one that could fill most of what is left.

expected yield of a question = Σ worth of a gap × chance that a story from this scene fills it, over its best gaps
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Vectors

#: The most questions, and the most requirements that one question speaks for.
QUESTIONS = 8
GAPS_A_QUESTION = 5
#: From which chance on a scene is asked about because of a gap.
_FITS = 0.05
#: From which chance on a requirement rides along with a question that is asked anyway.
_RIDES_ALONG = 0.03
#: What a gap still counts for once one question is about it.
_ASKED_ONCE = 0.5
#: The least expected yield of a further question when every gap has one: the chance of 1 in 40 of a missing must.
_WORTH_ASKING = 0.1
#: By how much sums that were added up in another order may differ.
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Choice:
    """A scene to ask about, the requirements to name (both by index, best first), and the expected yield."""

    scene: int
    gaps: tuple[int, ...]
    expected: float


def choose_scenes(worth: Vectors, chances: Vectors, gaps: int, room: int) -> tuple[list[Choice], list[int]]:
    """The scenes to ask about, and the gaps that none of them names.

    `worth` has shape (requirements,), `chances` (requirements, scenes). The first `gaps` requirements are gaps: every
    question names one, and there is always room left for open questions about the rest. The others are only in doubt.
    """
    left, open_worth = set(range(gaps)), worth.copy()
    chosen: list[Choice] = []
    while len(chosen) < room:
        best = _best_offer(open_worth, chances, left, gaps, _free(chances[:gaps], chosen), room - len(chosen) - 1)
        if best is None:
            break
        chosen.append(best)
        left -= set(best.gaps)
        for gap in best.gaps:
            open_worth[gap] *= _ASKED_ONCE * (1 - chances[gap, best.scene])
    return chosen, sorted(left)


def _free(chances: Vectors, chosen: list[Choice]) -> list[int]:
    used = {choice.scene for choice in chosen}
    return [int(scene) for scene in np.flatnonzero(chances.max(axis=0, initial=0) >= _FITS) if scene not in used]


def _best_offer(
    open_worth: Vectors, chances: Vectors, left: set[int], gaps: int, scenes: list[int], room: int
) -> Choice | None:
    """The useful offer that is expected to fill most, of equals the first; scenes that cannot be it are not tried."""
    gains = np.where(chances >= _RIDES_ALONG, open_worth[:, None] * chances, 0)
    most = np.sort(gains, axis=0)[-GAPS_A_QUESTION:].sum(axis=0)
    best: Choice | None = None
    for scene in sorted(scenes, key=lambda scene: -most[scene]):
        if best is not None and most[scene] < best.expected - _ROUNDING:
            break
        offer = _offer(open_worth, chances, left, scene)
        if not _leaves_room(offer, left, room) or not (left & set(offer.gaps) or _is_worth_asking(offer, gaps)):
            continue
        if best is None or (offer.expected, -offer.scene) > (best.expected, -best.scene):
            best = offer
    return best


def _offer(open_worth: Vectors, chances: Vectors, left: set[int], scene: int) -> Choice:
    """The question about the scene with the gaps it could fill best; others without a question ride along."""
    gains = open_worth * chances[:, scene]
    fitting = [int(gap) for gap in np.flatnonzero(chances[:, scene] >= _FITS)]
    riding = [gap for gap in sorted(left) if _RIDES_ALONG <= chances[gap, scene] < _FITS]
    best = sorted(fitting, key=lambda gap: -gains[gap]) + sorted(riding, key=lambda gap: -gains[gap])
    named = best[:GAPS_A_QUESTION]
    return Choice(scene, tuple(named), round(float(sum(gains[gap] for gap in named)), 6))


def _is_worth_asking(offer: Choice, gaps: int) -> bool:
    return offer.expected >= _WORTH_ASKING and min(offer.gaps) < gaps


def _leaves_room(offer: Choice, left: set[int], room: int) -> bool:
    """True if what the question does not name still fits into the other questions."""
    return len(left - set(offer.gaps)) <= room * GAPS_A_QUESTION


def ride_along(choices: list[Choice], worth: Vectors, chances: Vectors) -> list[tuple[int, ...]]:
    """For every choice the further requirements that take its free places, each under the question that fits it best.

    `worth` and `chances` are those of the further requirements, shaped as in `choose_scenes`.
    """
    free = [GAPS_A_QUESTION - len(choice.gaps) for choice in choices]
    riders: list[list[int]] = [[] for _ in choices]
    for rider in sorted(range(len(worth)), key=lambda one: -worth[one]):
        fitting = [n for n, choice in enumerate(choices) if free[n] and chances[rider, choice.scene] >= _RIDES_ALONG]
        if not fitting:
            continue
        best = max(fitting, key=lambda n: float(chances[rider, choices[n].scene]))
        riders[best].append(rider)
        free[best] -= 1
    return [tuple(part) for part in riders]
