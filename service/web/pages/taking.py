"""What to take away: files, the message or the advice, the report; and the way out: another stage, delete all."""

from __future__ import annotations

import io

from flask import Response, make_response, request, send_file, url_for
from werkzeug.exceptions import NotFound

from service.additions import Addition
from service.additions.writing import heading_line, plain_text
from service.assembly import report_before, report_of
from service.interview import next_step
from service.outputs import (
    Made,
    additions_of,
    advice_of,
    comparison_of,
    cover_letter,
    files_of,
    proofs_text,
    resume_docx,
)
from service.report import Stage
from service.reporting.page import report_page
from service.standing import unreviewed
from service.storage.analyses import Case
from service.web.pages import wording
from service.web.pages.blueprint import blueprint, page
from service.web.pages.charts import bars
from service.web.pages.forms import check, see
from service.web.pages.keys import claim, opened, take_away
from service.web.pages.steps import case_page
from service.web.services import services

_STAGES: tuple[Stage, ...] = ("applying", "waiting", "rejected")
#: The report stands alone and styles itself; nothing in it runs.
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


@blueprint.get("/a/<id:analysis>/result")
def result(analysis: str) -> Response:
    """Before and after, the addition, the advice and the message."""
    case = opened(analysis)
    if unreviewed(case.analysis):
        return case_page("review_first.html", case, "result", left=len(unreviewed(case.analysis)))
    additions = additions_of(case.analysis)
    return case_page(
        "result.html",
        case,
        "result",
        before=bars(report_before(case.analysis).requirements),
        comparison=comparison_of(case.analysis),
        advice=advice_of(case.analysis),
        additions=additions,
        heading_of=heading_line,
        as_text=plain_text(additions) if additions else "",
        cover=cover_letter(case.analysis) if additions else "",
        proofs=proofs_text(case.analysis) if additions else "",
        stages=wording.stages(),
        then=next_step(case.analysis).do,
        own_docx=_goes_into_own_docx(case, additions),
    )


@blueprint.post("/a/<id:analysis>/stage")
def set_stage(analysis: str) -> Response:
    """Where the application stands now; said twice it comes to the same, so no version is asked for."""
    check()
    stage: Stage = next((one for one in _STAGES if one == request.form.get("stage")), "applying")
    case = services().change(claim(), analysis, lambda one: one.at(stage))
    name = "pages.employer" if next_step(case.analysis).do == "circumstances" else "pages.result"
    return see(url_for(name, analysis=analysis))


@blueprint.get("/a/<id:analysis>/files/<string:name>")
def download(analysis: str, name: str) -> Response:
    """One of the files to take away; `?tracked=1` puts the addition in as a change that Word shows."""
    case = opened(analysis)
    original = services().analyses(claim()).attachment(case.id, "resume.file")
    tracked = services().clock() if request.args.get("tracked") else None
    if name in ("resume.docx", "addendum.docx"):
        return _sent(resume_docx(case.analysis, original, tracked))
    made = next((one for one in files_of(case.analysis, original) if one.name == name), None)
    if made is None:
        raise NotFound
    return _sent(made)


@blueprint.get("/a/<id:analysis>/report.html")
def report(analysis: str) -> Response:
    """The report as a page that stands alone; `?download=1` to keep it."""
    case = opened(analysis)
    text = report_page(report_of(case.analysis, case.id))
    if request.args.get("download"):
        return _sent(Made("report.html", "text/html", text.encode()))
    response = make_response(text)
    response.headers["Content-Security-Policy"] = _REPORT_POLICY
    return response


@blueprint.get("/a/<id:analysis>/delete")
def ask_to_delete(analysis: str) -> Response:
    """Ask once more."""
    return case_page("delete.html", opened(analysis), "")


@blueprint.post("/a/<id:analysis>/delete")
def delete(analysis: str) -> Response:
    """Forget everything, here and in the browser."""
    check()
    opened(analysis)
    services().delete(claim(), analysis)
    response = see(url_for("pages.deleted"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return take_away(response, analysis)


@blueprint.get("/deleted")
def deleted() -> Response:
    """That it is gone."""
    return page("deleted.html")


def _goes_into_own_docx(case: Case, additions: tuple[Addition, ...]) -> bool:
    original = services().analyses(claim()).attachment(case.id, "resume.file") if additions else None
    return original is not None and resume_docx(case.analysis, original).name == "resume.docx"


def _sent(made: Made) -> Response:
    return send_file(io.BytesIO(made.data), made.media_type, as_attachment=True, download_name=made.name, etag=False)
