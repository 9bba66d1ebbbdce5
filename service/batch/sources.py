"""Finding the files: in folders, zip archives and globs, here or behind any address that fsspec knows.

Nothing is unpacked: members of an archive are read one at a time. What is not looked into (folders that may not be
opened, files of the operating system) is said or counted, never dropped in silence.
"""

from __future__ import annotations

import glob
import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from parsers.archives import HARMLESS_SIZE, MOST_EXPANSION
from parsers.errors import (
    DamagedDocument,
    FileMissing,
    FileUnreadable,
    LimitExceeded,
    OverlookedError,
    PasswordProtected,
)
from service.batch.model import Failure, Source, Trouble

#: Entries of one archive of résumés; more is no archive of résumés, and its table of contents alone fills the memory.
MOST_MEMBERS = 200_000
_GLOB = frozenset("*?[")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_ENCRYPTED = 0x1
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, NotImplementedError),
)


@dataclass(slots=True)
class Found:
    """The files, sorted by name, and what went wrong while looking for them."""

    sources: list[Source] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    passed_over: int = 0

    def refuse(self, name: str, error: Exception) -> None:
        """Note a place that cannot be used."""
        if isinstance(error, OSError):
            error = FileUnreadable("The file cannot be opened.")
        self.troubles.append(Trouble(shown(name), Failure.of(error)))


def find_sources(places: Sequence[str], without: Collection[str] = ()) -> Found:
    """Every file in those places, each once; `without` leaves out local paths and what is in them."""
    found = Found()
    left_out = {os.path.realpath(path) for path in without}
    for place in dict.fromkeys(places):
        try:
            if is_url(place):
                _find_remote(place, found)
            else:
                _find_local(place, found, left_out)
        except (OverlookedError, *_ZIP_ERRORS) as error:
            found.refuse(place, error)
    found.sources = sorted({source.name: source for source in found.sources}.values(), key=lambda one: one.name)
    return found


def find_in_archive(name: str, data: bytes) -> Found:
    """The members of a zip that is in memory; itself, where it is a document."""
    found = Found()
    _add(name, lambda most: data[:most], found, lambda: zipfile.ZipFile(io.BytesIO(data)), len(data))
    return found


def is_url(place: str) -> bool:
    """True for what fsspec has to resolve; a Windows drive is none."""
    return "://" in place


