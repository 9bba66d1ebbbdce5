"""The front door: every wrong input has its named error, every right one its reader."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers import opening
from parsers.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    FileMissing,
    FileUnreadable,
    LimitExceeded,
    NothingFound,
    UnknownFormat,
)
from parsers.limits import Limits
from parsers.opening import READERS, open_document, read_bytes

DocxMaker = Callable[..., bytes]


def test_the_content_and_not_the_extension_chooses_the_reader(tmp_path: Path, docx_of: DocxMaker) -> None:
    path = tmp_path / "resume.pdf"
    path.write_bytes(docx_of("<w:p><w:r><w:t>Clerk</w:t></w:r></w:p>"))
    document = open_document(path)
    assert (document.media_type.rpartition(".")[2], document.text) == ("document", "Clerk")


@pytest.mark.parametrize(
    ("data", "media_type", "text"),
    [(b"Clerk", "text/plain", "Clerk"), (b"# Clerk\n\n- ledger", "text/markdown", "Clerk\nledger")],
)
def test_bytes_are_read_as_files_are(data: bytes, media_type: str, text: str) -> None:
    document = read_bytes(data)
    assert (document.media_type, document.text) == (media_type, text)


def test_a_missing_file_has_its_error(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        open_document(tmp_path / "nothing.pdf")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="folder"):
        open_document(tmp_path)


def test_a_name_that_is_too_long_has_its_error(tmp_path: Path) -> None:
    with pytest.raises((FileMissing, FileUnreadable)):
        open_document(tmp_path / ("x" * 5000))


def test_a_file_that_the_system_refuses_has_its_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "resume.txt"
    path.write_text("Clerk")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileUnreadable):
        open_document(path)


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n"])
def test_an_empty_file_has_its_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "resume.txt"
    path.write_bytes(data)
    with pytest.raises(EmptyDocument):
        open_document(path)


def test_too_large_a_file_exceeds_the_limit_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "resume.txt"
    path.write_bytes(b"Clerk " * 10)
    with pytest.raises(LimitExceeded):
        open_document(path, Limits(bytes=59))
    with pytest.raises(LimitExceeded):
        read_bytes(path.read_bytes(), Limits(bytes=59))
    assert open_document(path, Limits(bytes=60)).text.startswith("Clerk")


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p><w:r><w:t>— | —</w:t></w:r></w:p>"])
def test_a_document_without_words_has_its_error(docx_of: DocxMaker, body: str) -> None:
    with pytest.raises(NothingFound):
        read_bytes(docx_of(body))


def test_too_much_text_exceeds_the_limit() -> None:
    read_bytes(b"kept the books " * 6, Limits(characters=100))
    with pytest.raises(LimitExceeded, match="more than 100 characters of text"):
        read_bytes(b"kept the books " * 7, Limits(characters=100))


def test_a_cut_off_word_document_is_damaged(docx_of: DocxMaker) -> None:
    data = docx_of("<w:p><w:r><w:t>Clerk</w:t></w:r></w:p>")
    with pytest.raises(DamagedDocument):
        read_bytes(data[:-200])


def test_a_word_document_that_is_a_bomb_exceeds_a_limit(docx_of: DocxMaker) -> None:
    with pytest.raises(LimitExceeded):
        read_bytes(docx_of("<w:p/>" * 5_000_000))


def test_a_word_document_that_would_read_other_files_is_refused(docx_of: DocxMaker) -> None:
    source = zipfile.ZipFile(io.BytesIO(docx_of("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            declaration = (
                b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' if name == "word/document.xml" else b""
            )
            archive.writestr(name, declaration + source.read(name))
    with pytest.raises(LimitExceeded):
        read_bytes(target.getvalue())


def test_a_reader_whose_library_is_not_installed_has_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(opening.READERS, "text/plain", "parsers.readers.not_there:read")
    with pytest.raises(UnknownFormat, match="text/plain"):
        read_bytes(b"Clerk")


@pytest.mark.parametrize("entry", ["parsers.readers.docx:read_docx", "parsers.readers.text:read_text"])
def test_the_table_of_readers_names_functions_that_exist(entry: str) -> None:
    module, _, function = entry.partition(":")
    assert entry in READERS.values()
    assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize(("raised", "named"), [(ValueError, DamagedDocument), (RecursionError, LimitExceeded)])
def test_whatever_a_reader_stumbles_over_has_a_name(
    monkeypatch: pytest.MonkeyPatch, raised: type[Exception], named: type[DocumentError]
) -> None:
    def stumble(_: bytes, __: Limits) -> None:
        raise raised("Confidential")

    monkeypatch.setattr("parsers.readers.text.read_text", stumble)
    with pytest.raises(named) as caught:
        read_bytes(b"Clerk")
    assert "Confidential" not in str(caught.value)


def test_messages_hold_no_word_of_the_document(docx_of: DocxMaker) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(docx_of("<w:p><w:r><w:t>Confidential</w:t>"))
    assert "Confidential" not in str(caught.value)
