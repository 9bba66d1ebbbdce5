"""Whether a requirement is a must or only wished for, decided at the clause: "X required, Y a plus"."""

from __future__ import annotations

import re

from embeddings.requirements.model import Priority
from parsers.job.model import Statement

_WISH = re.compile(
    r"\b(?:prefer(?:red|ence|ably|s)?|ideal(?:ly)?(?! candidate)|a (?:\w+ )?(?:plus|bonus|advantage)|(?:an? "
    r")?(?:added |big |strong "
    r"|definite |real )?(?:advantage|bonus|plus point)|desir(?:able|ed)|nice to have|nice-to-have|not essential"
    r"|optional(?:ly)?|"
    r"(?:would|will) be (?:a |an )?(?:\w+ )?(?:plus|bonus|welcome|nice|advantage|useful|helpful|beneficial)|"
    r"would (?:help|be lovely|be great)|welcome|helpful|beneficial|an asset|we(?:['’]d| would| will|['’]ll) love|"
    r"good to have|extra points|brownie points|not (?:a )?(?:must|requirement|required|condition|needed))\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:must|required|requires?|essential|mandatory|necessary|need(?:ed|s)?|has to|have to|minimum|at least)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;,.:–—]|\b(?:and|but|while|though|although)\b", re.IGNORECASE)


def priority_of(quote: str, statement: Statement) -> Priority:
    """`nice` only where the text says so: in the clause, in the whole statement, or in its heading."""
    if _WISH.search(quote):
        return "nice"
    around = _clause_around(quote, statement.text)
    if _WISH.search(around) and not _DEMAND.search(quote):
        return "nice"
    if statement.section == "preferred" and not re.search(r"\b(?:must|required|essential)\b", around, re.IGNORECASE):
        return "nice"
    return "must"


def _clause_around(quote: str, statement: str) -> str:
    """The quote with what belongs to it up to the next clause that has a subject matter of its own."""
    start = statement.find(quote)
    if start < 0:
        return quote
    after = statement[start + len(quote) :]
    pieces = _CLAUSE.split(after, maxsplit=2)
    tail = next((piece for piece in pieces[:2] if piece.strip(" )")), "")
    before = _CLAUSE.split(statement[:start])[-1]
    return f"{before} {quote} {tail if _says_only_priority(tail) else ''}"


def _says_only_priority(tail: str) -> bool:
    """True for a tail like "is a plus" or "preferred but not essential", short and with a wish in it."""
    return bool(_WISH.search(tail)) and len(_WISH.sub("", tail).split()) <= 4
