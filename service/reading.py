"""What the parsers saw, nothing judged: `overlooked.reading/1`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from parsers.document import Document, Notice
from parsers.findability import losses
from parsers.job import parse_job
from parsers.job.model import JobPosting
from parsers.job.schema_org import to_job_posting
from parsers.kind import kind_of
from parsers.resume import parse_resume
from parsers.resume.json_resume import to_json_resume
from parsers.resume.model import Resume
from service.opening import open_as, page_count, shown_name
from service.quotes import quoted_span

if TYPE_CHECKING:
    from embeddings.requirements.model import Requirement

DocumentKind = Literal["resume", "job"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it was read; `requirements` are None for a résumé."""

    file: str
    parsed: Resume | JobPosting
    requirements: tuple[Requirement, ...] | None = None

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.parsed.document

    @property
    def kind(self) -> DocumentKind:
        """What it was read as."""
        return "resume" if isinstance(self.parsed, Resume) else "job"

    @property
    def losses(self) -> tuple[Notice, ...]:
        """What other systems may not read of a résumé; an advertisement goes through none of them."""
        return losses(self.document) if self.kind == "resume" else ()


def read_file(path: Path, kind: DocumentKind | None = None) -> Reading:
    """Read a résumé or an advertisement; without `kind` its content decides. Raises FileRefused, or ModelError.

    An advertisement's requirements are those of a report: found with the configured model, which takes seconds to load.
    """

    def parse(document: Document) -> Reading:
        if (kind or kind_of(document)) == "resume":
            return Reading(shown_name(path), parse_resume(document))
        from embeddings.encoder import load_encoder  # what follows is heavy, and a résumé needs none of it
        from service.limits import requirements_within

        job = parse_job(document)
        return Reading(shown_name(path), job, requirements_within(job, load_encoder()))

    return open_as(path, parse)


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The object of the contract."""
    document = reading.document
    common = {
        "schema": "overlooked.reading/1",
        "as": reading.kind,
        "media_type": document.media_type,
        "pages": page_count(document),
        "warnings": [
            {"code": notice.code, "message": notice.message} for notice in (*document.notices, *reading.losses)
        ],
        "text": document.text,
        "statements": _statements(reading),
    }
    if isinstance(reading.parsed, Resume):
        return {**common, "resume": to_json_resume(reading.parsed)}
    return {
        **common,
        "job": to_job_posting(reading.parsed),
        "requirements": _requirements(document, reading.requirements or ()),
    }


def _statements(reading: Reading) -> list[dict[str, Any]]:
    found = []
    for statement in reading.parsed.statements:
        page, boxes = reading.document.locate(statement.start, statement.end)
        found.append(
            {
                "text": statement.text,
                "start": statement.start,
                "end": statement.end,
                "page": page,
                "boxes": boxes,
                "section": statement.section,
                "heading": statement.heading,
                "entry": getattr(statement, "entry", None),
            }
        )
    return found


def _requirements(document: Document, requirements: Sequence[Requirement]) -> list[dict[str, Any]]:
    """As in the report, without judgement."""
    found = []
    for requirement in requirements:
        start, end = quoted_span(document.text, requirement.start, requirement.end)
        found.append(
            {
                "id": requirement.id,
                "quote": document.text[start:end],
                "start": start,
                "end": end,
                "priority": requirement.priority,
                "kind": requirement.kind,
            }
        )
    return found
