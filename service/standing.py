"""Where things stand after everything told and reviewed: pure, from the analysis alone."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.judge.model import RANK
from embeddings.requirements.ask import years_asked
from parsers.dates import find_periods
from service.analysis import Analysis, Review, Story
from service.report import Answer, Fill, RequirementReport


@dataclass(frozen=True, slots=True)
class Standing:
    """Every requirement as it stands now, in the advertisement's order, and each story with what it lifted."""

    requirements: tuple[RequirementReport, ...]
    answers: tuple[Answer, ...]

    def fills(self) -> tuple[tuple[str, Fill], ...]:
        """Every fill with the id of its story."""
        return tuple((answer.id, fill) for answer in self.answers for fill in answer.fills)


def standing(analysis: Analysis) -> Standing:
    """Stories in the order told; a status only rises, what the candidate dropped or left out counts for nothing."""
    reviews = {(review.story_id, review.requirement_id): review for review in analysis.reviews}
    now = {requirement.id: requirement for requirement in analysis.shown if requirement.id not in analysis.left_out}
    answers = []
    for story in analysis.stories:
        fills = []
        for judged in story.judged:
            if judged.id not in now:
                continue
            reviewed = _reviewed(judged, reviews.get((story.id, judged.id)))
            before = now[judged.id]
            if before.status != "not_judged" and RANK[reviewed.status] > RANK[before.status]:
                fills.append(_fill(before, reviewed, story))
                now[judged.id] = reviewed
        answers.append(Answer(id=story.id, question_id=story.question_id, text=story.text, fills=fills))
    return Standing(tuple(now.values()), tuple(answers))


def unreviewed(analysis: Analysis) -> tuple[tuple[str, Fill], ...]:
    """The fills that the candidate has not looked at yet, each with the id of its story."""
    seen = {(review.story_id, review.requirement_id) for review in analysis.reviews}
    return tuple(pair for pair in standing(analysis).fills() if (pair[0], pair[1].requirement_id) not in seen)


def _reviewed(judged: RequirementReport, review: Review | None) -> RequirementReport:
    if review is None or review.decision == "keep":
        return judged
    lower = "missing" if review.decision == "drop" else (review.to or judged.status)
    return judged.model_copy(update={"status": min(lower, judged.status, key=lambda status: RANK[status])})


def _fill(before: RequirementReport, after: RequirementReport, story: Story) -> Fill:
    quotes = list(dict.fromkeys(evidence.quote for evidence in after.evidence))
    fill = {
        "requirement_id": after.id,
        "from": before.status,
        "to": after.status,
        "evidence": quotes,
        "still_missing": still_missing(after, story),
    }
    return Fill.model_validate(fill)


def still_missing(requirement: RequirementReport, story: Story) -> list[str]:
    """What the story does not say about a requirement that it speaks for, in plain words."""
    missing = []
    if years_asked(requirement.quote) and not find_periods(story.text):
        missing.append("since when, or from when to when")
    if requirement.status == "partial" and requirement.kind in ("licence", "certification", "education"):
        missing.append("whether it is complete and valid now")
    elif requirement.status == "partial" and not missing:
        missing.append("whether you did all of it, and by yourself")
    return missing
