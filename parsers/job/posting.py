"""From a document to an advertisement: head, parts, statements."""

from __future__ import annotations

from parsers.document import Document
from parsers.job.head import read_head
from parsers.job.model import JobPosting, Section, Statement
from parsers.job.outline import Outline


def parse_job(document: Document) -> JobPosting:
    """The advertisement that a document holds; every statement's text is `document.text[start:end]`.

    Never fails: a document that is no advertisement gives statements under no telling part.
    """
    head = read_head(document)
    statements = Outline(document, head.end).statements()
    sections = _sections(statements)
    return JobPosting(document, head.title, head.organization, head.location, sections, statements)


def _sections(statements: tuple[Statement, ...]) -> tuple[Section, ...]:
    """Runs of statements of one part under one heading."""
    found: list[Section] = []
    for statement in statements:
        last = found[-1] if found else None
        if last and (last.name, last.heading) == (statement.section, statement.heading):
            found[-1] = Section(last.name, last.heading, last.start, statement.end)
        else:
            found.append(Section(statement.section, statement.heading, statement.start, statement.end))
    return tuple(found)
