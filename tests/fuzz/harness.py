"""What all fuzz targets share: a crash is any exception without a name of ours, or a document that contradicts itself.

A target instruments the reader, then calls `fuzz`; atheris (https://github.com/google/atheris) does the rest. Time and
memory are watched by libFuzzer: see `run.py`.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import atheris

from parsers.document import Document
from parsers.errors import OverlookedError
from parsers.job import parse_job
from parsers.limits import Limits
from parsers.resume import parse_resume

Reader = Callable[[bytes, Limits], Document]

#: Small, so that inputs that merely ask for much do not look like inputs that take it unasked.
_LIMITS = Limits(bytes=1_000_000, pages=20, expanded_bytes=20_000_000)


def instrumented(*libraries: str) -> AbstractContextManager[Any]:
    """The `with` in which the reader is imported, so that atheris sees which of its branches an input reaches."""
    manager: AbstractContextManager[Any] = atheris.instrument_imports(include=["parsers.readers", *libraries])
    return manager


def fuzz(read: Reader, wrap: Callable[[bytes], bytes] = lambda data: data) -> None:
    """Call the reader with what atheris makes up, `wrap` around it, until the time is over or something breaks."""

    def target(data: bytes) -> None:
        try:
            document = read(wrap(data), _LIMITS)
        except OverlookedError:
            return
        check(document)

    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


def check(document: Document) -> None:
    """What holds for every document, whatever it was read from."""
    end = 0
    for block in document.blocks:
        for line in block.lines:
            assert end <= line.start <= line.end <= len(document.text), "lines out of order"
            end = line.end
    for parsed in (parse_resume(document), parse_job(document)):
        for statement in parsed.statements:
            assert document.text[statement.start : statement.end] == statement.text, "a statement is no quote"
            document.locate(statement.start, statement.end)


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
