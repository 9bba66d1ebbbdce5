import os
from collections.abc import Callable
from pathlib import Path

from parsers.document import Document, DocumentBuilder, Notice, RawLine
from parsers.resume.model import Resume
from service.opening import mismatch, page_count, shown_name, warnings_of

RESUME = ["Anna Example", "anna@example.com", "Experience", "Shop assistant, Example Shoes, March 2019 - June 2022"]
JOB = [
    "About the role",
    "You will keep our books.",
    "Requirements",
    "You must have two years of experience.",
    "Apply now",
]


def document(lines: list[str]) -> Document:
    builder = DocumentBuilder("text/plain")
    builder.page()
    for line in lines:
        builder.block("paragraph", [RawLine(line)])
    return builder.build()


def test_documents_given_the_wrong_way_round_are_warned_about() -> None:
    assert [warning.code for warning in mismatch(document(RESUME), "job")] == ["looks_like_resume"]
    assert [warning.code for warning in mismatch(document(JOB), "resume")] == ["looks_like_job"]


def test_documents_in_their_place_are_not() -> None:
    assert mismatch(document(RESUME), "resume") == mismatch(document(JOB), "job") == []


def test_a_format_without_pages_has_no_page_count(resume_of: Callable[..., Resume]) -> None:
    assert page_count(document(RESUME)) is None
    assert page_count(resume_of("Sold shoes").document) == 1


def test_what_a_reader_skipped_becomes_a_warning() -> None:
    told = Document("text/plain", "", (), (Notice("image_page", "Page 2 is a picture."),))
    assert [(w.code, w.message) for w in warnings_of(told)] == [("image_page", "Page 2 is a picture.")]


def test_a_file_name_that_is_no_utf_8_is_shown_as_text() -> None:
    assert shown_name(Path(os.fsdecode(b"/tmp/r\xe9sum\xe9.pdf"))) == "r\ufffdsum\ufffd.pdf"
