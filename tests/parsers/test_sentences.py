from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kept the books for St. Ann's Food Bank.",
        "Worked for Hobbs Inc. Leeds and Rook Ltd. York.",
        "Led approx. 40 people, e.g. Bakers and cooks.",
        "Moved to version 3.11 and read section 4.2 aloud.",
        "Reported to J. R. Hobbs and Dr. Rook.",
        "Assisted Prof. Lindqvist at the U.S. Army hospital.",
        "Earned a B.Sc. Honours degree and a Ph.D. Fellowship.",
        "Ran the shop from 9 a.m. Monday to 5 p.m. Friday.",
        "Zuständig für Einkauf, Lager usw. Im Betrieb seit 2015.",
        "Betreuung von ca. 30 Kindern, z. B. Hausaufgaben.",
        "Vom 3. Oktober bis zum 1. Mai im Lager.",
        "Responsable de la c/ Mayor, n.º 3, y de la Sra. Ruiz.",
        "Built apps in ASP.NET and Node.js for a club",
        "Hired, trained, fired …and hired again.",
        "Sold No. 1 in the region vs. Two rivals.",
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baked at night. Sold by day.", ["Baked at night.", "Sold by day."]),
        ("Was it fun? Yes! It was.", ["Was it fun?", "Yes!", "It was."]),
        ('He said "never." Then he left.', ['He said "never."', "Then he left."]),
        ("Finished in 2019. Started again in 2020.", ["Finished in 2019.", "Started again in 2020."]),
        ("I passed. 90% of us did.", ["I passed.", "90% of us did."]),
        ("Kept the books. iPads were mine, too.", ["Kept the books.", "iPads were mine, too."]),
        ("¿Por qué yo? ¡Porque sé!", ["¿Por qué yo?", "¡Porque sé!"]),
        ("It was I. Nobody else came.", ["It was I.", "Nobody else came."]),
        ("Level C. Renewed 2024.", ["Level C.", "Renewed 2024."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Head\nBaked. Sold."
    assert sentences(text, 5) == [(5, 11), (12, 17)]


def test_white_space_alone_has_no_sentence() -> None:
    assert sentences(" \n\t ") == []


@given(st.text(st.sampled_from("aB .!?…\"'(1I\n"), max_size=60))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    outside = list(text)
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
        outside[start:end] = " " * (end - start)
    assert not "".join(outside).strip()
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
