"""What an advertisement holds, in the terms of schema.org JobPosting (https://schema.org/JobPosting).

Which statement is a requirement is not decided here but in `embeddings.requirements`; this is what stands on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers.document import Document

SectionName = Literal[
    "title",  # the head: title, place, pay line
    "description",  # about the post in general
    "responsibilities",  # duties, "what you will do", a typical day
    "qualifications",  # what is asked: requirements, person specification, "what we are looking for"
    "preferred",  # what is only wished for: "nice to have", desirable, bonus
    "benefits",  # pay, perks, training on offer
    "organization",  # who we are
    "application",  # how to apply, process, dates
    "conditions",  # hours, place, contract, physical demands, checks
    "equal_opportunity",  # equal-opportunity and legal text
    "other",  # a heading that says none of these
]
StatementKind = Literal["heading", "bullet", "sentence", "row"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the advertisement; `heading` is its own wording, empty where there is none."""

    name: SectionName
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, a bullet’s sentence or a table cell, with its cues; `text` is `document.text[start:end]`."""

    text: str
    start: int
    end: int
    section: SectionName
    heading: str
    kind: StatementKind
    #: Modal cue inside the statement: "must" (must, required, essential …), "nice" (preferred, a plus …) or "".
    modal: Literal["must", "nice", ""] = ""


@dataclass(frozen=True, slots=True)
class JobPosting:
    """An advertisement as it was understood; every offset points into `document.text`."""

    document: Document
    title: str
    organization: str
    location: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]

    def statement_at(self, offset: int) -> int | None:
        """The place among `statements` of the one that holds this offset of the text; None where none does."""
        return next((i for i, one in enumerate(self.statements) if one.start <= offset < one.end), None)
