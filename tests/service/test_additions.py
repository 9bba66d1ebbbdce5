from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.additions import Addition, Known, When, addition_from
from service.additions.proof import proof_of, proofs_of, referee_request
from service.additions.remarks import reason_told
from service.additions.writing import cover_paragraph, json_resume_volunteer, plain_text

TREASURER = (
    "Since 2019 I have been treasurer of our food bank. I keep the books in QuickBooks, and I have trained two others "
    "in it. Every month I hand the board a page with what came in and what went out. "
    "I don't file the tax return myself. Nobody pays me for it, so I never thought to mention it."
)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def test_role_organisation_and_dates_are_taken_as_said() -> None:
    entry = addition_from("a1", TREASURER)
    assert (entry.role, entry.organization) == ("Treasurer", "[name of the food bank]")
    assert entry.when == When("2019", "", "2019", "", ongoing=True)
    assert entry.section == "Volunteer experience"


def test_bullets_are_the_candidates_sentences_without_the_i() -> None:
    assert [bullet.text for bullet in addition_from("a1", TREASURER).bullets] == [
        "Keep the books in QuickBooks, and trained two others in it",
        "Hand the board a page with what came in and what went out (every month)",
    ]


def test_what_was_not_done_and_why_it_was_left_off_are_no_bullets() -> None:
    text = plain_text([addition_from("a1", TREASURER)])
    assert "tax return" not in text
    assert "Nobody pays" not in text


@pytest.mark.parametrize(
    ("answer", "role", "organization"),
    [
        ("I've been secretary of our community council since 2020.", "Secretary", "[name of the community council]"),
        ("I was treasurer of the Friends of Wolf Creek Trail.", "Treasurer", "Friends of Wolf Creek Trail"),
        ("I volunteer at the Harbor Street Shelter on Mondays.", "Volunteer", "Harbor Street Shelter"),
        ("I served as assistant coach for the Lakeside Otters from 2018.", "Assistant coach", "Lakeside Otters"),
        ("From 2021 I was clerk to the governors at my children's school.", "Clerk to the governors", None),
        ("I keep the accounts of Dad's garage.", "[your role]", None),
        ("I like to sing in the bath.", "[your role]", "[name of the organisation]"),
        ("I was responsible for everything at my uncle's shop.", "[your role]", "[name of your uncle's shop]"),
        ("I was eighteen and in love.", "[your role]", "[name of the organisation]"),
    ],
)
def test_what_is_not_named_is_a_blank(answer: str, role: str, organization: str | None) -> None:
    entry = addition_from("a1", answer)
    assert entry.role == role
    if organization is not None:
        assert entry.organization == organization


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("I was secretary from 2017 to 2022.", "2017 – 2022"),
        ("Since March 2018 I run the van.", "March 2018 – present"),
        ("Since the spring of 2021 I've been treasurer.", "Spring 2021 – present"),
        ("Every summer since about 2022 I do first aid.", "about 2022 – present"),
        ("From September 2021 until this summer I was clerk.", "September 2021 – [end: “until this summer”]"),
        ("In the autumn of 2023 I worked evenings.", "Autumn 2023"),
        ("For about three years I have kept the books.", "[dates: “For about three years”]"),
        ("I do the wages since I was twenty.", "[dates: “since I was twenty”]"),
        ("I keep the books.", "[dates]"),
        ("I drive a van. My card is valid until 2030.", "[dates]"),
    ],
)
def test_dates_stay_as_vague_as_they_were_said(answer: str, shown: str) -> None:
    assert addition_from("a1", answer).when.shown == shown


def test_a_season_gives_only_its_year_as_iso_date() -> None:
    assert addition_from("a1", "Since the spring of 2021 I keep the books.").when.start_iso == "2021"


@pytest.mark.parametrize(
    ("sentence", "bullet"),
    [
        ("I was running the tombola.", "Running the tombola"),
        ("I'm responsible for the minibus.", "Responsible for the minibus"),
        ("On Mondays I take the learners.", "Take the learners (on Mondays)"),
        ("I also wrote the newsletter of our club.", "Wrote the newsletter of the club"),
        ("Yes, I've coached the under-tens.", "Coached the under-tens"),
        ("I have a forklift licence.", "Forklift licence"),
        ("I weigh the flour and I bake the bread.", "Weigh the flour and bake the bread"),
    ],
)
def test_a_sentence_in_resume_form(sentence: str, bullet: str) -> None:
    assert [one.text for one in addition_from("a1", sentence).bullets] == [bullet]


