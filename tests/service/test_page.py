import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from service.analysis import Analysis
from service.answers import Told
from service.assembly import report_with
from service.engine import Engine
from service.reporting.page import report_page

HOSTILE = '<script>alert("bookkeeping")</script>'


@pytest.fixture
def page(analysis_of: Callable[..., Analysis], engine: Engine) -> str:
    analysis = analysis_of([f"Did {HOSTILE}"], [f"bookkeeping & {HOSTILE}", "nice: payroll"])
    return report_page(report_with(analysis, engine, "rejected", [Told("a1", f"Ran the payroll {HOSTILE}")]))


class Outline(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes


def test_words_from_outside_are_escaped_everywhere(page: str) -> None:
    assert "script" not in Outline(page).tags
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing_from_anywhere(page: str) -> None:
    names = {name for name, _ in Outline(page).attributes}
    assert not names & {"src", "href", "srcset", "action", "onclick", "onload"}
    assert not re.search(r"url\(|@import", page)


def test_the_page_has_landmarks_and_one_main_heading(page: str) -> None:
    tags = Outline(page).tags
    assert {"header", "main", "footer", "section"} <= set(tags)
    assert tags.count("h1") == 1
    assert ("lang", "en") in Outline(page).attributes


def test_the_chart_has_a_text_equivalent(page: str) -> None:
    assert "% of what is asked is shown" in page
    assert "2 requirements:" in page


def test_the_answer_shows_before_and_after(page: str) -> None:
    assert "What your answers changed" in page
    assert re.search(r"missing</span>\s+→ <strong[^>]*>shown", page)
