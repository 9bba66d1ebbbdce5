"""One résumé against one advertisement, and all that was told since: the document that every face works on.

    ResumeFile, JobFile ── analyse ──▶ Analysis ── answers.tell ──▶ Analysis ── report_of ──▶ Report

An `Analysis` is plain data. It can be stored as JSON and taken up again on another machine without the files: what the
judge needs to hear another answer is in it, and whatever is shown is computed from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from embeddings.copied import copied_from
from embeddings.errors import NoRequirements
from embeddings.judge.model import UNSURE, Candidate, Evidence, Judgement
from embeddings.passages import passages_of_resume
from embeddings.requirements.model import Requirement
from parsers.document import Document
from parsers.job.model import JobPosting
from parsers.language import Language, language_of
from parsers.resume.model import Resume
from service import report
from service.engine import Engine
from service.limits import requirements_within, resume_within
from service.opening import mismatch, page_count, warnings_of
from service.questionnaire import questions_for
from service.quotes import quoted_span

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

#: What a piece of a story was told in reply to: the question itself, or what was asked about the story afterwards.
Part = Literal["opening", "facts", "doing", "details", "limits"]
#: How a question was left without a story: it does not apply, the candidate cannot say, or would rather not.
Refusal = Literal["no", "unknown", "declined"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Turn(_Part):
    """One thing that the candidate said, and what it was said to."""

    part: Part
    text: str


class Story(_Part):
    """Everything told about one kind of experience, and what the judge made of it.

    `judged` holds the requirements that the story alone speaks for, whether or not that is more than was shown before.
    """

    id: str
    question_id: str | None = None
    turns: tuple[Turn, ...]
    closed: bool = Field(default=False, description="the candidate wants no more questions about it")
    judged: tuple[report.RequirementReport, ...] = ()

    @property
    def text(self) -> str:
        """What can be quoted: all that was told but what was not done, which must not be read as done."""
        return "\n".join(turn.text for turn in self.turns if turn.part != "limits")

    @property
    def limits(self) -> str:
        """What the candidate says not to have done, or others to have checked."""
        return "\n".join(turn.text for turn in self.turns if turn.part == "limits")


class Review(_Part):
    """What the candidate decided about one fill; `to` is the lower status it is corrected to."""

    story_id: str
    requirement_id: str
    decision: Literal["keep", "correct", "drop"]
    to: report.Status | None = None


class Reply(_Part):
    """A question that was answered without a story."""

    question_id: str
    refusal: Refusal


class Circumstances(_Part):
    """Where things stand with the employer, as far as it was asked and said; null is not known yet."""

    already_written: bool | None = None
    days_since: Annotated[int | None, Field(ge=0, le=36_500)] = None
    rejection: str | None = Field(default=None, description="the employer's message as it was given")
    recipient: str = ""
    address: str = ""
    reasons: dict[str, str] = Field(default={}, description="why a story was left off, by its id")


class Analysis(_Part):
    """The document: what is asked, what the résumé shows, what to ask, what was told, what was decided about it."""

    schema_: Literal["overlooked.analysis/1"] = Field(default="overlooked.analysis/1", alias="schema")
    fingerprint: str = Field(description="of both documents' texts")
    resume: report.ResumeInfo
    job: report.JobInfo
    candidate: str = Field(default="", description="name on the résumé")
    language: str = Field(description="ISO 639-1; in any other than English nothing is judged")
    asked: tuple[Requirement, ...]
    shown: tuple[report.RequirementReport, ...] = Field(description="what the résumé alone shows, one a requirement")
    questions: tuple[report.Question, ...]
    stage: report.Stage = "applying"
    stories: tuple[Story, ...] = ()
    replies: tuple[Reply, ...] = ()
    reviews: tuple[Review, ...] = ()
    circumstances: Circumstances = Circumstances()
    enough: bool = Field(default=False, description="the candidate wants no more questions")
    left_out: tuple[str, ...] = Field(default=(), description="requirements that the candidate says are none")
    reworked: bool = Field(default=False, description="the candidate changed what is asked, or how much it matters")

    def at(self, stage: report.Stage) -> Analysis:
        """The same at another stage."""
        return self.model_copy(update={"stage": stage})

    def story(self, story_id: str) -> Story:
        """The story with that id; raises KeyError."""
        for story in self.stories:
            if story.id == story_id:
                return story
        raise KeyError(story_id)

    def to_json(self) -> str:
        """As JSON, which `Analysis.model_validate_json` reads."""
        return self.model_dump_json(by_alias=True)


@dataclass(frozen=True, slots=True)
class ResumeFile:
    """A résumé and the name it was given under."""

    name: str
    resume: Resume


@dataclass(frozen=True, slots=True)
class JobFile:
    """An advertisement, the name it was given under, and what it asks for."""

    name: str
    job: JobPosting
    requirements: tuple[Requirement, ...]
    #: What follows from the document alone: found once, however many résumés it is compared with.
    language: Language = field(init=False)
    warnings: tuple[report.Warning, ...] = field(init=False)

    def __post_init__(self) -> None:
        document = self.job.document
        object.__setattr__(self, "language", language_of(document.text))
        object.__setattr__(self, "warnings", (*mismatch(document, "job"), *warnings_of(document)))


def asked_by(name: str, job: JobPosting, encoder: Encoder | None) -> JobFile:
    """What the advertisement asks for; raises NoRequirements, because silence would look like “no gaps”.

    Raises LimitExceeded where it is far too long to be one advertisement.
    """
    requirements = requirements_within(job, encoder)
    if not requirements:
        raise NoRequirements("Nothing in it asks for anything that a résumé could show.")
    return JobFile(name, job, requirements)


def analyse(resume: ResumeFile, job: JobFile, engine: Engine) -> Analysis:
    """Judge the résumé against every requirement, and choose what to ask. Raises LimitExceeded where it is too long."""
    resume_within(resume.resume)
    texts = (resume.resume.document.text, job.job.document.text)
    candidate, copied = candidate_of(resume, job)
    judgements = engine.judge.judge(job.requirements, candidate, engine.today)
    return Analysis(
        fingerprint=hashlib.sha256(json.dumps(texts).encode()).hexdigest(),
        resume=_resume_info(resume, copied),
        job=_job_info(job),
        candidate=resume.resume.basics.name,
        language=candidate.language,
        asked=job.requirements,
        shown=tuple(_shown(judgement, job.job.document, resume.resume.document) for judgement in judgements),
        questions=tuple(questions_for(judgements, engine.encoder)),
    )


def candidate_of(resume: ResumeFile, job: JobFile) -> tuple[Candidate, int]:
    """What the judge looks at: the résumé's passages without those copied out of the advertisement; and how many."""
    languages = (language_of(resume.resume.document.text), job.language)
    foreign = [language for language in languages if language not in ("en", "und")]
    passages = passages_of_resume(resume.resume)
    copied = copied_from(job.job.document.text, passages)
    own = tuple(passage for i, passage in enumerate(passages) if i not in copied)
    return Candidate(own, foreign[0] if foreign else "en"), len(copied)


