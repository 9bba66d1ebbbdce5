"""What is one caller's is nobody else's: every route with an id is tried, so that a new one cannot escape."""

from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask

NOWHERE = "0" * 24
RESUME_FORM = {"resume": b"Experience\nSold shoes"}
#: A body that is valid, for every endpoint with an id that wants one.
BODIES: dict[str, dict[str, Any]] = {
    "analyses.set_stage": {"json": {"stage": "waiting"}},
    "analyses.post_answers": {"json": {"answers": [{"text": "I juggle."}]}},
    "analyses.review_fills": {"json": {"fills": [{"story_id": "a1", "requirement_id": "r1", "decision": "keep"}]}},
    "analyses.set_circumstances": {"json": {"already_written": True}},
    "requirements.add_requirement": {"json": {"words": "Excel"}},
    "requirements.change_requirement": {"json": {"left_out": True}},
    "jobs.create_analysis_for_job": {},
    "batches.add_files_to_batch": {},
    "jobs.create_analysis_for_job_from_text": {"json": {"resume": {"text": "Experience\nSold shoes"}}},
}


def _form(field: str = "resume", **fields: str) -> dict[str, Any]:
    import io

    file = (io.BytesIO(RESUME_FORM["resume"]), "cv.txt")
    return {"data": {field: file, **fields}, "content_type": "multipart/form-data"}


def _routes(app: APIFlask) -> list[tuple[str, str, str, str]]:
    """Endpoint, method, path with {id} for its id, and the id's name."""
    found = []
    for rule in app.url_map.iter_rules():
        names = [name for name in rule.arguments if name.endswith("_id")]
        for name in names:
            path = rule.rule.replace(f"<id:{name}>", "{id}").replace("<string:name>", "advice.txt")
            found += [(rule.endpoint, m, path, name) for m in sorted(rule.methods - {"HEAD", "OPTIONS"})]
    return found


def _body(endpoint: str, method: str) -> dict[str, Any]:
    if endpoint == "jobs.create_analysis_for_job":
        return _form()
    if endpoint == "batches.add_files_to_batch":
        return _form("resumes")
    return BODIES.get(endpoint, {})


@pytest.fixture
def owned(acme: Any, begin: Callable[..., Any]) -> dict[str, str]:
    """An id of Acme's for every kind of id."""
    begun = begin(acme)
    job = acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Bookkeeping\n"}}).json
    endpoint = acme.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/"}).json
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Payroll\n"}})
    delivery = acme.get("/v1/webhooks/deliveries").json["items"][0]
    return {
        "analysis_id": begun.id,
        "job_id": job["id"],
        "endpoint_id": endpoint["id"],
        "delivery_id": delivery["id"],
        "batch_id": acme.post("/v1/batches", **_form("resumes", job_ids=job["id"], hold="true")).json["id"],
    }


def test_every_kind_of_id_is_tried(app: APIFlask, owned: dict[str, str]) -> None:
    assert {name for _, _, _, name in _routes(app)} == set(owned)
    assert len(_routes(app)) >= 20


def test_another_organisation_finds_nothing_anywhere(app: APIFlask, owned: dict[str, str], rival: Any) -> None:
    for endpoint, method, path, name in _routes(app):
        theirs = rival.call(method, path.format(id=owned[name]), **_body(endpoint, method))
        nobodys = rival.call(method, path.format(id=NOWHERE), **_body(endpoint, method))
        assert theirs.status_code == 404, (endpoint, theirs.json)
        told, nothing = ({**answer.json, "request_id": ""} for answer in (theirs, nobodys))
        assert told == nothing, "the answer does not tell whether there is something"


def test_a_token_opens_its_own_analysis_alone(app: APIFlask, owned: dict[str, str], begin: Callable[..., Any]) -> None:
    stranger = begin()
    for endpoint, method, path, name in _routes(app):
        response = stranger.call(method, path.format(id=owned[name]), **_body(endpoint, method))
        assert response.status_code == (404 if name == "analysis_id" else 401), endpoint


def test_without_a_key_or_token_nothing_opens(app: APIFlask, owned: dict[str, str], nobody: Any) -> None:
    for endpoint, method, path, name in _routes(app):
        response = nobody.call(method, path.format(id=owned[name]), **_body(endpoint, method))
        assert (response.status_code, response.json["code"]) == (401, "not_authenticated"), endpoint


def test_a_key_without_any_scope_of_it_opens_nothing(
    app: APIFlask, owned: dict[str, str], tenant: Callable[..., Any]
) -> None:
    others = {
        "analyses": "jobs:read",
        "taking": "jobs:read",
        "requirements": "jobs:read",
        "jobs": "account:read",
        "batches": "account:read",
        "webhooks": "account:read",
    }
    for endpoint, method, path, name in _routes(app):
        caller = tenant("Acme Careers", scopes=[others[endpoint.partition(".")[0]]])
        response = caller.call(method, path.format(id=owned[name]), **_body(endpoint, method))
        assert (response.status_code, response.json["code"]) == (403, "not_allowed"), endpoint


def test_the_owner_finds_everything(app: APIFlask, owned: dict[str, str], acme: Any) -> None:
    for endpoint, method, path, name in _routes(app):
        if method != "DELETE":
            response = acme.call(method, path.format(id=owned[name]), **_body(endpoint, method))
            assert response.status_code in (200, 201, 409, 422), (endpoint, response.json)


def test_lists_hold_the_callers_own_alone(owned: dict[str, str], acme: Any, rival: Any) -> None:
    for path in ("/v1/analyses", "/v1/jobs", "/v1/webhooks", "/v1/webhooks/deliveries", "/v1/batches"):
        assert acme.get(path).json["items"], path
        assert rival.get(path).json["items"] == [], path
    assert rival.get("/v1/usage").json["counts"] == []


def test_every_route_of_the_api_says_what_opens_it(app: APIFlask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/v1/"):
            marks = app.view_functions[rule.endpoint]._spec["extensions"]
            assert "x-mark-security" in marks, rule


def test_what_a_candidate_began_in_a_page_is_not_the_sites_to_read(
    tenant: Callable[..., Any], acme: Any, begin: Callable[..., Any]
) -> None:
    page = tenant("Acme Careers", publishable=True, origins=["https://jobs.acme.example"])
    page.headers["Origin"] = "https://jobs.acme.example"
    private = begin(page)
    assert acme.get(private.path).status_code == 404
    assert private.id not in [one["id"] for one in acme.get("/v1/analyses").json["items"]]
    assert private.get(private.path).status_code == 200
    assert acme.get("/v1/usage").json["counts"] == [{"day": "2026-11-23", "what": "analyses", "count": 1}]
