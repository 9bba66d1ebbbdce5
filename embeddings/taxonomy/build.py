"""Builds the compiled taxonomy from our own data under `data/`: `python -m embeddings.taxonomy.build`."""

from __future__ import annotations

import argparse
import sys

from embeddings.taxonomy.source import read_sources
from embeddings.taxonomy.store import OWN, dump, write_gzip


def main(arguments: list[str] | None = None) -> None:
    """Writes the compiled files and says what is in them."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.taxonomy.build", description=__doc__)
    parser.parse_args(arguments)
    known = read_sources()
    write_gzip(OWN, dump(known))
    sys.stdout.write(f"{OWN.name}: {len(known.terms)} terms, {len(known.names)} names, {OWN.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
