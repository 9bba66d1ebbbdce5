"""A letter as text: a saved e-mail with its headers, a typed file as it is, anything else through the parsers."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage, Message
from pathlib import Path

from parsers.errors import DamagedDocument, EmptyDocument, FileMissing, FileUnreadable, LimitExceeded
from parsers.opening import read_bytes

#: Most bytes of a letter; an e-mail with attachments may have these.
_MOST_BYTES = 10_000_000
#: Most characters of its text.
_MOST_CHARACTERS = 100_000
_HEADERS = ("From", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Auto-Submitted")
_IS_MAIL = re.compile(
    rb"(?:(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|X-[\w-]+):[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*){2}"
)
_OTHER_FORMATS = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


def read_letter(path: Path) -> str:
    """The letter's text, header fields of an e-mail on top of it. Raises DocumentError."""
    try:
        if not path.is_file():
            raise FileMissing("There is no such file." if not path.exists() else "This is a folder, not a letter.")
        if path.stat().st_size > _MOST_BYTES:
            raise LimitExceeded(f"The file is larger than {_MOST_BYTES / 1_000_000:g} megabytes.")
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable("The file cannot be opened.") from error
    return letter_text(data, is_mail=path.suffix.casefold() == ".eml")


def letter_text(data: bytes, *, is_mail: bool = False) -> str:
    """The same for bytes. A typed text keeps its lines and quote marks, so that offsets and "> " mean something."""
    if not data.strip():
        raise EmptyDocument("The letter is empty.")
    if is_mail or _IS_MAIL.match(data.replace(b"\r\n", b"\n")):
        text = _mail_text(data)
    elif data.startswith(_OTHER_FORMATS):
        text = read_bytes(data).text
    else:
        text = _typed(data)
    if not text.strip():
        raise EmptyDocument("The letter holds no text.")
    if len(text) > _MOST_CHARACTERS:
        raise LimitExceeded("This is far longer than a letter.", "Give the file that holds only the message.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _typed(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read_bytes(data).text


def _mail_text(data: bytes) -> str:
    try:
        message: Message = email.message_from_bytes(data, policy=email.policy.default)
        head = "".join(f"{name}: {' '.join(str(message[name]).split())}\n" for name in _HEADERS if message[name])
        part = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        body = str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, AttributeError) as error:
        raise DamagedDocument("The e-mail cannot be read.", "Copy its text into a .txt file and try again.") from error
    if part is not None and part.get_content_subtype() == "html":
        body = read_bytes(body.encode()).text if body.strip() else ""
    return f"{head}\n{body}"
