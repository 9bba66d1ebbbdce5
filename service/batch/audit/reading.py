"""The results of a batch joined with a file of groups, which the employer keeps apart from the résumés."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from parsers.errors import FileMissing
from service.batch.audit.categories import race_of, sex_of
from service.batch.audit.rates import UNKNOWN, Application
from service.batch.audit.tables import AuditInput, Columns, read_table
from service.batch.formulas import unguarded

_RESULTS = "results.csv"
_OF_RESULTS = Columns(
    needed=("job", "id", "file", "coverage"),
    optional=("copies",),
    advice="Give the output folder of a batch, or its results.csv as the batch wrote it.",
)
_OF_GROUPS = Columns(
    needed=("sex", "race_ethnicity"),
    optional=("id", "file"),
    advice=(
        "Give a CSV file with the columns id (or file), sex and race_ethnicity, one line a résumé; ids and files as in "
        "results.csv."
    ),
    spellings={
        **dict.fromkeys(("gender", "sex_gender", "gender_sex", "sex_or_gender", "gender_or_sex"), "sex"),
        **dict.fromkeys(("race", "ethnicity", "ethnicity_race"), "race_ethnicity"),
        **dict.fromkeys(("race_and_ethnicity", "race_or_ethnicity", "ethnicity_and_race"), "race_ethnicity"),
        **dict.fromkeys(("filename", "file_name"), "file"),
    },
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Applications by advertisement, and lines of the file of groups that fit no résumé."""

    by_job: dict[str, list[Application]]
    unmatched: int


def read_applications(results: Path, groups: Path, job: str | None = None) -> Joined:
    """Everybody scored, with their groups; UNKNOWN where the file does not say.

    `results` is the folder of a batch or its results.csv, `job` limits it to one advertisement. Raises FileMissing,
    FileUnreadable, and AuditInput where the columns are not there or a résumé has two lines.
    """
    rows = read_table(results / _RESULTS if results.is_dir() else results, _OF_RESULTS)
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
    lines = read_table(path, _OF_GROUPS)
    if lines and not {"id", "file"} & lines[0].keys():
        raise AuditInput("The file of groups has neither a column “id” nor a column “file”.", _OF_GROUPS.advice)
    names, ids = _ids_by_name(rows), {row["id"].casefold(): row["id"] for row in rows}
    told: dict[str, tuple[str, str]] = {}
    unmatched = 0
    for line in lines:
        said = [line.get("id", ""), line.get("file", "")]
        key = next((found for one in said if (found := ids.get(one.casefold()) or names.get(one))), None)
        if key is None:
            unmatched += 1
            continue
        group = sex_of(line["sex"]), race_of(line["race_ethnicity"])
        if told.setdefault(key, group) != group:
            raise AuditInput("The file of groups says two different things about one résumé.", _OF_GROUPS.advice)
    return told, unmatched


def _ids_by_name(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Whole paths, and names of files where only one résumé has one called so."""
    full = [(name, row["id"]) for row in rows for name in _names(row)]
    short = [(unguarded(PurePosixPath(name).name), key) for name, key in full]
    return _unique(short) | _unique(full)


def _unique(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by name, without the names that several have."""
    found: dict[str, set[str]] = {}
    for name, key in named:
        found.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _names(row: Mapping[str, str]) -> list[str]:
    return [name for name in (row["file"], *row.get("copies", "").split("; ")) if name]


def _score(row: Mapping[str, str]) -> float:
    try:
        return float(row["coverage"])
    except ValueError as error:
        raise AuditInput("The results hold a coverage that is no number.", _OF_RESULTS.advice) from error
