"""What a candidate takes away is made of reviewed fills alone, and of nothing that was not said."""

import json
from collections.abc import Callable

import pytest

from parsers.opening import read_bytes
from service.additions.known import read_known
from service.analysis import Analysis, Circumstances, Review
from service.engine import Engine
from service.interview import review, tell_freely
from service.interview.moves import with_circumstances
from service.outputs import (
    NothingToAdd,
    ReviewFirst,
    additions_of,
    advice_of,
    cover_letter,
    files_of,
    ledger_stories,
    proofs_text,
    resume_docx,
)

STORY = "I have been treasurer of the Friends of Wolf Creek since 2019. I do the bookkeeping in Excel every week."


@pytest.fixture
def told(analysis_of: Callable[..., Analysis], engine: Engine) -> Analysis:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping", "nice: payroll"]).at("rejected")
    return tell_freely(tell_freely(analysis, STORY, engine), "I photograph birds.", engine)


@pytest.fixture
def reviewed(told: Analysis) -> Analysis:
    return review(told, Review(story_id="a1", requirement_id="r1", decision="keep"))


@pytest.mark.parametrize("make", [additions_of, advice_of, lambda analysis: files_of(analysis, None)])
def test_nothing_is_written_before_the_candidate_has_looked_at_it(told: Analysis, make: Callable[..., object]) -> None:
    with pytest.raises(ReviewFirst):
        make(told)


def test_only_a_story_that_fills_something_becomes_an_entry(reviewed: Analysis) -> None:
    [entry] = additions_of(reviewed)
    assert (entry.role, entry.organization, entry.when.shown) == (
        *("Treasurer", "Friends of Wolf Creek", "2019 – present"),
    )
    assert [bullet.text for bullet in entry.bullets] == ["Do the bookkeeping in Excel every week"]


def test_a_dropped_story_writes_nothing(told: Analysis) -> None:
    dropped = review(told, Review(story_id="a1", requirement_id="r1", decision="drop"))
    assert additions_of(dropped) == ()
    with pytest.raises(NothingToAdd):
        resume_docx(dropped, None)
    assert [file.name for file in files_of(dropped, None)] == ["advice.txt"]


def test_a_message_waits_until_it_is_known_whether_one_was_sent(reviewed: Analysis) -> None:
    assert advice_of(reviewed).kind == "ask_first"
    assert "message.txt" not in {file.name for file in files_of(reviewed, None)}
    known = Circumstances(already_written=False, days_since=2, reasons={"a1": "I thought only paid work counts."})
    files = {
        file.name: file.data.decode("utf-8", "replace") for file in files_of(with_circumstances(reviewed, known), None)
    }
    assert "I do the bookkeeping in Excel every week." in files["message.txt"]
    assert "I thought only paid work counts." in files["message.txt"]
    assert files["mailto.txt"].startswith("mailto:?subject=")


def test_a_second_message_is_never_written(reviewed: Analysis) -> None:
    wrote = with_circumstances(reviewed, Circumstances(already_written=True))
    assert advice_of(wrote).kind == "already_written"
    assert "message.txt" not in {file.name for file in files_of(wrote, None)}


def test_the_addendum_reads_back_with_what_was_said(reviewed: Analysis) -> None:
    made = resume_docx(reviewed, None)
    assert made.name == "addendum.docx"
    assert "Do the bookkeeping in Excel every week" in read_bytes(made.data).text


def test_the_json_is_json_resumes_volunteer(reviewed: Analysis) -> None:
    files = {file.name: file.data for file in files_of(reviewed, None)}
    [entry] = json.loads(files["additions.json"])["volunteer"]
    assert entry["organization"] == "Friends of Wolf Creek"
    assert entry["startDate"] == "2019"
    assert "endDate" not in entry


def test_the_cover_letter_quotes_the_requirement_and_the_candidate(reviewed: Analysis) -> None:
    text = cover_letter(reviewed)
    assert "“bookkeeping”" in text
    assert "I do the bookkeeping in Excel every week." in text


def test_every_claim_comes_with_a_proof_and_a_request(reviewed: Analysis) -> None:
    text = proofs_text(reviewed)
    assert "Proof:" in text
    assert "Dear [name]," in text


def test_confirmed_stories_go_into_the_ledger(reviewed: Analysis) -> None:
    import datetime

    [story] = ledger_stories(reviewed, datetime.date(2026, 11, 22))
    assert story.overlooked.answer == STORY


@pytest.mark.parametrize(
    ("reply", "role", "organization", "when"),
    [
        ("Treasurer, Leith Food Bank, 2019 to now", "Treasurer", "Leith Food Bank", "2019 – present"),
        ("coach, Rovers FC - 2018-2021", "Coach", "Rovers FC", "2018 – 2021"),
        ("I was the treasurer of our parish from 2017 to 2022", "Treasurer", "[name of the parish]", "2017 – 2022"),
        ("2020", "", "", "2020"),
        ("At my uncle's garage", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_short_reply_is_read_for_role_place_and_time(reply: str, role: str, organization: str, when: str) -> None:
    known = read_known(reply)
    assert known.role == role
    assert known.organization == organization or not organization
    assert (known.when.shown if known.when else "") == when
