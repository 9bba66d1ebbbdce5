from __future__ import annotations

import pytest

from parsers.document import DocumentBuilder, RawLine, Style
from parsers.opening import read_bytes
from parsers.resume import parse_resume
from parsers.resume.heads import read_head
from parsers.resume.model import Entry, Resume

TOP = "# Ann Lee\nann@example.org\n\n"


def resume(source: str) -> Resume:
    return parse_resume(read_bytes(source.encode()))


def said(entry: Entry) -> tuple[str, str, str]:
    """(title, organisation, "start..end")."""
    period = entry.period
    if period is None:
        return entry.title, entry.organization, ""
    end = "now" if period.ongoing else str(period.end or "?")
    return entry.title, entry.organization, f"{period.start or '?'}..{end}"


@pytest.mark.parametrize(
    ("lines", "title", "organization", "location"),
    [
        (["Baker — Hobbs Ltd, Leeds | 2019 – present"], "Baker", "Hobbs Ltd", "Leeds"),
        (["Baker, Hobbs & Rook, Leeds, 2019 – 2020"], "Baker", "Hobbs & Rook", "Leeds"),
        (["Hobbs & Rook Ltd, Leeds", "Baker, 2019 – 2020"], "Baker", "Hobbs & Rook Ltd", "Leeds"),
        (["2019 – 2020 | Baker | Hobbs & Rook"], "Baker", "Hobbs & Rook", ""),
        (["2019-2020: Baker, Hobbs & Rook"], "Baker", "Hobbs & Rook", ""),
        (["Charge Nurse at Mount Cedar Hospital (2021 – now)"], "Charge Nurse", "Mount Cedar Hospital", ""),
        (["Sachbearbeiterin bei Kranz GmbH, seit 2018"], "Sachbearbeiterin", "Kranz GmbH", ""),
        (["Vendeuse chez Perrin, 2014 – 2019"], "Vendeuse", "Perrin", ""),
        (["Tesorera de la asociación de vecinos, desde 2020"], "Tesorera", "asociación de vecinos", ""),
        (
            ["Secretary, Litigation Department, Oyel Solicitors, Holborn"],
            "Secretary, Litigation Department",
            "Oyel Solicitors",
            "Holborn",
        ),
        (["Analyst, Acme, Inc., Boston, MA"], "Analyst", "Acme, Inc.", "Boston, MA"),
        (
            ["Product Manager, then Senior Product Manager — Vin Ltd, Pune"],
            "Product Manager, then Senior Product Manager",
            "Vin Ltd",
            "Pune",
        ),
        (
            ["Courier, self-employed, Fellside Parcels, Stourton"],
            "Courier, self-employed",
            "Fellside Parcels",
            "Stourton",
        ),
        (
            ["Courier, self-employed — Fellside Parcels, Stourton"],
            "Courier, self-employed",
            "Fellside Parcels",
            "Stourton",
        ),
        (["COMPANY: Golden Star", "POSITION: Cashier", "DATE: 2017 - 2019"], "Cashier", "Golden Star", ""),
        (["Hotel Polonia | Warsaw | Kitchen Assistant | 2015 - 2017"], "Kitchen Assistant", "Hotel Polonia", "Warsaw"),
        (
            ["Fachkraft für Lagerlogistik, Spedition Kurz, Bonn"],
            "Fachkraft für Lagerlogistik",
            "Spedition Kurz",
            "Bonn",
        ),
        (["Field Engineer"], "Field Engineer", "", ""),
        (["Hobbs & Rook Ltd, Leeds"], "", "Hobbs & Rook Ltd", "Leeds"),
        (["March 2012 – | Senior Engineer", "June 2016 | Usk Ltd, Newport"], "Senior Engineer", "Usk Ltd", "Newport"),
    ],
)
def test_title_and_employer_are_told_apart(lines: list[str], title: str, organization: str, location: str) -> None:
    head = read_head(lines)
    assert (head.title, head.organization, head.location) == (title, organization, location)


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("BSc Nursing, University of Leeds, 2014", "BSc Nursing", "University of Leeds"),
        ("University of Leeds, BSc Nursing (2011–2014)", "BSc Nursing", "University of Leeds"),
        ("PGCE Primary — Irwell University | 2022", "PGCE Primary", "Irwell University"),
        (
            "2013 - 2015  Técnico Superior en Administración. IES La Flota",
            "Técnico Superior en Administración",
            "IES La Flota",
        ),
        ("SHRM-CP, earned June 2021, lapsed June 2024", "SHRM-CP", ""),
        ("Mental Health First Aid, 2023", "Mental Health First Aid", ""),
        ("Baccalauréat STMG", "Baccalauréat STMG", ""),
    ],
)
def test_course_and_school_are_told_apart(line: str, title: str, organization: str) -> None:
    head = read_head([line], "course")
    assert (head.title, head.organization) == (title, organization)


