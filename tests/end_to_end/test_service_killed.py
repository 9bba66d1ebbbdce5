"""The service is killed in the middle of a batch and started again: every résumé is scored once all the same."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

#: `overlooked serve`, whose worker is taken for dead when it has been silent for some seconds; told so, it waits for
#: the power cut once it has stored two résumés, for on a fast machine all would be done before anybody could cut it.
PROGRAM = """
import datetime
import os
import threading
from service.storage import batch_work
from service.web.batches import driving

batch_work.LEASE = datetime.timedelta(seconds=10)
driving._BEAT = 1.0
count = driving._Heart.count

def count_and_wait(heart, done, failed):
    count(heart, done, failed)
    if done >= 2 and "WAITS_FOR_POWER_CUT" in os.environ:
        threading.Event().wait()

driving._Heart.count = count_and_wait
if __name__ == "__main__":
    from service.cli import overlooked

    overlooked()
"""
JOB = b"Bookkeeper\n\nRequirements\n- Bookkeeping for a charity\n- Excel\n- Treasurer of an association\n"
RESUMES = 40
PATIENCE = 600.0
Start = Callable[..., tuple[subprocess.Popen[bytes], httpx.Client]]
Until = Callable[[Callable[[], object]], None]
PowerCut = Callable[[subprocess.Popen[bytes]], None]


@pytest.fixture
def start(tmp_path: Path, until: Until, power_cut: PowerCut) -> Iterator[Start]:
    """Starts the service, always on the same data, in a process group with all that it starts."""
    program = tmp_path / "service_with_short_leases.py"
    program.write_text(PROGRAM)
    root = str(Path(__file__).parents[2])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OVERLOOKED_")}
    environment |= {"OVERLOOKED_DATA": str(tmp_path / "data"), "PYTHONPATH": root, "OMP_NUM_THREADS": "1"}
    running: list[subprocess.Popen[bytes]] = []

    def started(**more: str) -> tuple[subprocess.Popen[bytes], httpx.Client]:
        log = tmp_path / f"log{len(running)}"
        with log.open("w") as file:
            command = [sys.executable, str(program), "serve", "--port", "0"]
            process = subprocess.Popen(  # noqa: S603
                command, env=environment | more, stderr=file, start_new_session=True
            )
        running.append(process)
        until(lambda: process.poll() is not None or "Listening on" in log.read_text())
        found = re.search(r"Listening on (\S+)", log.read_text())
        assert found, log.read_text()
        return process, httpx.Client(base_url=found[1], timeout=PATIENCE)

    yield started
    for process in running:
        power_cut(process)


def test_after_the_service_is_killed_the_next_one_ends_the_batch_with_one_row_a_resume(
    start: Start, tmp_path: Path, until: Until, power_cut: PowerCut
) -> None:
    key = subprocess.run(  # noqa: S603
        [sys.executable, str(tmp_path / "service_with_short_leases.py"), "keys", "create", "--tenant", "acme"],
        env={**os.environ, "OVERLOOKED_DATA": str(tmp_path / "data"), "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    headers = {"Authorization": f"Bearer {key}"}
    first, http = start(WAITS_FOR_POWER_CUT="1")
    resumes = [("resumes", (f"{number:03}.txt", _resume(number))) for number in range(RESUMES)]
    made = http.post("/v1/batches", files=[*resumes, ("jobs", ("job.txt", JOB))], headers=headers)
    path = made.raise_for_status().headers["Location"]
    until(lambda: http.get(path, headers=headers).json()["done"] >= 2)
    power_cut(first)

    _, http = start()
    at_first = http.get(path, headers=headers).json()
    assert 2 <= at_first["done"] < RESUMES, "it was killed in the middle, and what was done is kept"
    until(lambda: http.get(path, headers=headers).json()["state"] == "done")
    done = http.get(path, headers=headers).json()
    assert (done["done"], done["failed"]) == (RESUMES, 0)
    rows = csv.DictReader(io.StringIO(http.get(f"{path}/results", params={"format": "csv"}, headers=headers).text))
    assert Counter(row["file"] for row in rows) == {f"{number:03}.txt": 1 for number in range(RESUMES)}


def _resume(number: int) -> bytes:
    deeds = "\n".join(f"- Counted {number + step} boxes of screws and wrote them down" for step in range(12))
    return f"Person Number{number}\n\nExperience\nClerk, Shop, 2019 - 2022\n{deeds}\n".encode()
