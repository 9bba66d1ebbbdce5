"""What the cross-encoder reads: a requirement and what may speak for it, as one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from embeddings.judge.model import Passage
from embeddings.judge.wording import in_entry
from embeddings.linear import Matrix
from embeddings.requirements.model import Requirement
from embeddings.requirements.reading import BETWEEN, Excerpt

#: The answers that an opinion is about, in the order of its columns.
ANSWERS = ("met", "missing", "partial")
_LINES = 3  #: of a résumé that are read, the likeliest first; most that is shown stands in them
#: Of a story the likeliest sentences, in the order in which they were told; the model reads 256 word pieces.
_SENTENCES, _WORDS = 10, 150


def side_by_side(requirement: Requirement, passages: Sequence[Passage], chances: Matrix) -> Excerpt:
    """The requirement, then the passages likeliest to be evidence; `chances` has shape (passages,)."""
    order = np.argsort(-chances, kind="stable").tolist()
    told = passages[0].told
    chosen = sorted(_that_fit(order[:_SENTENCES], passages)) if told else order[:_LINES]
    text = BETWEEN.join([requirement.quote, *(in_entry(passages[i]) for i in chosen)])
    return Excerpt(text, ((0, len(requirement.quote)),))


def _that_fit(order: Iterable[int], passages: Sequence[Passage]) -> Iterator[int]:
    """The first ones, as long as they fit; the very first in any case."""
    words = 0
    for rank, i in enumerate(order):
        words += len(in_entry(passages[i]).split())
        if rank and words > _WORDS:
            return
        yield i
