"""Which lines are the headings of sections, and what the sections are.

Three kinds of knowledge, from sure to weak: outline levels that the format declares, words that head sections on résumés
in English, Spanish, French and German (`parsers/vocabulary/resume_headings.yaml`), and the look that the headings found
by their words share, which then betrays the invented ones ("The short version").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import cast

from parsers.dates import find_periods
from parsers.resume.model import SectionName
from parsers.resume.units import Unit
from parsers.resume.words import load, organization_words, plain, title_words

_MAX_LENGTH = 70
_MAX_WORDS = 9
_CONTACT = re.compile(r"@|https?:|www\.|\d{3}[\s.-]?\d{3,4}")
_QUALIFIERS = frozenset(
    "my key core selected relevant additional other further current previous recent professional personal main special "
    "general brief short and y e et und de mi mis mes meine weitere sonstige wichtige otros otras autres".split()
)
_LETTER_SPACED = re.compile(r"(?:[^\W\d_&] ){3,}[^\W\d_&](?!\w)|(?:[^\W\d_] ){2,}&? ?(?:[^\W\d_] ?)+$")
#: Look of a heading: declared level, size in half points, bold, capitals, and whether the reader calls it a heading.
_Look = tuple[int, int, bool, bool, bool]


@cache
def _vocabulary() -> tuple[dict[str, SectionName], dict[str, SectionName]]:
    phrases: dict[str, SectionName] = {}
    words: dict[str, SectionName] = {}
    for section, entry in load("resume_headings.yaml").items():
        name = cast(SectionName, section)
        phrases.update({_normal(phrase): name for phrase in entry["phrases"]})
        words.update({plain(word): name for word in entry["words"]})
    return phrases, words


def _normal(heading: str) -> str:
    """A heading without case, accents, numbering, ornaments and letter spacing; "&" and the like as "and"."""
    text = plain(_despaced(heading))
    text = re.sub(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", "", text)
    text = re.sub(r"\s*(?:&|/|\+|\b(?:und|y|et)\b)\s*", " and ", text)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]+", " ", text)).strip(" -'_")


def _despaced(heading: str) -> str:
    """ "S K I L L S" as "SKILLS"; wider gaps part words."""
    if not re.fullmatch(r"(?:[^\W_]|[&’'-])(?:\s+(?:[^\W_]|[&’'-]))+:?", heading.strip()):
        return heading
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", heading.strip()))


def known_section(heading: str) -> SectionName | None:
    """The section that a heading of the usual wording opens; None where the wording is not a usual one.

    >>> known_section("EDUCATION & TRAINING:")
    'education'
    """
    phrases, _ = _vocabulary()
    text = _normal(heading)
    if not text:
        return None
    compact = {phrase.replace(" ", ""): name for phrase, name in phrases.items()} if " " not in text else {}
    direct = phrases.get(text) or (compact.get(text) if _despaced(heading) != heading else None)
    if direct:
        return direct
    parts = [part.strip() for part in re.split(r"\band\b|,", text) if part.strip()]
    if len(parts) > 1 and all(_core(part) in phrases for part in parts):
        return phrases[_core(parts[0])]
    return phrases.get(_core(text))


def _core(text: str) -> str:
    """The words without "my", "selected", "other" … in front."""
    words = text.split()
    while len(words) > 1 and words[0] in _QUALIFIERS:
        words = words[1:]
    return " ".join(words)


def likely_section(heading: str) -> SectionName:
    """The section that a line opens of which it is known that it is a heading; "other" where its words say nothing."""
    known = known_section(heading)
    if known:
        return known
    _, words = _vocabulary()
    for word in re.findall(r"[\w-]+", _normal(heading)):
        if word in words:
            return words[word]
    return "other"


def section_headings(units: Sequence[Unit]) -> dict[int, SectionName]:
    """Index of each unit that heads a section, with the section's name."""
    level = _section_level(units)
    if level:
        return _declared(units, level)
    looks = [_look(unit) for unit in units]
    body = _body_look(units)
    named = {i: name for i, unit in enumerate(units) if _may_head(unit) and (name := known_section(unit.text))}
    styled = Counter(looks[i] for i in named if _stands_out(looks[i], body))
    if sum(styled.values()) >= 2 and len(styled) > 0:
        named = {i: name for i, name in named.items() if _stands_out(looks[i], body) or units[i].capitals}
    found = dict(named)
    for look, count in styled.items():
        for i, unit in enumerate(units):
            if i not in found and looks[i] == look and i > 0 and _may_head(unit) and count >= min(2, len(named)):
                if _invented(units, i, look, body):
                    found[i] = likely_section(unit.text)
    return dict(sorted(found.items()))


