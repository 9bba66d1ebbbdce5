"""Finding the files: in folders, zip archives and globs, here or behind any address that fsspec knows.

Nothing is unpacked: members of an archive are read one at a time. What is not looked into (folders that may not be
opened, files of the operating system) is said or counted, never dropped in silence.
"""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

import fsspec
from fsspec.core import url_to_fs

from parsers.errors import FileMissing, FileUnreadable, OverlookedError
from service.batch.model import Failure, Source, Trouble
from service.batch.no_resumes import is_hidden
from service.batch.zips import ZIP_ERRORS, LastArchive, Opening, look_into

_GLOB = frozenset("*?[")


@dataclass(slots=True)
class Found:
    """The files, sorted by name, and what went wrong while looking for them."""

    sources: list[Source] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    passed_over: int = 0
    last_archive: LastArchive = field(default_factory=LastArchive, repr=False)

    def refuse(self, name: str, error: Exception) -> None:
        """Note a place that cannot be used."""
        if isinstance(error, OSError):
            error = FileUnreadable("The file cannot be opened.")
        self.troubles.append(Trouble(shown(name), Failure.of(error)))

    def add(self, name: str, read: Callable[[int], bytes], opening: Opening) -> None:
        """Take a file in: the members of an archive, anything else as it is."""
        if not name.lower().endswith(".zip"):
            self.sources.append(Source(shown(name), read))
            return
        try:
            inside = look_into(shown(name), opening, self.last_archive)
        except (OverlookedError, *ZIP_ERRORS) as error:
            self.refuse(name, error)
            return
        if inside is None:
            self.sources.append(Source(shown(name), read))
        else:
            self.sources += inside.sources
            self.passed_over += inside.passed_over


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
        except (OverlookedError, *ZIP_ERRORS) as error:
            found.refuse(place, error)
    found.last_archive.close()
    found.sources = sorted({source.name: source for source in found.sources}.values(), key=lambda one: one.name)
    return found


def find_in_archive(name: str, data: bytes) -> Found:
    """The members of a zip that is in memory; itself, where it is a document."""
    found = Found()
    found.add(name, lambda most: data[:most], lambda: io.BytesIO(data))
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
            else:
                found.add(file, partial(_read_local, file), partial(_open_local, file))


def _files_under(folder: str, found: Found, left_out: Collection[str]) -> Iterator[str]:
    """Paths of all files below; links to folders are not followed, since they may lead round in a circle."""
    for at, folders, files in os.walk(folder, onerror=lambda error: found.refuse(str(error.filename), error)):
        kept = [name for name in folders if not is_hidden(name) and os.path.realpath(f"{at}/{name}") not in left_out]
        found.passed_over += sum(is_hidden(name) for name in folders)
        folders[:] = sorted(kept)
        for name in sorted(files):
            if is_hidden(name):
                found.passed_over += 1
            else:
                yield str(Path(at, name))


def _is_of_the_system(path: str, root: str) -> bool:
    return any(map(is_hidden, Path(path).relative_to(root).parts)) if path != root else is_hidden(Path(path).name)


def _open_local(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def _read_local(path: str, most: int) -> bytes:
    if not Path(path).is_file():
        raise FileMissing("This is a folder or a device, not a document.", "Name a file.")
    with _open_local(path) as stream:
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
        if any(map(is_hidden, one.removeprefix(path).split("/"))):
            found.passed_over += 1
        else:
            read, opening = partial(_read_remote, system, one), partial(system.open, one, "rb")
            found.add(f"{protocol}://{one}", read, opening)


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