@pytest.mark.parametrize(
    "sentence",
    [
        "I love it.",
        "My wife and I ran it together.",
        "The others wrote it.",
        "I never did the accounts.",
        "I did that too.",
    ],
)
def test_what_cannot_be_put_in_resume_form_honestly_gives_no_bullet(sentence: str) -> None:
    assert addition_from("a1", sentence).bullets == ()


def test_the_i_stays_where_somebody_else_has_acted_in_between() -> None:
    [bullet] = addition_from("a1", "I write the list, she reads it and I sign the form.").bullets
    assert bullet.text == "Write the list, she reads it and I sign the form"


def test_a_sentence_about_others_that_lifted_something_is_kept_as_said_for_rewording() -> None:
    answer = "All the papers went up on GovernorHub, so I ran that."
    [bullet] = addition_from("a1", answer, quotes=[answer]).bullets
    assert bullet.text == answer.rstrip(".")
    assert not bullet.ready


def test_what_was_told_apart_from_the_story_goes_first() -> None:
    known = Known(role="Bookkeeper", organization="Food Bank North", when=When("May 2019", "June 2020"))
    entry = addition_from("a1", TREASURER, known=known)
    assert (entry.role, entry.organization, entry.when.shown) == (
        "Bookkeeper",
        "Food Bank North",
        "May 2019 – June 2020",
    )
    assert entry.blanks == ()


_PIECES = st.sampled_from(
    "I I've I'm have been was the our my treasurer of club every Sunday since 2019 and but so ; , . keep books kept "
    "trained two others it they who never QuickBooks Wolf Creek ( ) responsible for running on Mondays when fell ill "
    "40 “ ” ’ é".split()
)


@given(st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=200))
def test_no_bullet_has_a_word_that_was_not_said(answer: str) -> None:
    entry = addition_from("a1", answer, quotes=[answer])
    for bullet in entry.bullets:
        assert _words(bullet.text) <= _words(answer) | {"the"}
        assert bullet.quote == answer[bullet.start : bullet.end]
    outside = re.sub(r"\[[^\]]*\]", "", f"{entry.role} {entry.organization} {entry.when.shown}")
    assert _words(outside) <= _words(answer) | {"present", "start", "end"} | {str(year) for year in range(1940, 2050)}


def test_json_resume_has_only_what_is_known() -> None:
    [entry] = json_resume_volunteer([addition_from("a1", TREASURER)])
    assert entry["position"] == "Treasurer"
    assert entry["startDate"] == "2019"
    assert "organization" not in entry
    assert "endDate" not in entry
    assert json.dumps(entry)


def test_plain_text_has_one_heading_a_section() -> None:
    text = plain_text([addition_from("a1", TREASURER), addition_from("a2", "I volunteer at our shelter.")])
    assert text.count("VOLUNTEER EXPERIENCE") == 1
    assert "Treasurer, [name of the food bank], 2019 – present" in text


def test_the_cover_paragraph_is_made_of_quotes() -> None:
    paragraph = cover_paragraph(addition_from("a1", TREASURER), ["I keep the books in QuickBooks"], "bookkeeping.")
    assert paragraph == "You ask for “bookkeeping”. I keep the books in QuickBooks."


def test_the_reason_for_leaving_it_out_is_the_candidates() -> None:
    assert reason_told(TREASURER) == "Nobody pays me for it, so I never thought to mention it."
    assert reason_told("I keep the books.") == ""


@pytest.mark.parametrize(
    ("claim", "word"),
    [("I keep the books", "accounts"), ("I hold the certificate", "certificate"), ("I sang", "saw you")],
)
def test_the_proof_suits_the_claim(claim: str, word: str) -> None:
    assert word in proof_of(claim).advice


def test_the_referee_is_asked_for_the_truth_about_each_bullet() -> None:
    entry = addition_from("a1", TREASURER)
    request = referee_request(entry, "Bookkeeper", "Dana Whitlow")
    assert all(bullet.text in request for bullet in entry.bullets)
    assert "If something is not" in request
    assert [claim for claim, _ in proofs_of(entry)] == [bullet.text for bullet in entry.bullets]


def test_an_entry_without_any_word_is_all_blanks() -> None:
    entry: Addition = addition_from("a1", "")
    assert entry.blanks == ("[your role]", "[name of the organisation]", "[dates]")
    assert entry.bullets == ()


def test_a_role_named_beside_a_deed_leaves_the_deed_whole() -> None:
    told = "I keep the books of our food bank as treasurer, in QuickBooks, and reconcile the bank account every month."
    entry = addition_from("a1", told)
    assert entry.role == "Treasurer"
    assert [bullet.text for bullet in entry.bullets] == [
        "Keep the books of the food bank as treasurer, in QuickBooks, and reconcile the bank account every month"
    ]
