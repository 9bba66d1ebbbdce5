"""The way from a résumé and an advertisement to a report.

    ResumeFile, JobFile ── analyse ──▶ Analysis ── with answers ──▶ Report

An `Analysis` is a résumé judged against an advertisement before anything was told; a report is made from it as often as
answers come in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.errors import NoRequirements
from embeddings.judge.model import Candidate, Evidence, Judgement
from embeddings.passages import passages_of_resume
from embeddings.requirements import find_requirements
from embeddings.requirements.model import Requirement
from parsers.document import Document
from parsers.job.model import JobPosting
from parsers.language import language_of
from parsers.resume.model import Resume
from service import report
from service.answers import Outcome, Told, hear
from service.coverage import summary_of
from service.engine import Engine
from service.opening import mismatch, page_count, warnings_of
from service.questionnaire import questions_for, still_open
from service.quotes import quoted_span
from service.verdict import verdict_of

if TYPE_CHECKING:
    from embeddings.encoder import Encoder


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


@dataclass(frozen=True, slots=True)
class Analysis:
    """One résumé judged against one advertisement, and what to ask, before any answer.

    One judgement a requirement, in the advertisement's order.
    """

    resume: ResumeFile
    job: JobFile
    candidate: Candidate
    judgements: tuple[Judgement, ...]
    questions: tuple[report.Question, ...]


def asked_by(name: str, job: JobPosting, encoder: Encoder | None) -> JobFile:
    """What the advertisement asks for; raises NoRequirements, because silence would look like “no gaps”."""
    requirements = tuple(find_requirements(job, encoder))
    if not requirements:
        raise NoRequirements("Nothing in it asks for anything that a résumé could show.")
    return JobFile(name, job, requirements)


def analyse(resume: ResumeFile, job: JobFile, engine: Engine) -> Analysis:
    """Judge the résumé against every requirement."""
    texts = (resume.resume.document.text, job.job.document.text)
    languages = [language for language in map(language_of, texts) if language != "und"]
    foreign = [language for language in languages if language != "en"]
    candidate = Candidate(passages_of_resume(resume.resume), foreign[0] if foreign else "en")
    judgements = tuple(engine.judge.judge(job.requirements, candidate, engine.today))
    questions = tuple(questions_for(judgements, engine.encoder))
    return Analysis(resume, job, candidate, judgements, questions)


def report_of(
    analysis: Analysis,
    engine: Engine,
    stage: report.Stage = "applying",
    told: Sequence[Told] = (),
    report_id: str | None = None,
) -> report.Report:
    """The report after everything told; its id is a hash of all that went in, unless one is given."""
    outcome = hear(analysis.candidate, analysis.judgements, told, engine.judge, engine.today)
    answered = {answer.question_id for answer in told if answer.question_id}
    return report.Report(
        id=report_id or _report_id(analysis, stage, told),
        stage=stage,
        resume=_resume_info(analysis.resume),
        job=_job_info(analysis.job),
        summary=summary_of(outcome.judgements),
        requirements=_requirements(analysis, outcome, told),
        questions=still_open(analysis.questions, outcome.judgements, answered),
        answers=list(outcome.answers),
        verdict=verdict_of(stage, outcome.answers, analysis.job.requirements),
    )


def _report_id(analysis: Analysis, stage: str, told: Sequence[Told]) -> str:
    """The same documents, stage and answers give the same id, on every machine."""
    parts = [
        analysis.resume.resume.document.text,
        analysis.job.job.document.text,
        stage,
        [[answer.id, answer.question_id, answer.text] for answer in told],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _resume_info(file: ResumeFile) -> report.ResumeInfo:
    document = file.resume.document
    return report.ResumeInfo(
        file=file.name,
        media_type=document.media_type,
        pages=page_count(document),
        warnings=[*mismatch(document, "resume"), *warnings_of(document)],
    )


def _job_info(file: JobFile) -> report.JobInfo:
    return report.JobInfo(
        file=file.name,
        title=file.job.title,
        organization=file.job.organization,
        warnings=[*mismatch(file.job.document, "job"), *warnings_of(file.job.document)],
    )


def _requirements(analysis: Analysis, outcome: Outcome, told: Sequence[Told]) -> list[report.RequirementReport]:
    texts = {f"answer:{answer.id}": answer.text for answer in told}
    document = analysis.resume.resume.document
    return [_requirement(judgement, analysis.job.job.document, document, texts) for judgement in outcome.judgements]


def _requirement(
    judgement: Judgement, job: Document, resume: Document, answers: dict[str, str]
) -> report.RequirementReport:
    requirement = judgement.requirement
    start, end = quoted_span(job.text, requirement.start, requirement.end)
    return report.RequirementReport(
        id=requirement.id,
        quote=job.text[start:end],
        start=start,
        end=end,
        priority=requirement.priority,
        kind=requirement.kind,
        status=judgement.status,
        confidence=round(judgement.confidence, 2),
        evidence=[_evidence(evidence, resume, answers) for evidence in judgement.evidence],
        why=judgement.why,
    )


def _evidence(evidence: Evidence, resume: Document, answers: dict[str, str]) -> report.Evidence:
    """The quote out of its source; only what stands in a document has a place on a page."""
    text = answers.get(evidence.source, resume.text)
    start, end = quoted_span(text, evidence.start, evidence.end)
    page, boxes = resume.locate(start, end) if evidence.source == "resume" else (None, None)
    return report.Evidence(
        quote=text[start:end],
        source=evidence.source,
        start=start,
        end=end,
        page=page,
        boxes=boxes,
        section=evidence.section,
        score=round(evidence.score, 3),
    )
