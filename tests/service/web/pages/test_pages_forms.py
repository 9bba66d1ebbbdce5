"""Forms that come from elsewhere, twice, late or out of another window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

STRAY = "I kept \x00 books \ud83d of a club".encode("utf-8", "surrogatepass")
STORY = "I keep the books of our allotment club in Excel."


def post(visitor: Any, path: str, **fields: str) -> Any:
    return visitor.client.post(f"{visitor.base}/{path}", data=fields, headers=visitor.headers)


def test_a_form_without_its_key_is_refused_and_what_was_typed_is_shown(begun: Any) -> None:
    response = post(begun, "questions", text=STORY, do="say", version="1")
    assert response.status_code == 403
    assert STORY in response.get_data(as_text=True)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(begun: Any, site: str) -> None:
    begun.headers["Sec-Fetch-Site"] = site
    begun.get(f"{begun.base}/questions").press("Save it", text=STORY)
    assert begun.status == 403
    del begun.headers["Sec-Fetch-Site"]
    assert begun.get(f"{begun.base}/questions").all(".told article") == []


def test_two_windows_do_not_overwrite_each_other(begun: Any, another: Callable[..., Any]) -> None:
    other = another()
    other.client = begun.client  # the same browser
    other.get(f"{begun.base}/questions")
    begun.get(f"{begun.base}/questions").press("Save it", text="I was treasurer of a choir.")
    other.press("Save it", text=STORY)
    assert (other.status, other.heading) == (409, "This was changed in another window")
    assert other.one("textarea[name=text]").text == STORY
    other.press("Save mine as well")
    told = other.get(f"{begun.base}/questions").text
    assert STORY in told and "treasurer of a choir" in told


def test_a_form_that_is_sent_again_after_its_answer_was_lost_counts_once(begun: Any) -> None:
    begun.get(f"{begun.base}/questions")
    tree = begun.tree
    begun.press("Save it", text=STORY)
    begun.tree, begun.at = tree, f"{begun.base}/questions"
    begun.press("Save it", text=STORY)
    assert begun.status == 200
    assert "This was changed" not in begun.heading
    begun.get(f"{begun.base}/questions")
    assert begun.text.count(STORY) == 1


def test_a_review_in_two_windows_is_a_conflict_and_loses_no_choice(told: Any, another: Callable[..., Any]) -> None:
    other = another()
    other.client = told.client
    told.press("That is enough questions")
    other.get(f"{told.base}/review")
    names = {one.get("name") for one in told.tree.cssselect("input[type=radio]")}
    told.press("Save and go on", **dict.fromkeys(names, "keep"))
    other.press("Save and go on", **dict.fromkeys(names, "drop"))
    assert other.status == 409
    other.press("Save mine as well")
    assert other.get(f"{told.base}/review").one("input[checked]").get("value") == "drop"


def test_a_script_gets_the_address_and_no_second_page(begun: Any) -> None:
    begun.get(f"{begun.base}/questions")
    begun.headers["X-Overlooked"] = "send"
    begun.press("Save it", text=STORY)
    assert begun.response.json == {"to": f"{begun.base}/questions?told=a1"}


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_version_that_is_none_is_a_conflict(begun: Any, version: str) -> None:
    begun.get(f"{begun.base}/questions")
    key = begun.one("input[name=form_key]").get("value")
    assert post(begun, "questions", form_key=key, version=version, text=STORY, do="say").status_code == 409


def test_fields_out_of_nowhere_are_harmless(begun: Any) -> None:
    begun.get(f"{begun.base}/questions")
    key = begun.one("input[name=form_key]").get("value")
    fields = {"form_key": key, "version": "1", "text": STORY, "do": "say"}
    assert post(begun, "questions", **fields, question_id="q99").status_code == 422
    assert post(begun, "questions", **fields, story_id="a99").status_code == 422
    assert post(begun, "questions", **{**fields, "do": "<script>"}).status_code == 422
    assert post(begun, "requirements", form_key=key, do="leave_out:r99").status_code == 422
    assert post(begun, "requirements", form_key=key, do="add", span="5-999999").status_code == 422


def test_lone_surrogates_and_nulls_do_no_harm(begun: Any) -> None:
    begun.get(f"{begun.base}/questions").press("Save it", text=STRAY)
    assert begun.status in (200, 422)
