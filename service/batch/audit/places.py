"""Where a table lies: a file or a folder on this machine, or behind any address that fsspec can open."""

from __future__ import annotations

from pathlib import Path

from fsspec.core import url_to_fs

from parsers.errors import FileMissing, FileUnreadable
from service.batch.places import is_url


def name_of(place: str) -> str:
    """The last part of the path or address, which is all that is ever shown: an address can hold a password."""
    if not is_url(place):
        return Path(place).resolve().name
    return place.partition("?")[0].rstrip("/").rpartition("/")[2]


def bytes_at(place: str, in_folder: str, advice: str) -> bytes:
    """What the file holds, or the one called `in_folder` where the place is a folder.

    Raises FileMissing, with that advice, and FileUnreadable.
    """
    try:
        return _remote(place, in_folder) if is_url(place) else _local(Path(place), in_folder)
    except FileNotFoundError as error:
        raise FileMissing(f"There is no file “{name_of(place)}”.", advice) from error
    except OSError as error:
        raise FileUnreadable(f"The file “{name_of(place)}” cannot be opened.") from error


def _local(path: Path, in_folder: str) -> bytes:
    return (path / in_folder if path.is_dir() else path).read_bytes()


def _remote(place: str, in_folder: str) -> bytes:
    try:
        system, path = url_to_fs(place)
        data: bytes = system.cat_file(path if system.isfile(path) else f"{path}/{in_folder}".rstrip("/"))
    except OSError:
        raise
    except (ImportError, ValueError) as error:
        raise FileMissing("This kind of address cannot be opened by this installation.") from error
    except Exception as error:  # each store has exceptions of its own
        raise FileUnreadable(f"The file “{name_of(place)}” cannot be fetched.") from error
    return data
