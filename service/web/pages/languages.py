"""Which language a page speaks: the one chosen, else the one that the browser prefers."""

from __future__ import annotations

import flask_babel
from flask import Flask, Response, request

#: What the pages are translated into, each by its own name.
LANGUAGES = {"en": "English", "es": "Español", "de": "Deutsch", "fr": "Français"}

_COOKIE = "overlooked_lang"
_YEAR = 365 * 24 * 3600


def _(text: str, **values: object) -> str:
    """The text in the language of the request, its placeholders filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(singular: str, plural: str, number: int) -> str:
    """The one of both that fits the number, in the language of the request."""
    return str(flask_babel.ngettext(singular, plural, number))


def locale() -> str:
    """The language of the request, as pages name it."""
    return str(flask_babel.get_locale())


def language() -> str:
    """ISO 639-1 code for the request at hand."""
    for wanted in (request.args.get("lang"), request.cookies.get(_COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    return request.accept_languages.best_match(LANGUAGES, "en") or "en"


def keep_choice(response: Response) -> None:
    """Remember a language that was chosen with this request."""
    chosen = request.args.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(
            _COOKIE, str(chosen), max_age=_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
        )


def register(app: Flask) -> None:
    """Let the application's templates speak the request's language."""
    flask_babel.Babel(app, locale_selector=language)
