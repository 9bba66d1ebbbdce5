"""Who the candidate is: name and contact details, and every span of the text that gives the person away.

Identity spans are masked before judging, so that two résumés that differ in nothing else are judged alike. They cover the
words, never the whole line: "EU citizen, no permit needed" beside an address may answer a requirement.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.dates import find_periods
from parsers.resume.headings import is_document_title, known_section
from parsers.resume.model import Basics
from parsers.resume.units import Unit
from parsers.resume.words import organization_words, plain, title_words

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;)>\]]+[^\s|,;)>\].]|"
    r"(?<![\w@.])(?:[\w-]+\.)*(?:linkedin|github|gitlab|xing|behance|dribbble|orcid|medium|stackoverflow)\.(?:com|org|io)"
    r"(?:/[^\s|,;)>\]]*)?|(?<![\w@.])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|de|fr|es|eu|co\.uk)(?:/[^\s|,;)>\]]*)?(?![\w@])",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w/@.-])(?:\+|00)?(?:\(\+?\d{1,5}\)|\d{1,5})(?:[\s./‐–-]*(?:\(\d{1,5}\)|\d{1,8})){1,7}(?![\w@]|[./-]\d)"
)
_NUMERIC_DATE = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d\d")
_LABELS = re.compile(
    r"^(?:e-?mail|mail|correo(?: electrónico)?|courriel|phone|tel(?:ephone|éfono|efon|éphone)?|mobile|mobil|móvil|cell|handy|"
    r"portable|address|adresse|anschrift|dirección|domicilio|location|wohnort|linkedin|github|website|web|homepage|name)\.?\s*[:.]?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·‣▪●~\t\n]\s*|\s+[–—-]\s+|\s/\s|\s{2,}")
#: The name stands within so many units; later than others where a side column is read first.
_NAME_WITHIN = 40
_LOOSE = " \t\n,;:|·•–—-~/"
_POSTCODE = r"(?:[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s?\d[A-Z]{2})?|(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
_PERSONAL = re.compile(
    r"(?P<label>\b(?:date of birth|birth ?date|d\.?o\.?b\.?|born(?: on| in)?|place of birth|age|nationality|citizenship|gender|"
    r"sex|marital status|civil status|religion|geburtsdatum|geburtsort|geboren(?: am)?|geb\.|nationalität|"
    r"staatsangehörigkeit|familienstand|geschlecht|konfession|alter|fecha de nacimiento|lugar de nacimiento|nacionalidad|"
    r"estado civil|sexo|edad|date de naissance|lieu de naissance|née? le|nationalité|situation (?:familiale|de famille)|"
    r"état civil|sexe|âge))\b(?P<mark>\s*(?::|\||\t|–|—|-|,(?=\s\S+$))\s*|\s+)(?P<value>[^|\n·•;]{1,60})",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"\b(?:married|single|divorced|widowed|unmarried|verheiratet|ledig|geschieden|verwitwet|casad[oa]|solter[oa]|divorciad[oa]|"
    r"marié(?:e)?|célibataire|divorcé(?:e)?)\b(?:,?\s+(?:with\s+)?(?:\w+\s+)?(?:child(?:ren)?|sons?|daughters?|kids?|kinder?|"
    r"hij[oa]s?|enfants?))?|\b\d{2}\s+(?:years?\s+old|jahre(?:\s+alt)?|años|ans)\b|\b(?:he/him|she/her|they/them)(?:/\w+)?\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"^\W*(?:photo(?:graph)?|picture|foto|bild|bewerbungsfoto|lichtbild|fotografía)\b.{0,60}$", re.IGNORECASE
)
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,?\s+(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|close|court|ct|way|"
    r"boulevard|blvd|terrace|place|pl|crescent|square|sq|gardens|grove|hill|row|parade|highway|hwy)\b\.?"
    r"(?:,?\s+(?:apt|unit|flat|suite|#)\.?\s*\w+)?|"
    r"\b[A-ZÀ-Þ][\w.-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|damm|ufer)\s+\d{1,4}\s?[a-z]?\b|"
    r"\b(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo)\s+[A-ZÀ-Þ][^|\n;]{2,40}?,?\s*(?:n\.?º\s*)?\d{1,4}(?:,?\s*\d{1,2}\s?º?\s?[A-Z]?)?\b|"
    r"\b\d{1,4}(?:\s?bis|\s?ter)?,?\s+(?:rue|avenue|boulevard|bd|place|chemin|allée|impasse|quai|cours)\s+[^|\n;,]{2,40}",
    re.IGNORECASE,
)
_TITLES_AROUND = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|ing|dipl\.-ing|herr|frau|sr|sra|srta|m|mme)\.?\s+(?=[A-ZÀ-Þ])|"
    r"^(?:curriculum vitae|cv|résumé|resume|lebenslauf|currículum(?: vitae)?|name|nombre|nom|bewerbung)\s*"
    r"(?:of|von|de|for)?\s*[:–—|-]?\s+(?=\S)",
    re.IGNORECASE,
)
_NAME_WORD = r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*"
_PARTICLES = frozenset(
    "de da do dos das del della di du van von der den la le el al bin ibn y e zu ter ten af av st san santa".split()
)


def find_basics(text: str, units: Sequence[Unit], head: Sequence[Unit]) -> Basics:
    """Name, contact details and identity spans.

    `head` are the units above the first section and those of a section of contact details.
    """
    name_unit, (start, end) = _find_name(units, head)
    name = text[start:end]
    email = _first(EMAIL, text, head, units)
    phone_span = next(phones(text, head), None) or next(phones(text, units), None)
    urls = [span for unit in head for span in _urls(text, unit)]
    location = _location(text, [unit for unit in head if unit is not name_unit], name)
    identity = set(_name_spans(text, name))
    identity |= {match.span() for match in EMAIL.finditer(text)}
    identity |= set(phones(text, [*head, *units])) | {span for unit in units for span in _urls(text, unit)}
    identity |= set(_personal_spans(text, units))
    identity |= {match.span() for match in _STREET.finditer(text)}
    if location:
        at = text.find(location, head[0].start if head else 0)
        identity.add((at, at + len(location)))
    return Basics(
        name=_tidy(name),
        label=_label(text, head, name_unit, end),
        email=email,
        phone=text[slice(*phone_span)] if phone_span else "",
        url=text[slice(*urls[0])] if urls else "",
        location=location,
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


def _find_name(units: Sequence[Unit], head: Sequence[Unit]) -> tuple[Unit | None, tuple[int, int]]:
    """The unit that says the name and the name's span; the most prominent candidate near the top wins."""
    best: tuple[float, Unit | None, tuple[int, int]] = (0.0, None, (0, 0))
    sizes = sorted(unit.size for unit in units if unit.size)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    top = {id(unit) for unit in head}
    candidates = ((i, unit, span) for i, unit in enumerate(units[:_NAME_WITHIN]) for span in _names_in(unit))
    for index, unit, span in candidates:
        score = 3.0 if id(unit) in top else 0.0
        score += 4.0 * (unit.kind == "heading" and unit.level == 1) + 2.0 * (index == 0) + (unit.bold or unit.capitals)
        score += 4.0 * max(0.0, (unit.size or 0) / body - 1.1) if body else 0.0
        score -= 0.3 * index + 3.0 * bool(title_words(unit.text)) + 2.0 * bool(organization_words(unit.text))
        if score > best[0]:
            best = (score, unit, span)
    return best[1], best[2]


