"""From a document to a résumé: sections, entries, statements, and who the candidate is.

`parse_resume` is the only entrance. It never fails: a document without any structure gives one section of statements.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.document import Document
from parsers.resume.contacts import contact_parts, find_basics, is_label
from parsers.resume.entries import Draft, find_entries, section_of_entry
from parsers.resume.headings import known_section, section_headings
from parsers.resume.lines import head_text, told_head
from parsers.resume.model import Basics, Entry, Resume, Section, SectionName, Statement
from parsers.resume.statements import pieces
from parsers.resume.units import Unit, units_of

__all__ = ["parse_resume"]

#: Above the first heading, a paragraph of more words than this is a profile and no contact detail.
_CONTACT_WORDS = 16
#: Share of a contact line's part that identifies the person, above which nothing is left to quote.
_MOSTLY = 0.6
#: So many posts with dates, and nothing else, make a summary a list of posts.
_POSTS_OF_A_SUMMARY = 2
#: "Languages known: Urdu, Hindi" among personal details belongs to the section that its label names.
_LABELLED = re.compile(r"([^\W\d_][^:.,;|]{2,40}):\s")


def parse_resume(document: Document) -> Resume:
    """The résumé in a document; every offset points into `document.text`."""
    units = units_of(document)
    headings = section_headings(units)
    parts = _parts(units, headings)
    head = [unit for part in parts if part.name == "basics" for unit in units[part.first : part.last]]
    basics = find_basics(document.text, units, head)
    body_bold = _is_bold(units)
    for part in parts:
        if part.name != "basics":
            part.drafts = find_entries(units, part.first, part.last, part.name, body_bold)
            _settle(part, units)
    entries = _entries(parts, units)
    statements = _statements(document.text, units, parts, basics)
    sections = tuple(_section(document.text, units, part) for part in parts)
    return Resume(document, basics, sections, tuple(entries), tuple(statements))


class _Part:
    """A section in the making: its heading's unit, and the range of units below it."""

    def __init__(self, name: SectionName, heading: int | None, first: int, last: int) -> None:
        self.name, self.heading, self.first, self.last = name, heading, first, last
        self.drafts: list[Draft] = []


def _parts(units: Sequence[Unit], headings: dict[int, SectionName]) -> list[_Part]:
    starts = [*headings, len(units)]
    top = _top(units, starts[0])
    parts = [_Part("basics", None, 0, top)] if top else []
    if top < starts[0]:
        parts.append(_Part("other" if not headings else "summary", None, top, starts[0]))
    for start, following in itertools.pairwise(starts):
        parts.append(_Part(headings[start], start, start + 1, following))
    return parts


def _top(units: Sequence[Unit], first_heading: int) -> int:
    """How many units at the top give name and contact details, before a profile or an entry begins."""
    for i in range(first_heading):
        unit = units[i]
        if unit.kind == "bullet" or (
            unit.kind == "paragraph" and len(unit.text.split()) > _CONTACT_WORDS and _is_prose(unit)
        ):
            return i
        if i > 0 and first_heading == len(units) and _begins_an_entry(units, i):
            return i
    return first_heading


def _is_prose(unit: Unit) -> bool:
    return not any(mark in unit.text for mark in ("@", "|", " · ", " • "))


def _begins_an_entry(units: Sequence[Unit], i: int) -> bool:
    return i > 7 or (
        any(True for _ in find_entries(units, i, min(i + 2, len(units)), "work", body_bold=False))
        and not _is_contact(units[i])
    )


def _is_contact(unit: Unit) -> bool:
    return "@" in unit.text


def _is_bold(units: Sequence[Unit]) -> bool:
    """Whether most of the text is bold, so that bold tells nothing."""
    weight = sum(len(unit.text) if unit.bold else -len(unit.text) for unit in units)
    return weight > 0


def _settle(part: _Part, units: Sequence[Unit]) -> None:
    """Give entries their sections, and a section with an unknown heading the name of what it holds."""
    for draft in part.drafts:
        draft.section = section_of_entry(draft, units)
    if part.name == "summary" and part.heading is not None:
        _settle_summary(part, units)
    invented = part.heading is not None and not known_section(units[part.heading].text)
    if part.name == "other" and invented and part.drafts:
        names = [draft.section for draft in part.drafts]
        common = max(sorted(set(names)), key=names.count)
        if common == "other" and any(
            period.start != period.end for draft in part.drafts for period in draft.read.periods
        ):
            common = "work"
        if common != "other":
            part.name = common
            for draft in part.drafts:
                draft.section = common if draft.section == "other" else draft.section


def _settle_summary(part: _Part, units: Sequence[Unit]) -> None:
    """A "career summary" may be a list of posts."""
    drafts = find_entries(units, part.first, part.last, "work", body_bold=False)
    posts = [draft for draft in drafts if draft.read.title and any(p.start != p.end for p in draft.read.periods)]
    if len(posts) >= _POSTS_OF_A_SUMMARY and len(posts) == len(drafts):
        part.name, part.drafts = "work", drafts
        for draft in drafts:
            draft.section = section_of_entry(draft, units)


