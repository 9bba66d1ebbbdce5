"""Which language a text is written in, by counting its commonest words."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["en", "es", "fr", "de", "und"]

_COMMON: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "the and of to in for with on at by from is are was were be been an this that we you our your will have has as or "
        "who it not their my all can work experience skills years team working must should about into education employment "
        "january february march june july october december present summary history languages references responsible managed "
        "developed university school volunteer certificate driving licence license".split()
    ),
    "es": frozenset(
        "el la los las de del y en que con para por un una es se su sus al como más o lo son ser está nuestro nuestra años "
        "experiencia trabajo equipo conocimientos responsable formación idiomas empresa desde hasta sobre muy también sin "
        "habilidades educación perfil laboral actualidad enero febrero marzo abril mayo junio julio agosto septiembre octubre "
        "noviembre diciembre universidad".split()
    ),
    "fr": frozenset(
        "le la les des du et en que qui avec pour par un une est sont dans sur au aux ce cette nous vous votre nos notre ou "
        "expérience travail équipe années compétences formation langues entreprise chez depuis ainsi être avoir plus sans "
        "professionnelle responsable gestion janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre université diplôme je d'une l'équipe".split()
    ),
    "de": frozenset(
        "der die das und in den von zu mit für auf im ist sind ein eine einer eines dem des sie wir ihre unser unsere bei als "
        "auch an nach oder über durch zum zur werden haben ich nicht sowie bis seit erfahrung kenntnisse arbeit ausbildung "
        "berufserfahrung sprachen januar februar märz mai juni juli oktober dezember heute jahre studium universität tätigkeit "
        "verantwortlich".split()
    ),
}
#: Words that another language of the four has too count for less.
_SHARED = {word for one in _COMMON for word in _COMMON[one] if sum(word in words for words in _COMMON.values()) > 1}
_LETTERS: dict[Language, str] = {"es": "ñ¿¡", "fr": "çœèêàûî", "de": "ßäöü"}
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
    return best


def _score(language: Language, words: list[str]) -> float:
    common, letters = _COMMON[language], _LETTERS.get(language, "")
    score = 0.0
    for word in words:
        if word in common:
            score += 0.5 if word in _SHARED else 1.0
        elif letters and any(letter in word for letter in letters):
            score += 0.3
    return score