WORK_LAYOUTS = {
    "declared headings": (
        "## Work\n### Baker — Hobbs Ltd, Leeds | 2019 – 2020\n- Baked\n### Cook — Rook Ltd | 2017 – 2018\n- Cooked\n"
    ),
    "date below": (
        "## Work\n### Baker — Hobbs Ltd, Leeds\n2019 – 2020\n- Baked\n### Cook — Rook Ltd\n2017 – 2018\n- Cooked\n"
    ),
    "employer first": (
        "WORK\n\nHobbs Ltd, Leeds\nBaker, 2019 – 2020\n- Baked\n\nRook Ltd, York\nCook, 2017 – 2018\n- Cooked\n"
    ),
    "title first": "WORK\n\nBaker\nHobbs Ltd, Leeds\n2019 – 2020\n- Baked\n\nCook\nRook Ltd\n2017 – 2018\n- Cooked\n",
    "date first": "WORK\n\n2019 – 2020\nBaker\nHobbs Ltd, Leeds\n- Baked\n\n2017 – 2018\nCook\nRook Ltd\n- Cooked\n",
    "date column": (
        "WORK\n\n2019 – 2020    Baker\n               Hobbs Ltd, Leeds\n- Baked\n\n"
        "2017 – 2018    Cook\n               Rook Ltd\n- Cooked\n"
    ),
    "date at the right": (
        "WORK\n\nBaker, Hobbs Ltd, Leeds        2019 – 2020\n- Baked\n\nCook, Rook Ltd         2017 – 2018\n- Cooked\n"
    ),
    "bold titles": (
        "**WORK**\n\n**Baker**\nHobbs Ltd, Leeds\n2019 – 2020\n\n- Baked\n\n**Cook**\nRook Ltd\n"
        "2017 – 2018\n\n- Cooked\n"
    ),
    "one line each": "WORK\n\n- 2019 – 2020: Baker, Hobbs Ltd\n- 2017 – 2018: Cook, Rook Ltd\n",
    "table": (
        "## Work\n\n| When | What | Where |\n|---|---|---|\n| 2019 – 2020 | Baker | Hobbs Ltd |\n"
        "| 2017 – 2018 | Cook | Rook Ltd |\n"
    ),
}


@pytest.mark.parametrize("layout", WORK_LAYOUTS)
def test_jobs_are_found_in_every_usual_layout(layout: str) -> None:
    entries = resume(TOP + WORK_LAYOUTS[layout]).entries
    assert [said(entry) for entry in entries] == [
        ("Baker", "Hobbs Ltd", "2019..2020"),
        ("Cook", "Rook Ltd", "2017..2018"),
    ]


def test_roles_at_one_employer_each_get_it() -> None:
    source = TOP + (
        "EXPERIENCE\n\nLone Star Builders, Inc., Austin, TX\nSenior Project Manager    Jan 2020 – Present\n- Led\n"
        "Project Manager    Jun 2016 – Dec 2019\n- Bought\n\nConcrete LLC, Waco, TX\n"
        "Field Engineer    Aug 2012 – May 2016\n- Poured\n"
    )
    assert [said(entry) for entry in resume(source).entries] == [
        ("Senior Project Manager", "Lone Star Builders, Inc.", "2020-01..now"),
        ("Project Manager", "Lone Star Builders, Inc.", "2016-06..2019-12"),
        ("Field Engineer", "Concrete LLC", "2012-08..2016-05"),
    ]


def test_an_employer_as_a_heading_of_its_own_goes_to_the_roles_below() -> None:
    source = TOP + (
        "## Work\n### Kiosk Oskar\n*Ystad, Sweden*\n#### Manager\n*2017 – now*\n\n- Led\n"
        "#### Assistant\n*2014 – 2016*\n\n- Sold\n"
    )
    assert [said(entry) for entry in resume(source).entries] == [
        ("Manager", "Kiosk Oskar", "2017..now"),
        ("Assistant", "Kiosk Oskar", "2014..2016"),
    ]


def test_key_achievements_inside_a_job_open_nothing() -> None:
    source = (
        "ANN LEE\nann@example.org\n\nWORK HISTORY\nBaker, Hobbs Ltd, 2012 - 2014\n"
        "Key achievements:\n- Baked\n\nEDUCATION\nGCSEs, 2010\n"
    )
    made = resume(source)
    assert [one.entry for one in made.statements if one.text == "Baked"] == [0]


