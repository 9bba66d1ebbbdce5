"""A requirement: one checkable thing that an advertisement asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Priority = Literal["must", "nice"]
Kind = Literal["skill", "tool", "experience", "education", "certification", "licence", "language", "soft", "logistics"]


#: Characters of a quote, of an advertisement or of a candidate, by the report's contract.
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Requirement:
    """`quote` is `job.document.text[start:end]`, at most LONGEST_QUOTE long; one advertisement gives the same ids."""

    id: str
    quote: str
    start: int
    end: int
    priority: Priority
    kind: Kind
    context: str  #: the whole statement it was cut from
    heading: str  #: heading of its section in the advertisement, "" where there is none
    confidence: float = 1.0  #: that this is a requirement at all, 0–1