def _names_in(unit: Unit) -> Iterator[tuple[int, int]]:
    """Spans that could be a person's name: the beginning of a unit, or of a cell of a row."""
    if unit.kind == "bullet" or len(unit.text) > 150:
        return
    begin = 0
    for cell in unit.text.split(" | ") if unit.kind == "row" else [unit.text]:
        span = _name_at_start(cell, unit)
        if span:
            yield unit.start + begin + span[0], unit.start + begin + span[1]
        begin += len(cell) + len(" | ")


def _name_at_start(text: str, unit: Unit) -> tuple[int, int] | None:
    offset = 0
    while (prefix := _TITLES_AROUND.match(text[offset:])) and len(text) > offset + prefix.end():
        offset += prefix.end()
    rest = text[offset:]
    cut = re.search(r"\s*(?:[|•·–—~\t\n]|\s-\s|,|:|\s{3,}|\d|@)", rest)
    name = rest[: cut.start()] if cut else rest
    name = re.sub(r"\s*\((?:he|she|they)\b[^)]*\)?$", "", name, flags=re.IGNORECASE).rstrip(" .(")
    name = name + "." if rest.startswith(name + ".") and re.search(r"\b(?:Jr|Sr|[A-Z])$", name) else name
    after = re.match(r",\s*(?P<first>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w.'’-]*)?)$", rest[len(name) :])
    if after and name.isupper() and not after["first"].isupper():
        name = rest
    words = re.sub(r"[\"“”„'‘’(][^\"“”'‘’)]+[\"“”'‘’)](?=\s|$)", " ", name).split()
    if not 2 <= len(words) <= 6 and not (unit.kind == "heading" and unit.level == 1 and len(words) == 1):
        return None
    if known_section(rest) or is_document_title(rest) or any(char in name for char in "@:;!?/\\&"):
        return None
    capital = [word for word in words if plain(word) not in _PARTICLES]
    if not capital or not all(word[0].isupper() and re.fullmatch(_NAME_WORD + r",?", word) for word in capital):
        return None
    return offset, offset + len(name)


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


