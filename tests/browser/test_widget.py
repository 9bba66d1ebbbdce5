"""The widget on somebody else's site, as a candidate uses it: two origins, a strict policy, a real browser."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
TREASURER = ROOT / "samples" / "01-bookkeeper-treasurer"
JOB = "Bookkeeper at the Food Bank\n\nRequirements\n- 2+ years of bookkeeping experience\n- Excel\n- Payroll of a small team\n"
RESUME = "Anna Wolf\nanna.wolf@example.org\n\nExperience\nShop assistant, Shoe House, 2015 - 2020\n- Sold shoes and kept the till\n"
STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do the bookkeeping in Excel, "
    "two years of bookkeeping experience by now, and pay the bills."
)
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bookkeeper</title><link rel="icon" href="data:,"></head>
<body><main><h1>Bookkeeper</h1><overlooked-gaps job="{job}" key="{key}"{more}></overlooked-gaps></main>
<script src="{service}/widget.js" async></script></body></html>"""
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@dataclass
class Host:
    """A career site with the widget on one of its pages."""

    service: Any
    site: Any
    key: str
    job: str

    def address(self, lang: str = "en", more: str = "", key: str = "", job: str = "") -> str:
        html = PAGE.format(
            lang=lang, more=more and f" {more}", key=key or self.key, job=job or self.job, service=self.service.url
        )
        policy = (
            f"default-src 'none'; img-src data:; script-src {self.service.url}; connect-src {self.service.url}; "
            "require-trusted-types-for 'script'"
        )
        return self.site.put("/jobs/bookkeeper", html, content_security_policy=policy)


def keep_job(service: Any, text: str, tenant: str = "Acme Careers") -> str:
    secret = service.key(tenant=tenant, publishable=False)
    sent = {"job": {"text": text}}
    kept = httpx.post(
        f"{service.url}/v1/jobs/text", json=sent, headers={"Authorization": f"Bearer {secret}"}, timeout=60
    )
    assert kept.status_code == 201, kept.text
    return str(kept.json()["id"])


@pytest.fixture
def host(service: Any, site: Any) -> Host:
    return Host(service, site, service.key(site.url), keep_job(service, JOB))


@pytest.fixture
def widget(page: Page, host: Host) -> Locator:
    """The widget on a fresh page, ready for a résumé."""
    page.goto(host.address())
    return opened(page)


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "anna.txt"
    path.write_text(RESUME, encoding="utf-8")
    return path


def opened(page: Page) -> Locator:
    found = page.locator("overlooked-gaps")
    expect(found.get_by_role("heading", level=2)).to_be_visible()
    return found


def file_of(widget: Locator) -> Locator:
    return widget.locator("input[type=file]")


def press(widget: Locator, name: str) -> None:
    widget.get_by_role("button", name=name, exact=True).click()


