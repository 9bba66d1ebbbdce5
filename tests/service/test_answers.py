from collections.abc import Callable

import pytest

from embeddings.judge.model import Candidate, Judgement
from service.analysis import Analysis
from service.answers import AnswersMalformed, Outcome, Told, answers_from_json, hear
from service.engine import Engine

RESUME = ["Sold shoes in a shop"]
JOB = ["bookkeeping accounts", "payroll wages"]


@pytest.fixture
def heard(analysis_of: Callable[..., Analysis], engine: Engine) -> Callable[..., Outcome]:
    def hear_all(*told: Told) -> Outcome:
        analysis = analysis_of(RESUME, JOB)
        return hear(analysis.candidate, analysis.judgements, told, engine.judge, engine.today)

    return hear_all


def test_an_answer_lifts_what_it_speaks_to_and_quotes_its_words(heard: Callable[..., Outcome]) -> None:
    outcome = heard(Told("a1", "I like birds. I do the bookkeeping and accounts of a club."))
    [fill] = outcome.answers[0].fills
    assert (fill.requirement_id, fill.from_, fill.to) == ("r1", "missing", "met")
    assert fill.evidence == ["I do the bookkeeping and accounts of a club."]
    assert [judgement.status for judgement in outcome.judgements] == ["met", "missing"]


def test_an_irrelevant_answer_lifts_nothing(heard: Callable[..., Outcome]) -> None:
    outcome = heard(Told("a1", "I photograph birds at weekends."))
    assert outcome.answers[0].fills == []
    assert [judgement.status for judgement in outcome.judgements] == ["missing", "missing"]


def test_each_answer_is_credited_only_with_what_it_adds(heard: Callable[..., Outcome]) -> None:
    outcome = heard(Told("a1", "Some bookkeeping."), Told("a2", "All bookkeeping and accounts."))
    assert [(f.from_, f.to) for answer in outcome.answers for f in answer.fills] == [
        ("missing", "partial"),
        ("partial", "met"),
    ]


def test_an_empty_answer_is_kept_and_lifts_nothing(heard: Callable[..., Outcome]) -> None:
    assert heard(Told("a1", "  ")).answers[0].fills == []


def test_a_status_never_falls_because_of_an_answer(analysis_of: Callable[..., Analysis], engine: Engine) -> None:
    class Forgetful:
        def judge(self, requirements: object, candidate: Candidate, today: object) -> list[Judgement]:
            return [Judgement(j.requirement, "missing", 1.0, (), "") for j in analysis.judgements]

    analysis = analysis_of(["bookkeeping accounts"], JOB)
    outcome = hear(analysis.candidate, analysis.judgements, [Told("a1", "Anything.")], Forgetful(), engine.today)
    assert outcome.judgements == analysis.judgements


@pytest.mark.parametrize("value", [[{"id": "a", "text": "t"}], {"answers": [{"id": "a", "text": "t", "mood": 1}]}])
def test_answers_are_a_list_or_an_object_that_holds_one(value: object) -> None:
    assert answers_from_json(value) == (Told("a", "t"),)


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
