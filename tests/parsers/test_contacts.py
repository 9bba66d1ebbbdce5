from __future__ import annotations

import itertools

import pytest

from parsers.document import DocumentBuilder, RawLine, Style
from parsers.opening import read_bytes
from parsers.resume import parse_resume
from parsers.resume.model import Basics, Resume

REST = "\n\n## Work\n### Baker — Hobbs Ltd | 2012 – 2014\n- Baked\n"


def resume(source: str) -> Resume:
    return parse_resume(read_bytes(source.encode()))


def basics(top: str) -> Basics:
    return resume(top + REST).basics


def masked(made: Resume) -> list[str]:
    return [made.document.text[start:end] for start, end in made.basics.identity]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("# Ann Lee", "Ann Lee"),
        ("# ANN LEE-WHITFIELD", "ANN LEE-WHITFIELD"),
        ("# Ann Lee, MBA", "Ann Lee"),
        ('# Dionisio "Dennis" Alcaraz', 'Dionisio "Dennis" Alcaraz'),
        ("# Ma. Cristina Abellana", "Ma. Cristina Abellana"),
        ("# Wendell T. O’Brien Jr.", "Wendell T. O’Brien Jr."),
        ("# DUBREUIL Camille", "DUBREUIL Camille"),
        ("# María del Carmen Ortuño Salas", "María del Carmen Ortuño Salas"),
        ("# Curriculum Vitae – Ann Lee", "Ann Lee"),
        ("# Dr. Helena Marsh", "Helena Marsh"),
        ("# Ann Lee (she/her)", "Ann Lee"),
        ("CURRICULUM VITAE\n\nAnn Lee", "Ann Lee"),
        ("Name: Ann Lee", "Ann Lee"),
    ],
)
def test_the_name_is_found(line: str, name: str) -> None:
    assert basics(f"{line}\n\nann@example.org").name == name


def test_the_largest_line_is_the_name_also_behind_a_side_column() -> None:
    builder = DocumentBuilder("application/pdf")
    builder.page(595, 842)
    for line, size in [("CONTACT", 12), ("Leeds", 10), ("ann@example.org", 10), ("Skills", 12), ("Excel, Word", 10)]:
        builder.block("paragraph", [RawLine(line, (20, 20, 90, 30), Style(size, size > 10))])
    builder.block("paragraph", [RawLine("Ann Lee", (200, 20, 300, 50), Style(24, True))])
    builder.block("paragraph", [RawLine("I bake bread at night and sell it by day.", (200, 60, 400, 70), Style(10))])
    assert parse_resume(builder.build()).basics.name == "Ann Lee"


def test_a_heading_is_no_name() -> None:
    assert basics("ann@example.org").name == ""


@pytest.mark.parametrize(
    "phone",
    [
        "020 7946 0155",
        "(412) 555-0167",
        "705-555-0147",
        "+44 7700 900321",
        "+91 80 555 0142",
        "0341 5550123",
        "06 55 50 12 34",
        "+49 (0)341 5550123",
        "555-0191",
        "600 555 012",
        "+1.512.555.0143",
    ],
)
def test_telephone_numbers_of_many_countries_are_found(phone: str) -> None:
    assert basics(f"# Ann Lee\nLeeds | {phone} | ann@example.org").phone == phone


@pytest.mark.parametrize("number", ["2012 – 2014", "12.04.1987", "10115 Berlin", "2018-03 – 2019-04"])
def test_dates_and_postcodes_are_no_telephone_numbers(number: str) -> None:
    assert basics(f"# Ann Lee\n{number} | ann@example.org").phone == ""


@pytest.mark.parametrize(
    ("line", "location"),
    [
        ("Walthamstow, London E17 | 020 7946 0155 | ann@example.org", "Walthamstow, London E17"),
        ("ann@example.org · 81541 München · 555-0128", "81541 München"),
        ("Glenrothes, Fife — ann@example.org — 01592 555 0171", "Glenrothes, Fife"),
        ("ann@example.org 07700 900555 Bristol", "Bristol"),
        ("12 rue des Lilas, 69003 Lyon\nann@example.org", "12 rue des Lilas, 69003 Lyon"),
        ("Anschrift: Lindenstraße 14, 04177 Leipzig\nann@example.org", "Lindenstraße 14, 04177 Leipzig"),
    ],
)
def test_the_place_of_living_is_found(line: str, location: str) -> None:
    assert basics(f"# Ann Lee\n{line}").location == location


def test_address_label_and_page_are_found() -> None:
    found = basics("# Ann Lee\nRegistered Nurse\nann.lee+cv@mail.example.co.uk | linkedin.com/in/annlee | Tacoma, WA")
    assert (found.email, found.url, found.label) == (
        "ann.lee+cv@mail.example.co.uk",
        "linkedin.com/in/annlee",
        "Registered Nurse",
    )


def test_identity_covers_the_words_and_not_the_line() -> None:
    made = resume("# Ann Lee\nLeeds LS1 | ann@example.org | EU citizen, no permit needed" + REST)
    assert masked(made) == ["Ann Lee", "Leeds LS1", "ann@example.org"]


def test_later_mentions_of_the_name_are_covered() -> None:
    made = resume(
        "# Marlene Outcalt\nm@example.org"
        + REST
        + '\n## My last review\n"Marlene counts twice," said Ms Outcalt\'s boss.\n'
    )
    assert masked(made).count("Marlene") == 1
    assert "Outcalt's" in masked(made)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Date of birth: 14 May 1994", "14 May 1994"),
        ("Geburtsdatum: 12.04.1987", "12.04.1987"),
        ("Nationality: Filipino", "Filipino"),
        ("Staatsangehörigkeit: deutsch", "deutsch"),
        ("Gender: female", "female"),
        ("Marital status: married, one son", "married, one son"),
        ("Familienstand: ledig", "ledig"),
        ("Née le 4 mai 1990", "4 mai 1990"),
        ("Estado civil: soltera", "soltera"),
        ("Age: 34", "34"),
        ("Photo of Ann", "Photo of Ann"),
    ],
)
def test_personal_particulars_are_covered(line: str, value: str) -> None:
    assert value in masked(resume(f"# Tom Ruiz\ntom@example.org\n\n{line}\n\n## Work\n- Baked\n"))


@pytest.mark.parametrize(
    "line",
    [
        "Cared for people of every age at home",
        "Taught gender studies to 40 students",
        "Single point of contact for 200 shops",
        "Answered to a nationality of its own: the ship",
        "Worked with children born in care",
    ],
)
def test_work_that_sounds_personal_stays_readable(line: str) -> None:
    made = resume(f"# Tom Ruiz\ntom@example.org\n\n## Work\n### Carer — Hobbs Ltd | 2012 – 2014\n- {line}\n")
    assert masked(made) == ["Tom Ruiz", "tom@example.org"]


def test_identity_spans_are_in_order_and_apart() -> None:
    spans = resume("# Ann Lee\nLeeds LS1 | ann.lee@example.org | 555-0123" + REST).basics.identity
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))


def test_an_empty_contact_part_is_empty_strings() -> None:
    assert resume("Kept the books and counted the money every night.").basics.email == ""
