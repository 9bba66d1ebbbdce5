"""What can be counted or looked up: years from dates, the education ladder, language levels.

A rule speaks only where the requirement asks for something measurable; else it returns None. What it finds is a reason
for the trained weights, and the answer only where `decides` says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.credentials import credential_shown
from embeddings.judge.education import education_shown
from embeddings.judge.findings import Finding, better
from embeddings.judge.languages import asks_only_for_languages, languages_shown, levels_settle
from embeddings.judge.model import Passage
from embeddings.judge.years import years_shown
from embeddings.requirements.ask import degrees_named, years_asked
from embeddings.requirements.model import Requirement
from parsers.dates import Month

_DEGREE_WORDS = 25  #: a longer quote asks for more than the degree


def find_by_rule(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """The first rule that has something to say; `chances` are those of each passage to be evidence."""
    if _is_language(requirement):
        found = languages_shown(requirement, passages)
        if found:
            return found
    if requirement.kind == "education" or _opens_with_degree(requirement.quote):
        return better(
            education_shown(requirement, passages, chances, today), _instead(requirement, passages, chances, today)
        )
    if requirement.kind in ("licence", "certification"):
        return credential_shown(requirement, passages, chances, today)
    asked = years_asked(requirement.quote)
    return years_shown(requirement.quote, asked.months, passages, chances, today) if asked else None


#: "A degree in the field, or four years of the same": what may stand in the place of a degree.
_OR_YEARS = re.compile(r"\bor\s+(?:at least |a minimum of |minimum )?(?=[\w+-]+\s+(?:years?|months?)\b)", re.IGNORECASE)


def _instead(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """What the years show that will do instead of a degree, None where none will or none are shown."""
    alternative = _OR_YEARS.search(requirement.quote)
    asked = years_asked(requirement.quote[alternative.end() :]) if alternative else None
    return years_shown(requirement.quote, asked.months, passages, chances, today) if asked else None


def decides(requirement: Requirement, passages: Sequence[Passage], found: Finding) -> bool:
    """Whether what the rules found is the answer; all else they count for the trained weights."""
    return _is_language(requirement) and levels_settle(requirement, passages, found)


def _is_language(requirement: Requirement) -> bool:
    return requirement.kind == "language" or asks_only_for_languages(requirement)


def asks_for_years(requirement: Requirement) -> bool:
    """Whether what is asked is a number of years."""
    return years_asked(requirement.quote) is not None


def _opens_with_degree(quote: str) -> bool:
    """True for "Bachelor's degree in …" whatever kind it was taken for."""
    return bool(degrees_named(" ".join(quote.split()[:3]))) and len(quote.split()) <= _DEGREE_WORDS
