"""Where results go: standard output, or a file that is checked before any work is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def checked_target(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """A click callback: refuse a file that cannot be written before seconds go into what should be in it."""
    if value is None or str(value) == "-":
        return value
    if value.is_dir():
        raise click.BadParameter(f"“{value}” is a folder; name a file in it.")
    if not value.absolute().parent.is_dir():
        raise click.BadParameter(f"The folder “{value.parent}” does not exist.")
    return value


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
    """Flush what is printed inside; where the reader has gone (`| head`), leave quietly with exit code 0."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Also what Python itself flushes at exit goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(0) from None
