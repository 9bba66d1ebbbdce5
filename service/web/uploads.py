"""Documents out of requests."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from service.web.casework import Upload, pasted, structured
from service.web.fetching import fetched
from service.web.schemas import JobIn, ResumeIn
from service.web.services import services


def uploaded(file: FileStorage) -> Upload:
    """A file out of a form."""
    return Upload(file.filename or "", file.stream.read())


def resume_given(given: ResumeIn) -> Upload:
    """A résumé out of JSON."""
    return pasted(given.text, "resume") if given.text is not None else structured(given.json_resume or {}, "resume")


def job_given(given: JobIn) -> Upload:
    """An advertisement out of JSON; raises FetchOff or FetchFailed for an address."""
    if given.url is not None:
        return fetched(given.url, services().settings)
    return pasted(given.text, "job") if given.text is not None else structured(given.posting or {}, "job")
