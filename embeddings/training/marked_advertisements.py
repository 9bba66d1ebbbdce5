"""Our own annotated advertisements: `advertisements/*.txt`, requirements marked as [[kind|priority|words]].

A kind may be two, as in [[skill+experience|must|weigh the parcels]], where careful readers take either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.requirements.kinds import by_convention
from parsers.document import Document
from parsers.job import parse_job
from parsers.job.model import JobPosting
from parsers.limits import Limits
from parsers.readers.text import read_text

FOLDER = Path(__file__).parent / "advertisements"
#: Written to tell wishes from demands.
WISHES = Path(__file__).parent / "wishes"
#: Whole applications, in halves, each with an advertisement or two.
APPLICATIONS = Path(__file__).parent / "applications"
_MARK = re.compile(r"\[\[(\w+)(?:\+(\w+))?\|(must|nice)\|(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A requirement as its author marked it; offsets into the parsed advertisement's running text."""

    start: int
    end: int
    kind: str
    priority: str
    or_kind: str = ""  #: another kind that will do as well


@dataclass(frozen=True, slots=True)
class MarkedAdvertisement:
    """An advertisement parsed as any other, and where its requirements stand."""

    name: str
    job: JobPosting
    spans: tuple[MarkedSpan, ...]


def marked_advertisements(folder: Path = FOLDER) -> Iterator[MarkedAdvertisement]:
    """All annotated advertisements, by name; raises ValueError where a marked span cannot be found again."""
    for path in sorted(folder.glob("*.txt")):
        yield marked_advertisement(path)


def further_advertisements() -> Iterator[MarkedAdvertisement]:
    """Those that the reader of advertisements does not learn from: `wishes/`, and of whole applications."""
    yield from marked_advertisements(WISHES)
    for path in sorted(APPLICATIONS.rglob("advertisement.txt")):
        yield marked_advertisement(path)


def marked_advertisement(path: Path) -> MarkedAdvertisement:
    """One annotated advertisement; raises ValueError as above."""
    marked = path.read_text(encoding="utf-8").split("\n", 1)[1]
    document = read_text(_MARK.sub(lambda match: match.group(4), marked).encode(), Limits())
    return MarkedAdvertisement(path.stem, parse_job(document), tuple(_spans(path.name, marked, document)))


def _spans(name: str, marked: str, document: Document) -> Iterator[MarkedSpan]:
    """The marked spans in the running text, looked for one after the other."""
    position = 0
    for match in _MARK.finditer(marked):
        words = r"\s+".join(map(re.escape, match.group(4).split()))
        found = re.compile(words).search(document.text, position)
        if not found:
            raise ValueError(f"{name}: “{match.group(4)}” is not in the parsed text")
        kind = by_convention(match.group(1), match.group(4))
        yield MarkedSpan(found.start(), found.end(), kind, match.group(3), match.group(2) or "")
        position = found.end()
