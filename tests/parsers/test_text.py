"""Plain text: wrapped or not, quoted or not, marked in the ways people mark lists and headings."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document
from parsers.errors import LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.text import read_text

PROSE = (
    "I kept the accounts of a rowing club with ninety members, wrote the yearly report, and explained it to people who "
    "would rather have been on the water. Before that I ran the till of a bakery. I like order, early mornings and the "
    "moment in which two columns agree; everything else about money leaves me cold, and I say so when I am asked."
)
BULLETS = [
    "Reconciled the bank account every month and chased whatever did not agree until it did agree",
    "Paid forty suppliers a month",
    "Wrote the application for a grant from the borough, which paid for two new boats and a repaired landing stage",
]


def read(text: str) -> Document:
    return read_text(text.encode(), DEFAULT_LIMITS)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, text in kinds(document)]


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


@pytest.mark.parametrize("width", [50, 65, 72, 78, 100])
@pytest.mark.parametrize(("mark", "rest"), [("- ", "  "), ("• ", ""), ("  * ", "    "), ("3) ", "   ")])
def test_wrapped_paragraphs_and_bullets_come_out_whole(width: int, mark: str, rest: str) -> None:
    marks = ["1) ", "2) ", "3) "] if mark == "3) " else [mark] * 3
    items = [wrapped(item, width, first, rest) for first, item in zip(marks, BULLETS, strict=True)]
    document = read("\n".join([wrapped(PROSE, width), *items, "", wrapped(PROSE, width)]))
    assert kinds(document) == [("paragraph", PROSE), *(("bullet", item) for item in BULLETS), ("paragraph", PROSE)]


def test_unwrapped_lines_are_paragraphs_of_their_own() -> None:
    lines = ["Ines Okafor, Harbour Road 1", PROSE, "Full time, from March", PROSE[:90] + ".", "no agencies please"]
    assert texts(read("\n".join(lines))) == lines


def test_text_copied_from_a_page_is_joined_though_its_lines_break_at_no_sharp_column() -> None:
    lines = [
        "I kept the accounts of a rowing club with ninety members, wrote the",
        "yearly report, and explained it to people who would rather have",
        "been on the water. Before that I ran the till of a bakery, and I like order,",
        "early mornings and the moment in which two columns agree; everything",
        "else about money leaves me cold, and I say so when I am asked.",
    ]
    assert texts(read("\n".join(lines))) == [" ".join(lines)]


def test_mac_and_windows_line_ends_are_line_ends() -> None:
    assert texts(read("- one\r\n- two\r- three\n- four")) == ["one", "two", "three", "four"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("WORK HISTORY\nClerk at the harbour office.\n", "WORK HISTORY"),
        ("Work history\n============\n\nClerk at the harbour office.\n", "Work history"),
        ("Work history\n------------\nClerk at the harbour office.\n", "Work history"),
        ("============\nWork history\n============\nClerk at the harbour office.\n", "Work history"),
        ("Hello there.\n\nWork history\nClerk at the harbour office.\n", "Work history"),
        ("Hello there.\nRequirements:\n- a degree\n", "Requirements:"),
        ("🌟 YOUR DAY\nYou open the shop.\n", "🌟 YOUR DAY"),
    ],
)
def test_headings_are_known_by_capitals_underlines_and_position(source: str, expected: str) -> None:
    assert [text for kind, text in kinds(read(source)) if kind == "heading"] == [expected]


def test_a_heading_is_not_swallowed_by_the_wrapped_line_before_it() -> None:
    before = wrapped(PROSE + " I could go on like this until the evening comes and the harbour", 70)
    document = read(f"{before}\nREQUIREMENTS\n{wrapped(PROSE, 70)}")
    assert ("heading", "REQUIREMENTS") in kinds(document)


def test_double_underlines_stand_above_single_ones() -> None:
    document = read("Work\n====\n\nHarbour office\n--------------\nClerk.\n")
    assert [block.level for block in document.blocks] == [1, 2, 0]


def test_aligned_dates_stay_with_their_post_and_take_nothing_along() -> None:
    post = "Treasurer, Rowing Club on the River Wensum at Norwich         2019 - 2021"
    document = read(f"{post}\n{wrapped(PROSE, len(post))}")
    assert texts(document)[0] == "Treasurer, Rowing Club on the River Wensum at Norwich | 2019 - 2021"
    assert texts(document)[1] == PROSE


def test_a_line_that_is_only_a_date_stands_alone() -> None:
    title = "Treasurer and Assistant to the Chair, Norwich Rowing Club, River Wensum"
    document = read(f"{wrapped(PROSE, 72)}\n\n{title}\nOctober 2022 – present\n{wrapped(PROSE, 72)}")
    assert texts(document) == [PROSE, title, "October 2022 – present", PROSE]


def test_a_side_column_among_wider_lines_is_joined_by_its_own_width() -> None:
    column = "Health care assistant programme at the community college by the lake, started in the autumn and going on"
    document = read(f"{wrapped(PROSE, 90)}\n\n{wrapped(column, 26)}\n\n{wrapped(PROSE, 90)}")
    assert texts(document) == [PROSE, column, PROSE]


def test_symbol_font_bullets_and_hanging_lines_are_read() -> None:
    items = "\n".join(wrapped(item, 60, "\uf0b7   ", "    ") for item in BULLETS)
    assert texts(read(f"{wrapped(PROSE, 60)}\n{items}")) == [PROSE, *BULLETS]


def test_nested_bullets_have_levels() -> None:
    document = read("- clubs\n    - rowing\n    - chess\n- till\n")
    assert [block.level for block in document.blocks] == [0, 1, 1, 0]


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next_line() -> None:
    assert kinds(read("•\nReconciled the accounts\n•\nPaid suppliers\n")) == [
        ("bullet", "Reconciled the accounts"),
        ("bullet", "Paid suppliers"),
    ]


def test_numbers_mark_items_only_where_they_count_on() -> None:
    assert kinds(read("1. Keep the books\n2. Pay the bills\n")) == [
        ("bullet", "Keep the books"),
        ("bullet", "Pay the bills"),
    ]
    assert texts(read("2. Staatsexamen in Greifswald.\n"))[0] == "2. Staatsexamen in Greifswald."


def test_criterion_codes_part_items_and_stay() -> None:
    source = "E1 A degree in computing, or a related subject that\nfits\nE2 Experience\n"
    padding = wrapped(PROSE, 51)
    assert "E1 A degree in computing, or a related subject that fits" in texts(read(f"{padding}\n\n{source}"))
    assert "E2 Experience" in texts(read(f"{padding}\n\n{source}"))


def test_pictographs_before_items_are_bullets() -> None:
    assert kinds(read("✅ A driving licence\n➕ Some Polish\n")) == [
        ("bullet", "A driving licence"),
        ("bullet", "Some Polish"),
    ]


HEAD = "From: Robin <robin@example.com>\nSubject: Fwd: Vacancy\n\nThought of you.\n\n"


@pytest.mark.parametrize("quote", ["> ", ">", "> > "])
def test_quoted_mail_is_read_without_its_marks_and_joined(quote: str) -> None:
    lines = ["-----Original Message-----", "From: Jobs <jobs@example.org>", "", *wrapped(PROSE, 70).split("\n")]
    document = read(HEAD + "\n".join(f"{quote}{line}".rstrip() for line in lines))
    assert texts(document)[0] == "From: Robin <robin@example.com>"
    assert texts(document)[-2:] == ["From: Jobs <jobs@example.org>", PROSE]


def test_an_arrow_in_a_text_that_is_no_mail_is_a_bullet() -> None:
    assert kinds(read("You bring:\n> a degree\n> patience\n"))[1:] == [("bullet", "a degree"), ("bullet", "patience")]


def test_tables_of_characters_become_rows() -> None:
    rule = "+----------+--------+\n"
    source = f"{rule}| Language | Level  |\n{rule}| Spanish  | native |\n{rule}"
    assert kinds(read(source)) == [("row", "Language | Level"), ("row", "Spanish | native")]


def test_form_feeds_part_pages() -> None:
    document = read("one\n\ftwo\n\f\n")
    assert [page.number for page in document.pages] == [1, 2]


def test_too_many_form_feeds_exceed_the_limit_of_pages() -> None:
    with pytest.raises(LimitExceeded):
        read_text(b"one\f" * 5 + b"end", Limits(pages=5))


def test_a_word_broken_at_the_line_end_is_mended() -> None:
    source = wrapped(PROSE, 60) + "\n\n" + "I kept the accounts of a rowing club with many mem-\nbers and boats."
    assert texts(read(source))[1] == "I kept the accounts of a rowing club with many members and boats."


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]) | st.just("\n"), max_size=300))
def test_every_line_says_which_slice_of_the_text_it_gave(source: str) -> None:
    document = read(source)
    for block in document.blocks:
        for line in block.lines:
            assert document.text[line.start : line.end].rstrip("-‐\u00ad") == line.text.rstrip("-‐\u00ad")


@given(st.lists(st.integers(1, 12), min_size=20, max_size=120), st.integers(45, 110))
def test_a_wrapped_paragraph_is_one_block_whatever_the_column(lengths: list[int], width: int) -> None:
    paragraph = " ".join("abcdefghijkl"[:length] for length in lengths)
    if len(paragraph) < 4 * width:
        return
    assert texts(read(f"{wrapped(paragraph, width)}\n")) == [paragraph]
