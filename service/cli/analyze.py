"""`overlooked analyze`: one report, or one for every pair of a list."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from service.cli.failures import ALL_FAILED, DONE, SOME_FAILED, show_traceback
from service.cli.output import checked_target, keep_inputs, print_bytes, printing, standard_input, write_text

if TYPE_CHECKING:
    from service.answers import Told

_PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("resume", type=_PATH, required=False)
@click.argument("job", type=_PATH, required=False)
@click.option(
    "--stage",
    type=click.Choice(["applying", "waiting", "rejected"]),
    help="Where you stand: not applied yet (applying, the default), applied without an answer, or rejected.",
)
@click.option("--answers", type=_PATH, metavar="FILE.json", help="What the candidate tells beyond the résumé.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON (see: overlooked schema report).")
@click.option("--html", type=_PATH, metavar="FILE", callback=checked_target, help="Write the report as a page.")
@click.option("--pairs", type=_PATH, metavar="FILE|-", help="Many pairs as JSON lines; one report a line.")
@click.pass_context
def analyze(
    context: click.Context,
    resume: Path | None,
    job: Path | None,
    stage: str | None,
    answers: Path | None,
    as_json: bool,
    html: Path | None,
    pairs: Path | None,
) -> int:
    """Compare RESUME with the advertisement JOB: what is shown, what is missing, what to ask.

    Without --json or --html the report is printed for people. With --pairs every line read is an object such as
    {"id": "1", "resume": "cv.pdf", "job": "ad.txt"}, with "answers" and "stage" if you like.
    """
    if pairs is not None:
        if resume or stage or answers or html:
            raise click.UsageError("--pairs goes alone: documents, stage and answers stand in its lines.", context)
        return _analyze_pairs(pairs)
    if resume is None or job is None:
        raise click.UsageError("Give a résumé and an advertisement: overlooked analyze RESUME JOB", context)
    if as_json and html:
        raise click.UsageError("--json and --html exclude each other.", context)
    keep_inputs(html, resume, job, answers)
    return _analyze_one(resume, job, stage or "applying", _read_answers(answers), as_json, html)


def _analyze_one(resume: Path, job: Path, stage: str, told: tuple[Told, ...], as_json: bool, html: Path | None) -> int:
    from service.assembly import report_with
    from service.engine import load_engine
    from service.files import Files

    files = Files(load_engine)
    report = report_with(files.analysis(resume, job), files.engine, stage, told)  # type: ignore[arg-type]
    if as_json:
        print_bytes(report.to_json(indent=2).encode())
    elif html:
        from service.reporting.page import report_page

        write_text(report_page(report), html)
    else:
        from service.reporting.terminal import print_report

        with printing():
            print_report(report)
    return DONE


def _read_answers(path: Path | None) -> tuple[Told, ...]:
    if path is None:
        return ()
    from service.answers import AnswersMalformed, answers_from_json

    try:
        return answers_from_json(json.loads(path.read_bytes()))
    except OSError as error:
        raise click.BadParameter(f"“{path}” cannot be opened ({error.strerror}).", param_hint="--answers") from error
    except AnswersMalformed as error:
        raise click.BadParameter(str(error), param_hint="--answers") from error
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(f"“{path.name}” is not valid JSON.", param_hint="--answers") from error


def _analyze_pairs(path: Path) -> int:
    from parsers.isolated import IsolatedReaders
    from service.engine import load_engine
    from service.files import Files
    from service.pairs import run_pairs

    done, failed = 0, 0
    with _opened(path) as lines, IsolatedReaders() as readers:
        for result in run_pairs(lines, Files(load_engine, readers.open)):
            print_bytes(result.line.encode("utf-8", "replace"))
            done += 1
            if result.error is not None:
                failed += 1
                message = json.loads(result.line)["error"]["message"]
                click.echo(f"{result.pair_id}: {message}" if result.pair_id else message, err=True)
                show_traceback(result.error)
    if not done:
        click.echo("There was no pair to analyse.", err=True)
    if failed:
        click.echo(f"{failed} of {done} pairs failed.", err=True)
        return ALL_FAILED if failed == done else SOME_FAILED
    return DONE


def _opened(path: Path) -> BinaryIO | nullcontext[BinaryIO]:
    if str(path) == "-":
        return nullcontext(standard_input())
    try:
        return path.open("rb")
    except OSError as error:
        raise click.BadParameter(f"“{path}” cannot be opened ({error.strerror}).", param_hint="--pairs") from error
