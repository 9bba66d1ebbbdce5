"""Languages in advertisements and résumés, with the level that is said, shown by a test, or told in plain words."""

from __future__ import annotations

import pytest

from embeddings.requirements.languages import exact_levels, languages_named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fluent Spanish", [("spanish", 5)]),
        ("fluent in Spanish", [("spanish", 5)]),
        ("Spanish or Portuguese", [("spanish", 0), ("portuguese", 0)]),
        ("German B1", [("german", 3)]),
        ("German at B2 or better", [("german", 4)]),
        ("C1 German", [("german", 5)]),
        ("French (C2)", [("french", 6)]),
        ("native English speaker", [("english", 6)]),
        ("mother tongue Danish", [("danish", 6)]),
        ("Urdu: mother tongue", [("urdu", 6)]),
        ("conversational Mandarin", [("mandarin", 3)]),
        ("basic French", [("french", 2)]),
        ("school German", [("german", 2)]),
        ("a little Welsh", [("welsh", 2)]),
        ("Polish (native), German B1", [("polish", 6), ("german", 3)]),
        ("English: fluent; Welsh: beginner", [("english", 5), ("welsh", 2)]),
        ("English – fluent | Hindi – native", [("english", 5), ("hindi", 6)]),
        ("bilingual English/Spanish", [("english", 6), ("spanish", 6)]),
        ("Dutch (Full Professional Proficiency)", [("dutch", 5)]),
        ("Dutch (Professional Working Proficiency)", [("dutch", 4)]),
        ("Dutch (Limited Working Proficiency)", [("dutch", 3)]),
        ("Dutch (Elementary Proficiency)", [("dutch", 2)]),
        ("Dutch (Native or Bilingual Proficiency)", [("dutch", 6)]),
        ("very good Italian", [("italian", 5)]),
        ("good Italian", [("italian", 4)]),
        ("intermediate Arabic", [("arabic", 3)]),
        ("business English", [("english", 5)]),
        ("written and spoken English", [("english", 0)]),
        ("British Sign Language (BSL)", [("bsl", 0)]),
        ("Te reo Māori an advantage", [("te reo", 0)]),
        ("knows three languages", []),
        ("polish the brass and the silver", []),
        ("Java and Python", []),
        ("lambing an ewe", []),
        ("markets of Latin America", []),
        ("Twi, Ga and Ewe", [("twi", 0), ("ga", 0), ("ewe", 0)]),
        ("Arabic (greetings)", [("arabic", 1)]),
        ("a few words of Thai", [("thai", 1)]),
        ("Hindi (reading)", [("hindi", 2)]),
        ("Samoan, understands it", [("samoan", 2)]),
        ("Spanish, conversational", [("spanish", 3)]),
        ("fluent English and basic French", [("english", 5), ("french", 2)]),
        ("English and Mandarin (both fluent)", [("english", 5), ("mandarin", 5)]),
        ("fluent English and Spanish", [("english", 5), ("spanish", 5)]),
        ("good spoken Irish from school", [("irish", 4)]),
        ("Welsh (I follow most of it, speak basic)", [("welsh", 2)]),
        ("Spanish (reading fluent, spoken basic)", [("spanish", 2)]),
        ("English, Polish, no Mandarin", [("english", 0), ("polish", 0), ("mandarin", -1)]),
        ("English: no; Mam", [("english", -1)]),
        ("isiZulu and Kiswahili", [("zulu", 0), ("swahili", 0)]),
        ("Bahasa Indonesia B2", [("indonesian", 4)]),
        ("IELTS 7.5, August 2025", [("english", 5)]),
        ("English (IELTS 5.5)", [("english", 4)]),
        ("TOEFL iBT 104", [("english", 5)]),
        ("JLPT N2, 2016", [("japanese", 4)]),
        ("Japanese N5", [("japanese", 1)]),
        ("DELF B2", [("french", 4)]),
        ("Hindi (read, write, speak)", [("hindi", 5)]),
        ("Marathi: I read, write and speak it", [("marathi", 5)]),
        ("Arabic (read and write, not spoken)", [("arabic", 2)]),
        ("German: reading A2, writing A1, speaking A2", [("german", 2)]),
        ("Spanish (reads well, writes a bit, speaks a bit)", [("spanish", 2)]),
        ("French: learning to read, write and speak", [("french", 2)]),
    ],
)
def test_languages_are_read_with_their_level(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(languages_named(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("English C1, German from my mother", {"english": 5}),
        ("fluent Dutch, b2 in French", {"french": 4}),
        ("Spanish (spoken B1, written A2)", {"spanish": 3}),
        ("Polish (native), no German", {}),
    ],
)
def test_a_level_in_its_own_letters_is_told_from_one_in_words(text: str, expected: dict[str, int]) -> None:
    assert exact_levels(text) == expected
