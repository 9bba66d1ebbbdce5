"""RTF as a stream of braces, control words and text; binary data is stepped over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"(?P<brace>[{}])"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    """One piece of RTF: for "word" its name, for "symbol" the character, for "text" and "byte" the bytes themselves."""

    kind: Literal["open", "close", "word", "symbol", "text", "byte"]
    name: str = ""
    number: int | None = None  #: parameter of a control word, if it has one
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens from the first brace on; line ends, which mean nothing, are left out."""
    position = max(data.find(b"{"), 0)
    while match := _TOKEN.match(data, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "brace":
            yield Token("open" if match[0] == b"{" else "close")
        elif kind in ("word", "number"):
            name, number = match["word"].decode("ascii"), match["number"]
            if name == "bin":
                position += max(int(number or 0), 0)
            else:
                yield Token("word", name, int(number) if number is not None else None)
        elif kind == "hex":
            yield Token("byte", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", data=match["text"])
