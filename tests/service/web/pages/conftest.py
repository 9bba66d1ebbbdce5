"""A visitor without JavaScript: reads a page, fills in its forms, presses its buttons, follows where that leads."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from lxml.html import HtmlElement

RESUME = """Anna Wolf
anna.wolf@example.org

Experience
Shop assistant, Shoe House, 2015 - 2020
- Sold shoes and kept the till
"""
JOB = """Bookkeeper at the Food Bank

Requirements
- 2+ years of bookkeeping experience
- Excel
- Payroll of a small team

Benefits
- A bicycle of your own
"""
STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do the bookkeeping in Excel, "
    "two years of bookkeeping experience by now, and pay the bills."
)
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Site": "same-origin"}


def words(element: HtmlElement) -> str:
    """Its text as it is read, without folds."""
    return " ".join(element.text_content().split())


class Visitor:
    """A browser with cookies and without scripts."""

    def __init__(self, client: FlaskClient, headers: dict[str, str] | None = None) -> None:
        self.client = client
        self.headers = {**BROWSER, **(headers or {})}
        self.at = "/"
        self.status = 0
        self.response: Any = None
        self.tree: HtmlElement = lxml.html.fromstring("<p></p>")

    def get(self, address: str) -> Visitor:
        """Open an address; redirects are followed."""
        self._take(self.client.get(self._path(address), headers=self.headers), address)
        return self

    def press(self, label: str, place: str = "", **fields: Any) -> Visitor:
        """Press the button of that label with the fields filled in; `place` is the id of an element around it.

        A field that is a tuple (bytes, name) is a file.
        """
        button = self._button(label, place)
        form = next(one for one in button.iterancestors("form"))
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            values.setdefault(name, value)
        if button.get("name"):
            values[button.get("name")] = button.get("value", "")
        for name, value in fields.items():
            values[name] = (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        address = urljoin(self.at, form.get("action") or self.at)
        kind = form.get("enctype") or "application/x-www-form-urlencoded"
        sent = self.client.post(self._path(address), data=values, headers=self.headers, content_type=kind)
        self._take(sent, address)
        return self

    def follow(self, label: str) -> Visitor:
        """Follow the link of that label."""
        found = [one for one in self.tree.iter("a") if words(one).startswith(label)]
        assert found, f"no link “{label}” among {[words(one) for one in self.tree.iter('a')]}"
        return self.get(urljoin(self.at, found[0].get("href")))

    @property
    def heading(self) -> str:
        """The page's own heading."""
        return words(self.tree.find(".//h1"))

    @property
    def text(self) -> str:
        """Everything on the page that is read."""
        return words(self.tree.find("body"))

    def all(self, path: str) -> list[str]:
        """The texts of the elements that a CSS selector finds."""
        return [words(one) for one in self.tree.cssselect(path)]

    def one(self, path: str) -> HtmlElement:
        """The first element that a CSS selector finds."""
        found: HtmlElement = self.tree.cssselect(path)[0]
        return found

    @property
    def base(self) -> str:
        """The address of the analysis at hand."""
        return "/".join(self.at.split("/")[:3])

    def _button(self, label: str, place: str) -> HtmlElement:
        root = self.tree.get_element_by_id(place) if place else self.tree
        buttons = list(root.iter("button"))
        for button in buttons:
            if label in (words(button), button.get("aria-label"), button.get("value")):
                return button
        raise AssertionError(f"no button “{label}” among {[words(one) for one in buttons]}")

    def _take(self, response: Any, address: str) -> None:
        for _ in range(5):
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            address = urljoin(address, response.headers["Location"])
            response = self.client.get(self._path(address), headers=self.headers)
        self.at = self._path(address)
        self.status, self.response = response.status_code, response
        if response.mimetype == "text/html" and response.data:
            self.tree = lxml.html.fromstring(response.get_data(as_text=True))

    @staticmethod
    def _path(address: str) -> str:
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def another(app: APIFlask) -> Callable[..., Visitor]:
    """Somebody else, or the same person in another browser."""
    return lambda **headers: Visitor(app.test_client(), headers)


@pytest.fixture
def begun(visitor: Visitor) -> Visitor:
    """A visitor who has given a résumé and an advertisement."""
    visitor.get("/").press("Compare them", resume_text=RESUME, job_text=JOB)
    assert visitor.at.endswith("/read"), visitor.all(".problem")
    return visitor


@pytest.fixture
def told(begun: Visitor) -> Visitor:
    """One who has told a story."""
    begun.get(f"{begun.base}/questions").press("Save it", text=STORY)
    assert begun.all(".news strong"), begun.text
    return begun


@pytest.fixture
def reviewed(told: Visitor) -> Visitor:
    """One who has kept what it filled."""
    told.press("That is enough questions")
    fields = {one.get("name"): "keep" for one in told.tree.cssselect("input[type=radio]")}
    told.press("Save and go on", **fields)
    assert told.at.endswith("/result")
    return told
