"""Which language a text is written in, by counting its commonest words."""

from __future__ import annotations

import re
from typing import Literal

from parsers.vocabulary import load

Language = Literal["en", "es", "fr", "de", "und"]
_SUPPORTED: tuple[Language, ...] = ("en", "es", "fr", "de")

_COMMON: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in load("common_words.yaml").items()
}
#: Words that another language of the four has too count for less.
_SHARED = {word for one in _COMMON for word in _COMMON[one] if sum(word in words for words in _COMMON.values()) > 1}
_LETTERS: dict[str, str] = {"es": "ñ¿¡", "fr": "çœèêàûî", "de": "ßäöü"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Below this share of common words a text is none of the four: running prose has 0.3 to 0.5, lists of keywords less.
_LEAST_SHARE = 0.06


def language_of(text: str) -> Language:
    """ISO 639-1 code of the text's language among en, es, fr and de; "und" for any other, or where it cannot be told.

    >>> language_of("Responsable de las cuentas de la asociación")
    'es'
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return "und"
    scores = {language: _score(language, words) for language in _COMMON}
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    share = scores[best] / len(words)
    if scores[best] < 0.9 or share < _LEAST_SHARE or scores[best] - scores[second] < 0.1 * scores[best]:
        return "und"
    return next((language for language in _SUPPORTED if language == best), "und")


def _score(language: str, words: list[str]) -> float:
    common, letters = _COMMON[language], _LETTERS.get(language, "")
    score = 0.0
    for word in words:
        if word in common:
            score += 0.5 if word in _SHARED else 1.0
        elif letters and any(letter in word for letter in letters):
            score += 0.3
    return score
