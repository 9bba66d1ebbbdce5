"""Finding the files: in folders, zip archives and globs, here or behind any address that fsspec knows.

Nothing is unpacked: members of an archive are read one at a time. What is not looked into (folders that may not be
opened, files of the operating system, results of runs) is said or counted, never dropped in silence.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

from parsers.errors import FileMissing, FileUnreadable, OverlookedError
from service.batch.model import Failure, Source, Trouble
from service.batch.no_resumes import LeftOut, is_hidden, is_more, is_written, run_folder_of, run_folders
from service.batch.places import Match, Place, is_link, matches, place_of
from service.batch.zips import ZIP_ERRORS, LastArchive, Opening, look_into

#: What the system says of a link whose end is gone, or that leads round in a circle.
_LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


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


def find_sources(places: Sequence[str], without: Collection[str] = (), out: str = "") -> Found:
    """Every file in those places, each once.

    `without` are paths, patterns and addresses that are left out with all that is in them; `out` is where results go.
    """
    found = Found()
    fitting = [match for given in dict.fromkeys(places) for match in _matches(given, found)]
    named = {match.key for match in fitting if match.is_folder and not match.place.is_pattern}
    search = _Search(found, LeftOut.of(without, out), named)
    for match in fitting:
        try:
            search.take(match)
        except (OverlookedError, *ZIP_ERRORS) as error:
            found.refuse(match.place.given, error)
    search.follow_links()
    found.last_archive.close()
    found.sources = sorted({source.name: source for source in found.sources}.values(), key=lambda one: one.name)
    found.troubles = list(dict.fromkeys(found.troubles))
    return found


def find_in_archive(name: str, data: bytes) -> Found:
    """The members of a zip that is in memory; itself, where it is a document."""
    found = Found()
    found.add(name, lambda most: data[:most], lambda: io.BytesIO(data))
    return found


def shown(name: str) -> str:
    """A path as text; bytes in it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _matches(given: str, found: Found) -> list[Match]:
    try:
        return matches(place_of(given))
    except (OverlookedError, *ZIP_ERRORS) as error:
        found.refuse(given, error)
        return []


class _Search:
    """One search through places, and in the end through the folders on this machine that links in them lead to."""

    def __init__(self, found: Found, no_resumes: LeftOut, named: Collection[str]) -> None:
        self._found = found
        self._no_resumes = no_resumes
        self._named = named
        self._searched: set[str] = set()
        self._links: list[Match] = []

    def take(self, match: Match) -> None:
        """Take in a file, or what is in a folder."""
        place = match.place
        fitted = set(match.path.split("/")) - set(place.path.split("/"))
        if any(map(is_hidden, fitted)) or self._no_resumes.holds(place, match.key):
            self._found.passed_over += 1
        elif place.system is not None:
            self._take_elsewhere(match)
        elif not match.is_folder:
            self._add_local(place, match.path)
        elif place.is_pattern and is_link(match.path):
            self._links.append(match)
        else:
            self._walk(match)

    def follow_links(self) -> None:
        """Look into folders that links lead to: once, and after all others, which so keep their own names.

        Not into one that has been searched, nor upwards into one that holds the link or a place that was named.
        """
        for link in self._links:  # grows on the way
            above = link.key + "/"
            held = (link.place.key(str(Path(link.path).parent)), *self._named)
            if link.key in self._searched or any(f"{folder}/".startswith(above) for folder in held):
                self._found.passed_over += 1
            else:
                self._walk(link, self._searched)

    def _walk(self, root: Match, known: Collection[str] = ()) -> None:
        """Take in all files below, but for the folders that are `known`."""
        place, found = root.place, self._found
        for at, folders, files in os.walk(root.path, onerror=self._refuse_folder):
            here = place.key(at)
            self._searched.add(here)
            folders[:] = [name for name in sorted(folders) if self._enters(place, str(Path(at, name)), known)]
            for name in sorted(files):
                path = str(Path(at, name))
                key = place.key(path) if is_link(path) else f"{here}/{name}"
                if is_hidden(name) or self._no_resumes.holds(place, key):
                    found.passed_over += 1
                else:
                    self._add_local(place, path)

    def _enters(self, place: Place, path: str, known: Collection[str]) -> bool:
        """Whether the walk goes on in this folder; links to folders are noted for later."""
        key = place.key(path)
        if is_hidden(Path(path).name) or self._no_resumes.holds(place, key) or key in known:
            self._found.passed_over += 1
            return False
        if self._no_resumes.is_run(place, key):
            self._found.passed_over += 1
            self._say_if_more(f"{place.prefix}{path}", key, _names_in(path))
            return False
        if is_link(path):
            self._links.append(Match(place, path, is_folder=True))
            return False
        return True

    def _say_if_more(self, name: str, key: str, names: Collection[str]) -> None:
        """Say that other files than a run's results were left out with them, unless that is what was asked for."""
        if key == self._no_resumes.out or key in self._named or not is_more(names):
            return
        error = FileUnreadable(
            "This folder was not searched: it holds the results of a run. There are other files in it too.",
            "If résumés are among them, name this folder as well.",
        )
        self._found.refuse(name, error)

    def _refuse_folder(self, error: OSError) -> None:
        self._found.refuse(str(error.filename), error)

    def _add_local(self, place: Place, path: str) -> None:
        self._found.add(f"{place.prefix}{path}", partial(_read_local, path), partial(_open_local, path))

    def _take_elsewhere(self, match: Match) -> None:
        place = match.place
        paths = sorted(map(str, place.system.find(match.path))) if match.is_folder else [match.path]
        if not paths:
            raise FileMissing("There is no file at this address.")
        keys = {path: place.key(path) for path in paths}
        runs = run_folders(keys.values()) | {self._no_resumes.out or ""}
        for path, key in keys.items():
            run = run_folder_of(key, match.key, runs)
            if any(map(is_hidden, path.removeprefix(match.path).split("/"))):
                self._found.passed_over += 1
            elif run is not None:
                self._found.passed_over += 1
                if not is_written(key.removeprefix(f"{run}/")):
                    self._say_if_more(f"{place.prefix}{run.partition(':')[2]}", run, [key])
            elif self._no_resumes.holds(place, key):
                self._found.passed_over += 1
            else:
                read, opening = partial(_read_remote, place.system, path), partial(place.system.open, path, "rb")
                self._found.add(f"{place.prefix}{path}", read, opening)


def _names_in(folder: str) -> Sequence[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  (names are all that is needed)
    except OSError:
        return []


def _open_local(path: str) -> IO[bytes]:
    """The file, opened. Raises FileMissing for what is none: to open a pipe would be to wait for ever."""
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        if is_link(path) and error.errno in _LEADS_NOWHERE:
            raise FileMissing("This link leads nowhere.", "Restore what it leads to, or delete the link.") from error
        raise
    if stat.S_ISDIR(mode):
        raise FileMissing("This is a folder, not a document.", "Name a file.")
    if not stat.S_ISREG(mode):
        raise FileMissing("This is a pipe or a device, not a document.", "Name a file.")
    return Path(path).open("rb")


def _read_local(path: str, most: int) -> bytes:
    with _open_local(path) as stream:
        return stream.read(most)


def _read_remote(system: Any, path: str, most: int) -> bytes:
    try:
        data: bytes = system.cat_file(path, start=0, end=most)
    except OSError:
        raise
    except Exception as error:  # each store has exceptions of its own
        raise FileUnreadable("The file cannot be fetched.") from error
    return data
