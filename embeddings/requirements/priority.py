"""Whether a requirement is a must or only wished for, decided at the clause: "X required, Y a plus".

Signs decide where the advertisement explains them (`embeddings.requirements.signs`); else the words around it
(`embeddings.requirements.wishes`), of which what the rules here find is the weightiest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from embeddings.requirements.around import words_around
from embeddings.requirements.model import Priority
from embeddings.requirements.signs import Signs, signs_in
from embeddings.requirements.wishes import chance_of_a_wish
from embeddings.words import content_stems
from parsers.job.model import JobPosting, Statement

#: What a wish is said with, wherever it stands.
_WISH = re.compile(
    r"\b(?:(?:(?:strongly|highly|much|definitely) )?(?:prefer(?:red|ence|ably|s)?|desir(?:able|ed))|ideal(?:ly)?(?! "
    r"(?:candidate|person|applicant))|nice[ -]to[ -]have|"
    r"good to have|(?:an?|added|extra|big|strong|real|definite|distinct) (?:\w+ )?(?:advantage|bonus|plus)(?: point)?|"
    r"bonus(?:es)? (?:points|if|for)|(?:brownie|extra|plus) points|pluses|advantageous|merit(?:ing|orious)|an asset|"
    r"(?:is|are|be|also|very|most|especially) (?:\w+ )?(?:welcome|helpful|beneficial|useful|handy|nice|neat|great"
    r"|lovely)|"
    r"(?:is|are|would be|will be) (?:\w+ )?(?:bonus|advantage)|would help|helps if|help if|"
    r"we(?:['’]d| would| will|['’]ll) (?:also )?love|"
    r"optional(?:ly)?|not (?:essential|a (?:must|requirement|condition|deal[- ]?breaker))|"
    r"not (?:required|needed|necessary)|(?:counts? )?in your favou?r|comes? in handy|"
    r"(?:icing|cherry) on the (?:cake|top)|(?:is|are|well|highly) (?:valued|regarded)|"
    r"(?:would|will|['’]d|['’]ll|are) (?:also )?be (?:glad|pleased|delighted|happy) "
    r"(?:of|about|with|to (?:see|find)|if)|"
    r"(?:we|are) (?:also )?(?:glad|pleased|delighted) (?:of|about|with|to (?:see|find)|if))\b"
    r"|(?<!feel )\b(?:welcome|helpful|beneficial|useful|handy|advantage)\W*$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:must|(?<!not )required|requires?|(?<!not )essential|mandatory|(?<!not )necessary|(?<!not )need(?:ed)?|"
    r"needs (?=to\b|an?\b)|has to|have to|minimum|at least)\b",
    re.IGNORECASE,
)
#: A wish that opens a list and holds for all of it: "Nice to have: A, B", "Bonus points for A and B".
_OPENING_WISH = re.compile(
    r"^\W*(?:(?:also|and|you|you['’]ll|will|it|is|would be|what)\s+)*(?:ideally|preferably|preferred|desirable"
    r"|desired|optional|"
    r"handy|useful|helpful|nice[ -]to[ -]ha(?:ve|s)|good to have|an asset|"
    r"(?:of )?(?:added )?advantage(?=:)|(?:also )?welcome(?=:)|(?:highly|strongly) (?:desirable|preferred)|"
    r"(?:also )?(?:valued|appreciated)|added advantage|an? (?:\w+ )?(?:plus|bonus|advantage)|"
    r"bonus|(?:bonus|brownie|extra|plus) points|meriting|we(?:['’]d| would) (?:also )?love|(?:it )?(?:would )?helps?|"
    r"lovely|great)\b",
    re.IGNORECASE,
)
#: A wish right behind its thing, whatever follows: "German is helpful in the canteen".
_PREDICATE = re.compile(
    r"^\s*(?:is|are|would be|will be)\s+(?:\w+ ){0,2}?(?:preferred|desirable|desired|welcome|helpful|useful"
    r"|beneficial|handy|"
    r"optional|an asset|an? (?:\w+ )?(?:plus|bonus|advantage))\b",
    re.IGNORECASE,
)
#: A wish that closes one: "A, B and C are pluses".
_CLOSING_WISH = re.compile(
    r"^[^;.:]*?(?:\bare\b|\bboth\b|\ball\b|would be)\W+(?:\w+ ){0,2}?(?:preferred|pluses|advantages|advantageous"
    r"|welcome|"
    r"desirable|desired|helpful|useful|beneficial|assets|bonuses|optional)\b",
    re.IGNORECASE,
)
#: A heading under which everything is wished for, where the parser could not name the section.
_WISHING_HEADING = re.compile(
    r"\b(?:advantage\w*|bonus|preferred|preferable|desir\w+|nice|extras?|pluses|a plus|plus points|help if|helps"
    r"|helpful|asset|"
    r"in your favou?r|glad|pleased|delighted|smile|icing|cherry|deal[- ]?breaker|also welcome|valued|recommend\w*|"
    r"great if|good if|lovely|handy|"
    r"optional|can do without|strengthen\w*|we(?:['’]d| would) (?:love|like)|would be (?:great|lovely|nice)|spark"
    r"|dream|"
    r"not (?:essential|required|a must))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;,.:()–—]|\b(?:and|but|while|though|although)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[;.](?=\s|$)|\bbut\b|\bwhile\b", re.IGNORECASE)


#: From this chance on a requirement is only wished for: both mistakes are about as many there, cross-validated.
WISHED = 0.5
#: What a rule found, beside the words: it weighs as much as so many of them before any training.
_SAYS, _FOUND = 3.0, 2.0
#: A wish for a detail of what is asked: "a degree, preferably in chemistry", "grandMA, MA3 by preference".
_DETAIL = re.compile(r"(?<=\w),\s*(?:(?:ideally|preferably)\b.*|[^,;]{1,40} by preference)$", re.IGNORECASE | re.DOTALL)


def priorities(job: JobPosting, spans: Sequence[tuple[int, int]], signs: Signs | None = None) -> list[Priority]:
    """Of each span of the advertisement's text, a requirement, whether it is a must or only wished for.

    `signs` are those of the advertisement, where they are known already.
    """
    signs = signs or signs_in(job)
    found: list[Priority] = []
    for start, end in spans:
        place = job.statement_at(start)
        signed = None if place is None else signs.of.get(job.statements[place].start)
        if signed:
            found.append(signed.priority)
        else:
            found.append("nice" if chance_of_a_wish(reasons_for(job, start, end)) >= WISHED else "must")
    return found


def reasons_for(job: JobPosting, start: int, end: int) -> dict[str, float]:
    """What speaks for its being only wished for: the words around it, and what the rules find in them."""
    place = job.statement_at(start)
    ruled = () if place is None else _ruled(job.document.text[start:end], job.statements[place])
    return {**dict(ruled), **words_around(job, start, end)}


def _ruled(quote: str, statement: Statement) -> Iterator[tuple[str, float]]:
    before, after = _around(quote, statement.text)
    yield f"rule: {by_rule(quote, statement)}", _SAYS
    yield "rule: a heading that wishes", _FOUND * bool(_WISHING_HEADING.search(statement.heading))
    yield "rule: a wish in it", _FOUND * bool(_WISH.search(quote))
    yield "rule: a demand in it", _FOUND * bool(_DEMAND.search(quote))
    yield "rule: a wish nearby", _FOUND * _wished_nearby(before, after)
    yield "rule: a wish for the list", _FOUND * _wished_for_the_list(before, after)


def by_rule(quote: str, statement: Statement) -> Priority:
    """`nice` only where the text plainly says so: in the clause, over a whole list, or in the heading."""
    quote = _DETAIL.sub("", quote)
    if _WISH.search(quote):
        return "nice"
    before, after = _around(quote, statement.text)
    if _DEMAND.search(quote):
        return "must"
    if _wished_nearby(before, after) or _wished_for_the_list(before, after):
        return "nice"
    wishing = statement.section == "preferred" or bool(_WISHING_HEADING.search(statement.heading))
    nearby = _CLAUSE.split(before)[-1] + _CLAUSE.split(after)[0]
    return "nice" if wishing and not _DEMAND.search(nearby) else "must"


def _around(quote: str, statement: str) -> tuple[str, str]:
    """What stands before and behind the quote in its sentence."""
    start = statement.find(quote)
    if start < 0:
        return "", ""
    return _SENTENCE.split(statement[:start])[-1], _SENTENCE.split(statement[start + len(quote) :])[0]


def _wished_nearby(before: str, after: str) -> bool:
    """True where the words just before it wish, or those just behind it do nothing else ("is a plus")."""
    if _WISH.search(_CLAUSE.split(before)[-1]) or _PREDICATE.search(after):
        return True
    tail = next((piece for piece in _CLAUSE.split(after)[:2] if piece.strip()), "")
    return bool(_WISH.search(tail)) and not content_stems(_WISH.sub(" ", tail))


def _wished_for_the_list(before: str, after: str) -> bool:
    """True where a wish opens or closes the list that it stands in, and nothing on the way demands."""
    if _OPENING_WISH.search(before) and not _DEMAND.search(before):
        return True
    closing = _CLOSING_WISH.search(after)
    return closing is not None and not _DEMAND.search(closing.group())
