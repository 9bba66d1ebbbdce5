"""A batch from claim to results, through the same runner as `overlooked batch`.

One thread drives, another keeps the lease alive: starting worker processes takes longer than a lease may be silent.
Importing this imports Dask; whoever needs it imports it late.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from parsers.errors import OverlookedError
from parsers.limits import Limits
from service.batch.cluster import open_cluster
from service.batch.export import judged
from service.batch.folder import Folder
from service.batch.model import Batch, Failure, Source, Trouble
from service.batch.page import PAGE
from service.batch.runner import Inventory, Runner, Stopped
from service.batch.running import as_month, export, jobs_shown
from service.batch.task import MakeEngine, Plan, load_batch_engine
from service.batch.version import version_of
from service.storage.batch_work import BatchEntries, Claimed, Lost, Queue
from service.web.logs import Log
from service.web.services import Services

#: Seconds between two signs of life, and between two looks at whether to stop.
_BEAT, _LOOK = 10.0, 1.0
REPORTS = "results.jsonl"
#: The files of results, by name.
OUTPUTS = (REPORTS, "results.csv", "results.parquet", "requirements.parquet", "errors.csv", PAGE)


def drive_one(services: Services, log: Log, over: threading.Event, make_engine: MakeEngine = load_batch_engine) -> bool:
    """Drive the batch that has waited longest to its end, or until `over` is set; False where none waits."""
    queue = services.batch_queue()
    claimed = queue.claim()
    if claimed is None:
        return False
    log.say("batch", batch=claimed.batch.id, state="running", attempt="first" if not claimed.batch.done else "further")
    try:
        state = _driven(queue, claimed, services, over, make_engine)
    except Lost as lost:
        log.say("batch", batch=claimed.batch.id, code=lost.code)
        return True
    except Exception as error:
        if not isinstance(error, OverlookedError):
            log.unexpected(error)
        state = "failed" if queue.give_up(claimed, Failure.of(error)) else "waiting"
    log.say("batch", batch=claimed.batch.id, state=state)
    return True


def _driven(queue: Queue, claimed: Claimed, services: Services, over: threading.Event, make_engine: MakeEngine) -> str:
    """Run it; how it stands afterwards. Raises Lost, or whatever goes wrong."""
    with _Heart(queue, claimed, over) as heart:
        try:
            outputs, done, failed = _results(queue, claimed, services, heart, make_engine)
        except Stopped:
            if heart.is_lost:
                raise Lost("This batch is no longer this worker's.") from None
            if heart.is_cancelled:
                queue.cancel(claimed)
                return "cancelled"
            queue.release(claimed)
            return "waiting"
        queue.finish(claimed, outputs, done, failed)
        return "done"


def _results(
    queue: Queue, claimed: Claimed, services: Services, heart: _Heart, make_engine: MakeEngine
) -> tuple[dict[str, bytes], int, int]:
    """The files of results, how many résumés were taken, and how many of them failed; raises Stopped."""
    settings = services.settings
    version = version_of(claimed.batch.month)
    limits = Limits(bytes=settings.upload_bytes)
    plan = Plan(version, as_month(claimed.batch.month), claimed.batch.blind, limits, make_engine, claimed.jobs)
    store = queue.entries(claimed, version)
    refused = [Trouble(file.name, file.problem) for file in claimed.files if file.problem]
    sources = [
        Source(file.name, partial(queue.read, claimed, file.number)) for file in claimed.files if not file.problem
    ]
    inventory = Inventory()
    heart.count(len(refused), len(refused))
    if sources:
        with open_cluster(settings.batch_workers, settings.scheduler or None) as client:
            runner = Runner(client, plan, store, heart.stop)
            for progress in runner.run(sources):
                heart.count(len(refused) + progress.done, len(refused) + progress.failed)
            inventory = runner.inventory
    troubles = [*refused, *inventory.troubles]
    with tempfile.TemporaryDirectory(prefix="overlooked-") as place:
        batch = Batch(resumes=(), jobs=(), out=place, blind=claimed.batch.blind)
        export(batch, plan, inventory, troubles, Folder(place), store)
        outputs = {name: Path(place, name).read_bytes() for name in OUTPUTS if Path(place, name).is_file()}
    outputs[REPORTS] = _as_lines(plan, inventory, troubles, store)
    return outputs, len(claimed.files), len(troubles)


def _as_lines(plan: Plan, inventory: Inventory, troubles: Sequence[Trouble], store: BatchEntries) -> bytes:
    """A report a line, by résumé and advertisement; then a line for each file that could not be used."""
    return "".join(f"{line}\n" for line in _lines(plan, inventory, troubles, store)).encode()


def _lines(plan: Plan, inventory: Inventory, troubles: Sequence[Trouble], store: BatchEntries) -> Iterator[str]:
    import json

    for one in judged(inventory, jobs_shown(plan), store, blind=plan.blind):
        yield one.report.model_dump_json(by_alias=True)
    for trouble in troubles:
        error: Mapping[str, str] = trouble.failure.model_dump()
        named = {"id": trouble.resume[:16]} if plan.blind else {"file": trouble.name}
        yield json.dumps({**named, "error": error}, ensure_ascii=False)


class _Heart:
    """Keeps the lease alive from a thread of its own, and stops the run when it is lost, called off or over."""

    def __init__(self, queue: Queue, claimed: Claimed, over: threading.Event) -> None:
        self.stop = threading.Event()
        self.is_lost = self.is_cancelled = False
        self._queue, self._claimed, self._over = queue, claimed, over
        self._counts = (claimed.batch.done, claimed.batch.failed)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def count(self, done: int, failed: int) -> None:
        """Note how far the run is."""
        self._counts = (done, failed)

    def __enter__(self) -> _Heart:
        self._say()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        waited = 0.0
        while not self._ended.wait(_LOOK):
            waited += _LOOK
            if self._over.is_set():
                self.stop.set()
            if waited >= _BEAT:
                waited = 0.0
                self._say()

    def _say(self) -> None:
        try:
            self.is_cancelled = self._queue.renew(self._claimed, *self._counts)
        except Lost:
            self.is_lost = True
        except OverlookedError:  # the database is away for a moment; the lease outlasts several beats
            return
        if self.is_lost or self.is_cancelled:
            self.stop.set()
