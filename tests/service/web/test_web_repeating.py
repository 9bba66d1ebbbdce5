"""A POST with an Idempotency-Key is carried out once, however often it arrives; lists are read page by page."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from service.web.services import Services

ONCE = {"Idempotency-Key": "first-try-0001"}
BODY = {"resume": {"text": "Experience\nSold shoes"}, "job": {"text": "Requirements\n- Excel\n"}}


def test_the_same_request_gives_the_same_answer_and_one_analysis(acme: Any) -> None:
    first = acme.post("/v1/analyses/text", ONCE, json=BODY)
    again = acme.post("/v1/analyses/text", ONCE, json=BODY)
    assert again.status_code == 201 and again.json == first.json
    assert again.headers["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first.headers
    assert [again.headers[name] for name in ("ETag", "Location")] == [first.headers[n] for n in ("ETag", "Location")]
    assert len(acme.get("/v1/analyses").json["items"]) == 1


def test_a_form_is_the_same_whatever_its_boundary(acme: Any) -> None:
    def form(resume: bytes) -> dict[str, Any]:
        files = {"resume": (io.BytesIO(resume), "cv.txt"), "job": (io.BytesIO(b"Requirements\n- Excel\n"), "ad.txt")}
        return {"data": files, "content_type": "multipart/form-data"}

    first = acme.post("/v1/analyses", ONCE, **form(b"Experience\nSold shoes"))
    again = acme.post("/v1/analyses", ONCE, **form(b"Experience\nSold shoes"))
    other = acme.post("/v1/analyses", ONCE, **form(b"Experience\nSold boots"))
    assert again.json == first.json
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


def test_a_key_stands_for_one_request(acme: Any) -> None:
    acme.post("/v1/analyses/text", ONCE, json=BODY)
    other = acme.post("/v1/analyses/text", ONCE, json={**BODY, "stage": "rejected"})
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


def test_keys_of_two_callers_have_nothing_to_do_with_each_other(acme: Any, rival: Any) -> None:
    ids = [one.post("/v1/analyses/text", ONCE, json=BODY).json["id"] for one in (acme, rival)]
    assert ids[0] != ids[1]


def test_a_request_that_failed_may_be_sent_again(acme: Any) -> None:
    bad = {**BODY, "job": {"text": "We are nice people."}}
    assert acme.post("/v1/analyses/text", ONCE, json=bad).status_code == 422
    assert acme.post("/v1/analyses/text", ONCE, json=BODY).status_code == 201


def test_a_request_that_is_still_at_work_is_waited_for(services: Services, acme: Any, clock: Any) -> None:
    acme.post("/v1/analyses/text", ONCE, json=BODY)
    with services.database.writing() as session:
        session.execute(text("UPDATE replays SET sealed = NULL"))
    meanwhile = acme.post("/v1/analyses/text", ONCE, json=BODY)
    assert (meanwhile.status_code, meanwhile.json["code"]) == (409, "still_at_work")
    clock.forward(minutes=6)  # whoever was at it is gone
    assert acme.post("/v1/analyses/text", ONCE, json=BODY).status_code == 201


def test_an_answer_is_given_again_for_a_day(acme: Any, clock: Any) -> None:
    first = acme.post("/v1/analyses/text", ONCE, json=BODY).json["id"]
    clock.forward(hours=24)
    assert acme.post("/v1/analyses/text", ONCE, json=BODY).json["id"] != first


def test_nothing_is_given_again_of_what_was_deleted(acme: Any, services: Services) -> None:
    first = acme.post("/v1/analyses/text", ONCE, json=BODY).json["id"]
    acme.delete(f"/v1/analyses/{first}")
    with services.database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM replays")).scalar() == 0
    assert acme.post("/v1/analyses/text", ONCE, json=BODY).json["id"] != first


def test_the_database_alone_cannot_open_a_kept_answer(acme: Any, services: Services) -> None:
    token = acme.post("/v1/analyses/text", ONCE, json=BODY).json["token"]
    with services.database.reading() as session:
        sealed = session.execute(text("SELECT sealed FROM replays")).scalar()
    assert token.encode() not in bytes(sealed)
    with pytest.raises(Exception, match="another key"):
        services.seal.open(bytes(sealed))


def test_the_address_of_who_sent_it_is_not_kept(nobody: Any, services: Services) -> None:
    assert nobody.post("/v1/analyses/text", ONCE, json=BODY).status_code == 201
    with services.database.reading() as session:
        kept = session.execute(text("SELECT * FROM replays")).one()
    assert "127.0.0.1" not in str(kept)


@pytest.mark.parametrize("key", ["short", "x" * 256, "with space inside"])
def test_a_key_that_is_none_is_refused(acme: Any, key: str) -> None:
    response = acme.post("/v1/analyses/text", {"Idempotency-Key": key}, json=BODY)
    assert response.json["errors"][0]["field"] == "Idempotency-Key"


def test_answers_are_heard_once(anna: Any) -> None:
    said = {"answers": [{"text": "I keep the books of a choir in Excel."}]}
    for _ in range(2):
        last = anna.post(f"{anna.path}/answers", ONCE, json=said)
    assert (last.json["version"], len(last.json["report"]["answers"])) == (2, 1)


@pytest.fixture
def five(acme: Any, clock: Any) -> list[str]:
    """Five advertisements of Acme's, oldest first; two at the same moment."""
    ids = []
    for number in range(5):
        body = {"job": {"text": f"Requirements\n- Excel {number}\n"}}
        ids.append(acme.post("/v1/jobs/text", json=body).json["id"])
        clock.forward(seconds=0 if number == 1 else 60)
    return ids


def test_pages_together_are_the_whole_list(acme: Any, five: list[str]) -> None:
    found, cursor = [], ""
    while cursor is not None:
        page = acme.get(f"/v1/jobs?limit=2&cursor={cursor}").json
        assert len(page["items"]) <= 2
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert sorted(found) == sorted(five)
    assert found[0] == five[-1] and found[-1] == five[0]


def test_what_is_new_shifts_no_page(acme: Any, five: list[str]) -> None:
    first = acme.get("/v1/jobs?limit=2").json
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Word\n"}})
    second = acme.get(f"/v1/jobs?limit=2&cursor={first['next']}").json
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "WzEsMl0", "W10", "%00", "x" * 200])
def test_a_cursor_that_no_list_gave_is_refused(acme: Any, cursor: str) -> None:
    response = acme.get(f"/v1/jobs?cursor={cursor}")
    assert (response.status_code, response.json["code"]) == (422, "bad_cursor")


def test_a_list_can_be_held_to_one_advertisement(acme: Any, begin: Callable[..., Any], five: list[str]) -> None:
    begin(acme)
    about = acme.post(f"/v1/jobs/{five[0]}/analyses/text", json={"resume": BODY["resume"]}).json["id"]
    assert [one["id"] for one in acme.get(f"/v1/analyses?job_id={five[0]}").json["items"]] == [about]
    assert acme.get(f"/v1/analyses?job_id={five[1]}").json["items"] == []
