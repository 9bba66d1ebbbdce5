"""Which language a page speaks: the one chosen, else the one that the browser prefers."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_babel import Babel

#: What the pages are translated into, each by its own name.
LANGUAGES = {"en": "English", "es": "Español", "de": "Deutsch", "fr": "Français"}

_COOKIE = "overlooked_lang"
_YEAR = 365 * 24 * 3600


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
    Babel(app, locale_selector=language)
