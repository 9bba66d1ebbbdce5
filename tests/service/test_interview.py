"""The conversation, told as a candidate would: what is asked, in which order, and what is never asked again."""

from collections.abc import Callable

import pytest

from service.analysis import Analysis, Circumstances, Review
from service.engine import Engine
from service.interview import (
    Ask,
    CircumstancesStep,
    Done,
    ReviewStep,
    answer,
    next_step,
    refuse,
    review,
    stop,
    tell_freely,
)
from service.interview.moves import corrected, with_circumstances
from service.interview.replies import read_reply
from service.report import Question
from service.standing import standing, unreviewed

MONEY = Question(
    id="q1",
    requirement_ids=["r1", "r2"],
    text="Have you ever looked after money that was not your own?",
    follow_ups=["how often", "which software"],
    setting="volunteer",
)
SHIFTS = Question(id="q2", requirement_ids=["r3"], text="Have you ever led a shift?", setting="side_work")
CLUB = Question(id="q3", requirement_ids=["r4"], text="Have you ever been on a stage?", setting="volunteer")
WHOLE_STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do all the bookkeeping in Excel by "
    "myself, pay the bills and write the yearly statement for the members."
)


@pytest.fixture
def talk(analysis_of: Callable[..., Analysis]) -> Analysis:
    """Four gaps, three questions, at the stage of a rejection."""
    analysis = analysis_of(["Sold shoes"], ["bookkeeping", "payroll wages", "shift leading", "nice: juggling torches"])
    return analysis.model_copy(update={"questions": (MONEY, SHIFTS, CLUB), "stage": "rejected"})


def ask(analysis: Analysis) -> Ask:
    step = next_step(analysis)
    assert isinstance(step, Ask), step
    return step


def said(analysis: Analysis, text: str, engine: Engine) -> Analysis:
    return answer(analysis, ask(analysis), text, engine)


def test_the_question_that_could_fill_most_comes_first(talk: Analysis) -> None:
    step = ask(talk)
    assert (step.question_id, step.part, step.left) == ("q1", "opening", 2)


@pytest.mark.parametrize("reply", ["no", "I don't know", "skip"])
def test_a_refusal_is_remembered_with_its_kind_and_never_pressed(talk: Analysis, engine: Engine, reply: str) -> None:
    after = said(talk, reply, engine)
    assert after.replies[0].refusal == {"no": "no", "I don't know": "unknown", "skip": "declined"}[reply]
    assert ask(after).question_id == "q2"
    assert "q1" not in {ask(said(after, "no", engine)).question_id}


def test_stop_ends_the_questions(talk: Analysis, engine: Engine) -> None:
    assert next_step(said(talk, "stop", engine)) == Done(verdict=None)
    assert next_step(stop(talk)) == Done(verdict=None)


def test_a_bare_yes_is_asked_for_who_where_and_when_first_and_for_the_tasks_then(
    talk: Analysis, engine: Engine
) -> None:
    first = said(talk, "Yes", engine)
    facts = ask(first)
    assert (facts.part, facts.story_id) == ("facts", "a1")
    assert all(word in facts.text for word in ("What were you", "for which group", "from when to when"))
    then = ask(said(first, "Treasurer, Friends of Wolf Creek, 2019 to now", engine))
    assert (then.part, then.question_id) == ("doing", "q1")


def test_a_story_that_says_everything_brings_no_more_questions_about_it(talk: Analysis, engine: Engine) -> None:
    after = said(talk, WHOLE_STORY, engine)
    assert ask(after).question_id != "q1"


def test_a_story_is_finished_before_the_next_question(talk: Analysis, engine: Engine) -> None:
    after = said(
        talk, "I did the bookkeeping of our club, paying bills and writing statements for the members.", engine
    )
    parts = []
    while (step := ask(after)).story_id == "a1":
        parts.append(step.part)
        after = said(after, "It was in 2020, every week, with Excel, and our chair signed the statements.", engine)
    assert parts[0] == "facts"
    assert parts[-1] == "limits", "what others did is asked once, last"
    assert len(parts) == len(set(parts))


def test_what_the_candidate_did_not_do_is_kept_apart_and_credited_to_nobody(talk: Analysis, engine: Engine) -> None:
    after = said(
        talk, "I did the bookkeeping of Wolf Creek Club from 2019 to 2021, every week, in Excel, paying bills.", engine
    )
    while (step := ask(after)).part != "limits":
        after = said(after, "As treasurer.", engine)
    after = answer(after, step, "The payroll and wages were done by our accountant.", engine)
    assert after.story("a1").limits == "The payroll and wages were done by our accountant."
    assert "payroll" not in after.story("a1").text
    assert {fill.requirement_id for _, fill in standing(after).fills()} == {"r1"}


def test_nothing_to_add_leaves_a_story_as_it_is(talk: Analysis, engine: Engine) -> None:
    begun = said(talk, "I did bookkeeping once.", engine)
    after = said(begun, "skip", engine)
    assert after.story("a1").closed
    assert ask(after).story_id is None


def test_a_story_that_fills_nothing_is_not_dug_into(talk: Analysis, engine: Engine) -> None:
    after = said(
        talk,
        "I was cashier of the Rovers club in 2019 and photographed birds, flowers, trees and houses with my camera.",
        engine,
    )
    assert ask(after).part == "opening"


