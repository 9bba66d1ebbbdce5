"""What comes next: pure, from the analysis alone.

First the questions, the one worth most first and one kind of experience after the other; then a look at every fill;
then, where an application is out, what has to be known before anybody writes. Nothing is asked twice.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.analysis import Analysis, Part, Story
from service.assembly import still_open
from service.interview.lacks import next_prompt
from service.questionnaire.gaps import WORTH
from service.report import Fill, Question, RequirementReport, Verdict
from service.standing import Standing, standing, unreviewed
from service.verdict import verdict_of

#: A question that could bring less than this is not worth the candidate's time.
_LITTLE = 1.5
#: The next question stays with the same kind of experience while it is worth this share of the best one.
_SAME_KIND = 0.6


class _Step(BaseModel):
    model_config = ConfigDict(frozen=True)


class Ask(_Step):
    """Put a question, or something more about a story; `story_id` is null for a question's first words."""

    do: Literal["ask"] = "ask"
    question_id: str | None
    story_id: str | None
    part: Part
    text: str
    examples: tuple[str, ...] = ()
    requirement_ids: tuple[str, ...] = ()
    left: int = Field(description="questions that may still come after this one")


class Fillable(BaseModel):
    """A fill to be looked at, with the requirement's own words and what the candidate says not to have done."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)
    story_id: str
    requirement: str
    fill: Fill
    limits: str = ""


class ReviewStep(_Step):
    """Every fill that the candidate has not looked at yet."""

    do: Literal["review"] = "review"
    fills: tuple[Fillable, ...]


class CircumstancesStep(_Step):
    """What has to be known before a message: `wanted` names fields of `Circumstances`."""

    do: Literal["circumstances"] = "circumstances"
    wanted: tuple[Literal["already_written", "days_since", "reasons"], ...]
    story_ids: tuple[str, ...] = Field(default=(), description="stories of which the reason for the omission is wanted")


class Done(_Step):
    """Nothing is left to ask; the verdict is null where nothing was told."""

    do: Literal["done"] = "done"
    verdict: Verdict | None


Step = Annotated[Ask | ReviewStep | CircumstancesStep | Done, Field(discriminator="do")]


def next_step(analysis: Analysis) -> Ask | ReviewStep | CircumstancesStep | Done:
    """What to show the candidate now."""
    now = standing(analysis)
    if not analysis.enough:
        ask = _more_about_a_story(analysis, now) or _next_question(analysis, now)
        if ask is not None:
            return ask
    fills = unreviewed(analysis)
    if fills:
        return ReviewStep(fills=tuple(_fillable(analysis, story_id, fill) for story_id, fill in fills))
    verdict = verdict_of(analysis.stage, now.answers, now.requirements)
    if verdict is not None and verdict.grounds and analysis.stage != "applying":
        wanted, stories = _unknown(analysis, now)
        if wanted:
            return CircumstancesStep(wanted=wanted, story_ids=stories)
    return Done(verdict=verdict)


def open_questions(analysis: Analysis, now: Standing) -> list[Question]:
    """Questions that are worth asking still, each with the gaps that are left, in the order given at first."""
    answered = {story.question_id for story in analysis.stories if story.question_id}
    answered |= {reply.question_id for reply in analysis.replies}
    gaps = {requirement.id: requirement for requirement in now.requirements}
    left = still_open(analysis.questions, now.requirements, answered)
    return [question for question in left if worth(question, gaps) >= _LITTLE]


def worth(question: Question, requirements: dict[str, RequirementReport]) -> float:
    """What an answer could fill, by status and priority of the gaps it is about."""
    named = (requirements[identifier] for identifier in question.requirement_ids)
    return sum(WORTH.get((requirement.status, requirement.priority), 0.0) for requirement in named)


def _more_about_a_story(analysis: Analysis, now: Standing) -> Ask | None:
    """The last story told is finished before anything else is asked."""
    if not analysis.stories:
        return None
    story = analysis.stories[-1]
    question = next((q for q in analysis.questions if q.id == story.question_id), None)
    prompt = next_prompt(story, question, any(answer.fills for answer in now.answers if answer.id == story.id))
    if prompt is None:
        return None
    return Ask(
        question_id=story.question_id,
        story_id=story.id,
        part=prompt.part,
        text=prompt.text,
        requirement_ids=tuple(question.requirement_ids) if question else (),
        left=len(open_questions(analysis, now)),
    )


def _next_question(analysis: Analysis, now: Standing) -> Ask | None:
    questions = open_questions(analysis, now)
    if not questions:
        return None
    gaps = {requirement.id: requirement for requirement in now.requirements}
    best = max(questions, key=lambda question: worth(question, gaps))
    kind = _kind_of_last(analysis.questions, analysis.stories)
    near = [q for q in questions if kind and q.setting == kind and worth(q, gaps) >= _SAME_KIND * worth(best, gaps)]
    chosen = near[0] if near else best
    return Ask(
        question_id=chosen.id,
        story_id=None,
        part="opening",
        text=chosen.text,
        examples=tuple(chosen.examples),
        requirement_ids=tuple(chosen.requirement_ids),
        left=len(questions) - 1,
    )


def _kind_of_last(questions: tuple[Question, ...], stories: tuple[Story, ...]) -> str:
    asked = {question.id: question.setting for question in questions}
    return asked.get(stories[-1].question_id or "", "") if stories else ""


def _fillable(analysis: Analysis, story_id: str, fill: Fill) -> Fillable:
    requirement = next(one.quote for one in analysis.shown if one.id == fill.requirement_id)
    return Fillable(story_id=story_id, requirement=requirement, fill=fill, limits=analysis.story(story_id).limits)


def _unknown(
    analysis: Analysis, now: Standing
) -> tuple[tuple[Literal["already_written", "days_since", "reasons"], ...], tuple[str, ...]]:
    """What is not known yet, and the stories that lifted a must without a reason for the omission."""
    known = analysis.circumstances
    musts = {requirement.id for requirement in now.requirements if requirement.priority == "must"}
    stories = tuple(
        answer.id
        for answer in now.answers
        if any(fill.requirement_id in musts for fill in answer.fills) and answer.id not in known.reasons
    )
    wanted: list[Literal["already_written", "days_since", "reasons"]] = []
    if known.already_written is None:
        wanted.append("already_written")
    if known.already_written:
        return tuple(wanted), ()
    if analysis.stage == "rejected" and known.days_since is None:
        wanted.append("days_since")
    if stories:
        wanted.append("reasons")
    return tuple(wanted), stories
