"""The degree that is asked for, on the ladder of degrees: level, field, and whether it is finished."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.completion import Completion, completion
from embeddings.judge.findings import Finding
from embeddings.judge.model import Passage
from embeddings.requirements.ask import Degree, degree_asked, degrees_named, with_fields
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from parsers.dates import Month, months_covered


def education_shown(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """The highest finished degree against the lowest that will do, then its field."""
    asked = degree_asked(requirement.quote)
    if asked is None:
        return None
    shown = [_degree_shown(i, p, requirement, float(chances[i]), today) for i, p in enumerate(passages)]
    held = [one for one in shown if one is not None and one.state not in ("planned", "absent")]
    high_enough = [one for one in held if one.level >= asked.level]
    if high_enough:
        best = max(high_enough, key=lambda one: (one.field + (one.state == "held"), one.field, one.chance))
        if best.state != "held":
            return Finding("partial", 0.75, (best.index,), "The degree is begun and not finished.")
        if best.field:
            where = "in what you told" if passages[0].told else "on the résumé"
            return Finding("met", 0.75, (best.index,), f"The degree asked for, or a higher one, is {where}.")
        return Finding("partial", 0.5, (best.index,), "A degree of that level, in another field.")
    steps = 1 if asked.level > Degree.BACHELOR else 2
    lower = [one for one in held if one.field and one.level >= Degree.UPPER and asked.level - one.level <= steps]
    if lower:
        best = max(lower, key=lambda one: (one.level, one.chance))
        return Finding("partial", 0.5, (best.index,), "A qualification in that field, below the level asked.")
    highest = max((int(one.level) for one in held if one.state == "held"), default=0)
    far = asked.level - highest > _FAR and not asked.equivalent
    where = "in what you told" if passages and passages[0].told else "on the résumé"
    return Finding("missing", _SURER if far else 0.75, (), f"No such degree is {where}.")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A degree that a passage names."""

    index: int
    level: Degree
    state: Completion
    field: bool  #: in the field asked for, where one is
    chance: float


def _degree_shown(index: int, passage: Passage, requirement: Requirement, chance: float, today: Month) -> _Shown | None:
    if passage.section not in ("education", "certificates", "answer", "summary", "other"):
        return None
    agrees = _field_agrees(requirement, passage, chance)
    shown = []
    for line in (passage.masked or passage.text).splitlines():
        if levels := degrees_named(line):
            state = completion(line, requirement.quote, today, study=True, period=passage.period)
            shown.append(_Shown(index, levels[-1], state, agrees, chance))
    if not shown and (levels := _studied(passage, today)):
        state = completion(passage.masked or passage.text, requirement.quote, today, study=True, period=passage.period)
        shown.append(_Shown(index, levels[-1], state, agrees, chance))
    return max(shown, key=lambda one: (one.state == "held", one.level), default=None)


def _studied(passage: Passage, today: Month) -> tuple[Degree, ...]:
    """A course of three years and more whose degree is not named: "Biomedical Engineering — University of Cali"."""
    over = passage.period is not None and not passage.period.ongoing
    long_enough = passage.period is not None and months_covered([passage.period], today) >= _YEARS_OF_STUDY * 12
    return (Degree.BACHELOR,) if passage.section == "education" and over and long_enough else ()


def _field_agrees(requirement: Requirement, passage: Passage, chance: float) -> bool:
    """True where no field is asked, a word of it stands there, or the passage is likely about it."""
    asked = content_stems(with_fields(requirement.quote))
    fields = [stem for stem in asked if not degrees_named(stem) and stem not in _DEGREE_STEMS]
    shown = set(content_stems(with_fields(passage.masked or passage.text)))
    if not fields or any(stem in shown for stem in fields):
        return True
    return chance >= (_LIKELY_RELATED if _RELATED_WILL_DO.search(requirement.quote) else _LIKELY)


_FAR = 1  #: steps of the ladder: a bachelor's degree is nothing of a doctorate
_SURER = 0.95  #: then; one of the reasons that the answers' trees have learnt with
#: A course of at least so many years is taken for a first degree.
_YEARS_OF_STUDY = 2.5


_RELATED_WILL_DO = re.compile(
    r"\b(?:related|similar|relevant|comparable|equivalent|something close|or the like|any)\b", re.IGNORECASE
)
#: A field in other words counts as the one asked from this chance on; sooner where a related one will do.
_LIKELY, _LIKELY_RELATED = 0.5, 0.3
_DEGREE_STEMS = frozenset(
    content_stems(
        "degree diploma bachelor master associate doctorate high school university college "
        "equivalent related field discipline subject qualification GED secondary education"
    )
)
