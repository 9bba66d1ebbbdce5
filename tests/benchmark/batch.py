"""What a folder of résumés costs: core-seconds, wall-clock and memory of `overlooked batch`, and of other ways.

    python tests/benchmark/batch.py --count 200 --workers 1 2
    python tests/benchmark/batch.py --sizes --curve 1000 --others --out docs/batch_costs.json

Beside it, in the same run and on the same files: the obvious pipeline, which is what one would write in an afternoon
(pdfminer's text, and the same model in single precision on the unique lines, on one thread, with nothing judged), and
with `--others` two public tools. Core-seconds are user and system time of all processes; unlike the wall-clock they
say something on a machine that others use too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from other_tools import cost_of_others
from resumes import ROOT, make_folder

COMMAND = Path(sys.executable).with_name("overlooked")
JOB = ROOT / "samples" / "01-bookkeeper-treasurer" / "job.txt"
#: Résumés that the other ways are timed on.
SAMPLE = 40
#: Posts of the résumés whose cost is plotted against their size, and how many of each.
SIZES, OF_EACH = (1, 2, 4, 8, 16, 32), 10
_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass
class Watch:
    """A run, looked at now and then."""

    seconds: float = 0.0
    core_seconds: float = 0.0
    exit_code: int = 0
    #: (résumés done, core-seconds, megabytes of all processes)
    points: list[tuple[int, float, float]] = field(default_factory=list)

    def figures(self, count: int) -> dict[str, float]:
        """In numbers; the marginal cost leaves out start-up and the writing of the results."""
        return {
            "exit_code": self.exit_code,
            "seconds": round(self.seconds, 1),
            "core_seconds": round(self.core_seconds, 1),
            "core_seconds_a_resume": round(self.core_seconds / count, 4),
            "marginal_core_seconds_a_resume": round(self._slope(), 4),
            "resumes_a_second": round(count / self.seconds, 2),
            "megabytes": round(max((one[2] for one in self.points), default=0.0)),
        }

    def _slope(self) -> float:
        """Core-seconds a résumé between a fifth of the run and its end."""
        inner = [one for one in self.points if one[0] >= 0.2 * self.points[-1][0]]
        first, last = inner[0], next(one for one in inner if one[0] == inner[-1][0])
        return (last[1] - first[1]) / max(last[0] - first[0], 1)


def watched(arguments: Sequence[str]) -> Watch:
    """Run a command that tells its progress as JSON lines; what it and all that it started took."""
    found, started = Watch(), time.monotonic()
    process = psutil.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    done = _Done(process.stdout)
    spent: dict[tuple[int, float], float] = {}
    while process.poll() is None:
        memory = sum(_looked_at(one, spent) for one in _family(process))
        found.core_seconds = sum(spent.values())
        found.points.append((done.count, round(found.core_seconds, 2), round(memory, 1)))
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    found.seconds, found.exit_code = time.monotonic() - started, process.returncode
    return found


class _Done:
    """Reads how many are done from a command's standard output."""

    def __init__(self, stream: Any) -> None:
        self.count = 0
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: Any) -> None:
        for line in stream:
            self.count = json.loads(line).get("done", self.count)


def _looked_at(process: psutil.Process, spent: dict[tuple[int, float], float]) -> float:
    """Megabytes of a process; its core-seconds go into `spent`."""
    try:
        times = process.cpu_times()
        spent[process.pid, process.create_time()] = times.user + times.system
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def run_over(folder: Path, workers: int) -> Watch:
    """`overlooked batch` over a folder, into a fresh one."""
    with tempfile.TemporaryDirectory() as out:
        arguments = ["batch", str(folder), "--job", str(JOB), "--out", out, "--workers", str(workers)]
        return watched([str(COMMAND), *arguments, "--json-progress"])


def obvious_pipeline() -> Callable[[Sequence[Path]], float]:
    """A function that gives core-seconds a résumé of extraction and encoding alone; the model is loaded already."""
    import torch
    from pdfminer.high_level import extract_text
    from sentence_transformers import SentenceTransformer

    from embeddings.encoder import packaged_model

    torch.set_num_threads(1)
    model = SentenceTransformer(str(packaged_model()), device="cpu")

    def cost(files: Sequence[Path]) -> float:
        started = time.process_time()
        for path in files:
            text = extract_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
            lines = list(dict.fromkeys(line for line in text.splitlines() if line.strip()))
            model.encode(lines, show_progress_bar=False)
        return (time.process_time() - started) / len(files)

    return cost


