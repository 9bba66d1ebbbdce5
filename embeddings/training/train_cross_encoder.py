"""Fine-tunes the cross-encoder: from a requirement and its likeliest lines, or a story, read as one text to an answer.

It begins with the encoder that learnt from the same candidates to compare texts (`train_encoder`), and is trained as
the reader of advertisements is (`train_reader`: cross-entropy, AdamW, seeded, one thread a process). A second course
learns, slower, from what the first did not: a new draw of texts where not all teach, and candidates who came later.
A third, at the highest rate, learns from whole applications, and from texts of the others that are new to it, lest it
forget them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.adapting import Changes, can_be_adapted
from embeddings.encoder import load_encoder
from embeddings.judge import side_by_side as texts
from embeddings.judge import wording
from embeddings.judge.cross_encoder import with_changes
from embeddings.judge.side_by_side import ANSWERS, side_by_side
from embeddings.linear import Matrix
from embeddings.requirements import reading
from embeddings.requirements.reading import Excerpt
from embeddings.settings import EncoderSettings
from embeddings.training import train_reader
from embeddings.training.halves import by_halves
from embeddings.training.mini_cases import CLEAR, WHOLE
from embeddings.training.rows import Row
from embeddings.training.train_reader import Example, Trained

#: Of the stored changes: those of the encoder it begins with and its own together.
_RANK = 48
_IDLE = 4  #: of what a story does not fill every fourth teaches


@dataclass(frozen=True, slots=True)
class Course:
    """How one training goes."""

    draw: int  #: seed of which texts teach
    epochs: int
    rate: float
    unclear: int  #: of mini-cases not told in clear words one in so many teaches; whole applications all do

    def train(self, examples: Sequence[Example], start: Changes | Trained) -> Trained:
        """What is learnt from the examples, beginning with `start`."""
        return train_reader.train_reader(examples, start, ANSWERS, self.epochs, _RANK, self.rate)

    @property
    def key(self) -> str:
        """What decides, beside the texts, what is learnt: kept trainings go by it."""
        return f"{self.epochs} {_RANK} {self.rate}"


#: In the first the unclear teach every third, as they count a third for the answers; in the third every eighth, so that
#: there are two texts of mini-cases for three of applications.
FIRST, SECOND = Course(0, epochs=2, rate=1e-4, unclear=3), Course(1, epochs=1, rate=5e-5, unclear=2)
THIRD = Course(2, epochs=2, rate=1.5e-4, unclear=8)
#: Code that a kept training depends on.
_CODE = (train_reader, texts, reading, wording)
_AT_ONCE = 400  #: texts whose word pieces' vectors are in memory together

#: Rows, and their passages' chances to be evidence.
Taught = tuple[list[Row], list[NDArray[np.float64]]]


#: For each half what learnt from the other, and what learnt from both.
ByHalves = tuple[list[Trained], Trained]


def cross_encoders(
    halves: Sequence[Taught],
    latest: Sequence[Taught],
    whole: Sequence[Taught],
    starts: tuple[Sequence[Changes], Changes],
    kept_in: Path,
) -> ByHalves:
    """What all three courses give.

    They learn from `halves`, from the second on from the half's `latest` candidates too, in the third from its `whole`
    applications; `starts` are the encoders by the same halves.
    """
    begun, taught = of_mini_cases(halves, latest, starts, kept_in)
    third = [third_examples(*own) for own in zip(whole, halves, latest, taught, strict=True)]
    return by_halves(THIRD.train, third, kept_in, _CODE, THIRD.key, begun)


def of_mini_cases(
    halves: Sequence[Taught], latest: Sequence[Taught], starts: tuple[Sequence[Changes], Changes], kept_in: Path
) -> tuple[ByHalves, list[list[Example]]]:
    """What the first two courses give, and what each half has taught in them."""
    first = [list(examples(FIRST, *half)) for half in halves]
    begun = by_halves(FIRST.train, first, kept_in, _CODE, FIRST.key, starts)
    second = [further_examples(SECOND, *own) for own in zip(halves, latest, first, strict=True)]
    gone_on = by_halves(SECOND.train, second, kept_in, _CODE, SECOND.key, begun)
    return gone_on, [[*own, *more] for own, more in zip(first, second, strict=True)]


def further_examples(course: Course, half: Taught, latest: Taught, taught: Sequence[Example]) -> list[Example]:
    """What a half and its latest candidates teach in a course, after what was `taught` in those before."""
    before = {example.excerpt for example in taught}
    return list(examples(course, *together(half, latest), before))


def third_examples(whole: Taught, half: Taught, latest: Taught, taught: Sequence[Example]) -> list[Example]:
    """What a half's applications teach in the third course, and what is new in the rest."""
    return [*examples(THIRD, *whole), *further_examples(THIRD, half, latest, taught)]


def together(first: Taught, second: Taught) -> Taught:
    """What both teach."""
    return [*first[0], *second[0]], [*first[1], *second[1]]


def examples(
    course: Course, rows: Sequence[Row], chances: Sequence[NDArray[np.float64]], before: Set[Excerpt] = frozenset()
) -> Iterator[Example]:
    """What one half teaches in a course, except the texts in `before`; each résumé as it was written."""
    rng = random.Random(course.draw)  # noqa: S311  (not a secret)
    names = sorted({row.case.name for row in rows})
    teaching = {name: CLEAR.match(name) or WHOLE.match(name) or rng.random() < 1 / course.unclear for name in names}
    taught: set[tuple[str, str]] = set()
    for row, own in zip(rows, chances, strict=True):
        asked = row.case.name, row.label.requirement.id
        idle = row.case.told and row.label.status == "missing" and rng.random() >= 1 / _IDLE
        if not teaching[row.case.name] or idle or (not row.case.told and asked in taught):
            continue
        taught.add(asked)
        excerpt = shown(row, own)
        if excerpt not in before:
            answer = np.zeros((1, len(ANSWERS)), dtype=np.float32)
            answer[0, ANSWERS.index(row.label.status)] = 1.0
            yield Example(excerpt, answer)


def shown(row: Row, chances: NDArray[np.float64]) -> Excerpt:
    """What is read of a row."""
    return side_by_side(row.label.requirement, row.case.passages, chances)


def opinions_of(trained: Trained, rows: Sequence[Row], chances: Sequence[NDArray[np.float64]]) -> Matrix:
    """What a cross-encoder on the packaged model thinks of every row, shape (rows, ANSWERS)."""
    return opinions_on(trained, list(map(shown, rows, chances)))


def opinions_on(trained: Trained, excerpts: Sequence[Excerpt]) -> Matrix:
    """The same of excerpts."""
    base = load_encoder(EncoderSettings())
    if not can_be_adapted(base):
        raise TypeError("Cross-encoders are trained on the packaged model alone.")
    own = with_changes(base, *trained)
    each = list(dict.fromkeys(excerpts))  # a lengthened résumé's best lines are mostly its own
    found = np.concatenate([own.opinions(each[i : i + _AT_ONCE]) for i in range(0, len(each), _AT_ONCE)])
    place = {text: i for i, text in enumerate(each)}
    return np.asarray(found[[place[text] for text in excerpts]], dtype=np.float64)
