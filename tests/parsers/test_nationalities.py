"""Nationalities among the contact details are masked; the same words elsewhere are left alone."""

import pytest

from parsers.limits import Limits
from parsers.readers.text import read_text
from parsers.resume import parse_resume


def masked(text: str) -> list[str]:
    resume = parse_resume(read_text(text.encode(), Limits()))
    return [resume.document.text[start:end] for start, end in resume.basics.identity]


HEAD = """Anna Example
12 Elm Road, Bristol
0117 555 0123 · anna@example.com
{}

Experience

Cook, Oak Inn, 2019 - 2022
- {}
"""


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("British", "British"),
        ("Born 4 May 1991 · Omani · single", "Omani"),
        ("British citizen, no permit needed", "British"),
        ("Nationality: Sri Lankan", "Sri Lankan"),
        ("New Zealander | full driving licence", "New Zealander"),
        ("French/Canadian", "French/Canadian"),
    ],
)
def test_a_nationality_beside_the_contact_details_is_masked(line: str, word: str) -> None:
    assert word in masked(HEAD.format(line, "Cooked"))


@pytest.mark.parametrize(
    "line", ["Cooked French and Thai dishes", "Taught English", "Sold Italian shoes to Dutch shops"]
)
def test_the_same_words_in_the_work_history_stay(line: str) -> None:
    found = masked(HEAD.format("Cook", line))
    assert not any(word in part for part in found for word in ("French", "Thai", "English", "Italian", "Dutch"))


def test_what_stands_beside_a_nationality_is_kept() -> None:
    text = HEAD.format("British citizen, clean driving licence", "Cooked")
    resume = parse_resume(read_text(text.encode(), Limits()))
    assert any("driving licence" in statement.text for statement in resume.statements)


@pytest.mark.parametrize("label", ["Age 58", "Born 4 May 1991", "Gender: female"])
def test_no_label_is_left_over_from_what_was_masked(label: str) -> None:
    resume = parse_resume(read_text(HEAD.format(label, "Cooked").encode(), Limits()))
    assert not [statement.text for statement in resume.statements if statement.section == "basics"]
