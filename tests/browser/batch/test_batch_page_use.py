"""A batch's `index.html` as whoever reads it uses it: on a desktop, on a phone, with the keyboard, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from service.batch.export import Job, Scored
from service.batch.model import Batch
from service.batch.page import page as page_of
from service.batch.pool import Pool
from service.batch.table import Row, ranked

PHONE = {"width": 390, "height": 800}
WINDOWS = [{"width": 1280, "height": 800}, {"width": 800, "height": 800}, PHONE]
LONG = "who has kept the books of a middle-sized company, its stores and both its workshops, for longer than anybody"
ASKED = (
    ("r1", "Keep the ledger", "must", "skill"),
    ("r2", LONG, "must", "skill"),
    *((f"r{number}", f"Speak language {number}", "nice", "language") for number in range(3, 21)),
)
NOBODY = Row(
    id="0" * 16,
    file="",
    copies=(),
    copy_count=0,
    media_type="text/plain",
    pages=None,
    coverage=0.5,
    must_coverage=0.5,
    nice_coverage=0.5,
    statuses="mx" * 10,
    counts={"must_missing": 1},
    work_years=2.0,
    volunteer_years=0.0,
    warnings=(),
)


def judged(name: str, share: float, number: int = 1) -> Row:
    shares = {"coverage": share, "must_coverage": share, "nice_coverage": share}
    return replace(NOBODY, id=f"{number:016x}", file=f"cvs/{name}.pdf", **shares)


def not_judged(name: str) -> Row:
    none = {"coverage": None, "must_coverage": None, "nice_coverage": None}
    told = {"statuses": "n" * 20, "warnings": ("not_judged",), "work_years": 30.0, "id": "f" * 16}
    return replace(NOBODY, file=f"cvs/{name}.pdf", **none, **told)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Writes the page of a batch; gives its address."""

    def made(rows: Sequence[Row], titles: Sequence[str] = ("Bookkeeper",)) -> str:
        jobs = [Job(f"key{number}", f"{number}/job.txt", title, "", ASKED) for number, title in enumerate(titles)]
        pools = {job.key: Pool.of(ASKED) for job in jobs}
        for standing in (one for pool in pools.values() for one in pool.standings):
            standing.counts.update(met=1, missing=1)
            standing.roles.update({"treasurer in a club": 1, "the one who does the money at home": 1})
        scored = Scored({job.key: ranked(rows) for job in jobs}, pools, {})
        path = tmp_path / "index.html"
        path.write_text(page_of(scored, jobs, (), Batch(("cvs",), ("ads",), "out")), encoding="utf-8")
        return path.as_uri()

    return made


THREE = (judged("anna", 0.9), judged("ben", 0.4, 2), not_judged("zofia"))


def names(page: Page) -> list[str]:
    return page.locator("#table tbody button").all_inner_texts()


def row_of(page: Page, name: str) -> Locator:
    return page.locator("#table tbody tr").filter(has=page.get_by_role("button", name=name))


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_wider_than_the_window(open_page: Callable[..., Page], write: Any, window: dict[str, int]) -> None:
    page = open_page(viewport=window)
    page.goto(write(THREE, ["Bookkeeper of " + "everything and everybody " * 8, "Cook"]))
    for name in ("anna.pdf", "zofia.pdf"):
        page.get_by_role("button", name=name).click()
        assert page.evaluate("document.documentElement.scrollWidth") == window["width"]


@pytest.mark.parametrize("window", WINDOWS)
def test_labels_of_the_plots_can_be_read(open_page: Callable[..., Page], write: Any, window: dict[str, int]) -> None:
    page = open_page(viewport=window)
    page.goto(write(THREE))
    sizes = page.locator(".plot text").evaluate_all(
        """texts => texts.map((one) => parseFloat(getComputedStyle(one).fontSize)
             * one.ownerSVGElement.getBoundingClientRect().width / one.ownerSVGElement.viewBox.baseVal.width)"""
    )
    assert min(sizes) >= 12


def test_who_could_not_be_judged_stands_last_without_a_rank_in_every_order(page: Page, write: Any) -> None:
    page.goto(write(THREE))
    expect(page.get_by_text("1 résumé could not be judged")).to_be_visible()
    for order in ("rank", "share shown", "years in paid posts", "years unpaid"):
        page.get_by_label("Order").select_option(order)
        assert names(page) == ["anna.pdf", "ben.pdf", "zofia.pdf"]
    row = row_of(page, "zofia.pdf")
    expect(row.locator("td").first).to_have_text("")
    expect(row).to_contain_text("not judged")
    expect(page.locator("body")).not_to_contain_text("null")


