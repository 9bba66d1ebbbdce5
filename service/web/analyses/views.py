"""Analyses: begin one, look at it, change it, delete it."""

from __future__ import annotations

import json
from typing import Any

from apiflask import APIBlueprint, FileSchema
from flask import Response, g, make_response, url_for

from service.assembly import report_of
from service.interview import stop
from service.interview.moves import with_circumstances
from service.interview.saying import Said, UnknownQuestion, decide, hear
from service.report import Report
from service.reporting.page import report_page
from service.storage.analyses import Analyses, Case, Claim
from service.web.analyses.schemas import (
    AnalysisFiles,
    AnalysisList,
    AnalysisOut,
    AnalysisQuery,
    AnalysisStarted,
    AnalysisText,
    AnswersIn,
    CircumstancesIn,
    FillsIn,
    QuestionsOut,
    ReadingsOut,
    StageIn,
)
from service.web.analyses.shown import analysis_out, in_list, questions_out, started_out
from service.web.conditions import wanted_version, with_etag
from service.web.doors import claim, for_holder, for_key, for_starting, key, key_if_any
from service.web.marks import conditional
from service.web.repeating import repeatable
from service.web.schemas import Out
from service.web.services import Order, Started, services
from service.web.uploads import job_given, resume_given, the_only

blueprint = APIBlueprint("analyses", __name__, url_prefix="/v1/analyses", tag="Analyses")


def answered(out: Out | Report, case: Case, status: int = 200) -> Response:
    """A response about an analysis, with its ETag."""
    g.analysis_id = case.id
    response = make_response(out.model_dump_json(by_alias=True), status)
    response.content_type = "application/json"
    return with_etag(response, case)


def begun(started: Started) -> Response:
    """The response to a new analysis."""
    names = services().analyses(Claim(token=started.token)).attachments(started.case.id)
    response = answered(started_out(started, names), started.case, 201)
    response.headers["Location"] = url_for("analyses.get_analysis", analysis_id=started.case.id)
    return response


def whole(store: Analyses, case: Case) -> Response:
    """The response that shows an analysis."""
    return answered(analysis_out(case, store.attachments(case.id)), case)


@blueprint.post("")
@for_starting
@repeatable
@blueprint.input(AnalysisFiles, location="form_and_files", arg_name="given")
@blueprint.output(AnalysisStarted, status_code=201)
def create_analysis(given: AnalysisFiles) -> Response:
    """Begin an analysis with two files.

    Without an API key the token in the response is the only way to reach the analysis.
    """
    order = Order(the_only(given.resume), the_only(given.job), given.stage, given.keep_files)
    return begun(services().start(order, key_if_any()))


@blueprint.post("/text")
@for_starting
@repeatable
@blueprint.input(AnalysisText, arg_name="given")
@blueprint.output(AnalysisStarted, status_code=201)
def create_analysis_from_text(given: AnalysisText) -> Response:
    """Begin an analysis with text, JSON Resume or a JobPosting."""
    return begun(services().start(Order(resume_given(given.resume), job_given(given.job), given.stage), key_if_any()))


@blueprint.get("")
@for_key("analyses:read")
@blueprint.input(AnalysisQuery, location="query", arg_name="query")
@blueprint.output(AnalysisList)
def list_analyses(query: AnalysisQuery) -> AnalysisList:
    """List the organisation's analyses, newest first.

    Those that candidates began with a publishable key are theirs and not listed.
    """
    page = services().analyses(Claim(tenant_id=key().tenant_id)).page(query.cursor, query.limit, query.job_id or None)
    return AnalysisList(items=[in_list(case) for case in page.rows], next=page.next)


@blueprint.get("/<id:analysis_id>")
@for_holder("analyses:read")
@blueprint.output(AnalysisOut)
def get_analysis(analysis_id: str) -> Response:
    """Get an analysis: the report, and what comes next."""
    store = services().analyses(claim())
    return whole(store, store.get(analysis_id))


