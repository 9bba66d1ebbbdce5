"""The parts of an advertisement as they are answered: cut where it is sure, and where two kinds of thing are asked for.

Where a seam is doubtful the reader helps: "a driving licence and experience with Salesforce" looks like two things
of different kinds on its two sides, "clear and concise reports" does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from embeddings.requirements.cutting import FINE, Part, cut
from embeddings.requirements.reading import LOOKS, NONE, PartReader
from parsers.job.model import JobPosting

#: A side of a doubtful seam is a thing of its own where no requirement is less likely than this.
_HARDLY = 0.1


def parted(job: JobPosting, reader: PartReader | None) -> list[Part]:
    """Every part of every statement, in order; without a reader as `cutting.cut` has them."""
    sure = cut(job)
    fine = cut(job, FINE) if reader and sure else sure
    if reader is None or len(fine) == len(sure):
        return sure
    opinions = reader.opinions(job, fine)
    none = LOOKS.index(NONE)
    kinds = np.delete(opinions, none, axis=1).argmax(axis=1)
    asked = opinions[:, none] < _HARDLY
    looks = {
        part.start: int(kind) if is_asked else None for part, kind, is_asked in zip(fine, kinds, asked, strict=True)
    }
    of_statement: dict[int, list[Part]] = {}
    for part in fine:
        of_statement.setdefault(part.statement.start, []).append(part)
    return [piece for part in sure for piece in _pieces(part, _inside(part, of_statement), looks)]


def _inside(part: Part, of_statement: dict[int, list[Part]]) -> list[Part]:
    """The small parts of its statement that stand in the part."""
    return [
        one for one in of_statement.get(part.statement.start, ()) if part.start <= one.start and one.end <= part.end
    ]


def _pieces(part: Part, inside: Sequence[Part], looks: dict[int, int | None]) -> Iterator[Part]:
    """The part, in as many pieces as it asks for kinds of things one after the other."""
    bounds = [0]
    for i, (before, behind) in enumerate(pairwise(inside), start=1):
        left, right = looks[before.start], looks[behind.start]
        if left is not None and right is not None and left != right:
            bounds.append(i)
    if len(bounds) == 1:
        yield part
        return
    for number, (first, last) in enumerate(pairwise([*bounds, len(inside)])):
        start, end = inside[first].start, inside[last - 1].end
        yield Part(start, end, part.statement, part.first and number == 0, only=False)
