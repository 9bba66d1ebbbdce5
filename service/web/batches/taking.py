"""Résumés and advertisements of a batch out of a request; archives are looked into."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from flask import request
from werkzeug.datastructures import FileStorage

from parsers.errors import LimitExceeded
from service.analysis import JobFile
from service.batch.model import Failure, Source
from service.batch.sources import find_in_archive
from service.batch.table import SHOWN_DIGITS
from service.storage.batches import Incoming
from service.storage.keys import Key
from service.web.batches.schemas import BatchFiles
from service.web.services import services
from service.web.uploads import uploaded

View = TypeVar("View", bound=Callable[..., Any])

#: What the archives of one request may unpack to, in bytes: it is all in memory at once.
_UNPACKED = 200_000_000
#: Parts of a form beside the résumés: advertisements and fields.
_OTHER_PARTS = 100
#: Characters of a name that are kept, the last ones.
_NAME = 200


def many_parts(view: View) -> View:
    """For forms with as many files as a batch may have."""

    @wraps(view)
    def roomy(*args: Any, **kwargs: Any) -> Any:
        request.max_form_parts = services().settings.batch_files + _OTHER_PARTS
        return view(*args, **kwargs)

    return roomy  # type: ignore[return-value]


def resumes_in(files: Sequence[FileStorage]) -> list[Incoming]:
    """Every document, those in archives too; one that cannot be used has its named error. Raises LimitExceeded."""
    settings = services().settings
    found: list[Incoming] = []
    unpacked = 0
    for one in _all_in(files):
        found.append(one)
        unpacked += len(one.data)
        if len(found) > settings.batch_files:
            raise LimitExceeded(f"A batch holds at most {settings.batch_files} files.", "Make several batches.")
        if unpacked > _UNPACKED:
            most = f"{_UNPACKED / 1_000_000:g} megabytes"
            raise LimitExceeded(f"This unpacks to more than {most}.", "Send it in parts, to a batch with hold.")
    return found


def _all_in(files: Sequence[FileStorage]) -> Iterator[Incoming]:
    for file in files:
        upload = uploaded(file)
        name = _shown(upload.name) or "résumé"
        if not name.lower().endswith(".zip"):
            yield _within_limits(name, upload.data)
            continue
        archive = find_in_archive(name, upload.data)
        for trouble in archive.troubles:
            yield Incoming(_shown(trouble.name), problem=trouble.failure.model_dump())
        yield from map(_unpacked, archive.sources)


def _unpacked(source: Source) -> Incoming:
    name = _shown(source.name)
    try:
        return _within_limits(name, source.read(services().settings.upload_bytes + 1))
    except Exception as error:  # each kind of archive has its own; named ones keep their name
        return Incoming(name, problem=Failure.of(error).model_dump())


def _within_limits(name: str, data: bytes) -> Incoming:
    most = services().settings.upload_bytes
    if len(data) <= most:
        return Incoming(name, data)
    too_large = LimitExceeded(f"The file is larger than {most / 1_000_000:g} megabytes.")
    return Incoming(name, problem=Failure.of(too_large).model_dump())


def _shown(name: str) -> str:
    return "".join(c for c in name if unicodedata.category(c)[0] != "C").strip()[-_NAME:]


def jobs_of(given: BatchFiles, key: Key) -> list[tuple[str, JobFile]]:
    """The advertisements by key, copies left out; raises UploadRefused, UnknownJob or Busy."""
    kept = services().jobs(key.tenant_id)
    files = [kept.get(job_id).file for job_id in given.kept_jobs]
    with services().rooms.work():
        files += [services().casework.job(uploaded(file)) for file in given.jobs]
    return list({_key_of(file): file for file in files}.items())


def _key_of(file: JobFile) -> str:
    return hashlib.sha256(file.job.document.text.encode("utf-8", "replace")).hexdigest()[:SHOWN_DIGITS]
