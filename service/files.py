"""Documents and judged pairs by path, kept in memory for a while.

A file counts as the same while its path, size and time of change are the same, so a long-running process reads an
edited file again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Generic, TypeVar

from embeddings.errors import NoRequirements
from parsers.errors import LimitExceeded
from parsers.isolated import open_isolated
from service.analysis import Analysis, JobFile, ResumeFile, analyse, asked_by
from service.engine import Engine
from service.limits import resume_within
from service.opening import FileRefused, Read, open_job, open_resume, shown_name

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
#: A file as it was at one time: path, time of change in nanoseconds, size in bytes.
Version = tuple[str, int, int]

#: How many résumés, advertisements and judged pairs are kept: a few hundred kilobytes each at most.
_KEPT = 200


class Recent(Generic[K, V]):
    """The values that were asked for last, by key; the oldest go first."""

    def __init__(self, capacity: int = _KEPT) -> None:
        self._capacity = capacity
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value under `key`, made now if it is not there; a failure is not kept."""
        if key not in self._values:
            self._values[key] = make()
        self._values.move_to_end(key)
        while len(self._values) > self._capacity:
            self._values.popitem(last=False)
        return self._values[key]


class Files:
    """Reads résumés and advertisements, and judges pairs of them, each once while it does not change."""

    def __init__(self, engine: Callable[[], Engine], read: Read = open_isolated) -> None:
        self._load_engine = engine
        self._read = read
        self._engine: Engine | None = None
        self._resumes: Recent[Version, ResumeFile] = Recent()
        self._jobs: Recent[Version, JobFile] = Recent()
        self._analyses: Recent[tuple[Version, Version], Analysis] = Recent()

    @property
    def engine(self) -> Engine:
        """The engine, loaded when it is first needed: bad input is refused before seconds go into a model."""
        if self._engine is None:
            self._engine = self._load_engine()
        return self._engine

    def analysis(self, resume: Path, job: Path) -> Analysis:
        """The pair, judged; raises FileRefused, or ModelError where there is no model."""
        versions = _version(resume), _version(job)
        return self._analyses.get(versions, lambda: self._analyse(resume, job, *versions))

    def _analyse(self, resume: Path, job: Path, resume_version: Version, job_version: Version) -> Analysis:
        resume_file = self._resumes.get(resume_version, lambda: self._show(resume))
        job_file = self._jobs.get(job_version, lambda: self._ask(job))
        return analyse(resume_file, job_file, self.engine)

    def _show(self, path: Path) -> ResumeFile:
        try:
            return ResumeFile(shown_name(path), resume_within(open_resume(path, self._read)))
        except LimitExceeded as error:
            raise FileRefused(path, error) from error

    def _ask(self, path: Path) -> JobFile:
        posting = open_job(path, self._read)
        try:
            return asked_by(shown_name(path), posting, self.engine.encoder)
        except (NoRequirements, LimitExceeded) as error:
            raise FileRefused(path, error) from error


def _version(path: Path) -> Version:
    """The file's version; zeros where it cannot be looked at, which opening it will then say in words."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return str(path), 0, 0
    return str(path.absolute()), status.st_mtime_ns, status.st_size
