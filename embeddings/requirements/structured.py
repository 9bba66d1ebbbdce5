"""What a requirement asks for, as far as it can be put into fields: years, degree, licence, language, alternatives.

Everything is read from the requirement's own words; a field is absent where they do not say it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embeddings.requirements.ask import (
    Degree,
    degree_asked,
    degrees_named,
    most_years_asked,
    years_asked,
)
from embeddings.requirements.languages import CEFR, languages_named
from embeddings.taxonomy import terms_in
from embeddings.words import content_stems

_LEVELS = {number: name.upper() for name, number in CEFR.items()}
#: "in accounting", "of nursing" behind a degree; up to what begins something else.
_FIELD = re.compile(
    r"\b(?:in|of)\s+(?P<field>(?!(?:the|a|an|at least|progress)\b)[^,;()]{3,80}?)"
    r"(?=\s*(?:$|[,;(.]|\bor (?:an? )?(?:equivalent|similar|related|comparable|relevant)\b"
    r"|\b(?:required|preferred|desirable|essential|plus|with|and \d)\b))",
    re.IGNORECASE,
)
#: "Bachelor of Science in Nursing": the science is part of the title, not the field.
_TITLE = re.compile(
    r"\bof (?:applied )?(?:science|arts|laws|philosophy|engineering|education)\b(?= in\b)", re.IGNORECASE
)
_OR = re.compile(r"\s*(?:,\s*)?\b(?:or|and/or)\b\s*|\s*/\s*|\s*,\s*", re.IGNORECASE)
_JUST_OR = re.compile(r"\b(?:or|and/or)\b|(?<=\w)\s?/\s?(?=[A-Z])", re.IGNORECASE)
_NOT_ALTERNATIVES = re.compile(
    r"\bor (?:more|above|over|higher|better|so|less|equivalent|similar|comparable|related|relevant|later|near)\b"
    r"|\b(?:an?|its|their|the) (?:equivalent|similar)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(?i:class|category|cat\.?|grade|type|level)\s*(?P<class>[A-Z]{0,3}\d?(?:\s?\+\s?[A-Z])?|\d[A-Z]?)\b"
    r"|\b(?P<before>[A-D][1E]?|C\+E|CE|HC|HR|MR|MC)(?=[\s-](?:driving\s)?licen[cs]e)",
)
_DOMAIN = re.compile(
    r"\b(?:in|within|from|for)\s+(?:an?\s+|the\s+)?(?P<domain>[\w&’'/ -]{3,60}?)\s+"
    r"(?:setting|sector|industry|environment|field|context|company|organi[sz]ation|practice|market)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """Between `least` and `most` months (None: no upper end named) of `of`."""

    least: int
    most: int | None
    of: str


@dataclass(frozen=True, slots=True)
class Education:
    """The lowest degree that will do, its fields as named, and whether something equivalent will do."""

    level: Degree
    fields: tuple[str, ...]
    equivalent: bool


@dataclass(frozen=True, slots=True)
class Credential:
    """A licence, registration or certificate by its usual name, with the class asked for ("" for none)."""

    name: str
    kind_class: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its CEFR level ("" where none is said or meant)."""

    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement in fields; what it does not say is None or empty."""

    years: Years | None = None
    education: Education | None = None
    credentials: tuple[Credential, ...] = ()
    languages: tuple[Language, ...] = ()
    alternatives: tuple[str, ...] = ()
    domain: str = ""


def structured(quote: str) -> Asked:
    """The requirement in fields.

    >>> structured("3–5 years of payroll work in the public sector").years
    Years(least=36, most=60, of='payroll work in the public sector')
    >>> structured("Class C or C+E licence").credentials[0].kind_class
    'C'
    """
    domain = _DOMAIN.search(quote)
    return Asked(
        years=_years(quote),
        education=_education(quote),
        credentials=_credentials(quote),
        languages=tuple(Language(name, _LEVELS.get(level, "")) for name, level in languages_named(quote)),
        alternatives=alternatives(quote),
        domain=domain["domain"].strip() if domain else "",
    )


def _years(quote: str) -> Years | None:
    asked = years_asked(quote)
    return Years(asked.months, most_years_asked(quote), asked.of) if asked else None


def _education(quote: str) -> Education | None:
    asked = degree_asked(quote)
    if asked is None:
        return None
    found = [match["field"].strip() for match in _FIELD.finditer(_TITLE.sub("", quote))]
    fields = tuple(part for field in found for part in _OR.split(field) if part and not degrees_named(part))
    return Education(asked.level, fields, asked.equivalent)


def _credentials(quote: str) -> tuple[Credential, ...]:
    names = dict.fromkeys(mention.term.name for mention in terms_in(quote) if mention.term.kind == "credential")
    match = _CLASS.search(quote)
    kind = (match["class"] or match["before"] or "").strip() if match else ""
    return tuple(Credential(name, kind) for name in names)


def alternatives(quote: str) -> tuple[str, ...]:
    """The things of which any one will do; empty where nothing is left to choose.

    >>> alternatives("Spanish or Portuguese")
    ('Spanish', 'Portuguese')
    """
    plain = _NOT_ALTERNATIVES.sub(" ", quote)
    if not _JUST_OR.search(plain):
        return ()
    parts = [part.strip(" .;:()") for part in _OR.split(plain)]
    parts = [part for part in parts if content_stems(part)]
    return tuple(parts) if len(parts) > 1 else ()
