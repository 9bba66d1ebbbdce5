"""Bytes to text when nobody says in which encoding they are.

A byte-order mark decides; else zeros in every other byte (UTF-16); else valid UTF-8; else the western one-byte
encoding, Windows or old Macintosh, whose letters stand where letters stand in words; else charset-normalizer's guess.
"""

from __future__ import annotations

import codecs
import itertools
import re

import charset_normalizer

from parsers.errors import UnknownFormat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Share of control characters above which bytes are no text.
_MOST_CONTROLS = 0.003
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
#: Characters beyond ASCII that are enough to judge by.
_ENOUGH = 20_000
#: Letters and signs that European text is full of.
_WESTERN_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüýßÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØŒÚÜŠšŽžŸÿ")
_CENTRAL_LETTERS = frozenset("áâäąăçćčďđéëęěíîłĺľńňóôöőŕřśšşťţúůüűýźžżÁÂÄĄĂÇĆČĎĐÉËĘĚÍÎŁĹĽŃŇÓÔÖŐŔŘŚŠŞŤŢÚŮÜŰÝŹŽŻß")
#: One-byte encodings to try, the more frequent first, and the letters that they are used for.
_ALPHABETS = {"cp1252": _WESTERN_LETTERS, "mac_roman": _WESTERN_LETTERS, "cp1250": _CENTRAL_LETTERS}
_SIGNS = frozenset("–—‘’“”„‚…•·€£°®©™«»§¿¡ªº½¼¾×²³\xa0\xad")
_SIGNS_IN_WORDS = frozenset("’‘–—·•\xad")
#: How likely (-1 to 1) European text must look before other alphabets are not even considered.
_LIKELY_ENOUGH = 0.5
#: Two or more characters that are one UTF-8 character read as Windows-1252.
_MOJIBAKE = re.compile("[Â-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")


def decoded(data: bytes) -> str:
    """The text of `data`, without a byte-order mark, line ends as they are.

    Raises UnknownFormat for bytes that are text in no encoding.
    """
    text = _declared(data)
    if text is None:
        text = _utf8(data)
    if text is None:
        text = _one_byte(data)
    if text is None or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnknownFormat("The file is neither a known document format nor text.")
    return _mended(_CONTROLS.sub("", text))


def _declared(data: bytes) -> str | None:
    """By byte-order mark, or by the zeros of UTF-16 without one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    sample = data[:4000]
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) * 0.3
    if zeros_odd > enough and zeros_even < enough / 10:
        return data.decode("utf-16-le", "replace")
    if zeros_even > enough and zeros_odd < enough / 10:
        return data.decode("utf-16-be", "replace")
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few stray Windows bytes in it, as text pasted together from two sources has."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "surrogateescape")
    stray = re.findall("[\udc80-\udcff]", text)
    proper = sum(character > "\x7f" for character in text) - len(stray)
    if proper < 4 * len(stray):
        return None
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _one_byte(data: bytes) -> str | None:
    best, likeliness = None, -1.0
    for encoding, letters in _ALPHABETS.items():
        text = _decoded_as(data, encoding)
        if text is not None and (best is None or _likeliness(text, letters) > likeliness):
            best, likeliness = text, _likeliness(text, letters)
    if likeliness >= _LIKELY_ENOUGH:
        return best
    guess = charset_normalizer.from_bytes(data).best()
    return str(guess) if guess is not None else best


def _decoded_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeliness(text: str, letters: frozenset[str]) -> float:
    """From -1 to 1: how far the characters beyond ASCII are these letters or signs, and stand where they may."""
    score, count = 0.0, 0
    for match in itertools.islice(re.finditer(r"[^\x00-\x7f]", text), _ENOUGH):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        count += 1
        score += _fit(match[0], before, after, letters)
    return score / count if count else 1.0


def _fit(character: str, before: str, after: str, letters: frozenset[str]) -> float:
    if character in _SIGNS:
        return -1 if before.isalpha() and after.isalpha() and character not in _SIGNS_IN_WORDS else 1
    if character not in letters:
        return -1
    capital_inside = character.isupper() and (before.islower() or (after.islower() and before.isalpha()))
    lone = not before.isalpha() and not after.isalpha()
    foreign_run = before > "\x7f" and after > "\x7f"
    return -1 if capital_inside or lone or foreign_run else 1


def _mended(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 and saved again ("â€™" for an apostrophe), put right."""

    def character(match: re.Match[str]) -> str:
        try:
            return b"".join(_byte(letter) for letter in match[0]).decode("utf-8")
        except UnicodeError:
            return match[0]

    return _MOJIBAKE.sub(character, text)


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if letter < "\xa0" else letter.encode("cp1252")
