"""What a candidate takes away from an analysis: the DOCX, the message, every file there is."""

from __future__ import annotations

import io

from apiflask import APIBlueprint, FileSchema, HTTPError
from flask import Response, make_response, request, send_file

from parsers.sniffing import DOCX
from service.outputs import Made, advice_of, files_of, resume_docx
from service.storage.analyses import Case
from service.web.analyses.schemas import AdviceOut, DocxQuery, TakeAway, TakeAways
from service.web.analyses.shown import advice_out
from service.web.analyses.views import answered
from service.web.conditions import with_etag
from service.web.doors import claim, for_holder
from service.web.services import services

blueprint = APIBlueprint("taking", __name__, url_prefix="/v1/analyses/<id:analysis_id>", tag="Analyses")


def _case(analysis_id: str) -> tuple[Case, bytes | None]:
    """The analysis, and the résumé's file where it was kept."""
    store = services().analyses(claim())
    case = store.get(analysis_id)
    return case, store.attachment(case.id, "resume.file")


def _sent(made: Made, case: Case) -> Response:
    response = send_file(
        io.BytesIO(made.data), made.media_type, as_attachment=True, download_name=made.name, etag=False
    )
    return with_etag(response, case)


@blueprint.get("/resume.docx")
@for_holder("analyses:read")
@blueprint.input(DocxQuery, location="query", arg_name="query")
@blueprint.output(FileSchema(type="string", format="binary"), content_type=DOCX)
def get_resume_docx(analysis_id: str, query: DocxQuery) -> Response:
    """Get the résumé with what was told in it.

    Where the file was not kept, or is no DOCX, it is a page of its own to go with it.
    """
    case, original = _case(analysis_id)
    return _sent(resume_docx(case.analysis, original, services().clock() if query.tracked else None), case)


@blueprint.get("/message")
@for_holder("analyses:read")
@blueprint.output(AdviceOut)
def get_message(analysis_id: str) -> Response:
    """Get the advice whether to write, and the message where one is justified.

    As `text/plain` the message alone, as `message/rfc822` a draft for a mail program.
    """
    case, _ = _case(analysis_id)
    advice = advice_of(case.analysis)
    best = request.accept_mimetypes.best_match(["application/json", "text/plain", "message/rfc822"], "application/json")
    if best == "application/json" or advice.message is None:
        return answered(advice_out(advice), case)
    if best == "text/plain":
        response = make_response(advice.message.text())
        response.content_type = "text/plain; charset=utf-8"
        return with_etag(response, case)
    return _sent(Made("message.eml", "message/rfc822", advice.message.eml()), case)


@blueprint.get("/files")
@for_holder("analyses:read")
@blueprint.output(TakeAways)
def list_files(analysis_id: str) -> Response:
    """List every file that can be taken away now."""
    case, original = _case(analysis_id)
    made = files_of(case.analysis, original)
    files = [TakeAway(name=one.name, media_type=one.media_type, bytes=len(one.data)) for one in made]
    return answered(TakeAways(files=files), case)


@blueprint.get("/files/<string:name>")
@for_holder("analyses:read")
@blueprint.output(FileSchema(type="string", format="binary"), content_type="application/octet-stream")
def get_file(analysis_id: str, name: str) -> Response:
    """Get one of the files to take away."""
    case, original = _case(analysis_id)
    found = next((one for one in files_of(case.analysis, original) if one.name == name), None)
    if found is None:
        raise HTTPError(404)
    return _sent(found, case)