def compare(widget: Locator, cv: Path) -> None:
    file_of(widget).set_input_files(cv)
    press(widget, "Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_visible()


def ask(widget: Locator, cv: Path) -> None:
    compare(widget, cv)
    press(widget, "Answer the questions")
    expect(widget.get_by_label("Your answer", exact=True)).to_be_visible()


def tell(widget: Locator, text: str = STORY) -> None:
    """Tell it in answer to the question at hand, and end the questions."""
    widget.get_by_label("Your answer", exact=True).fill(text)
    press(widget, "Continue")
    expect(widget.get_by_text("About what you told")).to_be_visible()
    press(widget, "Enough questions")
    expect(widget.get_by_role("heading", name="Is this right?")).to_be_visible()


def decide(widget: Locator, decision: str = "Keep") -> None:
    for one in widget.get_by_role("radio", name=decision).all():
        one.check()
    press(widget, "Save")


def kept_in(page: Page) -> dict[str, str]:
    return dict(page.evaluate("() => ({...sessionStorage})"))


def token_in(page: Page) -> str:
    return next(json.loads(value)["token"] for key, value in kept_in(page).items() if ":draft:" not in key)


def seen_by_page(page: Page) -> list[dict[str, Any]]:
    """Events that reached the page, from now on; call it before."""
    page.evaluate(
        """() => { window.seen = [];
        for (const name of ["step", "error", "deleted"])
          document.addEventListener(`overlooked-${name}`, (event) => seen.push([event.type, event.detail])); }"""
    )
    return []


def test_the_gaps_are_told_in_words_and_grouped_with_their_evidence(widget: Locator, cv: Path) -> None:
    compare(widget, cv)
    expect(widget.get_by_role("figure")).to_contain_text("of what the job asks for is shown")
    expect(widget.get_by_role("figure")).to_contain_text("Not shown yet: 3")
    missing = widget.locator("details").filter(has_text="Not shown yet (3)")
    expect(missing.get_by_role("listitem")).to_have_count(3)
    expect(missing.get_by_role("listitem").first).to_contain_text("2+ years of bookkeeping experience")
    expect(missing.get_by_role("listitem").first).to_contain_text("must have")


def test_an_answer_raises_the_coverage_and_says_so(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    widget.get_by_label("Your answer", exact=True).fill(STORY)
    press(widget, "Continue")
    expect(widget.get_by_role("figure")).to_contain_text("up from 0%")
    expect(widget.get_by_role("status")).to_contain_text("up from 0%")


@pytest.mark.parametrize("refusal", ["No", "I don’t know", "Skip"])
def test_a_question_can_be_left_and_is_not_put_again(widget: Locator, cv: Path, refusal: str) -> None:
    ask(widget, cv)
    asked = widget.get_by_role("heading", level=3).inner_text()
    press(widget, refusal)
    expect(widget.get_by_role("heading", level=3)).not_to_have_text(asked)


def test_enough_ends_the_questions_with_honest_advice(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    press(widget, "Enough questions")
    expect(widget.get_by_role("heading", name="What you can do now")).to_be_visible()
    expect(widget.get_by_text("Nothing has been told yet.")).to_be_visible()


def test_what_is_kept_goes_into_files_and_what_is_dropped_does_not(widget: Locator, cv: Path, page: Page) -> None:
    ask(widget, cv)
    tell(widget)
    decide(widget)
    with page.expect_download() as coming:
        press(widget, "A page to go with your résumé (Word)")
    assert coming.value.suggested_filename == "addendum.docx"
    assert Path(coming.value.path()).read_bytes()[:2] == b"PK"
    with page.expect_download() as coming:
        press(widget, "The addition, to paste")
    assert "Friends of Wolf Creek" in Path(coming.value.path()).read_text(encoding="utf-8")


def test_everything_dropped_leaves_nothing_to_add(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    tell(widget)
    decide(widget, "Leave it out")
    expect(widget.get_by_role("button", name="The advice")).to_be_visible()
    expect(widget.get_by_role("button", name="A page to go with your résumé (Word)")).to_have_count(0)
    expect(widget.get_by_role("figure")).to_contain_text("0%")


def test_only_in_part_sets_a_fill_lower(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    tell(widget)
    for one in widget.get_by_role("radio", name="Keep").all():
        one.check()
    decide(widget, "Only in part")
    expect(widget.get_by_role("figure")).to_contain_text("Shown: 0")


def test_a_fill_without_a_decision_is_named_where_it_stands(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    tell(widget)
    press(widget, "Save")
    first = widget.get_by_role("radiogroup").first
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(first.get_by_role("radio").first).to_be_focused()


def test_after_a_rejection_a_message_is_made_of_what_was_said(widget: Locator, cv: Path, page: Page) -> None:
    widget.get_by_role("radio", name="I was turned down").check()
    ask(widget, cv)
    tell(widget)
    decide(widget)
    press(widget, "Continue")
    expect(widget.get_by_text("Give a number of days, 0 or more.")).to_be_visible()
    widget.get_by_role("radio", name="No").check()
    widget.get_by_label("How many days ago were you turned down?").fill("3")
    widget.get_by_label("Why did you leave this out?").fill("I thought only paid work counts.")
    press(widget, "Continue")
    expect(widget.get_by_text("I thought only paid work counts.")).to_be_visible()
    assert widget.get_by_role("link", name="Open in mail program").get_attribute("href").startswith("mailto:")


def test_without_grounds_the_advice_is_not_to_write(widget: Locator, cv: Path) -> None:
    widget.get_by_role("radio", name="I was turned down").check()
    ask(widget, cv)
    tell(widget)
    decide(widget, "Leave it out")
    expect(widget.get_by_text("This is not a reason to write again.")).to_be_visible()
    expect(widget.get_by_text("Apply again when the same employer advertises something near.")).to_be_visible()
    expect(widget.get_by_role("link", name="Open in mail program")).to_have_count(0)


def test_something_else_can_be_told_at_the_end(widget: Locator, cv: Path) -> None:
    ask(widget, cv)
    press(widget, "Enough questions")
    widget.get_by_text("Tell something else").click()
    widget.get_by_label("What else have you done?").fill(STORY)
    press(widget, "Continue")
    expect(widget.get_by_role("heading", name="Is this right?")).to_be_visible()


def test_a_kept_word_file_comes_back_with_the_addition(widget: Locator, page: Page, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for line in RESUME.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "anna.docx"))
    widget.get_by_label("Keep my file").check()
    ask(widget, tmp_path / "anna.docx")
    tell(widget)
    decide(widget)
    with page.expect_download() as coming:
        press(widget, "Your résumé with the addition (Word)")
    lines = [paragraph.text for paragraph in docx.Document(coming.value.path()).paragraphs]
    assert "- Sold shoes and kept the till" in lines
    assert any("Friends of Wolf Creek" in line for line in lines)


def test_pasted_text_is_read_as_well(widget: Locator) -> None:
    widget.get_by_text("Paste the text instead").click()
    widget.get_by_label("Text of your résumé").fill(RESUME)
    press(widget, "Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_visible()


def test_a_file_can_be_dropped(widget: Locator, page: Page) -> None:
    dropped = page.evaluate_handle(
        """(text) => { const data = new DataTransfer();
        data.items.add(new File([text], "dropped.txt", { type: "text/plain" })); return data; }""",
        RESUME,
    )
    widget.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})
    expect(widget.get_by_text("dropped.txt")).to_be_visible()
    press(widget, "Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_visible()


def test_nothing_given_is_named_beside_the_field(widget: Locator) -> None:
    press(widget, "Compare")
    field = file_of(widget)
    expect(field).to_have_accessible_name(re.compile("^Your résumé"))
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Choose a file or paste the text.")


def test_a_wrong_file_is_named_beside_the_field_and_another_one_helps(
    widget: Locator, tmp_path: Path, cv: Path
) -> None:
    wrong = tmp_path / "cv.pdf"
    wrong.write_bytes(b"\x00\x01\x02 not a document at all \xff" * 50)
    file_of(widget).set_input_files(wrong)
    press(widget, "Compare")
    field = file_of(widget)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(widget.get_by_text("Save it as PDF, DOCX or plain text and try again.")).to_be_visible()
    compare(widget, cv)


def test_a_reading_that_is_cancelled_leaves_nothing_behind(widget: Locator, page: Page, cv: Path) -> None:
    held: list[Any] = []
    page.route(
        "**/v1/jobs/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    file_of(widget).set_input_files(cv)
    press(widget, "Compare")
    press(widget, "Cancel")
    expect(widget.get_by_role("button", name="Compare")).to_be_focused()
    with page.expect_request(lambda request: request.method == "DELETE"):
        held[0].continue_()
    assert kept_in(page) == {}


def test_a_reload_goes_on_where_it_was_with_what_was_typed(widget: Locator, page: Page, cv: Path) -> None:
    ask(widget, cv)
    press(widget, "No")
    widget.get_by_label("Your answer", exact=True).fill("I was half way")
    asked = widget.get_by_role("heading", level=3).inner_text()
    page.reload()
    again = opened(page)
    expect(again.get_by_role("heading", level=3)).to_have_text(asked)
    expect(again.get_by_label("Your answer", exact=True)).to_have_value("I was half way")
    expect(page.locator("body")).to_be_focused()


def test_an_analysis_that_is_gone_begins_anew_and_says_why(widget: Locator, page: Page, cv: Path, host: Host) -> None:
    compare(widget, cv)
    secret = token_in(page)
    identifier = next(json.loads(value)["id"] for value in kept_in(page).values())
    httpx.delete(f"{host.service.url}/v1/analyses/{identifier}", headers={"Authorization": f"Bearer {secret}"})
    page.reload()
    expect(opened(page).get_by_text("It has expired or was deleted.").first).to_be_visible()
    assert kept_in(page) == {}


def test_an_answer_to_what_was_changed_elsewhere_shows_how_it_stands(
    widget: Locator, page: Page, cv: Path, host: Host
) -> None:
    ask(widget, cv)
    state = next(json.loads(value) for value in kept_in(page).values())
    bearer = {"Authorization": f"Bearer {state['token']}"}
    httpx.post(f"{host.service.url}/v1/analyses/{state['id']}/answers", json={"enough": True}, headers=bearer)
    press(widget, "No")
    expect(widget.get_by_text("This was changed in another tab.").first).to_be_visible()
    expect(widget.get_by_role("heading", name="What you can do now")).to_be_visible()


def test_a_broken_line_loses_nothing(widget: Locator, page: Page, cv: Path) -> None:
    ask(widget, cv)
    page.context.set_offline(True)
    widget.get_by_label("Your answer", exact=True).fill(STORY)
    press(widget, "Continue")
    expect(widget.get_by_role("alert")).to_contain_text("nothing is lost")
    page.context.set_offline(False)
    expect(widget.get_by_label("Your answer", exact=True)).to_have_value(STORY)
    press(widget, "Continue")
    expect(widget.get_by_text("About what you told")).to_be_visible()


def test_an_upload_whose_line_breaks_is_sent_again_and_counted_once(widget: Locator, page: Page, host: Host) -> None:
    broken: list[Any] = []

    def break_once(route: Any) -> None:
        if broken or route.request.method != "POST":
            route.continue_()
            return
        broken.append(route.fetch(headers={**route.request.headers, "origin": host.site.url}))
        route.abort("connectionreset")

    page.route("**/v1/jobs/**", break_once)
    widget.get_by_text("Paste the text instead").click()
    widget.get_by_label("Text of your résumé").fill(RESUME)
    with page.expect_response(lambda response: response.request.method == "POST") as again:
        press(widget, "Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_visible()
    assert broken[0].status == 201
    assert again.value.headers["idempotent-replayed"] == "true"
    assert token_in(page) == broken[0].json()["token"]


def test_deleting_asks_once_and_forgets_everything(widget: Locator, page: Page, cv: Path, host: Host) -> None:
    compare(widget, cv)
    state = next(json.loads(value) for value in kept_in(page).values())
    press(widget, "Delete everything now")
    press(widget, "No, keep it")
    expect(widget.get_by_role("button", name="Delete everything now")).to_be_focused()
    press(widget, "Delete everything now")
    press(widget, "Yes, delete")
    expect(widget.get_by_text("Everything was deleted.").first).to_be_visible()
    assert kept_in(page) == {}
    bearer = {"Authorization": f"Bearer {state['token']}"}
    assert httpx.get(f"{host.service.url}/v1/analyses/{state['id']}", headers=bearer).status_code == 404


def test_a_key_of_another_site_is_refused_in_plain_words(page: Page, host: Host, cv: Path) -> None:
    page.goto(host.address(key=host.service.key("https://jobs.elsewhere.example")))
    refused = opened(page)
    file_of(refused).set_input_files(cv)
    press(refused, "Compare")
    expect(refused.get_by_role("alert")).to_contain_text("This form is not set up correctly.")


def test_a_site_that_no_key_allows_is_told_which_address_is_missing(
    page: Page, start_service: Callable[..., Any], site: Any, cv: Path
) -> None:
    service = start_service()
    host = Host(service, site, service.key("https://jobs.elsewhere.example"), keep_job(service, JOB))
    page.goto(host.address())
    refused = opened(page)
    file_of(refused).set_input_files(cv)
    press(refused, "Compare")
    expect(refused.get_by_role("alert")).to_contain_text(f"its key must allow {site.url}")


def test_a_service_that_does_not_answer_is_not_blamed_on_the_site(widget: Locator, page: Page, cv: Path) -> None:
    file_of(widget).set_input_files(cv)
    page.context.set_offline(True)
    press(widget, "Compare")
    expect(widget.get_by_role("alert")).to_contain_text("The service does not answer.")


@pytest.mark.parametrize("missing", ["job", "key"])
def test_a_snippet_with_a_piece_missing_says_so(page: Page, host: Host, missing: str) -> None:
    page.goto(site_without(host, missing))
    expect(opened(page).get_by_text("This form is not set up correctly.")).to_be_visible()


def site_without(host: Host, attribute: str) -> str:
    address = host.address()
    html, headers = host.site.pages["/jobs/bookkeeper"]
    value = getattr(host, attribute)
    host.site.pages["/jobs/bookkeeper"] = (html.replace(f'{attribute}="{value}"', ""), headers)
    return address


def test_a_job_that_is_no_longer_kept_is_a_matter_for_the_site(page: Page, host: Host, cv: Path) -> None:
    page.goto(host.address(job="0" * 24))
    refused = opened(page)
    file_of(refused).set_input_files(cv)
    press(refused, "Compare")
    expect(refused.get_by_role("alert")).to_contain_text("its key or its job is not valid (unknown_job)")


def test_the_whole_way_with_the_keyboard_alone(widget: Locator, page: Page) -> None:
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
    page.keyboard.insert_text(RESUME)
    enter("Compare")
    expect(widget.get_by_role("heading", name="What the job asks for")).to_be_focused()
    enter("Answer the questions")
    expect(widget.get_by_role("heading", level=3)).to_be_focused()
    reach(widget.get_by_label("Your answer", exact=True))
    page.keyboard.insert_text(STORY)
    enter("Continue")
    expect(widget.get_by_text("About what you told")).to_be_visible()
    expect(widget.get_by_role("heading", level=3)).to_be_focused()
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_step(
    open_page: Callable[..., Page],
    host: Host,
    cv: Path,
    scheme: str,
    viewport: dict[str, int],
    axe_finds: Callable[[Page], list[str]],
) -> None:
    page = open_page(viewport=viewport)
    page.goto(host.address(more="stage=rejected"))
    page.evaluate("(scheme) => { document.documentElement.style.colorScheme = scheme }", scheme)
    widget = opened(page)

    def fine(step: str) -> None:
        assert (step, axe_finds(page)) == (step, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{step} is wider than the window"

    fine("start")
    press(widget, "Compare")
    fine("nothing given")
    compare(widget, cv)
    fine("gaps")
    press(widget, "Answer the questions")
    expect(widget.get_by_label("Your answer", exact=True)).to_be_visible()
    fine("question")
    press(widget, "Continue")
    fine("question without an answer")
    tell(widget)
    press(widget, "Save")
    fine("review without a decision")
    decide(widget)
    press(widget, "Continue")
    fine("circumstances without an answer")
    widget.get_by_role("radio", name="No").check()
    widget.get_by_label("How many days ago were you turned down?").fill("3")
    press(widget, "Continue")
    expect(widget.get_by_role("link", name="Open in mail program")).to_be_visible()
    for summary in widget.locator("summary").all():
        summary.click()
    fine("result")
    press(widget, "Delete everything now")
    fine("deleting")


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("de-AT", "Zeigt Ihr Lebenslauf alles?"),
        ("es", "¿Muestra su currículum todo lo que ha hecho?"),
        ("fr", "Votre CV montre-t-il tout ?"),
        ("pl", "Does your résumé show everything?"),
    ],
)
def test_it_speaks_the_language_of_the_page(page: Page, host: Host, lang: str, title: str) -> None:
    page.goto(host.address(lang=lang))
    expect(opened(page).get_by_role("heading", level=2)).to_have_text(title)


def test_its_own_language_goes_before_the_pages(page: Page, host: Host) -> None:
    page.goto(host.address(lang="de", more="lang=en"))
    expect(opened(page).get_by_role("heading", level=2)).to_have_text("Does your résumé show everything?")


def test_words_of_the_service_are_marked_as_english_in_another_language(page: Page, host: Host, cv: Path) -> None:
    page.goto(host.address(lang="de"))
    widget = opened(page)
    file_of(widget).set_input_files(cv)
    press(widget, "Vergleichen")
    press(widget, "Fragen beantworten")
    expect(widget.locator("section")).to_have_attribute("lang", "de")
    expect(widget.get_by_role("heading", level=3)).to_have_attribute("lang", "en")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_site_can_use_words_of_its_own(page: Page, host: Host, when: str) -> None:
    own = "document.querySelector('overlooked-gaps').strings = { title: 'What do you bring?' }"
    if when == "before":
        page.add_init_script(f"document.addEventListener('readystatechange', () => {{ {own} }}, {{ once: true }})")
        page.route("**/widget.js", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(host.address())
    if when == "after":
        opened(page)
        page.evaluate(own)
    expect(page.locator("overlooked-gaps").get_by_role("heading", level=2)).to_have_text("What do you bring?")
    expect(page.locator("overlooked-gaps").get_by_role("button", name="Compare")).to_be_visible()


def test_a_site_colours_it_with_variables(page: Page, host: Host) -> None:
    page.goto(host.address())
    widget = opened(page)
    widget.evaluate("one => one.style.setProperty('--ovl-accent', 'rgb(120, 0, 80)')")
    expect(widget.get_by_role("button", name="Compare")).to_have_css("background-color", "rgb(120, 0, 80)")


def test_it_is_light_on_a_page_that_knows_no_dark(open_page: Callable[..., Page], host: Host) -> None:
    page = open_page(color_scheme="dark")
    page.goto(host.address())
    widget = opened(page)
    expect(widget.locator("section")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("document.documentElement.style.colorScheme = 'light dark'")
    expect(widget.locator("section")).to_have_css("background-color", "rgb(31, 34, 38)")


def test_nothing_that_a_candidate_tells_reaches_the_page_or_an_address(widget: Locator, page: Page, cv: Path) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    seen_by_page(page)
    ask(widget, cv)
    tell(widget)
    decide(widget)
    expect(widget.get_by_role("button", name="The advice")).to_be_visible()
    told = page.evaluate("seen")
    assert [detail["step"] for name, detail in told] == ["gaps", "ask", "ask", "review", "done"]
    assert all(set(detail) == {"step"} for _, detail in told)
    token = token_in(page)
    assert not any(token in address or "Wolf" in address for address in addresses)
    assert token not in page.content() and token not in str(widget.evaluate("one => one.shadowRoot.innerHTML"))
    assert page.evaluate("localStorage.length") == 0 and page.evaluate("document.cookie") == ""


def test_a_token_is_not_sent_to_another_service(
    page: Page, host: Host, start_service: Callable[..., Any], cv: Path
) -> None:
    page.goto(host.address())
    compare(opened(page), cv)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.headers.get("authorization", "")))
    page.evaluate("document.querySelector('overlooked-gaps').setAttribute('api', 'http://127.0.0.1:9')")
    expect(opened(page).get_by_role("button", name="Compare")).to_be_visible()
    assert not any("ovl_at_" in one for one in sent)


def test_two_jobs_in_one_tab_do_not_mix(page: Page, host: Host, cv: Path) -> None:
    page.goto(host.address())
    compare(opened(page), cv)
    page.goto(host.address(job=keep_job(host.service, JOB.replace("Excel", "Welding"))))
    expect(opened(page).get_by_role("button", name="Compare")).to_be_visible()
    page.goto(host.address())
    expect(opened(page).get_by_role("heading", name="What the job asks for")).to_be_visible()


def test_it_arrives_in_less_than_twenty_kilobytes(service: Any) -> None:
    with httpx.stream("GET", f"{service.url}/widget.js", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["content-encoding"] == "gzip"
        script = sum(len(piece) for piece in response.iter_raw())
    words = max(len(gzip.compress(one.read_bytes())) for one in widget_words())
    assert script + words < 20_000


def widget_words() -> list[Path]:
    return sorted((ROOT / "service" / "web" / "static" / "widget").glob("*.json"))


def test_every_language_has_every_text(page: Page, host: Host) -> None:
    page.goto(host.address())
    opened(page)
    english = page.evaluate("document.querySelector('overlooked-gaps').strings")
    assert [one.stem for one in widget_words()] == ["de", "es", "fr"]
    for path in widget_words():
        words = json.loads(path.read_text(encoding="utf-8"))
        assert set(english) - set(words) == set(), path.stem
        assert {name for name in set(words) - set(english) if not name.startswith("error_")} == set(), path.stem
        for name, text in english.items():
            assert sorted(placeholders(words[name])) == sorted(placeholders(text)), (path.stem, name)


def placeholders(text: str) -> list[str]:
    return [piece.split("}")[0] for piece in text.split("{")[1:]]


@pytest.fixture
def real_host(real_service: Any, site: Any) -> Iterator[Host]:
    job = keep_job(real_service, (TREASURER / "job.txt").read_text(encoding="utf-8"))
    yield Host(real_service, site, real_service.key(site.url), job)


def test_the_treasurers_story_with_the_real_model(page: Page, real_host: Host) -> None:
    story = json.loads((TREASURER / "answers.json").read_text(encoding="utf-8"))[0]["text"]
    page.goto(real_host.address(more="stage=rejected"))
    widget = opened(page)
    ask(widget, TREASURER / "resume.pdf")
    tell(widget, story)
    fills = widget.get_by_role("radiogroup")
    expect(fills.filter(has_text="general ledger")).to_contain_text("I keep all its books in QuickBooks Online")
    decide(widget)
    widget.get_by_role("radio", name="No").check()
    widget.get_by_label("How many days ago were you turned down?").fill("4")
    widget.get_by_label("Why did you leave this out?").fill("I thought a volunteer post does not belong there.")
    press(widget, "Continue")
    expect(widget.get_by_text("Minnesota Point Sailing Association").first).to_be_visible()
    expect(widget.get_by_role("link", name="Open in mail program")).to_be_visible()
