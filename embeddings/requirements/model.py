"""A requirement: one checkable thing that an advertisement asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Priority = Literal["must", "nice"]
Kind = Literal["skill", "tool", "experience", "education", "certification", "licence", "language", "soft", "logistics"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """`quote` is `job.document.text[start:end]`, at most 300 characters; `id` is stable for the same advertisement."""

    id: str
    quote: str
    start: int
    end: int
    priority: Priority
    kind: Kind
    context: str  #: the whole statement it was cut from
    heading: str  #: heading of its section in the advertisement, "" where there is none
    confidence: float = 1.0  #: that this is a requirement at all, 0–1