def test_who_could_not_be_judged_is_left_out_only_where_a_share_is_asked_for(page: Page, write: Any) -> None:
    page.goto(write(THREE))
    page.get_by_label("At least").fill("50")
    assert names(page) == ["anna.pdf"]
    expect(page.get_by_text("1 résumé could not be judged")).to_contain_text("left out")
    for nothing in ("0", ""):
        page.get_by_label("At least").fill(nothing)
        assert names(page) == ["anna.pdf", "ben.pdf", "zofia.pdf"]


def test_where_everybody_could_be_judged_nothing_is_said_about_it(page: Page, write: Any) -> None:
    page.goto(write(THREE[:2]))
    expect(page.get_by_text("could not be judged")).to_be_hidden()


def test_why_somebody_could_not_be_judged_is_told_in_a_sentence(page: Page, write: Any) -> None:
    page.goto(write(THREE))
    page.get_by_role("button", name="zofia.pdf").click()
    detail = page.get_by_role("region", name="Not judged: zofia.pdf")
    expect(detail).to_contain_text("the résumé or the advertisement is in another language")
    expect(detail).not_to_contain_text("Rank")


def test_what_a_column_stands_for_is_told_when_its_number_is_tapped(open_page: Callable[..., Page], write: Any) -> None:
    page = open_page(viewport=PHONE, has_touch=True)
    page.goto(write(THREE))
    page.get_by_role("button", name=re.compile("^2: ")).tap()
    expect(page.locator("#asked")).to_have_text(f"2: “{LONG}” (must)")
    page.get_by_role("button", name=re.compile("^3: ")).tap()
    expect(page.locator("#asked")).to_have_text("3: “Speak language 3” (nice to have)")


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_legend_says_what_each_number_stands_for(page: Page, write: Any, medium: Any) -> None:
    page.goto(write(THREE, ["Bookkeeper", "Cook"]))
    page.emulate_media(media=medium)
    legend = page.locator(".asked:visible")
    expect(legend).to_have_count(1)
    lines = legend.get_by_role("listitem").all_inner_texts()
    assert [line.split()[0] for line in lines] == [str(number) for number in range(1, 21)]
    assert "Keep the ledger" in lines[0]
    assert lines[1].endswith("…")


@pytest.mark.parametrize("window", WINDOWS)
def test_a_rows_detail_comes_into_view_and_one_key_leads_back(
    open_page: Callable[..., Page], write: Any, window: dict[str, int]
) -> None:
    page = open_page(viewport=window)
    page.goto(write([judged(f"person{number}", 0.5, number) for number in range(5_000)]))
    page.get_by_role("button", name="person7.pdf", exact=True).focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Rank 1: person7.pdf")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Back to the table")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_be_hidden()
    row = page.get_by_role("button", name="person7.pdf", exact=True)
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()


def test_escape_leads_back_to_a_row_that_has_scrolled_away(page: Page, write: Any) -> None:
    page.goto(write([judged(f"person{number}", 0.5, number) for number in range(5_000)]))
    page.get_by_role("button", name="person3.pdf", exact=True).click()
    page.locator("#frame").evaluate("frame => { frame.scrollTop = 90_000; }")
    expect(page.get_by_role("button", name="person3.pdf", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="person3.pdf", exact=True)).to_be_focused()


def test_thousands_of_rows_can_be_gone_through_with_the_keyboard(page: Page, write: Any) -> None:
    page.goto(write([judged(f"person{number}", 0.5, number) for number in range(5_000)]))
    page.get_by_role("button", name="person0.pdf", exact=True).focus()
    for number in range(1, 60):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=f"person{number}.pdf", exact=True)).to_be_focused()
    assert page.locator("#table tbody tr").count() < 100


@pytest.mark.parametrize("window", WINDOWS)
def test_assistive_technology_finds_nothing_amiss(
    open_page: Callable[..., Page], write: Any, axe_finds: Any, window: dict[str, int]
) -> None:
    page = open_page(viewport=window, bypass_csp=True)
    page.goto(write(THREE, ["Bookkeeper", "Cook"]))
    page.get_by_role("button", name="zofia.pdf").click()
    assert axe_finds(page) == []


def test_files_of_the_same_name_are_told_apart_by_their_folder(page: Page, write: Callable[..., str]) -> None:
    rows = [judged("anna/resume", 0.9), judged("ben/resume", 0.4, 2), judged("cleo/letter", 0.3, 3)]
    page.goto(write(rows))
    assert names(page) == ["anna/resume.pdf", "ben/resume.pdf", "letter.pdf"]
