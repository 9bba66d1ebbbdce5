"""Characters as a person reads them: what fonts, word processors and exports put in their place is undone here.

Layout is decided before cleaning (tabs and runs of spaces mean columns); cleaning then works on the text of one line,
cell or paragraph. Nothing here changes a word.
"""

from __future__ import annotations

import re
import unicodedata

#: Glyphs that are bullets whatever follows them.
_SURE_BULLETS = "•‣⁃∙◦●○◘◙⦁⦿▪▫■□◼◻◾◽▶►▸▹▷➢➤➔➜➝➞➟➠➡➥➧➨➲➳➵➺➼❖◆◇⬥⬦⧫❑❒❏❐✓✔☑✗✘✦✧★☆✱✲✳✴✶✷✸✹✺❉❋❍⚫⚬⬤⭐🔹🔸▻➣➛➙⮚⇒⇨⟶⇾"
#: Glyphs that are bullets only where white space follows.
_LIKELY_BULLETS = "·-‐‑‒–—―−*+>»›~¤→¨¡¬"
#: Letters that the Courier New and Wingdings bullets of word processors turn into; a capital must follow them too.
_LETTER_BULLETS = "o§Øüvq"

#: Every glyph that may stand before a list item. Use `strip_bullet` to tell a bullet from a dash or a letter.
BULLETS = frozenset(_SURE_BULLETS + _LIKELY_BULLETS + _LETTER_BULLETS)

_BULLET = re.compile(
    rf"[{re.escape(_SURE_BULLETS)}]+[\ufe0e\ufe0f]?\s*"
    rf"|[{re.escape(_LIKELY_BULLETS)}]\s+"
    rf"|[{_LETTER_BULLETS}]\s+(?=[^\W\d_a-zß-ÿ])"
    rf"|[-–*·](?=[A-ZÀ-ÞĀ-Ž][^\W\d_])"
)

#: Symbol and Wingdings bullets in the private-use area (0xF000 + code in the font). Other private-use glyphs are icons.
_PRIVATE_BULLETS = frozenset(
    chr(0xF000 + code)
    for code in (
        *(0x2D, 0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78),
        *(0x9E, 0x9F, 0xA0, 0xA1, 0xA4, 0xA7, 0xA8, 0xAA, 0xAB, 0xAE, 0xB7, 0xD8, 0xDC, 0xE0, 0xE8, 0xF0),
        *(0xFB, 0xFC, 0xFD, 0xFE),
    )
)

_INVISIBLE = frozenset(
    "\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f\ufff9\ufffa\ufffb\u061c\u180e"
)
_LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
#: A zero-width joiner or non-joiner has a meaning only in scripts from Hebrew to the Indic ones, and in emoji.
_IDLE_JOINERS = re.compile(r"(?<![\u0590-\u0dff\u2190-\u2bff\U0001f000-\U0001faff])[\u200c\u200d]")
_INNER_SOFT_HYPHEN = re.compile(r"\u00ad(?=[^\s])|\u00ad(?=[^\S\n]+\S)")

#: Five or more single letters one space apart, or four that fill a line: a word typed with spaces between its letters.
_LETTER = r"[^\W\d_]"
_SPACED_WORD = re.compile(
    rf"(?<!\S){_LETTER}(?: [&'’.,:-]?{_LETTER}[.,:]?){{4,}}(?!\S)|^{_LETTER}(?: {_LETTER}){{3}}:?$", re.M
)
_SPACED_GAP = re.compile(rf"(?<=\b{_LETTER}) {{2,}}(?={_LETTER}\b)")


def clean(text: str) -> str:
    """The text with plain spaces and letters; line breaks become `\\n`, white space at the ends is not stripped.

    Ligatures and letters in presentation or mathematical forms are written out, accents composed, white space of any
    kind is folded to one space, invisible characters and icon glyphs are dropped, Symbol and Wingdings bullets become
    `•`, words in spaced letters are closed up. A soft hyphen survives only at a line's end, where it marks a broken
    word.

    >>> clean("E\\u00a0X P E R T  in \\ufb01nance")
    'EXPERT in finance'
    """
    if text.isascii() and text.isprintable() and "  " not in text and not _SPACED_WORD.search(text):
        return text
    text = _LINE_BREAKS.sub("\n", text)
    text = "".join(map(readable, text))
    text = _IDLE_JOINERS.sub("", text)
    text = _INNER_SOFT_HYPHEN.sub("", text)
    text = close_spaced_letters(text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def readable(character: str) -> str:
    """What one character stands for: itself, the letters of a ligature, a plain space, `•`, or nothing.

    For readers that keep a position for every character; `clean` does the rest, which looks at neighbours.
    """
    if character.isascii():
        return character if character.isprintable() or character in "\n\t" else _control(character)
    if character in _INVISIBLE:
        return ""
    if _is_compatibility_form(ord(character)):
        return unicodedata.normalize("NFKC", character)
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Co":
        return "•" if character in _PRIVATE_BULLETS else ""
    if category == "Cc" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return _control(character)
    return character


def close_spaced_letters(text: str) -> str:
    """The text with words in spaced letters closed up; two or more spaces between them part words.

    >>> close_spaced_letters("W O R K  H I S T O R Y")
    'WORK HISTORY'
    """
    text = _SPACED_GAP.sub("  ", text)
    parts = re.split(r"( {2,}|\t|\n)", text)
    if len(parts) == 1:
        return _SPACED_WORD.sub(_without_spaces, text)
    spaced = [_is_spaced(part) for part in parts]
    if not any(len(part.split(" ")) >= 4 for part, is_spaced in zip(parts, spaced, strict=True) if is_spaced):
        return "".join(_SPACED_WORD.sub(_without_spaces, part) for part in parts)
    return "".join(part.replace(" ", "") if is_spaced else part for part, is_spaced in zip(parts, spaced, strict=True))


def strip_bullet(text: str) -> tuple[str, bool]:
    """The text without its leading bullet glyph, and whether there was one.

    A dash, asterisk or arrow counts where white space (or at once a capital) follows, the letters that stand for
    Wingdings bullets only before a capital, so "o bien" and "-5 %" are left alone.

    >>> strip_bullet("▪ Kept the accounts")
    ('Kept the accounts', True)
    """
    stripped = text.lstrip()
    match = _BULLET.match(stripped)
    if match:
        return stripped[match.end() :], True
    if stripped in BULLETS and stripped not in _LETTER_BULLETS:
        return "", True
    return text, False


def _is_compatibility_form(code: int) -> bool:
    """Ligatures, Arabic and Hebrew presentation forms, half and full widths, mathematical and enclosed alphabets."""
    return (
        0xFB00 <= code <= 0xFDFF
        or 0xFE70 <= code <= 0xFEFE
        or 0xFF01 <= code <= 0xFFEE
        or 0x1D400 <= code <= 0x1D7FF
        or code in {0x0132, 0x0133, 0x01C4, 0x01C5, 0x01C6, 0x01C7, 0x01C8, 0x01C9, 0x01CA, 0x01CB, 0x01CC}
        or 0x2F00 <= code <= 0x2FDF
    )


def _control(character: str) -> str:
    return " " if character in "\x0b\x0c\x1c\x1d\x1e\x1f\x85" else ""


def _is_spaced(part: str) -> bool:
    """All words of one letter, and not only one or two of them that could be words of their own."""
    words = part.split(" ")
    return bool(part.strip()) and len(words) > 1 and all(len(word) == 1 or word == "" for word in words)


def _without_spaces(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")
