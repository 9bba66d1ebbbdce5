"""Markdown: what it says comes through, its marks do not."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.errors import LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.markdown import read_markdown


def read(text: str) -> Document:
    return read_markdown(text.encode(), DEFAULT_LIMITS)


def kinds(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def texts(text: str) -> list[str]:
    return [each for _, _, each in kinds(text)]


def test_headings_have_the_level_of_their_marks_and_keep_their_dates() -> None:
    assert kinds(
        "# Ines\n\n## Work\n\n### Clerk — Harbour Trust | 2019 – 2021\nKept the books.\n\nSkills\n======\n"
    ) == [
        ("heading", 1, "Ines"),
        ("heading", 2, "Work"),
        ("heading", 3, "Clerk — Harbour Trust | 2019 – 2021"),
        ("paragraph", 0, "Kept the books."),
        ("heading", 1, "Skills"),
    ]


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "•"])
def test_all_kinds_of_list_marks_are_bullets_without_their_mark(mark: str) -> None:
    assert kinds(f"{mark} Kept the books\n{mark} Paid the bills\n") == [
        ("bullet", 0, "Kept the books"),
        ("bullet", 0, "Paid the bills"),
    ]


def test_nested_lists_have_levels_and_tasks_lose_their_boxes() -> None:
    assert kinds("- clubs\n  - [x] rowing\n- till\n") == [
        ("bullet", 0, "clubs"),
        ("bullet", 1, "rowing"),
        ("bullet", 0, "till"),
    ]


def test_a_year_before_a_full_stop_is_no_list_mark() -> None:
    assert texts("# CV\n\n2019\\. A good year.\n\n2020. Another one.\n") == [
        "CV",
        "2019. A good year.",
        "2020. Another one.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**bold**, *italic*, `code` and ~~gone~~", "bold, italic, code and gone"),
        (r"5 \* 3 and a\_b", "5 * 3 and a_b"),
        ("R&amp;D &mdash; 5 * 3", "R&D — 5 * 3"),
        ("[Portfolio](https://example.org/me)", "Portfolio (https://example.org/me)"),
        ("[example.org](https://www.example.org/)", "example.org"),
        ("[ines@example.org](mailto:ines@example.org)", "ines@example.org"),
        ("<https://example.org>", "https://example.org"),
        ("[above](#work) ![photo](me.png)", "above"),
        ("ines_okafor_1@example.org", "ines_okafor_1@example.org"),
        ("<b>bold</b> words", "bold words"),
    ],
)
def test_marks_and_links_become_text(source: str, expected: str) -> None:
    assert texts(source) == [expected]


def test_tables_become_rows_without_their_rule() -> None:
    source = "| Language | Level |\n|---|:-:|\n| **Spanish** | native |\n| German | |\n"
    assert kinds(source) == [("row", 0, "Language | Level"), ("row", 0, "Spanish | native"), ("row", 0, "German")]


def test_lines_of_an_unwrapped_text_stay_apart() -> None:
    source = "# Ines\nHarbour Road 1\nines@example.org\n\n## Work\n- Kept the books\nLeft in good order.\n"
    assert texts(source) == [
        "Ines",
        "Harbour Road 1",
        "ines@example.org",
        "Work",
        "Kept the books",
        "Left in good order.",
    ]


def test_wrapped_lines_are_joined() -> None:
    source = (
        "I kept the accounts of a rowing club with ninety\nmembers, wrote the yearly report, and explained\n"
        "it to people who would rather have been on the\nwater.\n\n- Paid forty suppliers every month, and found\n"
        "  two who had been paid twice\n"
    )
    assert texts(source) == [
        "I kept the accounts of a rowing club with ninety members, wrote the yearly report, and explained it to people "
        "who would rather have been on the water.",
        "Paid forty suppliers every month, and found two who had been paid twice",
    ]


def test_code_and_front_matter_are_paragraphs() -> None:
    assert texts("---\nname: Ines\n---\n\n```\nledger --check\npay\n```\n") == ["name: Ines", "ledger --check", "pay"]


def test_a_bold_line_says_that_it_is_bold() -> None:
    assert [block.style.bold for block in read("**Work**\n\nat the **harbour**\n").blocks] == [True, False]


def test_quotations_without_end_exceed_the_limit_of_nesting() -> None:
    with pytest.raises(LimitExceeded):
        read_markdown(b">" * 200 + b" deep", Limits(nesting=50))
