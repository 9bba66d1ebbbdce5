"""The private link: the only key, never in an address that is sent, for one analysis alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

LINK = "#private-link"
PAGES = ("", "read", "gaps", "questions", "review", "result", "employer", "delete", "report.html")


def test_leaving_and_coming_back_in_another_browser(begun: Any, another: Callable[..., Any]) -> None:
    link = begun.one(LINK).get("value")
    elsewhere = another().get(f"{begun.base}/")
    assert (elsewhere.status, elsewhere.heading) == (404, "Open your comparison")
    elsewhere.press("Open", link=link)
    assert elsewhere.heading == "Is this what you sent?"


def test_the_secret_stands_behind_the_hash(begun: Any) -> None:
    link = begun.one(LINK).get("value")
    before, _, secret = link.partition("#")
    assert before == f"http://localhost{begun.base}/"
    assert secret.startswith("ovl_at_")


@pytest.mark.parametrize(
    "page", ["", "read", "gaps", "questions", "review", "result", "employer", "delete", "report.html"]
)
def test_without_the_key_no_page_of_it_opens(begun: Any, another: Callable[..., Any], page: str) -> None:
    stranger = another().get(f"{begun.base}/{page}")
    assert (stranger.status, stranger.heading) == (404, "Open your comparison")
    nowhere = another().get(f"/a/{'0' * 24}/{page}")
    assert nowhere.text == stranger.text


@pytest.mark.parametrize("path", ["requirements", "questions", "review", "employer", "stage", "delete"])
def test_without_the_key_nothing_of_it_changes(begun: Any, another: Callable[..., Any], path: str) -> None:
    stranger = another().get("/")
    key = stranger.one("input[name=form_key]").get("value")
    sent = {"form_key": key, "version": "1", "text": "I juggle.", "do": "say", "stage": "rejected", "words": "Excel"}
    response = stranger.client.post(f"{begun.base}/{path}", data=sent, headers=stranger.headers)
    assert response.status_code == 404
    assert begun.get(f"{begun.base}/read").heading == "Is this what you sent?"


def test_a_key_opens_its_own_analysis_alone(begun: Any, another: Callable[..., Any]) -> None:
    stranger = (
        another().get("/").press("Compare them", resume_text="Experience\nSold boats", job_text="- Excel\n- Word")
    )
    foreign = stranger.one(LINK).get("value")
    stranger.get(f"{begun.base}/read").press("Open", link=foreign)
    assert (stranger.status, stranger.all(".problem") != []) == (422, True)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_addresses(visitor: Any) -> None:
    visitor.get("/")
    key = visitor.one("input[name=form_key]").get("value")
    sent = {"form_key": key, "resume_text": "Experience\nSold shoes", "job_text": "- Excel\n- Payroll"}
    response = visitor.client.post("/", data=sent, headers=visitor.headers, base_url="https://localhost")
    if response.status_code == 403:  # the form's cookie was set over http
        visitor.client.set_cookie("overlooked_form", key)
        response = visitor.client.post("/", data=sent, headers=visitor.headers, base_url="https://localhost")
    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("overlooked_key="))
    base = "/".join(response.headers["Location"].split("/")[:3])
    for attribute in ("HttpOnly", "SameSite=Lax", "Secure", f"Path={base}"):
        assert attribute in cookie
    assert "Max-Age=604800" in cookie


def test_the_secret_is_in_no_log_and_no_address(told: Any, log: io.StringIO) -> None:
    secret = told.one(LINK).get("value").partition("#")[2]
    assert secret not in log.getvalue()
    assert secret not in told.at
    told.tree.get_element_by_id("private-link").drop_tree()
    assert secret not in told.tree.text_content()


def test_it_ends_when_it_expires(begun: Any, clock: Any) -> None:
    clock.forward(days=8)
    assert begun.get(f"{begun.base}/gaps").heading == "Open your comparison"


def test_deleting_takes_everything_away(begun: Any) -> None:
    base = begun.base
    begun.get(f"{base}/delete").press("Delete everything now")
    assert begun.heading == "It is all gone"
    assert begun.get(f"{base}/read").status == 404
    assert "overlooked_key" not in begun.text


def test_a_page_is_never_kept_by_the_browser(begun: Any) -> None:
    assert begun.response.headers["Cache-Control"] == "no-store"
    assert begun.response.headers["Referrer-Policy"] == "same-origin"
