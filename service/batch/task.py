"""What runs in the workers: a résumé's bytes in, its entry out.

The advertisements reach a worker once, as a plugin of the run, and its model is loaded when the first résumé comes.
Reading happens in a process beside the worker (`parsers.isolated`), so that a hostile document costs its deadline only.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from distributed import WorkerPlugin

from embeddings.encoder import load_encoder
from embeddings.judge import load_judge
from embeddings.passages import passages_of_resume
from embeddings.settings import EncoderSettings
from parsers.dates import Month, months_covered
from parsers.isolated import IsolatedReaders
from parsers.job import parse_job
from parsers.limits import Limits
from parsers.resume import parse_resume
from parsers.resume.model import Resume
from service.analysis import JobFile, ResumeFile, analyse, asked_by
from service.assembly import report_of
from service.batch.blind import identity_of, masked_report
from service.batch.model import Entry, Facts, Failure
from service.batch.similar import signature_of
from service.engine import Engine, this_month

if TYPE_CHECKING:
    from distributed import Worker

MakeEngine = Callable[[], Engine]

#: Texts whose vectors a worker keeps: those of some dozen advertisements, and of the last résumés.
_CACHED_TEXTS = 4_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What every résumé of a run is compared with, and by what."""

    version: str
    month: Month  #: counts as today
    blind: bool
    limits: Limits
    make_engine: MakeEngine
    jobs: tuple[tuple[str, JobFile], ...] = ()  #: by key, in the order in which they were given

    @property
    def name(self) -> str:
        """Tells runs apart that share a cluster."""
        keys = "".join(key for key, _ in self.jobs)
        return hashlib.sha256(f"{self.version}{self.blind}{keys}".encode()).hexdigest()[:16]


class PlanOnWorker(WorkerPlugin):
    """Hands the plan to every worker of a cluster, also to those that join later or are started again."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.name = f"overlooked-{plan.name}"

    def setup(self, worker: Worker) -> None:
        """Called by Dask in the worker."""
        _PLANS[self.plan.name] = self.plan

    def teardown(self, worker: Worker) -> None:
        """Called by Dask in the worker."""
        _PLANS.pop(self.plan.name, None)


#: What this process holds: plans by name, engines by who made them, readers by their limits.
_PLANS: dict[str, Plan] = {}
_ENGINES: dict[MakeEngine, Engine] = {}
_READERS: dict[Limits, IsolatedReaders] = {}
#: One model a process, and it is not made for two threads.
_ONE_AT_A_TIME = threading.RLock()


def read_job(data: bytes, name: str, plan: Plan) -> JobFile | Failure:
    """What an advertisement asks for, or why it cannot be used."""
    try:
        posting = parse_job(_readers(plan.limits).read(data))
        with _ONE_AT_A_TIME:
            return asked_by(name, posting, _engine(plan).encoder)
    except Exception as error:
        return Failure.of(error)


def score(data: bytes, resume: str, jobs: Sequence[str], plan_name: str) -> bytes:
    """The entry of the résumé with that key and these bytes, compared with those advertisements, as JSON."""
    plan = _PLANS[plan_name]
    entry = Entry(resume=resume, version=plan.version, blind=plan.blind)
    try:
        parsed = parse_resume(_readers(plan.limits).read(data))
        with _ONE_AT_A_TIME:
            entry = _scored(entry, parsed, [job for job in plan.jobs if job[0] in jobs], plan)
    except Exception as error:
        entry = entry.model_copy(update={"failure": Failure.of(error)})
    return entry.model_dump_json(by_alias=True).encode()


def _scored(entry: Entry, resume: Resume, jobs: Sequence[tuple[str, JobFile]], plan: Plan) -> Entry:
    engine = _engine(plan)
    file = ResumeFile("", resume)
    reports = {key: report_of(analyse(file, job, engine)) for key, job in jobs}
    identity = identity_of(resume)
    if plan.blind:
        reports = {key: masked_report(report, identity) for key, report in reports.items()}
    facts = Facts(
        work_years=_years(resume, "work", plan.month),
        volunteer_years=_years(resume, "volunteer", plan.month),
        signature=signature_of("\n".join(passage.masked or passage.text for passage in passages_of_resume(resume))),
        identity=() if plan.blind else identity,
    )
    return entry.model_copy(update={"facts": facts, "reports": reports})


def _years(resume: Resume, section: str, today: Month) -> float:
    periods = [entry.period for entry in resume.entries if entry.section == section and entry.period]
    return round(months_covered(periods, today) / 12, 1)


def _readers(limits: Limits) -> IsolatedReaders:
    with _ONE_AT_A_TIME:
        return _READERS.setdefault(limits, IsolatedReaders(limits=limits))


def _engine(plan: Plan) -> Engine:
    if plan.make_engine not in _ENGINES:
        _ENGINES[plan.make_engine] = plan.make_engine()
    return replace(_ENGINES[plan.make_engine], today=plan.month)


def load_batch_engine() -> Engine:
    """The packaged engine on one thread."""
    settings = replace(EncoderSettings.from_environment(), threads=1, cached_texts=_CACHED_TEXTS)
    encoder = load_encoder(settings)
    return Engine(encoder, load_judge(encoder), this_month())
