"""Pieces of requests and responses that several parts of the API share."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

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


def one_of(**kinds: str) -> dict[str, Any]:
    """JSON Schema's way to say that exactly one of these fields is given, and is not null."""
    return {"oneOf": [{"required": [name], "properties": {name: {"type": kind}}} for name, kind in kinds.items()]}


class _OneOf(Body):
    """Exactly one of its fields is given."""

    @model_validator(mode="after")
    def _exactly_one(self) -> _OneOf:
        if sum(value is not None for value in self.__dict__.values()) != 1:
            raise ValueError(f"give exactly one of {', '.join(type(self).model_fields)}")
        return self


class ResumeIn(_OneOf):
    """A résumé without a file."""

    model_config = ConfigDict(json_schema_extra=one_of(text="string", json_resume="object"))
    text: Annotated[str | None, Field(min_length=1, max_length=_PASTED, description="as pasted")] = None
    json_resume: Annotated[dict[str, Any] | None, Field(description="JSON Resume, https://jsonresume.org/schema")] = (
        None
    )


class JobIn(_OneOf):
    """An advertisement without a file."""

    model_config = ConfigDict(json_schema_extra=one_of(text="string", posting="object", url="string"))
    text: Annotated[str | None, Field(min_length=1, max_length=_PASTED, description="as pasted")] = None
    posting: Annotated[dict[str, Any] | None, Field(description="JobPosting, https://schema.org/JobPosting")] = None
    url: Annotated[
        str | None, Field(max_length=2000, pattern=r"^https?://", description="where the service allows it")
    ] = None


class PageQuery(Body):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=200, description="`next` of the page before")] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


def _truth(value: object) -> object:
    return {"": False, "on": True}.get(value, value) if isinstance(value, str) else value


#: A box that is ticked, in a form.
Ticked = Annotated[bool, BeforeValidator(_truth)]
