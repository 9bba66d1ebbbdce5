"""What stands around a part of an advertisement."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.requirements.cutting import Part
from embeddings.requirements.surroundings import SURROUNDINGS, surroundings
from parsers.job.model import Statement


def statement(start: int, heading: str = "You") -> Statement:
    return Statement("text", start, start + 4, "qualifications", heading, "sentence")


def named(row: np.ndarray) -> dict[str, float]:
    return dict(zip(SURROUNDINGS, map(float, row), strict=True))


@pytest.fixture
def rows() -> list[dict[str, float]]:
    """Two parts of one sentence, then a sentence under the same heading, then one under another."""
    one, two, three = statement(0), statement(10), statement(20, "We offer")
    parts = [Part(0, 2, one, True, False), Part(2, 4, one, False, False), Part(10, 14, two, True, True)]
    parts.append(Part(20, 24, three, True, True))
    return [named(row) for row in surroundings(parts, np.array([0.9, 0.5, 0.7, 0.1]))]


def test_a_part_sees_the_other_parts_of_its_sentence(rows: list[dict[str, float]]) -> None:
    assert (rows[0]["others_best"], rows[0]["part_before"], rows[0]["part_behind"]) == (0.5, -1, 0.5)
    assert (rows[1]["others_best"], rows[1]["part_before"], rows[1]["part_behind"]) == (0.9, 0.9, -1)
    assert rows[2]["others_best"] == -1


def test_a_sentence_counts_by_its_likeliest_part(rows: list[dict[str, float]]) -> None:
    assert (rows[2]["statement_before"], rows[2]["statement_behind"]) == (0.9, 0.1)
    assert (rows[0]["statement_before"], rows[3]["statement_behind"]) == (0, 0)
    assert rows[2]["four_around"] == pytest.approx(0.25)


def test_headings_keep_their_sentences_together(rows: list[dict[str, float]]) -> None:
    assert rows[0]["same_heading"] == pytest.approx(0.7)
    assert rows[2]["same_heading"] == pytest.approx(0.9)
    assert rows[3]["same_heading"] == -1


def test_the_whole_advertisement_is_the_same_for_every_part(rows: list[dict[str, float]]) -> None:
    assert {row["everywhere"] for row in rows} == {0.5667}
