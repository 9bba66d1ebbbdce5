"""A whole run: find, score, keep, export. Command line, service and worker drive this one generator."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import PurePath

from distributed import Client, KilledWorker

from embeddings.requirements.model import Requirement
from parsers.dates import Month
from service.analysis import JobFile
from service.batch.cluster import Workers, open_cluster
from service.batch.export import Job, gather, has_results, judged, write_errors, write_key, write_tables
from service.batch.folder import Folder, locked
from service.batch.handouts import with_handouts
from service.batch.journal import STATE, Journal, Store, month_of_run, note_month
from service.batch.model import Batch, Failure, Finished, Progress, Source, Trouble
from service.batch.page import PAGE, write_page
from service.batch.runner import Inventory, Runner, lost, named
from service.batch.sources import Found, find_sources
from service.batch.table import SHOWN_DIGITS
from service.batch.task import MakeEngine, Plan, load_batch_engine, read_job
from service.batch.version import version_of
from service.engine import this_month
from service.quotes import quoted_span

Event = Progress | Finished


def run_batch(
    batch: Batch,
    stop: threading.Event | None = None,
    store: Store | None = None,
    make_engine: MakeEngine = load_batch_engine,
) -> Generator[Event, None, None]:
    """Everything that happens, as it happens; `Finished` is the last.

    The same batch again goes on where an earlier one was interrupted. Setting `stop` ends it with `runner.Stopped`, and
    leaving the generator ends it too; what is done is kept either way. Without a usable advertisement the results of an
    earlier run stay as they are. `store` replaces the journal in the output folder. `make_engine` is called in the
    workers. Raises OverlookedError where nothing can be done at all: no such scheduler, an output folder that cannot be
    written to, another run in it.
    """
    found = find_sources(batch.resumes, without=batch.jobs, out=batch.out)
    advertisements = find_sources(batch.jobs, out=batch.out)
    folder = Folder(batch.out)
    with locked(folder, f"{STATE}/lock"):
        month = month_of_run(folder, str(this_month()))
        version = version_of(month)
        with closing(store or Journal(folder, version, batch.blind)) as kept:
            plan = Plan(version, as_month(month), batch.blind, batch.limits, make_engine)
            runner, refused = None, [replace(trouble, about="job") for trouble in advertisements.troubles]
            if found.sources and advertisements.sources:
                with open_cluster(batch.workers, batch.scheduler, batch.memory) as client:
                    plan, unusable = _with_jobs(plan, client, advertisements.sources)
                    refused += unusable
                    runner = Runner(client, plan, kept, stop)
                    if plan.jobs:
                        yield from runner.run(found.sources)
            inventory = runner.inventory if runner else Inventory()
            finished = _finished(found, inventory, refused, folder)
            if plan.jobs or not has_results(folder):  # a mistyped advertisement must not empty the tables
                export(batch, plan, inventory, finished.troubles, folder, kept)
        note_month(folder, month, finished=True)
        yield finished


def as_month(month: str) -> Month:
    """The month out of 2026-11."""
    year, number = month.split("-")
    return Month(int(year), int(number))


def _with_jobs(plan: Plan, client: Client, advertisements: Sequence[Source]) -> tuple[Plan, list[Trouble]]:
    """The plan with every advertisement that can be used, copies left out, and the others with what is wrong."""
    refused: list[Trouble] = []
    usable: dict[str, JobFile] = {}
    workers = Workers(client)
    for source in advertisements:
        try:
            data = source.read(plan.limits.bytes + 1)
        except Exception as error:
            refused.append(Trouble(source.name, Failure.of(named(error)), "job"))
            continue
        key = hashlib.sha256(data).hexdigest()[:SHOWN_DIGITS]
        if key in usable:
            continue
        try:
            read = workers.result_of(client.submit(read_job, data, source.name, plan, pure=False))
        except KilledWorker:
            read = lost("reads this advertisement")
        if isinstance(read, Failure):
            refused.append(Trouble(source.name, read, "job"))
        else:
            usable[key] = read
    return replace(plan, jobs=tuple(usable.items())), refused


def _finished(found: Found, inventory: Inventory, refused: Sequence[Trouble], folder: Folder) -> Finished:
    troubles = (*refused, *found.troubles, *inventory.troubles)
    unusable = {trouble.resume for trouble in inventory.troubles}
    scored = sum(len(names) for resume, names in inventory.names.items() if resume not in unusable)
    return Finished(scored, troubles, found.passed_over, folder.place, folder.shown(PAGE))


def export(
    batch: Batch, plan: Plan, inventory: Inventory, troubles: Sequence[Trouble], folder: Folder, store: Store
) -> None:
    """Write all results into the folder: what `store` holds of every résumé in the inventory, and what went wrong."""
    jobs = jobs_shown(plan)
    found = judged(inventory, jobs, store, blind=batch.blind)
    scored = gather(with_handouts(found, folder, batch), jobs, folder, blind=batch.blind)
    write_tables(scored, jobs, folder)
    write_errors(troubles, folder, blind=batch.blind)
    write_page(scored, jobs, troubles, folder, batch)
    if batch.blind:
        write_key(inventory, troubles, folder, f"{STATE}/key.csv")


def jobs_shown(plan: Plan) -> list[Job]:
    """The advertisements under names that tell them apart and do not say where on a machine they lie."""
    names = short_names([(key, file.name) for key, file in plan.jobs])
    return [
        Job(
            key=key,
            name=name,
            title=file.job.title,
            organization=file.job.organization,
            requirements=tuple(_requirement(file.job.document.text, one) for one in file.requirements),
        )
        for (key, file), name in zip(plan.jobs, names, strict=True)
    ]


def short_names(files: Sequence[tuple[str, str]]) -> list[str]:
    """For each key and path, the shortest end of the path that no other has: `job.txt`, or `cook/job.txt`.

    Where two paths are the same, as those of uploads may be, the beginning of the key stands behind it.
    """
    ends = [_ends(path) for _, path in files]
    shared = Counter(end for of_one in ends for end in of_one)
    wholes = Counter(of_one[-1] for of_one in ends)
    names: list[str] = []
    for (key, _), of_one in zip(files, ends, strict=True):
        whole = of_one[-1] if wholes[of_one[-1]] == 1 else f"{of_one[-1]} ({key[:8]})"
        names.append(next((end for end in of_one if shared[end] == 1), whole))
    return names


def _ends(path: str) -> list[str]:
    """The ends of a path, shortest first; the last is all of it but the root."""
    parts = PurePath(path).relative_to(PurePath(path).anchor).parts
    return ["/".join(parts[start:]) for start in reversed(range(len(parts)))] or [path]


def _requirement(text: str, requirement: Requirement) -> tuple[str, str, str, str]:
    start, end = quoted_span(text, requirement.start, requirement.end)
    return requirement.id, text[start:end], requirement.priority, requirement.kind
