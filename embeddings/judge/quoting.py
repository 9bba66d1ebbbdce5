"""What is shown of the passages that speak for a requirement: exact quotes that tell a reader where to look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from embeddings.judge.model import Evidence, Passage
from embeddings.judge.weighing import Numbers
from embeddings.requirements.model import LONGEST_QUOTE

#: An item shorter than this is quoted with the line that it stands in: "Excel" alone tells nobody where to look.
_CRUMB = 16


def worth_quoting(passages: Sequence[Passage], chances: Numbers, least: float) -> list[int]:
    """All passages, the likeliest first; in the place of a bare heading ("People") the likeliest that stands under it.

    A heading stays where nothing under it is at least `least` likely to be evidence.
    """
    found = []
    for i in np.argsort(-chances, kind="stable").tolist():
        best = max(_under(passages, i), key=lambda k: chances[k], default=i) if _is_bare(passages[i]) else i
        found.append(best if chances[best] >= least else i)
    return list(dict.fromkeys(found))


def _is_bare(passage: Passage) -> bool:
    """True of a heading that is no post's and no course's, as résumés have that are built by skills."""
    return passage.kind == "heading" and passage.entry is None and passage.section != "basics"


def _under(passages: Sequence[Passage], heading: int) -> range:
    """What stands between a heading and the next one of its section."""
    last = heading + 1
    while last < len(passages) and passages[last].kind != "heading":
        if passages[last].section != passages[heading].section:
            break
        last += 1
    return range(heading + 1, last)


def quoted(passage: Passage, score: float) -> Evidence:
    """The passage as evidence: cut at a word where it is too long, within its line where it is a crumb."""
    text, start = passage.text, passage.start
    if passage.line and len(text) < _CRUMB:
        text, start = passage.line, passage.line_start
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rsplit(" ", 1)[0]
    return Evidence(text, start, start + len(text), passage.source, passage.section, round(score, 3))


def without_parts(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The quotes in their order, without those that stand in another one of the same source."""
    all_ = list(dict.fromkeys(quotes))
    return tuple(one for one in all_ if not any(_within(one, other) for other in all_ if other is not one))


def overlapping(one: Evidence, other: Evidence) -> bool:
    """True where two quotes share a character."""
    return one.source == other.source and one.start < other.end and other.start < one.end


def _within(one: Evidence, other: Evidence) -> bool:
    """True where another quote holds this one, and of two equal spans for the one that is less sure."""
    if one.source != other.source or one.start < other.start or one.end > other.end:
        return False
    return (one.start, one.end) != (other.start, other.end) or one.score < other.score
