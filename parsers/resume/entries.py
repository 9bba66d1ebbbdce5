"""Finding the entries of a section: jobs, posts, courses, certificates, projects.

Lines are told apart by what a reader sees: declared sub-headings, lines with a date at one end, bold lines, short lines
beside them, and the body under them. Which side of a lone date the names stand on is settled by the first one of the
section, since people are consistent within a section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.dates import find_periods
from parsers.resume.heads import Head, Subject, broken_date, read_head
from parsers.resume.lines import (
    class_of,
    dated_at_an_end,
    head_text,
    is_duration,
    is_proper,
    is_signature,
    names_columns,
    names_place_last,
    ranges,
    telling,
    told_head,
)
from parsers.resume.model import SectionName
from parsers.resume.units import Unit
from parsers.resume.words import degree_words, names_school, organization_words, says_unpaid, title_words
from parsers.sentences import sentences

#: Sections made of entries; elsewhere only a head with a date range and the look of one counts.
_OF_ENTRIES = frozenset({"work", "volunteer", "education", "certificates", "projects", "other"})
#: Sections in which each item of a list is an entry.
_OF_ITEMS = frozenset({"education", "certificates"})
_MAX_HEAD_LINES = 4


@dataclass(slots=True)
class Draft:
    """An entry as it is put together: indexes of units, the head's and the body's."""

    head: list[int]
    read: Head
    section: SectionName
    body: list[int] = field(default_factory=list)


def find_entries(units: Sequence[Unit], first: int, last: int, section: SectionName, body_bold: bool) -> list[Draft]:
    """The entries among `units[first:last]`, the lines of one section without its heading."""
    return _Finder(units, first, last, section, body_bold).drafts()


class _Finder:
    """One section on its way from lines to entries."""

    def __init__(self, units: Sequence[Unit], first: int, last: int, section: SectionName, body_bold: bool) -> None:
        self.units, self.first, self.last, self.section = units, first, last, section
        self.learning = section in _OF_ITEMS
        self.classes = {i: class_of(units[i], body_bold, self.learning) for i in range(first, last)}
        self.classes.update({i: "body" for i in range(first, last - 1) if names_columns(units[i], units[i + 1])})
        if last == len(units) and last - 1 > first and is_signature(units[last - 1].text):
            self.classes[last - 1] = "body"
        self.claimed: set[int] = set()
        self._has_dates = any(one == "dated" for one in self.classes.values())
        self.dates_lead = self._dates_lead()

    def drafts(self) -> list[Draft]:
        """All entries in order, each with its body."""
        heads = self._heads()
        if self.section in _OF_ENTRIES and not heads:
            heads = self._dated_items()
        if self.section in _OF_ITEMS:
            heads += self._items(heads)
        heads += self._rows(heads)
        heads.sort(key=lambda head: head[0])
        heads = self._with_employers_above(heads)
        drafts = [Draft(head, self._read(head), self.section) for head in heads]
        self._fill_bodies(drafts)
        return _with_employers(self.units, drafts)

    def _read(self, head: Sequence[int]) -> Head:
        schooled = self.section == "other" and any(names_school(self.units[i].text) for i in head)
        subject: Subject = (
            "course" if self.learning or schooled else "project" if self.section == "projects" else "post"
        )
        texts = [head_text(self.units[i].text) if self.units[i].kind == "row" else self.units[i].text for i in head]
        if self.classes[head[-1]] == "told":
            texts[-1] = _without_stops(texts[-1][: told_head(texts[-1], self.learning)])
        elif len(head) == 1 and (self.units[head[0]].kind == "bullet" or self.section in _OF_ITEMS):
            texts = [_leading_sentence(texts[0])]
        return read_head(texts, subject)

    def _dates_lead(self) -> bool:
        """Whether dates stand before the names that they belong to: what most of the dated lines speak for."""
        votes = 0
        for i in range(self.first, self.last):
            if self.classes[i] == "dated":
                votes += self._names_something(i + 1) - self._names_something(i - 1)
                votes += i == self.first
        return votes > 0

    def _names_something(self, i: int) -> int:
        if not self.first <= i < self.last or self.classes[i] in ("body", "dated"):
            return 0
        return 1 + (self.classes[i] != "weak" or telling(self.units[i].text))

    def _heads(self) -> list[list[int]]:
        heads: list[list[int]] = []
        for i in range(self.first, self.last):
            if i in self.claimed or not self._is_anchor(i):
                continue
            head = self._grown(i)
            self.claimed.update(head)
            heads.append(head)
        return heads

    def _is_anchor(self, i: int) -> bool:
        kind, unit = self.classes[i], self.units[i]
        dated = bool(ranges(unit.text))
        if self.section not in _OF_ENTRIES:
            return dated and (kind == "heading" or (kind == "dated" and unit.bold))
        if kind == "heading":
            return self.section != "other" or self._has_entry_headings()
        if kind == "styled":
            names = telling(unit.text) or not self._has_dates
            return self.section != "other" and unit.bold and names and not self._near_anchor(i)
        if kind == "weak" and self.learning:
            return not self._near_anchor(i) and (degree_words(unit.text) > 0 or names_school(unit.text))
        return kind in ("dated", "told")

    def _has_entry_headings(self) -> bool:
        texts = [self.units[i].text for i in range(self.first, self.last) if self.classes[i] == "heading"]
        over_a_date = any(self.classes[i] == "heading" and self._near_anchor(i) for i in range(self.first, self.last))
        return over_a_date or any(
            ranges(text) or (re.search(r"\s[—–|@]\s", text) and title_words(text)) for text in texts
        )

    def _near_anchor(self, i: int) -> bool:
        """Whether a line without a date stands directly above one that has it, so that both make one head."""
        for j in range(i + 1, min(i + _MAX_HEAD_LINES, self.last)):
            if self.classes[j] in ("dated", "heading"):
                return self.classes[j] == "dated" and not self.dates_lead
            if self.classes[j] == "body":
                return False
        return False

    def _grown(self, anchor: int) -> list[int]:
        """The anchor with the lines around it that its head needs."""
        head = [anchor]
        if self.classes[anchor] == "told":
            return head
        if self._goes_on_below(anchor):
            head.append(anchor + 1)
        if self.units[anchor].kind == "row" and self.units[anchor].text.count(" | ") > 1:
            read = self._read(head)
            if read.organization or not read.title:
                return head
        if self.classes[anchor] in ("heading", "styled"):
            return self._down_to_date(head)
        if not self.dates_lead:
            self._upwards(head)
        self._downwards(head)
        return head

    def _goes_on_below(self, i: int) -> bool:
        """Whether a date in the first column is broken over two lines: "March 2012 – | Baker", "June 2014 |"
        " Hobbs Ltd"."""
        if i + 1 >= self.last or self.units[i].kind != "row" or self.units[i + 1].kind != "row":
            return False
        return broken_date(self.units[i].text, self.units[i + 1].text) is not None

    def _down_to_date(self, head: list[int]) -> list[int]:
        if find_periods(self.units[head[0]].text):
            self._downwards(head, only_telling=True)
            return head
        below: list[int] = []
        for j in range(head[0] + 1, min(head[0] + _MAX_HEAD_LINES, self.last)):
            if self.classes[j] in ("body", "heading"):
                break
            below.append(j)
            if self.classes[j] == "dated":
                return head + below
        self._downwards(head, only_telling=True)
        return head

    def _upwards(self, head: list[int]) -> None:
        for j in range(head[0] - 1, max(head[0] - _MAX_HEAD_LINES, self.first) - 1, -1):
            if j in self.claimed or self.classes[j] not in ("styled", "weak"):
                return
            read = self._read(head)
            if self.learning and names_school(self.units[j].text) and not names_school(read.organization):
                head.insert(0, j)
                continue
            if self.classes[j] == "weak" and read.title and read.organization and read.certain:
                return
            if read.title and read.organization and self.classes[j] == "weak" and not telling(self.units[j].text):
                return
            head.insert(0, j)

    def _downwards(self, head: list[int], only_telling: bool = False) -> None:
        for j in range(head[-1] + 1, min(head[-1] + _MAX_HEAD_LINES, self.last)):
            read = self._read(head)
            if j in self.claimed or self.classes[j] not in ("styled", "weak"):
                return
            complete = bool(read.title and read.organization)
            if complete and (read.certain or not organization_words(self.units[j].text)):
                return
            nothing_yet = not read.title and not read.organization
            text = self.units[j].text
            named = telling(text) or (j == head[0] + 1 and (self.dates_lead and is_proper(text)))
            named = named or (j == head[-1] + 1 and bool(read.title) and names_place_last(text))
            named = named or (self.learning and bool(read.organization) and not read.title and is_proper(text))
            if not named and (only_telling or not nothing_yet) and self.classes[j] == "weak":
                return
            if self.classes[j] == "styled" and self._near_anchor(j) and not nothing_yet:
                return
            head.append(j)

    def _dated_items(self) -> list[list[int]]:
        """Items of a list that are entries, where a section has no other heads: "2015–2018 Baker, Hobbs Ltd"."""
        items = [i for i in range(self.first, self.last) if self.units[i].kind == "bullet"]
        return [[i] for i in items if dated_at_an_end(self.units[i].text) and ranges(self.units[i].text)]

    def _items(self, heads: Sequence[Sequence[int]]) -> list[list[int]]:
        """Items of a list that stand under no head: each is an entry."""
        first_head = min((head[0] for head in heads), default=self.last)
        return [
            [i]
            for i in range(self.first, first_head)
            if self.units[i].kind == "bullet" and self.units[i].level == 0 and i not in self.claimed
        ]

    def _rows(self, heads: Sequence[Sequence[int]]) -> list[list[int]]:
        """Rows of a table, its head left out."""
        if self.section not in _OF_ENTRIES or (self.section == "other" and not self._dated_rows()):
            return []
        rows = [i for i in range(self.first, self.last) if self.units[i].kind == "row"]
        column_names = len(rows) > 1 and not re.search(r"\d", self.units[rows[0]].text)
        unclaimed = [i for i in rows[column_names:] if i not in self.claimed]
        if self.section not in _OF_ITEMS and any(head[0] < unclaimed[0] for head in heads if unclaimed):
            return []
        return [[i] for i in unclaimed]

    def _dated_rows(self) -> bool:
        return any(self.units[i].kind == "row" and ranges(self.units[i].text) for i in range(self.first, self.last))

    def _with_employers_above(self, heads: list[list[int]]) -> list[list[int]]:
        """Heads with the employer that stands on a line of its own above them, set like that of the section's first.

        "Pinewood Freight", "4 years 8 months", then the role with its dates.
        """
        look: tuple[float | None, bool, bool] | None = None
        found: list[list[int]] = []
        for head in heads:
            above = self._line_above(head[0])
            if above is None or self._read(head).organization:
                found.append(head)
                continue
            unit = self.units[above]
            if look is None and above == self.first:
                look = unit.size, unit.bold, unit.italic
            employs = look == (unit.size, unit.bold, unit.italic)
            found.append([*range(above, head[0]), *head] if employs else head)
        return found

    def _line_above(self, first: int) -> int | None:
        """The line that may name the employer of the head that begins at `first`: above it, or above its duration."""
        above = first - 1
        if above > self.first and is_duration(self.units[above].text):
            above -= 1
        if above < self.first or above in self.claimed or self.classes[above] not in ("weak", "styled"):
            return None
        return above if is_proper(self.units[above].text) else None

    def _fill_bodies(self, drafts: Sequence[Draft]) -> None:
        starts = [draft.head[0] for draft in drafts] + [self.last]
        for draft, end in zip(drafts, starts[1:], strict=True):
            draft.body = list(range(draft.head[-1] + 1, end))


def _without_stops(text: str) -> str:
    """ "Baker, Hobbs Ltd, Leeds. 2015 to 2018." with bars in the place of the full stops around its date."""
    date = find_periods(text)[0]
    return f"{text[: date.start].rstrip(' .,;:(')} | {text[date.start : date.end]} | {text[date.end :].strip(' .,;:)')}"


def _leading_sentence(text: str) -> str:
    spans = sentences(text)
    leading = text[spans[0][0] : spans[0][1]] if spans else text
    return leading if find_periods(leading) or not find_periods(text) else text


def _with_employers(units: Sequence[Unit], drafts: list[Draft]) -> list[Draft]:
    """Roles that share an employer named once: each gets the employer, and a head of the employer alone goes."""
    kept: list[Draft] = []
    employer: Draft | None = None
    followers: list[Draft | None] = [*drafts[1:], None]
    for draft, following in zip(drafts, followers[: len(drafts)], strict=True):
        doubtful = not draft.read.certain and not organization_words(draft.read.organization)
        if employer is not None and doubtful and _is_role_at(employer, draft):
            draft.read = _with_whole_title(draft.read)
        read = draft.read
        if following is not None and _is_employer_of(units, draft, following):
            draft.read = replace(read, organization=read.organization or read.title)
            following.read = replace(_with_whole_title(following.read), periods=following.read.periods or read.periods)
            following.head = draft.head + following.head
            employer = draft
            continue
        if employer is not None and read.title and not read.organization:
            place = read.location or employer.read.location
            draft.read = replace(read, organization=employer.read.organization, location=place)
        elif read.organization:
            employer = draft if len(draft.head) > 1 and _own_line(units, draft) else None
        kept.append(draft)
    return kept


def _is_employer_of(units: Sequence[Unit], draft: Draft, following: Draft) -> bool:
    """Whether a head is no entry but the employer (or school) of the roles that come next."""
    if draft.body or not following.read.title:
        return False
    if following.read.organization:
        return not draft.read.title and bool(draft.read.organization) and _is_role_at(draft, following)
    first, next_first = units[draft.head[0]], units[following.head[0]]
    if first.kind == next_first.kind == "heading" and next_first.level > first.level:
        return True
    return not draft.read.title and bool(draft.read.organization)


def _is_role_at(employer: Draft, draft: Draft) -> bool:
    """Whether what was taken for a role's employer may be the role's department: its times lie within the employer's.

    "Charge Nurse, Telemetry (2020–2022)" under an employer of 2017–2022.
    """
    whole = employer.read.periods
    if not draft.read.organization or not whole or not draft.read.periods:
        return False
    first, last = whole[0].start, whole[0].end
    begins, ends = draft.read.periods[0].start, draft.read.periods[0].end
    if first is None or begins is None or begins.year < first.year:
        return False
    return last is None or (ends is not None and ends.year <= last.year)


def _with_whole_title(read: Head) -> Head:
    """The head with what was taken for the employer as part of the title."""
    return replace(read, title=", ".join(filter(None, (read.title, read.organization))), organization="")


def _own_line(units: Sequence[Unit], draft: Draft) -> bool:
    """Whether the employer stands on a line of the head without position and dates."""
    first = units[draft.head[0]].text
    return draft.read.organization in first and draft.read.title not in first and not find_periods(first)


def section_of_entry(draft: Draft, units: Sequence[Unit]) -> SectionName:
    """The section an entry belongs to by what it says: unpaid work is volunteering wherever it stands."""
    head = " ".join(units[i].text for i in draft.head)
    opening = " ".join(units[i].text for i in draft.body[:1] if len(units[i].text) <= 80 and units[i].kind != "bullet")
    if draft.section in ("work", "other", "projects") and (says_unpaid(head) or says_unpaid(opening)):
        return "volunteer"
    if draft.section in _OF_ITEMS:
        return _kind_of_learning(head, draft)
    if draft.section != "other":
        return draft.section
    if (names_school(head) and not title_words(draft.read.title)) or degree_words(head) > 1:
        return "education"
    return "work" if title_words(head) or (ranges(head) and organization_words(head)) else "other"


_CERTIFICATE = re.compile(
    r"\b(?:certificat\w*|certified|licen[cs]e\w*|permit|first aid|cpr|course|workshop|seminar|training|registered|"
    r"registration|"
    r"zertifikat\w*|schein|kurs|lehrgang|schulung|führerschein|curso|certificado|taller|carnet|permis|habilitation|"
    r"ticket|card)\b",
    re.IGNORECASE,
)


def _kind_of_learning(head: str, draft: Draft) -> SectionName:
    """Degrees and schools are education, courses and licences certificates, whatever heading they share."""
    schooled = degree_words(draft.read.title) > 0
    certified = bool(_CERTIFICATE.search(head))
    if draft.section == "certificates":
        return "education" if schooled and not certified else "certificates"
    return "certificates" if certified and not schooled and not names_school(head) else "education"
