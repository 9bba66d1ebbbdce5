"""Characters as a person reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.cleaning import BULLETS, clean, strip_bullet


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("e\ufb03cient \ufb01ling", "efficient filing"),
        ("40\u00a0hours\u2003a\u202fweek", "40 hours a week"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\uf0b7 Kept the accounts", "• Kept the accounts"),
        ("\ue0be jane@example.org", " jane@example.org"),
        ("re\u0301sume\u0301", "résumé"),
        ("𝗧𝗲𝗮𝗺 𝗟𝗲𝗮𝗱", "Team Lead"),
        ("E X P E R I E N C E", "EXPERIENCE"),
        ("W O R K  H I S T O R Y", "WORK HISTORY"),
        ("S K I L L S", "SKILLS"),
        ("first\r\nsecond\x0bthird", "first\nsecond\nthird"),
        ("organi\u00adsation", "organisation"),
    ],
)
def test_odd_characters_become_plain_ones(written: str, read: str) -> None:
    assert clean(written) == read


@pytest.mark.parametrize("text", ["vitamins A B C", "classes B, C1 and D", "Grade A B C D", "I am a B", "R and C"])
def test_single_letters_that_are_words_stay_apart(text: str) -> None:
    assert clean(text) == text


def test_a_soft_hyphen_is_kept_where_the_line_is_broken() -> None:
    assert clean("organi\u00ad\nsation") == "organi\u00ad\nsation"


@pytest.mark.parametrize("mark", ["•", "▪", "●", "◦", "➢", "✓", "-", "–", "*", "·", "o", "§", "Ø"])
def test_a_bullet_before_an_item_is_taken_off(mark: str) -> None:
    assert strip_bullet(f"{mark} Kept the accounts") == ("Kept the accounts", True)


@pytest.mark.parametrize(
    "text",
    [
        "o bien otra cosa",
        "-5 degrees outdoors",
        "–2019",
        "*starred",
        "Kept the accounts",
        "§ 5 of the act",
        "vice chair",
    ],
)
def test_a_dash_or_letter_that_is_part_of_the_text_is_left(text: str) -> None:
    assert strip_bullet(text) == (text, False)


def test_a_bullet_alone_leaves_nothing() -> None:
    assert strip_bullet("•") == ("", True)


def test_a_bullet_may_touch_its_text() -> None:
    assert strip_bullet("•Kept the accounts") == ("Kept the accounts", True)
    assert strip_bullet("-Kept the accounts") == ("Kept the accounts", True)


def test_every_bullet_glyph_is_one_character() -> None:
    assert all(len(glyph) == 1 for glyph in BULLETS)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
