from __future__ import annotations

import json

from parsers.opening import read_bytes
from parsers.resume import parse_resume
from parsers.resume.json_resume import to_json_resume

SOURCE = """# Ann Lee
Leeds LS1 | ann@example.org | 0113 555 0123

## Profile
Calm. Careful.

## Work
### Baker — Hobbs Ltd, Leeds | March 2019 – present
Nights only.
- Baked
- Sold
### Shop Assistant — Rook Ltd | 2015 – 2018
- Counted

## Volunteering
### Treasurer — Food Bank | since 2020
- Kept the books

## Education
- BSc Nursing, University of Leeds, 2014

## Certificates
- First aid — St Anne's | 2023

## Languages
- French: good
- Dutch (a few words)

## Skills
Databases: Oracle, SQL
Excel, Word

## Projects
### Bread robot — Makers | 2021
- Built it
"""


def made() -> dict[str, object]:
    return to_json_resume(parse_resume(read_bytes(SOURCE.encode())))


def test_basics() -> None:
    assert made()["basics"] == {
        "name": "Ann Lee",
        "email": "ann@example.org",
        "phone": "0113 555 0123",
        "summary": "Calm. Careful.",
        "location": {"address": "Leeds LS1"},
    }


def test_an_open_end_is_absent() -> None:
    assert made()["work"] == [
        {
            "name": "Hobbs Ltd",
            "position": "Baker",
            "location": "Leeds",
            "startDate": "2019-03",
            "summary": "Nights only.",
            "highlights": ["Baked", "Sold"],
        },
        {
            "name": "Rook Ltd",
            "position": "Shop Assistant",
            "startDate": "2015",
            "endDate": "2018",
            "highlights": ["Counted"],
        },
    ]


def test_volunteering_names_its_organisation() -> None:
    assert made()["volunteer"] == [
        {"organization": "Food Bank", "position": "Treasurer", "startDate": "2020", "highlights": ["Kept the books"]}
    ]


def test_education_and_certificates() -> None:
    assert made()["education"] == [
        {"institution": "University of Leeds", "studyType": "BSc Nursing", "endDate": "2014"}
    ]
    assert made()["certificates"] == [{"name": "First aid", "issuer": "St Anne's", "date": "2023"}]


def test_languages_with_fluency() -> None:
    assert made()["languages"] == [
        {"language": "French", "fluency": "good"},
        {"language": "Dutch", "fluency": "a few words"},
    ]


def test_the_label_of_a_list_of_languages_is_no_language() -> None:
    source = b"# Ann Lee\nann@example.org\n\n## Personal details\n- Languages known: Urdu, Hindi\n"
    assert to_json_resume(parse_resume(read_bytes(source)))["languages"] == [
        {"language": "Urdu"},
        {"language": "Hindi"},
    ]


def test_skills_with_keywords() -> None:
    assert made()["skills"] == [
        {"name": "Databases", "keywords": ["Oracle", "SQL"]},
        {"name": "Excel"},
        {"name": "Word"},
    ]


def test_projects() -> None:
    assert made()["projects"] == [
        {"name": "Bread robot", "entity": "Makers", "startDate": "2021", "endDate": "2021", "highlights": ["Built it"]}
    ]


def test_the_contracts_lists_are_there_even_when_empty() -> None:
    empty = to_json_resume(parse_resume(read_bytes(b"Ann Lee\nann@example.org\n")))
    assert {
        name: empty[name]
        for name in ("work", "volunteer", "education", "certificates", "languages", "skills", "projects")
    } == {name: [] for name in ("work", "volunteer", "education", "certificates", "languages", "skills", "projects")}
    json.dumps(empty)
