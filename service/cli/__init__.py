"""The command line: `overlooked COMMAND`, thin over the functions of `service`.

Importing this package imports click and nothing heavy: `--help`, `read` of a résumé and `schema` answer at once.
Whatever a command needs it imports when it runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from service.cli.analyze import analyze
from service.cli.audit import audit
from service.cli.batch import batch
from service.cli.check_message import check_message
from service.cli.db import db
from service.cli.failures import ALL_FAILED, WRONG_USAGE, say, say_internal_error
from service.cli.interview import interview
from service.cli.keys import keys
from service.cli.output import printing
from service.cli.read import read
from service.cli.schema import schema
from service.cli.serve import serve
from service.cli.worker import worker


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="overlooked", prog_name="overlooked")
def overlooked() -> None:
    """Find what a job asks for and a résumé does not show, and ask about the experience that could fill it."""


for command in (analyze, audit, batch, check_message, db, interview, keys, read, schema, serve, worker):
    overlooked.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code; no traceback ever reaches a user unless OVERLOOKED_DEBUG is set."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name in ("stdout", "stderr"):  # closed ones are None: what goes there goes nowhere
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (for as long as we run)
        if hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(given or ["--help"]))


def _run(arguments: list[str]) -> int:
    from parsers.errors import OverlookedError

    try:
        code = overlooked.main(arguments, prog_name="overlooked", standalone_mode=False)
        with printing():
            return code if isinstance(code, int) else 0
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except OverlookedError as error:
        say(error)
        return ALL_FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except Exception as error:  # the last place where a traceback can be kept from a user
        say_internal_error(error)
        return ALL_FAILED
