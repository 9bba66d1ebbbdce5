"""The way through an analysis: its steps, and what every page of it shows around its own part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, url_for

from service.assembly import report_of
from service.interview.steps import open_questions
from service.standing import standing, unreviewed
from service.storage.analyses import Case
from service.web.pages.blueprint import page
from service.web.pages.charts import bars
from service.web.pages.keys import private_link
from service.web.pages.languages import _
from service.web.pages.starting import DEMO_JOB, DEMO_RESUME


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the list of them; `note` is a number that waits there, or 0."""

    name: str
    label: str
    address: str
    is_here: bool
    note: int = 0


def steps_of(case: Case, here: str) -> list[Step]:
    """All of them, in order."""
    waiting = {
        "questions": 0 if case.analysis.enough else len(open_questions(case.analysis, standing(case.analysis))),
        "review": len(unreviewed(case.analysis)),
    }
    labels = {
        "read": _("What was read"),
        "gaps": _("Gaps"),
        "questions": _("Questions"),
        "review": _("Review"),
        "result": _("Take away"),
    }
    return [
        Step(name, label, url_for(f"pages.{name}", analysis=case.id), name == here, waiting.get(name, 0))
        for name, label in labels.items()
    ]


def case_page(template: str, case: Case, here: str, status: int = 200, **context: Any) -> Response:
    """A page of an analysis: its own part, and the frame around it."""
    report = report_of(case.analysis, case.id)
    return page(
        template,
        status,
        case=case,
        analysis=case.id,
        report=report,
        bars=bars(report.requirements),
        by_id={one.id: one for one in report.requirements},
        steps=steps_of(case, here),
        link=private_link(case.id),
        is_demo=is_demo(case),
        **context,
    )


def is_demo(case: Case) -> bool:
    """Whether it is about our samples."""
    return (case.analysis.resume.file, case.analysis.job.file) == (DEMO_RESUME, DEMO_JOB)
