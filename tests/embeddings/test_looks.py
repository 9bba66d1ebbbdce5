"""What a part looks like by its words, and how opinions are weighed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.requirements.cutting import cut
from embeddings.requirements.finding import find_requirements, standing_alone, stated_requirement
from embeddings.requirements.looks import opinions_by_words, reasons
from embeddings.requirements.reading import LOOKS, NONE
from embeddings.requirements.word_regression import WordRegression
from parsers.job import parse_job
from parsers.job.model import JobPosting
from parsers.limits import Limits
from parsers.readers.text import read_text

GARAGE = """Parts adviser at a truck garage

We are a family firm with forty trucks and free lunch on Fridays.

Requirements:
- Keeping the stock list in Excel
- Fluent Polish
- A clean driving licence for cars
- NVQ Level 2 in customer service

Benefits:
- Pension and free parking
"""


def advertisement(text: str) -> JobPosting:
    return parse_job(read_text(text.encode(), Limits()))


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("Keeping the stock list in Excel", "tool"),
        ("Fluent Polish", "language"),
        ("clean driving licence for cars", "licence"),
        ("NVQ Level 2 in customer service", "certification"),
    ],
)
def test_without_any_model_the_words_tell_the_kind(quote: str, kind: str) -> None:
    found = {one.quote: one.kind for one in find_requirements(advertisement(GARAGE))}
    assert found[quote] == kind


def test_words_know_what_is_offered_from_what_is_asked() -> None:
    job = advertisement(GARAGE)
    parts = cut(job)
    none = opinions_by_words(job, parts)[:, LOOKS.index(NONE)]
    said = {job.document.text[part.start : part.end]: chance for part, chance in zip(parts, none, strict=True)}
    assert said["Fluent Polish"] < 0.2
    assert min(chance for text, chance in said.items() if "parking" in text or "lunch" in text) > 0.8


def test_a_part_is_told_by_its_words_those_around_it_and_how_it_is_written() -> None:
    job = advertisement(GARAGE)
    start = job.document.text.index("Keeping the stock")
    found = reasons(job, start, start + len("Keeping the stock list in Excel"))
    expected = ("first: keeping", "ending: ing", "in Capital", "capital at the end", "names: tool", "words: 4 to 7")
    assert set(expected) <= found.keys()
    assert "heading: requirements" in found
    assert not reasons(job, len(job.document.text) + 5, len(job.document.text) + 9).keys() & {"section: other"}


def test_what_stands_alone_is_of_a_kind_too() -> None:
    assert stated_requirement("r1", "Forklift licence", 0, "must").kind in ("licence", "certification")
    job, part = standing_alone("")
    assert opinions_by_words(job, [part]).shape == (1, len(LOOKS))
    assert opinions_by_words(job, []).shape == (0, len(LOOKS))


def test_a_regression_over_words_says_the_same_after_it_was_stored(tmp_path: Path) -> None:
    model = WordRegression(("a", "b", "c"), ("in: x", "in: y"), np.array([[1.5, -0.25, 0], [0, 0.5, 2]]), np.zeros(3))
    model.save(tmp_path / "m.npz")
    stored = WordRegression.load(tmp_path / "m.npz")
    assert stored.classes == model.classes
    for found in ({}, {"in: x": 1.0}, {"in: x": 1.0, "in: y": 2.0, "in: unknown": 5.0}):
        assert stored.chances(found) == pytest.approx(model.chances(found))
        assert stored.chances(found).sum() == pytest.approx(1, abs=2e-4)
    assert stored.chances({"in: y": 3.0}).argmax() == 2


def test_of_two_classes_the_weights_speak_for_the_second(tmp_path: Path) -> None:
    model = WordRegression(("must", "nice"), ("in: plus",), np.array([[2.0]]), np.array([-1.0]))
    model.save(tmp_path / "m.npz")
    stored = WordRegression.load(tmp_path / "m.npz")
    assert stored.chances({"in: plus": 1.0}) == pytest.approx([0.2689, 0.7311])
    assert stored.chances({}) == pytest.approx([0.7311, 0.2689])


def test_a_broken_file_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "m.npz").write_bytes(b"no archive")
    with pytest.raises((OSError, ValueError)):
        WordRegression.load(tmp_path / "m.npz")
