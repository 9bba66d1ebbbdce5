from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from parsers.errors import DocumentError
from service.followup.letters import letter_text, read_letter
from service.followup.rejection import read_rejection

PERSONAL = """Dear Sam,

It was great to meet you on Thursday. We have decided to go with another candidate. You can reply to me if
you have questions.

Best wishes,
Maria Gómez
Head of Finance
"""
AUTOMATED = """From: Acme Careers <noreply@acme.example>

Dear Applicant,

Due to the high volume of applications we will not be moving forward with yours. Please do not reply to this e-mail.

Kind regards,
Acme Talent Acquisition Team
"""
FORMAL = """Dear Ms Roe,

Unfortunately you have not been selected. You may appeal this decision in writing. Appeals must be received within ten
working days of the date of this letter. We do not give feedback by phone.

Yours sincerely,
Dr Jean-Luc Abbott
"""
DISMISSAL = """Dear Mr Doyle,

I am writing to confirm that your employment with us will end on 31 March. You may appeal against this by 14 March 2026.

Yours sincerely,
P. Crane
"""


def test_a_person_who_signs_can_be_answered() -> None:
    read = read_rejection(PERSONAL)
    assert (read.writer, read.name, read.no_reply, read.rejects) == ("personal", "Maria Gómez", False, True)
    assert read.appeal == read.dismissal == ""


def test_a_machine_that_takes_no_answers_gives_no_address() -> None:
    read = read_rejection(AUTOMATED)
    assert (read.writer, read.name, read.address, read.no_reply) == ("automated", "", "", True)


def test_a_formal_appeal_is_quoted_with_its_deadline() -> None:
    read = read_rejection(FORMAL)
    assert read.appeal == "You may appeal this decision in writing."
    assert read.deadline == "within ten working days of the date of this letter"
    assert read.name == "Dr Jean-Luc Abbott"
    assert "feedback" in read.feedback


def test_the_end_of_an_employment_is_another_matter() -> None:
    read = read_rejection(DISMISSAL)
    assert "your employment with us will end" in read.dismissal
    assert read.deadline == "by 14 March 2026"


@pytest.mark.parametrize(
    "text",
    [
        "We found your review of our product appealing. Kind regards, Bo",
        "We review every application within two weeks. Unfortunately …",
        "Your employment history is impressive, but we regret that …",
        "The contract for this project will end in May, therefore we are not hiring.",
    ],
)
def test_what_only_sounds_like_an_appeal_or_a_dismissal_is_none(text: str) -> None:
    read = read_rejection(text)
    assert (read.appeal, read.dismissal) == ("", "")


def test_an_address_offered_in_a_mail_that_takes_no_answers_is_the_one_to_use() -> None:
    text = "From: noreply@acme.example\n\nDo not reply to this message. Questions: people@acme.example"
    assert read_rejection(text).address == "people@acme.example"


def test_reply_to_goes_before_from() -> None:
    text = "From: System <bounce@acme.example>\nReply-To: Ada Moss <ada@acme.example>\n\nUnfortunately …"
    assert read_rejection(text).address == "ada@acme.example"


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_saved_email_is_read_with_its_headers(tmp_path: Path, subtype: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Auto-Submitted"] = (
        "Ada Moss <ada@acme.example>",
        "Your application",
        "auto-generated",
    )
    body = "Unfortunately we have chosen somebody else.\n\nKind regards,\nAda Moss"
    mail.set_content(body if subtype == "plain" else f"<p>{body}</p>", subtype=subtype)
    path = tmp_path / "no.eml"
    path.write_bytes(mail.as_bytes())
    read = read_rejection(read_letter(path))
    assert (read.address, read.name, read.writer) == ("ada@acme.example", "Ada Moss", "automated")


def test_a_typed_letter_keeps_its_lines_and_quote_marks() -> None:
    assert letter_text(b"Dear Kim,\r\n> old words\r\n") == "Dear Kim,\n> old words\n"


@pytest.mark.parametrize("content", [b"", b"   \n", b"%PDF-1.4 broken", b"From: a@b.c\nTo: d@e.f\n\n"])
def test_letters_that_cannot_be_read_give_named_errors_or_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter"
    path.write_bytes(content)
    try:
        assert read_letter(path).strip()
    except DocumentError as error:
        assert error.advice


def test_a_missing_letter_and_a_folder_are_named_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DocumentError):
            read_letter(path)


@pytest.mark.parametrize("text", ["", "\n", "Kind regards,", "From:\n\n", "Regards,\n\n\n"])
def test_next_to_nothing_says_nothing(text: str) -> None:
    read = read_rejection(text)
    assert (read.name, read.address, read.appeal, read.dismissal) == ("", "", "", "")
