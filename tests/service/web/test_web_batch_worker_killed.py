"""The end-to-end case: a worker is killed in the middle of a batch, another one goes on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from service.storage.models import BatchEntryRow
from service.web.services import Services
from service.web.settings import Settings

JOB = b"Bookkeeper\n\nRequirements\n- Bookkeeping for a charity\n- Excel\n"
RESUMES = 24

#: A worker whose judge stops after a few résumés until a file is there, so that it can be killed in the middle; its
#: leases run out soon.
WORKER = """
import datetime, pathlib, sys, threading, time
from functools import partial

import cloudpickle

from embeddings.judge.model import Judgement
from parsers.dates import Month
from service.engine import Engine
from service.storage import batch_work
from service.web.batches import driving
from service.web.logs import Log
from service.web.services import make_services
from service.web.settings import Settings


class GatedJudge:
    def __init__(self, gate):
        self.gate, self.calls = pathlib.Path(gate), 0

    def judge(self, requirements, candidate, today):
        self.calls += 1
        while self.calls > 5 and not self.gate.exists():
            time.sleep(0.1)
        return [Judgement(one, "missing", 0.9, (), "It is not there.") for one in requirements]


if __name__ == "__main__":
    batch_work.LEASE = datetime.timedelta(seconds=10)
    driving._BEAT = 1.0
    make_engine = partial(cloudpickle.loads, cloudpickle.dumps(Engine(None, GatedJudge(sys.argv[2]), Month(2026, 11))))
    services = make_services(Settings.model_validate_json(sys.argv[1]))
    while True:
        driving.drive_one(services, Log(), threading.Event(), make_engine)
        time.sleep(0.2)
"""


@pytest.fixture
def clock() -> Any:
    """The service and its workers are processes of their own here, and share the real clock."""
    from service.web.services import now

    return now


@pytest.fixture
def workers(settings: Settings, tmp_path: Path, power_cut: Any) -> Iterator[Any]:
    """Starts workers, each in a process group with all that it starts."""
    program = tmp_path / "worker.py"
    program.write_text(WORKER)
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        arguments = [sys.executable, str(program), settings.model_dump_json(), str(tmp_path / "gate")]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
        running.append(subprocess.Popen(arguments, start_new_session=True, env=environment))  # noqa: S603
        return running[-1]

    yield start
    for process in running:
        power_cut(process)


def test_after_a_worker_is_killed_another_ends_the_batch_with_one_row_a_resume(
    acme: Any, services: Services, workers: Any, tmp_path: Path, until: Any, power_cut: Any
) -> None:
    resumes = [(io.BytesIO(_resume(number)), f"{number:03}.txt") for number in range(RESUMES)]
    data = {"resumes": resumes, "jobs": (io.BytesIO(JOB), "job.txt")}
    path = acme.post("/v1/batches", data=data, content_type="multipart/form-data").headers["Location"]
    first = workers()
    until(lambda: _kept(services) >= 3)
    power_cut(first)
    assert 3 <= _kept(services) <= 5
    (tmp_path / "gate").touch()
    workers()
    until(lambda: acme.get(path).json["state"] == "done")
    done = acme.get(path).json
    assert (done["done"], done["failed"]) == (RESUMES, 0)
    rows = csv.DictReader(io.StringIO(acme.get(f"{path}/results?format=csv").text))
    assert Counter(row["file"] for row in rows) == {name: 1 for _, name in resumes}
    reports = [json.loads(line) for line in acme.get(f"{path}/results").text.splitlines()]
    assert len({report["id"] for report in reports}) == len(reports) == RESUMES


def _resume(number: int) -> bytes:
    return f"Person Number{number}\n\nExperience\nClerk, Shop, 2019 - 2022\n- Did {number} things\n".encode()


def _kept(services: Services) -> int:
    with services.database.reading() as session:
        return session.scalar(select(func.count()).select_from(BatchEntryRow)) or 0
