"""Hostile and broken archives end in named errors."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.archives import Archive, parse_xml
from parsers.errors import DamagedDocument, LimitExceeded, PasswordProtected
from parsers.limits import DEFAULT_LIMITS, Limits


def zip_of(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_entries_are_found_whatever_the_case_of_their_names() -> None:
    archive = Archive(zip_of(Profile=b"one"))
    assert list(archive) == ["Profile"]
    assert "/profile" in archive
    assert archive.read("PROFILE") == b"one"


def test_a_cut_off_archive_is_damaged() -> None:
    data = zip_of(one=b"x" * 500, two=b"y" * 500)
    with pytest.raises(DamagedDocument):
        Archive(data[: len(data) // 2])


def test_a_part_with_a_wrong_checksum_is_damaged() -> None:
    data = bytearray(zip_of(one=bytes(range(256)) * 4))
    data[60] ^= 0xFF
    with pytest.raises(DamagedDocument):
        Archive(bytes(data)).read("one")


def test_too_many_entries_exceed_the_limit() -> None:
    data = zip_of(**{f"n{number}": b"" for number in range(6)})
    Archive(data, Limits(archive_entries=6))
    with pytest.raises(LimitExceeded):
        Archive(data, Limits(archive_entries=5))


def test_what_unpacks_to_too_much_exceeds_the_limit() -> None:
    data = zip_of(one=b"x" * 1000, two=b"y" * 1000)
    Archive(data, Limits(expanded_bytes=2000))
    with pytest.raises(LimitExceeded):
        Archive(data, Limits(expanded_bytes=1999))


def test_a_bomb_is_known_by_its_ratio() -> None:
    with pytest.raises(LimitExceeded):
        Archive(zip_of(one=b"\0" * 30_000_000), DEFAULT_LIMITS)


def test_an_encrypted_entry_asks_for_a_copy_without_password() -> None:
    data = bytearray(zip_of(one=b"secret"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 0x1
    with pytest.raises(PasswordProtected):
        Archive(bytes(data)).read("one")


@pytest.mark.parametrize(
    "declaration",
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declaration: str, encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [{declaration}]><a>&x;</a>'
    with pytest.raises(LimitExceeded):
        parse_xml(source.encode(encoding))


def test_an_external_document_type_is_not_fetched() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>text</a>').text == "text"


@pytest.mark.parametrize("depth", [101, 10_000])
def test_deep_nesting_exceeds_the_limit(depth: int) -> None:
    with pytest.raises(LimitExceeded):
        parse_xml(b"<a>" * depth + b"</a>" * depth)


@pytest.mark.parametrize("source", [b"", b"<a>", b"<a></b>", b"\x00\x01"])
def test_what_is_no_xml_is_damaged(source: bytes) -> None:
    with pytest.raises(DamagedDocument):
        parse_xml(source)
