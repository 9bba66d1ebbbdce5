"""What the service is, what it does with documents, and how a career site puts it on its own pages."""

from __future__ import annotations

from flask import Response, current_app, request

from parsers.errors import OverlookedError
from service.second_reader import ReaderSettings
from service.web.pages.blueprint import blueprint, page
from service.web.pages.showcase import Example, Showcase
from service.web.services import services


@blueprint.get("/about")
def about() -> Response:
    """What it does, what it keeps, whose data it rests on."""
    known = services()
    return page(
        "about.html",
        hours=known.settings.retention_hours,
        keeps=known.seal.encrypts,
        second_reader=ReaderSettings.from_environment() is not None,
    )


@blueprint.get("/career-sites")
def career_sites() -> Response:
    """The widget, live, and the snippet to paste."""
    return page("career_sites.html", base=request.url_root.rstrip("/"), example=_example())


def _example() -> Example | None:
    """What is shown live; the page stands without it where it cannot be had."""
    showcase: Showcase = current_app.extensions["overlooked.showcase"]
    try:
        return showcase.example(f"{request.scheme}://{request.host}".lower())
    except OverlookedError:
        return None