def _resume_info(file: ResumeFile, copied: int) -> report.ResumeInfo:
    document = file.resume.document
    warnings = [*mismatch(document, "resume"), *warnings_of(document)]
    if copied:
        lines = "1 line" if copied == 1 else f"{copied} lines"
        message = f"{lines} of the résumé stand word for word in the advertisement. They were not counted as evidence."
        warnings.append(report.Warning(code="copied_from_job", message=message))
    return report.ResumeInfo(
        file=file.name,
        media_type=document.media_type,
        pages=page_count(document),
        warnings=warnings,
    )


def _job_info(file: JobFile) -> report.JobInfo:
    return report.JobInfo(
        file=file.name,
        title=file.job.title,
        organization=file.job.organization,
        warnings=list(file.warnings),
    )


def _shown(judgement: Judgement, job: Document, resume: Document) -> report.RequirementReport:
    start, end = quoted_span(job.text, judgement.requirement.start, judgement.requirement.end)
    evidence = [_on_page(one, resume) for one in judgement.evidence]
    return _requirement(judgement, job.text[start:end], start, end, evidence)


def told_requirement(
    judgement: Judgement, shown: report.RequirementReport, evidence: Sequence[report.Evidence]
) -> report.RequirementReport:
    """A judgement of something told, for a requirement that stands in the report as `shown`."""
    return _requirement(judgement, shown.quote, shown.start, shown.end, evidence)


def _requirement(
    judgement: Judgement, quote: str, start: int, end: int, evidence: Sequence[report.Evidence]
) -> report.RequirementReport:
    return report.RequirementReport(
        id=judgement.requirement.id,
        quote=quote,
        start=start,
        end=end,
        priority=judgement.requirement.priority,
        kind=judgement.requirement.kind,
        status=judgement.status,
        confidence=round(judgement.confidence, 2),
        second_look=judgement.status != "not_judged" and judgement.confidence < UNSURE,
        evidence=list(evidence),
        why=judgement.why,
    )


def _on_page(evidence: Evidence, resume: Document) -> report.Evidence:
    """The quote out of the résumé, with its place on the page."""
    start, end = quoted_span(resume.text, evidence.start, evidence.end)
    page, boxes = resume.locate(start, end)
    return quoted(evidence, resume.text, start, end).model_copy(update={"page": page, "boxes": boxes})


def quoted(evidence: Evidence, text: str, start: int, end: int) -> report.Evidence:
    """Evidence in the report's words: `text[start:end]` of its source."""
    return report.Evidence(
        quote=text[start:end],
        source=evidence.source,
        start=start,
        end=end,
        section=evidence.section,
        score=round(evidence.score, 3),
    )
