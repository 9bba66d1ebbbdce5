"""What the candidate says about requirements: left out, taken back, weighed anew, added in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from embeddings.judge.model import Candidate
from embeddings.passages import passages_of_resume
from service.analysis import Analysis
from service.answers import Told, tell
from service.assembly import report_before, report_of
from service.engine import Engine
from service.interview import next_step
from service.interview.requirements import (
    LastRequirement,
    NotInAdvertisement,
    Sources,
    UnknownRequirement,
    add_requirement,
    find_words,
    leave_out,
    set_priority,
    take_back,
)

AnalysisOf = Callable[[Sequence[str], Sequence[str]], Analysis]
RESUME = ["Sold shoes and kept the till", "Planned rotas in Excel"]
JOB = ["Bookkeeping experience", "nice: Excel", "Driving licence"]
AD = "Bookkeeper. Bookkeeping experience. Excel. You keep  the\ntill on Saturdays. Driving licence."


@pytest.fixture
def analysis(analysis_of: AnalysisOf) -> Analysis:
    return analysis_of(RESUME, JOB)


@pytest.fixture
def sources(resume_of: Callable[..., object]) -> Sources:
    resume = resume_of(*RESUME)
    candidate = Candidate(passages_of_resume(resume))  # type: ignore[arg-type]
    text = resume.document.text  # type: ignore[attr-defined]
    return Sources(AD, text, candidate, resume.document.locate)  # type: ignore[attr-defined]


def test_a_requirement_that_is_left_out_counts_for_nothing(analysis: Analysis) -> None:
    report = report_of(leave_out(analysis, "r3"))
    assert [one.id for one in report.requirements] == ["r1", "r2"]
    assert report.summary.requirements == 2
    assert all("r3" not in question.requirement_ids for question in report.questions)


def test_one_that_is_left_out_can_be_taken_back(analysis: Analysis) -> None:
    again = take_back(leave_out(analysis, "r3"), "r3")
    assert report_of(again).requirements == report_of(analysis).requirements


def test_what_a_story_says_about_one_that_is_left_out_is_no_fill(analysis: Analysis, engine: Engine) -> None:
    told = tell(analysis, [Told("a1", "I have bookkeeping experience from our club.")], engine)
    assert report_of(told).answers[0].fills
    assert report_of(leave_out(told, "r1")).answers[0].fills == []


def test_the_last_requirement_stays(analysis: Analysis) -> None:
    alone = leave_out(leave_out(analysis, "r1"), "r2")
    with pytest.raises(LastRequirement):
        leave_out(alone, "r3")


@pytest.mark.parametrize("move", [leave_out, take_back, lambda one, name: set_priority(one, name, "nice")])
def test_an_unknown_requirement_is_refused(analysis: Analysis, move: Callable[..., Analysis]) -> None:
    with pytest.raises(UnknownRequirement):
        move(analysis, "r99")


def test_priority_weighs_in_coverage(analysis: Analysis) -> None:
    before, after = report_of(analysis).summary, report_of(set_priority(analysis, "r2", "must")).summary
    assert (before.coverage, after.coverage) == (0.2, 0.333)


def test_priority_holds_for_what_was_told_already(analysis: Analysis, engine: Engine) -> None:
    told = tell(analysis, [Told("a1", "I have a driving licence.")], engine)
    report = report_of(set_priority(told, "r3", "nice").at("rejected"))
    assert [one.priority for one in report.requirements if one.id == "r3"] == ["nice"]
    assert report.verdict is not None and not report.verdict.grounds


def test_an_edited_list_gives_another_report_id(analysis: Analysis) -> None:
    ids = {report_of(one).id for one in (analysis, leave_out(analysis, "r1"), set_priority(analysis, "r1", "nice"))}
    assert len(ids) == 3


def test_a_move_that_changes_nothing_is_none(analysis: Analysis) -> None:
    assert set_priority(analysis, "r1", "must") is analysis
    assert take_back(analysis, "r1") is analysis


def test_words_are_found_whatever_their_spaces_and_capitals() -> None:
    start, end = find_words(AD, "you keep the till")
    assert AD[start:end] == "You keep  the\ntill"


@pytest.mark.parametrize("words", ["You sell the till", "a", " . "])
def test_words_that_do_not_stand_in_the_advertisement_are_refused(words: str) -> None:
    with pytest.raises(NotInAdvertisement):
        find_words(AD, words)


def test_an_added_requirement_is_judged_and_points_at_the_page(
    analysis: Analysis, sources: Sources, engine: Engine
) -> None:
    added = add_requirement(analysis, find_words(AD, "keep the till"), "nice", sources, engine)
    found = report_of(added).requirements[-1]
    assert (found.id, found.status, found.priority) == ("r4", "partial", "nice")
    assert AD[found.start : found.end] == found.quote
    assert (found.evidence[0].quote, found.evidence[0].page) == ("Sold shoes and kept the till", 1)
    assert found.evidence[0].boxes


def test_an_added_gap_is_asked_about(analysis: Analysis, sources: Sources, engine: Engine) -> None:
    added = add_requirement(analysis, find_words(AD, "on Saturdays"), "must", sources, engine)
    new = [question for question in report_of(added).questions if "r4" in question.requirement_ids]
    assert len(new) == 1
    assert new[0].id not in {question.id for question in analysis.questions}


def test_an_earlier_story_fills_what_is_added_later(analysis: Analysis, sources: Sources, engine: Engine) -> None:
    told = tell(analysis, [Told("a1", "I help at a market stall on Saturdays.")], engine)
    added = add_requirement(told, find_words(AD, "on Saturdays"), "must", sources, engine)
    assert [fill.requirement_id for fill in report_of(added).answers[0].fills] == ["r4"]
    assert report_before(added).requirements[-1].status == "missing"


def test_adding_twice_is_adding_once_and_takes_back(analysis: Analysis, sources: Sources, engine: Engine) -> None:
    once = add_requirement(analysis, find_words(AD, "keep the till"), "must", sources, engine)
    assert add_requirement(once, find_words(AD, "keep the till"), "must", sources, engine) is once
    back = add_requirement(leave_out(once, "r4"), find_words(AD, "keep the till"), "must", sources, engine)
    assert "r4" not in back.left_out


def test_an_edited_analysis_survives_storage(analysis: Analysis, sources: Sources, engine: Engine) -> None:
    edited = leave_out(add_requirement(analysis, find_words(AD, "keep the till"), "must", sources, engine), "r1")
    assert Analysis.model_validate_json(edited.to_json()) == edited
    assert next_step(edited).do == "ask"
