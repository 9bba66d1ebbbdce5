"""Advertisements: keep one, look at it, compare résumés with it, delete it."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, make_response, url_for

from service.storage.jobs import KeptJob
from service.web.analyses.schemas import AnalysisStarted, ResumeFiles, ResumeText
from service.web.analyses.views import begun
from service.web.doors import for_key, key
from service.web.jobs.schemas import JobFileIn, JobList, JobOut, JobTextIn, in_list, job_out
from service.web.repeating import repeatable
from service.web.schemas import PageQuery
from service.web.services import Order, services
from service.web.uploads import job_given, resume_given, the_only

blueprint = APIBlueprint("jobs", __name__, url_prefix="/v1/jobs", tag="Advertisements")


def _kept(kept: KeptJob) -> tuple[JobOut, int, dict[str, str]]:
    return job_out(kept), 201, {"Location": url_for("jobs.get_job", job_id=kept.id)}


@blueprint.post("")
@for_key("jobs:write")
@repeatable
@blueprint.input(JobFileIn, location="form_and_files", arg_name="given")
@blueprint.output(JobOut, status_code=201)
def create_job(given: JobFileIn) -> tuple[JobOut, int, dict[str, str]]:
    """Keep an advertisement, given as a file."""
    return _kept(services().keep_job(the_only(given.job), given.reference, key()))


@blueprint.post("/text")
@for_key("jobs:write")
@repeatable
@blueprint.input(JobTextIn, arg_name="given")
@blueprint.output(JobOut, status_code=201)
def create_job_from_text(given: JobTextIn) -> tuple[JobOut, int, dict[str, str]]:
    """Keep an advertisement, given as text or as a JobPosting."""
    return _kept(services().keep_job(job_given(given.job), given.reference, key()))


@blueprint.get("")
@for_key("jobs:read")
@blueprint.input(PageQuery, location="query", arg_name="query")
@blueprint.output(JobList)
def list_jobs(query: PageQuery) -> JobList:
    """List the organisation's advertisements, newest first."""
    page = services().jobs(key().tenant_id).page(query.cursor, query.limit)
    return JobList(items=[in_list(kept) for kept in page.rows], next=page.next)


@blueprint.get("/<id:job_id>")
@for_key("jobs:read")
@blueprint.output(JobOut)
def get_job(job_id: str) -> JobOut:
    """Get an advertisement and what it asks for."""
    return job_out(services().jobs(key().tenant_id).get(job_id))


@blueprint.delete("/<id:job_id>")
@for_key("jobs:write")
@blueprint.output({}, status_code=204)
def delete_job(job_id: str) -> Response:
    """Delete an advertisement; analyses that were made with it stay."""
    services().delete_job(job_id, key())
    return make_response("", 204)


@blueprint.post("/<id:job_id>/analyses")
@for_key("analyses:create")
@repeatable
@blueprint.input(ResumeFiles, location="form_and_files", arg_name="given")
@blueprint.output(AnalysisStarted, status_code=201)
def create_analysis_for_job(job_id: str, given: ResumeFiles) -> Response:
    """Begin an analysis of a résumé, given as a file, for this advertisement."""
    job = services().jobs(key().tenant_id).get(job_id)
    return begun(services().start(Order(the_only(given.resume), job, given.stage, given.keep_files), key()))


@blueprint.post("/<id:job_id>/analyses/text")
@for_key("analyses:create")
@repeatable
@blueprint.input(ResumeText, arg_name="given")
@blueprint.output(AnalysisStarted, status_code=201)
def create_analysis_for_job_from_text(job_id: str, given: ResumeText) -> Response:
    """Begin an analysis of a résumé, given as text or JSON Resume, for this advertisement."""
    job = services().jobs(key().tenant_id).get(job_id)
    return begun(services().start(Order(resume_given(given.resume), job, given.stage), key()))
