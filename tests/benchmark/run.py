"""Scores the benchmark, as plain texts and as rendered files, and writes the measured part of docs/benchmarks.md.

    python tests/benchmark/run.py --bench ../shared/bench

Only what stands between the two markers is rewritten; the hand-written sections around it stay. Nothing is written
when a run finds nothing at all, so a broken installation never passes for a result.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- measured:start -->", "<!-- measured:end -->"
COMMAND = "overlooked analyze --pairs -"
#: What "present" means on the benchmark's résumés.
TODAY = "2026-11"
INPUTS = ("text", "files")
STATUSES = ("met", "partial", "missing")

#: Bullets as requirements and word overlap as judge: what any tool has to beat. Only these figures are known.
FLOOR = {
    "requirement_recall": 0.62,
    "requirement_precision": 0.56,
    "gap_f1": 0.29,
    "status_macro_f1": 0.28,
    "fill_f1": 0.17,
    "distracted_rate": 0.16,
}
#: What each figure means, in the order of the table.
MEANING = {
    "requirement_recall": "requirements of the advertisement that were found",
    "requirement_precision": "found requirements that are some",
    "trap_rate": "benefits, blurb and the like taken for requirements (less is better)",
    "priority_accuracy": "must or nice, right",
    "kind_accuracy": "kind, right",
    "gap_precision": "reported gaps that are gaps",
    "gap_recall": "gaps that were reported",
    "gap_f1": "both of these in one",
    "must_gap_f1": "the same, must requirements alone",
    "status_macro_f1": "met, partial and missing, mean of the three",
    "met_f1": "met alone",
    "partial_f1": "partial alone",
    "missing_f1": "missing alone",
    "false_gap_rate": "met requirements called missing (less is better)",
    "false_credit_rate": "missing requirements called met (less is better)",
    "evidence_hit_1": "first quote shown is the right evidence",
    "evidence_hit_3": "one of the first three is",
    "gaps_asked": "must gaps that one of the first 8 questions is about",
    "stories_reached": "untold stories that a question would bring up",
    "fill_precision": "requirements lifted by a story, rightly",
    "fill_recall": "requirements that a story should lift and did",
    "fill_f1": "both of these in one",
    "fill_status_accuracy": "status after the story, right",
    "distracted_rate": "irrelevant stories that were credited (less is better)",
    "grounds_accuracy": "grounds for writing after a rejection, right",
}


@dataclass(frozen=True)
class Scores:
    """What score.py measured on one kind of input: figures by name, 95 % intervals of some, raw counts."""

    figures: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int]


def main() -> int:
    """Measure, write the page, say where it is; 2 when the benchmark is not there, 1 when nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, required=True, help="folder with score.py and cases/")
    bench = parser.parse_args().bench.resolve()
    if not (bench / "score.py").is_file() or not (bench / "cases").is_dir():
        _say(f"No benchmark at {bench}: it needs score.py and cases/. Say where it is: make bench BENCH=path/to/bench")
        return 2
    measured = {}
    for inputs in INPUTS:
        _say(f"scoring, --inputs {inputs} …")
        measured[inputs] = score(bench, inputs)
        if not measured[inputs].counts.get("pred"):
            _say("Not one requirement was found, so something is broken; docs/benchmarks.md stays as it was.")
            return 1
    PAGE.write_text(with_measured(PAGE.read_text(encoding="utf-8"), measured_part(measured, bench)), encoding="utf-8")
    _say(f"written: {PAGE.relative_to(ROOT)}")
    return 0


def score(bench: Path, inputs: str) -> Scores:
    """Run score.py with the `overlooked` that is installed beside this Python; its own output goes to the terminal."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        words = [
            sys.executable,
            bench / "score.py",
            bench / "cases",
            "--run",
            COMMAND,
            "--inputs",
            inputs,
            "--json",
            out,
        ]
        subprocess.run(words, check=True, env={**os.environ, "PATH": beside, "OVERLOOKED_TODAY": TODAY})  # noqa: S603  (our own words)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return Scores(found["figures"], found["intervals"], found["counts"])


def measured_part(measured: Mapping[str, Scores], bench: Path) -> str:
    """The generated section, in Markdown."""
    cases = sum(1 for _ in (bench / "cases").glob("*/gold.yaml"))
    seconds = ", ".join(f"{measured[name].figures['seconds']:.0f} s for {name}" for name in INPUTS)
    lines = [
        f"Measured on {datetime.datetime.now(datetime.UTC):%d %B %Y} by `make bench`, which runs",
        f"`OVERLOOKED_TODAY={TODAY} {COMMAND}` over",
        f"{cases} cases with {measured['text'].counts['gold']} requirements: {seconds}, on {machine()}.",
        f"Revision: {revision()}.",
        "In brackets: 95 % intervals, by bootstrap over the cases.",
        "",
        *_figures_table(measured),
    ]
    for name in INPUTS:
        lines += ["", f"### Answers, {name}", "", *_confusion_table(measured[name].counts)]
    return "\n".join(lines)


def with_measured(page: str, part: str) -> str:
    """The page with the text between the markers replaced; raises ValueError where there are none."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"docs/benchmarks.md has lost its markers {START} and {END}")
    return f"{before}{START}\n{part}\n{END}{after}"


def machine() -> str:
    """Cores that this process may use, and the processor's name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    cpuinfo = Path("/proc/cpuinfo")
    models = [line.partition(":")[2].strip() for line in _lines(cpuinfo) if line.startswith("model name")]
    return f"{cores} cores of {(models or [platform.processor() or platform.machine()])[0]}"


def revision() -> str:
    """Short hash of the commit that was measured, and whether there is more than is committed."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    short = _output(git, "rev-parse", "--short=10", "HEAD") or "unknown"
    changed = _output(git, "status", "--porcelain", "--", "parsers", "embeddings", "service")
    return f"`{short}`" + (" with uncommitted changes" if changed else "")


def _figures_table(measured: Mapping[str, Scores]) -> list[str]:
    rows = ["| figure | what it says | floor | text | files |", "| --- | --- | ---: | ---: | ---: |"]
    known = [name for name in measured["text"].figures if name != "seconds"]
    for name in [*(n for n in MEANING if n in known), *(n for n in known if n not in MEANING)]:
        floor = f"{FLOOR[name]:.2f}" if name in FLOOR else ""
        cells = " | ".join(_cell(measured[inputs], name) for inputs in INPUTS)
        rows.append(f"| {name} | {MEANING.get(name, '')} | {floor} | {cells} |")
    return rows


def _cell(scores: Scores, name: str) -> str:
    value = f"{scores.figures[name]:.3f}"
    if name not in scores.intervals:
        return value
    low, high = scores.intervals[name]
    return f"{value} ({low:.2f} to {high:.2f})"


def _confusion_table(counts: Mapping[str, int]) -> list[str]:
    seen = (*STATUSES, "unjudged", "unseen")
    rows = ["| true answer | " + " | ".join(f"said {s}" for s in seen) + " |", "| --- |" + " ---: |" * len(seen)]
    for true in STATUSES:
        rows.append(f"| {true} | " + " | ".join(str(counts.get(f"{true}>{said}", 0)) for said in seen) + " |")
    return rows


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _output(*words: str) -> str:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")


if __name__ == "__main__":
    sys.exit(main())
