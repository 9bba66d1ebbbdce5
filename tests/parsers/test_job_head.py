"""Title, employer and place from the head of an advertisement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parsers.document import Document, DocumentBuilder, RawLine
from parsers.job import parse_job
from parsers.opening import open_document

ADVERTISEMENTS = Path(__file__).parent / "advertisements"


def lines(*texts: str) -> Document:
    builder = DocumentBuilder("text/plain")
    builder.page()
    for text in texts:
        builder.block("paragraph", [RawLine(text)])
    return builder.build()


@pytest.mark.parametrize(
    ("advertisement", "title", "organization", "location"),
    [
        ("baker-first-person", "Night baker", "", ""),
        ("care-home-table", "Senior Carer (Nights)", "Ashgrove Court Care Home", "Hereford"),
        ("french-nursery", "Auxiliaire de puériculture", "Crèche Les Petits Pas", "Nantes"),
        ("german-electrician", "Elektroniker für Gebäudetechnik", "Elektro Brandl GmbH", "Regensburg"),
        ("indian-school-counsellor", "School Counsellor", "Sunbird International School", "Kochi"),
        ("lawfirm-paralegal", "Paralegal, Immigration", "Okafor Lindqvist LLP", "Minneapolis, MN"),
        ("lawn-email", "Landscape Crew Lead", "Prairie Fork Landscapes", "Wichita, Kansas"),
        ("nurse-canada-mixed", "Community Health Nurse", "Northlight Family Health Team", "Thunder Bay, Ontario"),
        ("spanish-receptionist", "Recepcionista de hotel", "Hotel Mirador del Puerto", "Cádiz"),
        ("startup-casual", "Data person", "Pebble & Pine", ""),
        ("us-forklift-short", "FORKLIFT OPERATOR", "Great Basin Cold Storage", "Nampa, ID"),
        (
            "university-lecturer",
            "Lecturer in Fisheries Ecology",
            "UNIVERSITY OF KESTREL BAY",
            "Kestrel Bay campus, Tasmania",
        ),
        ("site-paste-dental", "Dental Nurse", "Meridian Dental", ""),
        ("government-ranger", "Park Ranger", "Department of the Interior", "Cedar Breaks"),
        ("small-letters-barista", "barista", "Lantern Coffee", "Eugene OR"),
        ("two-level-accounts", "Accounts Assistant", "", "Tamworth NSW"),
    ],
)
def test_the_head_of_an_advertisement(advertisement: str, title: str, organization: str, location: str) -> None:
    job = parse_job(open_document(ADVERTISEMENTS / f"{advertisement}.txt"))
    assert (job.title, job.organization, job.location) == (title, organization, location)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Bookkeeper – Full time", "Bookkeeper"),
        ("Frontend Developer (m/f/d)", "Frontend Developer"),
        ("Comptable H/F", "Comptable"),
        ("Mechanical Engineer (all genders)", "Mechanical Engineer"),
        ("Delivery Driver | £14.20 per hour | Leeds", "Delivery Driver"),
        ("Staff Nurse - Req #44812", "Staff Nurse"),
        ("Job title: Head Gardener", "Head Gardener"),
        ("Now hiring: Line Cook", "Line Cook"),
        ("Roofer wanted", "Roofer"),
        ("Acme Glass Ltd is looking for a Glazier", "Glazier"),
        ("Data Analyst (part-time, 20 hours)", "Data Analyst"),
        ("Site Engineer (Rail)", "Site Engineer (Rail)"),
    ],
)
def test_a_title_stands_without_pay_place_and_hours(line: str, title: str) -> None:
    body = "You will work with a small team in a workshop that has stood by the canal since 1921."
    assert parse_job(lines(line, body)).title == title


def test_a_title_is_found_below_the_employers_name() -> None:
    job = parse_job(lines("Hartwell Timber Ltd", "Sawmill Operator", "Requirements", "Two years at a band saw."))
    assert (job.title, job.organization) == ("Sawmill Operator", "Hartwell Timber Ltd")


def test_what_a_web_page_declares_comes_first() -> None:
    document = lines("Careers", "Join us", "We need people.")
    declared = {
        "jobposting.title": "Tram Driver (m/f/d)",
        "jobposting.hiringorganization": "Harbour Trams",
        "jobposting.joblocation": "Gothenburg",
    }
    job = parse_job(replace(document, metadata=declared))
    assert (job.title, job.organization, job.location) == ("Tram Driver", "Harbour Trams", "Gothenburg")


def test_the_subject_of_a_mail_serves_where_nothing_else_does() -> None:
    document = lines(
        "From: Ann <ann@example.org>",
        "Subject: Fwd: Vacancy: night porter",
        "You will keep the door from ten until six and need to be awake for all of it, which is harder than it sounds.",
    )
    assert parse_job(document).title == "night porter"


def test_a_document_without_a_head_has_no_title() -> None:
    job = parse_job(
        lines("It was a bright cold day in April, and all of the clocks in the town were striking at once, as ever.")
    )
    assert (job.title, job.organization, job.location) == ("", "", "")
