import pytest

from parsers.document import Document, DocumentBuilder, RawLine
from parsers.resume import parse_resume
from parsers.resume.lines import head_text, is_duration, told_head


def entries(*blocks: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    """Entries of a résumé with these blocks under "Work experience"."""
    resume = parse_resume(document(("heading", "Work experience"), *blocks))
    return [
        (one.section, one.title, one.organization, str(one.period.start or "")) for one in resume.entries if one.period
    ]


def document(*blocks: tuple[str, str]) -> Document:
    builder = DocumentBuilder("text/plain")
    builder.page()
    builder.block("paragraph", [RawLine("Anna Example, anna@example.org")])
    for number, (kind, text) in enumerate(blocks):
        builder.block(kind, [RawLine(text)], level=0 if kind != "heading" else 2 if number else 1)  # type: ignore[arg-type]
    return builder.build()


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Baker, Hobbs Ltd, Leeds. 2015 to 2018. I baked the rye bread.", "Baker, Hobbs Ltd, Leeds. 2015 to 2018."),
        ("Nurse, Rook Clinic (2015 – 2018). Wound care.", "Nurse, Rook Clinic (2015 – 2018)."),
        ("I was a baker in Leeds from 2015 to 2018. Then I left.", ""),
        ("Ran the kitchen of the Rook Hotel from 2015 to 2018. Then I left.", ""),
        ("Baker, Hobbs Ltd, 2015. I baked the rye bread.", ""),
        ("Baker, Hobbs Ltd, 2015 to 2018", ""),
    ],
)
def test_a_paragraph_may_begin_with_the_head_of_an_entry(text: str, head: str) -> None:
    assert text[: told_head(text)] == head


def test_a_course_needs_one_date_only() -> None:
    text = "Ph.D. in Agronomy, University of Tartu, 2008. Dissertation on nitrogen."
    assert told_head(text) == 0 < told_head(text, learning=True)


def test_cells_that_describe_are_no_part_of_a_head() -> None:
    row = "2016 – 2018 | Hobbs Ltd | Baker | Baked the rye bread and trained two others."
    assert head_text(row) == "2016 – 2018 | Hobbs Ltd | Baker"


@pytest.mark.parametrize(
    ("text", "expected"), [("4 years 8 months", True), ("2 Jahre", True), ("4 years of rye", False)]
)
def test_a_duration_says_nothing_else(text: str, expected: bool) -> None:
    assert is_duration(text) is expected


def test_jobs_told_in_running_prose_are_entries_with_their_statements() -> None:
    resume = parse_resume(
        document(
            ("heading", "Work experience"),
            ("paragraph", "Baker, Hobbs Ltd, Leeds. 2015 to 2018. I baked the rye bread."),
            ("paragraph", "Porter, Rook Hotel, York. 2012 to 2015. I carried trunks."),
        )
    )
    assert [(one.title, one.organization) for one in resume.entries] == [
        ("Baker", "Hobbs Ltd"),
        ("Porter", "Rook Hotel"),
    ]
    assert "I baked the rye bread." in [statement.text for statement in resume.statements]


def test_an_employer_on_a_line_of_its_own_with_a_duration_is_that_of_the_roles_below() -> None:
    found = entries(
        ("paragraph", "Pinewood Freight"),
        ("paragraph", "4 years 8 months"),
        ("heading", "Shift Lead"),
        ("paragraph", "March 2022 – Present"),
        ("bullet", "Planned the dock."),
        ("paragraph", "Riverbend Grocery"),
        ("heading", "Reach Truck Operator"),
        ("paragraph", "June 2014 – April 2020"),
    )
    assert [(title, organization) for _, title, organization, _ in found] == [
        ("Shift Lead", "Pinewood Freight"),
        ("Reach Truck Operator", "Riverbend Grocery"),
    ]


def test_the_head_of_a_table_is_no_entry_and_its_rows_are() -> None:
    assert entries(
        ("row", "Period | Employer | Position | Duties"),
        (
            "row",
            "Jan 2016 – Present | Indus Builders, Karachi | Quantity Surveyor | Measured variations on site each week.",
        ),
        ("row", "Mar 2011 – Dec 2015 | Delta Contracting | Site Clerk | Kept the diary."),
    ) == [
        ("work", "Quantity Surveyor", "Indus Builders", "2016-01"),
        ("work", "Site Clerk", "Delta Contracting", "2011-03"),
    ]


def test_departments_under_a_dated_employer_are_part_of_the_title() -> None:
    found = entries(
        ("row", "ACADIANA MEDICAL CENTER, Lafayette, LA | 2017 – Present"),
        ("paragraph", "Charge Nurse, Telemetry (2020 – Present)"),
        ("bullet", "Assigned six nurses."),
        ("paragraph", "Staff Nurse, Oncology (2017 – 2020)"),
    )
    assert found == [
        ("work", "Charge Nurse, Telemetry", "ACADIANA MEDICAL CENTER", "2020"),
        ("work", "Staff Nurse, Oncology", "ACADIANA MEDICAL CENTER", "2017"),
    ]


def test_a_career_summary_of_posts_is_work() -> None:
    rows = [("row", "2003 – 2012 | Accounts Clerk, Foyle Linen Company"), ("row", "1999 – 2003 | Porter, Rook Hotel")]
    resume = parse_resume(document(("heading", "Career Summary"), *rows))
    assert [one.section for one in resume.entries] == ["work", "work"]
