"""How an advertisement's parts are read in their surroundings, on small advertisements and on very long ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.encoder import Encoder, SentenceEncoder
from embeddings.requirements import find_requirements
from embeddings.requirements.cutting import FINE, cut
from embeddings.requirements.finding import standing_alone
from embeddings.requirements.reading import LOOKS, NONE, PartReader, excerpts, reader_for, vectors_of_parts
from parsers.job.model import JobPosting

ADVERTISEMENT = """Workshop lead, Kaunas

What you will do
- Repair hydraulic pumps and write up every callout the same evening
- Every Friday the tools are counted and the floor is swept by the apprentices

What we offer
- Free lunch and a bicycle
"""


@pytest.fixture(scope="module")
def reader(encoder: Encoder) -> PartReader:
    found = reader_for(encoder)
    assert found is not None
    return found


def test_each_part_stands_where_its_place_in_the_excerpt_says(job_of: Callable[[str], JobPosting]) -> None:
    job = job_of(ADVERTISEMENT)
    parts = cut(job)
    shown = excerpts(job, parts)
    words = [excerpt.text[start:end] for excerpt in shown for start, end in excerpt.places]
    assert words == [job.document.text[part.start : part.end] for part in parts]


def test_a_statement_is_read_once_with_its_heading_and_its_neighbours(job_of: Callable[[str], JobPosting]) -> None:
    job = job_of(ADVERTISEMENT)
    shown = excerpts(job, cut(job, FINE))
    assert len(shown) < len(cut(job, FINE))
    [pumps] = [excerpt.text for excerpt in shown if "pumps" in excerpt.text.split("[SEP]")[2]]
    assert pumps.startswith("What you will do")
    assert "Every Friday" in pumps


def test_what_a_neighbour_says_changes_how_a_part_is_read(
    reader: PartReader, job_of: Callable[[str], JobPosting]
) -> None:
    said = "Every callout is written up the same evening"
    among = {
        heading: job_of(f"Fitter\n\n{heading}\n- {said}\n- {other}\n")
        for heading, other in (
            ("What you will do", "You repair lifts and hoists"),
            ("Our workshop", "It was built in 1921 and smells of oil"),
        )
    }
    chances = []
    for job in among.values():
        parts = cut(job)
        [callout] = [i for i, part in enumerate(parts) if "callout" in job.document.text[part.start : part.end]]
        chances.append(1 - reader.opinions(job, parts)[callout, LOOKS.index(NONE)])
    assert chances[0] > chances[1]


def test_opinions_are_chances_and_do_not_depend_on_the_other_statements_of_a_batch(reader: PartReader) -> None:
    one, other = (standing_alone(words) for words in ("Fluent Dutch", "three years of bookkeeping in a small charity"))
    [first], [second] = (excerpts(job, [part]) for job, part in (one, other))
    together = reader.opinions_on([first, second])
    assert together.shape == (2, len(LOOKS))
    assert together.sum(axis=1) == pytest.approx(1, abs=0.001)
    assert np.array_equal(together[0], reader.opinions_on([first])[0])
    assert LOOKS[int(together[0].argmax())] == "language"
    assert LOOKS[int(together[1].argmax())] == "experience"


def test_a_part_behind_the_models_end_is_read_by_its_statement(
    reader: PartReader, job_of: Callable[[str], JobPosting]
) -> None:
    endless = ", ".join(f"keeping the ledger of branch number {n} in order" for n in range(60))
    job = job_of(f"Clerk\n\nYou will be good at\n- {endless}\n")
    parts = cut(job)
    [excerpt] = excerpts(job, parts)[-1:]
    [encoded] = reader.encoder.encode_tokens([excerpt.text])
    rows = vectors_of_parts(excerpt, encoded)
    half = rows.shape[1] // 2
    assert rows.shape[0] == len(excerpt.places)
    assert np.array_equal(rows[-1, :half], rows[-1, half:])
    assert not np.array_equal(rows[0, :half], rows[0, half:])


def test_another_model_leaves_it_to_the_cues(encoder: Encoder, job_of: Callable[[str], JobPosting]) -> None:
    """The opinion belongs to the packaged model's vectors: another's would be read as noise."""
    assert isinstance(encoder, SentenceEncoder)
    other = SentenceEncoder(encoder.model, "/models/another", cached_texts=10)
    assert reader_for(other) is None
    assert reader_for(None) is None
    found = find_requirements(job_of(ADVERTISEMENT), other)
    assert [one.quote for one in found] == [one.quote for one in find_requirements(job_of(ADVERTISEMENT))]
