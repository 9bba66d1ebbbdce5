"""Text copied out of the advertisement is no evidence of anything."""

from collections.abc import Callable

import pytest

from embeddings.copied import copied_from
from embeddings.judge.model import Passage

AD = """We look for a caretaker.
You will open and lock up the buildings every day and keep the log book of all repairs.
Bachelor's degree in accounting, finance or a related field from an accredited university.
"""
Lines = Callable[[str], tuple[Passage, ...]]


@pytest.mark.parametrize(
    "line",
    [
        "open and lock up the buildings every day and keep the log book of all repairs",
        "Open and lock up the buildings every day, and keep the log book of all repairs.",
        "You will open and lock up the buildings every day and keep the log book",
    ],
)
def test_a_line_copied_word_for_word_is_found(line: str, lines_of: Lines) -> None:
    assert copied_from(AD, lines_of(f"work: {line}")) == {0}


@pytest.mark.parametrize(
    "line",
    [
        "Opened and locked up three school buildings every morning and kept the log book of repairs",
        "Open and lock up the buildings every day",
        "At Hill Road School I open and lock up the buildings every day, as I did before at two churches in the parish",
        "Bachelor's degree in accounting, Leeds, 2015",
        "Caretaker",
    ],
)
def test_the_candidates_own_words_are_not(line: str, lines_of: Lines) -> None:
    assert copied_from(AD, lines_of(f"work: {line}")) == frozenset()
