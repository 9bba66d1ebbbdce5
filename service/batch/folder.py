"""The output folder, wherever it is: on this machine, or behind any address that fsspec can write to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

import fsspec
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from parsers.errors import FileUnreadable


class Folder:
    """Files by their name below one place. Raises FileUnreadable where it cannot be made or written to."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/") or place
        try:
            system, path = url_to_fs(place)
            system.makedirs(path, exist_ok=True)
        except Exception as error:  # each store has exceptions of its own
            raise self._refusal("made") from error
        self._system: fsspec.AbstractFileSystem = system
        self._path = str(path).rstrip("/")
        self.is_local = isinstance(system, LocalFileSystem)

    def path(self, name: str) -> str:
        """The name as the file system knows it."""
        return str(PurePosixPath(self._path, name)) if self._path else name

    def shown(self, name: str) -> str:
        """The name as people should see it."""
        return f"{self.place}/{name}"

    def names(self, folder: str) -> list[str]:
        """Names of the files in that sub-folder, sorted; none where it does not exist."""
        self._system.invalidate_cache()
        try:
            return sorted(str(path).rpartition("/")[2] for path in self._system.ls(self.path(folder), detail=False))
        except FileNotFoundError:
            return []

    def open(self, name: str) -> IO[bytes]:
        """The file for reading, with seek. FileNotFoundError if there is none."""
        stream: IO[bytes] = self._system.open(self.path(name), "rb")
        return stream

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file that is there as a whole or not at all."""
        path = self.path(name)
        try:
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            if not self.is_local:
                with self._system.open(path, "wb") as stream:
                    yield stream
                return
            draft = Path(f"{path}.part")
            with draft.open("wb") as stream:
                yield stream
            draft.replace(path)
        except OSError as error:
            raise self._refusal("written to") from error

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file."""
        with self.writing(name) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        """Remove the file; nothing happens where there is none."""
        with suppress(FileNotFoundError):
            self._system.rm_file(self.path(name))

    def _refusal(self, verb: str) -> FileUnreadable:
        return FileUnreadable(
            f"The output folder “{self.place}” cannot be {verb}.", "Name a folder that you may write to, with room."
        )


@contextmanager
def locked(folder: Folder, name: str) -> Iterator[None]:
    """Keep a second run out while this one writes; on this machine only, and where the system has such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    if not folder.is_local:
        yield
        return
    path = Path(folder.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise FileUnreadable(
            f"Another run is writing to “{folder.place}”.", "Wait for it to end, or name another folder."
        ) from error
    try:
        yield
    finally:
        os.close(handle)
