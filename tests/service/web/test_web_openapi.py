"""The OpenAPI document is valid, and the service does what it says: requests made from it, right and wrong ones."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from apiflask import APIFlask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

#: Requests made up for each operation and mode.
EXAMPLES = 12


@pytest.fixture
def spec(client: Any) -> dict[str, Any]:
    return client.get("/openapi.json").json


@pytest.fixture
def known_ids(acme: Any, begin: Any) -> dict[str, str]:
    """An id of Acme's for every kind of id."""
    endpoint = acme.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/"}).json["id"]
    job = acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Bookkeeping\n"}}).json["id"]
    delivery = acme.get("/v1/webhooks/deliveries").json["items"][0]["id"]
    return {"endpoint_id": endpoint, "job_id": job, "analysis_id": begin(acme).id, "delivery_id": delivery}


def _operations(app: APIFlask, spec: dict[str, Any], ids: dict[str, str]) -> Iterator[Any]:
    """Every operation; an id in a path is one that exists, so that more is tried than 404. Deletions come last."""
    known = copy.deepcopy(spec)
    for methods in known["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["name"] in ids:
                    parameter["schema"] = {"enum": [ids[parameter["name"]]]}
    schema = schemathesis.openapi.from_dict(known)
    schema.app = app
    found = [result.ok() for result in schema.get_all_operations()]
    yield from sorted(found, key=lambda operation: operation.method == "delete")


@schemathesis.check
def schema_is_all_there_is_to_know(ctx: Any, response: Any, case: Case) -> None:
    """What fits the schemas may be refused for what it means, never for its form."""
    if case.meta.generation.mode == GenerationMode.POSITIVE:
        assert not (response.status_code == 422 and response.json()["code"] == "invalid"), response.text


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_the_service_does_as_its_document_says(
    app: APIFlask, spec: dict[str, Any], known_ids: dict[str, str], acme: Any, mode: GenerationMode
) -> None:
    app.extensions["overlooked"].rooms.loaded()
    tried = 0
    for operation in _operations(app, spec, known_ids):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def holds(case: Case) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate(headers=acme.headers, excluded_checks=[schemathesis.checks.positive_data_acceptance])

        try:
            holds()
        except Unsatisfiable:
            assert not operation.body and not len(operation.query), operation.label  # nothing can be wrong about it
    assert tried > 100


def test_the_document_is_valid(spec: dict[str, Any]) -> None:
    schema = schemathesis.openapi.from_dict(spec)
    schema.validate()
    assert spec["openapi"] == "3.1.0"
