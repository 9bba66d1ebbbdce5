"""Analyses as the API shows them."""

from __future__ import annotations

from service.assembly import report_of
from service.followup import FollowUp
from service.interview import next_step
from service.standing import standing
from service.storage.analyses import Case
from service.web.analyses.schemas import (
    AdviceOut,
    AnalysisInList,
    AnalysisOut,
    AnalysisStarted,
    MessageOut,
    QuestionsOut,
)
from service.web.services import Started


def analysis_out(case: Case, attachments: tuple[str, ...]) -> AnalysisOut:
    """The whole of it."""
    return AnalysisOut(
        id=case.id,
        version=case.version,
        stage=case.analysis.stage,
        job_id=case.job_id,
        created_at=case.created_at,
        changed_at=case.changed_at,
        expires_at=case.expires_at,
        files_kept=[role for role in ("resume", "job") if f"{role}.file" in attachments],
        report=report_of(case.analysis, case.id),
        next=next_step(case.analysis),
    )


def started_out(started: Started, attachments: tuple[str, ...]) -> AnalysisStarted:
    """A new one, with its token."""
    return AnalysisStarted(**dict(analysis_out(started.case, attachments)), token=started.token)


def in_list(case: Case) -> AnalysisInList:
    """Its numbers."""
    summary = report_of(case.analysis, case.id).summary
    return AnalysisInList(
        id=case.id,
        stage=case.analysis.stage,
        job_id=case.job_id,
        created_at=case.created_at,
        expires_at=case.expires_at,
        coverage=summary.coverage,
        must_missing=summary.must_missing,
        answers=len(standing(case.analysis).answers),
    )


def questions_out(case: Case) -> QuestionsOut:
    """What comes next, and what is open."""
    return QuestionsOut(next=next_step(case.analysis), questions=report_of(case.analysis, case.id).questions)


def advice_out(advice: FollowUp) -> AdviceOut:
    """Whether to write, and what."""
    message = advice.message
    return AdviceOut(
        kind=advice.kind,
        heading=advice.heading,
        reasons=list(advice.reasons),
        instead=list(advice.instead),
        addressee=advice.addressee,
        message=MessageOut(subject=message.subject, body=message.body, address=message.address, mailto=message.mailto())
        if message
        else None,
        rows=list(advice.rows),
    )
