"""In which words a requirement and a passage are read: the subject without its frame, the passage in its entry."""

from __future__ import annotations

import re

from embeddings.judge.model import Passage

_FRAME = re.compile(
    r"^(?:(?:an?|the|some|any|proven|solid|strong|good|excellent|sound|working|thorough|deep|practical|hands-on|basic"
    r"|previous|prior|"
    r"relevant|recent|demonstrated|demonstrable|significant|extensive|advanced|confident|at least|minimum(?: of)?"
    r"|\d+\+?(?:\s*[-–]\s*\d+)?"
    r"|one|two|three|four|five|six|seven|eight|ten|or more|years?['’]?|yrs|of|in|with|using|experience[d]?|knowledge"
    r"|understanding|"
    r"ability to|able to|skills? in|familiarity|familiar|proficien(?:cy|t)|comfort(?:able)?|competen(?:ce|t)|command"
    r"|expertise|"
    r"track record|background|you|your|have|will|can|are|must|should|know|to)\s+)+",
    re.IGNORECASE,
)


def core(quote: str) -> str:
    """The subject matter of a requirement, without the frame words around it; the quote where nothing else is left."""
    stripped = _FRAME.sub("", quote)
    stripped = _FRAME.sub("", stripped).strip(" ,.;:")
    return stripped if len(stripped) > 2 else quote


def in_entry(passage: Passage) -> str:
    """The passage with its entry's heading before it, identity masked."""
    return heading_before(passage) + (passage.masked or passage.text)


def heading_before(passage: Passage) -> str:
    """What stands before the passage there; "" before a heading itself."""
    return f"{passage.entry_heading}: " if passage.entry_heading and passage.kind != "heading" else ""