def shown(name: str) -> str:
    """A path as text; bytes in it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _find_local(place: str, found: Found, left_out: Collection[str]) -> None:
    if Path(place).exists():
        paths = [place]
    elif _GLOB & set(place):
        paths = sorted(glob.glob(place, recursive=True))  # noqa: PTH207  (patterns may be absolute)
        if not paths:
            raise FileMissing("No file fits this pattern.")
    else:
        raise FileMissing("There is no such file or folder.")
    for path in paths:
        named = path == place
        for file in _files_under(path, found, left_out) if Path(path).is_dir() else iter([path]):
            if (not named and _is_of_the_system(file, path)) or os.path.realpath(file) in left_out:
                found.passed_over += 1
            elif file.lower().endswith(".zip"):
                _add(file, partial(_read_local, file), found, partial(zipfile.ZipFile, file), Path(file).stat().st_size)
            else:
                found.sources.append(Source(shown(file), partial(_read_local, file)))


def _files_under(folder: str, found: Found, left_out: Collection[str]) -> Iterator[str]:
    """Paths of all files below; links to folders are not followed, since they may lead round in a circle."""
    for at, folders, files in os.walk(folder, onerror=lambda error: found.refuse(str(error.filename), error)):
        kept = [name for name in folders if not _is_hidden(name) and os.path.realpath(f"{at}/{name}") not in left_out]
        found.passed_over += sum(_is_hidden(name) for name in folders)
        folders[:] = sorted(kept)
        for name in sorted(files):
            if _is_hidden(name):
                found.passed_over += 1
            else:
                yield str(Path(at, name))


def _is_of_the_system(path: str, root: str) -> bool:
    return any(map(_is_hidden, Path(path).relative_to(root).parts)) if path != root else _is_hidden(Path(path).name)


def _is_hidden(name: str) -> bool:
    """Files that systems and office programs leave in folders."""
    return (name.startswith((".", "~$")) and name not in (".", "..")) or name.casefold() in _OF_THE_SYSTEM


def _read_local(path: str, most: int) -> bytes:
    if not Path(path).is_file():
        raise FileMissing("This is a folder or a device, not a document.", "Name a file.")
    with Path(path).open("rb") as stream:
        return stream.read(most)


def _find_remote(place: str, found: Found) -> None:
    try:
        system, path = url_to_fs(place)
        protocol = place.partition("://")[0]
        paths = _remote_paths(system, str(path))
    except (ImportError, ValueError) as error:
        raise FileMissing("This kind of address cannot be opened by this installation.") from error
    if not paths:
        raise FileMissing("There is no file at this address.")
    for one in sorted(str(path) for path in paths):
        read = partial(_read_remote, system, one)
        if any(map(_is_hidden, one.removeprefix(path).split("/"))):
            found.passed_over += 1
        elif one.lower().endswith(".zip"):
            size = int(system.size(one) or 0)
            _add(f"{protocol}://{one}", read, found, lambda one=one: zipfile.ZipFile(system.open(one, "rb")), size)
        else:
            found.sources.append(Source(f"{protocol}://{one}", read))


def _remote_paths(system: fsspec.AbstractFileSystem, path: str) -> list[Any]:
    if _GLOB & set(path):
        return list(system.glob(path))
    return [path] if system.isfile(path) else list(system.find(path))


def _read_remote(system: fsspec.AbstractFileSystem, path: str, most: int) -> bytes:
    try:
        data: bytes = system.cat_file(path, start=0, end=most)
    except OSError:
        raise
    except Exception as error:  # each store has exceptions of its own
        raise FileUnreadable("The file cannot be fetched.") from error
    return data


def _add(name: str, read: Any, found: Found, open_zip: Any, size: int) -> None:
    """A file called .zip: the members of an archive, or one document that is a zip itself."""
    try:
        archive = open_zip()
    except _ZIP_ERRORS as error:
        broken = DamagedDocument("The archive is cut off or broken: its table of contents cannot be read.")
        found.refuse(name, broken if not isinstance(error, OSError) else error)
        return
    members = [member for member in archive.infolist() if not member.is_dir()]
    if _is_one_document(members):
        found.sources.append(Source(shown(name), read))
        return
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or (unpacked > HARMLESS_SIZE and unpacked > MOST_EXPANSION * size):
        found.refuse(name, LimitExceeded("The archive unpacks to far more than résumés need.", "Unpack it yourself."))
        return
    if not members:
        found.refuse(name, FileMissing("There is nothing in this archive."))
    for member in members:
        if any(map(_is_hidden, member.filename.split("/"))):
            found.passed_over += 1
        else:
            found.sources.append(Source(shown(f"{name}/{member.filename}"), partial(_read_member, archive, member)))


def _is_one_document(members: Sequence[zipfile.ZipInfo]) -> bool:
    """True for Word, OpenDocument and LinkedIn files: their readers want the archive as a whole.

    What counts is at the top: the same names further down are those of something unpacked among résumés. At the top of
    an export from LinkedIn are tables alone; packed again by hand it is often in one folder, which is the top then.
    """
    paths = [[part for part in member.filename.casefold().split("/") if part not in ("", ".")] for member in members]
    shown = [path for path in paths if not any(map(_is_hidden, path))]
    top = {path[0] for path in shown if len(path) == 1}
    if {"[content_types].xml", "mimetype"} & top:
        return True
    if not top and len({path[0] for path in shown}) == 1:
        top = {path[1] for path in shown if len(path) == 2}
    return bool({"profile.csv", "positions.csv"} & top) and all(name.endswith(".csv") for name in top)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise PasswordProtected("The archive is protected by a password.", "Unpack it, and give the folder.")
    try:
        with archive.open(member) as stream:
            return stream.read(most)
    except _ZIP_ERRORS as error:
        raise DamagedDocument("This part of the archive is damaged and cannot be unpacked.") from error
    except RuntimeError as error:
        raise PasswordProtected("The archive is protected by a password.", "Unpack it, and give the folder.") from error
