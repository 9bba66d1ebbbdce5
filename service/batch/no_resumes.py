"""What lies among résumés and is none: files of the operating system, advertisements, and what runs have written.

A folder is a run's if results go into it, or if it holds `.overlooked`, which every run leaves there. Below the folder
that is searched such a folder is not looked into. One that somebody names may hold résumés as well, since results may
go where the résumés are: of that one only those files are left out that runs write.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from parsers.errors import OverlookedError
from service.batch.journal import STATE
from service.batch.places import Place, matches, place_of

_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
#: What `overlooked batch` writes, and `overlooked audit` under the names that its documentation uses.
_WRITTEN = re.compile(
    r"(?:index\.html|results\.(?:csv|parquet)|requirements\.parquet|errors\.csv|audit\.(?:html|csv)"
    r"|reports/[0-9a-f]+-[0-9a-f]{8}\.html|questions/[0-9a-f]+-[0-9a-f]{8}\.(?:md|json))(?:\.part)?"
    rf"|{re.escape(STATE)}(?:/.*)?",
    re.DOTALL,
)
_FOLDERS_WRITTEN = frozenset({"reports", "questions"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Decides on the keys of `service.batch.places`."""

    without: frozenset[str] = frozenset()  #: left out with all that is in them
    out: str | None = None  #: where this run writes

    @classmethod
    def of(cls, without: Collection[str], out: str) -> LeftOut:
        """For places as they are given; patterns stand for all that they fit, and what is not there for itself."""
        return cls(frozenset(key for given in without for key in _keys(given)), _key(out) if out else None)

    def is_run(self, place: Place, folder: str) -> bool:
        """True for a folder that holds the results of a run, or is going to."""
        return folder == self.out or place.holds_folder(folder, STATE)

    def holds(self, place: Place, key: str) -> bool:
        """True for what is to be left out, for what lies in it, and for what a run has written."""
        inside = ""
        while key not in self.without:
            if _WRITTEN.fullmatch(inside) and self.is_run(place, key):
                return True
            key, slash, name = key.rpartition("/")
            if not slash:
                return False
            inside = f"{name}/{inside}" if inside else name
        return True


def _key(given: str) -> str | None:
    """None where the address cannot be opened: who writes to it says so."""
    with suppress(OverlookedError):
        place = place_of(given)
        return place.key(place.path)
    return None


def _keys(given: str) -> set[str]:
    """Of all that a pattern fits, or of the one place; none where that cannot be told: who reads from it says so."""
    with suppress(Exception):  # each store has exceptions of its own
        place = place_of(given)
        return {match.key for match in matches(place)} if place.is_pattern else {place.key(place.path)}
    return set()


def is_hidden(name: str) -> bool:
    """True for files and folders that systems and office programs leave behind."""
    return (name.startswith((".", "~$")) and name not in (".", "..")) or name.casefold() in _OF_THE_SYSTEM


def is_written(path: str) -> bool:
    """True for a file with this path below a run's folder, if it is the run that writes it."""
    return _WRITTEN.fullmatch(path) is not None


def is_more(names: Collection[str]) -> bool:
    """True if something in a run's folder, whose files and folders these are, does not come from the run."""
    return not all(name in _FOLDERS_WRITTEN or is_hidden(name) or is_written(name) for name in names)


def run_folders(paths: Collection[str]) -> set[str]:
    """The folders of runs, known by their notes among these files."""
    return {path.partition(f"/{STATE}/")[0] for path in paths if f"/{STATE}/" in path}


def run_folder_of(path: str, root: str, runs: Collection[str]) -> str | None:
    """The folder among `runs`, below the root, that this file is in; None if it is in none."""
    folder = path.rpartition("/")[0]
    while len(folder) > len(root):
        if folder in runs:
            return folder
        folder = folder.rpartition("/")[0]
    return None
