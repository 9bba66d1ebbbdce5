"""A candidate at the pages, in a real browser: two documents at hand, and the steps of the way by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

SAMPLES = Path(__file__).parents[3] / "samples" / "01-bookkeeper-treasurer"
JOB = """Bookkeeper at the Food Bank

Requirements
- 2+ years of bookkeeping experience
- Excel
- Payroll of a small team
"""
STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do the bookkeeping in Excel, "
    "two years of bookkeeping experience by now, and pay the bills."
)
WINDOWS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


@dataclass
class Candidate:
    """Somebody with a window of the browser, going the way step by step."""

    page: Page
    url: str

    @property
    def base(self) -> str:
        """The address of the analysis at hand."""
        return "/".join(self.page.url.split("/")[:5])

    def heading(self, text: str) -> None:
        """Wait for the page of that heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def open(self, step: str) -> Candidate:
        """Open a step by its address."""
        self.page.goto(f"{self.base}/{step}")
        return self

    def give_documents(self, keep: bool = False) -> Candidate:
        """Fill in the start page: a PDF, and an advertisement as text."""
        self.page.goto(self.url)
        self.page.locator("#resume").set_input_files(SAMPLES / "resume.pdf")
        if not self.page.locator("#job_text").is_visible():
            self.page.locator("summary").nth(1).click()
        self.page.locator("#job_text").fill(JOB)
        if keep:
            self.page.get_by_label("Keep my files for this comparison").check()
        return self

    def compare(self) -> Candidate:
        """Press the button, and wait for what was read."""
        self.page.get_by_role("button", name="Compare them").click()
        self.heading("Is this what you sent?")
        return self

    def tell(self, text: str = STORY) -> Candidate:
        """Answer the question at hand."""
        self.open("questions")
        self.page.locator("#text").fill(text)
        self.page.get_by_role("button", name="Save and go on").click()
        self.page.wait_for_url("**told=*")
        return self

    def review(self) -> Candidate:
        """Enough questions; keep all that was filled."""
        self.page.get_by_role("button", name="That is enough questions").click()
        self.heading("Does this say too much?")
        for keep in self.page.get_by_label("Keep: it is true").all():
            keep.check()
        self.page.get_by_role("button", name="Save and go on").click()
        self.heading("Put it on your résumé")
        return self


@pytest.fixture
def candidate_in(service: Any, open_page: Callable[..., Page]) -> Callable[..., Candidate]:
    """A candidate in a window with these options."""
    return lambda **options: Candidate(open_page(**{"viewport": WINDOWS["desktop"], **options}), service.url)


@pytest.fixture
def candidate(candidate_in: Callable[..., Candidate]) -> Candidate:
    return candidate_in()
