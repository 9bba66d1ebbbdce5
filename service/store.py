"""Where analyses are kept between two requests or two evenings.

The protocol is small so that a folder and a database can stand behind it. Every write names the version it was made
from: of two that started from the same one, the second is refused and nothing is lost.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from parsers.errors import OverlookedError
from service.analysis import Analysis

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class UnknownAnalysis(OverlookedError):
    """No analysis is kept under that id: never was, expired, or deleted."""

    code = "unknown_analysis"
    advice = "Analyse the two documents again; what is kept expires."


class ChangedMeanwhile(OverlookedError):
    """The analysis was changed since it was read, by another window for instance."""

    code = "changed_meanwhile"
    advice = "Read it again and repeat the last step."


class StoreUnusable(OverlookedError):
    """What is kept cannot be read or written."""

    code = "store"
    advice = "Check the folder, its rights and the free space."


@dataclass(frozen=True, slots=True)
class Kept:
    """An analysis as it is kept; `version` counts its writes from 1."""

    id: str
    version: int
    analysis: Analysis


class Store(Protocol):
    """Keeps analyses by id."""

    def add(self, analysis: Analysis) -> Kept:
        """Keep a new one under a new id."""
        ...

    def get(self, analysis_id: str) -> Kept:
        """The one with that id; raises UnknownAnalysis."""
        ...

    def replace(self, kept: Kept, analysis: Analysis) -> Kept:
        """Keep `analysis` in its place; raises ChangedMeanwhile, or UnknownAnalysis."""
        ...

    def delete(self, analysis_id: str) -> None:
        """Forget it; raises UnknownAnalysis."""
        ...


class FileStore:
    """One JSON file an analysis in a folder, readable for its owner only; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, analysis: Analysis, analysis_id: str | None = None) -> Kept:
        """Keep a new one under a new id, or under the one given."""
        kept = Kept(analysis_id or secrets.token_urlsafe(16), 1, analysis)
        self._write(kept)
        return kept

    def get(self, analysis_id: str) -> Kept:
        """The one with that id; raises UnknownAnalysis, or StoreUnusable for a file that is none of ours."""
        try:
            value = json.loads(self._path(analysis_id).read_bytes())
            return Kept(analysis_id, int(value["version"]), Analysis.model_validate(value["analysis"]))
        except FileNotFoundError as error:
            raise UnknownAnalysis("Nothing is kept under this id.") from error
        except OSError as error:
            raise StoreUnusable("What is kept cannot be read.") from error
        except (ValidationError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise StoreUnusable("What is kept is damaged, or was written by another version.") from error

    def replace(self, kept: Kept, analysis: Analysis) -> Kept:
        """Keep `analysis` in its place; raises ChangedMeanwhile where another version is there now."""
        if self.get(kept.id).version != kept.version:
            raise ChangedMeanwhile("This analysis was changed in another window.")
        newer = Kept(kept.id, kept.version + 1, analysis)
        self._write(newer)
        return newer

    def delete(self, analysis_id: str) -> None:
        """Forget it; raises UnknownAnalysis."""
        try:
            self._path(analysis_id).unlink()
        except FileNotFoundError as error:
            raise UnknownAnalysis("Nothing is kept under this id.") from error
        except OSError as error:
            raise StoreUnusable("What is kept cannot be deleted.") from error

    def _path(self, analysis_id: str) -> Path:
        if not _ID.fullmatch(analysis_id):
            raise UnknownAnalysis("Nothing is kept under this id.")
        return self._folder / f"{analysis_id}.json"

    def _write(self, kept: Kept) -> None:
        text = json.dumps({"version": kept.version, "analysis": json.loads(kept.analysis.to_json())})
        name = ""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, delete=False) as file:
                name = file.name
                file.write(text)
            os.replace(name, self._path(kept.id))  # noqa: PTH105  (the temporary file has a name, not a Path)
        except OSError as error:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise StoreUnusable("What was said cannot be kept.") from error
