"""Formats are known by their content."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from parsers import sniffing
from parsers.errors import DamagedDocument, EmptyDocument, LegacyWord, PasswordProtected, UnknownFormat
from parsers.sniffing import media_type_of

DocxMaker = Callable[..., bytes]
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def zip_of(*names: str, **contents: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(content_type: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Override ContentType="application/vnd.{content_type}.main+xml"/>')
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n1 0 obj", sniffing.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj", sniffing.PDF),
        (b"\x89PNG\r\n\x1a\n....", sniffing.PNG),
        (b"\xff\xd8\xff\xe0....", sniffing.JPEG),
        (b"{\\rtf1\\ansi hello}", sniffing.RTF),
        (b"\n {\\rtf1 hello}", sniffing.RTF),
        (b"<!DOCTYPE html><title>x</title>", sniffing.HTML),
        (b"<!-- saved from url -->\n<html><body>x", sniffing.HTML),
        ("\ufeff<HTML><BODY>x".encode("utf-16-le"), sniffing.HTML),
        (b"<div><p>one</p><p>two</p></div>", sniffing.HTML),
        (json.dumps({"basics": {"name": "x"}}).encode(), sniffing.JSON),
        (json.dumps({"@context": "https://schema.org", "@type": "JobPosting"}).encode(), sniffing.JSON_LD),
        (b"# Ines\n\n## Work\n\n- Clerk\n", sniffing.MARKDOWN),
        (b"Ines\n\n**Work**\n\n**Clerk**, [web](https://example.org)\n", sniffing.MARKDOWN),
        (b"| a | b |\n|---|---|\n| c | **d** |\n", sniffing.MARKDOWN),
        (b"Ines Okafor\n\nWork\n====\n- Clerk\n* Treasurer\n", sniffing.TEXT),
        (b"We want C# and F#, a #1 attitude, 5*3 and <b> knowledge", sniffing.TEXT),
        (b"# Ines\n\n## Work\n" + b"x" * 60_000, sniffing.TEXT),
        (b"{curly} words are words", sniffing.TEXT),
        (b"I can export to %PDF-1.4 and other formats", sniffing.TEXT),
        (b"MZ is a company, BM is another", sniffing.TEXT),
    ],
)
def test_the_content_decides(data: bytes, expected: str) -> None:
    assert media_type_of(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (office("openxmlformats-officedocument.wordprocessingml.document"), sniffing.DOCX),
        (office("openxmlformats-officedocument.wordprocessingml.template"), sniffing.DOCX),
        (office("ms-word.document.macroEnabled"), sniffing.DOCX),
        (zip_of(mimetype="application/vnd.oasis.opendocument.text"), sniffing.ODT),
        (zip_of("content.xml", "META-INF/manifest.xml"), sniffing.ODT),
        (zip_of("Basic_LinkedInDataExport/Profile.csv", "Positions.csv"), sniffing.LINKEDIN_ZIP),
    ],
)
def test_zips_are_known_by_what_they_hold(data: bytes, expected: str) -> None:
    assert media_type_of(data) == expected


def test_a_word_file_with_a_moved_main_part_is_a_word_file(docx_of: DocxMaker) -> None:
    assert media_type_of(docx_of("", main="parts/body.xml")) == sniffing.DOCX


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (office("openxmlformats-officedocument.spreadsheetml.sheet"), "spreadsheet"),
        (office("openxmlformats-officedocument.presentationml.presentation"), "presentation"),
        (zip_of(mimetype="application/epub+zip"), "e-book"),
        (zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (zip_of("Index/Document.iwa"), "Pages"),
        (zip_of("resume.pdf"), "zip archive"),
        (b"GIF89a\x01\x00\xff\xff", "GIF"),
        (b"II*\x00\xff\xff", "TIFF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x1f\x8b\x08\x00\xff", "gzip"),
        (b"\xffWPC\x00\xff", "WordPerfect"),
        (b'<?xml version="1.0"?><cv/>', "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "web archive"),
        (b"\\documentclass{article}\n\\begin{document}", "LaTeX"),
        (OLE2 + "Workbook".encode("utf-16-le"), "old Office"),
        (OLE2 + "__properties_version1.0".encode("utf-16-le"), "Outlook"),
        (hashlib.shake_128(b"noise").digest(3000), "neither"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(data: bytes, word: str) -> None:
    with pytest.raises(UnknownFormat, match=word):
        media_type_of(data)


def test_an_old_word_document_says_how_to_save_it() -> None:
    with pytest.raises(LegacyWord, match=r"\.docx"):
        media_type_of(OLE2 + "WordDocument".encode("utf-16-le"))


def test_an_encrypted_word_document_asks_for_a_copy_without_password() -> None:
    with pytest.raises(PasswordProtected):
        media_type_of(OLE2 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\x00" * 50, b"\xef\xbb\xbf \n", "\ufeff \n".encode("utf-16-le")])
def test_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        media_type_of(data)


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut off", b'{"basics": {"name": "In'])
def test_what_is_cut_off_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedDocument):
        media_type_of(data)
