"""Which questions to ask for which gaps.

Scenes of life are chosen by how much a story from them could fill, so that one story serves many gaps. What people
hold rather than do (a degree, a licence, a certificate), a language or a condition of the post is asked for directly.
What no scene fits is asked openly at the end: no gap is dropped in silence while there is room.

What may gain from the same story is named with it: requirements that the résumé is held to meet on words that may not
show them and, where places are left, formal ones.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from embeddings.judge.model import Judgement
from service.questionnaire.choosing import GAPS_A_QUESTION, QUESTIONS, Choice, choose_scenes, ride_along
from service.questionnaire.direct import CHANCES, OPEN, direct_question, open_question, topic_of
from service.questionnaire.fitting import RoleFits, chances
from service.questionnaire.gaps import Gap, doubtful_in, gaps_in
from service.questionnaire.naming import examples_of, follow_ups_of
from service.questionnaire.roles import load_roles
from service.report import Question

if TYPE_CHECKING:
    from embeddings.encoder import Encoder, Vectors

#: How many roles of a scene lend their names and follow-ups to its question.
_ROLES_SHOWN = 3

#: A question not yet numbered, and what it may be expected to fill.
Asked = tuple[Question, float]


def questions_for(judgements: Sequence[Judgement], encoder: Encoder | None = None) -> list[Question]:
    """At most QUESTIONS questions for what is missing or partial, those that could fill most first."""
    direct: dict[str, list[Gap]] = {}
    told: list[Gap] = []
    for gap in gaps_in(judgements):
        topic = topic_of(gap.requirement)
        (direct.setdefault(topic, []) if topic else told).append(gap)
    asked = [_direct(topic, part) for topic, group in direct.items() for part in _parts(group)]
    formal = [gap for group in direct.values() for gap in group]
    asked += _about_scenes(told, doubtful_in(judgements), formal, encoder, QUESTIONS - len(asked))
    asked.sort(key=lambda pair: -pair[1])
    return [
        question.model_copy(update={"id": f"q{number}"})
        for number, (question, _) in enumerate(asked[:QUESTIONS], start=1)
    ]


def _parts(gaps: Sequence[Gap]) -> list[Sequence[Gap]]:
    return [gaps[first : first + GAPS_A_QUESTION] for first in range(0, len(gaps), GAPS_A_QUESTION)]


def _direct(topic: str, gaps: Sequence[Gap]) -> Asked:
    worth = sum(gap.worth for gap in gaps)
    return direct_question(topic, [gap.requirement for gap in gaps]), CHANCES[topic] * worth


def _open(gaps: Sequence[Gap]) -> Asked:
    worth = sum(gap.worth for gap in gaps)
    return open_question([gap.requirement for gap in gaps]), CHANCES[OPEN] * worth


def _about_scenes(
    gaps: Sequence[Gap], doubtful: Sequence[Gap], formal: Sequence[Gap], encoder: Encoder | None, room: int
) -> list[Asked]:
    """Questions about scenes, then open ones for what is left; as many as there is room for."""
    if not gaps:
        return []
    scenes = _Scenes([*gaps, *doubtful, *formal], encoder)
    told = len(gaps) + len(doubtful)
    choices, left = choose_scenes(scenes.worth[:told], scenes.chances[:told], len(gaps), room)
    riding = ride_along(choices, scenes.worth[told:], scenes.chances[told:])
    asked = [
        (scenes.question(choice, tuple(told + rider for rider in part)), choice.expected)
        for choice, part in zip(choices, riding, strict=True)
    ]
    return asked + [_open(part) for part in _parts([gaps[number] for number in left])]


#: Fits of the encoders that were used last; a process has one, or none and one.
_FITS: deque[RoleFits] = deque(maxlen=2)


def _fits_by(encoder: Encoder | None) -> RoleFits:
    for fits in list(_FITS):
        if fits.encoder is encoder:
            return fits
    _FITS.append(RoleFits(load_roles().roles, encoder))
    return _FITS[-1]


@cache
def _roles_by_scene() -> dict[str, list[int]]:
    """Places of each scene's roles in the catalogue; scenes in the catalogue's order."""
    found: dict[str, list[int]] = {scene: [] for scene in load_roles().scenes}
    for place, role in enumerate(load_roles().roles):
        found[role.scene].append(place)
    return found


class _Scenes:
    """The scenes of the catalogue beside the requirements that stories from them may fill."""

    def __init__(self, gaps: Sequence[Gap], encoder: Encoder | None) -> None:
        self._gaps = gaps
        self._catalogue = load_roles()
        self._scenes = list(self._catalogue.scenes.values())
        self._roles = _roles_by_scene()
        self._by_role = chances(_fits_by(encoder).of([gap.requirement for gap in gaps]))
        #: Shape (requirements,).
        self.worth: Vectors = np.array([gap.worth for gap in gaps], dtype=np.float32)
        #: Shape (requirements, scenes): that of the scene's best role.
        self.chances: Vectors = np.stack(
            [self._by_role[:, roles].max(axis=1) for roles in self._roles.values()], axis=1
        )

    def question(self, choice: Choice, riders: Sequence[int]) -> Question:
        """The question about the scene, with examples from the roles that fit what it is asked for."""
        scene = self._scenes[choice.scene]
        gains = self.worth[list(choice.gaps)] @ self._by_role[list(choice.gaps)]
        best = sorted(self._roles[scene.id], key=lambda role: -round(float(gains[role]), 4))
        roles = [self._catalogue.roles[role] for role in best[:_ROLES_SHOWN]]
        return Question(
            id=scene.id,
            requirement_ids=[self._gaps[number].requirement.id for number in (*choice.gaps, *riders)],
            text=scene.ask,
            examples=examples_of(roles),
            follow_ups=follow_ups_of(roles),
        )
