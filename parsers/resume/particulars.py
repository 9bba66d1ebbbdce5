"""What a résumé says of birth, nationality, gender, family and photographs: nothing that a judge may see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.resume.units import Unit

_PERSONAL = re.compile(
    r"(?P<label>\b(?:date of birth|birth ?date|d\.?o\.?b\.?|born(?: on| in)?|place of birth|age|nationality|"
    r"citizenship|gender|"
    r"sex|marital status|civil status|religion|geburtsdatum|geburtsort|geboren(?: am)?|geb\.|nationalität|"
    r"staatsangehörigkeit|familienstand|geschlecht|konfession|alter|fecha de nacimiento|lugar de nacimiento|"
    r"nacionalidad|"
    r"estado civil|sexo|edad|date de naissance|lieu de naissance|née? le|nationalité|situation (?:familiale|"
    r"de famille)|"
    r"état civil|sexe|âge))\b(?P<mark>\s*(?::|\||\t|–|—|-|,(?=\s\S+$))\s*|\s+)(?P<value>[^|\n·•;]{1,60})",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"\b(?:married|single|divorced|widowed|unmarried|verheiratet|ledig|geschieden|verwitwet|casad[oa]|solter[oa]|"
    r"divorciad[oa]|"
    r"marié(?:e)?|célibataire|divorcé(?:e)?)\b(?:,?\s+(?:with\s+)?(?:\w+\s+)?(?:child(?:ren)?|sons?|daughters?|kids?|"
    r"kinder?|"
    r"hij[oa]s?|enfants?))?|\b\d{2}\s+(?:years?\s+old|jahre(?:\s+alt)?|años|ans)\b|\b(?:he/him|she/her|"
    r"they/them)(?:/\w+)?\b",
    re.IGNORECASE,
)
#: Values that need no colon behind their label: "Sex Female", "Nationality Italian".
_PLAIN_VALUE = re.compile(
    r"(?:male|female|weiblich|männlich|divers|mujer|hombre|femenino|masculino|féminin|masculin|homme|femme|"
    r"[A-ZÀ-Þ]\w+(?:an|ian|ese|ish|ch|ino|ina|isch|és|esa|ais|aise|ien|ienne))",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"^\W*(?:photo(?:graph)?|picture|foto|bild|bewerbungsfoto|lichtbild|fotografía)\b.{0,60}$", re.IGNORECASE
)


def names_particular(text: str) -> bool:
    """Whether a text is only the name of such a detail: "Date of birth"."""
    found = _PERSONAL.match(f"{text}: ?")
    return found is not None and found["label"] == text


def personal_spans(text: str, units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """What is said of birth, nationality, gender, family and photographs: the values, not their labels."""
    for unit in units:
        if _PHOTO.match(unit.text) and len(unit.text) < 70 and unit.kind != "heading":
            yield unit.start, unit.end
        if len(unit.text) > 220:
            continue
        for match in _PERSONAL.finditer(text, unit.start, unit.end):
            before = text[unit.start : match.start()].rstrip()
            leads = not before or before[-1] in "|·•;,(–—~"
            plainly = re.search(r"\d", match["value"]) or _PLAIN_VALUE.fullmatch(match["value"].strip())
            if leads and (match["mark"].strip() or plainly):
                value = re.split(r",\s(?=[a-z]+ing\b)|\.\s", match["value"])[0]
                yield match.start("value"), match.start("value") + len(value.rstrip())
        if unit.kind in ("row", "paragraph") and len(unit.text) < 120 and len(unit.text.split()) <= 14:
            yield from (match.span() for match in _ASIDES.finditer(text, unit.start, unit.end))
