"""A résumé or a told answer as passages: the smallest quotable pieces, with what a judge may know about each."""

from __future__ import annotations

from embeddings.judge.model import Passage
from parsers.dates import Month, Period, find_periods
from parsers.resume.model import Entry, Resume, Statement
from parsers.sentences import sentences

#: What stands in the place of a masked name, address or number.
MASK = "…"


def passages_of_resume(resume: Resume) -> tuple[Passage, ...]:
    """Every statement of the résumé that could be evidence, identity masked."""
    found = []
    for statement in resume.statements:
        entry = resume.entries[statement.entry] if statement.entry is not None else None
        masked = _masked(statement, resume.basics.identity)
        if masked.strip(f"{MASK} |,;·•-–—"):
            found.append(_passage(statement, entry, masked, resume.document.text))
    return tuple(found)


def _passage(statement: Statement, entry: Entry | None, masked: str, whole: str) -> Passage:
    line_start = whole.rfind("\n", 0, statement.start) + 1
    line_end = whole.find("\n", statement.end)
    line = whole[line_start : len(whole) if line_end < 0 else line_end]
    return Passage(
        text=statement.text,
        start=statement.start,
        end=statement.end,
        source="resume",
        section=statement.section,
        kind=statement.kind,
        entry=statement.entry,
        entry_heading=", ".join(filter(None, (entry.title, entry.organization))) if entry else "",
        period=entry.period if entry else None,
        masked=masked if masked != statement.text else "",
        line=line if statement.kind == "item" else "",
        line_start=line_start,
    )


def _masked(statement: Statement, identity: tuple[tuple[int, int], ...]) -> str:
    """The statement's text with the words that identify the person replaced by MASK."""
    text, shift = statement.text, 0
    for start, end in sorted(identity):
        first, last = max(start, statement.start), min(end, statement.end)
        if first < last:
            a, b = first - statement.start + shift, last - statement.start + shift
            text = text[:a] + MASK + text[b:]
            shift += len(MASK) - (b - a)
    return text


def passages_of_answer(answer_id: str, text: str, today: Month) -> tuple[Passage, ...]:
    """The sentences of what a candidate told; dates said anywhere in the answer hold for all of it."""
    period = _period_told(text)
    return tuple(
        Passage(text[start:end], start, end, f"answer:{answer_id}", "answer", "sentence", period=period)
        for start, end in sentences(text)
    )


def _period_told(text: str) -> Period | None:
    periods = [found.period for found in find_periods(text)]
    return max(periods, key=lambda period: (period.ongoing, period.start is not None), default=None)