def _section_level(units: Sequence[Unit]) -> int:
    """The outline level on which the sections stand; 0 where the format declares none."""
    levels = Counter(unit.level for unit in units if unit.kind == "heading" and unit.level)
    if not levels:
        return 0
    known = Counter(unit.level for unit in units if unit.kind == "heading" and unit.level and known_section(unit.text))
    if known:
        most = max(known.values())
        return min(level for level, count in known.items() if count == most)
    repeated = [level for level, count in levels.items() if count > 1]
    return min(repeated) if repeated else max(levels)


def _declared(units: Sequence[Unit], level: int) -> dict[int, SectionName]:
    found: dict[int, SectionName] = {}
    for i, unit in enumerate(units):
        if unit.kind != "heading" or not unit.level:
            if _may_head(unit) and (unit.bold or unit.capitals or unit.kind == "heading"):
                name = known_section(unit.text)
                if name and unit.level == 0 and unit.kind == "heading":
                    found[i] = name
            continue
        name = known_section(unit.text)
        if unit.level == level or (unit.level < level and name and found):
            found[i] = name or likely_section(unit.text)
    first = next((i for i, unit in enumerate(units) if unit.kind == "heading" and unit.level == level), None)
    if first == 0 and level == 1 and not known_section(units[0].text):
        found.pop(0, None)
    return found


def _may_head(unit: Unit) -> bool:
    text = unit.text.strip()
    if unit.kind not in ("heading", "paragraph") or len(text) > _MAX_LENGTH or len(text.split()) > 2 * _MAX_WORDS:
        return False
    if text[-1:] in ".,;" or not any(map(str.isalpha, text)) or _CONTACT.search(text):
        return False
    return len(_despaced(text).split()) <= _MAX_WORDS and not find_periods(text)


def _look(unit: Unit) -> _Look:
    return (
        unit.level if unit.kind == "heading" else 0,
        round((unit.size or 0) * 2),
        unit.bold,
        unit.capitals,
        unit.kind == "heading",
    )


def _body_look(units: Sequence[Unit]) -> _Look:
    """The look that most of the text has."""
    weight: Counter[_Look] = Counter()
    for unit in units:
        weight[_look(unit)[:3] + (False, False)] += len(unit.text)  # type: ignore[assignment]
    return weight.most_common(1)[0][0] if weight else (0, 0, False, False, False)


def _stands_out(look: _Look, body: _Look) -> bool:
    return look[4] or look[3] or (look[2] and not body[2]) or look[1] > body[1]


def _invented(units: Sequence[Unit], index: int, look: _Look, body: _Look) -> bool:
    """Whether a line that looks like the section headings is one, though its words are no heading's."""
    unit = units[index]
    if look[4] or look[3] or look[1] > body[1]:
        sure = look[1] > body[1] or look[3]
    else:
        sure = False
    near = [units[i] for i in (index, index + 1, index + 2) if i < len(units)]
    dated = any(find_periods(other.text) and other.kind != "bullet" and len(other.text) < 100 for other in near[:2])
    if sure and not (dated and not look[3] and title_words(unit.text)):
        return True
    return not dated and not title_words(unit.text) and not organization_words(unit.text) and len(near) > 1
