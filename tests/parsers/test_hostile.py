"""Documents made to do harm, or harmed themselves: each is read, or refused by a named error, and none hangs.

They go through a worker process, as uploads do, so that a hang or a crash fails one test and not the run.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from parsers.document import Document
from parsers.errors import (
    DamagedDocument,
    DocumentError,
    LimitExceeded,
    NothingFound,
    PasswordProtected,
    UnknownFormat,
)
from parsers.isolated import IsolatedReaders
from parsers.limits import Limits

DocxMaker = Callable[..., bytes]

TEXT = "Ana Example\nana@example.org\n\nWork\nTreasurer, Food Bank, 2019 to today\n- Kept the books\n"
ODT = "application/vnd.oasis.opendocument.text"
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


@pytest.fixture(scope="module")
def readers() -> Iterator[IsolatedReaders]:
    with IsolatedReaders(limits=Limits(seconds=20)) as opened:
        yield opened


def _zip(*entries: tuple[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return held.getvalue()


def _odt(body: str) -> bytes:
    content = f"<office:document-content {_ODF}><office:body><office:text>{body}</office:text></office:body>"
    return _zip(("mimetype", ODT), ("content.xml", content + "</office:document-content>"))


def _pdf(pages: int = 1, **options: object) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, **options)
    for number in range(pages):
        for row, line in enumerate(TEXT.splitlines()):
            canvas.drawString(72, 760 - 16 * row, f"{line} {number}" if row == 0 else line)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _raw_pdf(*objects: str) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n"
    return body + f"{trailer}startxref\n{len(body)}\n%%EOF".encode()


def _page_tree_that_holds_itself() -> bytes:
    return _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>")


def _objects_that_are_each_other() -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox 4 0 R/Contents 5 0 R/Resources 6 0 R>>"
    pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", pages, page, "5 0 R", "4 0 R", "6 0 R")


def _deep_array() -> bytes:
    pages = f"<</Type/Pages/Count 1/Kids {'[' * 100_000}{']' * 100_000}>>"
    return _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", pages)


def _form_that_draws_itself() -> bytes:
    content = "<</Length 5>>\nstream\n/F Do\nendstream"
    form = content.replace("<<", "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", 1)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", pages, page, content, form)


def _encrypted_pdf() -> bytes:
    return _pdf(encrypt=StandardEncryption("secret", ownerPassword="owner"))


def _bomb() -> bytes:
    return _zip(("word/document.xml", b"<w>" + bytes(300_000_000) + b"</w>"))


def _million_parts() -> bytes:
    return _zip(*((f"word/{number}.xml", "") for number in range(5_000)), ("word/document.xml", "<w/>"))


def _entities(kind: str) -> bytes:
    document_type = {
        "file": '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "network": '<!DOCTYPE w [<!ENTITY e SYSTEM "http://127.0.0.1:1/e">]>',
        "laughs": "<!DOCTYPE w [<!ENTITY a 'ha'>"
        + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghij", "bcdefghije", strict=True))
        + "]>",
    }[kind]
    return _zip(("word/document.xml", f"<?xml version='1.0'?>{document_type}<w>&e;</w>"))


REFUSED: list[tuple[str, Callable[[], bytes], type[DocumentError]]] = [
    ("a PDF with a password", _encrypted_pdf, PasswordProtected),
    ("half a PDF", lambda: _pdf(20)[:6_000], DamagedDocument),
    ("a PDF of 10,000 pages", lambda: _pdf(10_000), LimitExceeded),
    ("a PDF whose page tree holds itself", _page_tree_that_holds_itself, DocumentError),
    ("a PDF whose objects are each other", _objects_that_are_each_other, DocumentError),
    ("a PDF with arrays 100,000 deep", _deep_array, DocumentError),
    ("a PDF form that draws itself", _form_that_draws_itself, DocumentError),
    ("a zip bomb", _bomb, LimitExceeded),
    ("a Word file of thousands of parts", _million_parts, LimitExceeded),
    ("XML that reads a file", lambda: _entities("file"), LimitExceeded),
    ("XML that asks the network", lambda: _entities("network"), LimitExceeded),
    ("XML that grows without end", lambda: _entities("laughs"), LimitExceeded),
    ("half a Word file", lambda: _zip(("word/document.xml", TEXT * 50))[:-60], DamagedDocument),
    ("noise", lambda: random.Random(1).randbytes(50_000), UnknownFormat),  # noqa: S311
    ("noise that starts like a PDF", lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(50_000), DamagedDocument),  # noqa: S311
    ("noise that starts like a zip", lambda: b"PK\x03\x04" + random.Random(3).randbytes(50_000), DamagedDocument),  # noqa: S311
    ("noise that starts like a JPEG", lambda: b"\xff\xd8\xff\xe0" + random.Random(4).randbytes(5_000), DocumentError),  # noqa: S311
    ("JSON nested 100,000 deep", lambda: b'{"basics":' + b"[" * 100_000, DocumentError),
    ("a blank page", lambda: _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"), NothingFound),
]  # fmt: skip


@pytest.mark.parametrize(("make", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_is_refused_by_name(readers: IsolatedReaders, make: Callable[[], bytes], error: type[DocumentError]) -> None:
    with pytest.raises(error) as raised:
        readers.read(make())
    assert "seconds" not in raised.value.message, "refused only because the time ran out"
    assert "crashed" not in raised.value.message


SURVIVED: list[tuple[str, Callable[[], bytes]]] = [
    ("one line of a million letters", lambda: b"a" * 1_000_000),
    ("a hundred thousand short lines", lambda: b"a\n" * 100_000),
    ("Markdown of brackets", lambda: b"# Ana\n\n" + b"[" * 40_000 + b"a" + b"](" * 40_000),
    ("Markdown of stars", lambda: b"# Ana\n\n" + b"**a *b " * 20_000),
    ("Markdown quoted 10,000 deep", lambda: b"# Ana\n\n" + b">" * 10_000 + b" a"),
    ("HTML nested 50,000 deep", lambda: b"<!doctype html><html>" + b"<div>" * 50_000 + b"Ana"),
    ("HTML with a cell a billion wide", lambda: b"<!doctype html><table><tr><td colspan=999999999>Ana</table>"),
    ("HTML with an endless comment", lambda: b"<!doctype html><p>Ana</p>" + b"<!--" * 50_000),
    ("RTF of 50,000 groups", lambda: rb"{\rtf1 Ana " + b"{" * 50_000 + b"a" + b"}" * 50_000 + b"}"),
    ("RTF with a huge number", lambda: rb"{\rtf1\uc999999999 Ana \u-999999999999 b}"),
    ("RTF with endless binary", lambda: rb"{\rtf1 Ana {\*\blob\bin99999999999 }" + b"x" * 1000),
    ("ODT with a billion spaces", lambda: _odt('<text:p>Ana<text:s text:c="1000000000"/>b</text:p>')),
    ("ODT with a cell a million times", lambda: _odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000000"><text:p>Ana</text:p></table:table-cell>'
        "</table:table-row></table:table>")),
    ("a thousand tables in each other", lambda: _odt("<table:table><table:table-row><table:table-cell>" * 30
        + "<text:p>Ana</text:p>" + "</table:table-cell></table:table-row></table:table>" * 30)),
    ("JSON of a résumé with everything wrong", lambda: json.dumps(
        {"basics": [1, {"name": {"a": None}}], "work": {"name": 3}, "skills": ["a", None, [[]]]}).encode()),
    ("a date of a million digits", lambda: b"Ana\nWork 2019 - " + b"9" * 1_000_000),
    ("a million slashes", lambda: b"Ana " + b"/" * 1_000_000),
    ("right-to-left marks without end", lambda: ("Ana " + "\u202e\u05d0" * 200_000).encode()),
]  # fmt: skip


@pytest.mark.parametrize("make", [row[1] for row in SURVIVED], ids=[row[0] for row in SURVIVED])
def test_neither_hangs_nor_crashes(readers: IsolatedReaders, make: Callable[[], bytes]) -> None:
    try:
        read: Document | DocumentError = readers.read(make())
    except DocumentError as error:
        read = error
    if isinstance(read, DocumentError):
        assert "seconds" not in read.message
        assert "crashed" not in read.message
        assert "memory" not in read.message


@pytest.mark.parametrize("name", ["resume.docx", "resume.txt", "resume", "resume.jpg"])
def test_a_wrong_extension_does_no_harm(readers: IsolatedReaders, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_pdf())
    assert readers.open(path).media_type == "application/pdf"


WHOLE: dict[str, Callable[[DocxMaker], bytes]] = {
    "pdf": lambda docx_of: _pdf(2),
    "docx": lambda docx_of: docx_of("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.split("\n"))),
    "odt": lambda docx_of: _odt("".join(f"<text:p>{line}</text:p>" for line in TEXT.split("\n"))),
    "rtf": lambda docx_of: (r"{\rtf1\ansi " + TEXT.replace("\n", r"\par ") + "}").encode(),
    "html": lambda docx_of: f"<!doctype html><html><body><p>{TEXT}</p></body></html>".encode(),
    "json": lambda docx_of: json.dumps({"basics": {"name": "Ana"}, "work": [{"name": "Food Bank"}]}).encode(),
    "markdown": lambda docx_of: f"# Ana\n\n## Work\n\n{TEXT}".encode(),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_bytes_changed_at_random_are_read_or_refused_by_name(
    readers: IsolatedReaders, docx_of: DocxMaker, kind: str
) -> None:
    whole = WHOLE[kind](docx_of)
    assert "Food Bank" in readers.read(whole).text
    chance = random.Random(kind)  # noqa: S311
    for _ in range(40):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if chance.random() < 0.3:
            del changed[chance.randrange(len(changed)) :]
        try:
            readers.read(bytes(changed))
        except DocumentError as error:
            assert "crashed" not in error.message and "seconds" not in error.message
            assert "Ana" not in str(error) and "Food" not in str(error)
