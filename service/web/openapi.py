"""The OpenAPI 3.1 document at /openapi.json: APIFlask's, corrected where the service does something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apiflask import APIFlask

from service.web.marks import PREFIX
from service.web.problems import MEDIA_TYPE, http_body

_SCHEMAS = "#/components/schemas/"
_ID = r"^[0-9a-f]{24}$"
_PROBLEM = {
    "title": "Problem",
    "description": "What went wrong, as in RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "advice", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "where it is explained"},
        "title": {"type": "string", "description": "what happened"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what happened, and what to do"},
        "code": {"type": "string", "description": "stable; docs/errors.md lists them all"},
        "advice": {"type": "string", "description": "what to do"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_REQUEST_ID = "5f0c3c1b8e6f2a9d"
_PASSWORD = {
    "type": "/docs#password",
    "title": "The document is encrypted.",
    "status": 422,
    "detail": "The document is encrypted. Save a copy without a password and try again.",
    "code": "password",
    "advice": "Save a copy without a password and try again.",
    "request_id": _REQUEST_ID,
    "errors": [{"field": "resume", "message": "The document is encrypted."}],
}
#: Examples: of bodies by operation, of answers by schema.
_EXAMPLES: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("examples.json").read_text("utf-8"))
_SECURITY_SCHEMES = {
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A career site's key: `ovl_sk_…` (secret) or `ovl_pk_…` (publishable).",
    },
    "analysisToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token that came with an analysis, `ovl_at_…`; it opens that one alone.",
    },
}
_DESCRIPTION = """\
Finds what a job advertisement asks for and a résumé does not show, and asks about the unpaid and side experience that
could fill it. A candidate needs no account: a new analysis comes with a token. A career site has an API key.

Errors are problem details (RFC 9457). Lists are paged by cursor. A POST with an `Idempotency-Key` can be sent again.
Changes with `If-Match` are made on that version alone.
"""
_STATUS = {
    "400": "The request cannot be read",
    "401": "No valid key or token",
    "403": "The key does not allow it",
    "404": "There is no such thing, or it is not the caller's",
    "409": "It cannot be done as things stand",
    "412": "It was changed meanwhile",
    "413": "Too large",
    "415": "Of a kind that cannot be read",
    "422": "Understood, and not usable",
    "429": "Too many requests",
    "503": "Too busy, or something that it needs is missing",
    "default": "Anything else that goes wrong",
}
#: Those whose example is what HTTP itself refuses.
_BY_HTTP = ("400", "404", "413", "415", "429")


def register(app: APIFlask) -> None:
    """Let the application describe itself."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        INFO={"description": _DESCRIPTION, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        SECURITY_SCHEMES=_SECURITY_SCHEMES,
        AUTO_SERVERS=False,
        AUTO_OPERATION_ID=True,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
    )
    app.servers = [{"url": "/"}]
    app.spec_processor(corrected)  # type: ignore[arg-type]  # it is never YAML


def corrected(spec: dict[str, Any]) -> dict[str, Any]:
    """The document as the service behaves."""
    spec["components"]["schemas"] = _one_name_each(spec)
    spec["components"]["schemas"]["Problem"] = _PROBLEM
    spec["components"]["responses"] = {_problem_name(status): _problem_response(status) for status in _STATUS}
    spec["tags"] = [{"name": name} for name in dict.fromkeys(tag["name"] for tag in spec["tags"])]
    for path, method, operation in _operations(spec):
        # APIFlask's has the method and the blueprint in front of the view's own name.
        operation["operationId"] = re.sub(rf"^{method}_[a-z]+_", "", operation["operationId"])
        marks = {name: operation.pop(name) for name in list(operation) if name.startswith(PREFIX)}
        _correct(path, method, operation, {name.removeprefix(PREFIX): value for name, value in marks.items()})
    return spec


def _operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _correct(path: str, method: str, operation: dict[str, Any], marks: dict[str, Any]) -> None:
    if "security" in marks:
        operation["security"] = marks["security"]
        scope = f"Scope of a key: `{marks['scope']}`."
        operation["description"] = f"{operation.get('description', '')}\n\n{scope}".strip()
    for parameter in operation["parameters"]:
        if parameter["in"] == "path" and parameter["name"].endswith("_id"):
            parameter["schema"] = {"type": "string", "pattern": _ID}
    if "repeatable" in marks:
        schema = {"type": "string", "minLength": 8, "maxLength": 255, "pattern": "^[!-~]+$"}
        _add_header(operation, "Idempotency-Key", schema, "The same key and request give the same answer for a day.")
    if "conditional" in marks:
        _add_header(operation, "If-Match", {"type": "string"}, "An ETag; the change is made on that version alone.")
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
        _add_example(operation["requestBody"], _EXAMPLES["requests"].get(operation["operationId"]))
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            name = content["schema"].get("$ref", "").removeprefix(_SCHEMAS)
            _add_example(response, _EXAMPLES["responses"].get(name))
    if "{analysis_id}" in path or operation["operationId"].startswith("create_analysis"):
        _add_version(method, operation)
    for status in (*_problems_of(path, operation, marks), "default"):
        reference = {"$ref": f"#/components/responses/{_problem_name(status)}"}
        operation["responses"].setdefault(status, reference)


