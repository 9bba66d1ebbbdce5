"""What goes wrong on the way: slow and broken lines, reloads, two windows, other browsers. Nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

STORY = "I keep the books of our allotment club in Excel, since 2015."


def test_reading_shows_its_progress_and_can_be_cancelled(candidate: Any) -> None:
    page = candidate.give_documents().page
    held: list[Route] = []
    page.route(f"{candidate.url}/", lambda route: held.append(route))
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator("#progress progress")).to_be_visible()
    expect(page.locator("#progress .what")).to_contain_text("Sending")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#progress")).to_contain_text("Cancelled. Nothing was kept.")
    expect(page.locator(".chosen").first).to_contain_text("resume.pdf")
    page.unroute_all()
    candidate.compare()


def test_a_slow_line_only_takes_longer(candidate: Any) -> None:
    line = candidate.page.context.new_cdp_session(candidate.page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 300, "downloadThroughput": 40_000, "uploadThroughput": 4000}
    line.send("Network.emulateNetworkConditions", slow)
    page = candidate.give_documents().page
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator("#progress progress")).to_be_visible()
    candidate.heading("Is this what you sent?")


def test_an_upload_that_fails_loses_nothing_and_goes_on_afterwards(candidate: Any) -> None:
    page = candidate.give_documents().page
    page.route(
        f"{candidate.url}/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator("#progress")).to_contain_text("The connection was lost.")
    expect(page.locator(".chosen").first).to_contain_text("resume.pdf")
    page.unroute_all()
    candidate.compare()


def test_a_document_that_is_wrong_is_said_beside_its_field_and_the_other_stays(candidate: Any) -> None:
    page = candidate.give_documents().page
    page.locator("#resume").set_input_files({"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nx"})
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator("[data-error-for=resume] .problem")).to_contain_text("damaged")
    expect(page.locator("#resume")).to_be_focused()
    expect(page.locator("#job_text")).not_to_have_value("")
    expect(page.locator("#resume")).to_have_attribute("aria-invalid", "true")


def test_what_is_typed_survives_a_reload(candidate: Any) -> None:
    page = candidate.give_documents().page
    page.reload()
    expect(page.locator("#job_text")).to_have_value(re.compile("Payroll of a small team"))
    page.locator("#resume").set_input_files(
        {"name": "cv.txt", "mimeType": "text/plain", "buffer": b"Experience\nShoes"}
    )
    candidate.compare().open("questions")
    page.locator("#text").fill(STORY)
    page.reload()
    expect(page.locator("#text")).to_have_value(STORY)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**told=*")
    assert STORY not in str(page.evaluate("JSON.stringify(sessionStorage)"))


def test_an_answer_is_sent_when_the_line_is_back(candidate: Any) -> None:
    page = candidate.give_documents().compare().open("questions").page
    page.locator("#text").fill(STORY)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".question .notice")).to_contain_text("Your words are kept here")
    expect(page.locator("#text")).to_have_value(STORY)
    page.context.set_offline(False)
    page.wait_for_url("**told=*")
    expect(page.locator("main")).to_contain_text(STORY)


def test_an_answer_whose_receipt_was_lost_is_told_once(candidate: Any) -> None:
    page = candidate.give_documents().compare().open("questions").page
    page.locator("#text").fill(STORY)
    lost = []

    def arrive_and_lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            route.fetch()  # the service has it
            lost.append(True)
            route.abort()
        else:
            route.continue_()

    page.route("**/questions", arrive_and_lose)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".question .notice")).to_contain_text("Your words are kept here")
    page.wait_for_url("**told=*")  # tried again by itself
    candidate.open("questions")
    assert page.locator("main").inner_text().count(STORY) == 1


def test_two_windows_do_not_overwrite_each_other(candidate: Any) -> None:
    first = candidate.give_documents().compare().open("questions").page
    second = first.context.new_page()
    second.goto(first.url)
    first.locator("#text").fill("I was treasurer of a choir from 2012 to 2015.")
    first.get_by_role("button", name="Save and go on").click()
    first.wait_for_url("**told=*")
    second.locator("#text").fill(STORY)
    second.get_by_role("button", name="Save and go on").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("This was changed in another window")
    expect(second.get_by_label("What you typed")).to_have_value(STORY)
    second.get_by_role("button", name="Save mine as well").click()
    second.wait_for_url("**told=*")
    candidate.open("questions")
    for words in ("treasurer of a choir", STORY):
        expect(first.locator("main")).to_contain_text(words)


def test_the_private_link_opens_it_elsewhere_and_leaves_the_address_bar(
    candidate: Any, candidate_in: Callable[..., Any]
) -> None:
    page = candidate.give_documents().compare().page
    page.get_by_text("Come back later").click()
    link = page.get_by_label("Your private link").input_value()
    elsewhere = candidate_in().page
    asked: list[str] = []
    elsewhere.on("request", lambda request: asked.extend([request.url, request.headers.get("referer", "")]))
    elsewhere.goto(link)
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text("Is this what you sent?")
    assert "ovl_at_" not in elsewhere.url
    assert elsewhere.evaluate("document.cookie") == ""
    assert not [one for one in asked if "ovl_at_" in one.partition("#")[0] or ("ovl_at_" in one and one != link)]
    elsewhere.goto(link)
    assert "ovl_at_" not in elsewhere.url


def test_an_open_private_link_with_a_wrong_key_says_so(candidate: Any, candidate_in: Callable[..., Any]) -> None:
    page: Page = candidate.give_documents().compare().page
    elsewhere = candidate_in().page
    elsewhere.goto(f"{page.url.removesuffix('read')}#ovl_at_{'x' * 43}")
    expect(elsewhere.locator(".problem")).to_contain_text("This link does not open it")
