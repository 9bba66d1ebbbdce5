"""What a candidate sends from afar, without the step at hand: checked against the analysis, then made a move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.judge.model import RANK
from parsers.errors import LimitExceeded, OverlookedError
from service.analysis import Analysis, Part, Refusal, Review
from service.engine import Engine
from service.interview.moves import answer, refuse, review
from service.interview.steps import Ask
from service.report import Status

#: Most stories in one conversation; nobody tells as many, and each is judged.
_STORIES = 100


class UnknownQuestion(OverlookedError):
    """An answer to a question that was never put, or about a story that was never told."""

    code = "unknown_question"
    advice = "Read the questions again and use an id that stands there."


class UnknownFill(OverlookedError):
    """A decision on a fill that is none, or that would set it higher."""

    code = "unknown_fill"
    advice = "Read the fills again; “correct” takes a status lower than the one that the answer brought."


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: to a question, about an earlier story, or freely; or that there is none to a question."""

    text: str = ""
    question_id: str | None = None
    story_id: str | None = None
    part: Part = "opening"
    refusal: Refusal | None = None


def hear(analysis: Analysis, said: Said, engine: Engine) -> Analysis:
    """The analysis with what was said; raises UnknownQuestion, or LimitExceeded."""
    if said.question_id is not None and said.question_id not in {question.id for question in analysis.questions}:
        raise UnknownQuestion("There is no question with this id.")
    if said.story_id is not None and said.story_id not in {story.id for story in analysis.stories}:
        raise UnknownQuestion("There is no story with this id.")
    if said.refusal is not None:
        if said.question_id is None:
            raise UnknownQuestion("Only a question can be left without an answer.", "Name the question.")
        return refuse(analysis, said.question_id, said.refusal)
    if said.story_id is None and len(analysis.stories) >= _STORIES:
        raise LimitExceeded(f"{_STORIES} stories have been told.", "Add to one of them instead.")
    part = "opening" if said.story_id is None else said.part
    step = Ask(question_id=said.question_id, story_id=said.story_id, part=part, text="", left=0)
    return answer(analysis, step, said.text, engine)


def decide(analysis: Analysis, decisions: Iterable[Review]) -> Analysis:
    """The analysis with the candidate's word on fills; raises UnknownFill."""
    judged = {(story.id, one.id): one.status for story in analysis.stories for one in story.judged}
    for decision in decisions:
        brought = judged.get((decision.story_id, decision.requirement_id))
        if brought is None:
            raise UnknownFill("This story fills nothing there.")
        if decision.decision == "correct" and not _lower(decision.to, brought):
            raise UnknownFill("A fill can only be set lower.")
        analysis = review(analysis, decision)
    return analysis


def _lower(to: Status | None, brought: Status) -> bool:
    return to in ("partial", "missing") and RANK[to] <= RANK[brought]
