"""Layouts that people use, drawn small: sections, entries and contact details come out of each."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdf import read_pdf
from parsers.resume import parse_resume
from parsers.resume.model import Resume

#: x, distance from the line above (0: level with it), text; a leading "*" is bold, "#" a heading in larger bold type.
Drawn = Sequence[tuple[float, float, str]]
Entry = tuple[str, str, str, str]


def resume_of(drawn: Drawn, font: str = "Helvetica") -> Resume:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    y = 800.0
    for x, down, text in drawn:
        y -= down
        size = 14 if text.startswith("#") else 10
        canvas.setFont(f"{font}-Bold" if text[0] in "*#" else font, size)
        canvas.drawString(x, y, text.lstrip("*#"))
    canvas.save()
    return parse_resume(read_pdf(target.getvalue()))


def entries_of(resume: Resume) -> list[Entry]:
    return [
        (one.section, one.title, one.organization, str(one.period.start) if one.period else "")
        for one in resume.entries
    ]


TABULAR = [
    (60, 0, "#Lebenslauf"),
    (60, 30, "#Persönliche Daten"),
    (60, 18, "Name"),
    (200, 0, "Jürgen Weißenborn"),
    (60, 16, "Anschrift"),
    (200, 0, "Mühlgasse 7, 99084 Erfurt"),
    (60, 16, "E-Mail"),
    (200, 0, "j.weissenborn@example.de"),
    (60, 16, "Familienstand"),
    (200, 0, "verheiratet, zwei Kinder"),
    (60, 30, "#Beruflicher Werdegang"),
    (60, 18, "seit 04/2015"),
    (200, 0, "*Lagerleiter"),
    (200, 13, "Thüringer Baustoffhandel GmbH, Erfurt"),
    (200, 13, "Verantwortung für zwölf Mitarbeiter und den Wareneingang"),
    (60, 18, "08/2006 – 03/2015"),
    (200, 0, "*Fachkraft für Lagerlogistik"),
    (200, 13, "Kaufmann & Söhne KG, Weimar"),
    (60, 30, "#Kenntnisse"),
    (60, 18, "EDV"),
    (200, 0, "SAP MM, MS Excel"),
    (60, 16, "Sprachen"),
    (200, 0, "Deutsch, Russisch"),
]


def test_a_tabular_resume_is_read_line_by_line() -> None:
    resume = resume_of(TABULAR)
    assert (resume.basics.name, resume.basics.email) == ("Jürgen Weißenborn", "j.weissenborn@example.de")
    assert entries_of(resume) == [
        ("work", "Lagerleiter", "Thüringer Baustoffhandel GmbH", "2015-04"),
        ("work", "Fachkraft für Lagerlogistik", "Kaufmann & Söhne KG", "2006-08"),
    ]
    assert "EDV | SAP MM, MS Excel" in resume.document.text


LETTERHEAD = [
    (430, 0, "Via Belvedere 12"),
    (430, 12, "24121 Bergamo, Italy"),
    (60, 4, "#Lucia Santoro"),
    (430, 8, "+39 035 555 0147"),
    (430, 12, "l.santoro@example.org"),
    (60, 24, "#Experience"),
    (60, 16, "2019–Present"),
    (140, 0, "*Structural Engineer, Ponte Alto Engineering, Bergamo"),
    (140, 13, "Checked the seismic retrofit of eleven bridges;"),
    (140, 13, "wrote scripts for load combination that the whole of the structural department uses now."),
    (60, 18, "2015–2018"),
    (140, 0, "*Junior Engineer, Studio Ferri Consulting, Milano"),
    (140, 13, "Steel halls and site inspections."),
]


def test_contact_details_at_the_top_right_do_not_cut_into_what_follows() -> None:
    resume = resume_of(LETTERHEAD)
    assert resume.basics.email == "l.santoro@example.org"
    assert [section.heading for section in resume.sections] == ["", "Experience"]
    assert entries_of(resume) == [
        ("work", "Structural Engineer", "Ponte Alto Engineering", "2019"),
        ("work", "Junior Engineer", "Studio Ferri Consulting", "2015"),
    ]


MARGIN_HEADINGS = [
    (60, 0, "#Wiremu Tamihana"),
    (60, 16, "Hamilton, wiremu@example.nz"),
    (60, 30, "PROFILE"),
    (180, 0, "Youth worker with a background in sport who likes to be outside."),
    (60, 30, "EXPERIENCE"),
    (180, 0, "*Youth Worker"),
    (460, 0, "Feb 2020 – now"),
    (180, 13, "Waikato Youth Trust"),
    (180, 13, "Planned weekly programmes for forty young people in three suburbs."),
    (60, 30, "EDUCATION"),
    (180, 0, "*Certificate in Youth Work"),
    (460, 0, "2019"),
    (180, 13, "Wintec Polytechnic"),
    (60, 30, "SKILLS"),
    (180, 0, "First aid, full driver licence"),
]


def test_headings_in_the_margin_open_sections() -> None:
    resume = resume_of(MARGIN_HEADINGS)
    assert [one.name for one in resume.sections] == ["basics", "summary", "work", "education", "skills"]
    assert entries_of(resume) == [
        ("work", "Youth Worker", "Waikato Youth Trust", "2020-02"),
        ("education", "Certificate in Youth Work", "Wintec Polytechnic", "2019"),
    ]


CAPITALS = [
    (60, 0, "TERRENCE B. WHITLOCK"),
    (60, 14, "4410 JUNIPER COURT, MACON, GA 31204"),
    (60, 14, "478-555-0156 / TWHITLOCK@EXAMPLE.COM"),
    (60, 28, "*WORK HISTORY"),
    (60, 20, "MAINTENANCE MECHANIC, OCMULGEE PAPER COMPANY, MACON, GA"),
    (60, 14, "JUNE 2011 TO PRESENT"),
    (60, 18, "• REPAIR PUMPS, CONVEYORS AND HYDRAULIC PRESSES ON THE THIRD SHIFT"),
    (60, 14, "• READ WIRING DIAGRAMS AND REPLACE MOTOR STARTERS UP TO 480 VOLTS"),
    (60, 20, "MACHINE OPERATOR, DIXIE TILE WORKS, GORDON, GA"),
    (60, 14, "JANUARY 2006 TO MAY 2011"),
    (60, 18, "• RAN A GLAZING LINE"),
    (60, 28, "*EDUCATION"),
    (60, 20, "DIPLOMA, CENTRAL GEORGIA TECHNICAL COLLEGE, 2010"),
]


@pytest.mark.parametrize("font", ["Helvetica", "Courier"])
def test_a_resume_in_capitals_has_its_sections_and_jobs(font: str) -> None:
    assert entries_of(resume_of(CAPITALS, font)) == [
        ("work", "MAINTENANCE MECHANIC", "OCMULGEE PAPER COMPANY", "2011-06"),
        ("work", "MACHINE OPERATOR", "DIXIE TILE WORKS", "2006-01"),
        ("education", "DIPLOMA", "CENTRAL GEORGIA TECHNICAL COLLEGE", "2010"),
    ]


TWO_LINES = [
    (60, 0, "#Jordan Abernathy"),
    (60, 16, "jordan@example.edu"),
    (60, 30, "#Experience"),
    (60, 18, "*Research Assistant"),
    (460, 0, "June 2020 – Present"),
    (60, 13, "Lone Star Fields"),
    (440, 0, "College Station, TX"),
    (70, 13, "• Developed a service that stores data from learning systems"),
    (60, 18, "*Support Specialist"),
    (460, 0, "Sep. 2018 – May 2020"),
    (60, 13, "Southwestern Plains"),
    (440, 0, "Georgetown, TX"),
    (70, 13, "• Set up campus computers"),
]


def test_employer_and_place_may_stand_under_title_and_date() -> None:
    assert entries_of(resume_of(TWO_LINES)) == [
        ("work", "Research Assistant", "Lone Star Fields", "2020-06"),
        ("work", "Support Specialist", "Southwestern Plains", "2018-09"),
    ]


def test_keywords_in_frames_are_parted() -> None:
    chips = [(60 + 70 * index, 0, word) for index, word in enumerate(["Go", "Python", "Kafka", "Terraform"])]
    resume = resume_of(
        [(60, 0, "#Priya Example"), (60, 30, "#Skills"), (60, 20, "Daily:"), (60, 20, "Docker"), *chips[1:]]
    )
    assert "Docker | Python | Kafka | Terraform" in resume.document.text
