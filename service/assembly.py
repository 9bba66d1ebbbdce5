"""From an analysis to the report: the contract with the outside, computed afresh whenever something was told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence

from service.analysis import Analysis
from service.answers import Told, tell
from service.coverage import summary_of
from service.engine import Engine
from service.questionnaire.gaps import is_doubtful, is_gap
from service.report import Question, Report, RequirementReport, Stage
from service.standing import standing
from service.verdict import verdict_of


def report_of(analysis: Analysis, report_id: str | None = None) -> Report:
    """The report after everything told and reviewed; its id is a hash of all that went in, unless one is given."""
    now = standing(analysis)
    answered = {story.question_id for story in analysis.stories if story.question_id}
    answered |= {reply.question_id for reply in analysis.replies}
    return Report(
        id=report_id or _report_id(analysis),
        stage=analysis.stage,
        resume=analysis.resume,
        job=analysis.job,
        summary=summary_of(now.requirements),
        requirements=list(now.requirements),
        questions=still_open(analysis.questions, now.requirements, answered),
        answers=list(now.answers),
        verdict=verdict_of(analysis.stage, now.answers, now.requirements),
    )


def still_open(
    questions: Sequence[Question], requirements: Sequence[RequirementReport], answered: Collection[str]
) -> list[Question]:
    """The questions nobody answered yet, each with what is left of it; those without any gap are gone.

    What counts as met in doubt stays named beside the gaps: an answer settles it.
    """
    gaps = {requirement.id for requirement in requirements if is_gap(requirement)}
    listed = gaps | {requirement.id for requirement in requirements if is_doubtful(requirement)}
    return [
        question.model_copy(update={"requirement_ids": [i for i in question.requirement_ids if i in listed]})
        for question in questions
        if question.id not in answered and gaps & set(question.requirement_ids)
    ]


def report_before(analysis: Analysis) -> Report:
    """The report as it was before anything was told."""
    return report_of(analysis.model_copy(update={"stories": (), "replies": (), "reviews": ()}))


def report_with(
    analysis: Analysis,
    engine: Engine,
    stage: Stage = "applying",
    told: Sequence[Told] = (),
    report_id: str | None = None,
) -> Report:
    """The report at that stage with these answers, all told at once."""
    return report_of(tell(analysis.at(stage), told, engine), report_id)


def _report_id(analysis: Analysis) -> str:
    """The same documents, stage and answers give the same id, on every machine."""
    told = [[story.id, story.question_id, story.text] for story in analysis.stories]
    decided = [review.model_dump() for review in analysis.reviews]
    parts = [analysis.fingerprint, analysis.stage, told, *([decided] if decided else [])]
    if analysis.reworked:
        listed = [(one.start, one.end, one.priority, one.id in analysis.left_out) for one in analysis.shown]
        parts.append(json.dumps(listed))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