def own_worker() -> Callable[[Sequence[Path]], float]:
    """The same for what one of our workers does to a résumé, its reader's process included, in this process."""
    from dataclasses import replace

    from parsers.limits import DEFAULT_LIMITS
    from service.analysis import JobFile
    from service.batch import task
    from service.engine import this_month

    plan = task.Plan("measured", this_month(), False, DEFAULT_LIMITS, task.load_batch_engine)
    job = task.read_job(JOB.read_bytes(), JOB.name, plan)
    assert isinstance(job, JobFile), job
    plan = replace(plan, jobs=(("job", job),))
    task._PLANS[plan.name] = plan
    me = psutil.Process()

    def spent() -> float:
        return sum(sum(one.cpu_times()[:2]) for one in [me, *me.children(recursive=True)])

    def cost(files: Sequence[Path]) -> float:
        started = spent()
        for path in files:
            task.score(path.read_bytes(), "0" * 64, ["job"], plan.name)
        return (spent() - started) / len(files)

    return cost


def side_by_side(files: Sequence[Path], turns: int = 4) -> dict[str, float]:
    """A worker and the obvious pipeline, turn by turn over the same files, so that the machine's mood hits both."""
    ways = {"worker": own_worker(), "obvious_pipeline": obvious_pipeline()}
    for way in ways.values():
        way(files[:2])
    size = -(-len(files) // turns)
    parts = [files[first : first + size] for first in range(0, len(files), size)]
    sums = dict.fromkeys(ways, 0.0)
    for part in parts:
        for name, way in ways.items():
            sums[name] += way(part) * len(part)
    costs = {name: round(total / len(files), 4) for name, total in sums.items()}
    return {**costs, "ratio": round(costs["worker"] / costs["obvious_pipeline"], 2)}


def by_size(folder: Path) -> list[dict[str, float]]:
    """Core-seconds a résumé of both ways, against the lines on it."""
    worker, obvious = own_worker(), obvious_pipeline()
    rows = []
    for at, posts in enumerate(SIZES):
        place = folder / f"{posts}"
        place.mkdir()
        make_folder(place, OF_EACH, "pdf", (posts, posts), first=1000 * at)
        files = sorted(place.iterdir())
        lines = sum(len(_lines(path)) for path in files) / len(files)
        for way in (worker, obvious):
            way(files[:1])
        rows.append({"lines": lines, "worker": round(worker(files), 4), "obvious_pipeline": round(obvious(files), 4)})
    return rows


def _lines(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text

    return [line for line in extract_text(path).splitlines() if line.strip()]


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="résumés in the folder")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--format", choices=["pdf", "txt", "mixed"], default="pdf")
    parser.add_argument("--repeated", action="store_true", help="lines that come again and again, as vectors kept")
    parser.add_argument("--curve", action="store_true", help="keep memory and core-seconds along the run")
    parser.add_argument("--sizes", action="store_true", help="cost of one résumé against its size")
    parser.add_argument("--others", action="store_true", help="two public tools, in an environment of their own")
    parser.add_argument("--out", type=Path, help="add the figures to this JSON file")
    given = parser.parse_args()
    measured: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "cvs")
        folder.mkdir()
        make_folder(folder, given.count, given.format, fresh=not given.repeated)
        name = f"{given.count} {given.format}{' repeated' if given.repeated else ''}"
        for workers in given.workers:
            watch = run_over(folder, workers)
            measured[f"{name}, {workers} workers"] = watch.figures(given.count) | (
                {"curve": _thinned(watch.points)} if given.curve else {}
            )
        if given.format == "pdf":
            files = sorted(folder.iterdir())[:SAMPLE]
            measured["side by side"] = side_by_side(files)
            measured["others"] = cost_of_others(files, JOB) if given.others else {}
        if given.sizes:
            measured["by size"] = by_size(Path(place))
    if given.out:
        known = json.loads(given.out.read_text()) if given.out.exists() else {}
        given.out.write_text(json.dumps(known | {k: v for k, v in measured.items() if v}, indent=1) + "\n")
    print(json.dumps(measured, indent=1))  # noqa: T201


def _thinned(points: list[tuple[int, float, float]], most: int = 200) -> list[tuple[int, float, float]]:
    return points[:: -(-len(points) // most)]


if __name__ == "__main__":
    main()
