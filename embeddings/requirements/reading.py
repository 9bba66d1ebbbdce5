"""How the parts of an advertisement are read: each in its statement, between its neighbours, by an encoder of our own.

"Every callout is written up the same evening" asks for something in a list of duties and tells something in a story
about the workshop. So each statement is read once, with its heading and with what stands before and behind it, and
a part is the mean of its own word pieces' vectors there. A linear layer that was trained together with the encoder
(`embeddings.training.train_reader`) says what each part looks like: no requirement, or one of a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np

from embeddings.adapting import Changes, adapted, can_be_adapted
from embeddings.encoder import Encoded, Encoder, SentenceEncoder, Vectors, unit
from embeddings.linear import LinearClassifier, Matrix
from embeddings.requirements.cutting import Part
from parsers.job.model import JobPosting, Statement

_MODELS = Path(__file__).parent / "models"
BETWEEN = " [SEP] "
_AROUND = 150  #: characters of the statement before and of the one behind
#: What a part may look like: the columns of `PartReader.opinions`.
NONE = "none"
LOOKS = (
    NONE,
    "skill",
    "tool",
    "experience",
    "education",
    "certification",
    "licence",
    "language",
    "soft",
    "logistics",
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One statement with what stands around it, as it is read; `places` are its parts, offsets into `text`."""

    text: str
    places: tuple[tuple[int, int], ...]


def excerpts(job: JobPosting, parts: Sequence[Part]) -> list[Excerpt]:
    """The statements of the parts, which come in the advertisement's order; their places together are all parts."""
    numbers = {statement.start: number for number, statement in enumerate(job.statements)}
    found = []
    for start, group in groupby(parts, key=lambda part: part.statement.start):
        own = list(group)
        found.append(_excerpt(job.statements, numbers[start], own))
    return found


def _excerpt(statements: Sequence[Statement], number: int, parts: Sequence[Part]) -> Excerpt:
    statement = statements[number]
    before = statements[number - 1].text[-_AROUND:] if number else ""
    behind = statements[number + 1].text[:_AROUND] if number + 1 < len(statements) else ""
    lead = BETWEEN.join((statement.heading, before, ""))
    shift = len(lead) - statement.start
    places = tuple((part.start + shift, part.end + shift) for part in parts)
    return Excerpt(f"{lead}{statement.text}{BETWEEN}{behind}", places)


def vectors_of_parts(excerpt: Excerpt, encoded: Encoded) -> Vectors:
    """One row a part: the mean of its word pieces beside the whole excerpt, shape (parts, 2 × dimensions).

    A part that was cut off, as the model reads no further, has the excerpt's vector in the place of its own.
    """
    begins, ends = encoded.places[:, 0], encoded.places[:, 1]
    tokens = encoded.tokens.astype(np.float32)
    rows = []
    for start, end in excerpt.places:
        inside = (begins < end) & (ends > start)
        own = unit(tokens[inside].mean(axis=0)) if inside.any() else encoded.sentence
        rows.append(np.concatenate([own, encoded.sentence]))
    return np.stack(rows)


@dataclass(frozen=True, slots=True)
class PartReader:
    """The encoder, and the layer that its vectors were trained for."""

    encoder: Encoder
    layer: LinearClassifier

    def opinions(self, job: JobPosting, parts: Sequence[Part]) -> Matrix:
        """How likely each part looks like each of LOOKS, shape (parts, LOOKS)."""
        return self.opinions_on(excerpts(job, parts))

    def opinions_on(self, shown: Sequence[Excerpt]) -> Matrix:
        """The same for all parts of some excerpts, of which there is at least one."""
        encoded = self.encoder.encode_tokens([excerpt.text for excerpt in shown])
        rows = [vectors_of_parts(*pair) for pair in zip(shown, encoded, strict=True)]
        return self.layer.probabilities(np.concatenate(rows).astype(np.float64))


def reader_for(encoder: Encoder | None) -> PartReader | None:
    """The reader with that encoder's model; None unless it is the packaged one, for which it was trained."""
    return _reader_with(encoder) if can_be_adapted(encoder) else None


@lru_cache(maxsize=1)
def _reader_with(encoder: SentenceEncoder) -> PartReader:
    changes = Changes.load(_MODELS / "encoder.npz")
    return PartReader(adapted(encoder, changes, "requirements"), LinearClassifier.load(_MODELS / "opinion.npz"))
