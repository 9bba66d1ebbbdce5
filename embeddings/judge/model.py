"""What a judge takes and gives: passages of a candidate in, one judgement a requirement out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from embeddings.judge.cues import tells_work
from embeddings.requirements.model import Requirement
from parsers.dates import Month, Period

Status = Literal["met", "partial", "missing", "not_judged"]
#: Which of two answers is the better one for the candidate.
RANK: dict[Status, int] = {"not_judged": -1, "missing": 0, "partial": 1, "met": 2}

#: An answer less sure than this is worth a second look by a person, or by a second reader.
UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest quotable piece of a résumé or of a told answer."""

    text: str
    start: int  #: offset into the résumé's running text, or into the answer's text
    end: int
    source: str  #: "resume" or "answer:<id>"
    section: str  #: a résumé section name, or "answer"
    kind: str  #: heading, bullet, sentence, row, item
    entry: int | None = None  #: index of the entry it belongs to
    entry_heading: str = ""  #: title and organisation of that entry
    period: Period | None = None  #: dates of that entry, or those the passage itself tells
    masked: str = ""  #: text with identity masked: what a judge may look at; empty means the text has none
    line: str = ""  #: of an item in a longer line that may be quoted whole, that line
    line_start: int = 0  #: offset of that line

    @property
    def told(self) -> bool:
        """True of an answer to a question, False of the résumé."""
        return self.source != "resume"

    @property
    def listed(self) -> bool:
        """True of an item of a list of skills, which names a thing and does not show it in use.

        A sentence that tells work is none, although it stands among skills: some résumés are built so.
        """
        return self.kind == "item" or (self.section == "skills" and not tells_work(self.text))

    @property
    def place(self) -> str:
        """The section as what it shows: unpaid work is work, and so is work that is told among skills."""
        told_among_skills = self.section == "skills" and not self.listed
        return "work" if self.section == "volunteer" or told_among_skills else self.section


@dataclass(frozen=True, slots=True)
class Candidate:
    """Everything a candidate has shown: the résumé's passages first, then those of answers."""

    passages: tuple[Passage, ...]
    #: ISO 639-1: English, or the other language that the résumé or the advertisement is written in.
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a requirement: a passage, a part of one, or the line of one; offsets as in Passage."""

    quote: str
    start: int
    end: int
    source: str
    section: str
    score: float  #: 0–1, how strongly


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to one requirement; `evidence` is best first and empty when missing."""

    requirement: Requirement
    status: Status
    confidence: float
    evidence: tuple[Evidence, ...]
    why: str
    counted: bool = False  #: from dates, levels or names that were looked up: no opinion overrules it


class Judge(Protocol):
    """Anything that can answer requirements from passages; later judges replace earlier ones behind this."""

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        """One judgement a requirement, in order; the same input gives the same output."""
        ...
