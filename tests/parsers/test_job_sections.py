"""Which part of an advertisement each statement belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.document import Document, DocumentBuilder, RawLine, Style
from parsers.job import JobPosting, parse_job
from parsers.job.headings import is_facet, is_stock_heading, run_in_heading, section_named
from parsers.opening import open_document

ADVERTISEMENTS = Path(__file__).parent / "advertisements"


def opened(name: str) -> JobPosting:
    return parse_job(open_document(ADVERTISEMENTS / f"{name}.txt"))


def document(*blocks: tuple[str, str]) -> Document:
    builder = DocumentBuilder("text/plain")
    builder.page()
    for kind, text in blocks:
        builder.block(kind, [RawLine(text)])  # type: ignore[arg-type]
    return builder.build()


def section_of(job: JobPosting, words: str) -> str:
    return next(each.section for each in job.statements if words in each.text)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What we're looking for", "qualifications"),
        ("What we’re looking for", "qualifications"),
        ("You:", "qualifications"),
        ("About you", "qualifications"),
        ("THE IDEAL CANDIDATE", "qualifications"),
        ("MUST HAVE", "qualifications"),
        ("Essential", "qualifications"),
        ("2. Person Specification", "qualifications"),
        ("Minimum qualifications (required at entry)", "qualifications"),
        ("Skills & Experience", "qualifications"),
        ("Who should apply?", "qualifications"),
        ("Ihr Profil", "qualifications"),
        ("Das bringst du mit", "qualifications"),
        ("Requisitos", "qualifications"),
        ("Qué buscamos", "qualifications"),
        ("Profil recherché", "qualifications"),
        ("Desired candidate profile", "qualifications"),
        ("GOOD TO HAVE", "preferred"),
        ("Desirable", "preferred"),
        ("Preferred Qualifications", "preferred"),
        ("✨ Bonus points", "preferred"),
        ("Not required, but a plus", "preferred"),
        ("Das wäre schön", "preferred"),
        ("Se valorará", "preferred"),
        ("Essential functions", "responsibilities"),
        ("A day in the life", "responsibilities"),
        ("What you'll do", "responsibilities"),
        ("Key Accountabilities", "responsibilities"),
        ("Ihre Aufgaben", "responsibilities"),
        ("Vos missions", "responsibilities"),
        ("Funciones", "responsibilities"),
        ("WHAT'S IN IT FOR YOU", "benefits"),
        ("Perks", "benefits"),
        ("Compensation & Benefits", "benefits"),
        ("Wir bieten", "benefits"),
        ("Ofrecemos", "benefits"),
        ("Who we are", "organization"),
        ("About the company", "organization"),
        ("Über uns", "organization"),
        ("Qui sommes-nous ?", "organization"),
        ("How to apply", "application"),
        ("Selection process", "application"),
        ("Physical demands", "conditions"),
        ("The small print", "conditions"),
        ("Physical requirements", "conditions"),
        ("Equal opportunity", "equal_opportunity"),
        ("About the role", "description"),
        ("What we are not looking for", "other"),
        ("W H O  W E  A R E", "organization"),
        ("Vehicles", None),
    ],
)
def test_a_heading_names_its_part(heading: str, section: str | None) -> None:
    assert section_named(heading) == section


@pytest.mark.parametrize(
    "line", ["Experience with AWS", "You have a driving licence", "Working at heights", "Excel skills"]
)
def test_items_of_a_list_are_not_stock_headings(line: str) -> None:
    assert not is_stock_heading(line)


@pytest.mark.parametrize(
    ("heading", "facet"), [("Education", True), ("Skills and abilities", True), ("Desirable", False)]
)
def test_facets_name_kinds_of_requirements(heading: str, facet: bool) -> None:
    assert is_facet(heading) is facet


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("Requirements: three years with a saw.", "Requirements: "),
        ("About you. You hold a diploma.", "About you. "),
        ("What do we expect? Three years or more.", "What do we expect? "),
        ("Nice, but not needed: a boat licence", "Nice, but not needed: "),
        ("Desirable – knowledge of bees", "Desirable – "),
        ("You are calm. You listen.", ""),
        ("Our clinic opened in 1990. It has six beds.", ""),
        ("SQL: you write it daily", ""),
    ],
)
def test_a_run_in_heading_opens_a_paragraph(paragraph: str, heading: str) -> None:
    assert run_in_heading(paragraph) == heading


@pytest.mark.parametrize(
    ("advertisement", "words", "section"),
    [
        ("baker-first-person", "two years in a bakery", "qualifications"),
        ("baker-first-person", "HACCP", "qualifications"),
        ("baker-first-person", "croissants", "preferred"),
        ("baker-first-person", "mix, shape and bake", "responsibilities"),
        ("baker-first-person", "€17.50", "benefits"),
        ("baker-first-person", "Ring me", "application"),
        ("lawn-email", "two seasons on a crew", "qualifications"),
        ("lawn-email", "Spanish", "preferred"),
        ("lawn-email", "run a crew of three", "responsibilities"),
        ("lawn-email", "paid rain days", "benefits"),
        ("care-home-table", "NVQ Level 3", "qualifications"),
        ("care-home-table", "NVQ Level 4", "preferred"),
        ("care-home-table", "pushing wheelchairs", "conditions"),
        ("care-home-table", "Level 5", "benefits"),
        ("startup-casual", "two years or more", "qualifications"),
        ("startup-casual", "dbt", "preferred"),
        ("startup-casual", "Owning the pipelines", "responsibilities"),
        ("startup-casual", "plant allowance", "benefits"),
        ("us-forklift-short", "reach truck", "qualifications"),
        ("us-forklift-short", "unload trailers", "responsibilities"),
        ("us-forklift-short", "EOE", "equal_opportunity"),
        ("university-lecturer", "PhD in marine", "qualifications"),
        ("university-lecturer", "commercial diving", "preferred"),
        ("indian-school-counsellor", "Malayalam", "qualifications"),
        ("indian-school-counsellor", "play therapy", "preferred"),
        ("indian-school-counsellor", "Individual sessions", "responsibilities"),
        ("indian-school-counsellor", "fee waiver", "benefits"),
        ("welder-numbered", "CCNSG", "qualifications"),
        ("welder-numbered", "isometric drawings", "responsibilities"),
        ("welder-numbered", "renew your codings", "benefits"),
        ("welder-numbered", "criminal record", "conditions"),
        ("lawfirm-paralegal", "Two years in an immigration", "qualifications"),
        ("lawfirm-paralegal", "Somali", "preferred"),
        ("lawfirm-paralegal", "does not discriminate", "equal_opportunity"),
        ("nurse-canada-mixed", "foot care", "qualifications"),
        ("nurse-canada-mixed", "Ojibwe", "preferred"),
        ("nurse-canada-mixed", "equal opportunity employer", "equal_opportunity"),
        ("nurse-canada-mixed", "selected for an interview", "application"),
        ("german-electrician", "DIN VDE", "responsibilities"),
        ("german-electrician", "Führerschein", "qualifications"),
        ("german-electrician", "Meister", "benefits"),
        ("german-electrician", "jobs@example.de", "application"),
        ("spanish-receptionist", "Cuadre de caja", "responsibilities"),
        ("spanish-receptionist", "Inglés", "qualifications"),
        ("french-nursery", "Accueillir", "responsibilities"),
        ("french-nursery", "Diplôme", "qualifications"),
        ("french-nursery", "Mutuelle", "benefits"),
        ("site-paste-dental", "chairside assistance, sterilisation", "responsibilities"),
        ("site-paste-dental", "GDC", "qualifications"),
        ("site-paste-dental", "group of eleven", "organization"),
        ("site-paste-dental", "Full-time", "conditions"),
        ("government-ranger", "campfire", "responsibilities"),
        ("government-ranger", "specialized experience", "qualifications"),
        ("government-ranger", "career-seasonal", "other"),
        ("government-ranger", "transcripts", "application"),
        ("small-letters-barista", "food handlers", "qualifications"),
        ("small-letters-barista", "latte art", "preferred"),
        ("small-letters-barista", "close out the till", "responsibilities"),
        ("two-level-accounts", "invoices in Xero", "responsibilities"),
        ("two-level-accounts", "timesheets", "responsibilities"),
        ("two-level-accounts", "Certificate IV", "preferred"),
        ("two-level-accounts", "Two years", "qualifications"),
        ("two-level-accounts", "Police Check", "conditions"),
    ],
)
def test_statements_stand_in_their_part(advertisement: str, words: str, section: str) -> None:
    assert section_of(opened(advertisement), words) == section


def test_a_heading_without_known_words_is_other_and_its_text_is_read_by_content() -> None:
    job = parse_job(
        document(
            ("heading", "Groom"),
            ("heading", "Hooves and hay"),
            ("paragraph", "You must have two years with horses. You will muck out nine boxes before breakfast."),
        )
    )
    assert section_of(job, "two years") == "qualifications"
    assert section_of(job, "muck out") == "responsibilities"


def test_nothing_under_a_heading_of_what_is_not_sought_is_a_requirement() -> None:
    job = parse_job(
        document(
            ("heading", "Groom"),
            ("heading", "What we are not looking for"),
            ("paragraph", "Somebody who must have the last word. You need no degree."),
        )
    )
    assert {each.section for each in job.statements if each.kind == "sentence"} == {"other"}


def test_bold_or_large_lines_are_headings() -> None:
    builder = DocumentBuilder("application/pdf")
    builder.page()
    plain, loud = Style(size=10), Style(size=13, bold=True)
    builder.block("paragraph", [RawLine("Groom", style=Style(size=18))])
    for heading, text in (
        ("Horse sense", "You feed them."),
        ("Your background", "Two winters in a yard with stallions."),
    ):
        builder.block("paragraph", [RawLine(heading, style=loud)])
        builder.block("paragraph", [RawLine(text, style=plain)])
    job = parse_job(builder.build())
    assert [each.text for each in job.statements if each.kind == "heading"][-2:] == ["Horse sense", "Your background"]
    assert section_of(job, "Two winters") == "qualifications"


def test_cells_of_a_table_have_their_columns_meaning() -> None:
    job = parse_job(
        document(
            ("heading", "Groom"),
            ("heading", "Person specification"),
            ("row", "Criteria | Essential | Desirable"),
            ("row", "Experience | Two years in a yard | Experience with foals"),
        )
    )
    cells = {each.text: (each.section, each.heading) for each in job.statements if each.kind == "row"}
    assert cells == {
        "Two years in a yard": ("qualifications", "Experience"),
        "Experience with foals": ("preferred", "Experience"),
    }


def test_rows_of_a_form_have_their_label_for_a_heading() -> None:
    job = parse_job(
        document(
            ("heading", "Groom"),
            ("row", "Qualifications | Level 2 diploma in horse care. A towing licence."),
            ("row", "Benefits | Livery for your own horse"),
        )
    )
    cells = [(each.text, each.section, each.heading) for each in job.statements if each.kind == "row"]
    assert cells == [
        ("Level 2 diploma in horse care.", "qualifications", "Qualifications"),
        ("A towing licence.", "qualifications", "Qualifications"),
        ("Livery for your own horse", "benefits", "Benefits"),
    ]


def test_education_under_desirable_stays_desirable() -> None:
    job = parse_job(
        document(
            ("heading", "Groom"),
            ("heading", "Desirable"),
            ("paragraph", "Education: a degree in equine science"),
        )
    )
    assert section_of(job, "equine science") == "preferred"


def test_sections_cover_their_statements_in_order() -> None:
    job = opened("university-lecturer")
    assert [each.start for each in job.sections] == sorted(each.start for each in job.sections)
    for statement in job.statements:
        assert any(
            part.start <= statement.start and statement.end <= part.end and part.name == statement.section
            for part in job.sections
        )
