"""Where things lie: on this machine, or behind any address that fsspec knows, in one spelling for each of them."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from parsers.errors import FileMissing

_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Place:
    """A path, a pattern or an address as somebody gave it, and the file system that it is about."""

    given: str
    path: str  #: as the file system knows it
    prefix: str = ""  #: stands before paths in messages, as in s3://
    system: Any = None  #: of fsspec; None for this machine

    @property
    def is_pattern(self) -> bool:
        """True for what may fit several files; a file on this machine that is called so is taken at its name."""
        return bool(_GLOB & set(self.path)) and not (self.system is None and os.path.lexists(self.path))

    def key(self, path: str) -> str:
        """The same for every spelling of one path, links followed; parts stand between slashes."""
        if self.system is None:
            return local_key(path)
        return f"{hash(self.system):x}:{path.rstrip('/')}"

    def holds_folder(self, key: str, name: str) -> bool:
        """Whether the folder of that key holds a folder of that name."""
        if self.system is None:
            return is_folder(f"{key}/{name}")
        return bool(self.system.isdir(f"{key.partition(':')[2]}/{name}"))


@dataclass(frozen=True, slots=True)
class Match:
    """One path that a place names, or that its pattern fits."""

    place: Place
    path: str
    is_folder: bool

    @property
    def key(self) -> str:
        """See Place."""
        return self.place.key(self.path)


def local_key(path: str) -> str:
    """See `Place.key`."""
    return Path(os.path.realpath(path)).as_posix().rstrip("/")


def is_folder(path: str) -> bool:
    """True for a folder and a link to one; False, and never an error, where that cannot be told."""
    return os.path.isdir(path)  # noqa: PTH112


def is_link(path: str) -> bool:
    """True for a link, wherever it leads; False, and never an error, where that cannot be told."""
    return os.path.islink(path)  # noqa: PTH114


def is_url(place: str) -> bool:
    """True for what fsspec has to resolve; a Windows drive is none."""
    return "://" in place


def place_of(given: str) -> Place:
    """The place under that path or address. Raises FileMissing where nothing here can open such an address."""
    if not is_url(given):
        return Place(given, given)
    try:
        system, path = url_to_fs(given)
    except (ImportError, ValueError) as error:
        raise FileMissing("This kind of address cannot be opened by this installation.") from error
    prefix = f"{given.partition('://')[0]}://"
    return Place(given, str(path), prefix, None if isinstance(system, LocalFileSystem) else system)


def matches(place: Place) -> list[Match]:
    """What the place names, sorted. Raises FileMissing if there is nothing, and what the file system raises."""
    if place.is_pattern:
        fitting = _fitting(place.path) if place.system is None else _fitting_elsewhere(place)
        if not fitting:
            raise FileMissing("No file fits this pattern.")
        return [Match(place, path, fitting[path]) for path in sorted(fitting)]
    if place.system is not None:
        return [Match(place, place.path, not place.system.isfile(place.path))]
    if not os.path.lexists(place.path):
        raise FileMissing("There is no such file or folder.")
    return [Match(place, place.path, is_folder(place.path))]


def _fitting(pattern: str) -> dict[str, bool]:
    """Paths on this machine, and whether each is a folder.

    `glob` follows links in the place of `**`, round and round where they lead back; `pathlib` does not.
    """
    path = Path(pattern)
    if "**" in path.parts:
        parts = (part if part == "**" else re.sub(r"\*+", "*", part) for part in path.relative_to(path.anchor).parts)
        found = [str(one) for one in Path(path.anchor or ".").glob("/".join(parts))]
    else:
        found = glob.glob(pattern)  # noqa: PTH207  (patterns may be absolute)
    return {one: is_folder(one) for one in found}


def _fitting_elsewhere(place: Place) -> dict[str, bool]:
    """The same behind an address."""
    found: dict[str, Any] = place.system.glob(place.path, detail=True)
    return {str(path): about.get("type") == "directory" for path, about in found.items()}
