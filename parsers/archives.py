"""Opening zip archives and the XML inside them without trusting either.

DOCX, ODT and data exports are zips. A hostile one can unpack to terabytes, hold a million entries, or carry XML that
reads local files or grows without end; a broken one is cut off in the middle. All of that ends here in a named error.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from parsers.errors import DamagedDocument, LimitExceeded, PasswordProtected
from parsers.limits import DEFAULT_LIMITS, Limits

#: Compression of a whole archive beyond which it is a bomb; office documents reach about 30 to 1, a bomb 1000 to 1.
MOST_EXPANSION = 200
#: Below this unpacked size (bytes) the ratio says nothing: an empty template compresses as well as a bomb does.
HARMLESS_SIZE = 20_000_000

_ENCRYPTED_FLAG = 0x1
_ENTITY = b"<!ENTITY"
_READ_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, IndexError, NotImplementedError),
)


class Archive:
    """A zip whose promises have been checked against the limits.

    Raises DamagedDocument (cut off, bad checksum), LimitExceeded (entries, unpacked size) and PasswordProtected.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _READ_ERRORS as error:
            raise DamagedDocument("The file is cut off or broken: its table of contents cannot be read.") from error
        self._limits = limits
        entries = self._zip.infolist()
        if len(entries) > limits.archive_entries:
            raise LimitExceeded(f"The file holds more than {limits.archive_entries} parts.")
        expanded = sum(entry.file_size for entry in entries)
        is_bomb = expanded > HARMLESS_SIZE and expanded > MOST_EXPANSION * len(data)
        if is_bomb or expanded > limits.expanded_bytes:
            raise LimitExceeded("The file unpacks to far more than a document needs.")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries if not entry.is_dir()}
        self._folded = {name.casefold(): name for name in self._entries}

    def __iter__(self) -> Iterator[str]:
        """Names of the entries, folders left out, in the archive's order."""
        return iter(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").casefold() in self._folded

    def read(self, name: str) -> bytes:
        """An entry's bytes; upper and lower case in the name are one, as OPC has it. KeyError if there is none."""
        entry = self._entries[self._folded[name.lstrip("/").casefold()]]
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise PasswordProtected("The file is protected by a password.")
        try:
            with self._zip.open(entry) as stream:
                return stream.read(self._limits.expanded_bytes + 1)
        except _READ_ERRORS as error:
            raise DamagedDocument("A part of the file is damaged and cannot be unpacked.") from error
        except RuntimeError as error:
            raise PasswordProtected("The file is protected by a password.") from error

    def xml(self, name: str) -> etree._Element:
        """The root of an entry that is XML. KeyError if there is no such entry."""
        return parse_xml(self.read(name), self._limits)


def parse_xml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """The root element of XML from outside: nothing is fetched, no entity is expanded, depth is bounded.

    Raises DamagedDocument for what is not well-formed, LimitExceeded for entities and for depth.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        if "depth" in str(error).casefold():
            raise LimitExceeded("The document's parts are nested too deeply.") from error
        if "entity" in str(error).casefold():
            raise LimitExceeded("The document defines XML entities, which no word processor writes.") from error
        raise DamagedDocument("A part of the document is cut off or is no valid XML.") from error
    if _ENTITY in data or _ENTITY.decode().encode("utf-16-le") in data:
        raise LimitExceeded("The document defines XML entities, which no word processor writes.")
    if _is_deeper_than(root, limits.nesting):
        raise LimitExceeded(f"The document's parts are nested more than {limits.nesting} deep.")
    return root


def _is_deeper_than(root: etree._Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
