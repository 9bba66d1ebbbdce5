"""The results as files: tables as CSV and Parquet, one line for each evidence-bearing requirement, errors.

Everything is written from the store in an order that depends on contents alone, so that the same inputs give the same
bytes, with any number of workers and after any number of interruptions.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.batch.blind import masked_report
from service.batch.folder import Folder
from service.batch.formulas import guarded
from service.batch.journal import Store
from service.batch.model import Facts, Trouble
from service.batch.pool import Pool
from service.batch.runner import Inventory
from service.batch.similar import similar_pairs
from service.batch.table import SHOWN_DIGITS, Row, ranked, row_of
from service.report import Report, RequirementReport

RESULTS = "results"
_COUNTS = (
    *("must_met", "must_partial", "must_missing", "nice_met", "nice_partial", "nice_missing"),
    "not_judged",
)
_RESULTS = pa.schema(
    [
        *((name, pa.string()) for name in ("job", "job_title")),
        ("rank", pa.int32()),
        *((name, pa.string()) for name in ("id", "file")),
        *((name, pa.float64()) for name in ("coverage", "must_coverage", "nice_coverage")),
        *((name, pa.int32()) for name in _COUNTS),
        *((name, pa.float64()) for name in ("work_years", "volunteer_years")),
        *((name, pa.string()) for name in ("warnings", "similar_to", "copies")),
        ("copy_count", pa.int32()),
        ("media_type", pa.string()),
        ("pages", pa.int32()),
    ]
)
_EVIDENCE = pa.struct(
    [
        *((name, pa.string()) for name in ("quote", "section")),
        ("page", pa.int32()),
        *((name, pa.int32()) for name in ("start", "end")),
        ("score", pa.float64()),
    ]
)
_REQUIREMENTS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "job", "requirement_id", "quote", "priority", "kind", "status")),
        ("confidence", pa.float64()),
        ("why", pa.string()),
        ("evidence", pa.list_(_EVIDENCE)),
    ]
)
#: Rows that are gathered before they are written.
_ROWS_A_GROUP = 5_000


@dataclass(frozen=True, slots=True)
class Job:
    """An advertisement as it stands in tables."""

    key: str
    name: str  #: unique in the run
    title: str
    organization: str
    requirements: tuple[tuple[str, str, str, str], ...]  #: id, quote, priority, kind


@dataclass(slots=True)
class Scored:
    """All rows of a run, by advertisement, and what the pool as a whole shows."""

    rows: dict[str, list[tuple[int | None, Row]]] = field(default_factory=dict)
    pools: dict[str, Pool] = field(default_factory=dict)
    similar: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """One résumé's report on one advertisement, on its way into the files."""

    resume: str
    names: Sequence[str]
    job: Job
    report: Report
    facts: Facts


def judged(inventory: Inventory, jobs: Sequence[Job], store: Store, *, blind: bool) -> Iterator[Judged]:
    """Every résumé and advertisement once, by content key and then in the order of the advertisements."""
    for resume in sorted(inventory.names):
        names = inventory.names[resume]
        found: dict[str, tuple[Report, Facts]] = {}
        for entry in store.entries(resume):
            if entry.facts is not None:
                facts = entry.facts
                found |= {key: (_shown(report, names, facts, blind), facts) for key, report in entry.reports.items()}
        for job in jobs:
            if job.key in found:
                yield Judged(resume, names, job, *found[job.key])


def _shown(report: Report, names: Sequence[str], facts: Facts, blind: bool) -> Report:
    if blind:
        return masked_report(report, facts.identity)
    name = names[0].rpartition("/")[2]
    return report.model_copy(update={"resume": report.resume.model_copy(update={"file": name})})


def gather(found: Iterable[Judged], jobs: Sequence[Job], folder: Folder, *, blind: bool) -> Scored:
    """Take in everything judged, and write `requirements.parquet` on the way."""
    rows: dict[str, list[Row]] = {job.key: [] for job in jobs}
    pools = {job.key: Pool.of(job.requirements) for job in jobs}
    signatures: dict[str, str] = {}

    def passing() -> Iterator[dict[str, Any]]:
        for one in found:
            row = row_of(one.resume, one.names, one.report, one.facts, blind=blind)
            rows[one.job.key].append(row)
            pools[one.job.key].add(one.report)
            signatures[row.id] = one.facts.signature
            yield from (_requirement_row(row.id, one.job.name, requirement) for requirement in one.report.requirements)

    _write_parquet(folder, "requirements.parquet", _REQUIREMENTS, passing())
    return Scored({key: ranked(of_job) for key, of_job in rows.items()}, pools, similar_pairs(signatures))


