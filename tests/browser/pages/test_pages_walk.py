"""The whole way, as most people go it: with a mouse or a thumb, on a wide window and on a small phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

CLIPBOARD = ["clipboard-read", "clipboard-write"]
WINDOWS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}

#: A file as it is dropped on a page.
A_FILE = """() => {
    const all = new DataTransfer();
    all.items.add(new File(["Experience"], "dropped.txt"));
    return all;
}"""
#: The share of dark pixels of the page's picture under the first mark.
INK_UNDER_THE_MARK = """async () => {
    const sheet = document.querySelector("figure.sheet svg");
    const box = sheet.querySelector("rect.marker").getBBox();
    const shown = sheet.querySelector("image");
    const image = new Image();
    image.src = shown.href.baseVal;
    await image.decode();
    const scale = image.naturalWidth / Number(shown.getAttribute("width"));
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(box.x * scale, box.y * scale, box.width * scale, box.height * scale);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 128) ink += 1;
    return ink / (data.length / 4);
}"""


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("window", WINDOWS)
def test_from_two_documents_to_what_to_take_away(candidate_in: Callable[..., Any], window: str, tmp_path: Path) -> None:
    anna = candidate_in(viewport=WINDOWS[window], has_touch=window == "phone", permissions=CLIPBOARD)
    page = anna.page
    anna.give_documents(keep=True)
    assert fits(page)
    expect(page.locator(".chosen").first).to_contain_text("resume.pdf")
    anna.compare()
    assert fits(page)
    page.get_by_role("button", name="Leave out: Payroll of a small team").click()
    expect(page.locator(".asked .out")).to_have_count(1)
    page.get_by_role("button", name="Take back: Payroll of a small team").click()
    expect(page.locator(".asked .out")).to_have_count(0)
    page.get_by_role("link", name="Looks right: show the gaps").click()
    anna.heading("gap")
    assert fits(page)
    expect(page.locator("figure.sheet rect.marker").first).to_be_attached()
    page.get_by_role("link", name="Answer questions about them").click()
    before = page.locator(".figure").inner_text()
    anna.tell()
    assert fits(page)
    expect(page.locator(".news")).to_contain_text("Your answer speaks to")
    assert int(page.locator(".figure").inner_text().rstrip("%")) > int(before.rstrip("%"))
    anna.review()
    assert fits(page)
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("VOLUNTEER EXPERIENCE")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word document (DOCX)").click()
    assert download.value.suggested_filename == "addendum.docx"
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON Resume").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved["volunteer"][0]["position"] == "Treasurer"
    page.get_by_label("Where do you stand?").select_option("rejected")
    page.get_by_role("button", name="Look again").click()
    anna.heading("Before anybody writes")
    assert fits(page)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("How many days ago").fill("6")
    page.get_by_label("Why was this not on your résumé?").first.fill("It is unpaid.")
    page.get_by_role("button", name="Save and go on").click()
    anna.heading("One short message is justified")
    assert fits(page)
    mail = page.get_by_role("link", name="Open in a mail program").get_attribute("href")
    assert mail.startswith("mailto:?subject=")
    page.get_by_role("link", name="Delete everything now").last.click()
    page.get_by_role("button", name="Delete everything now").click()
    anna.heading("It is all gone")


def test_evidence_changes_without_a_new_page_and_the_address_tells(candidate: Any) -> None:
    page = candidate.give_documents(keep=True).compare().open("gaps").page
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Payroll of a small team").click()
    expect(page.locator("#evidence h2")).to_contain_text("Payroll of a small team")
    expect(page.locator(".requirements [aria-current=true]")).to_contain_text("Payroll of a small team")
    assert page.evaluate("window.sameDocument")
    assert "r=r3" in page.url
    page.go_back()
    expect(page.locator("#evidence h2")).not_to_contain_text("Payroll")


def test_the_mark_lies_on_the_words_of_the_page(candidate: Any) -> None:
    page = candidate.give_documents(keep=True).compare().open("gaps").page
    page.wait_for_load_state("networkidle")
    dark = page.evaluate(INK_UNDER_THE_MARK)
    assert 0.03 < dark < 0.5


def test_the_demo_with_the_real_engine(real_service: Any, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=WINDOWS["desktop"])
    page.goto(real_service.url)
    page.get_by_role("button", name="Look at a sample first").click()
    page.get_by_role("link", name="Looks right: show the gaps").click()
    expect(page.locator(".about-what")).to_contain_text("Bookkeeper")
    page.get_by_role("link", name="Answer questions about them").click()
    page.get_by_role("button", name="Save and go on").click()  # what the person in the sample would say
    expect(page.locator(".news")).to_contain_text("Your answer speaks to")
    expect(page.locator(".news")).to_contain_text("QuickBooks")


def test_a_dropped_file_lands_in_its_field(candidate: Any) -> None:
    page = candidate.page
    page.goto(candidate.url)
    dropped = page.evaluate_handle(A_FILE)
    page.locator(".drop").first.dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator(".chosen").first).to_contain_text("dropped.txt")
    page.locator(".chosen button").first.click()
    expect(page.locator(".chosen").first).to_be_hidden()


def test_the_live_widget_stands_on_the_page_for_career_sites(candidate: Any) -> None:
    page = candidate.page
    page.goto(f"{candidate.url}/career-sites")
    expect(page.locator("overlooked-gaps").get_by_role("button", name="Compare")).to_be_visible()
    page.get_by_role("link", name="API documentation").click()
    expect(page).to_have_url(f"{candidate.url}/docs")
