"""How the widget looks, reads and weighs: axe on every step, languages, colours, size."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

WORDS = sorted((Path(__file__).parents[3] / "service" / "web" / "static" / "widget").glob("*.json"))
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_step(
    open_page: Callable[..., Page],
    opened: Callable[[Page], Any],
    host: Any,
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
    widget.press("Compare")
    fine("nothing given")
    widget.compare(cv)
    fine("gaps")
    widget.press("Answer the questions")
    expect(widget.answer).to_be_visible()
    fine("question")
    widget.press("Continue")
    fine("question without an answer")
    widget.tell()
    widget.press("Save")
    fine("review without a decision")
    widget.decide()
    widget.press("Continue")
    fine("circumstances without an answer")
    widget.choose("No")
    widget.get_by_label("How many days ago were you turned down?").fill("3")
    widget.press("Continue")
    expect(widget.get_by_role("link", name="Open in mail program")).to_be_visible()
    for summary in widget.locator("summary").all():
        summary.click()
    fine("result")
    widget.press("Delete everything now")
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
def test_it_speaks_the_language_of_the_page(
    page: Page, host: Any, lang: str, title: str, opened: Callable[[Page], Any]
) -> None:
    page.goto(host.address(lang=lang))
    expect(opened(page).get_by_role("heading", level=2)).to_have_text(title)


def test_its_own_language_goes_before_the_pages(page: Page, host: Any, opened: Callable[[Page], Any]) -> None:
    page.goto(host.address(lang="de", more="lang=en"))
    expect(opened(page).get_by_role("heading", level=2)).to_have_text("Does your résumé show everything?")


def test_words_of_the_service_are_marked_as_english_in_another_language(
    page: Page, host: Any, cv: Path, opened: Callable[[Page], Any]
) -> None:
    page.goto(host.address(lang="de"))
    widget = opened(page)
    widget.file.set_input_files(cv)
    widget.press("Vergleichen")
    widget.press("Fragen beantworten")
    expect(widget.locator("section")).to_have_attribute("lang", "de")
    expect(widget.step).to_have_attribute("lang", "en")


OWN = "document.querySelector('overlooked-gaps').strings = { title: 'What do you bring?' }"


def test_a_site_can_use_words_of_its_own(widget: Any, page: Page) -> None:
    page.evaluate(OWN)
    expect(widget.get_by_role("heading", level=2)).to_have_text("What do you bring?")
    expect(widget.get_by_role("button", name="Compare")).to_be_visible()


def test_words_may_be_given_before_the_script_has_loaded(page: Page, host: Any) -> None:
    held: list[Route] = []
    page.route("**/widget.js", lambda route: held.append(route))
    page.goto(host.address(), wait_until="commit")
    page.wait_for_selector("overlooked-gaps", state="attached")
    page.evaluate(OWN)
    held[0].continue_()
    expect(page.locator("overlooked-gaps").get_by_role("heading", level=2)).to_have_text("What do you bring?")


def test_a_site_colours_it_with_variables(widget: Any) -> None:
    widget.evaluate("one => one.style.setProperty('--ovl-accent', 'rgb(120, 0, 80)')")
    expect(widget.get_by_role("button", name="Compare")).to_have_css("background-color", "rgb(120, 0, 80)")


def test_a_site_may_hand_over_variables_of_any_name(widget: Any, page: Page) -> None:
    page.evaluate(
        """() => { for (const name of ["ink", "line", "paper"]) {
        document.documentElement.style.setProperty(`--${name}`, "rgb(1, 2, 3)");
        document.querySelector("overlooked-gaps").style.setProperty(`--ovl-${name}`, `var(--${name})`); } }"""
    )
    for name in ("color", "border-top-color", "background-color"):
        expect(widget.locator("section")).to_have_css(name, "rgb(1, 2, 3)")


def test_it_is_light_on_a_page_that_knows_no_dark(
    open_page: Callable[..., Page], host: Any, opened: Callable[[Page], Any]
) -> None:
    page = open_page(color_scheme="dark")
    page.goto(host.address())
    widget = opened(page)
    expect(widget.locator("section")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("document.documentElement.style.colorScheme = 'light dark'")
    expect(widget.locator("section")).to_have_css("background-color", "rgb(31, 34, 38)")


def test_it_arrives_in_less_than_twenty_kilobytes(service: Any) -> None:
    with httpx.stream("GET", f"{service.url}/widget.js", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["content-encoding"] == "gzip"
        script = sum(len(piece) for piece in response.iter_raw())
    words = max(len(gzip.compress(path.read_bytes())) for path in WORDS)
    assert script + words < 20_000


def test_who_has_it_already_gets_no_second_copy(service: Any) -> None:
    tag = httpx.get(f"{service.url}/widget.js").headers["etag"]
    assert httpx.get(f"{service.url}/widget.js", headers={"If-None-Match": tag}).status_code == 304


def test_every_language_has_every_text(widget: Any) -> None:
    english = widget.evaluate("one => one.strings")
    assert [path.stem for path in WORDS] == ["de", "es", "fr"]
    for path in WORDS:
        words = json.loads(path.read_text(encoding="utf-8"))
        assert set(english) - set(words) == set(), path.stem
        assert {name for name in set(words) - set(english) if not name.startswith("error_")} == set(), path.stem
        for name, text in english.items():
            assert places(words[name]) == places(text), (path.stem, name)


def places(text: str) -> list[str]:
    """What is put in, as in “{0} of {1}”."""
    return sorted(piece.split("}")[0] for piece in text.split("{")[1:])
