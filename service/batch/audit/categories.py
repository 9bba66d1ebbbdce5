"""What people write for a sex or for race and ethnicity, and the categories of the federal EEO-1 report."""

from __future__ import annotations

from collections.abc import Mapping

from service.batch.audit.rates import UNKNOWN

#: What people write, in lower case → the category of the federal EEO-1 report, which the city's rule refers to.
_SEXES = {
    **dict.fromkeys(("m", "male", "man", "men"), "Male"),
    **dict.fromkeys(("f", "female", "woman", "women"), "Female"),
}
_RACES = {
    **dict.fromkeys(
        ("hispanic or latino", "hispanic", "latino", "latina", "latinx", "hispanic/latino"), "Hispanic or Latino"
    ),
    **dict.fromkeys(("white", "caucasian"), "White"),
    **dict.fromkeys(("black", "black or african american", "african american"), "Black or African American"),
    **dict.fromkeys(
        (
            "native hawaiian or pacific islander",
            "native hawaiian",
            "pacific islander",
            "native hawaiian or other pacific islander",
        ),
        "Native Hawaiian or Pacific Islander",
    ),
    "asian": "Asian",
    **dict.fromkeys(
        (
            "native american or alaska native",
            "american indian or alaska native",
            "native american",
            "american indian",
            "alaska native",
        ),
        "Native American or Alaska Native",
    ),
    **dict.fromkeys(("two or more races", "two or more", "multiracial"), "Two or More Races"),
}
_NOT_TOLD = frozenset(
    {
        "",
        "-",
        "?",
        "n/a",
        "na",
        "none",
        "unknown",
        "not told",
        "not disclosed",
        "declined",
        "decline to answer",
        "prefer not to say",
        "prefer not to answer",
    }
)


def sex_of(told: str) -> str:
    """The sex in the rule's words where it is one of them, else as it was told; UNKNOWN where it was not."""
    return _category(told, _SEXES)


def race_of(told: str) -> str:
    """Race and ethnicity in the rule's words where they are among them, else as told; UNKNOWN where they were not."""
    return _category(told, _RACES)


def _category(told: str, known: Mapping[str, str]) -> str:
    plain = " ".join(told.casefold().replace("(not hispanic or latino)", "").split())
    return UNKNOWN if plain in _NOT_TOLD else known.get(plain, told.strip())
