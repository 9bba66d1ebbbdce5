"""What a run has found out so far, kept so that it can be killed at any moment and started again.

Entries are lines of JSON in numbered parts, which are only ever appended to; each process writes a part of its own, so
nothing is repaired and nothing rewritten. A line that was torn by a crash is no entry, and its résumé is scored again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Iterator
from typing import IO, Protocol

from pydantic import ValidationError

from service.batch.folder import Folder
from service.batch.model import Entry, Failure

STATE = ".overlooked"
_PARTS = f"{STATE}/journal"
#: Where files cannot be appended to (object stores), a part is written when it holds so many entries, or after so many
#: seconds.
_ENTRIES_A_PART = 200
_SECONDS_A_PART = 20.0


class Store(Protocol):
    """Where entries are kept; the service keeps them in its database instead of a journal."""

    def missing(self, resume: str, jobs: Collection[str]) -> list[str]:
        """The advertisements that this résumé has not been compared with, in their order; none if it cannot be read."""
        ...

    def failure(self, resume: str) -> Failure | None:
        """Why this résumé cannot be read; None if it can, or was not tried."""
        ...

    def add(self, entry: Entry) -> None:
        """Keep an entry."""
        ...

    def entries(self, resume: str) -> Iterator[Entry]:
        """Everything kept of this résumé, oldest first."""
        ...

    def close(self) -> None:
        """Make everything durable."""
        ...


class Journal:
    """Entries of one version, in the output folder.

    In memory is where each entry stands, some hundred bytes a résumé; never the entry itself.
    """

    def __init__(self, folder: Folder, version: str, blind: bool) -> None:
        self._folder = folder
        self._version = version
        self._blind = blind
        self._places: dict[bytes, list[tuple[str, int, int]]] = {}
        self._known: dict[bytes, frozenset[str]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}  #: of advertisements, one object for all that are equal
        self._failures: dict[bytes, Failure] = {}
        self._readers: dict[str, IO[bytes]] = {}
        names = folder.names(_PARTS)
        for name in names:
            self._scan(f"{_PARTS}/{name}")
        number = 1 + max((int(name.split(".")[0]) for name in names if name.split(".")[0].isdecimal()), default=0)
        self._part: _Part = (_LocalPart if folder.is_local else _RemotePart)(folder, number)

    def missing(self, resume: str, jobs: Collection[str]) -> list[str]:
        """See Store."""
        if self.failure(resume) is not None:
            return []
        known = self._known.get(bytes.fromhex(resume), frozenset())
        return [job for job in jobs if job not in known]

    def failure(self, resume: str) -> Failure | None:
        """See Store."""
        return self._failures.get(bytes.fromhex(resume))

    def add(self, entry: Entry) -> None:
        """Append the entry; on this machine it is on the disk when this returns."""
        line = entry.model_dump_json(by_alias=True).encode() + b"\n"
        name, offset = self._part.append(line)
        self._note(entry, name, offset, len(line))

    def entries(self, resume: str) -> Iterator[Entry]:
        """See Store."""
        for name, offset, length in self._places.get(bytes.fromhex(resume), ()):
            yield Entry.model_validate_json(self._line(name, offset, length))

    def close(self) -> None:
        """Write what is not written yet."""
        self._part.close()
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()

    def _scan(self, name: str) -> None:
        offset = 0
        with self._folder.open(name) as stream:
            for line in stream:
                try:
                    entry = Entry.model_validate_json(line) if line.endswith(b"\n") else None
                except ValidationError:
                    entry = None
                if entry is not None and entry.version == self._version and (self._blind or not entry.blind):
                    self._note(entry, name, offset, len(line))
                offset += len(line)

    def _note(self, entry: Entry, name: str, offset: int, length: int) -> None:
        key = bytes.fromhex(entry.resume)
        self._places.setdefault(key, []).append((name, offset, length))
        if entry.failure is not None:
            self._failures[key] = entry.failure
        else:
            known = self._known.get(key, frozenset()).union(entry.reports)
            self._known[key] = self._sets.setdefault(known, known)

    def _line(self, name: str, offset: int, length: int) -> bytes:
        pending = self._part.pending(name, offset, length)
        if pending is not None:
            return pending
        if name not in self._readers:
            self._readers[name] = self._folder.open(name)
        self._readers[name].seek(offset)
        return self._readers[name].read(length)


class _Part(Protocol):
    def append(self, line: bytes) -> tuple[str, int]: ...
    def pending(self, name: str, offset: int, length: int) -> bytes | None: ...
    def close(self) -> None: ...


class _LocalPart:
    """A file that grows, on the disk after every line."""

    def __init__(self, folder: Folder, number: int) -> None:
        self._folder = folder
        self._name = f"{_PARTS}/{number:06}.jsonl"
        self._stream: IO[bytes] | None = None
        self._offset = 0

    def append(self, line: bytes) -> tuple[str, int]:
        if self._stream is None:
            self._folder.write(self._name, b"")
            self._stream = open(self._folder.path(self._name), "ab")  # noqa: PTH123, SIM115  (kept open for the run)
        self._stream.write(line)
        self._stream.flush()
        os.fsync(self._stream.fileno())
        offset, self._offset = self._offset, self._offset + len(line)
        return self._name, offset

    def pending(self, name: str, offset: int, length: int) -> bytes | None:
        return None

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class _RemotePart:
    """Objects that are written whole, a few hundred entries each; a crash costs those of the last seconds."""

    def __init__(self, folder: Folder, number: int) -> None:
        self._folder = folder
        self._number = number
        self._lines: list[bytes] = []
        self._size = 0
        self._since = time.monotonic()

    @property
    def _name(self) -> str:
        return f"{_PARTS}/{self._number:06}.jsonl"

    def append(self, line: bytes) -> tuple[str, int]:
        if len(self._lines) >= _ENTRIES_A_PART or time.monotonic() - self._since > _SECONDS_A_PART:
            self.close()
        self._lines.append(line)
        offset, self._size = self._size, self._size + len(line)
        return self._name, offset

    def pending(self, name: str, offset: int, length: int) -> bytes | None:
        return b"".join(self._lines)[offset : offset + length] if name == self._name else None

    def close(self) -> None:
        if self._lines:
            self._folder.write(self._name, b"".join(self._lines))
            self._number, self._lines, self._size = self._number + 1, [], 0
        self._since = time.monotonic()


def month_of_run(folder: Folder, present: str) -> str:
    """The month (as in 2026-11) in which an unfinished run was begun, else the present one, which is noted."""
    try:
        with folder.open(f"{STATE}/run.json") as stream:
            noted = json.loads(stream.read())
        if isinstance(noted, dict) and not noted.get("finished") and isinstance(noted.get("month"), str):
            return str(noted["month"])
    except (OSError, ValueError):
        pass
    note_month(folder, present, finished=False)
    return present


def note_month(folder: Folder, month: str, *, finished: bool) -> None:
    """Say in the folder which month counts as today for this run, and whether it is done."""
    folder.write(f"{STATE}/run.json", json.dumps({"month": month, "finished": finished}).encode())
