from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Document, DocumentBuilder, RawLine
from parsers.opening import read_bytes
from parsers.resume import parse_resume
from parsers.resume.model import Resume

TOP = "# Ann Lee\nann@example.org | Leeds\n\n"


def resume(source: str) -> Resume:
    return parse_resume(read_bytes(source.encode()))


def texts(source: str, section: str) -> list[tuple[str, str]]:
    """(kind, text) of the statements of a section."""
    return [(one.kind, one.text) for one in resume(source).statements if one.section == section]


def test_each_sentence_of_a_paragraph_is_a_statement() -> None:
    source = TOP + "## Profile\nKept the books for St. Ann's. Trained two others.\n"
    assert texts(source, "summary") == [
        ("sentence", "Kept the books for St. Ann's."),
        ("sentence", "Trained two others."),
    ]


def test_each_sentence_of_a_list_item_is_a_statement() -> None:
    source = TOP + "## Work\n### Baker — Hobbs Ltd | 2012 – 2014\n- Baked at night. Sold by day.\n"
    assert texts(source, "work")[1:] == [("bullet", "Baked at night."), ("bullet", "Sold by day.")]


def test_an_entrys_heading_is_quoted_with_employer_and_dates() -> None:
    source = TOP + "## Work\n### Baker — Hobbs Ltd\n2012 – 2014\n- Baked\n"
    assert texts(source, "work")[0] == ("heading", "Baker — Hobbs Ltd\n\n2012 – 2014".replace("\n\n", "\n"))


def test_a_table_row_is_one_statement() -> None:
    source = TOP + "## Tickets\n\n| Ticket | Date |\n|---|---|\n| White Card | 2023 |\n"
    assert texts(source, "certificates") == [("row", "Ticket | Date"), ("row", "White Card | 2023")]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Excel, Word (basic, self-taught), QuickBooks", ["Excel", "Word (basic, self-taught)", "QuickBooks"]),
        ("Delphi | Opera | Canva", ["Delphi", "Opera", "Canva"]),
        ("Delphi • Opera • Canva", ["Delphi", "Opera", "Canva"]),
        ("Databases: Oracle, PostgreSQL", ["Databases: Oracle", "PostgreSQL"]),
        ("- Forklift (propane and electric)", ["Forklift (propane and electric)"]),
    ],
)
def test_keywords_are_items(line: str, items: list[str]) -> None:
    assert texts(TOP + f"## Skills\n{line}\n", "skills") == [("item", item) for item in items]


@pytest.mark.parametrize(
    "line",
    [
        "Not afraid of the fryer, a little afraid of Excel.",
        "No SQL yet: I have signed up for a course",
        "English; enough French to order lunch.",
        "Can carry three trays.",
        "Notary Public, 2020 – 2024 (commission expired)",
        "Secret clearance, last reviewed 2021",
    ],
)
def test_reservations_are_never_cut_off(line: str) -> None:
    assert [text for _, text in texts(TOP + f"## Skills\n{line}\n", "skills")] == [line]


def test_statements_know_their_section_heading_and_entry() -> None:
    made = resume(
        TOP + "## Jobs\n### Baker — Hobbs Ltd | 2012 – 2014\n- Baked\n### Cook — Rook Ltd | 2010 – 2012\n- Cooked\n"
    )
    bullets = [one for one in made.statements if one.kind == "bullet"]
    assert [(one.section, one.heading, one.entry) for one in bullets] == [("work", "Jobs", 0), ("work", "Jobs", 1)]


def test_what_stands_beside_the_address_is_a_statement() -> None:
    made = resume("# Ann Lee\nann@example.org | Leeds LS1 | own car, clean licence\n\n## Work\n- Baked\n")
    assert [one.text for one in made.statements if one.section == "basics"] == ["own car, clean licence"]


def test_letters_behind_the_name_are_a_statement() -> None:
    made = resume("# Ann Lee, BSW, RSW\nann@example.org\n\n## Work\n- Helped\n")
    assert [one.text for one in made.statements if one.section == "basics"] == ["BSW, RSW"]


def test_languages_among_personal_details_are_languages() -> None:
    source = TOP + "## Personal details\n- Nationality: Indian\n- Languages known: Urdu, Hindi\n"
    assert texts(source, "languages") == [("item", "Languages known: Urdu"), ("item", "Hindi")]


def test_within_the_limits_neither_number_nor_length_is_capped() -> None:
    long_item = "Kept " + "the very long and winding accounts of " * 60 + "a club"
    items = "".join(f"- {long_item} {number}\n" for number in range(150))
    assert len(texts(TOP + f"## Work\n### Clerk — Hobbs Ltd | 2012 – 2014\n{items}", "work")) == 151


def check_nothing_is_lost(document: Document) -> None:
    """Every word is in a statement, a section's heading or the section of name and contact details."""
    made = parse_resume(document)
    seen = bytearray(len(document.text))
    spans = [(one.start, one.end) for one in made.statements]
    spans += [(one.start, one.start + len(one.heading)) for one in made.sections]
    spans += [(one.start, one.end) for one in made.sections if one.name == "basics"]
    for start, end in spans:
        seen[start:end] = b"\1" * (end - start)
    lost = "".join(" " if mark else char for mark, char in zip(seen, document.text, strict=True))
    assert not re.search(r"\w", lost), lost.split()
    for one in made.statements:
        assert document.text[one.start : one.end] == one.text
        assert one.text.strip()
        assert one.entry is None or one.entry < len(made.entries)
    order = [(one.start, one.end) for one in made.statements]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(order))


lines = st.sampled_from(
    [
        "Ann Lee",
        "ann@example.org | Leeds | 555-0123",
        "EXPERIENCE",
        "Education",
        "Skills",
        "The short version",
        "Baker — Hobbs Ltd, Leeds | 2012 – 2014",
        "Hobbs Ltd, Leeds",
        "Baker",
        "2012 – 2014",
        "since 2019",
        "2109 – 2003",
        "University of Leeds, BSc Nursing, 2014",
        "Kept the books. Trained two.",
        "Excel, Word | Opera • Canva",
        "Languages: French (good), Dutch",
        "Volunteer treasurer",
        "(closed 2020)",
        "Full time until Sep 2025, weekends since.",
    ]
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
kinds = st.sampled_from(["heading", "paragraph", "bullet", "row"])


@settings(deadline=None)
@given(st.lists(st.tuples(kinds, lines, st.integers(0, 3)), min_size=1, max_size=25))
def test_no_word_of_any_document_is_lost(blocks: list[tuple[str, str, int]]) -> None:
    builder = DocumentBuilder("text/plain")
    builder.page()
    for kind, line, level in blocks:
        builder.block(kind, [RawLine(line)], level)  # type: ignore[arg-type]
    document = builder.build()
    if document.text.strip():
        check_nothing_is_lost(document)


@pytest.mark.parametrize(
    "source",
    [
        TOP + "Ten years.\n\n## Work\n### Baker — Hobbs Ltd\n2012 – 2014\nWords.\n- Baked\n\n## Skills\nExcel, Word\n",
        (
            "ANN LEE\nann@example.org\n\nWORK\n2012 - 2014    Baker\n               Hobbs Ltd\n"
            "- Baked\n\nSKILLS\nExcel; Word\n"
        ),
        "Ann Lee\n\nI baked. I sold.\n\nBaker, Hobbs Ltd, 2012 - 2014\n",
    ],
)
def test_nothing_of_a_usual_document_is_lost(source: str) -> None:
    check_nothing_is_lost(read_bytes(source.encode()))
