"""Where results go: standard output, or a file that is checked before any work is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from parsers.errors import OverlookedError


def checked_target(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """A click callback: refuse a file that cannot be written before seconds go into what should be in it."""
    if value is None or str(value) == "-":
        return value
    if value.is_dir():
        raise click.BadParameter(f"“{value}” is a folder; name a file in it.")
    if not value.absolute().parent.is_dir():
        raise click.BadParameter(f"The folder “{value.parent}” does not exist.")
    return value


def keep_inputs(target: Path | None, *inputs: Path | None) -> None:
    """Refuse to write over what is read; raises UsageError."""
    if target is None or str(target) == "-" or not target.exists():
        return
    if any(one is not None and one.exists() and target.samefile(one) for one in inputs):
        raise click.UsageError(f"“{target}” is one of the files that are read; name another to write to.")


def standard_input() -> BinaryIO:
    """Standard input in bytes; raises UsageError where it is closed."""
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed; name a file in the place of “-”.")
    return sys.stdin.buffer


def write_text(text: str, target: Path) -> None:
    """Write the text to the file (`-`: standard output) and say so on standard error."""
    if str(target) == "-":
        print_bytes(text.encode())
        return
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"“{target}” cannot be written ({error.strerror}).") from error
    click.echo(f"Written: {target}", err=True)


def print_bytes(line: bytes) -> None:
    """One line of UTF-8 on standard output, whatever the terminal's encoding, and flushed."""
    with printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(line.rstrip(b"\n") + b"\n")


@contextmanager
def printing() -> Iterator[None]:
    """Flush what is printed inside; where the reader has gone (`| head`), leave quietly with exit code 0.

    Raises OutputFailed where it cannot be written.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _print_no_more()
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        _print_no_more()
        raise OutputFailed(f"Standard output cannot be written ({error.strerror}).") from error


def _print_no_more() -> None:
    """Also what Python itself flushes at exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class OutputFailed(OverlookedError):
    """The result cannot be written where it should go: a full disk, a device that is gone."""

    code = "output_failed"
    advice = "Make room there, or send the output elsewhere, and run the command again."
