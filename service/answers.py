"""What a candidate tells beyond the résumé: read, judged by itself, and kept in the analysis.

Each story is judged by the same judge as the résumé, against every requirement and alone. What it lifts is decided
afterwards (`service.standing`): a status only ever rises, and only on words of the story that can be quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.judge.model import Candidate, Judgement
from embeddings.passages import passages_of_answer
from service import report
from service.analysis import Analysis, Part, Story, Turn, quoted, told_requirement
from service.engine import Engine
from service.quotes import quoted_span

_SHAPE = (
    'Answers are a JSON list such as [{"id": "a1", "text": "I keep the books of our club."}], '
    'each with "id" and "text" and, if you like, "question_id"; or that list as {"answers": […]}.'
)


class AnswersMalformed(ValueError):
    """Answers that do not have the shape the contract gives them; the message says which shape that is."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem} {_SHAPE}")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as the candidate gave it."""

    id: str
    text: str
    question_id: str | None = None


def answers_from_json(value: object) -> tuple[Told, ...]:
    """Answers out of parsed JSON; raises AnswersMalformed."""
    if isinstance(value, dict) and "answers" in value:
        value = value["answers"]
    if not isinstance(value, list):
        raise AnswersMalformed("The answers are not a list.")
    told = tuple(_told(number, item) for number, item in enumerate(value, start=1))
    if len({answer.id for answer in told}) < len(told):
        raise AnswersMalformed("Two answers have the same id.")
    return told


def _told(number: int, item: object) -> Told:
    if not isinstance(item, dict):
        raise AnswersMalformed(f"Answer {number} is not an object.")
    identifier, text, question_id = item.get("id"), item.get("text"), item.get("question_id")
    if not isinstance(identifier, str) or not identifier.strip():
        raise AnswersMalformed(f'Answer {number} has no "id" that is text.')
    if not isinstance(text, str):
        raise AnswersMalformed(f'Answer {number} has no "text".')
    if question_id is not None and not isinstance(question_id, str):
        raise AnswersMalformed(f'Answer {number} has a "question_id" that is not text.')
    if not all(map(is_text, (identifier, text, question_id or ""))):
        raise AnswersMalformed(f"Answer {number} holds half of a character (a lone surrogate).")
    return Told(identifier, text, question_id)


def is_text(value: str) -> bool:
    """False for the halves of characters that JSON escapes can smuggle in; nothing could print or store them."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def tell(analysis: Analysis, told: Iterable[Told], engine: Engine) -> Analysis:
    """The analysis with these answers, each a story of its own; one with a known id takes the earlier one's place."""
    stories = {story.id: story for story in analysis.stories}
    for one in told:
        story = Story(id=one.id, question_id=one.question_id, turns=(Turn(part="opening", text=one.text),))
        stories[one.id] = judged(analysis, story, engine)
    return analysis.model_copy(update={"stories": tuple(stories.values())})


def tell_more(analysis: Analysis, story_id: str, part: Part, text: str, engine: Engine) -> Analysis:
    """The analysis with more said about one story; raises KeyError for a story that is not there."""
    story = analysis.story(story_id)
    longer = story.model_copy(update={"turns": (*story.turns, Turn(part=part, text=text))})
    return with_story(analysis, longer if part == "limits" else judged(analysis, longer, engine))


def with_story(analysis: Analysis, story: Story) -> Analysis:
    """The analysis with the story in the place of the one with its id."""
    stories = tuple(story if one.id == story.id else one for one in analysis.stories)
    return analysis.model_copy(update={"stories": stories})


def judged(analysis: Analysis, story: Story, engine: Engine) -> Story:
    """The story with what it speaks for, judged alone."""
    passages = passages_of_answer(story.id, story.text, engine.today)
    if not passages:
        return story.model_copy(update={"judged": ()})
    judgements = engine.judge.judge(analysis.asked, Candidate(passages, analysis.language), engine.today)
    found = [
        told_requirement(judgement, shown, evidence)
        for judgement, shown in zip(judgements, analysis.shown, strict=True)
        if judgement.status in ("met", "partial") and (evidence := _evidence(judgement, story))
    ]
    return story.model_copy(update={"judged": tuple(found)})


def _evidence(judgement: Judgement, story: Story) -> list[report.Evidence]:
    text, found = story.text, []
    for one in judgement.evidence:
        if one.source == f"answer:{story.id}":
            found.append(quoted(one, text, *quoted_span(text, one.start, one.end)))
    return found


def next_story_id(stories: Sequence[Story]) -> str:
    """An id that no story has: a1, a2, …"""
    taken = {story.id for story in stories}
    return next(name for number in range(1, len(taken) + 2) if (name := f"a{number}") not in taken)
