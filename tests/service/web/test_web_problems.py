"""Everything that goes wrong is problem details with a code, and says what to do."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from service.web.problems import MEDIA_TYPE, STATUS
from service.web.services import Services
from service.web.settings import Settings

ERRORS = (Path(__file__).parents[3] / "docs" / "errors.md").read_text(encoding="utf-8")
NESTED = b'{"resume":' * 50_000


def _form(resume: bytes, name: str = "cv.pdf") -> dict[str, Any]:
    documents = {"resume": (io.BytesIO(resume), name), "job": (io.BytesIO(b"Requirements\n- Excel\n"), "ad.txt")}
    return {"data": documents, "content_type": "multipart/form-data"}


@pytest.mark.parametrize(
    ("method", "path", "request_", "status", "code"),
    [
        ("GET", "/v1/nothing", {}, 404, "not_found"),
        ("GET", "/v1/analyses/../../etc/passwd", {}, 404, "not_found"),
        ("PUT", "/v1/analyses", {}, 405, "method_not_allowed"),
        ("POST", "/v1/analyses/text", {"data": b"{", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/v1/analyses/text", {"data": NESTED, "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/v1/analyses/text", {"data": b"NaN", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/v1/analyses/text", {"data": b"text"}, 415, "unsupported_media_type"),
        ("POST", "/v1/analyses", {"json": {}}, 415, "unsupported_media_type"),
        ("POST", "/v1/analyses/text", {"json": {"resume": {}, "job": {"text": "x"}}}, 422, "invalid"),
        ("POST", "/v1/analyses", _form(b""), 422, "empty"),
        ("POST", "/v1/analyses", _form(b"\x00\x01\x02" * 500), 415, "unknown_format"),
        ("POST", "/v1/analyses", _form(b"%PDF-1.7\n%cut off"), 422, "damaged"),
        ("POST", "/v1/analyses", _form(b"x" * 50_000_000), 413, "too_large"),
        ("GET", "/v1/me", {}, 401, "not_authenticated"),
        ("GET", "/v1/me", {"headers": {"Authorization": "Basic YTpi"}}, 401, "not_authenticated"),
        ("GET", "/v1/me", {"headers": {"Authorization": "Bearer ovl_sk_wrong"}}, 401, "not_authenticated"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_refused_says_why_and_what_to_do(
    nobody: Any, method: str, path: str, request_: dict[str, Any], status: int, code: str
) -> None:
    response = nobody.call(method, path, **copied(request_))
    problem = json.loads(response.data)
    assert (response.status_code, response.content_type) == (status, MEDIA_TYPE)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"/docs#{code}"
    assert problem["detail"] == f"{problem['title']} {problem['advice']}"
    assert problem["request_id"] == response.headers["X-Request-ID"]


def copied(request_: dict[str, Any]) -> dict[str, Any]:
    """A form's files can be read once."""
    if "data" not in request_ or not isinstance(request_["data"], dict):
        return request_
    files = {name: (io.BytesIO(file.getvalue()), shown) for name, (file, shown) in request_["data"].items()}
    return {**request_, "data": files}


def test_the_methods_that_there_are_stand_in_allow(nobody: Any) -> None:
    allowed = nobody.call("PUT", "/v1/analyses").headers["Allow"]
    assert {"GET", "POST"} <= set(re.split(r",\s*", allowed))


def test_a_challenge_comes_with_401(nobody: Any) -> None:
    assert nobody.get("/v1/me").headers["WWW-Authenticate"].startswith("Bearer")


def test_the_file_that_is_meant_is_named(nobody: Any) -> None:
    problem = nobody.post("/v1/analyses", **_form(b"")).json
    assert [error["field"] for error in problem["errors"]] == ["resume"]


def test_the_field_that_is_meant_is_named(nobody: Any) -> None:
    body = {"resume": {"text": "x"}, "job": {"text": "x"}, "stage": "hired", "keep": True}
    problem = nobody.post("/v1/analyses/text", json=body).json
    assert {error["field"] for error in problem["errors"]} == {"stage", "keep"}


