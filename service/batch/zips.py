"""Archives of résumés: what is in them, each member a source of its own; nothing is unpacked.

An archive is open only while its members are listed or read. Members are read in the order of their names, all of one
archive in succession, so the one that was read last is kept open, and a folder may hold any number of archives.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from parsers.archives import HARMLESS_SIZE, MOST_EXPANSION
from parsers.errors import DamagedDocument, FileMissing, LimitExceeded, PasswordProtected
from service.batch.model import Source
from service.batch.no_resumes import is_hidden, is_written, run_folders

Opening = Callable[[], IO[bytes]]

#: Entries of one archive of résumés; more is no archive of résumés, and its table of contents alone fills the memory.
MOST_MEMBERS = 200_000
_ENCRYPTED = 0x1
ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, NotImplementedError),
)


class LastArchive:
    """Keeps that archive open which was used last. Not for several threads at once."""

    def __init__(self) -> None:
        self._opening: Opening | None = None
        self._stream: IO[bytes] = io.BytesIO()
        self._archive: zipfile.ZipFile | None = None

    def of(self, opening: Opening) -> zipfile.ZipFile:
        """The archive that is opened like this. Raises DamagedDocument, and what `opening` raises."""
        if self._archive is None or opening is not self._opening:
            self.close()
            self._stream = opening()
            try:
                self._archive = zipfile.ZipFile(self._stream)
            except ZIP_ERRORS as error:
                self._stream.close()
                if isinstance(error, OSError):
                    raise
                raise DamagedDocument(
                    "The archive is cut off or broken: its table of contents cannot be read."
                ) from error
            self._opening = opening
        return self._archive

    def size_of(self, opening: Opening) -> int:
        """Its size in bytes."""
        self.of(opening)
        return self._stream.seek(0, io.SEEK_END)

    def close(self) -> None:
        """Close whichever is open; it is opened again when a member is read."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None
        self._stream.close()


@dataclass(slots=True)
class Inside:
    """What is in an archive."""

    sources: list[Source] = field(default_factory=list)
    passed_over: int = 0


def look_into(name: str, opening: Opening, last: LastArchive) -> Inside | None:
    """The members under the archive's name and their own; None for an archive that is one document.

    Raises DamagedDocument, LimitExceeded, FileMissing if it is empty, and what `opening` raises.
    """
    members = [member for member in last.of(opening).infolist() if not member.is_dir()]
    if _is_one_document(members):
        return None
    unpacked = sum(member.file_size for member in members)
    too_large = unpacked > HARMLESS_SIZE and unpacked > MOST_EXPANSION * last.size_of(opening)
    if len(members) > MOST_MEMBERS or too_large:
        raise LimitExceeded("The archive unpacks to far more than résumés need.", "Unpack it yourself.")
    if not members:
        raise FileMissing("There is nothing in this archive.")
    inside = Inside()
    runs = run_folders([f"/{member.filename}" for member in members])
    for member in members:
        if any(map(is_hidden, member.filename.split("/"))) or _is_result(f"/{member.filename}", runs):
            inside.passed_over += 1
        else:
            inside.sources.append(Source(f"{name}/{member.filename}", partial(_read_member, last, opening, member)))
    return inside


def _is_result(path: str, runs: set[str]) -> bool:
    """True for what a run has written into one of its folders."""
    return any(path.startswith(f"{run}/") and is_written(path[len(run) + 1 :]) for run in runs)


def _is_one_document(members: Sequence[zipfile.ZipInfo]) -> bool:
    """True for Word, OpenDocument and LinkedIn files: their readers want the archive as a whole.

    What counts is at the top: the same names further down are those of something unpacked among résumés. At the top of
    an export from LinkedIn are tables alone; packed again by hand it is often in one folder, which is the top then.
    """
    paths = [[part for part in member.filename.casefold().split("/") if part not in ("", ".")] for member in members]
    shown = [path for path in paths if not any(map(is_hidden, path))]
    top = {path[0] for path in shown if len(path) == 1}
    if {"[content_types].xml", "mimetype"} & top:
        return True
    if not top and len({path[0] for path in shown}) == 1:
        top = {path[1] for path in shown if len(path) == 2}
    return bool({"profile.csv", "positions.csv"} & top) and all(name.endswith(".csv") for name in top)


def _read_member(last: LastArchive, opening: Opening, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise PasswordProtected("The archive is protected by a password.", "Unpack it, and give the folder.")
    archive = last.of(opening)
    try:
        with archive.open(member) as stream:
            return stream.read(most)
    except ZIP_ERRORS as error:
        raise DamagedDocument("This part of the archive is damaged and cannot be unpacked.") from error
    except RuntimeError as error:
        raise PasswordProtected("The archive is protected by a password.", "Unpack it, and give the folder.") from error
