"""LinkedIn's data export, made from its CSV files."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.opening import read_bytes
from parsers.readers.linkedin import read_linkedin_zip
from parsers.resume import parse_resume

_PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    'Twitter Handles,Websites,Instant Messengers\nInes,Okafor,,1 Quay,"Mar 4, 1990",Bookkeeper,"I keep ""books"".\n'
    'Also boats.",Accounting,LS1,"Leeds, England",,[PORTFOLIO:https://ines.example.org],\n'
)
_POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    'Harbour Trust,Clerk,"Kept the ledger of the port.\n- Paid 40 suppliers\n- Closed the month",Leeds,Jan 2021,\n'
    "Oyster Ltd,Cashier,,,Mar 2019,Dec 2020\n"
)


def export(folder: str = "", **files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}{name.replace('_', ' ')}.csv", content)
    return target.getvalue()


def read(**files: str) -> Document:
    return read_linkedin_zip(export(**files), DEFAULT_LIMITS)


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_profile_positions_and_addresses_become_a_resume() -> None:
    mail = "Email Address,Confirmed,Primary,Updated On\nold@example.com,Yes,No,1\nines@example.com,Yes,Yes,2\n"
    phone = "Extension,Number,Type\n,0113 496 0123,Mobile\n"
    document = read(Profile=_PROFILE, Positions=_POSITIONS, Email_Addresses=mail, PhoneNumbers=phone)
    assert texts(document) == [
        *("Ines Okafor", "Bookkeeper"),
        "ines@example.com | 0113 496 0123 | Leeds, England | https://ines.example.org",
        *("Summary", 'I keep "books".', "Also boats.", "Work experience"),
        "Clerk — Harbour Trust | Jan 2021 – present",
        *("Leeds", "Kept the ledger of the port.", "Paid 40 suppliers", "Closed the month"),
        "Cashier — Oyster Ltd | Mar 2019 – Dec 2020",
    ]


def test_the_resume_parser_finds_person_entries_and_dates() -> None:
    resume = parse_resume(read(Profile=_PROFILE, Positions=_POSITIONS))
    assert resume.basics.name == "Ines Okafor"
    found = [(each.title, each.organization, str(each.period and each.period.start)) for each in resume.entries]
    assert found == [("Clerk", "Harbour Trust", "2021-01"), ("Cashier", "Oyster Ltd", "2019-03")]


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (
            "Education",
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\nLeeds,2012,2016,,BSc,Chess club\n",
            ["Education", "BSc — Leeds | 2012 – 2016", "Chess club"],
        ),
        (
            "Certifications",
            "Name,Url,Authority,Started On,Finished On,License Number\nAAT 3,https://x,AAT,Mar 2023,,A-1\n",
            ["Certificates", "AAT 3 — AAT | Mar 2023", "A-1"],
        ),
        (
            "Volunteering",
            "Company Name,Role,Cause,Started On,Finished On,Description\nFood Bank,Treasurer,Hunger,Jun 2019,,Books\n",
            ["Volunteer experience", "Treasurer — Food Bank | Jun 2019 – present", "Hunger", "Books"],
        ),
        ("Projects", "Title,Description,Url,Started On\nBoats,A list,,2020\n", ["Projects", "Boats | 2020", "A list"]),
        (
            "Honors",
            "Title,Description,Issued On\nPrize,For books,Dec 2022\n",
            ["Awards", "Prize | Dec 2022", "For books"],
        ),
        (
            "Publications",
            "Name,Published On,Description,Publisher,Url\nOn boats,May 2020,,Quay Press,\n",
            ["Publications", "On boats — Quay Press | May 2020"],
        ),
        ("Courses", "Name,Number\nOptics,P-1\n", ["Courses", "Optics — P-1"]),
        ("Skills", "Name\nSage\nXero\n", ["Skills", "Sage, Xero"]),
        ("Skills", 'Name\nSage\n"Books, ledgers"\n', ["Skills", "Sage", "Books, ledgers"]),
        ("Languages", "Name,Proficiency\nTamil,Native\nGerman,\n", ["Languages", "Tamil (Native)", "German"]),
        (
            "Recommendations_Received",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nJo,Kay,Quay,Chief,Very good.,1,VISIBLE\n"
            "Al,Bo,X,Y,Hidden.,1,PENDING\n",
            ["References", "Jo Kay, Chief, Quay", "Very good."],
        ),
    ],
)
def test_every_section_is_read(file: str, content: str, expected: list[str]) -> None:
    document = read(Profile="First Name,Last Name\nInes,Okafor\n", **{file: content})
    assert texts(document)[1:] == expected


@pytest.mark.parametrize(
    "content",
    [
        'Notes:\n"When exporting your data, some of it may be missing"\n\nName\nSage\n',
        "\ufeffName\r\nSage\r\n",
        '"Name"\n"Sage"\n\n',
        "\n\nName,Other,\nSage,,\n",
    ],
)
def test_preambles_marks_and_quotes_do_no_harm(content: str) -> None:
    assert texts(read(Skills=content)) == ["Skills", "Sage"]


def test_files_may_stand_in_a_folder_and_be_written_in_any_case() -> None:
    data = export("Basic_LinkedInDataExport/", PROFILE=_PROFILE, positions=_POSITIONS)
    assert texts(read_bytes(data))[0] == "Ines Okafor"


def test_what_is_no_part_of_a_resume_is_not_read() -> None:
    document = read(Profile=_PROFILE, messages="FROM,CONTENT\nJo,secret\n", Connections="First Name\nKofi\n")
    assert not {"secret", "Kofi", "1990", "1 Quay"} & set(document.text.replace("\n", " ").split(" "))


def test_a_zip_that_is_no_export_is_named_with_advice() -> None:
    with pytest.raises(UnknownFormat, match="Get a copy of your data"):
        read(holiday="place\nLeeds\n")


@pytest.mark.parametrize("content", ["", "First Name,Last Name\n", "\n\n"])
def test_an_export_without_a_profile_says_so(content: str) -> None:
    with pytest.raises(NothingFound):
        read(Profile=content)


def test_an_export_that_is_cut_off_is_damaged() -> None:
    data = export(Profile=_PROFILE, Positions=_POSITIONS)
    with pytest.raises(DamagedDocument):
        read_linkedin_zip(data[: len(data) // 2])


def test_a_field_without_end_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read(Profile=_PROFILE, Positions='Company Name,Title\n"' + "x y" * 700_000)


def test_the_number_of_files_and_their_size_have_limits() -> None:
    with pytest.raises(LimitExceeded):
        read_linkedin_zip(export(Profile=_PROFILE, Positions=_POSITIONS), Limits(archive_entries=1))
    with pytest.raises(LimitExceeded):
        read_linkedin_zip(export(Profile=_PROFILE), Limits(expanded_bytes=100))
