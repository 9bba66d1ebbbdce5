"""JSON Resume as a document, and what the résumé parser makes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, UnknownFormat
from parsers.limits import DEFAULT_LIMITS
from parsers.readers.json_resume import read_json_resume
from parsers.resume import parse_resume

_RESUME: dict[str, Any] = {
    "basics": {
        "name": "Ines Okafor",
        "label": "Bookkeeper",
        "email": "ines@example.com",
        "phone": "0113 496 0123",
        "summary": "A careful clerk.\n\nLikes numbers.",
        "location": {"city": "Leeds", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "username": "ines", "url": "https://github.com/ines"}],
    },
    "work": [
        {
            "name": "Harbour Trust",
            "position": "Clerk",
            "startDate": "2019-03",
            "endDate": "2022-06",
            "highlights": ["Kept the ledger", "Paid 40 suppliers"],
        },
        {"company": "Oyster Ltd", "position": "Cashier", "startDate": "2022-07-01", "summary": "Ran the till."},
    ],
    "volunteer": [{"organization": "Rowing Club", "position": "Treasurer", "startDate": "2012", "endDate": "2014"}],
    "education": [
        {
            "institution": "Leeds University",
            "studyType": "BSc",
            "area": "Physics",
            "endDate": "2017",
            "courses": ["Optics"],
        }
    ],
    "certificates": [{"name": "AAT Level 3", "issuer": "AAT", "date": "2018-05-01"}],
    "skills": [{"name": "Bookkeeping", "level": "Master", "keywords": ["Sage", "Xero"]}],
    "languages": [{"language": "German", "fluency": "Native speaker"}],
}


def read(value: Any) -> Document:
    return read_json_resume(json.dumps(value).encode(), DEFAULT_LIMITS)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, _, text in kinds(document)]


def test_a_resume_becomes_sections_entries_and_bullets() -> None:
    assert kinds(read(_RESUME)) == [
        ("heading", 1, "Ines Okafor"),
        ("paragraph", 0, "Bookkeeper"),
        ("paragraph", 0, "ines@example.com | 0113 496 0123 | Leeds, GB | https://github.com/ines"),
        ("heading", 2, "Summary"),
        ("paragraph", 0, "A careful clerk."),
        ("paragraph", 0, "Likes numbers."),
        ("heading", 2, "Work experience"),
        ("heading", 3, "Clerk — Harbour Trust | 2019-03 – 2022-06"),
        ("bullet", 0, "Kept the ledger"),
        ("bullet", 0, "Paid 40 suppliers"),
        ("heading", 3, "Cashier — Oyster Ltd | 2022-07-01 – present"),
        ("paragraph", 0, "Ran the till."),
        ("heading", 2, "Volunteer experience"),
        ("heading", 3, "Treasurer — Rowing Club | 2012 – 2014"),
        ("heading", 2, "Education"),
        ("heading", 3, "BSc, Physics — Leeds University | 2017"),
        ("bullet", 0, "Optics"),
        ("heading", 2, "Certificates"),
        ("heading", 3, "AAT Level 3 — AAT | 2018-05-01"),
        ("heading", 2, "Skills"),
        ("paragraph", 0, "Bookkeeping (Master): Sage, Xero"),
        ("heading", 2, "Languages"),
        ("paragraph", 0, "German (Native speaker)"),
    ]


def test_the_resume_parser_finds_person_entries_and_dates() -> None:
    resume = parse_resume(read(_RESUME))
    assert (resume.basics.name, resume.basics.email) == ("Ines Okafor", "ines@example.com")
    found = [
        (each.section, each.title, each.organization, str(each.period and each.period.start)) for each in resume.entries
    ]
    assert found[:3] == [
        ("work", "Clerk", "Harbour Trust", "2019-03"),
        ("work", "Cashier", "Oyster Ltd", "2022-07"),
        ("volunteer", "Treasurer", "Rowing Club", "2012"),
    ]


def test_fields_and_sections_that_the_schema_does_not_know_are_read() -> None:
    document = read(
        {
            "basics": {"name": "Ines", "drivingLicence": "B"},
            "work": [{"position": "Clerk", "hoursPerWeek": 20, "tools": ["Sage", "Xero"]}],
            "boatLicences": [{"name": "Skipper", "date": "2020"}, "Radio"],
        }
    )
    assert texts(document)[1] == "Driving licence: B"
    assert texts(document)[4:] == [
        *("Hours per week: 20", "Tools: Sage, Xero", "Boat licences", "Skipper | 2020", "Radio"),
    ]


def test_nothing_that_was_written_is_lost() -> None:
    document = read(_RESUME)
    unshown = {"GitHub", "ines"}  # the profile's address says both

    def strings(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        return [text for each in (value.values() if isinstance(value, dict) else value) for text in strings(each)]

    words = [word for text in strings(_RESUME) for word in text.split() if word not in unshown]
    assert [word for word in words if word not in document.text] == []


def test_markup_in_texts_is_undone_and_pictures_are_not_text() -> None:
    document = read(
        {"basics": {"name": "Ines", "image": "data:image/png;base64,AAAA", "summary": "<p>I <b>count</b>.</p>"}}
    )
    assert texts(document) == ["Ines", "Summary", "I count."]


def test_a_wrapped_resume_is_found() -> None:
    assert texts(read({"resume": _RESUME}))[0] == "Ines Okafor"
    assert texts(read([_RESUME]))[0] == "Ines Okafor"


@pytest.mark.parametrize(
    "value",
    [
        {"basics": {"name": 5, "profiles": {"a": 1}}, "work": {"a": {"name": "Clerk"}}, "skills": ["Sage", 1, None]},
        {"work": [{"position": ["Clerk"], "highlights": "Kept books", "startDate": 2019}], "education": [[["BSc"]]]},
        {"basics": {"name": "A \ud800 B"}, "work": [{}]},
    ],
)
def test_fields_of_a_wrong_kind_are_read_as_far_as_they_make_sense(value: Any) -> None:
    text = read(value).text
    assert text.strip()
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    "value",
    [{}, [], [1, 2], {"glossary": {"title": "x"}}, {"basics": None}, {"basics": {}, "work": [{}]}, {"work": []}],
)
def test_other_json_is_named_with_advice(value: Any) -> None:
    with pytest.raises(UnknownFormat, match="JSON Resume"):
        read(value)


@pytest.mark.parametrize("data", [b'{"basics": {"name": "Ines"', b"[" * 100_000])
def test_json_that_is_cut_off_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedDocument):
        read_json_resume(data)


def test_deep_nesting_does_no_harm() -> None:
    deep: Any = "end"
    for _ in range(300):
        deep = [deep]
    assert texts(read({"basics": {"name": "Ines", "other": deep}})) == ["Ines"]
