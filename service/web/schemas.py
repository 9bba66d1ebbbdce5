"""Pieces of requests and responses that several parts of the API share."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
)

#: Most characters of a pasted document; a long résumé has 20,000.
_PASTED = 400_000


class Body(BaseModel):
    """What comes with a request; a field that is not known is refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Form(Body):
    """A form with files."""

    model_config = ConfigDict(arbitrary_types_allowed=True)


class Out(BaseModel):
    """A response's JSON."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def _in_utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Moment = Annotated[AwareDatetime, PlainSerializer(_in_utc, return_type=str, when_used="json")]


def which(*names: str) -> Discriminator:
    """Tells kinds of a body apart by the one of these fields that is there: one kind's errors are clearer than all."""

    def found(value: Any) -> str | None:
        there = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        return next((name for name in names if name in there), None)

    message = f"give one of {', '.join(names)}"
    return Discriminator(found, custom_error_type="which", custom_error_message=message)


class TextIn(Body):
    """A document as text."""

    text: Annotated[str, Field(min_length=1, max_length=_PASTED, description="as pasted")]


class JsonResumeIn(Body):
    """A résumé as JSON Resume."""

    json_resume: Annotated[dict[str, Any], Field(description="JSON Resume, https://jsonresume.org/schema")]


class PostingIn(Body):
    """An advertisement as schema.org has it."""

    posting: Annotated[dict[str, Any], Field(description="JobPosting, https://schema.org/JobPosting")]


class UrlIn(Body):
    """An advertisement by its address."""

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://", description="where the service allows it")]


#: A résumé without a file.
ResumeIn = Annotated[
    Annotated[TextIn, Tag("text")] | Annotated[JsonResumeIn, Tag("json_resume")], which("text", "json_resume")
]
#: An advertisement without a file.
JobIn = Annotated[
    Annotated[TextIn, Tag("text")] | Annotated[PostingIn, Tag("posting")] | Annotated[UrlIn, Tag("url")],
    which("text", "posting", "url"),
]


class PageQuery(Body):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=200, description="`next` of the page before")] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


def _truth(value: object) -> object:
    return {"": False, "on": True}.get(value, value) if isinstance(value, str) else value


#: A box that is ticked, in a form.
Ticked = Annotated[bool, BeforeValidator(_truth)]
