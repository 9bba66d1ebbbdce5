"""The results of a batch joined with a file of groups, which the employer keeps apart from the résumés."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from parsers.encoding import decoded
from parsers.errors import DamagedDocument, FileMissing, FileUnreadable
from service.batch.audit.rates import UNKNOWN, Application
from service.batch.formulas import unguarded

_RESULTS = "results.csv"
_NEEDED = ("job", "id", "file", "coverage")
_GROUPS = ("sex", "race_ethnicity")

#: What people write, in lower case → the category of the federal EEO-1 report, which the city's rule refers to.
_SEXES = {
    **dict.fromkeys(("m", "male", "man", "men"), "Male"),
    **dict.fromkeys(("f", "female", "woman", "women"), "Female"),
}
_RACES = {
    **dict.fromkeys(
        ("hispanic or latino", "hispanic", "latino", "latina", "latinx", "hispanic/latino"), "Hispanic or Latino"
    ),
    **dict.fromkeys(("white", "caucasian"), "White"),
    **dict.fromkeys(("black", "black or african american", "african american"), "Black or African American"),
    **dict.fromkeys(
        (
            "native hawaiian or pacific islander",
            "native hawaiian",
            "pacific islander",
            "native hawaiian or other pacific islander",
        ),
        "Native Hawaiian or Pacific Islander",
    ),
    "asian": "Asian",
    **dict.fromkeys(
        (
            "native american or alaska native",
            "american indian or alaska native",
            "native american",
            "american indian",
            "alaska native",
        ),
        "Native American or Alaska Native",
    ),
    **dict.fromkeys(("two or more races", "two or more", "multiracial"), "Two or More Races"),
}
_NOT_TOLD = frozenset(
    {
        "",
        "-",
        "?",
        "n/a",
        "na",
        "none",
        "unknown",
        "not told",
        "not disclosed",
        "declined",
        "decline to answer",
        "prefer not to say",
        "prefer not to answer",
    }
)
_ADVICE = (
    "Give a CSV file with the columns id (or file), sex and race_ethnicity, one line a résumé; ids and files as in "
    "results.csv."
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Applications by advertisement, and lines of the file of groups that fit no résumé."""

    by_job: dict[str, list[Application]]
    unmatched: int


def read_applications(results: Path, groups: Path, job: str | None = None) -> Joined:
    """Everybody scored, with their groups; UNKNOWN where the file does not say.

    `results` is the folder of a batch or its results.csv, `job` limits it to one advertisement. Raises FileMissing,
    FileUnreadable, and DamagedDocument where the columns are not there or a résumé has two lines.
    """
    rows = _read_csv(results / _RESULTS if results.is_dir() else results, _NEEDED, "Give the output folder of a batch.")
    told, unmatched = _groups(groups, rows)
    by_job: dict[str, list[Application]] = {}
    wanted = None if job is None else unguarded(job)
    for row in rows:
        if wanted is None or row["job"] == wanted:
            sex, race = told.get(row["id"], (UNKNOWN, UNKNOWN))
            by_job.setdefault(row["job"], []).append(Application(_score(row), sex, race))
    if not by_job:
        names = ", ".join(sorted({row["job"] for row in rows})) or "none"
        raise FileMissing("There are no results for this advertisement.", f"The results know: {names}.")
    return Joined(by_job, unmatched)


def _groups(path: Path, rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, tuple[str, str]], int]:
    """Sex and race by the résumé's id, and how many lines fit none."""
    lines = _read_csv(path, _GROUPS, _ADVICE)
    if lines and not {"id", "file"} & lines[0].keys():
        raise DamagedDocument("The file of groups has neither a column “id” nor a column “file”.", _ADVICE)
    names = _ids_by_name(rows)
    told: dict[str, tuple[str, str]] = {}
    unmatched = 0
    for line in lines:
        key = names.get(line.get("id") or "") or names.get(line.get("file") or "")
        if key is None:
            unmatched += 1
            continue
        group = _category(line["sex"], _SEXES), _category(line["race_ethnicity"], _RACES)
        if told.setdefault(key, group) != group:
            raise DamagedDocument("The file of groups says two different things about one résumé.", _ADVICE)
    return told, unmatched


def _ids_by_name(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Ids, whole paths, and names of files where only one file is called so."""
    full = {name: row["id"] for row in rows for name in _names(row)}
    short = Counter(PurePosixPath(name).name for name in full)
    unique = {PurePosixPath(name).name: key for name, key in full.items() if short[PurePosixPath(name).name] == 1}
    return unique | full | {row["id"]: row["id"] for row in rows}


def _names(row: Mapping[str, str]) -> list[str]:
    return [name for name in (row["file"], *row.get("copies", "").split("; ")) if name]


def _category(told: str, known: Mapping[str, str]) -> str:
    """The category in the rule's words where it is one of them, else as it was told."""
    plain = " ".join(told.casefold().replace("(not hispanic or latino)", "").split())
    return UNKNOWN if plain in _NOT_TOLD else known.get(plain, told.strip())


def _score(row: Mapping[str, str]) -> float:
    try:
        return float(row["coverage"])
    except ValueError as error:
        raise DamagedDocument("The results hold a coverage that is no number.") from error


def _read_csv(path: Path, needed: Sequence[str], advice: str) -> list[dict[str, str]]:
    try:
        text = decoded(path.read_bytes())
    except FileNotFoundError as error:
        raise FileMissing(f"There is no file “{path.name}”.", advice) from error
    except OSError as error:
        raise FileUnreadable(f"The file “{path.name}” cannot be opened.") from error
    try:
        found = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), restval="", restkey="")
        columns = [(name or "").strip().casefold() for name in found.fieldnames or ()]
        found.fieldnames = columns
        rows = [
            {name: unguarded(str(value or "").strip()).strip() for name, value in row.items() if name} for row in found
        ]
    except csv.Error as error:
        raise DamagedDocument(f"“{path.name}” is no CSV file.", advice) from error
    missing = [name for name in needed if name not in columns]
    if missing:
        raise DamagedDocument(f"“{path.name}” has no column “{missing[0]}”.", advice)
    return rows