def _section(text: str, units: Sequence[Unit], part: _Part) -> Section:
    start = units[part.heading].start if part.heading is not None else units[part.first].start
    end = units[part.last - 1].end if part.last > part.first else units[part.first - 1].end
    return Section(part.name, units[part.heading].text if part.heading is not None else "", start, end)


def _entries(parts: Sequence[_Part], units: Sequence[Unit]) -> list[Entry]:
    """The entries; a post held twice, with a pause between, gives one for each time."""
    entries: list[Entry] = []
    for part in parts:
        for draft in part.drafts:
            read, last = draft.read, [*draft.head, *draft.body][-1]
            for number, period in enumerate(read.periods or (None,)):
                end = units[last].end if number == 0 else units[draft.head[-1]].end
                entries.append(
                    Entry(
                        len(entries),
                        draft.section,
                        read.title,
                        read.organization,
                        period,
                        units[draft.head[0]].start,
                        end,
                        read.location,
                    )
                )
    return entries


def _statements(text: str, units: Sequence[Unit], parts: Sequence[_Part], basics: Basics) -> list[Statement]:
    statements: list[Statement] = []
    index = 0
    for part in parts:
        heading = units[part.heading].text if part.heading is not None else ""
        if part.name == "basics":
            statements += _leftovers(text, units[part.first : part.last], heading, basics)
            continue
        first_entry = part.drafts[0].head[0] if part.drafts else part.last
        for unit in units[part.first : first_entry]:
            statements += _of_unit(text, unit, part.name, heading, None)
        for draft in part.drafts:
            start, end = units[draft.head[0]].start, units[draft.head[-1]].end
            if _is_item(draft, units):
                statements += _of_unit(text, units[draft.head[0]], draft.section, heading, index)
            else:
                statements.append(Statement(text[start:end], start, end, draft.section, heading, "heading", index))
            for i in draft.body:
                statements += _of_unit(text, units[i], draft.section, heading, index)
            index += max(1, len(draft.read.periods))
    return statements


def _is_item(draft: Draft, units: Sequence[Unit]) -> bool:
    """Whether an entry is an item of a list or a row of a table rather than a head with a body."""
    unit = units[draft.head[0]]
    if len(draft.head) > 1:
        return False
    if unit.kind == "row":
        return draft.section not in ("work", "volunteer") or head_text(unit.text) != unit.text
    return unit.kind == "bullet" or bool(told_head(unit.text, learning=draft.section in ("education", "certificates")))


def _of_unit(text: str, unit: Unit, section: SectionName, heading: str, entry: int | None) -> list[Statement]:
    label = _LABELLED.match(unit.text) if section in ("basics", "other") else None
    named = known_section(label[1].removesuffix(" known")) if label else None
    section = named if named in ("languages", "skills", "interests", "certificates") else section
    return [
        Statement(text[start:end], start, end, section, heading, kind, entry)
        for start, end, kind in pieces(text, unit, section)
    ]


def _leftovers(text: str, units: Sequence[Unit], heading: str, basics: Basics) -> list[Statement]:
    """What stands beside name and contact details and is not them: "own car", "RGN" behind the name, a profession."""
    found: list[Statement] = []
    for unit in units:
        hidden = [(max(a, unit.start), min(b, unit.end)) for a, b in basics.identity if a < unit.end and unit.start < b]
        if not hidden:
            found += _of_unit(text, unit, "basics", heading, None)
            continue
        parts = contact_parts(text, unit) if basics.name not in unit.text else _between(text, unit, hidden)
        for start, end in parts:
            masked = sum(max(0, min(end, b) - max(start, a)) for a, b in hidden)
            rest = _unmasked(text, start, end, hidden)
            if masked < _MOSTLY * (end - start) and not is_label(text[start:end]) and not is_label(rest):
                found.append(Statement(text[start:end], start, end, "basics", heading, "item"))
    return found


def _unmasked(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """What is left of a span without what identifies: "Age" of "Age 58"."""
    kept = "".join(
        letter for at, letter in enumerate(text[start:end], start) if not any(a <= at < b for a, b in hidden)
    )
    return kept.strip(" \t\n,;:|·•–—-~/()")


def _between(text: str, unit: Unit, hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a unit between identifying spans, bare of punctuation; single words of it are not kept."""
    edges = [unit.start, *(edge for span in hidden for edge in span), unit.end]
    spans = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end]
        left = start + len(part) - len(part.lstrip(" \t\n,;:|·•–—-~/)"))
        right = start + len(part.rstrip(" \t\n,;:|·•–—-~/("))
        if left < right:
            spans.append((left, right))
    return spans
