"""Requests and responses about kept advertisements."""

from __future__ import annotations

from typing import Annotated

from apiflask.fields import UploadFile
from pydantic import Field

from service import report
from service.storage.jobs import KeptJob
from service.web.schemas import Body, Form, JobIn, Moment, Out
from service.web.settings import ShortText

Reference = Annotated[ShortText, Field(description="the career site's own name for it")]


class JobFileIn(Form):
    """An advertisement as a file."""

    job: Annotated[UploadFile, Field(description="PDF, DOCX, ODT, RTF, HTML, Markdown, text, JobPosting JSON-LD")]
    reference: Reference = ""


class JobTextIn(Body):
    """An advertisement without a file."""

    job: JobIn
    reference: Reference = ""


class JobInList(Out):
    """An advertisement in a list."""

    id: str
    reference: str
    title: str
    organization: str
    created_at: Moment
    expires_at: Moment
    requirements_found: int


class Asked(Out):
    """A requirement, in the advertisement's own words."""

    id: str
    quote: report.Quote
    priority: report.Priority
    kind: report.Kind


class JobOut(JobInList):
    """An advertisement and what it asks for."""

    requirements: list[Asked]
    warnings: list[report.Warning]


class JobList(Out):
    """A page of advertisements, newest first."""

    items: list[JobInList]
    next: str | None = Field(description="cursor of the next page; null on the last one")


def in_list(kept: KeptJob) -> JobInList:
    """Without its requirements."""
    return JobInList(
        id=kept.id,
        reference=kept.reference,
        title=kept.file.job.title,
        organization=kept.file.job.organization,
        created_at=kept.created_at,
        expires_at=kept.expires_at,
        requirements_found=len(kept.file.requirements),
    )


def job_out(kept: KeptJob) -> JobOut:
    """The whole of it."""
    notices = kept.file.job.document.notices
    return JobOut(
        **dict(in_list(kept)),
        requirements=[Asked.model_validate(one) for one in kept.file.requirements],
        warnings=[report.Warning(code=notice.code, message=notice.message) for notice in notices],
    )
