"""The widget on somebody else's site, from a résumé to what is taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

TREASURER = Path(__file__).parents[3] / "samples" / "01-bookkeeper-treasurer"


def test_the_gaps_are_told_in_words_and_grouped_with_their_evidence(widget: Any, cv: Path) -> None:
    widget.compare(cv)
    expect(widget.get_by_role("figure")).to_contain_text("of what the job asks for is shown")
    expect(widget.get_by_role("figure")).to_contain_text("Not shown yet: 3")
    missing = widget.locator("details").filter(has_text="Not shown yet (3)").get_by_role("listitem")
    expect(missing).to_have_count(3)
    expect(missing.first).to_contain_text("2+ years of bookkeeping experience")
    expect(missing.first).to_contain_text("must have")


def test_an_answer_raises_the_coverage_and_says_so(widget: Any, cv: Path, story: str) -> None:
    widget.ask(cv)
    widget.answer.fill(story)
    widget.press("Continue")
    expect(widget.get_by_role("figure")).to_contain_text("up from 0%")
    expect(widget.get_by_role("status")).to_contain_text("up from 0%")


@pytest.mark.parametrize("refusal", ["No", "I don’t know", "Skip"])
def test_a_question_can_be_left_and_is_not_put_again(widget: Any, cv: Path, refusal: str) -> None:
    widget.ask(cv)
    asked = widget.step.inner_text()
    widget.press(refusal)
    expect(widget.step).not_to_have_text(asked)


def test_enough_ends_the_questions_with_honest_advice(widget: Any, cv: Path) -> None:
    widget.ask(cv)
    widget.press("Enough questions")
    expect(widget.step).to_have_text("What you can do now")
    expect(widget.get_by_text("Nothing has been told yet.")).to_be_visible()


def test_what_is_kept_goes_into_the_files(widget: Any, cv: Path, page: Page) -> None:
    widget.ask(cv)
    widget.tell()
    widget.decide()
    with page.expect_download() as coming:
        widget.press("A page to go with your résumé (Word)")
    assert coming.value.suggested_filename == "addendum.docx"
    assert Path(coming.value.path()).read_bytes()[:2] == b"PK"
    with page.expect_download() as coming:
        widget.press("The addition, to paste")
    assert "Friends of Wolf Creek" in Path(coming.value.path()).read_text(encoding="utf-8")


def test_everything_left_out_leaves_nothing_to_add(widget: Any, cv: Path) -> None:
    widget.ask(cv)
    widget.tell()
    widget.decide("Leave it out")
    expect(widget.get_by_role("button", name="The advice")).to_be_visible()
    expect(widget.get_by_role("button", name="A page to go with your résumé (Word)")).to_have_count(0)
    expect(widget.get_by_role("figure")).to_contain_text("0%")


def test_only_in_part_sets_a_fill_lower(widget: Any, cv: Path) -> None:
    widget.ask(cv)
    widget.tell()
    expect(widget.get_by_role("figure")).to_contain_text("Shown: 1")
    widget.choose("Keep")
    widget.decide("Only in part")
    expect(widget.get_by_role("figure")).to_contain_text("Shown: 0")


def test_after_a_rejection_a_message_is_made_of_what_was_said(widget: Any, cv: Path) -> None:
    widget.get_by_role("radio", name="I was turned down").check()
    widget.ask(cv)
    widget.tell()
    widget.decide()
    widget.press("Continue")
    expect(widget.get_by_text("Give a number of days, 0 or more.")).to_be_visible()
    widget.choose("No")
    widget.get_by_label("How many days ago were you turned down?").fill("3")
    widget.get_by_label("Why did you leave this out?").fill("I thought only paid work counts.")
    widget.press("Continue")
    expect(widget.get_by_text("I thought only paid work counts.")).to_be_visible()
    link = widget.get_by_role("link", name="Open in mail program").get_attribute("href")
    assert link.startswith("mailto:")


def test_without_grounds_the_advice_is_not_to_write(widget: Any, cv: Path) -> None:
    widget.get_by_role("radio", name="I was turned down").check()
    widget.ask(cv)
    widget.tell()
    widget.decide("Leave it out")
    expect(widget.get_by_text("This is not a reason to write again.")).to_be_visible()
    expect(widget.get_by_text("Apply again when the same employer advertises something near.")).to_be_visible()
    expect(widget.get_by_role("link", name="Open in mail program")).to_have_count(0)


def test_something_else_can_be_told_at_the_end(widget: Any, cv: Path, story: str) -> None:
    widget.ask(cv)
    widget.press("Enough questions")
    widget.get_by_text("Tell something else").click()
    widget.get_by_label("What else have you done?").fill(story)
    widget.press("Continue")
    expect(widget.step).to_have_text("Is this right?")


def test_a_kept_word_file_comes_back_with_the_addition(widget: Any, page: Page, tmp_path: Path, resume: str) -> None:
    document = docx.Document()
    for line in resume.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "anna.docx"))
    widget.get_by_label("Keep my file").check()
    widget.ask(tmp_path / "anna.docx")
    widget.tell()
    widget.decide()
    with page.expect_download() as coming:
        widget.press("Your résumé with the addition (Word)")
    lines = [paragraph.text for paragraph in docx.Document(str(coming.value.path())).paragraphs]
    assert "- Sold shoes and kept the till" in lines
    assert any("Friends of Wolf Creek" in line for line in lines)


def test_pasted_text_is_read_as_well(widget: Any, resume: str) -> None:
    widget.get_by_text("Paste the text instead").click()
    widget.get_by_label("Text of your résumé").fill(resume)
    widget.press("Compare")
    expect(widget.step).to_have_text("What the job asks for")


def test_a_file_can_be_dropped(widget: Any, page: Page, resume: str) -> None:
    dropped = page.evaluate_handle(
        """(text) => { const data = new DataTransfer();
        data.items.add(new File([text], "dropped.txt", { type: "text/plain" })); return data; }""",
        resume,
    )
    widget.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})
    expect(widget.get_by_text("dropped.txt")).to_be_visible()
    widget.press("Compare")
    expect(widget.step).to_have_text("What the job asks for")


def test_a_reload_goes_on_where_it_was_with_what_was_typed(
    widget: Any, page: Page, cv: Path, opened: Callable[[Page], Any]
) -> None:
    widget.ask(cv)
    first = widget.step.inner_text()
    widget.press("No")
    expect(widget.step).not_to_have_text(first)
    widget.answer.fill("I was half way")
    asked = widget.step.inner_text()
    page.reload()
    again = opened(page)
    expect(again.step).to_have_text(asked)
    expect(again.answer).to_have_value("I was half way")
    assert page.evaluate("document.activeElement === document.body"), "a page that loads leaves the focus alone"


def test_two_jobs_in_one_tab_do_not_mix(page: Page, host: Any, cv: Path, opened: Callable[[Page], Any]) -> None:
    page.goto(host.address())
    opened(page).compare(cv)
    page.goto(host.address(job=host.keep_job("Welder\n\nRequirements\n- Welding\n")))
    expect(opened(page).get_by_role("button", name="Compare")).to_be_visible()
    page.goto(host.address())
    expect(opened(page).step).to_have_text("What the job asks for")


def test_the_whole_way_with_the_keyboard_alone(widget: Any, page: Page, resume: str, story: str) -> None:
    def reach(locator: Locator) -> None:
        for _ in range(40):
            if locator.evaluate("one => one.getRootNode().activeElement === one"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{locator} cannot be reached with Tab")

    def enter(name: str) -> None:
        reach(widget.get_by_role("button", name=name, exact=True))
        page.keyboard.press("Enter")

    reach(widget.locator("summary").first)
    page.keyboard.press("Enter")
    reach(widget.get_by_label("Text of your résumé"))
    page.keyboard.insert_text(resume)
    enter("Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_focused()
    enter("Answer the questions")
    expect(widget.step).to_be_focused()
    reach(widget.answer)
    page.keyboard.insert_text(story)
    enter("Continue")
    expect(widget.get_by_text("About what you told")).to_be_visible()
    expect(widget.step).to_be_focused()
    enter("Enough questions")
    expect(widget.get_by_role("heading", name="Is this right?")).to_be_focused()
    for group in widget.get_by_role("radiogroup").all():
        reach(group.get_by_role("radio").first)
        page.keyboard.press("Space")
    enter("Save")
    expect(widget.get_by_role("heading", name="What you can do now")).to_be_focused()
    expect(widget.get_by_role("button", name="A page to go with your résumé (Word)")).to_be_visible()
    enter("Delete everything now")
    expect(widget.get_by_role("button", name="Yes, delete")).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.get_by_text("Everything was deleted.").first).to_be_focused()


def test_the_treasurers_story_with_the_real_model(
    page: Page, real_service: Any, host_of: Callable[[Any, str], Any], opened: Callable[[Page], Any]
) -> None:
    host = host_of(real_service, (TREASURER / "job.txt").read_text(encoding="utf-8"))
    page.goto(host.address(more="stage=rejected"))
    widget = opened(page)
    widget.ask(TREASURER / "resume.pdf")
    widget.tell(json.loads((TREASURER / "answers.json").read_text(encoding="utf-8"))[0]["text"])
    ledger = widget.get_by_role("radiogroup").filter(has_text="general ledger")
    expect(ledger).to_contain_text("I keep all its books in QuickBooks Online")
    widget.decide()
    widget.choose("No")
    widget.get_by_label("How many days ago were you turned down?").fill("4")
    widget.get_by_label("Why did you leave this out?").fill("I thought a volunteer post does not belong there.")
    widget.press("Continue")
    expect(widget.get_by_text("Minnesota Point Sailing Association").first).to_be_visible()
    expect(widget.get_by_role("link", name="Open in mail program")).to_be_visible()
