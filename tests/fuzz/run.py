"""Runs fuzz targets one after the other: `python tests/fuzz/run.py [--seconds 60] [pdf docx …]`.

Whatever breaks a reader is left in `.fuzz/crashes/`; the same input again: `python tests/fuzz/fuzz_pdf.py FILE`.
"""

# ruff: noqa: T201  (a command that prints)

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from seeds import write_seeds

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
#: Seconds for one input, and megabytes for the process, above which an input counts as a crash.
_SLOWEST, _LARGEST = 10, 1_000


def main() -> int:
    """Fuzz, and say which targets broke; the number of those is the exit code."""
    targets = {path.stem.removeprefix("fuzz_"): path for path in sorted(_HERE.glob("fuzz_*.py"))}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--folder", type=Path, default=_ROOT / ".fuzz", help="where inputs and crashes are kept")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(targets)}")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(targets):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    write_seeds(arguments.folder / "seeds")
    broken = [
        name
        for name in arguments.targets or targets
        if not _holds(name, targets[name], arguments.folder, arguments.seconds)
    ]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke")
    return len(broken)


def _holds(name: str, target: Path, folder: Path, seconds: int) -> bool:
    found, crashes = folder / "found" / name, folder / "crashes"
    found.mkdir(parents=True, exist_ok=True)
    crashes.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_SLOWEST}",
        f"-rss_limit_mb={_LARGEST}",
        f"-artifact_prefix={crashes}/{name}-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    ran = subprocess.run(  # noqa: S603  (our own interpreter and files)
        [sys.executable, str(target), *options, str(found), str(folder / "seeds" / name)],
        cwd=_ROOT,
        env={"PYTHONPATH": f"{_ROOT}:{_HERE}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    runs = next((line.split()[-1] for line in ran.stderr.splitlines() if "number_of_executed_units" in line), "?")
    print(f"{name}: {'holds' if ran.returncode == 0 else 'BROKEN'} after {runs} inputs", flush=True)
    if ran.returncode:
        print(*(ran.stdout + ran.stderr).splitlines()[-40:], sep="\n")
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
