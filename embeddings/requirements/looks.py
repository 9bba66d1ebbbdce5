"""What a part of an advertisement looks like by its words: no requirement, or one of a kind.

The reader (`embeddings.requirements.reading`) knows what sentences mean. Which words stand in a part and around it, how
it is spelled, and whether it names a product or a ticket, counts beside that: "keeping the mileage in Excel" is about a
tool by its capital, "clean" before "licence" about a licence. A multinomial logistic regression, learnt from all our
marked advertisements (`embeddings.training.train_looks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from embeddings.linear import Matrix
from embeddings.requirements.around import plain_words, words_around
from embeddings.requirements.cutting import Part
from embeddings.requirements.reading import LOOKS
from embeddings.requirements.word_regression import WordRegression
from embeddings.taxonomy import terms_in
from parsers.job.model import JobPosting

_MODEL = Path(__file__).parent / "models" / "looks.npz"
_TOKEN = re.compile(r"[\w'’+#&.-]+")
#: What often leads to the name of a tool: "in Excel", "using our Zebra handhelds".
_LEADS = frozenset("in on with using by via through of our use is to".split())
_ENDINGS = (3, 4)  #: letters at the end of a word that say which kind of word it is: "-ing", "-ency"
_FORMS = ("ing", "ed", "es", "s", "e")
#: By how many words it has.
_LENGTHS = ((1, 1), (2, 3), (4, 7), (8, 1000))


def opinions_by_words(job: JobPosting, parts: Sequence[Part], model: WordRegression | None = None) -> Matrix:
    """How likely each part looks like each of LOOKS, shape (parts, LOOKS), by the trained regression or another."""
    model = model or _looks()
    places = [LOOKS.index(name) for name in model.classes]
    opinions = np.zeros((len(parts), len(LOOKS)))
    for row, part in zip(opinions, parts, strict=True):
        row[places] = model.chances(reasons(job, part.start, part.end))
    return opinions


@cache
def _looks() -> WordRegression:
    return WordRegression.load(_MODEL)


def reasons(job: JobPosting, start: int, end: int) -> dict[str, float]:
    """Words in `job.document.text[start:end]` and around it, and how it is written, by name."""
    quote = job.document.text[start:end]
    named = [*_of_words(plain_words(quote)), *_of_names(quote), *_of_spelling(_TOKEN.findall(quote))]
    return {**words_around(job, start, end), **dict.fromkeys(named, 1.0)}


def _of_words(words: Sequence[str]) -> Iterator[str]:
    """How it begins and ends, and how its words do."""
    if not words:
        return
    yield f"first: {words[0]}"
    yield f"first two: {' '.join(words[:2])}"
    yield f"last: {words[-1]}"
    for word in words:
        yield from (f"ending: {word[-letters:]}" for letters in _ENDINGS if len(word) > letters)


def _of_names(quote: str) -> Iterator[str]:
    """What it names that the taxonomy knows, and where."""
    for mention in terms_in(quote):
        kind, to_the_end = mention.term.kind, mention.end >= len(quote) - 1
        yield f"names: {kind}"
        if to_the_end:
            yield f"ends with: {kind}"
        if to_the_end and not mention.start:
            yield f"is: {kind}"


def _of_spelling(tokens: Sequence[str]) -> Iterator[str]:
    """Capitals, digits, length, and the form of its first word."""
    if not tokens:
        return
    capital = [any(letter.isupper() for letter in token) for token in tokens]
    for place, token in enumerate(tokens):
        if not place or not capital[place]:
            continue
        yield "capital inside"
        if place == len(tokens) - 1:
            yield "capital at the end"
        if tokens[place - 1].lower() in _LEADS and not capital[place - 1]:
            yield f"{tokens[place - 1].lower()} Capital"
        if token.isupper():
            yield "acronym"
        elif any(letter.isupper() for letter in token[1:]):
            yield "capital in a word"
    if any(letter.isdigit() for token in tokens for letter in token):
        yield "digit"
    yield from (f"words: {least} to {most}" for least, most in _LENGTHS if least <= len(tokens) <= most)
    yield from (f"first in -{form}" for form in _FORMS if tokens[0].lower().endswith(form))
