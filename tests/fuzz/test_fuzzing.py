"""A few seconds of every fuzz target, where atheris is installed; `make fuzz` takes longer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = os.environ.get("FUZZ_SECONDS", "5")

pytest.importorskip("atheris", reason="atheris is not installed: pip install 'overlooked[fuzz]'")


@pytest.mark.parametrize("target", sorted(path.stem.removeprefix("fuzz_") for path in HERE.glob("fuzz_*.py")))
def test_nothing_that_the_fuzzer_makes_up_breaks(target: str, tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "run.py"), "--seconds", SECONDS, "--folder", str(tmp_path), target]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (our own file)
    assert ran.returncode == 0, ran.stdout


def test_a_reader_that_raises_anything_else_is_found_out(tmp_path: Path) -> None:
    target = tmp_path / "fuzz_broken.py"
    target.write_text("import harness\n\ndef read(data, limits):\n    raise ValueError\n\nharness.fuzz(read)\n")
    command = [sys.executable, str(target), "-runs=10", f"-artifact_prefix={tmp_path}/"]
    paths = {**os.environ, "PYTHONPATH": str(HERE)}
    ran = subprocess.run(command, capture_output=True, check=False, env=paths)  # noqa: S603  (our own file)
    assert ran.returncode != 0
    assert b"ValueError" in ran.stdout + ran.stderr
