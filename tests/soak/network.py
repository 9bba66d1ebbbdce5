"""Workers on machines of their own, one of them cut off midway: every résumé is scored once all the same.

    sudo .venv/bin/python tests/soak/network.py --count 60 --workers 3

Each worker lives in a network namespace, joined to the scheduler's by a bridge. When a third of the résumés is done,
the link of one worker is taken down: nothing is closed and nothing is said, as when a cable is pulled. The results must
be those of a run on this machine alone, byte for byte. Needs root and `ip` (iproute2), and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from distributed import Client

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmark"))

from resumes import make_folder  # noqa: E402  (beside the other measuring)

BIN = Path(sys.executable).parent
BRIDGE, NET, PORT = "ovl-bridge", "10.77.0", 8786
#: The scheduler gives a silent worker up after so many seconds; Dask's own default is five minutes.
SILENCE = 20
ENVIRONMENT = {
    **os.environ,
    "OMP_NUM_THREADS": "1",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": f"{SILENCE}s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": f"{SILENCE}s",
}
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
#: Files that must be the same however they came about.
COMPARED = ("results.csv", "results.parquet", "requirements.parquet", "errors.csv")


def ip(*words: str) -> None:
    """Run `ip`."""
    subprocess.run(["ip", *words], check=True)  # noqa: S603, S607


@contextmanager
def network(workers: int) -> Iterator[None]:
    """A bridge here at .1, and a namespace for each worker, at .2, .3 and so on."""
    with ExitStack() as after:
        ip("link", "add", BRIDGE, "type", "bridge")
        after.callback(ip, "link", "del", BRIDGE)
        ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for number in range(workers):
            name = f"ovl-{number}"
            ip("netns", "add", name)
            after.callback(ip, "netns", "del", name)
            ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", name, "master", BRIDGE, "up")
            ip("-n", name, "addr", "add", f"{NET}.{number + 2}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield


@contextmanager
def running(arguments: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended at the end."""
    process = subprocess.Popen(arguments, env=ENVIRONMENT, **QUIET)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def batch(cvs: Path, job: Path, out: Path, *more: str) -> list[str]:
    """The command, with its progress as JSON lines."""
    return [str(BIN / "overlooked"), "batch", str(cvs), "--job", str(job), "--out", str(out), "--json-progress", *more]


def run_and_cut(command: Sequence[str], count: int, victim: str) -> dict[str, object]:
    """Run it, take the victim's link down when a third is done; how it went."""
    started, cut_at = time.monotonic(), 0
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    for line in process.stdout:
        done = json.loads(line).get("done", 0)
        if not cut_at and done >= count // 3:
            ip("link", "set", victim, "down")
            cut_at = done
            print(f"{victim} cut off after {done} of {count}", file=sys.stderr)  # noqa: T201
    return {"exit_code": process.wait(), "cut_at": cut_at, "seconds": round(time.monotonic() - started)}


def main() -> None:
    """Both runs; exits with an error unless they agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--workers", type=int, default=3)
    given = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("ip"):
        sys.exit("This needs root and the command `ip`, because it makes network namespaces.")
    job = ROOT / "samples" / "01-bookkeeper-treasurer" / "job.txt"
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        cvs, alone, apart = Path(place, "cvs"), Path(place, "alone"), Path(place, "apart")
        cvs.mkdir()
        make_folder(cvs, given.count, "mixed")
        stack.enter_context(network(given.workers))
        address = f"tcp://{NET}.1:{PORT}"
        dask = str(BIN / "dask")
        stack.enter_context(running([dask, "scheduler", "--host", f"{NET}.1", "--port", str(PORT), "--no-dashboard"]))
        for number in range(given.workers):
            inside = ["ip", "netns", "exec", f"ovl-{number}"]
            options = ["--nthreads", "1", "--no-dashboard", "--local-directory", f"{place}/{number}"]
            stack.enter_context(running([*inside, dask, "worker", address, *options]))
        with Client(address, timeout=300) as client:
            client.wait_for_workers(given.workers, timeout=300)
        went = run_and_cut(batch(cvs, job, apart, "--scheduler", address), given.count, "ovl-0")
        subprocess.run(batch(cvs, job, alone), env=ENVIRONMENT, check=True, **QUIET)  # noqa: S603
        same = {name: (alone / name).read_bytes() == (apart / name).read_bytes() for name in COMPARED}
        rows = len((apart / "results.csv").read_text(encoding="utf-8").splitlines()) - 1
    print(json.dumps({**went, "workers": given.workers, "rows": rows, "same": same}, indent=1))  # noqa: T201
    if went["exit_code"] or not went["cut_at"] or rows != given.count or not all(same.values()):
        sys.exit("The run did not end as it should.")


if __name__ == "__main__":
    main()
