"""`overlooked interview`: the conversation in a terminal. It is kept after every answer and can be taken up again."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import click

from service.cli.failures import DONE
from service.report import Stage

_PATH = click.Path(path_type=Path, readable=False)
_HELLO = (
    "I will ask about things you have done, paid or not. Answer in your own words. “no”, “I don't know” and “skip” are "
    "fine; “stop” ends the questions. An answer may have several lines: an empty line ends it. Leave with Ctrl-C "
    "whenever you like: the same command goes on from there."
)


@click.command()
@click.argument("resume", type=_PATH)
@click.argument("job", type=_PATH)
@click.option("--stage", type=click.Choice(get_args(Stage)), help="Where you are with this application.")
@click.option("--out", type=_PATH, default=Path("overlooked-out"), show_default=True, help="Folder for what you get.")
@click.option("--rejection", type=_PATH, metavar="FILE", help="The message in which you were turned down.")
@click.option("--ledger", type=_PATH, metavar="FILE", help="Your confirmed stories: read before, written after.")
@click.option("--tracked", is_flag=True, help="Put the addition into your DOCX as a change that Word shows.")
@click.option("--afresh", is_flag=True, help="Forget what was answered before.")
def interview(
    resume: Path,
    job: Path,
    stage: Stage | None,
    out: Path,
    rejection: Path | None,
    ledger: Path | None,
    tracked: bool,
    afresh: bool,
) -> int:
    """Answer questions about what your résumé does not show, and take away what the answers are good for."""
    from service.cli.talking import begin
    from service.engine import load_engine
    from service.files import Files
    from service.followup.letters import read_letter
    from service.ledger import load_ledger

    if out.exists() and not out.is_dir():
        raise click.BadParameter(f"“{out}” is a file; name a folder.", param_hint="--out")
    letter = read_letter(rejection) if rejection else None
    stories = load_ledger(ledger) if ledger else None
    files = Files(load_engine)
    analysis = files.analysis(resume, job).at(stage or ("rejected" if rejection else "applying"))
    today = datetime.datetime.now(datetime.UTC)
    talk = begin(out, analysis, files.engine, afresh, stage is not None or rejection is not None)
    if stories is not None:
        talk.remember(stories.told(today.date()))
    if letter is not None:
        talk.note_rejection(letter)
    click.echo(_HELLO, err=True)
    talk.hold()
    original = resume.read_bytes()
    talk.write(original, today if tracked else None)
    if stories is not None and ledger is not None:
        talk.save_to(ledger, stories, today.date())
    return DONE
