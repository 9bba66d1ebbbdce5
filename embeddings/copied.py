"""Lines that were copied out of the advertisement: they show that it was read, and nothing else.

A line counts as copied when a long run of its words stands in the advertisement word for word and makes up nearly all
of it. Names of degrees and short phrases that both sides share are no copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from embeddings.judge.model import Passage
from embeddings.words import words

#: Shortest run of words that nobody writes twice by chance, and the share of the line that it must be.
_RUN, _SHARE = 9, 0.85


def copied_from(text: str, passages: Sequence[Passage]) -> frozenset[int]:
    """Indices of the passages that were copied out of `text`."""
    theirs = [word.casefold() for word in words(text)]
    known = {tuple(theirs[i : i + _RUN]) for i in range(len(theirs) - _RUN + 1)}
    return frozenset(i for i, passage in enumerate(passages) if _is_copied(passage, theirs, known))


def _is_copied(passage: Passage, theirs: list[str], known: set[tuple[str, ...]]) -> bool:
    own = [word.casefold() for word in words(passage.text)]
    if len(own) < _RUN or not any(tuple(own[i : i + _RUN]) in known for i in range(len(own) - _RUN + 1)):
        return False
    longest = SequenceMatcher(None, own, theirs, autojunk=False).find_longest_match()
    return longest.size >= _SHARE * len(own)
