"""The results of a batch joined with a file of groups, which the employer keeps apart from the résumés."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from parsers.errors import FileMissing
from service.batch.audit.categories import race_of, sex_of
from service.batch.audit.places import name_of
from service.batch.audit.rates import COVERAGE, MUSTS, UNKNOWN, Application
from service.batch.audit.tables import AuditInput, Columns, read_table
from service.batch.formulas import unguarded

#: Judged requirements of a row, by priority and status: all 0 where the résumé could not be judged.
_COUNTS = tuple(f"{priority}_{status}" for priority in ("must", "nice") for status in ("met", "partial", "missing"))
_OF_RESULTS = Columns(
    file="results.csv",
    needed=("job", "id", "file", "coverage"),
    optional=("copies", "must_coverage", "nice_coverage", *_COUNTS),
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


#: Names that a message gives as examples, and characters of each that it shows.
_EXAMPLES = 3
_SHOWN = 60

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """Who was judged and who was not, by advertisement, and whom the file of groups tells of that is in no results."""

    by_job: dict[str, list[Application]]
    unjudged: dict[str, int]
    unmatched: tuple[str, ...]  #: id or file, a line each


def read_applications(results: str, groups: str, job: str | None = None, score: str = COVERAGE) -> Joined:
    """Everybody judged, with their groups; UNKNOWN where the file does not say.

    `results` is the folder of a batch or its results.csv; this and `groups` may be addresses. `job` limits it to one
    advertisement, `score` says what people are scored by. Raises FileMissing,
    FileUnreadable, and AuditInput where columns are not there, a résumé is told of in two ways, or nobody is, or
    nobody was judged.
    """
    everybody = read_table(results, _OF_RESULTS)
    rows = _rows_of(everybody, job)
    lines = _group_lines(groups)
    told, unmatched = _told(lines, everybody, name_of(groups))
    if not any(row["id"] in told for row in rows):
        raise _nobody(lines, rows, name_of(groups))
    by_job: dict[str, list[Application]] = {row["job"]: [] for row in rows}
    unjudged = dict.fromkeys(by_job, 0)
    for row in rows:
        if _is_judged(row):
            by_job[row["job"]].append(_application(row, score, *told.get(row["id"], (UNKNOWN, UNKNOWN))))
        else:
            unjudged[row["job"]] += 1
    if not any(by_job.values()):
        raise AuditInput("No résumé in the results was judged.", "Look at the warnings in results.csv for the reasons.")
    return Joined(by_job, unjudged, unmatched)


def examples(names: Iterable[str]) -> str:
    """The first few names in quotes, shortened, and how many more there are.

    >>> examples(["a", "b", "", "c", "d", "e"])
    '“a”, “b”, “c” and 2 more'
    """
    given = list(dict.fromkeys(filter(None, names)))
    more = f" and {len(given) - _EXAMPLES} more" if len(given) > _EXAMPLES else ""
    return (", ".join(f"“{_shortened(name)}”" for name in given[:_EXAMPLES]) or "no id and no file") + more


def _shortened(name: str) -> str:
    plain = "".join(character if character.isprintable() else "�" for character in name)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _rows_of(everybody: Sequence[Row], job: str | None) -> list[Row]:
    if not everybody:
        raise AuditInput("There is no résumé in the results.", "Look into the batch's errors.csv for the reasons.")
    wanted = None if job is None else unguarded(job)
    rows = [row for row in everybody if wanted in (None, row["job"])]
    if not rows:
        names = ", ".join(sorted({row["job"] for row in everybody}))
        raise FileMissing("There are no results for this advertisement.", f"The results know: {names}.")
    return rows


def _group_lines(place: str) -> list[dict[str, str]]:
    lines = read_table(place, _OF_GROUPS)
    if not lines:
        raise AuditInput(f"“{name_of(place)}” has no line below its header.", _OF_GROUPS.advice)
    if not {"id", "file"} & lines[0].keys():
        raise AuditInput(f"“{name_of(place)}” has neither a column “id” nor a column “file”.", _OF_GROUPS.advice)
    return lines


def _told(
    lines: Sequence[Row], everybody: Sequence[Row], name: str
) -> tuple[dict[str, tuple[str, str]], tuple[str, ...]]:
    """Sex and race by the résumé's id, and whom the other lines are about; `name` is that of their file."""
    names, ids = _ids_by_name(everybody), {row["id"].casefold(): row["id"] for row in everybody}
    told: dict[str, tuple[str, str]] = {}
    unmatched: list[str] = []
    for line in lines:
        said = line.get("id", ""), line.get("file", "")
        key = next((found for one in said if (found := ids.get(one.casefold()) or names.get(one))), None)
        group = sex_of(line["sex"]), race_of(line["race_ethnicity"])
        if key is None:
            unmatched.append(_about(line))
        elif told.setdefault(key, group) != group:
            about = next(examples([_about(row)]) for row in everybody if row["id"] == key)
            raise AuditInput(
                f"“{name}” says two different things about the résumé {about} (id {key}).",
                "Keep the line that is right.",
            )
    return told, tuple(unmatched)


def _about(row: Row) -> str:
    """The file's name, or the id where there is none, as in a blind run."""
    return row.get("file") or row.get("id") or ""


def _nobody(lines: Sequence[Row], rows: Sequence[Row], name: str) -> AuditInput:
    ids = all(not line.get("file") for line in lines)
    here = examples(_about(line) for line in lines)
    there = examples(row["id"] if ids else _about(row) for row in rows)
    return AuditInput(
        f"No line of “{name}” fits a résumé in the results. It tells of {here}; in the results are {there}.",
        "Write ids or files as they stand in results.csv.",
    )


def _ids_by_name(rows: Sequence[Row]) -> dict[str, str]:
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


def _names(row: Row) -> list[str]:
    return [name for name in (row["file"], *row.get("copies", "").split("; ")) if name]


def _is_judged(row: Row) -> bool:
    """False for a résumé in another language, for instance: none of its requirements is met, partial or missing."""
    counts = [row[name] for name in _COUNTS if row.get(name)]
    return bool(row["coverage"]) and (not counts or any(count != "0" for count in counts))


def _application(row: Row, score: str, sex: str, race: str) -> Application:
    if score == MUSTS:
        return Application(_share_or_0(row, "must_coverage"), sex, race, _share_or_0(row, "nice_coverage"))
    return Application(_share(row, "coverage"), sex, race)


def _share_or_0(row: Row, column: str) -> float:
    """As the ranking takes it: where no requirement of that kind was judged, none is shown."""
    return _share(row, column) if row.get(column) != "" else 0.0


def _share(row: Row, column: str) -> float:
    try:
        share = float(row.get(column, ""))
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise AuditInput(f"The results hold a {column} that is no number from 0 to 1.", _OF_RESULTS.advice)
    return share
