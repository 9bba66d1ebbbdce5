"""How a thing shown relates to a thing asked for, between two terms and between two texts."""

from __future__ import annotations

import re
from functools import lru_cache

from embeddings.taxonomy.finding import classified_in, terms_in
from embeddings.taxonomy.model import NAMED_KINDS, RELATIONS, Link, Mention, Relation, Term
from embeddings.taxonomy.store import index_of, taxonomy

_RANK = {relation: rank for rank, relation in enumerate(RELATIONS)}

#: "relational databases such as PostgreSQL" asks for the family; "Salesforce CRM" for the one.
_EXAMPLES = re.compile(
    r"\b(?:such as|e\.?g\.?|for example|for instance|like|including|similar|equivalent|comparable"
    r"|or (?:an)?other|or any)\b",
    re.IGNORECASE,
)


def relation(asked: Term, shown: Term) -> Relation:
    """How what is shown relates to what is asked."""
    if asked.id == shown.id:
        return "same"
    places = index_of()
    if asked.id not in places or shown.id not in places:
        return "none"
    return _relation(places[asked.id], places[shown.id])


@lru_cache(maxsize=100_000)
def _relation(asked: int, shown: int) -> Relation:
    if asked in _served_by(shown):
        return "specific"
    if shown in _closure(asked, taxonomy().editions):
        return "general"
    if _groups(asked) & _groups(shown):
        return "adjacent"
    return "general" if shown in _served_by(asked) else "none"


def belongs_to(term: Term, family: str) -> bool:
    """Whether a term stands in the family of that name itself, and not only by what it implies."""
    places, known = index_of(), taxonomy()
    own = known.broader.get(places[term.id], ()) if term.id in places else ()
    return any(known.terms[other].name == family for other in own)


@lru_cache(maxsize=20_000)
def _served_by(term: int) -> frozenset[int]:
    """All that a term serves for: its families, what it is an edition of, what it implies, and so on up."""
    return _closure(term, taxonomy().broader)


@lru_cache(maxsize=20_000)
def _groups(term: int) -> frozenset[int]:
    """Groups in which a term, or what it is an edition of, has competitors."""
    known = taxonomy()
    return frozenset(group for one in {term, *_closure(term, known.editions)} for group in known.groups.get(one, ()))


def _closure(term: int, edges: dict[int, tuple[int, ...]]) -> frozenset[int]:
    reached: set[int] = set()
    waiting = [term]
    while waiting:
        for other in edges.get(waiting.pop(), ()):
            if other not in reached and other != term:
                reached.add(other)
                waiting.append(other)
    return frozenset(reached)


def links(asked_text: str, shown_text: str) -> tuple[Link, ...]:
    """The best answer to each thing that is asked for, in the order in which they are asked for.

    A family named beside one of its members ("Salesforce CRM") is left out, unless the member is an example. Of an
    ambiguous acronym the meaning that is answered best counts.
    """
    shown = terms_in(shown_text)
    best: dict[tuple[int, int], Link] = {}
    for mention in _asked(asked_text):
        link = _best(mention, shown)
        held = best.get((mention.start, mention.end))
        if held is None or _RANK[link.relation] < _RANK[held.relation]:
            best[mention.start, mention.end] = link
    return tuple(best.values())


@lru_cache(maxsize=4096)
def _asked(text: str) -> tuple[Mention, ...]:
    mentions = tuple(mention for mention in terms_in(text) if not _is_part(mention, terms_in(text)))
    if _EXAMPLES.search(text):
        return mentions
    places = index_of()
    wider = {other for mention in mentions for other in _served_by(places[mention.term.id])}
    return tuple(mention for mention in mentions if places[mention.term.id] not in wider)


def _is_part(mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    """True of "social media" in "social media management"."""
    length = mention.end - mention.start
    return any(
        other.start <= mention.start and mention.end <= other.end and other.end - other.start > length
        for other in mentions
    )


def _best(asked: Mention, shown: tuple[Mention, ...]) -> Link:
    best = Link(asked, None, "none")
    for mention in shown:
        found = relation(asked.term, mention.term)
        if _RANK[found] < _RANK[best.relation]:
            best = Link(asked, mention, found)
    return best


@lru_cache(maxsize=20_000)
def related(asked_text: str, shown_text: str) -> Relation | None:
    """The best relation between anything asked for and anything shown; None where nothing known is asked for.

    Where a tool, credential or named subject is asked for, it decides; else activities do; else, more weakly, the
    skills of ESCO.
    """
    if not _asked(asked_text):
        return _alike_by_classification(asked_text, shown_text)
    if not terms_in(shown_text):
        return "none"
    found = links(asked_text, shown_text)
    named = [link for link in found if link.asked.term.kind in NAMED_KINDS]
    return min((link.relation for link in named or found), key=_RANK.__getitem__)


def _alike_by_classification(asked_text: str, shown_text: str) -> Relation | None:
    """Same where both texts name one skill of ESCO or one product of O*NET; else nothing can be said."""
    return "same" if _classified(asked_text) & _classified(shown_text) else None


@lru_cache(maxsize=4096)
def _classified(text: str) -> frozenset[str]:
    return frozenset(mention.term.id for mention in classified_in(text))
