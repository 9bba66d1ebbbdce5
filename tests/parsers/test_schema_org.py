"""The advertisement in schema.org's words."""

from __future__ import annotations

import json
from pathlib import Path

from parsers.document import DocumentBuilder
from parsers.job import parse_job, to_job_posting
from parsers.opening import open_document

CARE_HOME = Path(__file__).parent / "advertisements" / "care-home-table.txt"


def test_parts_become_properties_of_a_job_posting() -> None:
    posting = to_job_posting(parse_job(open_document(CARE_HOME)))
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == "Senior Carer (Nights)"
    assert posting["hiringOrganization"] == {"@type": "Organization", "name": "Ashgrove Court Care Home"}
    assert posting["jobLocation"] == {"@type": "Place", "address": "Hereford"}
    assert posting["qualifications"] == [
        "NVQ Level 3 in Health and Social Care",
        "Experience of supervising others",
        "Moving and handling training within the last year",
        "NVQ Level 4",
        "Experience of end-of-life care",
    ]
    assert "Supervise and coach care assistants" in posting["responsibilities"]  # type: ignore[operator]
    assert posting["jobBenefits"] == ["Paid breaks", "Free training towards Level 5"]


def test_it_is_json_and_headings_are_no_statements() -> None:
    text = json.dumps(to_job_posting(parse_job(open_document(CARE_HOME))))
    assert "Person specification" not in text


def test_what_is_not_said_is_absent() -> None:
    builder = DocumentBuilder("text/plain")
    builder.page()
    assert to_job_posting(parse_job(builder.build())) == {"@context": "https://schema.org", "@type": "JobPosting"}
