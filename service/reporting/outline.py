"""What was read, as an outline in a terminal: sections, entries, statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from parsers.dates import Period
from parsers.document import Notice
from parsers.job.model import JobPosting
from parsers.job.model import Statement as JobStatement
from parsers.resume.model import Entry, Resume
from parsers.resume.model import Statement as ResumeStatement
from service.opening import page_count
from service.reading import Reading
from service.reporting import wording
from service.reporting.terminal import print_parts, shown, terminal

AnyStatement = TypeVar("AnyStatement", ResumeStatement, JobStatement)

_AS = {"resume": "a résumé", "job": "a job advertisement"}


def print_outline(reading: Reading, console: Console | None = None) -> None:
    """Print the outline; without a console on standard output."""
    print_parts(_parts(reading), console or terminal())


def _parts(reading: Reading) -> Iterator[RenderableType]:
    document = reading.document
    pages = page_count(document)
    size = f", {wording.plural(pages, 'page')}" if pages else ""
    yield Group(
        Text(shown(reading.file), style="bold"),
        Text(
            f"Read as {_AS[reading.kind]} ({wording.format_of(document.media_type)}{size}). Nothing is judged here.",
            style="dim",
        ),
    )
    for title, notices in (("Please note", document.notices), ("What other systems may lose", reading.losses)):
        if notices:
            yield Group(Text(title, style="bold"), *map(_warning, notices))
    if isinstance(reading.parsed, Resume):
        yield from _resume_parts(reading.parsed)
    else:
        yield from _job_parts(reading.parsed, reading)


def _warning(notice: Notice) -> RenderableType:
    return Padding(Text(shown(notice.message), style="yellow"), (0, 0, 0, 2))


def _resume_parts(resume: Resume) -> Iterator[RenderableType]:
    basics = resume.basics
    facts = [basics.name, basics.label, basics.email, basics.phone, basics.url, basics.location]
    if any(facts):
        yield Group(Text("Who", style="bold"), _indented(" · ".join(filter(None, facts))))
    for heading, statements in _runs(resume.statements):
        yield Group(_heading(heading), *_entries(resume.entries, statements))


def _entries(entries: Sequence[Entry], statements: Sequence[ResumeStatement]) -> Iterator[RenderableType]:
    """Statements under the line of their entry, where they have one."""
    current: int | None = None
    for statement in statements:
        if statement.entry is not None and statement.entry != current:
            yield Padding(Text(shown(_entry_line(entries[statement.entry])), style="cyan"), (0, 0, 0, 2))
        current = statement.entry
        if statement.kind == "heading" and statement.entry is not None:
            continue  # the entry's own line has just said it
        yield _indented(statement.text, 4 if statement.entry is not None else 2)


def _entry_line(entry: Entry) -> str:
    dates = _dates(entry.period) if entry.period else ""
    return " · ".join(filter(None, (entry.title, entry.organization, entry.location, dates))) or "(no title)"


def _dates(period: Period) -> str:
    end = "present" if period.ongoing else str(period.end or "?")
    start = str(period.start or "?")
    return start if start == end else f"{start} to {end}"


def _job_parts(job: JobPosting, reading: Reading) -> Iterator[RenderableType]:
    facts = " · ".join(filter(None, (job.title, job.organization, job.location)))
    if facts:
        yield Group(Text("What and where", style="bold"), _indented(facts))
    for heading, statements in _runs(job.statements):
        yield Group(_heading(heading), *(_indented(statement.text) for statement in statements))
    requirements = reading.requirements or ()
    lines = [_indented(f"“{r.quote}” ({wording.PRIORITY[r.priority]}, {r.kind})") for r in requirements]
    yield Group(
        Text(f"Taken as requirements ({len(requirements)})", style="bold"),
        *(lines or [_indented("None: nothing in it asks for anything that a résumé could show.")]),
    )


def _runs(statements: Sequence[AnyStatement]) -> Iterator[tuple[tuple[str, str], list[AnyStatement]]]:
    """Statements in reading order, grouped while section and heading stay the same."""
    for key, run in groupby(statements, key=lambda statement: (statement.section, statement.heading)):
        yield key, list(run)


def _heading(heading: tuple[str, str]) -> Text:
    section, words = heading
    return Text.assemble((shown(words) or "(no heading)", "bold"), (f"  {section}", "dim"))


def _indented(text: str, columns: int = 2) -> RenderableType:
    return Padding(Text(shown(text)), (0, 0, 0, columns))