@blueprint.patch("/<id:analysis_id>")
@for_holder("analyses:write")
@conditional
@blueprint.input(StageIn, arg_name="given")
@blueprint.output(AnalysisOut)
def set_stage(analysis_id: str, given: StageIn) -> Response:
    """Say where the application stands now."""
    case = services().change(claim(), analysis_id, lambda analysis: analysis.at(given.stage), wanted_version())
    return whole(services().analyses(claim()), case)


@blueprint.delete("/<id:analysis_id>")
@for_holder("analyses:write")
@blueprint.output({}, status_code=204)
def delete_analysis(analysis_id: str) -> Response:
    """Delete an analysis with all that belongs to it, at once and for good."""
    services().delete(claim(), analysis_id)
    return make_response("", 204)


@blueprint.get("/<id:analysis_id>/questions")
@for_holder("analyses:read")
@blueprint.output(QuestionsOut)
def get_questions(analysis_id: str) -> Response:
    """Get what to ask or show next, and every open question."""
    case = services().analyses(claim()).get(analysis_id)
    return answered(questions_out(case), case)


@blueprint.post("/<id:analysis_id>/answers")
@for_holder("analyses:write")
@conditional
@repeatable
@blueprint.input(AnswersIn, arg_name="given")
@blueprint.output(AnalysisOut)
def post_answers(analysis_id: str, given: AnswersIn) -> Response:
    """Answer questions, tell more about a story, or tell something freely."""

    def told(analysis: Any) -> Any:
        for one in given.answers:
            with services().rooms.engine() as engine:
                analysis = hear(analysis, Said(**dict(one)), engine)
        return stop(analysis) if given.enough else analysis

    case = services().change(claim(), analysis_id, told, wanted_version())
    return whole(services().analyses(claim()), case)


@blueprint.patch("/<id:analysis_id>/fills")
@for_holder("analyses:write")
@conditional
@blueprint.input(FillsIn, arg_name="given")
@blueprint.output(AnalysisOut)
def review_fills(analysis_id: str, given: FillsIn) -> Response:
    """Keep, correct or drop what answers filled."""
    case = services().change(claim(), analysis_id, lambda analysis: decide(analysis, given.fills), wanted_version())
    return whole(services().analyses(claim()), case)


@blueprint.patch("/<id:analysis_id>/circumstances")
@for_holder("analyses:write")
@conditional
@blueprint.input(CircumstancesIn, arg_name="given")
@blueprint.output(AnalysisOut)
def set_circumstances(analysis_id: str, given: CircumstancesIn) -> Response:
    """Say how things stand with the employer."""

    def known(analysis: Any) -> Any:
        if given.reasons.keys() - {story.id for story in analysis.stories}:
            raise UnknownQuestion("There is no story with this id.")
        return with_circumstances(analysis, given.over(analysis.circumstances))

    case = services().change(claim(), analysis_id, known, wanted_version())
    return whole(services().analyses(claim()), case)


@blueprint.get("/<id:analysis_id>/report")
@for_holder("analyses:read")
@blueprint.output(Report)
def get_report(analysis_id: str) -> Response:
    """Get the report alone, as the command line gives it."""
    case = services().analyses(claim()).get(analysis_id)
    return answered(report_of(case.analysis, case.id), case)


@blueprint.get("/<id:analysis_id>/report.html")
@for_holder("analyses:read")
@blueprint.output(FileSchema(type="string"), content_type="text/html")
def get_report_page(analysis_id: str) -> Response:
    """Get the report as a page that stands alone."""
    case = services().analyses(claim()).get(analysis_id)
    response = make_response(report_page(report_of(case.analysis, case.id)))
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
    )
    return with_etag(response, case)


@blueprint.get("/<id:analysis_id>/readings")
@for_holder("analyses:read")
@blueprint.output(ReadingsOut)
def get_readings(analysis_id: str) -> Response:
    """Get what was read of both documents."""
    store = services().analyses(claim())
    case = store.get(analysis_id)
    readings = {role: json.loads(store.attachment(case.id, f"{role}.reading") or b"{}") for role in ("resume", "job")}
    return answered(ReadingsOut(**readings), case)
