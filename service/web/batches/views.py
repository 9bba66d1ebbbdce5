"""Batches: make one, fill it, look at it, call it off, take its results away, delete it."""

from __future__ import annotations

import io

from apiflask import APIBlueprint, FileSchema
from flask import Response, make_response, send_file, url_for

from service.engine import this_month
from service.storage.batches import Batch, NewBatch
from service.web.batches.schemas import BatchFiles, BatchList, BatchOut, Format, MoreFiles, ResultsQuery
from service.web.batches.taking import jobs_of, many_parts, resumes_in
from service.web.doors import for_key, key
from service.web.repeating import repeatable
from service.web.schemas import PageQuery
from service.web.services import services

blueprint = APIBlueprint("batches", __name__, url_prefix="/v1/batches", tag="Batches")

_PARQUET = "application/vnd.apache.parquet"
#: Name and media type of what is sent, by format.
_FILES: dict[Format, tuple[str, str]] = {
    "jsonl": ("results.jsonl", "application/x-ndjson"),
    "csv": ("results.csv", "text/csv"),
    "parquet": ("results.parquet", _PARQUET),
    "requirements": ("requirements.parquet", _PARQUET),
    "errors": ("errors.csv", "text/csv"),
    "page": ("index.html", "text/html"),
}


def _shown(batch: Batch) -> BatchOut:
    return BatchOut.model_validate(batch)


@blueprint.post("")
@for_key("batches:write")
@many_parts
@repeatable
@blueprint.input(BatchFiles, location="form_and_files", arg_name="given")
@blueprint.output(BatchOut, status_code=201)
def create_batch(given: BatchFiles) -> tuple[BatchOut, int, dict[str, str]]:
    """Make a batch of résumés and advertisements; workers begin it unless it is held."""
    wanted = NewBatch(
        jobs=jobs_of(given, key()),
        month=str(this_month()),
        keep_for=services().retention(key()),
        reference=given.reference,
        blind=given.blind,
        hold=given.hold,
        files=resumes_in(given.resumes),
    )
    batch = services().new_batch(wanted, key())
    return _shown(batch), 201, {"Location": url_for("batches.get_batch", batch_id=batch.id)}


@blueprint.get("")
@for_key("batches:read")
@blueprint.input(PageQuery, location="query", arg_name="query")
@blueprint.output(BatchList)
def list_batches(query: PageQuery) -> BatchList:
    """List the organisation's batches, newest first."""
    page = services().batches(key().tenant_id).page(query.cursor, query.limit)
    return BatchList(items=[_shown(batch) for batch in page.rows], next=page.next)


@blueprint.get("/<id:batch_id>")
@for_key("batches:read")
@blueprint.output(BatchOut)
def get_batch(batch_id: str) -> BatchOut:
    """Get how far a batch is."""
    return _shown(services().batches(key().tenant_id).get(batch_id))


@blueprint.post("/<id:batch_id>/files")
@for_key("batches:write")
@many_parts
@repeatable
@blueprint.input(MoreFiles, location="form_and_files", arg_name="given")
@blueprint.output(BatchOut)
def add_files_to_batch(batch_id: str, given: MoreFiles) -> BatchOut:
    """Put more résumés into a batch that is held."""
    store = services().batches(key().tenant_id)
    store.get(batch_id)
    return _shown(store.fill(batch_id, resumes_in(given.resumes)))


@blueprint.post("/<id:batch_id>/start")
@for_key("batches:write")
@blueprint.output(BatchOut)
def start_batch(batch_id: str) -> BatchOut:
    """Let workers begin a batch that is held."""
    return _shown(services().batches(key().tenant_id).begin(batch_id))


@blueprint.post("/<id:batch_id>/cancel")
@for_key("batches:write")
@blueprint.output(BatchOut)
def cancel_batch(batch_id: str) -> BatchOut:
    """Call a batch off; one that is over stays as it is."""
    return _shown(services().batches(key().tenant_id).cancel(batch_id))


@blueprint.get("/<id:batch_id>/results")
@for_key("batches:read")
@blueprint.input(ResultsQuery, location="query", arg_name="query")
@blueprint.output(FileSchema(type="string", format="binary"), content_type="application/x-ndjson")
def get_batch_results(batch_id: str, query: ResultsQuery) -> Response:
    """Get the results of a batch that is done."""
    name, media_type = _FILES[query.format]
    data = services().batches(key().tenant_id).output(batch_id, name)
    return send_file(io.BytesIO(data), media_type, as_attachment=True, download_name=name, etag=False)


@blueprint.delete("/<id:batch_id>")
@for_key("batches:write")
@blueprint.output({}, status_code=204)
def delete_batch(batch_id: str) -> Response:
    """Delete a batch with its files and results."""
    services().batches(key().tenant_id).delete(batch_id)
    return make_response("", 204)
