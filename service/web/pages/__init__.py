"""The pages: a candidate goes the whole way in a browser. Server-rendered; scripts make it smoother and are not needed.

One module a step: `starting`, `opening`, `reading`, `gaps`, `questions`, `reviewing`, `employer`, `taking`.
`blueprint`, `forms`, `keys`, `languages` and `failures` are what they share. docs/pages.md walks through it.
"""

from __future__ import annotations

from flask import Flask

from parsers.isolated import IsolatedReaders
from parsers.limits import Limits
from service.web.pages import (
    about,
    employer,
    failures,
    gaps,
    languages,
    opening,
    questions,
    reading,
    reviewing,
    starting,
    taking,
)
from service.web.pages.blueprint import blueprint
from service.web.pages.showcase import Showcase
from service.web.services import Services

__all__ = ["blueprint", "register"]

#: Seconds after which drawing a page is given up.
_DRAWING = 20.0
_VIEWS = (about, employer, failures, gaps, opening, questions, reading, reviewing, starting, taking)


def register(app: Flask, known: Services) -> None:
    """Give the application what the pages need beside their blueprint."""
    languages.register(app)
    app.extensions["overlooked.withdrawn"] = starting.Withdrawn()
    app.extensions["overlooked.showcase"] = Showcase(known)
    limits = Limits(bytes=known.settings.upload_bytes, seconds=_DRAWING)
    drawing = IsolatedReaders(1, limits, entry="service.reporting.pictures:draw")
    app.extensions["overlooked.pictures"] = drawing
    end_readers = known.end_readers

    def end() -> None:
        end_readers()
        drawing.close()

    known.end_readers = end
    failures.register(app)
