"""What the command line says when something cannot be done, and the exit codes of the contract."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import click

from parsers.errors import OverlookedError

DONE = 0
SOME_FAILED = 1
WRONG_USAGE = 2
ALL_FAILED = 3

_ROOT = Path(__file__).parents[2]


def say(error: OverlookedError) -> None:
    """Two plain lines on standard error: what happened, and what to do."""
    click.echo(error.message, err=True)
    click.echo(f"What to do: {error.advice}", err=True)


def say_internal_error(error: Exception) -> None:
    """Something that should not happen. The exception's own words are left out: they could quote the document."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_ROOT)]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    click.echo(f"Internal error: {type(error).__name__} in {place}. Nothing is wrong with what you did.", err=True)
    click.echo("What to do: report that line, and what you ran, with OVERLOOKED_DEBUG=1 for the details.", err=True)
    show_traceback(error)


def show_traceback(error: Exception) -> None:
    """The traceback on standard error, only where OVERLOOKED_DEBUG asks for it."""
    if os.environ.get("OVERLOOKED_DEBUG"):
        click.echo("".join(traceback.format_exception(error)), err=True)
