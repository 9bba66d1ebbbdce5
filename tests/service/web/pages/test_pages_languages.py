"""Which language a page speaks, and what stays English because the documents are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("accepted", "language", "button"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "Vergleichen"),
        ("fr-CA", "fr", "Comparer"),
        ("es", "es", "Comparar"),
        ("it,nl;q=0.8", "en", "Compare them"),
        ("", "en", "Compare them"),
    ],
)
def test_the_browsers_language_is_spoken(another: Any, accepted: str, language: str, button: str) -> None:
    visitor = another(**{"Accept-Language": accepted}).get("/")
    assert visitor.tree.get("lang") == visitor.response.headers["Content-Language"] == language
    assert button in visitor.all("button")


def test_a_choice_holds_against_the_browser(another: Callable[..., Any]) -> None:
    visitor = another(**{"Accept-Language": "de"}).get("/").follow("Français")
    assert visitor.tree.get("lang") == "fr"
    assert visitor.get("/about").tree.get("lang") == "fr"
    assert visitor.all(".tongues [aria-current]") == ["Français"]


def test_a_language_that_is_none_is_not_chosen(visitor: Any) -> None:
    assert visitor.get("/?lang=../../etc").tree.get("lang") == "en"
    assert "Set-Cookie" not in str(visitor.response.headers) or "overlooked_lang" not in str(visitor.response.headers)


def test_dates_and_shares_are_written_as_the_language_does(begun: Any) -> None:
    begun.get(f"{begun.base}/gaps?lang=de")
    assert "30. November 2026" in begun.text
    assert begun.all(".figure") == ["0 %"]
    assert "November 30, 2026" in begun.get(f"{begun.base}/gaps?lang=en").text


def test_what_the_engine_says_is_marked_as_english(told: Any) -> None:
    told.get(f"{told.base}/questions?lang=de")
    assert "Fragen und Erklärungen sind auf Englisch" in told.text
    assert told.one(".question label, .question h1") is not None
    for element in told.tree.cssselect("#the-question label, .examples span + span, .told blockquote"):
        assert element.get("lang") == "en"
    told.get(f"{told.base}/gaps")
    assert told.one(".why").get("lang") == "en"


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_every_page_speaks_every_language(reviewed: Any, language: str) -> None:
    for page in ("read", "gaps", "questions", "review", "result", "employer", "delete"):
        reviewed.get(f"{reviewed.base}/{page}?lang={language}")
        assert (reviewed.status, reviewed.tree.get("lang")) == (200, language)
        assert "Skip to the content" not in reviewed.text


def test_documents_in_another_language_are_read_and_said_not_to_be_judged(visitor: Any) -> None:
    resume = "Berufserfahrung\nVerkäuferin im Schuhhaus, 2015 - 2020\n- Ich habe Schuhe verkauft\n"
    job = "Requirements\n- Experience with Excel\n- You keep the accounts of a small shop\n"
    visitor.get("/").press("Compare them", resume_text=resume, job_text=job)
    assert "Nothing was judged." in visitor.text
