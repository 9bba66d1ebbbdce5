"""How honest confidence is on the benchmark, where requirements are first to be found and are worded by others.

    python tests/benchmark/confidence.py ../shared/bench/cases

An answer is right where its status is that of the requirement which the benchmark's own alignment gives it
(`score.py` beside the cases). Printed: the table by confidence, the expected calibration error over its bins, and how
often answers are right that are marked as worth a second look, and the others.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

#: Upper ends of the bins.
_BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
#: Confidence, whether the status is right, and whether the report marks the answer.
Answer = tuple[float, bool, bool]


def scorer(cases: Path) -> ModuleType:
    """The benchmark's scorer, which lies beside its cases."""
    spec = importlib.util.spec_from_file_location("score", cases.parent / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"No score.py beside {cases}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers(score: ModuleType, case: Path, report: dict[str, Any]) -> Iterator[Answer]:
    """Every answer of a report that stands for one requirement of the case alone."""
    gold = yaml.safe_load((case / "gold.yaml").read_text(encoding="utf-8"))["requirements"]
    found = report["requirements"]
    aligned = score.Aligned(gold, found, score.fold((case / "job.txt").read_text(encoding="utf-8")))
    for asked in gold:
        places = aligned.by_gold[asked["id"]]
        if len(places) == 1:
            own = found[places[0]]
            yield own["confidence"], own["status"] == asked["status"], own["second_look"]


def main() -> None:
    """Analyse the cases' texts and print."""
    os.environ.setdefault("OVERLOOKED_TODAY", "2026-11")  # what "present" means on the benchmark's résumés
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    cases: Path = parser.parse_args().cases
    score = scorer(cases)
    known = sorted(path.parent for path in cases.glob("*/gold.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for case in known:
            resume = shutil.copy(case / "resume.md", Path(folder) / f"{case.name}.md")
            pairs.append({"id": case.name, "resume": str(resume), "job": str(case / "job.txt"), "stage": "applying"})
        command = Path(sys.executable).with_name("overlooked")
        reports, _ = score.run(f"'{command}' analyze --pairs -", pairs)
    found = [answer for case in known for answer in answers(score, case, reports[case.name])]
    error, least = 0.0, 0.0
    for most in _BINS:
        own = [(said, right) for said, right, _ in found if least <= said < most]
        if own:
            mean, share = sum(said for said, _ in own) / len(own), sum(right for _, right in own) / len(own)
            error += abs(mean - share) * len(own) / len(found)
            print(f"| {least:.1f} to {min(most, 1.0):.1f} | {mean:.2f} | {share:.2f} | {len(own)} |")  # noqa: T201
        least = most
    print(f"calibration error {error:.3f} on {len(found)} answers")  # noqa: T201
    for marked in (True, False):
        own_right = [right for _, right, mark in found if mark is marked]
        share = sum(own_right) / max(len(own_right), 1)
        print(f"{'marked' if marked else 'others'}: {len(own_right)}, right {share:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
