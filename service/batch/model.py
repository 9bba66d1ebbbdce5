"""What a run is told, what it tells while it goes on, and what it keeps of each résumé."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

from parsers.errors import OverlookedError
from parsers.limits import DEFAULT_LIMITS, Limits
from service.report import Report

About = Literal["resume", "job"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One run. Places are paths or fsspec URLs of files, folders, zip archives or globs."""

    resumes: tuple[str, ...]
    jobs: tuple[str, ...]
    out: str  #: folder, path or URL
    workers: int = 1  #: processes on this machine; without effect where there is a scheduler
    scheduler: str | None = None  #: address of a Dask scheduler, as in tcp://10.0.0.1:8786
    memory: str = "auto"  #: most that one worker process may take, as in "2GB"; "auto" divides what the machine has
    blind: bool = False  #: nothing that is written says who a candidate is
    questions: bool = False  #: also write each candidate's questionnaire
    reports: bool = False  #: also write one report page a résumé and advertisement
    limits: Limits = DEFAULT_LIMITS  #: for one document


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was found."""

    name: str  #: what it is called in tables and messages
    read: Callable[[int], bytes] = field(compare=False)  #: at most so many bytes; raises OverlookedError or OSError


class Failure(BaseModel):
    """A named error in the words of `parsers.errors`; it never holds text of a document."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str
    advice: str

    @classmethod
    def of(cls, error: Exception) -> Failure:
        """The error's own words where it has a name; of any other nothing but its class, since it may quote."""
        if isinstance(error, OverlookedError):
            return cls(code=error.code, message=error.message, advice=error.advice)
        advice = "Please report it, with what you ran."
        return cls(code="internal", message=f"Internal error ({type(error).__name__}).", advice=advice)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be used, and why."""

    name: str
    failure: Failure
    about: About = "resume"
    resume: str = ""  #: SHA-256 of its bytes, where it could be read that far


class Facts(BaseModel):
    """What is known of a résumé whatever it is compared with."""

    model_config = ConfigDict(frozen=True)

    work_years: float  #: years covered by paid posts, overlaps counted once
    volunteer_years: float  #: the same for unpaid ones
    signature: str  #: of the masked text, see `service.batch.similar`
    identity: tuple[str, ...] = ()  #: words that say who the person is; empty in an entry that is blind


class Entry(BaseModel):
    """What came of one résumé: reports by advertisement, or why it cannot be read."""

    model_config = ConfigDict(frozen=True)

    resume: str  #: SHA-256 of the file's bytes
    version: str  #: of everything that judged it
    blind: bool = False
    facts: Facts | None = None
    reports: dict[str, Report] = {}  #: by the advertisement's key; `resume.file` is left empty
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. Files are counted, so copies of the same résumé too."""

    total: int
    done: int  #: those that failed among them
    failed: int
    kept: int  #: known from an earlier, interrupted run
    seconds: float
    current: str  #: the file that was handed to a worker last

    @property
    def rate(self) -> float:
        """Files a second, those known before left out; 0 while nothing has come back."""
        fresh = self.done - self.kept
        return fresh / self.seconds if fresh > 0 and self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds left at that rate; None while it is not known."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended: last thing that it says."""

    scored: int  #: files with a row for every advertisement
    troubles: tuple[Trouble, ...]
    passed_over: int  #: files and folders that nobody means by “résumés”, see `service.batch.no_resumes`
    out: str
    page: str = ""  #: where the page with the results is

    @property
    def failed(self) -> int:
        """Résumés that failed; advertisements not counted."""
        return sum(trouble.about == "resume" for trouble in self.troubles)