def _add_example(holder: dict[str, Any], example: Any) -> None:
    for media_type, content in holder["content"].items():
        if example is not None and media_type == "application/json":
            content["example"] = example


def _problems_of(path: str, operation: dict[str, Any], marks: dict[str, Any]) -> list[str]:
    if "security" not in marks:
        return []
    found = ["401", "403", "429"]
    if "{" in path:
        found.append("404")
    if "requestBody" in operation:
        found += ["400", "413", "415", "422", "503"]
    elif any(parameter["in"] == "query" for parameter in operation["parameters"]):
        found.append("422")
    if "repeatable" in marks or "conditional" in marks or path.rpartition("/")[2] in _NEED_REVIEW:
        found.append("409")
    if "conditional" in marks:
        found.append("412")
    return sorted(found)


_NEED_REVIEW = ("message", "resume.docx", "files", "{name}")


def _add_header(operation: dict[str, Any], name: str, schema: dict[str, Any], description: str) -> None:
    operation["parameters"].append(
        {"name": name, "in": "header", "required": False, "schema": schema, "description": description}
    )


def _add_version(method: str, operation: dict[str, Any]) -> None:
    etag = {"schema": {"type": "string"}, "description": "the version"}
    for status, response in operation["responses"].items():
        if status in ("200", "201") and "content" in response:
            response.setdefault("headers", {})["ETag"] = etag
    if method == "get":
        _add_header(operation, "If-None-Match", {"type": "string"}, "An ETag; 304 where that is still the version.")
        operation["responses"]["304"] = {"description": "Still that version", "headers": {"ETag": etag}}


def _problem_name(status: str) -> str:
    return f"Problem{status.capitalize()}"


def _problem_response(status: str) -> dict[str, Any]:
    example = http_body(int(status), _REQUEST_ID)[1] if status in _BY_HTTP else _PASSWORD
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}, "example": example}}
    response: dict[str, Any] = {"description": _STATUS[status], "content": content}
    if status in ("429", "503"):
        seconds = {"schema": {"type": "integer"}, "description": "seconds until it is worth another try"}
        response["headers"] = {"Retry-After": seconds}
    return response


def _one_name_each(spec: dict[str, Any]) -> dict[str, Any]:
    """APIFlask names a nested schema after each schema it stands in (`AnalysisOut.Report`); here it has one name."""
    found: dict[str, Any] = {}
    names: dict[str, str] = {}
    schemas = spec["components"].pop("schemas")
    for name in sorted(schemas, key=lambda name: name.count(".")):
        short = name.rpartition(".")[2]
        bare = _renamed(schemas[name], lambda reference: reference.rpartition(".")[2])
        same = short not in found or _same(found[short], bare)
        names[name] = short if same else name
        found.setdefault(names[name], schemas[name])
    renamed = _renamed({"paths": spec["paths"], "schemas": found}, lambda reference: names.get(reference, reference))
    spec["paths"] = renamed["paths"]
    schemas_out: dict[str, Any] = renamed["schemas"]
    return schemas_out


def _same(one: Any, other: Any) -> bool:
    def bare(value: Any) -> Any:
        return _renamed(value, lambda reference: reference.rpartition(".")[2])

    return bool(bare(one) == bare(other))


def _renamed(value: Any, name: Any) -> Any:
    """A copy in which every reference to a schema has another name."""
    if isinstance(value, list):
        return [_renamed(one, name) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _SCHEMAS + name(one.removeprefix(_SCHEMAS))
        if key == "$ref" and isinstance(one, str)
        else _mapping(one, name)
        if key == "mapping"
        else _renamed(one, name)
        for key, one in value.items()
    }


def _mapping(value: Any, name: Any) -> Any:
    """A discriminator's mapping holds references, too."""
    if not isinstance(value, dict):
        return value
    return {key: _SCHEMAS + name(str(one).removeprefix(_SCHEMAS)) for key, one in value.items()}
