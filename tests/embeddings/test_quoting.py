"""What is quoted of a résumé: enough to find it by, never more than it says, and nobody's name."""

from __future__ import annotations

import numpy as np

from embeddings.judge.model import Evidence, Passage
from embeddings.judge.quoting import quoted, without_parts, worth_quoting
from embeddings.passages import passages_of_resume
from parsers.limits import Limits
from parsers.readers.text import read_text
from parsers.resume import parse_resume

RESUME = """Edith Moore, RN
Leeds | edith@example.org | 555-0134 | own car

Skills

People
- Took the evening class of thirty through a change of teacher and lost nobody
- I have never led anybody
Tools: Excel, Moodle, Stakeholder management
Checked by Edith Moore, Word
"""
LINE = "Tools: Excel, Moodle, Stakeholder management"
LEAST = 0.1


def passages() -> tuple[Passage, ...]:
    return passages_of_resume(parse_resume(read_text(RESUME.encode(), Limits())))


def passage(text: str) -> Passage:
    return next(one for one in passages() if one.text == text)


def first_of(**likely: float) -> str:
    """The text quoted first where passages that begin so are so likely to be evidence, and all others are not."""
    chances = np.array([likely.get(one.text.split()[0], 0.0) for one in passages()])
    return passages()[worth_quoting(passages(), chances, LEAST)[0]].text


def test_a_short_item_is_quoted_with_its_line() -> None:
    evidence = quoted(passage("Moodle"), 0.5)
    text = parse_resume(read_text(RESUME.encode(), Limits())).document.text
    assert evidence.quote == text[evidence.start : evidence.end] == LINE


def test_a_long_item_is_quoted_alone() -> None:
    assert quoted(passage("Stakeholder management"), 0.5).quote == "Stakeholder management"


def test_no_line_with_a_name_or_an_address_is_quoted_for_an_item_of_it() -> None:
    for text in ("own car", "Word"):
        assert quoted(passage(text), 0.5).quote == text


def test_an_item_of_a_very_long_line_is_quoted_alone_and_keeps_no_copy_of_it() -> None:
    skills = ", ".join(f"skill {number}" for number in range(60))
    resume = parse_resume(read_text(f"Skills\n\n{skills}\n".encode(), Limits()))
    items = [one for one in passages_of_resume(resume) if one.kind == "item"]
    assert len(items) == 60
    assert {one.line for one in items} == {""}
    assert quoted(items[3], 0.5).quote == "skill 3"


def test_a_bare_heading_gives_its_place_to_the_likeliest_line_under_it() -> None:
    assert first_of(People=0.9, Took=0.3).startswith("Took the evening class")


def test_a_bare_heading_stays_where_nothing_under_it_is_likely() -> None:
    assert first_of(People=0.9) == "People"


def test_a_quote_within_another_is_not_shown_twice() -> None:
    excel, moodle, management = passage("Tools: Excel"), passage("Moodle"), passage("Stakeholder management")
    for order in ((moodle, management), (management, moodle), (moodle, excel)):
        shown = without_parts(quoted(one, 0.9 - 0.1 * place) for place, one in enumerate(order))
        assert [one.quote for one in shown] == [LINE]


def test_quotes_of_two_sources_never_hold_each_other() -> None:
    one = Evidence("kept the books", 0, 14, "resume", "work", 0.9)
    other = Evidence("kept the books for a club", 0, 25, "answer:a1", "answer", 0.8)
    assert without_parts([one, other]) == (one, other)
