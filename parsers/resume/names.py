"""The candidate's name: which line says it, and where else it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.resume.headings import is_document_title, known_section
from parsers.resume.units import Unit
from parsers.resume.words import organization_words, plain, title_words

#: The name stands within so many units; later than others where a side column is read first.
_NAME_WITHIN = 40
_TITLES_AROUND = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|ing|dipl\.-ing|herr|frau|sr|sra|srta|m|mme)\.?\s+(?=[A-ZÀ-Þ])|"
    r"^(?:curriculum vitae|cv|résumé|resume|lebenslauf|currículum(?: vitae)?|name|nombre|nom|bewerbung|my name is|"
    r"mein name ist|ich heiße|me llamo|"
    r"je m[’']appelle)\s*"
    r"(?:of|von|de|for)?\s*[:–—|-]?\s+(?=\S)",
    re.IGNORECASE,
)
_NAME_WORD = r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*"
PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "zu",
        "ter",
        "ten",
        "af",
        "av",
        "st",
        "san",
        "santa",
    ]
)


def find_name(units: Sequence[Unit], head: Sequence[Unit]) -> tuple[Unit | None, tuple[int, int]]:
    """The unit that says the name and the name's span; the most prominent candidate near the top wins."""
    best: tuple[float, Unit | None, tuple[int, int]] = (0.0, None, (0, 0))
    sizes = sorted(unit.size for unit in units if unit.size)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    top = {id(unit) for unit in head}
    addresses = plain(" ".join(unit.text for unit in units if "@" in unit.text))
    candidates = ((i, unit, span) for i, unit in enumerate(units[:_NAME_WITHIN]) for span in _names_in(unit))
    for index, unit, span in candidates:
        score = 3.0 if id(unit) in top else 0.0
        score += 4.0 * (unit.kind == "heading" and unit.level == 1) + 2.0 * (index == 0) + (unit.bold or unit.capitals)
        score += 4.0 * max(0.0, (unit.size or 0) / body - 1.1) if body else 0.0
        name = unit.text[span[0] - unit.start : span[1] - unit.start]
        score += 5.0 * _signs(name, addresses)
        score -= 0.3 * index + 3.0 * bool(title_words(name)) + 2.0 * bool(organization_words(name))
        if score > best[0]:
            best = (score, unit, span)
    return best[1], best[2]


def _signs(name: str, addresses: str) -> bool:
    """Whether a word of the name stands in an e-mail address."""
    return any(
        len(word) > 2 and word in address
        for word in re.findall(r"\w+", plain(name))
        for address in addresses.split()
        if "@" in address
    )


def _names_in(unit: Unit) -> Iterator[tuple[int, int]]:
    """Spans that could be a person's name: the beginning of a unit, or of a cell of a row."""
    if unit.kind == "bullet" or (len(unit.text) > 150 and not _TITLES_AROUND.match(unit.text)):
        return
    begin = 0
    for cell in unit.text.split(" | "):
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
    if offset and (lower := re.search(r"\s(?!(?:de|da|van|von|del|la)\b)[a-zß-ÿ]", name)):
        name = name[: lower.start()]
    elif cut and cut.group().strip().isdigit():
        return None
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
    capital = [word for word in words if plain(word) not in PARTICLES]
    if not capital or not all(word[0].isupper() and re.fullmatch(_NAME_WORD + r",?", word) for word in capital):
        return None
    return offset, offset + len(name)


def name_spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of the whole name, of its first with its last word, and of each longer word of it."""
    words = [word.strip("\"“”„'‘’(),.") for word in name.split()]
    words = [word for word in words if len(word) > 2 and plain(word) not in PARTICLES]
    if not words:
        return
    forms = [re.escape(name), *(rf"(?<!\w){re.escape(word)}(?:['’]s)?(?!\w)" for word in words)]
    for word, form in zip([name, *words], forms, strict=True):
        flags = re.IGNORECASE if word == name else 0
        for match in re.finditer(form, text, flags):
            if flags == 0 or match.group()[0].isupper():
                yield match.span()
        if word.isupper():
            for match in re.finditer(rf"(?<!\w){re.escape(word.title())}(?!\w)", text):
                yield match.span()