def test_a_gap_that_was_filled_is_not_asked_about_and_others_of_the_question_remain(
    talk: Analysis, engine: Engine
) -> None:
    both = talk.model_copy(update={"questions": (MONEY, SHIFTS.model_copy(update={"requirement_ids": ["r1"]}))})
    after = said(both, WHOLE_STORY, engine)
    assert isinstance(next_step(after), ReviewStep), "the second question was about the filled gap alone"


def test_one_kind_of_experience_is_finished_before_the_next(talk: Analysis, engine: Engine) -> None:
    club_too = CLUB.model_copy(update={"requirement_ids": ["r2"]})
    after = said(talk.model_copy(update={"questions": (MONEY, SHIFTS, club_too)}), WHOLE_STORY, engine)
    assert ask(after).question_id == "q3", "also volunteering, and worth as much as the shift"


def test_a_question_worth_little_is_not_put(talk: Analysis, engine: Engine) -> None:
    analysis = talk.model_copy(update={"questions": (CLUB,)})
    partly = tell_freely(analysis, "I once saw torches.", engine)
    assert [r.status for r in standing(partly).requirements][3] == "partial"
    closed = partly.model_copy(update={"stories": tuple(s.model_copy(update={"closed": True}) for s in partly.stories)})
    assert not isinstance(next_step(closed), Ask)


def test_free_text_is_read_against_every_gap(talk: Analysis, engine: Engine) -> None:
    after = tell_freely(talk, "Shift leading and payroll wages, that was me in 2018.", engine)
    assert {fill.requirement_id for _, fill in standing(after).fills()} == {"r2", "r3"}


def test_every_fill_is_looked_at_before_the_end(talk: Analysis, engine: Engine) -> None:
    after = stop(said(talk, WHOLE_STORY, engine))
    step = next_step(after)
    assert isinstance(step, ReviewStep)
    assert [(one.story_id, one.requirement, one.fill.to) for one in step.fills] == [("a1", "bookkeeping", "met")]
    kept = review(after, Review(story_id="a1", requirement_id="r1", decision="keep"))
    assert unreviewed(kept) == ()
    assert isinstance(next_step(kept), CircumstancesStep)


def test_a_dropped_fill_counts_for_nothing(talk: Analysis, engine: Engine) -> None:
    after = stop(said(talk, WHOLE_STORY, engine))
    dropped = review(after, Review(story_id="a1", requirement_id="r1", decision="drop"))
    assert standing(dropped).fills() == ()
    step = next_step(dropped)
    assert isinstance(step, Done)
    assert step.verdict is not None
    assert not step.verdict.grounds


def test_a_fill_can_be_set_lower_and_never_higher(talk: Analysis, engine: Engine) -> None:
    after = stop(said(talk, WHOLE_STORY, engine))
    lower = standing(review(after, corrected("a1", "r1", "partial"))).requirements[0]
    assert lower.status == "partial"
    partly = tell_freely(talk, "Some shift of mine.", engine)
    raised = standing(review(partly, corrected("a1", "r3", "met"))).requirements[2]
    assert raised.status == "partial"


def test_a_filled_gap_can_be_filled_by_another_story_when_the_first_is_dropped(talk: Analysis, engine: Engine) -> None:
    after = tell_freely(tell_freely(talk, "Bookkeeping for a club.", engine), "Bookkeeping for a church.", engine)
    assert [len(one.fills) for one in standing(after).answers] == [1, 0]
    dropped = review(after, Review(story_id="a1", requirement_id="r1", decision="drop"))
    assert [len(one.fills) for one in standing(dropped).answers] == [0, 1]


def test_after_a_rejection_it_is_asked_whether_they_wrote_already_and_why_it_was_left_off(
    talk: Analysis, engine: Engine
) -> None:
    after = review(stop(said(talk, WHOLE_STORY, engine)), Review(story_id="a1", requirement_id="r1", decision="keep"))
    step = next_step(after)
    assert isinstance(step, CircumstancesStep)
    assert step.wanted == ("already_written", "days_since", "reasons")
    assert step.story_ids == ("a1",)
    wrote = with_circumstances(after, Circumstances(already_written=True))
    assert isinstance(next_step(wrote), Done), "nobody writes twice, so nothing else needs to be known"
    told = with_circumstances(after, Circumstances(already_written=False, days_since=3, reasons={"a1": ""}))
    assert isinstance(next_step(told), Done)


def test_before_applying_nothing_about_the_employer_is_asked(talk: Analysis, engine: Engine) -> None:
    after = stop(said(talk.at("applying"), WHOLE_STORY, engine))
    assert isinstance(next_step(review(after, Review(story_id="a1", requirement_id="r1", decision="keep"))), Done)


def test_the_analysis_survives_being_written_down(talk: Analysis, engine: Engine) -> None:
    after = refuse(said(talk, WHOLE_STORY, engine), "q2", "no")
    again = Analysis.model_validate_json(after.to_json())
    assert again == after
    assert next_step(again) == next_step(after)


@pytest.mark.parametrize(
    ("reply", "is_a"),
    [
        ("No.", "no"),
        ("nope", "no"),
        ("No, never!", "no"),
        ("Not that I know of", "no"),
        ("I don’t know", "unknown"),
        ("not sure…", "unknown"),
        ("skip", "declined"),
        ("I'd rather not say.", "declined"),
        ("That's all.", "stop"),
        ("Yes", "story"),
        ("No, but I ran my aunt's shop.", "story"),
        ("I never missed a shift", "story"),
        ("Nothing much, only the books of our choir", "story"),
    ],
)
def test_short_replies_are_told_from_stories(reply: str, is_a: str) -> None:
    assert read_reply(reply) == is_a