def _requirement_row(resume: str, job: str, requirement: RequirementReport) -> dict[str, Any]:
    evidence = [
        one.model_dump(include={"quote", "section", "page", "start", "end", "score"}) for one in requirement.evidence
    ]
    return {
        "id": resume,
        "job": job,
        "requirement_id": requirement.id,
        **requirement.model_dump(include={"quote", "priority", "kind", "status", "confidence", "why"}),
        "evidence": evidence,
    }


def has_results(folder: Folder) -> bool:
    """Whether a run has written its results into the folder."""
    return f"{RESULTS}.csv" in folder.names("")


def write_tables(scored: Scored, jobs: Sequence[Job], folder: Folder) -> None:
    """`results.csv` and `results.parquet`."""
    _write_csv(folder, f"{RESULTS}.csv", _RESULTS.names, _result_rows(scored, jobs))
    _write_parquet(folder, f"{RESULTS}.parquet", _RESULTS, _result_rows(scored, jobs))


def _result_rows(scored: Scored, jobs: Sequence[Job]) -> Iterator[dict[str, Any]]:
    for job in jobs:
        for rank, row in scored.rows[job.key]:
            yield {
                "job": job.name,
                "job_title": job.title,
                "rank": rank,
                **{name: getattr(row, name) for name in ("id", "file", "coverage", "must_coverage", "nice_coverage")},
                **row.counts,
                **{name: getattr(row, name) for name in ("work_years", "volunteer_years", "copy_count")},
                "warnings": " ".join(row.warnings),
                "similar_to": " ".join(scored.similar.get(row.id, ())),
                "copies": "; ".join(row.copies),
                "media_type": row.media_type,
                "pages": row.pages,
            }


def write_errors(troubles: Sequence[Trouble], folder: Folder, *, blind: bool) -> None:
    """`errors.csv`: which file, what happened, what to do. There is always one, if only to say that nothing failed."""
    rows = [
        {
            "about": trouble.about,
            "file": "" if blind and trouble.about == "resume" else trouble.name,
            "id": id_of(trouble, blind=blind),
            "code": trouble.failure.code,
            "message": trouble.failure.message,
            "advice": trouble.failure.advice,
        }
        for trouble in sorted(troubles, key=lambda trouble: (trouble.about, trouble.name))
    ]
    _write_csv(folder, "errors.csv", ["about", "file", "id", "code", "message", "advice"], rows)


def id_of(trouble: Trouble, *, blind: bool) -> str:
    """The digits that stand for the file: of its content or, where a blind run could not open it, of its name."""
    if blind and not trouble.resume and trouble.about == "resume":
        return hashlib.sha256(trouble.name.encode("utf-8", "surrogateescape")).hexdigest()[:SHOWN_DIGITS]
    return trouble.resume[:SHOWN_DIGITS]


def write_key(inventory: Inventory, troubles: Sequence[Trouble], folder: Folder, name: str) -> None:
    """Which file each id stands for, those that could not be used too: what a blind run is opened with in the end."""
    known = {(resume[:SHOWN_DIGITS], name) for resume, names in inventory.names.items() for name in names}
    unread = {(id_of(one, blind=True), one.name) for one in troubles if one.about == "resume"}
    rows = [{"id": digits, "file": name} for digits, name in sorted(known | unread)]
    _write_csv(folder, name, ["id", "file"], rows)


def _write_csv(folder: Folder, name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    with folder.writing(name) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({key: guarded(value) for key, value in row.items()})
        text.detach()


def _write_parquet(folder: Folder, name: str, schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> None:
    with folder.writing(name) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        gathered: list[dict[str, Any]] = []
        for row in rows:
            gathered.append(row)
            if len(gathered) >= _ROWS_A_GROUP:
                writer.write_table(pa.Table.from_pylist(gathered, schema))
                gathered = []
        if gathered:
            writer.write_table(pa.Table.from_pylist(gathered, schema))
