"""Opening what people name on a command line: errors say which file they are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from parsers.document import Document
from parsers.errors import OverlookedError
from parsers.isolated import open_isolated
from parsers.job import parse_job
from parsers.job.model import JobPosting
from parsers.kind import Kind, resume_likeness
from parsers.resume import parse_resume
from parsers.resume.model import Resume
from service import report

T = TypeVar("T")
#: Reads a file into a document: in a process of its own, so that a hostile one costs its deadline and nothing else.
Read = Callable[[Path], Document]

#: Distance from "could be either" at which a document is said to look like the other kind; in `resume_likeness` points.
_CLEARLY = 2.0


class FileRefused(OverlookedError):
    """A named error together with the file it is about; `code` and `advice` are the error's own."""

    def __init__(self, path: Path, error: OverlookedError) -> None:
        super().__init__(f"File “{shown_name(path)}” cannot be used: {error.message}", error.advice)
        self.code = error.code


def shown_name(path: Path) -> str:
    """The file's name as text; bytes in it that are no UTF-8 become replacement characters."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def open_as(path: Path, parse: Callable[[Document], T], read: Read = open_isolated) -> T:
    """What `parse` makes of the document in that file; raises FileRefused."""
    try:
        return parse(read(path))
    except OverlookedError as error:
        raise FileRefused(path, error) from error


def open_resume(path: Path, read: Read = open_isolated) -> Resume:
    """The résumé in that file; raises FileRefused."""
    return open_as(path, parse_resume, read)


def open_job(path: Path, read: Read = open_isolated) -> JobPosting:
    """The advertisement in that file; raises FileRefused."""
    return open_as(path, parse_job, read)


def mismatch(document: Document, taken_for: Kind) -> list[report.Warning]:
    """A warning where the document looks clearly like the other kind: the two are easily given the wrong way round."""
    likeness = resume_likeness(document)
    if taken_for == "job" and likeness > _CLEARLY:
        message = "This was taken as the job advertisement, but it looks like a résumé. Give the résumé first."
        return [report.Warning(code="looks_like_resume", message=message)]
    if taken_for == "resume" and likeness < -_CLEARLY:
        message = "This was taken as the résumé, but it looks like a job advertisement. Give the résumé first."
        return [report.Warning(code="looks_like_job", message=message)]
    return []


def page_count(document: Document) -> int | None:
    """Number of pages; None where the format has none."""
    return len(document.pages) if any(page.width is not None for page in document.pages) else None


def warnings_of(document: Document) -> list[report.Warning]:
    """The reader's notices in the report's words."""
    return [report.Warning(code=notice.code, message=notice.message) for notice in document.notices]
