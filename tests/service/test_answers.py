from collections.abc import Callable, Sequence

import pytest

from embeddings.judge.model import Candidate, Judgement
from embeddings.requirements.model import Requirement
from service.analysis import Analysis
from service.answers import AnswersMalformed, Told, answers_from_json, tell
from service.engine import Engine
from service.standing import Standing, standing

RESUME = ["Sold shoes in a shop"]
JOB = ["bookkeeping accounts", "payroll wages"]


@pytest.fixture
def heard(analysis_of: Callable[..., Analysis], engine: Engine) -> Callable[..., Standing]:
    def hear_all(*told: Told) -> Standing:
        return standing(tell(analysis_of(RESUME, JOB), told, engine))

    return hear_all


def test_an_answer_lifts_what_it_speaks_to_and_quotes_its_words(heard: Callable[..., Standing]) -> None:
    now = heard(Told("a1", "I like birds. I do the bookkeeping and accounts of a club."))
    [fill] = now.answers[0].fills
    assert (fill.requirement_id, fill.from_, fill.to) == ("r1", "missing", "met")
    assert fill.evidence == ["I do the bookkeeping and accounts of a club."]
    assert [requirement.status for requirement in now.requirements] == ["met", "missing"]


def test_an_irrelevant_answer_lifts_nothing(heard: Callable[..., Standing]) -> None:
    now = heard(Told("a1", "I photograph birds at weekends."))
    assert now.answers[0].fills == []
    assert [requirement.status for requirement in now.requirements] == ["missing", "missing"]


def test_each_answer_is_credited_only_with_what_it_adds(heard: Callable[..., Standing]) -> None:
    now = heard(
        Told("a1", "I did the accounts."), Told("a2", "I did bookkeeping and accounts."), Told("a3", "Accounts.")
    )
    assert [[(fill.from_, fill.to) for fill in answer.fills] for answer in now.answers] == [
        [("missing", "partial")],
        [("partial", "met")],
        [],
    ]


def test_a_story_never_lowers_a_status(analysis_of: Callable[..., Analysis], engine: Engine) -> None:
    class Forgetful:
        def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: object) -> list[Judgement]:
            return [Judgement(requirement, "missing", 1.0, (), "") for requirement in requirements]

    analysis = analysis_of(RESUME, JOB)
    after = tell(analysis, [Told("a1", "Anything.")], Engine(None, Forgetful(), engine.today))
    assert standing(after).requirements == analysis.shown


def test_an_answer_told_again_under_its_id_takes_the_place_of_the_first(heard: Callable[..., Standing]) -> None:
    now = heard(Told("a1", "I did bookkeeping and accounts."), Told("a1", "I photograph birds."))
    assert [answer.text for answer in now.answers] == ["I photograph birds."]
    assert now.requirements[0].status == "missing"


def test_an_empty_answer_is_kept_and_lifts_nothing(heard: Callable[..., Standing]) -> None:
    [answer] = heard(Told("a1", "  \n ")).answers
    assert (answer.text, answer.fills) == ("  \n ", [])


@pytest.mark.parametrize(
    "value",
    [
        [{"id": "a1", "text": "I cook.", "question_id": "q2"}],
        {"answers": [{"id": "a1", "text": "I cook.", "question_id": "q2"}]},
    ],
)
def test_answers_are_read_from_a_list_or_from_an_object_that_holds_one(value: object) -> None:
    assert answers_from_json(value) == (Told("a1", "I cook.", "q2"),)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        {"id": "a", "text": "t"},
        {"answers": None},
        ["text"],
        [{"text": "t"}],
        [{"id": "", "text": "t"}],
        [{"id": 1, "text": "t"}],
        [{"id": "a"}],
        [{"id": "a", "text": 3}],
        [{"id": "a", "text": "t", "question_id": 3}],
        [{"id": "a", "text": "t"}, {"id": "a", "text": "u"}],
    ],
)
def test_any_other_shape_is_refused_with_the_right_one(value: object) -> None:
    with pytest.raises(AnswersMalformed, match='"id": "a1"'):
        answers_from_json(value)
