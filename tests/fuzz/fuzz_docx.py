"""Fuzzes the reader of Word documents: the main part's XML, in a package around it."""

import harness

with harness.instrumented():
    from parsers.readers.docx import read_docx

_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="main" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def _document(data: bytes) -> bytes:
    if data.startswith(b"PK"):
        return data
    return harness.package({"_rels/.rels": _RELATIONS, "word/document.xml": data})


harness.fuzz(read_docx, _document)
