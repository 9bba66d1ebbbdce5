"""Which lines are the headings of sections, and what the sections are.

Three kinds of knowledge, from sure to weak: outline levels that the format declares; words that head sections on
résumés in English, Spanish, French and German (`parsers/vocabulary/resume_headings.yaml`); and the look that the
headings found by their words share, which then betrays the invented ones ("The short version").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from parsers.dates import find_periods
from parsers.resume.model import SectionName
from parsers.resume.units import Unit
from parsers.resume.words import organization_words, plain, title_words
from parsers.vocabulary import load

_MAX_LENGTH = 70
_MAX_WORDS = 9
#: Contact details are looked for among so many units at the top; no invented heading stands above them.
_TOP_UNITS = 14
_EMAIL = re.compile(r"\w@\w")
_DETAIL = re.compile(r"@|https?:|www\.|\d{3}[\s.-]?\d{3,4}")
_QUALIFIERS = re.compile(
    r"(?:(?:my|top|key|core|selected|relevant|additional|other|further|current|previous|recent|professional|personal|"
    r"main|"
    r"special|general|brief|short|and|mis?|mes|mon|ma|meine?|weitere|sonstige|wichtige|otr[oa]s|autres)\s+)+(?=\w)"
)
_SPACED_OUT = re.compile(r"(?:[^\W_]|[&’'-])(?:\s+(?:[^\W_]|[&’'-]))+:?")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a line looks like; lines of one look play one part in a document."""

    heading: bool  #: the reader calls it one
    size: int  #: half points
    bold: bool
    capitals: bool

    def stands_out(self, body: _Look) -> bool:
        return self.heading or self.capitals or (self.bold and not body.bold) or self.size > body.size


@cache
def _vocabulary() -> tuple[dict[str, SectionName], dict[str, SectionName], frozenset[str]]:
    """Section by phrase, section by word, and the phrases that only entitle the document."""
    phrases: dict[str, SectionName] = {}
    words: dict[str, SectionName] = {}
    titles: frozenset[str] = frozenset()
    for section, entry in load("resume_headings.yaml").items():
        if section == "document_title":
            titles = frozenset(map(_normal, entry["phrases"]))
            continue
        name = cast(SectionName, section)
        phrases.update({_normal(phrase): name for phrase in entry["phrases"]})
        words.update({plain(word): name for word in entry["words"]})
    return phrases, words, titles


def _normal(heading: str) -> str:
    """A heading without case, accents, numbering, ornaments and letter spacing; "&" and the like as "and"."""
    text = plain(_despaced(heading))
    text = re.sub(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", "", text)
    text = re.sub(r"\s*(?:&|/|\+|\b(?:und|y|e|et)\b)\s*", " and ", text)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]+", " ", text)).strip(" -'_")


def _despaced(heading: str) -> str:
    """ "S K I L L S" as "SKILLS"; wider gaps part words."""
    if not _SPACED_OUT.fullmatch(heading.strip()):
        return heading
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", heading.strip()))


def is_document_title(line: str) -> bool:
    """Whether a line says only what the document is: "Curriculum vitae"."""
    return _normal(line) in _vocabulary()[2]


def known_section(heading: str) -> SectionName | None:
    """The section that a heading of the usual wording opens; None where the wording is not a usual one.

    >>> known_section("EDUCATION & TRAINING:")
    'education'
    """
    phrases, _, _ = _vocabulary()
    text = _normal(heading)
    if text in phrases or not text:
        return phrases.get(text)
    parts = [_core(part.strip()) for part in re.split(r"\band\b|,", text) if part.strip()]
    if len(parts) > 1 and all(part in phrases for part in parts):
        return phrases[parts[0]]
    return phrases.get(_core(text))


def _core(text: str) -> str:
    """The words without "my", "selected", "other" … in front."""
    return _QUALIFIERS.sub("", text, count=1)


def likely_section(heading: str) -> SectionName:
    """The section that a line opens of which it is known that it is a heading; "other" where its words say nothing."""
    known = known_section(heading)
    if known:
        return known
    phrases, words, _ = _vocabulary()
    text = _normal(heading)
    longer = next(
        (phrases[phrase] for phrase in phrases if phrase.count(" ") > 1 and text.startswith(f"{phrase} ")), None
    )
    if longer:
        return longer
    return next((words[word] for word in re.findall(r"[\w-]+", text) if word in words), "other")


def section_headings(units: Sequence[Unit]) -> dict[int, SectionName]:
    """Index of each unit that heads a section, with the section's name, in order."""
    level = _section_level(units)
    found = _declared(units, level) if level else _by_words_and_look(units)
    return dict(sorted(found.items()))


def _section_level(units: Sequence[Unit]) -> int:
    """The outline level on which the sections stand; 0 where the format declares none that could be theirs."""
    declared = [unit for unit in units if unit.kind == "heading" and unit.level]
    levels = Counter(unit.level for unit in declared)
    known = Counter(unit.level for unit in declared if known_section(unit.text))
    if known:
        most = max(known.values())
        return min(level for level, count in known.items() if count == most)
    repeated = [level for level, count in levels.items() if count > 1]
    if not repeated or len(_by_words_and_look(units)) > 1:
        return 0
    return min(repeated)


