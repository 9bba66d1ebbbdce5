"""Builds the compiled taxonomy: `python -m embeddings.taxonomy.build`.

Our own data come from `data/`. With `--packages FOLDER` the names of ESCO and O*NET are built as well, from the wheel
in that folder, which is downloaded if it is not there; without, those built before are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from embeddings.taxonomy.packages import LAISER, esco_rows, fetched, onet_rows
from embeddings.taxonomy.source import read_sources
from embeddings.taxonomy.store import ESCO, ONET, OWN, Taxonomy, dump, write_gzip


def main(arguments: list[str] | None = None) -> None:
    """Writes the compiled files and says what is in them."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.taxonomy.build", description=__doc__)
    parser.add_argument("--packages", type=Path, metavar="FOLDER", help="build ESCO's and O*NET's names too")
    options = parser.parse_args(arguments)
    known = read_sources()
    write_gzip(OWN, dump(known))
    _say(OWN, f"{len(known.terms)} terms, {len(known.names)} names")
    if options.packages:
        _build_from_packages(options.packages, known)


def _build_from_packages(folder: Path, known: Taxonomy) -> None:
    wheel = fetched(LAISER, folder)
    _write(ESCO, esco_rows(wheel))
    _write(ONET, onet_rows(wheel, frozenset(name.key for name in known.names)))


def _write(path: Path, rows: Iterable[tuple[str, str, str]]) -> None:
    lines = ["\t".join(row) for row in sorted(rows)]
    write_gzip(path, "\n".join(lines) + "\n")
    _say(path, f"{len(lines)} terms")


def _say(path: Path, content: str) -> None:
    sys.stdout.write(f"{path.name}: {content}, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
