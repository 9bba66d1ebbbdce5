"""How blocks are cut into statements, and what the statements say of themselves."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document, DocumentBuilder, RawLine
from parsers.job import parse_job
from parsers.job.cues import modal
from parsers.job.statements import statement_spans
from parsers.opening import open_document

ADVERTISEMENTS = sorted((Path(__file__).parent / "advertisements").glob("*.txt"))

LINES = st.sampled_from(
    [
        "Requirements",
        "Nice to have:",
        "About us. We mend shoes; we sell laces.",
        "A licence is required, a van preferred.",
        "1. Drive the van; wash it",
        "E1 Can read a map",
        "E2 Can fold one",
        "Essential | Desirable",
        "Experience | three years | in the rain",
        "You will need:",
        "We offer free tea.",
        "Cobbler (m/f/d) | Leeds",
        "• odd; glyph",
        "…",
        ";",
        "a | b | | c",
        "Who are you? Nobody knows!",
    ]
)
KINDS = st.sampled_from(["heading", "paragraph", "bullet", "row"])


def built(blocks: list[tuple[str, str]]) -> Document:
    builder = DocumentBuilder("text/plain")
    builder.page()
    for kind, text in blocks:
        builder.block(kind, [RawLine(text)])  # type: ignore[arg-type]
    return builder.build()


def words_lost(document: Document) -> list[str]:
    """Words of the document that are in no statement; enumerators and codes of criteria do not count."""
    left = list(document.text)
    for statement in parse_job(document).statements:
        left[statement.start : statement.end] = " " * (statement.end - statement.start)
    return [
        word
        for word in re.findall(r"[^\W_]+", "".join(left))
        if not re.fullmatch(r"\d+|[A-Z]\d+|[a-z]|and|but|while", word)
    ]


@pytest.mark.parametrize("path", ADVERTISEMENTS, ids=lambda path: path.stem)
def test_no_word_of_an_advertisement_is_lost(path: Path) -> None:
    assert words_lost(open_document(path)) == []


@given(st.lists(st.tuples(KINDS, LINES), max_size=12))
def test_no_word_of_any_document_is_lost_and_every_statement_is_its_slice(blocks: list[tuple[str, str]]) -> None:
    document = built(blocks)
    assert words_lost(document) == []
    statements = parse_job(document).statements
    assert all(each.text == document.text[each.start : each.end] for each in statements)
    assert all(one.end <= other.start for one, other in pairwise(statements))


@given(st.lists(st.tuples(KINDS, st.text(min_size=1, max_size=60)), max_size=6))
def test_any_text_is_read_without_an_error(blocks: list[tuple[str, str]]) -> None:
    document = built(blocks)
    assert all(each.text == document.text[each.start : each.end] for each in parse_job(document).statements)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Keep the books. Pay the wages.", ["Keep the books.", "Pay the wages."]),
        ("Excel; QuickBooks Online; payroll", ["Excel", "QuickBooks Online", "payroll"]),
        ("Tools (saw; plane) in good order", ["Tools (saw; plane) in good order"]),
        ("A degree is required, a master's preferred.", ["A degree is required", "a master's preferred."]),
        ("A van is essential but a trailer is a plus", ["A van is essential", "a trailer is a plus"]),
        ("French, German or Dutch would be an advantage", ["French, German or Dutch would be an advantage"]),
    ],
)
def test_parts_that_stand_alone_are_statements(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in statement_spans(text, 0, len(text))] == parts


def test_codes_that_count_on_are_not_part_of_a_statement_but_a_language_level_is() -> None:
    coded = parse_job(
        built([("heading", "Clerk"), ("heading", "Essential"), ("bullet", "E1 Tact"), ("bullet", "E2 Excel")])
    )
    assert [each.text for each in coded.statements][-2:] == ["Tact", "Excel"]
    level = parse_job(
        built([("heading", "Clerk"), ("heading", "Essential"), ("bullet", "C1 English"), ("bullet", "Tact")])
    )
    assert level.statements[-2].text == "C1 English"


@pytest.mark.parametrize(
    "text",
    [
        "Forklift licence required",
        "You must hold a pilot's licence",
        "A driving licence and own car a must",
        "First aid (essential)",
        "Mandatory: DBS on the update service",
        "You need two years behind a bar",
        "Carnet de conducir imprescindible",
        "Permis B exigé",
        "Führerschein ist zwingend erforderlich",
        "Graduate of a four-year course, preferably in engineering, required",
    ],
)
def test_demands_are_must(text: str) -> None:
    assert modal(text) == "must"


@pytest.mark.parametrize(
    "text",
    [
        "PMP preferred",
        "French would be a plus",
        "Ideally you have run a kitchen",
        "A forklift licence is desirable",
        "Bonus points: you keep bees",
        "Experience with wool is welcome but not necessary",
        "Not essential, but a boat licence would help",
        "ECDL would be an advantage, not a deal breaker",
        "We'd love it if you could sew",
        "Valorable experiencia en hostelería",
        "La langue des signes serait un plus",
        "Englischkenntnisse wären schön",
        "MBA is not required but helpful",
    ],
)
def test_wishes_are_nice(text: str) -> None:
    assert modal(text) == "nice"


@pytest.mark.parametrize(
    "text",
    [
        "No experience required",
        "A degree is not required",
        "You do not need a car",
        "Python, or R if you must",
        "Prepares required reports for funders",
        "Two years of bookkeeping",
        "Firewalls, preferably Fortinet",
        "Handles essential oils",
        "Keine Erfahrung erforderlich",
    ],
)
def test_what_neither_demands_nor_wishes_is_silent(text: str) -> None:
    assert modal(text) == ""
