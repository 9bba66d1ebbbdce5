"""Fuzzes the reader of OpenDocument texts: the content's XML, in a package around it."""

import harness

with harness.instrumented():
    from parsers.readers.odt import read_odt


def _document(data: bytes) -> bytes:
    if data.startswith(b"PK"):
        return data
    return harness.package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": data})


harness.fuzz(read_odt, _document)
