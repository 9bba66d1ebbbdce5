"""Measures reading: wall time and peak memory for each format and layout of the benchmark's documents.

    python tests/benchmark/formats.py --bench ../shared/bench

Every document is read by a fresh interpreter; the time is that of reading, the reader's import included, the memory the
process's largest resident size. Medians by layout, and the largest of each.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

_READ = """
import json, resource, sys, time
from pathlib import Path
from parsers.opening import open_document
started = time.perf_counter()
document = open_document(Path(sys.argv[1]))
seconds = time.perf_counter() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(document.pages)]))
"""


def measured(path: Path) -> tuple[float, float, int]:
    """Seconds, megabytes and pages of one document."""
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
    seconds, megabytes, pages = json.loads(done.stdout)
    return seconds, megabytes, pages


def main() -> None:
    """Print the table in Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    rows: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for case in sorted((arguments.parse_args().bench / "cases").iterdir()):
        layouts = (case / "files" / "LAYOUT").read_text(encoding="utf-8").split()
        for name, layout in zip(("resume", "job"), layouts, strict=True):
            rows[f"{name} {layout}"].append(measured(next((case / "files").glob(f"{name}.*"))))
    print("| document | files | seconds, median | seconds, most | MB, most |")  # noqa: T201
    print("| --- | ---: | ---: | ---: | ---: |")  # noqa: T201
    for layout, values in sorted(rows.items()):
        seconds, megabytes, _ = zip(*values, strict=True)
        middle = statistics.median(seconds)
        print(f"| {layout} | {len(values)} | {middle:.2f} | {max(seconds):.2f} | {max(megabytes):.0f} |")  # noqa: T201


if __name__ == "__main__":
    main()
