"""Other ways to say a text: acronyms written out or shortened, other names and paraphrases put in."""

from __future__ import annotations

from functools import cache, lru_cache

from embeddings.taxonomy.finding import terms_in
from embeddings.taxonomy.store import index_of, taxonomy

_MOST_NAMES = 6  #: other names tried for one mention
_MOST_TEXTS = 24


@lru_cache(maxsize=4096)
def expansions(text: str) -> tuple[str, ...]:
    """The text with one mention at a time put in other words, in order of mention.

    >>> expansions("AP clerk")[0]
    'accounts payable clerk'
    """
    places = index_of()
    found: dict[str, None] = {}
    for mention in terms_in(text):
        said = text[mention.start : mention.end].casefold()
        others = [name for name in _names()[places[mention.term.id]] if name.casefold() != said]
        others.sort(key=lambda name: not name.isupper())
        for name in others[:_MOST_NAMES]:
            found[text[: mention.start] + name + text[mention.end :]] = None
    return tuple(found)[:_MOST_TEXTS]


@cache
def _names() -> tuple[tuple[str, ...], ...]:
    known = taxonomy()
    names: list[list[str]] = [[term.name] for term in known.terms]
    for name in known.names:
        if name.text not in names[name.term]:
            names[name.term].append(name.text)
    return tuple(tuple(one) for one in names)