def _location(text: str, head: Sequence[Unit], name: str) -> str:
    """The place of living: a part of the contact lines that looks like one."""
    for unit in head:
        if len(unit.text) > 200:
            continue
        beside_contact = bool(EMAIL.search(unit.text) or next(phones(text, [unit]), None))
        for start, end in contact_parts(text, unit):
            label = _LABELS.match(text[start:end])
            labelled = bool(
                label and re.match(r"(?:addr|adr|ansch|direc|domic|loca|wohn)", label.group(), re.IGNORECASE)
            )
            part = text[start + (label.end() if label else 0) : end].strip(" ,;")
            if part and part != name and (labelled or _is_place(part, beside_contact)):
                return part
    return ""


def _is_place(part: str, beside_contact: bool) -> bool:
    if EMAIL.search(part) or URL.search(part) or len(part) > 80 or title_words(part) or find_periods(part):
        return False
    if PHONE.search(part) and not _STREET.search(part) and sum(map(str.isdigit, part)) > 6:
        return False
    if _STREET.search(part):
        return True
    words = re.sub(r"\([^)]*\)", "", part).replace(",", " ").split()
    named = [
        word
        for word in words
        if word[0].isupper() or word[0].isdigit() or plain(word) in _PARTICLES | {"unter", "am", "an", "im", "upon"}
    ]
    if not words or len(named) != len(words) or len(words) > 8 or part.isdigit():
        return False
    return "," in part or bool(re.search(rf"\b{_POSTCODE}\b", part)) or beside_contact


def _name_spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of the whole name, of its first with its last word, and of each longer word of it."""
    words = [word.strip("\"“”„'‘’(),.") for word in name.split()]
    words = [word for word in words if len(word) > 2 and plain(word) not in _PARTICLES]
    if not words:
        return
    forms = [re.escape(name), *(rf"(?<!\w){re.escape(word)}(?:['’]s)?(?!\w)" for word in words)]
    ordinary = {
        "may",
        "mark",
        "grace",
        "will",
        "rose",
        "hope",
        "faith",
        "art",
        "bill",
        "rich",
        "grant",
        "chase",
        "summer",
    }
    for word, form in zip([name, *words], forms, strict=True):
        flags = re.IGNORECASE if word == name or (word.isupper() and plain(word) not in ordinary) else 0
        for match in re.finditer(form, text, flags):
            if flags == 0 or match.group()[0].isupper():
                yield match.span()
        if word.isupper():
            for match in re.finditer(rf"(?<!\w){re.escape(word.title())}(?!\w)", text):
                yield match.span()


def _personal_spans(text: str, units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """What is said of birth, nationality, gender, family and photographs: the values, not their labels."""
    for unit in units:
        if _PHOTO.match(unit.text) and len(unit.text) < 70 and unit.kind != "heading":
            yield unit.start, unit.end
        if len(unit.text) > 220:
            continue
        for match in _PERSONAL.finditer(text, unit.start, unit.end):
            before = text[unit.start : match.start()].rstrip()
            leads = not before or before[-1] in "|·•;,(–—~"
            if leads and (match["mark"].strip() or re.search(r"\d", match["value"])):
                value = re.split(r",\s(?=[a-z]+ing\b)|\.\s", match["value"])[0]
                yield match.start("value"), match.start("value") + len(value.rstrip())
        if unit.kind in ("row", "paragraph") and len(unit.text) < 120 and len(unit.text.split()) <= 14:
            yield from (match.span() for match in _ASIDES.finditer(text, unit.start, unit.end))


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
