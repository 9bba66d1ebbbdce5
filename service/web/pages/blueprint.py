"""The blueprint that the pages hang on, and how each of them is sent: headers, cookies, language."""

from __future__ import annotations

import datetime
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from apiflask import APIBlueprint
from flask import Response, make_response, render_template, request, url_for
from flask_babel import format_date

from service.web.pages import languages
from service.web.pages.forms import form_key, keep_form_key

blueprint = APIBlueprint("pages", __name__, enable_openapi=False)

#: Nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STATIC = Path(__file__).parents[1] / "static"


def page(template: str, status: int = 200, **context: Any) -> Response:
    """The response with the page `templates/pages/<template>`."""
    response = make_response(render_template(f"pages/{template}", **context), status)
    response.headers["Content-Security-Policy"] = POLICY
    # Forms carry no Origin under “no-referrer”; what is sent to ourselves holds no secret either way.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Content-Language"] = languages.locale()
    response.vary.update(("Accept-Language", "Cookie"))
    languages.keep_choice(response)
    keep_form_key(response)
    return response


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file under static/; it changes with its content, so that it can be kept for long."""
    return url_for("static", filename=name, v=_fingerprint(name))


@blueprint.after_app_request
def _kept_for_long(response: Response) -> Response:
    """A file whose address names its content never changes under it."""
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@blueprint.app_template_filter("year_month")
def year_month(value: str) -> str:
    """ "2019-03" or "2019" as people of the page's language write it; anything else as it is."""
    try:
        if len(value) == 7:
            return str(format_date(datetime.date.fromisoformat(f"{value}-01"), "LLL y"))
        if len(value) == 10:
            return str(format_date(datetime.date.fromisoformat(value), "medium"))
    except ValueError:
        pass
    return value


@blueprint.app_context_processor
def _for_templates() -> dict[str, Any]:
    return {"asset": asset, "form_key": form_key, "languages": languages.LANGUAGES, "locale": languages.locale}
