"""Requests and responses about batches."""

from __future__ import annotations

from typing import Annotated, Literal

from apiflask.fields import UploadFile
from pydantic import BeforeValidator, Field

from service.batch.model import Failure
from service.storage.batches import State
from service.web.schemas import Body, Form, Moment, Out, Ticked
from service.web.settings import ShortText

#: Advertisements of one batch.
_MOST_JOBS = 50
_ID = "[0-9a-f]{24}"


def _nothing(value: object) -> object:
    """A field without files comes as None."""
    return value or []


Files = Annotated[list[UploadFile], BeforeValidator(_nothing)]
Format = Literal["jsonl", "csv", "parquet", "requirements", "errors", "page"]


class BatchFiles(Form):
    """Résumés, and the advertisements to compare them with."""

    resumes: Annotated[
        Files, Field(default_factory=list, description="documents, and zip archives of them; repeat the field")
    ]
    jobs: Annotated[
        Files,
        Field(default_factory=list, max_length=_MOST_JOBS, description="advertisements as files; repeat the field"),
    ]
    job_ids: Annotated[
        str,
        Field(
            pattern=rf"^(?:{_ID}(?:, ?{_ID})*)?$",
            max_length=_MOST_JOBS * 26,
            description="comma-separated ids of kept advertisements",
        ),
    ] = ""
    reference: Annotated[ShortText, Field(description="your own name for it")] = ""
    blind: Annotated[Ticked, Field(description="nothing in the results says who a candidate is")] = False
    hold: Annotated[Ticked, Field(description="more files are to come before it begins")] = False

    @property
    def kept_jobs(self) -> list[str]:
        """Ids of kept advertisements, each once."""
        return list(dict.fromkeys(one.strip() for one in self.job_ids.split(",") if one.strip()))


class MoreFiles(Form):
    """More résumés for a batch that is held."""

    resumes: Annotated[Files, Field(min_length=1, description="documents, and zip archives of them")]


class BatchOut(Out):
    """A batch as it stands."""

    id: str
    reference: str
    state: State = Field(description="open (held), waiting, running; done, failed or cancelled when it is over")
    cancelling: bool = Field(description="it is called off, and its worker has not noticed yet")
    blind: bool
    month: str = Field(description="counts as today")
    total: int = Field(description="files")
    done: int = Field(description="files that have been dealt with, those that failed among them")
    failed: int
    created_at: Moment
    started_at: Moment | None
    finished_at: Moment | None
    expires_at: Moment
    problem: Failure | None = Field(description="why it failed, where it did")


class BatchList(Out):
    """A page of batches, newest first."""

    items: list[BatchOut]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class ResultsQuery(Body):
    """Which of the results."""

    format: Annotated[
        Format,
        Field(
            description="jsonl: a report a line, then a line for each file that failed; csv and parquet: a row a "
            "résumé and advertisement; requirements: a row a requirement, as Parquet; errors: as CSV; page: as HTML"
        ),
    ] = "jsonl"
