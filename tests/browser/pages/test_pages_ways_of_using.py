"""Without a mouse, without scripts, with assistive technology, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

WINDOWS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
STEPS = ["read", "gaps", "questions", "review", "result", "employer", "delete"]


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => { const one = document.activeElement; const label = one.labels?.[0]?.innerText ?? "";
                       return [label, one.innerText, one.getAttribute("aria-label"), one.value].join(" | "); }"""
        )
        if name in focused:
            return
    raise AssertionError(f"“{name}” is not reached with Tab")


def test_keyboard_alone(candidate: Any) -> None:
    page = candidate.page
    page.goto(candidate.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the content
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "Look at a sample first")
    page.keyboard.press("Enter")
    candidate.heading("Is this what you sent?")
    tab_to(page, "Leave out")
    page.keyboard.press("Enter")
    expect(page.locator(".asked .out")).to_have_count(1)
    candidate.open("gaps")
    tab_to(page, "Answer questions about them")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions")
    tab_to(page, "treasurer of the Minnesota Point Sailing Association")
    page.keyboard.type(" ")
    tab_to(page, "Save and go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**told=*")
    tab_to(page, "That is enough questions")
    page.keyboard.press("Enter")
    candidate.heading("Does this say too much?")
    groups = page.locator("fieldset").count()
    for _ in range(groups):
        tab_to(page, "Keep: it is true")
        page.keyboard.press("Space")
    tab_to(page, "Save and go on")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/review" not in url)
    candidate.open("result")
    tab_to(page, "Delete everything now")
    page.keyboard.press("Enter")
    page.wait_for_url("**/delete")
    page.keyboard.press("Tab")
    tab_to(page, "Delete everything now")
    page.keyboard.press("Enter")
    candidate.heading("It is all gone")


def test_the_focus_can_be_seen(candidate: Any) -> None:
    page = candidate.page
    page.goto(candidate.url)
    for name in ("over", "Look at a sample first", "Choose a file", "I am about to apply", "Compare them"):
        tab_to(page, name)
        seen = page.evaluate(
            """() => { for (let one = document.activeElement; one; one = one.parentElement)
                         if (getComputedStyle(one).outlineStyle === "solid") return true;
                       return false; }"""
        )
        assert seen, name


@pytest.mark.parametrize("window", WINDOWS)
def test_without_scripts(candidate_in: Callable[..., Any], window: str) -> None:
    anna = candidate_in(viewport=WINDOWS[window], java_script_enabled=False)
    page = anna.page
    anna.give_documents().compare()
    page.get_by_role("link", name="Looks right: show the gaps").click()
    page.get_by_role("link", name="Excel").first.click()
    expect(page.locator("#evidence h2")).to_contain_text("Excel")
    anna.tell().review()
    expect(page.locator("#addition-text")).to_contain_text("VOLUNTEER EXPERIENCE")
    page.get_by_role("link", name="Delete everything now").last.click()
    page.get_by_role("button", name="Delete everything now").click()
    anna.heading("It is all gone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    candidate_in: Callable[..., Any], axe_finds: Callable[[Page], list[str]], scheme: str
) -> None:
    anna = candidate_in(color_scheme=scheme)
    page = anna.page
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = axe_finds(page)

    anna.give_documents(keep=True)
    look("start")
    for path in ("about", "career-sites", "deleted", "nowhere"):
        page.goto(f"{anna.url}/{path}")
        look(path)
    page.goto(anna.url)
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator(".problem").first).to_be_visible()
    look("start with errors")
    anna.give_documents(keep=True).compare()
    for step in STEPS:
        anna.open(step)
        look(step)
    page.get_by_text("Come back later").click()
    look("private link")
    anna.tell()
    look("told")
    anna.review()
    look("result with an addition")
    page.get_by_label("Where do you stand?").select_option("rejected")
    page.get_by_role("button", name="Look again").click()
    anna.heading("Before anybody writes")
    look("employer after a rejection")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save and go on").click()
    anna.heading("One short message")
    look("message")
    page.context.clear_cookies()
    page.reload()
    anna.heading("Open your comparison")
    look("closed")
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert len(found) == 19


def test_axe_finds_nothing_on_a_phone(candidate_in: Callable[..., Any], axe_finds: Callable[[Page], list[str]]) -> None:
    anna = candidate_in(viewport=WINDOWS["phone"])
    anna.give_documents(keep=True)
    found = {"start": axe_finds(anna.page)}
    anna.compare()
    for step in STEPS:
        anna.open(step)
        found[step] = axe_finds(anna.page)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_printed_result_has_no_buttons(candidate: Any) -> None:
    page = candidate.give_documents().compare().tell().review().page
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Word document (DOCX)")).to_be_hidden()
    expect(page.locator(".takeaway .entry-head").first).to_be_visible()
    expect(page.locator(".steps")).to_be_hidden()
