"""The documentation for people: one page made from the OpenAPI document, without script or network; and the widget."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, make_response, render_template, request
from markupsafe import Markup, escape

from service.web.problems import explained

blueprint = APIBlueprint("documentation", __name__, enable_openapi=False)

_STYLE_ONLY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"


@blueprint.get("/docs")
def docs() -> Response:
    """The documentation."""
    app: APIFlask = current_app  # type: ignore[assignment]
    spec: dict[str, Any] = app.spec  # type: ignore[assignment]
    response = make_response(render_template("api/docs.html", spec=spec, groups=_by_tag(spec), errors=explained()))
    response.headers["Content-Security-Policy"] = _STYLE_ONLY
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/widget.js")
def widget() -> Response:
    """The custom element for career sites; any page may load it."""
    return _for_any_page("widget.js", "text/javascript; charset=utf-8")


@blueprint.get("/widget/<any(de, es, fr):language>.json")
def widget_words(language: str) -> Response:
    """The widget's texts in another language than English."""
    return _for_any_page(f"widget/{language}.json", "application/json")


def _for_any_page(name: str, media_type: str) -> Response:
    """A part of the widget, packed where the browser can unpack it."""
    data = (Path(current_app.static_folder or "") / name).read_bytes()
    packed = request.accept_encodings.quality("gzip") > 0
    response = make_response(gzip.compress(data, mtime=0) if packed else data)
    response.content_type = media_type
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.add_etag()
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.make_conditional(request)
    return response


@blueprint.app_template_filter("with_code")
def with_code(text: str) -> Markup:
    """The text with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  (escaped)


def _by_tag(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            known = spec["components"]["responses"]
            responses = {
                status: known[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
                for status, response in operation["responses"].items()
            }
            entry = {"method": method.upper(), "path": path, **operation, "responses": responses}
            groups.setdefault(operation["tags"][0], []).append(entry)
    return {tag: entries for tag, entries in groups.items() if entries}