def test_an_entry_without_dates_is_an_entry() -> None:
    entries = resume(
        TOP + "## Work\n### Baker — Hobbs Ltd\n- Baked\n### Cook — Rook Ltd | 2012 – 2014\n- Cooked\n"
    ).entries
    assert [said(entry) for entry in entries] == [("Baker", "Hobbs Ltd", ""), ("Cook", "Rook Ltd", "2012..2014")]


def test_a_post_held_twice_is_two_entries_so_that_the_pause_does_not_count() -> None:
    source = (
        TOP
        + "## Work\n### Crew Member — Sub Station 9 | June 2018 – July 2019, September 2023 – April 2024\n- Served\n"
    )
    entries = resume(source).entries
    assert [said(entry)[2] for entry in entries] == ["2018-06..2019-07", "2023-09..2024-04"]
    assert [statement.entry for statement in resume(source).statements] == [0, 0]


def test_the_heading_of_a_theme_is_no_entry() -> None:
    source = TOP + "## Skills by theme\n### Front of house\n- Greeted guests\n### Money\n- Counted it\n"
    assert resume(source).entries == ()


def test_a_short_line_of_the_body_is_not_taken_for_an_employer() -> None:
    source = TOP + (
        "## Work\n### Head of Events — Thornwick Hall Hotel\n2021 – present\nWeddings, balls; 62 bedrooms\n- Led six\n"
    )
    entries = resume(source).entries
    assert [said(entry) for entry in entries] == [("Head of Events", "Thornwick Hall Hotel", "2021..now")]


def test_a_year_in_a_sentence_opens_no_entry() -> None:
    source = TOP + (
        "## Work\n### Baker — Hobbs Ltd | 2012 – 2020\n"
        "In 2014 I moved to nights.\n(Closed March 2020 to May 2020.)\n- Baked\n"
    )
    assert len(resume(source).entries) == 1


@pytest.mark.parametrize(
    "sign", ["Volunteer treasurer", "Treasurer (unpaid)", "Ehrenamtliche Kassenwartin", "Trésorière bénévole"]
)
def test_unpaid_posts_among_jobs_are_volunteering(sign: str) -> None:
    source = (
        TOP + f"## Work\n### {sign} — Food Bank | 2012 – 2020\n- Kept the books\n### Baker — Hobbs Ltd | 2010 – 2012\n"
    )
    made = resume(source)
    assert [entry.section for entry in made.entries] == ["volunteer", "work"]
    assert [one.section for one in made.statements if one.kind == "bullet"] == ["volunteer"]


def test_hours_given_as_unpaid_under_the_heading_make_it_volunteering() -> None:
    source = TOP + "## Work\n### Director — Campus Pantry | 2024 – present\n*About 12 hours a week, unpaid*\n- Ran it\n"
    assert [entry.section for entry in resume(source).entries] == ["volunteer"]


def test_rows_of_a_table_of_education_are_entries() -> None:
    source = TOP + (
        "## Education\n\n| Course | School | Year |\n|---|---|---|\n| NVQ 2 Warehousing | Leeds College | 2018 |\n"
        "| GCSEs | Moor School | 2012–2014 |\n"
    )
    assert [said(entry) for entry in resume(source).entries] == [
        ("NVQ 2 Warehousing", "Leeds College", "2018..2018"),
        ("GCSEs", "Moor School", "2012..2014"),
    ]


def test_degrees_and_courses_under_one_heading_are_told_apart() -> None:
    source = TOP + "## Training\n- BA (Hons) French, University of Leeds, 2007\n- First aid course, 2023\n"
    assert [entry.section for entry in resume(source).entries] == ["education", "certificates"]


def test_a_signature_with_place_and_date_is_no_entry() -> None:
    source = (
        "Lebenslauf\n\nKatrin Vogel\nk@example.org\n\n"
        "EHRENAMT\nseit 2015 Kassenwartin, Verein Süd e.V.\n\nLeipzig, 3. November 2026\n"
    )
    assert len(resume(source).entries) == 1


def test_a_wrapped_bold_heading_is_one_heading() -> None:
    builder = DocumentBuilder("application/pdf")
    builder.page(595, 842)
    bold = Style(12, True)
    builder.block("heading", [RawLine("Work", (50, 40, 80, 52), Style(14, True, heading=1))], 1)
    builder.block("paragraph", [RawLine("Specialist — United Works, Cavazos,", (50, 60, 400, 72), bold)])
    builder.block("heading", [RawLine("TX, and Korea", (50, 75, 150, 87), Style(12, True, heading=2))], 2)
    builder.block("paragraph", [RawLine("February 2019 – February 2025", (50, 90, 200, 100), Style(10))])
    entries = parse_resume(builder.build()).entries
    assert [said(entry) for entry in entries] == [("Specialist", "United Works", "2019-02..2025-02")]
