"""A résumé or a told answer as passages: the smallest quotable pieces, with what a judge may know about each."""

from __future__ import annotations

from embeddings.judge.model import Passage
from embeddings.requirements.model import LONGEST_QUOTE
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
            found.append(_passage(statement, entry, masked, resume.document.text, _line_of(statement, resume)))
    return tuple(found)


def _line_of(statement: Statement, resume: Resume) -> tuple[int, int] | None:
    """Where the line of a list begins and ends, if an item of it may be quoted with all of it.

    None where it says nothing more, where it is too long for a quote, and where it holds what identifies the person.
    """
    if statement.kind != "item" or statement.section == "basics":
        return None
    whole = resume.document.text
    start = whole.rfind("\n", 0, statement.start) + 1
    end = whole.find("\n", statement.end)
    end = len(whole) if end < 0 else end
    identified = any(first < end and start < last for first, last in resume.basics.identity)
    more = (start, end) != (statement.start, statement.end)
    return (start, end) if more and end - start <= LONGEST_QUOTE and not identified else None


def _passage(
    statement: Statement, entry: Entry | None, masked: str, text: str, line: tuple[int, int] | None
) -> Passage:
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
        line=text[line[0] : line[1]] if line else "",
        line_start=line[0] if line else 0,
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
