"""What a résumé holds, in the terms of JSON Resume (https://jsonresume.org/schema)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers.dates import Period
from parsers.document import Document

SectionName = Literal[
    "basics",  # name and contact details
    "summary",
    "work",
    "volunteer",
    "education",
    "certificates",  # also licences and tickets
    "skills",
    "languages",
    "projects",
    "awards",
    "publications",
    "interests",
    "references",
    "other",
]
StatementKind = Literal["heading", "bullet", "sentence", "row", "item"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the résumé; `heading` is the document's own wording, empty where there is none."""

    name: SectionName
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One job, post, course or project, with the span from its heading line to its last statement."""

    index: int
    section: SectionName
    title: str  #: position, degree, certificate or project; empty where it is not said
    organization: str
    period: Period | None
    start: int
    end: int
    location: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest quotable piece: a sentence, a bullet's sentence, a table row, an item of a list, an entry's heading.

    `text` is `document.text[start:end]`. `entry` is an index into `Resume.entries`, None outside of any.
    """

    text: str
    start: int
    end: int
    section: SectionName
    heading: str
    kind: StatementKind
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Basics:
    """Who the candidate is and how to reach them; empty strings where it is not said."""

    name: str = ""
    label: str = ""  #: professional title under the name
    email: str = ""
    phone: str = ""
    url: str = ""
    location: str = ""
    #: Spans of the running text that identify the person (name, contact, address): masked before judging.
    identity: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Resume:
    """A résumé as it was understood; every offset points into `document.text`."""

    document: Document
    basics: Basics
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    statements: tuple[Statement, ...]
