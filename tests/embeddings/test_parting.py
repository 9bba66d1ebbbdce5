"""Where the reader helps to part a statement: things of two kinds stand apart, one thing in two words stays whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from embeddings.encoder import Encoder
from embeddings.requirements.cutting import cut
from embeddings.requirements.parting import parted
from embeddings.requirements.reading import PartReader, reader_for
from parsers.job.model import JobPosting

JobMaker = Callable[[str], JobPosting]


@pytest.fixture(scope="module")
def reader(encoder: Encoder) -> PartReader:
    found = reader_for(encoder)
    assert found is not None
    return found


def parts(job: JobPosting, reader: PartReader | None, line: str) -> list[str]:
    return [job.document.text[p.start : p.end] for p in parted(job, reader) if p.statement.text in line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Two years in a bakery and a food hygiene certificate",
            ["Two years in a bakery", "food hygiene certificate"],
        ),
        (
            "Strong communication skills, a full driving licence and experience with Salesforce",
            ["Strong communication skills", "full driving licence", "experience with Salesforce"],
        ),
    ],
)
def test_what_is_asked_of_two_kinds_is_two_requirements(
    line: str, expected: list[str], job_of: JobMaker, reader: PartReader
) -> None:
    job = job_of(f"Clerk\n\nRequirements\n• {line}\n• Own boots\n")
    assert parts(job, reader, line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Writes clear, complete and concise reports for the board",
        "Unloads and puts away deliveries before the shop opens",
        "Patient and friendly with children and their parents",
    ],
)
def test_one_thing_in_several_words_stays_whole(line: str, job_of: JobMaker, reader: PartReader) -> None:
    job = job_of(f"Clerk\n\nRequirements\n• {line}\n• Own boots\n")
    assert len(parts(job, reader, line)) == 1


def test_without_a_reader_parts_are_cut_where_it_is_sure(job_of: JobMaker) -> None:
    job = job_of("Clerk\n\nRequirements\n• Two years in a bakery and a food hygiene certificate\n• Own boots\n")
    assert parted(job, None) == cut(job)


def test_parts_stay_within_their_statements_and_in_order(job_of: JobMaker, reader: PartReader) -> None:
    job = job_of(
        "Clerk\n\nYou bring a driving licence, French and three years at a desk, and you type fast.\n\n"
        "What we offer\n• Free lunch, a bicycle and a course in bookkeeping\n"
    )
    found = parted(job, reader)
    assert [p.start for p in found] == sorted({p.start for p in found})
    assert all(p.statement.start <= p.start < p.end <= p.statement.end for p in found)


def test_an_empty_advertisement_has_no_parts(job_of: JobMaker, reader: PartReader) -> None:
    assert parted(job_of(""), reader) == []
