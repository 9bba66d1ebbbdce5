"""What goes wrong around the widget: wrong files, broken lines, other tabs and sites; and what it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect


def bearer(own: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {own['token']}"}


def address_of(host: Any, own: dict[str, str]) -> str:
    return f"{host.service.url}/v1/analyses/{own['id']}"


def test_nothing_given_is_named_beside_the_field(widget: Any) -> None:
    widget.press("Compare")
    expect(widget.file).to_have_accessible_name(re.compile("^Your résumé"))
    expect(widget.file).to_be_focused()
    expect(widget.file).to_have_attribute("aria-invalid", "true")
    expect(widget.file).to_have_accessible_description("Choose a file or paste the text.")


def test_a_wrong_file_is_named_beside_the_field_and_another_one_helps(widget: Any, tmp_path: Path, cv: Path) -> None:
    wrong = tmp_path / "cv.pdf"
    wrong.write_bytes(b"\x00\x01\x02 not a document at all \xff" * 50)
    widget.send(wrong)
    expect(widget.file).to_have_attribute("aria-invalid", "true")
    expect(widget.file).to_have_accessible_description(re.compile("Save it as PDF, DOCX or plain text and try again"))
    widget.compare(cv)


def test_a_wrong_file_is_named_in_the_pages_language(
    page: Page, host: Any, tmp_path: Path, opened: Callable[[Page], Any]
) -> None:
    wrong = tmp_path / "cv.pdf"
    wrong.write_bytes(b"\x00\x01\x02 not a document at all \xff" * 50)
    page.goto(host.address(lang="es"))
    widget = opened(page)
    widget.file.set_input_files(wrong)
    widget.press("Comparar")
    expect(widget.file).to_have_accessible_description(re.compile("Este tipo de archivo no se puede leer"))


def test_an_answer_without_words_is_named_beside_the_field(widget: Any, cv: Path) -> None:
    widget.ask(cv)
    widget.press("Continue")
    expect(widget.answer).to_be_focused()
    expect(widget.answer).to_have_accessible_description(re.compile("Write something, or use one of the buttons"))


def test_a_fill_without_a_decision_is_named_where_it_stands(widget: Any, cv: Path) -> None:
    widget.ask(cv)
    widget.tell()
    widget.press("Save")
    first = widget.get_by_role("radiogroup").first
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(first.get_by_role("radio").first).to_be_focused()


def test_a_reading_that_is_cancelled_leaves_nothing_behind(widget: Any, page: Page, cv: Path) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/jobs/**", hold)
    widget.send(cv)
    widget.press("Cancel")
    expect(widget.get_by_role("button", name="Compare")).to_be_focused()
    with page.expect_response(lambda response: response.request.method == "DELETE") as deleted:
        held[0].continue_()
    assert deleted.value.status == 204
    assert widget.stored() == {}


def test_an_analysis_that_is_gone_begins_anew_and_says_why(
    widget: Any, page: Page, cv: Path, host: Any, opened: Callable[[Page], Any]
) -> None:
    widget.compare(cv)
    own = widget.own()
    assert httpx.delete(address_of(host, own), headers=bearer(own)).status_code == 204
    page.reload()
    again = opened(page)
    expect(again.get_by_text("It has expired or was deleted.").first).to_be_visible()
    assert again.stored() == {}


def test_an_answer_to_what_was_changed_elsewhere_shows_how_it_stands(widget: Any, cv: Path, host: Any) -> None:
    widget.ask(cv)
    own = widget.own()
    changed = httpx.post(f"{address_of(host, own)}/answers", json={"enough": True}, headers=bearer(own))
    assert changed.status_code == 200
    widget.press("No")
    expect(widget.get_by_text("This was changed in another tab.").first).to_be_visible()
    expect(widget.step).to_have_text("What you can do now")


def test_a_broken_line_loses_nothing(widget: Any, page: Page, cv: Path, story: str) -> None:
    widget.ask(cv)
    page.context.set_offline(True)
    widget.answer.fill(story)
    widget.press("Continue")
    expect(widget.get_by_role("alert")).to_contain_text("nothing is lost")
    page.context.set_offline(False)
    expect(widget.answer).to_have_value(story)
    widget.press("Continue")
    expect(widget.get_by_text("About what you told")).to_be_visible()


def test_an_upload_whose_line_breaks_is_sent_again_and_begun_once(
    widget: Any, page: Page, host: Any, resume: str
) -> None:
    broken: list[Any] = []

    def break_once(route: Route) -> None:
        if broken or route.request.method != "POST":
            route.continue_()
            return
        broken.append(route.fetch(headers={**route.request.headers, "origin": host.site.url}))
        route.abort("connectionreset")

    page.route("**/v1/jobs/**", break_once)
    widget.get_by_text("Paste the text instead").click()
    widget.get_by_label("Text of your résumé").fill(resume)
    with page.expect_response(lambda response: response.request.method == "POST") as again:
        widget.press("Compare")
    expect(widget.step).to_have_text("What the job asks for")
    assert broken[0].status == 201
    assert again.value.headers["idempotent-replayed"] == "true"
    assert widget.own()["token"] == broken[0].json()["token"]


def test_deleting_asks_once_and_forgets_everything(widget: Any, cv: Path, host: Any) -> None:
    widget.compare(cv)
    own = widget.own()
    widget.press("Delete everything now")
    widget.press("No, keep it")
    expect(widget.get_by_role("button", name="Delete everything now")).to_be_focused()
    widget.press("Delete everything now")
    widget.press("Yes, delete")
    expect(widget.get_by_text("Everything was deleted.").first).to_be_visible()
    assert widget.stored() == {}
    assert httpx.get(address_of(host, own), headers=bearer(own)).status_code == 404


def test_a_key_of_another_site_is_refused_in_plain_words(
    page: Page, host: Any, cv: Path, opened: Callable[[Page], Any]
) -> None:
    page.goto(host.address(key=host.service.key("https://jobs.elsewhere.example")))
    refused = opened(page)
    refused.send(cv)
    expect(refused.get_by_role("alert")).to_contain_text("This form is not set up correctly.")


def test_a_site_that_no_key_allows_is_told_which_address_is_missing(
    page: Page,
    start_service: Callable[..., Any],
    host_of: Callable[[Any, str], Any],
    cv: Path,
    opened: Callable[[Page], Any],
) -> None:
    service = start_service()
    host = host_of(service, "Requirements\n- Welding\n")
    for key in service.services.keys.all():
        service.services.keys.revoke(key.id)
    page.goto(host.address(key=service.key("https://jobs.elsewhere.example")))
    refused = opened(page)
    refused.send(cv)
    expect(refused.get_by_role("alert")).to_contain_text(f"its key must allow {host.site.url}")


def test_a_service_that_does_not_answer_is_not_blamed_on_the_site(widget: Any, page: Page, cv: Path) -> None:
    page.context.set_offline(True)
    widget.send(cv)
    expect(widget.get_by_role("alert")).to_contain_text("The service does not answer.")


@pytest.mark.parametrize("missing", ["job", "key"])
def test_a_snippet_with_a_piece_missing_says_so(
    page: Page, host: Any, missing: str, opened: Callable[[Page], Any]
) -> None:
    page.goto(host.address(**{missing: ""}))
    expect(opened(page).get_by_text("This form is not set up correctly.")).to_be_visible()


def test_a_job_that_is_no_longer_kept_is_a_matter_for_the_site(
    page: Page, host: Any, cv: Path, opened: Callable[[Page], Any]
) -> None:
    page.goto(host.address(job="0" * 24))
    refused = opened(page)
    refused.send(cv)
    expect(refused.get_by_role("alert")).to_contain_text("its key or its job is not valid (unknown_job)")


def test_nothing_that_a_candidate_tells_reaches_the_page_or_an_address(widget: Any, page: Page, cv: Path) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.evaluate(
        """() => { window.seen = [];
        for (const name of ["step", "error", "deleted"])
          document.addEventListener(`overlooked-${name}`, (event) => seen.push([event.type, event.detail])); }"""
    )
    widget.ask(cv)
    widget.tell()
    widget.decide()
    expect(widget.get_by_role("button", name="The advice")).to_be_visible()
    told = page.evaluate("seen")
    assert [detail["step"] for _, detail in told] == ["gaps", "ask", "ask", "review", "done"]
    assert all(set(detail) == {"step"} for _, detail in told)
    token = widget.own()["token"]
    assert not any(token in address or "Wolf" in address for address in addresses)
    assert token not in page.content() and token not in widget.evaluate("one => one.shadowRoot.innerHTML")
    assert page.evaluate("localStorage.length") == 0 and page.evaluate("document.cookie") == ""


def test_a_token_is_not_sent_to_another_service(widget: Any, page: Page, cv: Path) -> None:
    widget.compare(cv)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.headers.get("authorization", "")))
    widget.evaluate("one => one.setAttribute('api', 'http://127.0.0.1:9')")
    expect(widget.get_by_role("button", name="Compare")).to_be_visible()
    assert not any("ovl_at_" in one for one in sent)