def test_a_request_keeps_the_id_that_it_came_with(nobody: Any) -> None:
    assert nobody.get("/healthz", {"X-Request-ID": "trace-0001"}).headers["X-Request-ID"] == "trace-0001"
    tricky = nobody.get("/healthz", {"X-Request-ID": "a b<script>"}).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{16}", tricky)


def test_every_error_has_the_status_that_is_documented() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| 3 \| (\d+) \|", ERRORS, flags=re.M)
    assert len(rows) > 30
    assert {code: int(status) for code, status in rows} == {code: STATUS.get(code, 500) for code, _ in rows}


def test_a_database_that_is_gone_is_named_and_its_own_words_are_not(
    services: Services, client: Any, anna: Any, log: io.StringIO
) -> None:
    with services.database.writing() as session:
        session.execute(text("ALTER TABLE analyses RENAME TO lost"))
    try:
        response = anna.get(anna.path, headers={"Origin": "https://jobs.acme.example"})
    finally:
        with services.database.writing() as session:
            session.execute(text("ALTER TABLE lost RENAME TO analyses"))
    assert (response.status_code, response.json["code"]) == (503, "store")
    assert "SELECT" not in response.get_data(as_text=True) + log.getvalue()


def test_who_calls_too_often_is_told_when_to_come_back(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any]
) -> None:
    known = services_with(settings.model_copy(update={"rate": "3 per minute"}))
    client = app_of(known).test_client()
    answers = [client.get("/v1/me", headers={"Authorization": "Bearer ovl_sk_guess"}) for _ in range(4)]
    assert [one.status_code for one in answers] == [401, 401, 401, 429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0"]
    assert answers[-1].json["code"] == "too_many_requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "Retry-After" not in client.get("/healthz").headers


def test_analyses_are_started_from_an_address_so_often_and_with_a_key_as_often_as_it_may(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any]
) -> None:
    from service.storage.keys import Wanted

    known = services_with(settings.model_copy(update={"create_rate": "1 per hour"}))
    client = app_of(known).test_client()
    body = {"resume": {"text": "Experience\nSold shoes"}, "job": {"text": "Requirements\n- Excel\n"}}
    assert [client.post("/v1/analyses/text", json=body).status_code for _ in range(2)] == [201, 429]
    key = {"Authorization": f"Bearer {known.keys.create(Wanted('Acme', rate='3 per minute'))[1]}"}
    assert [client.post("/v1/analyses/text", json=body, headers=key).status_code for _ in range(4)] == [
        201,
        201,
        201,
        429,
    ]


def test_candidates_without_a_key_can_be_turned_away(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any]
) -> None:
    client = app_of(services_with(settings.model_copy(update={"candidates": False}))).test_client()
    assert client.post("/v1/analyses/text", json={}).status_code == 401


def test_who_finds_the_line_full_is_told_to_come_back(services: Services, nobody: Any) -> None:
    body = {"resume": {"text": "Experience\nSold shoes"}, "job": {"text": "Requirements\n- Excel\n"}}
    line = services.rooms._line
    places = [line.acquire(blocking=False) for _ in range(services.settings.line)]
    try:
        response = nobody.post("/v1/analyses/text", json=body)
        assert (response.status_code, response.json["code"]) == (503, "busy")
        assert int(response.headers["Retry-After"]) > 0
        assert nobody.get("/healthz").status_code == 200
    finally:
        for _ in places:
            line.release()
    assert nobody.post("/v1/analyses/text", json=body).status_code == 201


def test_every_answer_keeps_browsers_from_mischief(nobody: Any) -> None:
    for path in ("/healthz", "/v1/me", "/nothing", "/docs", "/openapi.json"):
        headers = nobody.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["X-Frame-Options"] == "DENY", path
