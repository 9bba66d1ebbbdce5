"""From uploads to an analysis: read in worker processes, understood, judged. Names of uploads are shown, never used."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from embeddings.errors import NoRequirements
from parsers.document import Document
from parsers.errors import LimitExceeded, OverlookedError
from parsers.job import parse_job
from parsers.resume import parse_resume
from service.analysis import Analysis, JobFile, ResumeFile, analyse, asked_by, candidate_of
from service.limits import resume_within
from service.reading import Reading, reading_as_json
from service.report import Stage
from service.web.engine_room import EngineRoom
from service.web.sources import candidate_as_json, sizes_as_json

T = TypeVar("T")
Role = Literal["resume", "job"]
#: Reads a document that is in memory; `parsers.isolated.IsolatedReaders.read`.
Read = Callable[[bytes], Document]

_NAMELESS = {"resume": "résumé", "job": "advertisement"}


class UploadRefused(OverlookedError):
    """A named error together with the upload it is about; `code` and `advice` are the error's own."""

    def __init__(self, role: Role, error: OverlookedError) -> None:
        super().__init__(error.message, error.advice)
        self.code = error.code
        self.role = role


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody sent: its name as it was given, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """A fresh analysis, and what is to be kept beside it, by name."""

    analysis: Analysis
    attachments: Mapping[str, bytes]


class Casework:
    """Makes analyses out of uploads."""

    def __init__(self, read: Read, rooms: EngineRoom) -> None:
        self._read, self._rooms = read, rooms

    def begin(self, resume: Upload, job: Upload | JobFile, stage: Stage, keep_files: bool) -> Begun:
        """Read, understand and judge; raises UploadRefused, or Busy. Bad documents are refused before judging."""
        resume_file = self.resume(resume)
        job_file = job if isinstance(job, JobFile) else self.job(job)
        with self._rooms.engine() as engine:
            analysis = analyse(resume_file, job_file, engine).at(stage)
        attachments = {
            "resume.reading": _reading(Reading(resume_file.name, resume_file.resume)),
            "job.reading": _reading(Reading(job_file.name, job_file.job, job_file.requirements)),
            "resume.passages": candidate_as_json(candidate_of(resume_file, job_file)[0]),
            "resume.pages": sizes_as_json(resume_file.resume.document),
        }
        if keep_files:
            attachments["resume.file"] = resume.data
            if isinstance(job, Upload):
                attachments["job.file"] = job.data
        return Begun(analysis, attachments)

    def resume(self, upload: Upload) -> ResumeFile:
        """The résumé as it was understood; raises UploadRefused."""
        parsed = self._parsed("resume", upload, lambda document: resume_within(parse_resume(document)))
        return ResumeFile(shown_name(upload.name, "resume"), parsed)

    def job(self, upload: Upload) -> JobFile:
        """The advertisement and what it asks for; raises UploadRefused, or Busy."""
        posting = self._parsed("job", upload, parse_job)
        try:
            with self._rooms.engine() as engine:
                return asked_by(shown_name(upload.name, "job"), posting, engine.encoder)
        except (NoRequirements, LimitExceeded) as error:
            raise UploadRefused("job", error) from error

    def _parsed(self, role: Role, upload: Upload, parse: Callable[[Document], T]) -> T:
        try:
            return parse(self._read(upload.data))
        except OverlookedError as error:
            raise UploadRefused(role, error) from error


def _reading(reading: Reading) -> bytes:
    return json.dumps(reading_as_json(reading), ensure_ascii=False).encode("utf-8", "replace")


def pasted(text: str, role: Role) -> Upload:
    """Text out of a form, as a document."""
    return Upload(f"{_NAMELESS[role]}.txt", text.encode("utf-8", "replace"))


def structured(value: Mapping[str, Any], role: Role) -> Upload:
    """JSON Resume, or JobPosting as JSON-LD, as a document."""
    if role == "job":
        value = {"@context": "https://schema.org", "@type": "JobPosting", **value}
    return Upload(f"{_NAMELESS[role]}.json", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def shown_name(given: str, role: Role) -> str:
    """The name of an upload as it may be shown: no folders, no control or direction characters, not endless."""
    last = re.split(r"[/\\]", given)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    return plain[:120] or _NAMELESS[role]
