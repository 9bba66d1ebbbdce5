"""A career site with the widget on one of its pages, and the widget as its user drives it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

JOB = """Bookkeeper at the Food Bank

Requirements
- 2+ years of bookkeeping experience
- Excel
- Payroll of a small team
"""
RESUME = """Anna Wolf
anna.wolf@example.org

Experience
Shop assistant, Shoe House, 2015 - 2020
- Sold shoes and kept the till
"""
STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do the bookkeeping in Excel, "
    "two years of bookkeeping experience by now, and pay the bills."
)
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bookkeeper</title><link rel="icon" href="data:,"></head>
<body><main><h1>Bookkeeper</h1><overlooked-gaps job="{job}" key="{key}"{more}></overlooked-gaps></main>
<script src="{service}/widget.js" async></script></body></html>"""


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@dataclass
class Host:
    """A career site with the widget on a page that allows nothing but what docs/widget.md asks for."""

    service: Any
    site: Any
    key: str
    job: str

    def address(self, lang: str = "en", more: str = "", **other: str) -> str:
        known = {"key": self.key, "job": self.job, **other}
        html = PAGE.format(lang=lang, more=more and f" {more}", service=self.service.url, **known)
        policy = (
            f"default-src 'none'; img-src data:; script-src {self.service.url}; connect-src {self.service.url}; "
            "require-trusted-types-for 'script'"
        )
        return str(self.site.put("/jobs/bookkeeper", html, content_security_policy=policy))

    def keep_job(self, text: str) -> str:
        """Another advertisement of the same organisation."""
        return keep_job(self.service, text)


def keep_job(service: Any, text: str) -> str:
    headers = bearer(service.key(publishable=False))
    kept = httpx.post(f"{service.url}/v1/jobs/text", json={"job": {"text": text}}, headers=headers, timeout=60)
    assert kept.status_code == 201, kept.text
    return str(kept.json()["id"])


class Widget:
    """The element on a page, and what a candidate does with it; everything else is the locator's."""

    def __init__(self, page: Page) -> None:
        self.page, self.at = page, page.locator("overlooked-gaps")
        expect(self.at.get_by_role("heading", level=2)).to_be_visible()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.at, name)

    @property
    def file(self) -> Locator:
        return self.at.locator("input[type=file]")

    @property
    def answer(self) -> Locator:
        return self.at.get_by_label("Your answer", exact=True)

    @property
    def step(self) -> Locator:
        return self.at.get_by_role("heading", level=3)

    def press(self, name: str) -> None:
        self.at.get_by_role("button", name=name, exact=True).click()

    def send(self, cv: Path) -> None:
        self.file.set_input_files(cv)
        self.press("Compare")

    def compare(self, cv: Path) -> None:
        self.send(cv)
        expect(self.step).to_have_text("What the job asks for")

    def ask(self, cv: Path) -> None:
        self.compare(cv)
        self.press("Answer the questions")
        expect(self.answer).to_be_visible()

    def tell(self, text: str = STORY) -> None:
        """Tell it in answer to the question at hand, and end the questions."""
        self.answer.fill(text)
        self.press("Continue")
        expect(self.at.get_by_text("About what you told")).to_be_visible()
        self.press("Enough questions")
        expect(self.step).to_have_text("Is this right?")

    def choose(self, decision: str) -> None:
        radios = self.at.get_by_role("radio", name=decision)
        expect(radios.first).to_be_visible()
        for one in radios.all():
            one.check()

    def decide(self, decision: str = "Keep") -> None:
        self.choose(decision)
        self.press("Save")

    def stored(self) -> dict[str, str]:
        """All that is kept in the tab."""
        return dict(self.page.evaluate("() => ({...sessionStorage})"))

    def own(self) -> dict[str, str]:
        """Id and token of the analysis."""
        return next(dict(json.loads(value)) for key, value in self.stored().items() if ":draft:" not in key)


@pytest.fixture
def host_of(site: Any) -> Callable[[Any, str], Host]:
    """A site with the widget for an advertisement, and with a key that allows it."""
    return lambda service, job: Host(service, site, service.key(site.url), keep_job(service, job))


@pytest.fixture
def host(host_of: Callable[[Any, str], Host], service: Any) -> Host:
    return host_of(service, JOB)


@pytest.fixture
def opened() -> Callable[[Page], Widget]:
    """The widget on a page, as soon as it is there."""
    return Widget


@pytest.fixture
def widget(page: Page, host: Host) -> Widget:
    """The widget on a fresh page, ready for a résumé."""
    page.goto(host.address())
    return Widget(page)


@pytest.fixture
def resume() -> str:
    return RESUME


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "anna.txt"
    path.write_text(RESUME, encoding="utf-8")
    return path
