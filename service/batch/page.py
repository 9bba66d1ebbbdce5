"""`index.html`: the ranking, the heat map and what the pool lacks, in one file that opens without any network.

Rows are data in the page and become elements only while they can be seen, so that thousands of them scroll smoothly.
"""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from service.batch.export import Job, Scored, id_of
from service.batch.folder import Folder
from service.batch.handouts import name_of
from service.batch.model import Batch, Trouble
from service.batch.plots import Bars, coverage_bars, gap_bars, year_bars
from service.batch.pool import Pool
from service.batch.table import Row
from service.reporting import wording

PAGE = "index.html"
#: Rows in the page, over all advertisements; the best ranked of each. The tables hold all.
_MOST_ROWS = 20_000
#: Requirements named under “what the pool lacks”, and failures listed by name.
_LACKING = 8
_TROUBLES = 50
#: Characters of a requirement in the legend of the heat map.
_LEGEND = 90


@dataclass(frozen=True, slots=True)
class JobPart:
    """What the page says about one advertisement beside its rows."""

    number: int
    job: Job
    title: str
    scored: int
    left_out: int
    pool: Pool
    plots: tuple[Bars, ...]


@cache
def _templates() -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader("service.batch"), PackageLoader("service.reporting")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write_page(scored: Scored, jobs: Sequence[Job], troubles: Sequence[Trouble], folder: Folder, batch: Batch) -> None:
    """Write the page."""
    folder.write(PAGE, page(scored, jobs, troubles, batch).encode("utf-8", "replace"))


def page(scored: Scored, jobs: Sequence[Job], troubles: Sequence[Trouble], batch: Batch) -> str:
    """The page as HTML."""
    environment = _templates()
    script = _source("batch.js")
    most = _MOST_ROWS // max(len(jobs), 1)
    return environment.get_template("batch.html").render(
        parts=[_part(number, job, scored, most) for number, job in enumerate(jobs)],
        data=_embedded([_job_data(job, scored, most, batch) for job in jobs]),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        troubles=_shown_troubles(troubles, batch),
        trouble_count=len(troubles),
        blind=batch.blind,
        lacking=_LACKING,
        short=_short,
        priorities=wording.PRIORITY,
        plural=wording.plural,
    )


def _source(name: str) -> str:
    environment = _templates()
    assert environment.loader is not None  # noqa: S101  (given above)
    return environment.loader.get_source(environment, name)[0]


def _short(quote: str) -> str:
    """The beginning of a requirement, cut between words."""
    return textwrap.shorten(quote, _LEGEND, placeholder=" …")


def _part(number: int, job: Job, scored: Scored, most: int) -> JobPart:
    rows = [row for _, row in scored.rows[job.key]]
    title = " at ".join(filter(None, (job.title, job.organization))) or job.name
    plots = (coverage_bars(rows), gap_bars(rows), year_bars(rows))
    return JobPart(number, job, title, len(rows), max(len(rows) - most, 0), scored.pools[job.key], plots)


def _job_data(job: Job, scored: Scored, most: int, batch: Batch) -> dict[str, Any]:
    return {
        "requirements": [
            {"id": identifier, "quote": quote, "priority": priority, "kind": kind}
            for identifier, quote, priority, kind in job.requirements
        ],
        "unjudged": sum(not row.judged for _, row in scored.rows[job.key]),
        "rows": [_row_data(rank, row, job, scored, batch) for rank, row in scored.rows[job.key][:most]],
    }


def _row_data(rank: int | None, row: Row, job: Job, scored: Scored, batch: Batch) -> list[Any]:
    """In the order in which batch.js reads it."""
    return [
        rank,
        row.id,
        row.file,
        None if row.coverage is None else round(100 * row.coverage),
        row.must_coverage,
        row.nice_coverage,
        row.statuses,
        row.work_years,
        row.volunteer_years,
        list(row.warnings),
        scored.similar.get(row.id, []),
        row.copy_count,
        f"reports/{name_of(row.id, job.key)}.html" if batch.reports else "",
    ]


def _embedded(data: Any) -> str:
    """JSON that cannot end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _shown_troubles(troubles: Sequence[Trouble], batch: Batch) -> list[tuple[str, str]]:
    """Names and messages of the first failures; the kinds of the rest are in errors.csv."""
    ordered = sorted(troubles, key=lambda trouble: (trouble.about, trouble.name))[:_TROUBLES]
    return [
        (_trouble_name(trouble, batch), f"{trouble.failure.message} {trouble.failure.advice}") for trouble in ordered
    ]


def _trouble_name(trouble: Trouble, batch: Batch) -> str:
    if batch.blind and trouble.about == "resume":
        return id_of(trouble, blind=True)
    return trouble.name
