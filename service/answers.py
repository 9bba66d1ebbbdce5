"""What a candidate tells beyond the résumé, and what it lifts.

Answers are taken in the order they were told. Each is judged together with the résumé and with every answer before it,
by the same judge as the résumé. A status only ever rises, and only on words of the answer that can be quoted: a story
that speaks to nothing changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.judge.model import Candidate, Judge, Judgement
from embeddings.passages import passages_of_answer
from parsers.dates import Month
from service.quotes import quoted_span
from service.report import Answer, Fill

RANK = {"missing": 0, "partial": 1, "met": 2}
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every requirement's judgement after all answers, in order, and each answer with what it lifted."""

    judgements: tuple[Judgement, ...]
    answers: tuple[Answer, ...]


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


def hear(
    candidate: Candidate, judgements: Sequence[Judgement], told: Sequence[Told], judge: Judge, today: Month
) -> Outcome:
    """Judge each answer by itself and keep what it lifts; `judgements` are those of the résumé alone."""
    state = tuple(judgements)
    requirements = [judgement.requirement for judgement in state]
    heard: list[Answer] = []
    for answer in told:
        passages = tuple(passages_of_answer(answer.id, answer.text, today))
        fills: list[Fill] = []
        if passages:
            after = judge.judge(requirements, replace(candidate, passages=passages), today)
            fills = [_fill(old, new, answer) for old, new in zip(state, after, strict=True) if _lifts(old, new, answer)]
            state = tuple(new if _lifts(old, new, answer) else old for old, new in zip(state, after, strict=True))
        heard.append(Answer(id=answer.id, question_id=answer.question_id, text=answer.text, fills=fills))
    return Outcome(state, tuple(heard))


def _lifts(old: Judgement, new: Judgement, answer: Told) -> bool:
    """True when the status rose and words of this very answer are part of the reason."""
    if old.status not in RANK or new.status not in RANK or RANK[new.status] <= RANK[old.status]:
        return False
    return any(evidence.source == f"answer:{answer.id}" for evidence in new.evidence)


def _fill(old: Judgement, new: Judgement, answer: Told) -> Fill:
    spans = [quoted_span(answer.text, e.start, e.end) for e in new.evidence if e.source == f"answer:{answer.id}"]
    quotes = list(dict.fromkeys(answer.text[start:end] for start, end in spans))
    fill = {"requirement_id": new.requirement.id, "from": old.status, "to": new.status, "evidence": quotes}
    return Fill.model_validate(fill)
