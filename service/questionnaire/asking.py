"""Which questions to ask for which gaps.

Scenes are chosen greedily by how much they could fill, so that one story can serve many gaps and few questions cover
them all. What nobody could hold without knowing it (a degree, a licence, a certificate), a language or a condition of
the post is asked for directly. What no scene fits is asked openly at the end: no gap is dropped in silence while there
is room.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from embeddings.judge.model import Judgement
from embeddings.requirements.model import Requirement
from service.questionnaire.catalogue import Scene, scenes
from service.questionnaire.direct import OPEN, direct_question, open_question, topic_of
from service.questionnaire.fitting import fits
from service.report import Question

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

#: The most questions, and the most gaps that one question speaks for.
QUESTIONS = 8
GAPS_A_QUESTION = 5
#: From which fit on a scene is asked about because of a gap.
_FITS = 0.30
#: From which fit on one gap alone is enough: a single shared word must not bring up a whole scene.
_FITS_ALONE = 0.42
#: From which fit on a gap rides along with a question that is asked anyway.
_RIDES_ALONG = 0.20
#: What an open question is worth beside one about a scene.
_OPEN_SHARE = 0.4
#: What filling a gap is worth, by status and priority.
_WORTH = {("missing", "must"): 4.0, ("partial", "must"): 2.0, ("missing", "nice"): 2.0, ("partial", "nice"): 1.0}

#: A requirement and what filling it is worth.
Gap = tuple[Requirement, float]


def questions_for(judgements: Sequence[Judgement], encoder: Encoder | None = None) -> list[Question]:
    """At most QUESTIONS questions for what is missing or partial, those that could fill most first."""
    gaps = _gaps(judgements)
    direct: dict[str, list[Gap]] = {}
    told: list[Gap] = []
    for gap in gaps:
        topic = topic_of(gap[0])
        (direct.setdefault(topic, []) if topic else told).append(gap)
    asked = [
        (direct_question(topic, [requirement for requirement, _ in part]), part)
        for topic, group in direct.items()
        for part in _parts(group)
    ]
    asked += _about_scenes(told, encoder, QUESTIONS - len(asked))
    asked.sort(key=lambda pair: -_hoped_for(*pair))
    return [
        question.model_copy(update={"id": f"q{number}"})
        for number, (question, _) in enumerate(asked[:QUESTIONS], start=1)
    ]


def still_open(
    questions: Sequence[Question], judgements: Sequence[Judgement], answered: Collection[str]
) -> list[Question]:
    """The questions nobody answered yet, each with the gaps that are left; those without any are gone."""
    gaps = {judgement.requirement.id for judgement in judgements if judgement.status in ("missing", "partial")}
    left = [
        question.model_copy(update={"requirement_ids": [i for i in question.requirement_ids if i in gaps]})
        for question in questions
        if question.id not in answered
    ]
    return [question for question in left if question.requirement_ids]


def _hoped_for(question: Question, gaps: Sequence[Gap]) -> float:
    """What the question may fill; one that has to name what it is after brings out less."""
    return sum(worth for _, worth in gaps) * (_OPEN_SHARE if question.id == OPEN else 1)


def _gaps(judgements: Sequence[Judgement]) -> list[Gap]:
    """What is missing or partial, the most worth first, in the advertisement's order among equals."""
    found = [
        (judgement.requirement, _WORTH[judgement.status, judgement.requirement.priority])
        for judgement in judgements
        if judgement.status in ("missing", "partial")
    ]
    return sorted(found, key=lambda gap: -gap[1])


def _parts(gaps: list[Gap]) -> list[list[Gap]]:
    return [gaps[first : first + GAPS_A_QUESTION] for first in range(0, len(gaps), GAPS_A_QUESTION)]


def _about_scenes(gaps: list[Gap], encoder: Encoder | None, room: int) -> list[tuple[Question, list[Gap]]]:
    """Questions about scenes, then open ones for what is left; as many as there is room for."""
    catalogue = scenes()
    table = fits([requirement for requirement, _ in gaps], catalogue, encoder)
    left = set(range(len(gaps)))
    asked: list[tuple[Question, list[Gap]]] = []
    free = set(range(len(catalogue)))
    while left and len(asked) + -(-len(left) // GAPS_A_QUESTION) <= room:
        yields = {scene: _yield(gaps, table, left, scene) for scene in free}
        best = max(sorted(yields), key=lambda scene: yields[scene], default=None)
        if best is None or yields[best] == 0:
            break
        served = _served(gaps, table, left, best)
        if len(asked) + 1 + -(-(len(left) - len(served)) // GAPS_A_QUESTION) > room:
            break
        asked.append(_scene_question(catalogue[best], [gaps[i] for i in served]))
        left -= set(served)
        free.remove(best)
    rest = [gaps[i] for i in sorted(left)]
    return asked + [(open_question([requirement for requirement, _ in part]), part) for part in _parts(rest)]


def _yield(gaps: list[Gap], table: list[list[float]], left: set[int], scene: int) -> float:
    """What asking about the scene could fill: worth × fit over the gaps it fits best, 0 where it fits none."""
    near = [i for i in left if table[i][scene] >= _FITS]
    if len(near) == 1 and table[near[0]][scene] < _FITS_ALONE:
        return 0.0
    gains = [gaps[i][1] * table[i][scene] for i in near]
    return sum(sorted(gains, reverse=True)[:GAPS_A_QUESTION])


def _served(gaps: list[Gap], table: list[list[float]], left: set[int], scene: int) -> list[int]:
    """The gaps that the question will name, best first: those it fits, then those that ride along."""
    near = [i for i in sorted(left) if table[i][scene] >= _RIDES_ALONG]
    near.sort(key=lambda i: (table[i][scene] < _FITS, -gaps[i][1] * table[i][scene]))
    return near[:GAPS_A_QUESTION]


def _scene_question(scene: Scene, gaps: list[Gap]) -> tuple[Question, list[Gap]]:
    question = Question(
        id=scene.id,
        requirement_ids=[requirement.id for requirement, _ in gaps],
        text=scene.ask,
        examples=list(scene.examples),
        follow_ups=list(scene.follow_ups),
    )
    return question, gaps
