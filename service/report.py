"""The report: the contract with the outside (`overlooked.report/1`), the same for command line, REST and batch."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Stage = Literal["applying", "waiting", "rejected"]
Status = Literal["met", "partial", "missing", "not_judged"]
Priority = Literal["must", "nice"]
Kind = Literal["skill", "tool", "experience", "education", "certification", "licence", "language", "soft", "logistics"]
Quote = Annotated[str, Field(max_length=300)]
Offset = Annotated[int, Field(ge=0)]
BoxPoints = tuple[float, float, float, float]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Warning(_Part):  # noqa: A001  (the report's own word)
    """Something that was skipped or is in doubt."""

    code: str
    message: str


class ResumeInfo(_Part):
    """Which résumé was read."""

    file: str
    media_type: str
    pages: int | None = Field(description="null where the format has no pages")
    warnings: list[Warning] = []


class JobInfo(_Part):
    """Which advertisement was read."""

    file: str
    title: str
    organization: str
    warnings: list[Warning] = []


class Summary(_Part):
    """Counts of requirements by status, and the weighted share that is shown."""

    requirements: int
    met: int
    partial: int
    missing: int
    must_missing: int
    coverage: float = Field(
        ge=0,
        le=1,
        description="Σ weight × score / Σ weight over judged requirements; weight 2 for must, 1 for nice; "
        "score 1, ½, 0 for met, partial, missing",
    )


class Evidence(_Part):
    """Words of the résumé, or of an answer, that speak for a requirement."""

    quote: Quote
    source: str = Field(pattern=r"^(resume|answer:.+)$")
    start: Offset
    end: Offset
    page: int | None = None
    boxes: list[BoxPoints] | None = Field(default=None, description="points, origin top left, one a line")
    section: str = ""
    score: float = Field(ge=0, le=1)


class RequirementReport(_Part):
    """One checkable requirement and how the résumé answers it."""

    id: str
    quote: Quote
    start: Offset
    end: Offset
    priority: Priority
    kind: Kind
    status: Status
    confidence: float = Field(ge=0, le=1)
    second_look: bool = Field(default=False, description="the judge is unsure of it: a person should look")
    evidence: list[Evidence] = []
    why: str


class Question(_Part):
    """What to ask the candidate, and which gaps the answer may fill."""

    id: str
    requirement_ids: list[str]
    text: str
    examples: list[str] = []
    follow_ups: list[str] = []
    setting: str = Field(default="", description="kind of experience it asks about: volunteer, hobby, study …")


class Fill(_Part):
    """What an answer changed for one requirement."""

    requirement_id: str
    from_: Status = Field(alias="from")
    to: Status
    evidence: list[Quote]
    still_missing: list[str] = Field(default=[], description="what the answer does not say yet, such as “since when”")


class Answer(_Part):
    """What the candidate told, and what it lifted."""

    id: str
    question_id: str | None = None
    text: str
    fills: list[Fill] = []


class Verdict(_Part):
    """Whether there is something new and pertinent to say."""

    stage: Stage
    grounds: bool
    reasons: list[str]


class Report(_Part):
    """One résumé against one advertisement."""

    schema_: Literal["overlooked.report/1"] = Field(default="overlooked.report/1", alias="schema")
    id: str
    stage: Stage
    resume: ResumeInfo
    job: JobInfo
    summary: Summary
    requirements: list[RequirementReport]
    questions: list[Question] = []
    answers: list[Answer] = []
    verdict: Verdict | None = None

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON, keys as in the contract."""
        return self.model_dump_json(by_alias=True, indent=indent)
