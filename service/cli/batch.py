"""`overlooked batch`: a folder of résumés against one or many advertisements."""

from __future__ import annotations

import dataclasses
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from service.cli.failures import ALL_FAILED, DONE, SOME_FAILED
from service.cli.output import print_bytes
from service.signals import handled

if TYPE_CHECKING:
    from service.batch.model import Finished, Progress

#: Failures that are said on standard error one by one; all of them are in errors.csv.
_SAID = 10


@click.command()
@click.argument("resumes", nargs=-1, required=True, metavar="RESUMES...")
@click.option("--job", "jobs", multiple=True, required=True, metavar="AD", help="An advertisement; may be repeated.")
@click.option("--out", required=True, metavar="DIR", help="Folder for the results; an unfinished run in it goes on.")
@click.option("--workers", type=click.IntRange(1, 1000), metavar="N", help="Processes; default: one a core.")
@click.option("--scheduler", metavar="ADDRESS", help="Use this Dask scheduler, as in tcp://10.0.0.1:8786.")
@click.option("--memory", default="auto", metavar="SIZE", help="Most that one worker may take, as in 2GB.")
@click.option("--blind", is_flag=True, help="Write nothing that says who a candidate is: ids instead of names.")
@click.option("--questions", is_flag=True, help="Also write each candidate's questionnaire.")
@click.option("--reports", is_flag=True, help="Also write each candidate's report as a page.")
@click.option("--json-progress", is_flag=True, help="Progress as JSON lines on standard output.")
@click.pass_context
def batch(context: click.Context, /, json_progress: bool, workers: int | None, **options: Any) -> int:
    """Score RESUMES (folders, zip archives, files, patterns or URLs) against every advertisement.

    Results are in DIR/index.html, results.csv, results.parquet and requirements.parquet; what could not be read is in
    errors.csv. The same command again continues an interrupted run.
    """
    if options["scheduler"] and workers:
        raise click.UsageError("--workers and --scheduler exclude each other: a scheduler has its own.", context)
    from service.batch.cluster import default_workers
    from service.batch.model import Batch, Progress
    from service.batch.running import run_batch

    described = Batch(workers=workers or default_workers(), **options)
    finished: Finished | None = None
    try:
        with (
            _showing(json_progress) as show,
            handled({signal.SIGTERM: _end_in_order}),
            closing(run_batch(described)) as events,
        ):
            for event in events:
                if isinstance(event, Progress):
                    show.progress(event)
                else:
                    finished = event
    except KeyboardInterrupt as stop:
        click.echo("Stopped. What is done is kept; the same command goes on from there.", err=True)
        return 143 if isinstance(stop, _Terminated) else 130
    assert finished is not None  # noqa: S101  (the last event)
    show.finished(finished)
    _say(finished)
    return _exit_code(finished)


class _Terminated(KeyboardInterrupt):
    """SIGTERM, as a scheduler of jobs or a shutdown sends it."""


def _end_in_order(*_: object) -> None:
    """Ends a run on SIGTERM as the interrupt key does: workers are ended and nothing of theirs is left behind."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what is being ended is not to be cut off
    raise _Terminated


def _exit_code(finished: Finished) -> int:
    if not finished.scored:
        return ALL_FAILED
    return SOME_FAILED if finished.troubles else DONE


def _say(finished: Finished) -> None:
    """What came of it, on standard error."""
    for trouble in finished.troubles[:_SAID]:
        click.echo(f"{trouble.name}: {trouble.failure.message} {trouble.failure.advice}", err=True)
    if len(finished.troubles) > _SAID:
        click.echo(f"… and {len(finished.troubles) - _SAID} more, see errors.csv.", err=True)
    if finished.passed_over:
        kinds = "hidden files, advertisements, results of runs, links to folders that are searched anyway"
        click.echo(f"Passed over: {finished.passed_over} ({kinds}).", err=True)
    if not finished.scored and not finished.failed and not finished.troubles:
        click.echo("There was no résumé to score. Name a folder, an archive or files that hold some.", err=True)
    click.echo(f"{_plural(finished.scored)} scored, {finished.failed} failed. Results: {finished.page}", err=True)


def _plural(number: int) -> str:
    return f"{number} résumé{'' if number == 1 else 's'}"


class _Quiet:
    """Where nobody looks on, only the end is said."""

    def progress(self, progress: Progress) -> None:
        """Say nothing."""

    def finished(self, finished: Finished) -> None:
        """Say nothing."""


class _JsonLines(_Quiet):
    """One object a line, for the program that started this one."""

    def progress(self, progress: Progress) -> None:
        """Where it stands."""
        line = dataclasses.asdict(progress) | {"rate": round(progress.rate, 3), "remaining": progress.remaining}
        print_bytes(json.dumps({"event": "progress", **line}, ensure_ascii=False).encode("utf-8", "replace"))

    def finished(self, finished: Finished) -> None:
        """How it ended."""
        line = {
            "event": "finished",
            "scored": finished.scored,
            "failed": finished.failed,
            "passed_over": finished.passed_over,
            "out": finished.out,
            "page": finished.page,
            "errors": [{"about": one.about, "file": one.name, **one.failure.model_dump()} for one in finished.troubles],
        }
        print_bytes(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace"))


class _Bar(_Quiet):
    """A line that moves: done, failed, rate, time left, file at hand."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, failed=0, rate="", current="starting the workers")

    def progress(self, progress: Progress) -> None:
        """Move on."""
        left = progress.remaining
        self._bar.update(
            self._task,
            total=progress.total,
            completed=progress.done,
            failed=progress.failed,
            rate=f"{progress.rate:.1f}/s" + (f", {_duration(left)} left" if left is not None else ""),
            current=progress.current.rpartition("/")[2][:40],
        )


def _duration(seconds: float) -> str:
    """ "0:07:30"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


@contextmanager
def _showing(json_progress: bool) -> Iterator[_Quiet]:
    if json_progress:
        yield _JsonLines()
        return
    if not sys.stderr.isatty():
        with nullcontext():
            yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[current]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        yield _Bar(bar)