def _declared(units: Sequence[Unit], level: int) -> dict[int, SectionName]:
    """Headings of the sections' level, with what stands out and has a heading's words on no level at all."""
    found: dict[int, SectionName] = {}
    first = _end_of_contacts(units)
    for i, unit in enumerate(units):
        known = known_section(unit.text)
        if unit.kind == "heading" and unit.level:
            if unit.level == level and (known or (i >= first and not is_document_title(unit.text))):
                found[i] = likely_section(unit.text)
            elif known and found and (unit.level < level or _stands_alone(units, i)):
                found[i] = known
        elif known and _may_head(unit) and (unit.kind == "heading" or unit.capitals):
            found[i] = known
    return found


def _stands_alone(units: Sequence[Unit], index: int) -> bool:
    """Whether a heading below the sections' level is one of theirs all the same: nothing makes it part of an entry."""
    text = units[index].text
    repeated = sum(_normal(unit.text) == _normal(text) for unit in units) > 1
    dated = index + 1 < len(units) and bool(find_periods(units[index + 1].text)) and units[index + 1].kind != "bullet"
    return not (repeated or dated or heads_a_part_of_an_entry(text) or title_words(text))


def _by_words_and_look(units: Sequence[Unit]) -> dict[int, SectionName]:
    looks = [_look(unit) for unit in units]
    body = _body_look(units)
    found = {i: name for i, unit in enumerate(units) if _may_head(unit) and (name := known_section(unit.text))}
    if body.size or any(unit.bold for unit in units):
        standing_out = {i: name for i, name in found.items() if looks[i].stands_out(body)}
        found = standing_out if len(standing_out) > 1 else found
    found = {i: name for i, name in found.items() if not _is_part_of_an_entry(i, looks, found, units)}
    shared = Counter(looks[i] for i in found if looks[i].stands_out(body))
    first = _end_of_contacts(units)
    for i in range(first, len(units)):
        usual = shared[looks[i]] >= min(2, len(found)) > 0
        if i not in found and usual and _may_head(units[i]) and _is_invented(units, i, body):
            found[i] = likely_section(units[i].text)
    return found


_PARTS_OF_ENTRIES = re.compile(
    r"(?:(?:key|main|selected|notable|major|relevant)\s)?(?:achievements|accomplishments|highlights|technologies|tools|"
    r"software|"
    r"projects?|skills|coursework|activities|environment|duties|responsibilities|tasks|logros|aufgaben|missions|"
    r"erfolge)"
)


def heads_a_part_of_an_entry(line: str) -> bool:
    """Whether a line announces a part of a job's description: "Key achievements:", "Duties"."""
    return bool(_PARTS_OF_ENTRIES.fullmatch(_normal(line)))


def _is_part_of_an_entry(index: int, looks: list[_Look], found: dict[int, SectionName], units: Sequence[Unit]) -> bool:
    """Whether "Key achievements" and the like stand inside a job: set off otherwise than most headings are."""
    if not heads_a_part_of_an_entry(units[index].text):
        return False
    faces = Counter((looks[i].size, looks[i].bold, looks[i].capitals) for i in found)
    own = (looks[index].size, looks[index].bold, looks[index].capitals)
    repeated = sum(_normal(units[i].text) == _normal(units[index].text) for i in found) > 1
    return repeated or faces[own] < max(faces.values())


def _end_of_contacts(units: Sequence[Unit]) -> int:
    """Index behind the name and contact details at the top."""
    mails = [i for i, unit in enumerate(units[:_TOP_UNITS]) if _EMAIL.search(unit.text)]
    return mails[0] + 1 if mails else 1


def _may_head(unit: Unit) -> bool:
    text = unit.text.strip()
    if unit.kind not in ("heading", "paragraph") or len(text) > _MAX_LENGTH or len(text.split()) > 2 * _MAX_WORDS:
        return False
    if text[-1:] in ".,;" or not any(map(str.isalpha, text)) or _DETAIL.search(text):
        return False
    return len(_despaced(text).split()) <= _MAX_WORDS and not find_periods(text)


def _look(unit: Unit) -> _Look:
    return _Look(unit.kind == "heading", round((unit.size or 0) * 2), unit.bold, unit.capitals)


def _body_look(units: Sequence[Unit]) -> _Look:
    """The look that most of the text has."""
    weight: Counter[_Look] = Counter()
    for unit in units:
        weight[_Look(False, round((unit.size or 0) * 2), unit.bold, False)] += len(unit.text)
    return weight.most_common(1)[0][0] if weight else _Look(False, 0, False, False)


def _is_invented(units: Sequence[Unit], index: int, body: _Look) -> bool:
    """Whether a line that looks like the section headings is one, though its words are no heading's."""
    unit = units[index]
    if index + 1 >= len(units) or heads_a_part_of_an_entry(unit.text):
        return False
    following = units[index + 1]
    dated = len(following.text) < 100 and following.kind != "bullet" and bool(find_periods(following.text))
    telling = bool(title_words(unit.text) or organization_words(unit.text))
    if unit.capitals or _look(unit).size > body.size:
        return not (dated and telling)
    return not dated and not telling
