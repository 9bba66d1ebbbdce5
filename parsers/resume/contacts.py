"""Who the candidate is: name and contact details, and every span of the text that gives the person away.

Identity spans are masked before judging, so that two résumés that differ in nothing else are judged alike. They cover
the words, never the whole line: "EU citizen, no permit needed" beside an address may answer a requirement.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.dates import find_periods
from parsers.resume.model import Basics
from parsers.resume.names import PARTICLES, find_name, name_spans
from parsers.resume.nationalities import nationality_spans
from parsers.resume.particulars import names_particular, personal_spans
from parsers.resume.units import Unit
from parsers.resume.words import plain, title_words

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;)>\]]+[^\s|,;)>\].]|"
    r"(?<![\w@.])(?:[\w-]+\.)*(?:linkedin|github|gitlab|xing|behance|dribbble|orcid|medium|stackoverflow)\.(?:com|org|"
    r"io)"
    r"(?:/[^\s|,;)>\]]*)?|(?<![\w@.])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|de|fr|es|eu|co\.uk)(?:/[^\s|"
    r",;)>\]]*)?(?![\w@])",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w/@.-])(?:\+|00)?(?:\(\+?\d{1,5}\)|\d{1,5})(?:[\s./‐–-]*(?:\(\d{1,5}\)|\d{1,8})){1,7}(?![\w@]|[./-]\d)"
)
_NUMERIC_DATE = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d\d")
_LABELS = re.compile(
    r"^(?:contact(?: no| number)?|e-?mail|mail|correo(?: electrónico)?|courriel|phone|tel(?:ephone|éfono|efon|éphone)?|"
    r"mobile|mobil|móvil|cell|"
    r"handy|"
    r"portable|address|adresse|anschrift|dirección|domicilio|location|wohnort|linkedin|github|website|web|homepage|"
    r"name)\.?\s*[:.]?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·‣▪●~\t\n]\s*|\s+[–—-]\s+|\s/\s|\s{2,}")
_LOOSE = " \t\n,;:|·•–—-~/"
_POSTCODE = r"(?:[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s?\d[A-Z]{2})?|(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
_STREET = re.compile(
    r"\b(?!(?:19|20)\d\d,)\d{1,5}[a-z]?,?\s+(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,4}(?i:street|st|avenue|ave|road|rd|lane|ln|"
    r"drive|dr|"
    r"close|court|ct|way|boulevard|blvd|terrace|place|pl|crescent|square|sq|gardens|grove|hill|row|parade|highway|"
    r"hwy)\b\.?"
    r"(?:,?\s+(?i:apt|unit|flat|suite|#)\.?\s*\w+)?|"
    r"\b(?!Spring)[A-ZÀ-Þ][\w.-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|damm|ufer)\s+\d{1,3}[ ]?[a-z]?\b|"
    r"\b(?i:calle|c/|avenida|avda\.?|av\.|plaza|paseo|via|rua)\s+[A-ZÀ-Þ][^|\n;]{2,40}?,?\s*(?:n\.?º\s*)?\d{1,4}\b"
    r"(?:,?\s*\d{1,2}\s?º?\s?[A-Z]?\b)?|"
    r"\b\d{1,4}(?:\s?bis|\s?ter)?,?\s+(?i:rue|avenue|boulevard|bd|place|chemin|allée|impasse|quai|cours)\s+[^|"
    r"\n;,]{2,40}"
)


def find_basics(text: str, units: Sequence[Unit], head: Sequence[Unit]) -> Basics:
    """Name, contact details and identity spans.

    `head` are the units above the first section and those of a section of contact details.
    """
    name_unit, (start, end) = find_name(units, head)
    name = text[start:end]
    email = _first(EMAIL, text, head, units)
    phone_span = next(phones(text, head), None) or next(phones(text, units), None)
    urls = [span for unit in head for span in _urls(text, unit)]
    places = _places(text, [unit for unit in head if unit is not name_unit], name)
    town = [text[slice(*place)] for place in places if not _STREET.fullmatch(text[slice(*place)])]
    identity = set(name_spans(text, name))
    identity |= {match.span() for match in EMAIL.finditer(text)}
    identity |= set(phones(text, [*head, *units])) | {span for unit in units for span in _urls(text, unit)}
    identity |= set(personal_spans(text, units)) | set(nationality_spans(text, head))
    identity |= {match.span() for match in _STREET.finditer(text)}
    identity |= set(places)
    return Basics(
        name=_tidy(name),
        label=_label(text, head, name_unit, end),
        email=email,
        phone=text[slice(*phone_span)] if phone_span else "",
        url=text[slice(*urls[0])] if urls else "",
        location=town[0] if town else text[slice(*places[0])] if places else "",
        identity=_merged(identity),
    )


def _first(pattern: re.Pattern[str], text: str, head: Sequence[Unit], units: Sequence[Unit]) -> str:
    for unit in [*head, *units]:
        match = pattern.search(text, unit.start, unit.end)
        if match:
            return match.group()
    return ""


def phones(text: str, units: Iterable[Unit]) -> Iterator[tuple[int, int]]:
    """Spans of telephone numbers: 7 to 15 digits that are no dates."""
    for unit in units:
        for match in PHONE.finditer(text, unit.start, unit.end):
            digits = re.sub(r"\D", "", match.group())
            years = re.fullmatch(
                r"\D*(?:\d{1,2}[./])*(?:19|20)\d\d\s*[–-]\s*(?:\d{1,2}[./])*(?:19|20)?\d\d\D*", match.group()
            )
            iso = re.search(r"(?:19|20)\d\d-[01]\d(?!\d)|\b(?:19|20)\d\d\s*[–-]\s*(?:19|20)\d\d", match.group())
            if _NUMERIC_DATE.fullmatch(match.group().strip()):
                continue
            if 7 <= len(digits) <= 15 and not years and not iso and re.search(r"[\s().+/-]|^\d{9,}$", match.group()):
                yield match.span()


def _urls(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    mails = [match.span() for match in EMAIL.finditer(text, unit.start, unit.end)]
    for match in URL.finditer(text, unit.start, unit.end):
        if not any(a < match.end() and match.start() < b for a, b in mails):
            yield match.span()


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _label(text: str, head: Sequence[Unit], name_unit: Unit | None, end: int) -> str:
    """The professional title: a short line right under or behind the name."""
    if name_unit is None:
        return ""
    at = next((i for i, unit in enumerate(head) if unit is name_unit), None)
    if at is None:
        return ""
    behind = replace(name_unit, start=end, text=text[end : name_unit.end])
    for unit in [behind, *head[at + 1 : at + 3]]:
        if unit.kind not in ("paragraph", "heading"):
            continue
        for first, last in contact_parts(text, unit):
            part = text[first:last]
            if len(part) <= 90 and title_words(part) and not EMAIL.search(part) and not part.endswith("."):
                return part
    return ""


def contact_parts(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    """Spans of the parts of a contact line, bare of separators."""
    details = [match.span() for match in EMAIL.finditer(text, unit.start, unit.end)]
    details += [*_urls(text, unit), *phones(text, [unit])]
    cuts = [match.span() for match in _SEPARATOR.finditer(text, unit.start, unit.end)]
    cuts = [cut for cut in cuts if not any(a < cut[1] and cut[0] < b for a, b in details)]
    edges = sorted(
        {unit.start, unit.end, *(at for cut in cuts for at in cut), *(at for span in details for at in span)}
    )
    for begin, end in itertools.pairwise(edges):
        part = text[begin:end]
        if (begin, end) not in cuts and any(map(str.isalnum, part)):
            left = begin + len(part) - len(part.lstrip(_LOOSE))
            yield left, begin + len(part.rstrip(_LOOSE))


def _places(text: str, head: Sequence[Unit], name: str) -> list[tuple[int, int]]:
    """Spans of the parts of the contact lines that look like the place of living: at most street and town."""
    places: list[tuple[int, int]] = []
    for unit in head:
        if len(unit.text) > 200:
            continue
        beside_contact = bool(EMAIL.search(unit.text) or next(phones(text, [unit]), None))
        for start, end in contact_parts(text, unit):
            label = _LABELS.match(text[start:end])
            start += label.end() if label else 0
            labelled = bool(
                label and re.match(r"(?:addr|adr|ansch|direc|domic|loca|wohn)", label.group(), re.IGNORECASE)
            )
            part = text[start:end]
            if part and part != name and (labelled or _is_place(part, beside_contact)):
                places.append((start, end))
    streets = [place for place in places if _STREET.search(text[slice(*place)])]
    towns = [place for place in places if place not in streets]
    return sorted(streets[:1] + towns[:1])


def is_label(part: str) -> bool:
    """Whether a part of a contact line only says what its neighbour is: "Mobile", "Date of birth"."""
    return bool(_LABELS.fullmatch(part)) or names_particular(part)


def _is_place(part: str, beside_contact: bool) -> bool:
    if EMAIL.search(part) or URL.search(part) or len(part) > 80 or title_words(part) or find_periods(part):
        return False
    if any(sum(map(str.isdigit, number.group())) > 6 for number in PHONE.finditer(part)):
        return False
    if _STREET.search(part):
        return True
    words = re.sub(r"\([^)]*\)", "", part).replace(",", " ").split()
    named = [
        word
        for word in words
        if word[0].isupper() or word[0].isdigit() or plain(word) in PARTICLES | {"unter", "am", "an", "im", "upon"}
    ]
    if not words or len(named) != len(words) or len(words) > 8 or part.isdigit():
        return False
    return "," in part or bool(re.search(rf"\b{_POSTCODE}\b", part)) or beside_contact


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
