"""What the candidate says about the requirements: one is none, one matters more or less, one was not seen.

A requirement is always words of the advertisement: one is added by pointing at them. Nothing is thrown away by leaving
one out, so that it can be taken back.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass

from embeddings.judge.model import Candidate, Judgement
from embeddings.passages import passages_of_answer
from embeddings.requirements.finding import stated_requirement
from embeddings.requirements.model import Requirement
from parsers.errors import LimitExceeded, OverlookedError
from service import report
from service.analysis import Analysis, Story, quoted, told_requirement
from service.engine import Engine
from service.questionnaire import questions_for
from service.quotes import quoted_span

#: Most requirements of one advertisement; nobody adds as many, and each is judged.
_REQUIREMENTS = 200
#: Fewer letters or digits than this ask for nothing.
_SHORTEST = 3


class UnknownRequirement(OverlookedError):
    """A requirement that the analysis does not have."""

    code = "unknown_requirement"
    advice = "Read the analysis again and use an id that stands there."


class NotInAdvertisement(OverlookedError):
    """Words that are to be a requirement and do not stand in the advertisement."""

    code = "not_in_advertisement"
    advice = "Copy the words out of the advertisement, as they stand there."


class LastRequirement(OverlookedError):
    """The only requirement that is left is to be left out."""

    code = "last_requirement"
    advice = "Add the requirement that matters first, then leave this one out."


@dataclass(frozen=True, slots=True)
class Sources:
    """Both documents as they were read; `locate` gives the page of a span of the résumé, and its boxes there."""

    job_text: str
    resume_text: str
    candidate: Candidate
    locate: Callable[[int, int], tuple[int | None, list[report.BoxPoints] | None]]


def leave_out(analysis: Analysis, requirement_id: str) -> Analysis:
    """The requirement counts no more; raises UnknownRequirement, or LastRequirement."""
    _known(analysis, requirement_id)
    left_out = tuple(dict.fromkeys((*analysis.left_out, requirement_id)))
    if len(left_out) == len(analysis.shown):
        raise LastRequirement("Without any requirement there is nothing to compare.")
    return _reworked(analysis, left_out=left_out)


def take_back(analysis: Analysis, requirement_id: str) -> Analysis:
    """The requirement counts again; raises UnknownRequirement."""
    _known(analysis, requirement_id)
    return _reworked(analysis, left_out=tuple(one for one in analysis.left_out if one != requirement_id))


def set_priority(analysis: Analysis, requirement_id: str, priority: report.Priority) -> Analysis:
    """The requirement as a must, or as something that is only wished for; raises UnknownRequirement."""
    _known(analysis, requirement_id)

    def changed(one: report.RequirementReport) -> report.RequirementReport:
        return one.model_copy(update={"priority": priority}) if one.id == requirement_id else one

    return _reworked(
        analysis,
        asked=tuple(
            dataclasses.replace(one, priority=priority) if one.id == requirement_id else one for one in analysis.asked
        ),
        shown=tuple(map(changed, analysis.shown)),
        stories=tuple(
            story.model_copy(update={"judged": tuple(map(changed, story.judged))}) for story in analysis.stories
        ),
    )


def find_words(job_text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the advertisement, whatever their spaces and capitals; raises NotInAdvertisement."""
    pieces = words.split()
    if len(re.findall(r"\w", words)) < _SHORTEST:
        raise NotInAdvertisement("These are too few words.")
    found = re.search(r"\s+".join(map(re.escape, pieces)), job_text, re.IGNORECASE)
    if found is None:
        raise NotInAdvertisement("These words do not stand in the advertisement.")
    return found.start(), found.end()


def add_requirement(
    analysis: Analysis, span: tuple[int, int], priority: report.Priority, sources: Sources, engine: Engine
) -> Analysis:
    """The analysis with `job_text[span]` as one more requirement, judged like the others; if open, with a question.

    One that stands there already is taken back if it was left out. Raises NotInAdvertisement, or LimitExceeded.
    """
    start, end = quoted_span(sources.job_text, *span)
    if not 0 <= start < end:
        raise NotInAdvertisement("This part of the advertisement is empty.")
    same = next((one for one in analysis.shown if (one.start, one.end) == (start, end)), None)
    if same is not None:
        return take_back(analysis, same.id) if same.id in analysis.left_out else analysis
    if len(analysis.shown) >= _REQUIREMENTS:
        raise LimitExceeded(f"There are {_REQUIREMENTS} requirements.", "Leave some out first.")
    asked = stated_requirement(_next_id(analysis), sources.job_text[start:end], start, priority, engine.encoder)
    judgement = engine.judge.judge([asked], sources.candidate, engine.today)[0]
    shown = _shown(judgement, sources)
    return _reworked(
        analysis,
        asked=(*analysis.asked, asked),
        shown=(*analysis.shown, shown),
        questions=(*analysis.questions, *_questions(analysis, judgement, engine)),
        stories=tuple(_heard(story, asked, shown, analysis.language, engine) for story in analysis.stories),
    )


def _shown(judgement: Judgement, sources: Sources) -> report.RequirementReport:
    evidence = []
    for one in judgement.evidence:
        start, end = quoted_span(sources.resume_text, one.start, one.end)
        page, boxes = sources.locate(start, end)
        found = quoted(one, sources.resume_text, start, end)
        evidence.append(found.model_copy(update={"page": page, "boxes": boxes}))
    asked = judgement.requirement
    return report.RequirementReport(
        id=asked.id,
        quote=asked.quote,
        start=asked.start,
        end=asked.end,
        priority=asked.priority,
        kind=asked.kind,
        status=judgement.status,
        confidence=round(judgement.confidence, 2),
        evidence=evidence,
        why=judgement.why,
    )


def _questions(analysis: Analysis, judgement: Judgement, engine: Engine) -> list[report.Question]:
    taken = len(analysis.questions)
    asked = questions_for([judgement], engine.encoder)
    return [one.model_copy(update={"id": f"q{number}"}) for number, one in enumerate(asked, start=taken + 1)]


def _heard(story: Story, asked: Requirement, shown: report.RequirementReport, language: str, engine: Engine) -> Story:
    """The story with what it says about one more requirement."""
    passages = passages_of_answer(story.id, story.text, engine.today)
    if not passages:
        return story
    judgement = engine.judge.judge([asked], Candidate(passages, language), engine.today)[0]
    evidence = [
        quoted(one, story.text, *quoted_span(story.text, one.start, one.end))
        for one in judgement.evidence
        if one.source == f"answer:{story.id}"
    ]
    if judgement.status not in ("met", "partial") or not evidence:
        return story
    return story.model_copy(update={"judged": (*story.judged, told_requirement(judgement, shown, evidence))})


def _reworked(analysis: Analysis, **changes: object) -> Analysis:
    changed = analysis.model_copy(update=changes)
    return analysis if changed == analysis else changed.model_copy(update={"reworked": True})


def _known(analysis: Analysis, requirement_id: str) -> None:
    if all(one.id != requirement_id for one in analysis.shown):
        raise UnknownRequirement("There is no requirement with this id.")


def _next_id(analysis: Analysis) -> str:
    numbers = [int(one.id[1:]) for one in analysis.shown if one.id[1:].isdigit()]
    return f"r{max(numbers, default=0) + 1}"
