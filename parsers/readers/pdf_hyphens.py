"""Hyphens at line ends: broken words or compounds?

Where a program hyphenates, a hyphen at the end of a line is usually its own and goes away when the lines are joined,
which is what `DocumentBuilder` does. Word processors and browsers do not hyphenate unless told to, so their lines end
in a hyphen only where a compound was broken ("temperature-" / "controlled"). There the compound is kept whole by moving
its second part up to the line of the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.document import RawLine
from parsers.readers.pdf_blocks import Draft

#: Programs that hyphenate unless told otherwise.
_TYPESETTERS = re.compile(r"tex\b|latex|typst|indesign|quark|framemaker|scribus|prince|fop\b", re.IGNORECASE)
#: So many of the lines that go on end in a hyphen where text is hyphenated.
_FEWEST, _LEAST_SHARE = 4, 0.07
_HYPHENATED = re.compile(r"([^\W\d_]+)[-‐]$")
_CONTINUES = re.compile(r"([^\W\d_]+)\S*")


def keep_compounds(drafts: Sequence[Draft], metadata: Mapping[str, str]) -> None:
    """Move up the second part of each compound that a line break parts, in place."""
    hyphenates = _is_hyphenated(drafts, metadata)
    text = " ".join(line.text for draft in drafts for line in draft.lines).casefold()
    for draft in drafts:
        for index in range(len(draft.lines) - 1):
            first, second = draft.lines[index : index + 2]
            broken, rest = _HYPHENATED.search(first.text), _CONTINUES.match(second.text)
            if broken is None or rest is None or not rest[1][0].islower():
                continue
            if _is_compound(broken[1].casefold(), rest[1].casefold(), text, hyphenates):
                draft.lines[index : index + 2] = _moved_up(first, second, rest.end())


def _is_hyphenated(drafts: Sequence[Draft], metadata: Mapping[str, str]) -> bool:
    joints = [line.text for draft in drafts for line in draft.lines[:-1]]
    hyphens = sum(bool(_HYPHENATED.search(text)) for text in joints)
    if hyphens >= _FEWEST and hyphens >= _LEAST_SHARE * len(joints):
        return True
    return any(_TYPESETTERS.search(metadata.get(key, "")) for key in ("producer", "creator"))


def _is_compound(first: str, second: str, text: str, hyphenates: bool) -> bool:
    """The document's own spelling elsewhere decides, else whether it hyphenates."""
    if re.search(rf"\b{re.escape(first)}-{re.escape(second)}\b", text):
        return True
    if re.search(rf"\b{re.escape(first + second)}\b", text):
        return False
    return not hyphenates


def _moved_up(first: RawLine, second: RawLine, end: int) -> list[RawLine]:
    """The two lines with the first `end` characters of the second at the end of the first."""
    edges = (*first.char_x, *first.char_x[-1:] * end) if first.char_x else None
    rest = second.text[end:]
    kept = len(rest) - len(rest.lstrip())
    remaining = second.char_x[end + kept :] if second.char_x else None
    return [
        replace(first, text=first.text + second.text[:end], char_x=edges),
        replace(second, text=rest.lstrip(), char_x=remaining),
    ]
