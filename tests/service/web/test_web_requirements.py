"""Requirements over HTTP: left out, weighed anew, added."""

from __future__ import annotations

from typing import Any


def ids(response: Any) -> list[str]:
    return [one["id"] for one in response.json["report"]["requirements"]]


def test_a_requirement_is_left_out_and_taken_back(anna: Any) -> None:
    path = f"{anna.path}/requirements/r2"
    assert "r2" not in ids(anna.patch(path, json={"left_out": True}))
    assert "r2" in ids(anna.patch(path, json={"left_out": False}))


def test_a_must_becomes_a_wish(anna: Any) -> None:
    response = anna.patch(f"{anna.path}/requirements/r1", json={"priority": "nice"})
    assert response.json["report"]["requirements"][0]["priority"] == "nice"
    assert response.headers["ETag"] == '"2"'


def test_words_of_the_advertisement_become_a_requirement(anna: Any) -> None:
    response = anna.post(f"{anna.path}/requirements", json={"words": "at the food bank", "priority": "nice"})
    assert response.status_code == 200, response.json
    added = response.json["report"]["requirements"][-1]
    assert (added["quote"], added["priority"]) == ("at the Food Bank", "nice")


def test_words_of_nobody_are_refused(anna: Any) -> None:
    response = anna.post(f"{anna.path}/requirements", json={"words": "rocket science"})
    assert (response.status_code, response.json["code"]) == (422, "not_in_advertisement")


def test_an_unknown_requirement_is_named(anna: Any) -> None:
    response = anna.patch(f"{anna.path}/requirements/r99", json={"left_out": True})
    assert (response.status_code, response.json["code"]) == (422, "unknown_requirement")


def test_the_last_requirement_stays(anna: Any) -> None:
    for name in ("r1", "r2"):
        anna.patch(f"{anna.path}/requirements/{name}", json={"left_out": True})
    response = anna.patch(f"{anna.path}/requirements/r3", json={"left_out": True})
    assert (response.status_code, response.json["code"]) == (409, "last_requirement")


def test_a_stale_version_changes_nothing(anna: Any) -> None:
    response = anna.patch(f"{anna.path}/requirements/r1", headers={"If-Match": '"7"'}, json={"left_out": True})
    assert (response.status_code, response.json["code"]) == (412, "changed_since")


def test_a_change_says_something(anna: Any) -> None:
    assert anna.patch(f"{anna.path}/requirements/r1", json={}).status_code == 422


def test_somebody_elses_requirements_are_out_of_reach(anna: Any, rival: Any) -> None:
    assert rival.patch(f"{anna.path}/requirements/r1", json={"left_out": True}).status_code == 404
    assert rival.post(f"{anna.path}/requirements", json={"words": "Excel"}).status_code == 404
