"""One part of a zip replaced, every other member copied as it is, in its order and with its dates."""

from __future__ import annotations

import io
import zipfile


def part_of(archive: bytes, name: str) -> bytes:
    """The member's content."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return source.read(_member(source, name))


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with that member's content replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w") as target:
        target.comment = source.comment
        changed = _member(source, name).filename
        for entry in source.infolist():
            target.writestr(entry, content if entry.filename == changed else source.read(entry))
    return made.getvalue()


def _member(source: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The member of that part name, which the package compares without case and leading slash."""
    return next(entry for entry in source.infolist() if entry.filename.lstrip("/").casefold() == name.casefold())
