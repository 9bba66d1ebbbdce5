"""Documents out of requests."""

from __future__ import annotations

from apiflask import HTTPError
from flask import request
from werkzeug.datastructures import FileStorage

from service.web.casework import Upload, pasted, structured
from service.web.fetching import fetched
from service.web.schemas import JsonResumeIn, PostingIn, TextIn, UrlIn
from service.web.services import services


def uploaded(file: FileStorage) -> Upload:
    """A file out of a form."""
    return Upload(file.filename or "", file.stream.read())


def the_only(file: FileStorage) -> Upload:
    """A file out of a form whose field takes one; several would be read by half."""
    field = file.name or ""
    if len(request.files.getlist(field)) > 1:
        raise HTTPError(422, detail={"files": {field: ["one file, where several were sent; join their pages in one"]}})
    return uploaded(file)


def resume_given(given: TextIn | JsonResumeIn) -> Upload:
    """A résumé out of JSON."""
    return pasted(given.text, "resume") if isinstance(given, TextIn) else structured(given.json_resume, "resume")


def job_given(given: TextIn | PostingIn | UrlIn) -> Upload:
    """An advertisement out of JSON; raises FetchOff or FetchFailed for an address."""
    if isinstance(given, UrlIn):
        return fetched(given.url, services().settings)
    return pasted(given.text, "job") if isinstance(given, TextIn) else structured(given.posting, "job")
