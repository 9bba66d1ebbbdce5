"""How large, long and deep a document may be before it is refused with `LimitExceeded`.

The defaults leave room for a ten-page academic CV full of pictures and for a scanned portfolio; what lies beyond them
is no résumé, or an attack.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Upper bounds for one document; every reader keeps to them."""

    bytes: int = 20_000_000  #: size of the file, in bytes
    pages: int = 300  #: number of pages
    characters: int = 400_000  #: of text, all pages together
    expanded_bytes: int = 200_000_000  #: all entries of an archive (DOCX, ODT, zip) together, unpacked, in bytes
    archive_entries: int = 2_000  #: number of entries in an archive
    nesting: int = 100  #: depth of elements, tables, groups or objects inside each other
    seconds: float = 30.0  #: wall-clock time for reading, in seconds; kept by `parsers.isolated`
    memory_bytes: int = 1_500_000_000  #: address space of a worker process, in bytes; kept by `parsers.isolated`


#: What holds where nobody says otherwise.
DEFAULT_LIMITS = Limits()
