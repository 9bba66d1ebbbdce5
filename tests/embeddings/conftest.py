"""Advertisements, requirements and passages made in a line each; the encoder, loaded once for all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from embeddings.encoder import Encoder, SentenceEncoder, load_encoder
from embeddings.judge.model import Passage
from embeddings.requirements.model import Kind, Requirement
from parsers.dates import find_periods
from parsers.job import parse_job
from parsers.job.model import JobPosting
from parsers.limits import Limits
from parsers.readers.text import read_text


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The packaged encoder; a test that does not ask for it does not load torch."""
    return load_encoder()


@pytest.fixture
def forgetful(encoder: Encoder) -> Callable[[], SentenceEncoder]:
    """Makes encoders around the same model that have not met any text yet."""
    assert isinstance(encoder, SentenceEncoder)
    return lambda: SentenceEncoder(encoder.model, encoder.name, cached_texts=1000)


@pytest.fixture
def job_of() -> Callable[[str], JobPosting]:
    """An advertisement parsed from its plain text."""
    return lambda text: parse_job(read_text(text.encode(), Limits()))


@pytest.fixture
def asked() -> Callable[..., Requirement]:
    """A requirement: `asked("fluent Dutch", "language")`."""

    def make(quote: str, kind: Kind = "skill", number: int = 1) -> Requirement:
        return Requirement(f"r{number}", quote, 0, len(quote), "must", kind, quote, "What we ask")

    return make


@pytest.fixture
def lines_of() -> Callable[[str], tuple[Passage, ...]]:
    """A résumé's passages, one a line: `section: text`, or `section/Title, Employer | dates: text` in an entry."""

    def make(text: str) -> tuple[Passage, ...]:
        return _passages([line.strip() for line in text.strip().splitlines()])

    return make


def _passages(lines: list[str]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    entries: dict[str, int] = {}
    offset = 0
    for line in lines:
        place, words = line.split(": ", 1)
        section, _, entry = place.partition("/")
        heading, _, dates = entry.partition(" | ")
        periods = find_periods(dates)
        found.append(
            Passage(
                text=words,
                start=offset,
                end=offset + len(words),
                source="resume",
                section=section,
                kind="item" if section == "skills" else "bullet",
                entry=entries.setdefault(entry, len(entries)) if entry else None,
                entry_heading=heading,
                period=periods[0].period if periods else None,
            )
        )
        offset += len(words) + 1
    return tuple(found)
