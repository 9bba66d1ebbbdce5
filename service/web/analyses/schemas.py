"""Requests and responses about analyses."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask.fields import UploadFile
from pydantic import Field, Tag

from service.analysis import Circumstances, Part, Refusal, Review
from service.followup.columns import Row
from service.interview.steps import Step
from service.report import Question, Report, Stage
from service.web.schemas import Body, Form, JobIn, Moment, Out, PageQuery, ResumeIn, Ticked, which
from service.web.settings import ShortText

_STORY = 20_000
#: What a text has at least one of: something that is neither space nor a control character.
_WORDS = r"[^\s\x00-\x1f]"
Identifier = Annotated[str, Field(max_length=100)]


class AnalysisFiles(Form):
    """A résumé and an advertisement as files."""

    resume: Annotated[UploadFile, Field(description="PDF, DOCX, ODT, RTF, HTML, Markdown, text, JSON Resume, picture")]
    job: Annotated[UploadFile, Field(description="the same kinds, or a saved page")]
    stage: Stage = "applying"
    keep_files: Annotated[Ticked, Field(description="keep both files, encrypted, as long as the analysis")] = False


class AnalysisText(Body):
    """A résumé and an advertisement without files."""

    resume: ResumeIn
    job: JobIn
    stage: Stage = "applying"


class ResumeFiles(Form):
    """A résumé as a file, for an advertisement that is kept."""

    resume: Annotated[UploadFile, Field(description="PDF, DOCX, ODT, RTF, HTML, Markdown, text, JSON Resume, picture")]
    stage: Stage = "applying"
    keep_files: Annotated[Ticked, Field(description="keep the file, encrypted, as long as the analysis")] = False


class ResumeText(Body):
    """A résumé without a file, for an advertisement that is kept."""

    resume: ResumeIn
    stage: Stage = "applying"


class AnalysisOut(Out):
    """An analysis as it stands."""

    id: str
    version: int = Field(description="counts changes from 1; also the ETag")
    stage: Stage
    job_id: str | None = Field(description="the kept advertisement, if it is about one")
    created_at: Moment
    changed_at: Moment
    expires_at: Moment = Field(description="when it is removed with all that belongs to it")
    files_kept: list[Literal["resume", "job"]]
    report: Report
    next: Step = Field(description="what to show the candidate now")


class AnalysisStarted(AnalysisOut):
    """A new analysis, and the token that opens it."""

    token: str = Field(description="the only way to reach it without an API key; shown once, kept as a hash")


class AnalysisInList(Out):
    """An analysis in a list: numbers, no words."""

    id: str
    stage: Stage
    job_id: str | None
    created_at: Moment
    expires_at: Moment
    coverage: float
    must_missing: int
    answers: int


class AnalysisList(Out):
    """A page of analyses, newest first."""

    items: list[AnalysisInList]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class AnalysisQuery(PageQuery):
    """Which analyses."""

    job_id: Annotated[str, Field(max_length=64, description="only those about this advertisement")] = ""


class ReadingsOut(Out):
    """What was read of both documents, as `overlooked read --json` gives it."""

    resume: dict[str, Any]
    job: dict[str, Any]


class StageIn(Body):
    """Where the application stands now."""

    stage: Stage


class QuestionsOut(Out):
    """What comes next, and every question that is still open."""

    next: Step
    questions: list[Question]


class StoryIn(Body):
    """One thing that the candidate told.

    With `question_id`: as the answer to that question. With `story_id` and `part`: more about an earlier story. With
    neither: told freely, and read against every gap.
    """

    text: Annotated[str, Field(max_length=_STORY, pattern=_WORDS)]
    question_id: Identifier | None = None
    story_id: Identifier | None = None
    part: Part = "opening"


class RefusalIn(Body):
    """A question that is left without a story, and why."""

    question_id: Identifier
    refusal: Refusal


AnswerIn = Annotated[Annotated[StoryIn, Tag("text")] | Annotated[RefusalIn, Tag("refusal")], which("refusal", "text")]


class AnswersIn(Body):
    """What the candidate said, in order; `enough` ends the questions."""

    answers: list[AnswerIn] = Field(default=[], max_length=20)
    enough: Annotated[bool, Field(strict=True)] = False


class FillsIn(Body):
    """What the candidate decided about fills."""

    fills: Annotated[list[Review], Field(min_length=1, max_length=200)]


class CircumstancesIn(Body):
    """What is known about the employer's side; a field that is left out stays as it is."""

    already_written: Annotated[bool | None, Field(strict=True)] = None
    days_since: Annotated[int | None, Field(ge=0, le=36_500, strict=True)] = None
    rejection: Annotated[str | None, Field(max_length=_STORY, description="the employer's message")] = None
    recipient: ShortText = ""
    address: ShortText = ""
    reasons: dict[Identifier, Annotated[str, Field(max_length=2000)]] = Field(
        default={}, max_length=100, description="why a story was left off the résumé, by its id"
    )

    def over(self, known: Circumstances) -> Circumstances:
        """What is known with this added to it."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if "reasons" in given:
            given["reasons"] = {**known.reasons, **self.reasons}
        return known.model_copy(update=given)


class MessageOut(Out):
    """A message ready to be sent."""

    subject: str
    body: str
    address: str
    mailto: str = Field(description="opens it in a mail program")


class AdviceOut(Out):
    """Whether to write, and what; or what to do instead."""

    kind: str = Field(description="message, supplement, appeal_process, or why there is no message")
    heading: str
    reasons: list[str]
    instead: list[str]
    addressee: str
    message: MessageOut | None
    rows: list[Row] = Field(description="by requirement: what the application shows already, and what is new")


class TakeAway(Out):
    """A file to take away."""

    name: str
    media_type: str
    bytes: int


class TakeAways(Out):
    """Everything that can be taken away now."""

    files: list[TakeAway]


class DocxQuery(Body):
    """How the addition is put in."""

    tracked: Annotated[bool, Field(description="as a change that Word shows and the candidate accepts")] = False
