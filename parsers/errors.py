"""Everything that can be wrong with a document, as one tree.

OverlookedError
└── DocumentError
    ├── FileMissing            no such file, or not a file
    ├── FileUnreadable         the operating system refuses to open it
    ├── EmptyDocument          nothing in it, or only white space
    ├── UnknownFormat          no reader for its content
    ├── LegacyWord             a Word 97–2003 .doc
    ├── PasswordProtected      encrypted, and no password is known
    ├── DamagedDocument        truncated or broken
    ├── NothingFound           opened, but holds no text that can be read
    ├── OcrNotInstalled        only pictures of text, and the OCR extra is absent
    └── LimitExceeded          larger, longer or slower than the limits allow

An error says in `message` what happened and in `advice` what to do next, in words for a candidate. Neither ever holds
text from the document. `code` is stable: scripts and the REST API rely on it; `docs/errors.md` lists them all.
"""

from __future__ import annotations


class OverlookedError(Exception):
    """Base of all named errors."""

    #: Stable identifier, in snake case.
    code = "error"
    #: What to do next, one sentence.
    advice = "Please try again."

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}"

    def __reduce__(self) -> tuple[type[OverlookedError], tuple[str, str]]:
        return type(self), (self.message, self.advice)


class DocumentError(OverlookedError):
    """A document that cannot be used."""

    code = "document_error"
    advice = "Try another copy of the document, as PDF, DOCX or plain text."


class FileMissing(DocumentError):
    """No file under that path."""

    code = "file_missing"
    advice = "Check the path and the spelling of the name."


class FileUnreadable(DocumentError):
    """The operating system refuses access to the file."""

    code = "file_unreadable"
    advice = "Check that you are allowed to open the file and that no other program holds it."


class EmptyDocument(DocumentError):
    """Zero bytes, or nothing but white space."""

    code = "empty"
    advice = "Save the document again and check that it shows text when you open it."


class UnknownFormat(DocumentError):
    """The content is of no kind that can be read."""

    code = "unknown_format"
    advice = "Save it as PDF, DOCX or plain text and try again."


class LegacyWord(UnknownFormat):
    """A Word 97–2003 document."""

    code = "legacy_word"
    advice = "Open it in Word or LibreOffice, choose “Save as”, pick .docx, and try again."


class PasswordProtected(DocumentError):
    """Encrypted; nothing can be read without the password."""

    code = "password"
    advice = "Save a copy without a password and try again."


class DamagedDocument(DocumentError):
    """Cut off or broken inside."""

    code = "damaged"
    advice = "Download or export the document again; if it opens on your computer, save it once more as PDF or DOCX."


class NothingFound(DocumentError):
    """It opens, but there is no text in it that can be read."""

    code = "nothing_found"
    advice = "If the pages are pictures or scans, use a version with text that you can select."


class OcrNotInstalled(NothingFound):
    """Pages are pictures, and the optional text recognition is not installed."""

    code = "ocr_not_installed"
    advice = "Install text recognition with: pip install 'overlooked[ocr]', or use a version with text you can select."


class LimitExceeded(DocumentError):
    """Beyond a configured limit: bytes, pages, characters, lines, archive size, entries, nesting, time or memory."""

    code = "limit_exceeded"
    advice = "Use a shorter or smaller version of the document."
