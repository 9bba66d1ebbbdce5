"""From a job posting to its requirements: cut, decide, name the kind and the priority, drop what is said twice."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors, cosines
from embeddings.linear import Matrix
from embeddings.requirements.cues import describe_part
from embeddings.requirements.cutting import Part, cut
from embeddings.requirements.kinds import by_convention
from embeddings.requirements.model import Priority, Requirement
from embeddings.requirements.priority import priority_of
from embeddings.requirements.surroundings import surroundings
from embeddings.stacked import StackedClassifier
from embeddings.trees import BoostedTrees
from embeddings.words import content_stems
from parsers.document import DocumentBuilder, RawLine
from parsers.job.model import JobPosting, Statement

_MODELS = Path(__file__).parent / "models"
#: A part is a requirement from this probability on; chosen by cross-validation on our own advertisements
#: (`embeddings.training.train_requirements`), leaning to recall: a gap that is not seen cannot be asked about.
THRESHOLD = 0.48
#: Readers call the duties of a post experience more often than our marks do, which stand for a skill or for either;
#: chosen so that both mistakes are about as many on the benchmark's advertisements.
_EXPERIENCE = 1.5
#: "We will train you in SAP", "free Spanish lessons".
_OFFER = re.compile(
    r"\b(?:we|they|i)(?:['’]ll| will| can| would)?\s+(?:\w+\s+)?(?:train|teach|coach|send|put) you\b|^\W*free\b",
    re.IGNORECASE,
)
#: Two requirements are one thing said twice from this cosine on, if most of their words agree too.
SAME_COSINE = 0.8
SAME_WORDS = 0.6


@cache
def _classifier(name: str) -> StackedClassifier:
    return StackedClassifier.load(_MODELS, name)


@cache
def _second_look() -> BoostedTrees:
    return BoostedTrees.load(_MODELS / "requirement_in_context.npz")


def find_requirements(job: JobPosting, encoder: Encoder | None = None) -> tuple[Requirement, ...]:
    """The requirements of an advertisement in its order, ids r1, r2, …

    Without an encoder only the cues decide, which is faster and less exact.
    """
    parts = cut(job)
    if not parts:
        return ()
    vectors = encode_parts(job, parts, encoder) if encoder else None
    suffix = "" if vectors is not None else "_by_cues"
    cues = describe(job, parts)
    chances = _classifier(f"requirement{suffix}").probabilities(cues, vectors)[:, 1]
    if encoder:  # cues alone are too unsure of the neighbours for a second look
        chances = _second_look().probabilities(with_surroundings(parts, cues, chances))[:, 1]
    names = _kinds(cues, vectors)
    chosen = [i for i, chance in enumerate(chances) if chance >= THRESHOLD and not _offered(parts[i])]
    chosen = _without_repeats(job, parts, chosen, vectors)
    return tuple(
        _requirement(job, parts[i], number, names[i], float(chances[i])) for number, i in enumerate(chosen, start=1)
    )


def _kinds(cues: Matrix, vectors: Vectors | None) -> list[str]:
    """The likeliest kind of each part."""
    classifier = _classifier("kind" if vectors is not None else "kind_by_cues")
    weights = [_EXPERIENCE if name == "experience" else 1.0 for name in classifier.classes]
    chances = classifier.probabilities(cues, vectors) * weights
    return [classifier.classes[i] for i in chances.argmax(axis=1)]


def with_surroundings(parts: list[Part], cues: Matrix, alone: Matrix) -> Matrix:
    """The rows of the second look: cues, each part's chance alone, and those of what stands around it."""
    return np.concatenate([cues, alone[:, None], surroundings(parts, alone)], axis=1)


def stated_requirement(
    identifier: str, quote: str, start: int, priority: Priority, encoder: Encoder | None = None
) -> Requirement:
    """The requirement that somebody says these words of an advertisement are, of the kind that they look like.

    `start` is the offset of `quote` in the advertisement's text.
    """
    job, part = standing_alone(quote)
    vectors = encode_parts(job, [part], encoder) if encoder else None
    [kind] = _kinds(describe(job, [part]), vectors)
    return Requirement(identifier, quote, start, start + len(quote), priority, by_convention(kind, quote), quote, "")


def standing_alone(quote: str) -> tuple[JobPosting, Part]:
    """An advertisement of one bullet that says just this, and the bullet as its only part."""
    builder = DocumentBuilder("text/plain")
    builder.page()
    builder.block("bullet", [RawLine(quote)])
    document = builder.build()
    statement = Statement(document.text, 0, len(document.text), "qualifications", "", "bullet")
    part = Part(0, len(document.text), statement, first=True, only=True)
    return JobPosting(document, "", "", "", (), (statement,)), part


def _offered(part: Part) -> bool:
    """True in a sentence that says in so many words that it is given, not asked."""
    return bool(_OFFER.search(part.statement.text))


def encode_parts(job: JobPosting, parts: list[Part], encoder: Encoder) -> Vectors:
    """Vectors of the parts beside those of their statements, shape (parts, 2 × dimensions), encoded as one batch."""
    text = job.document.text
    texts = [text[part.start : part.end] for part in parts]
    whole = [part.statement.text for part in parts]
    both = encoder.encode([*texts, *whole])
    return np.concatenate([both[: len(parts)], both[len(parts) :]], axis=1)


def describe(job: JobPosting, parts: list[Part]) -> Matrix:
    """The cues of the parts, shape (parts, CUE_FEATURES)."""
    text = job.document.text
    length = max(len(text), 1)
    return np.array(
        [describe_part(text[p.start : p.end], p.first, p.only, p.statement, p.start / length) for p in parts],
        dtype=np.float64,
    )


def _requirement(job: JobPosting, part: Part, number: int, kind: str, chance: float) -> Requirement:
    quote = job.document.text[part.start : part.end]
    return Requirement(
        id=f"r{number}",
        quote=quote,
        start=part.start,
        end=part.end,
        priority=priority_of(quote, part.statement),
        kind=by_convention(kind, quote),
        context=part.statement.text,
        heading=part.statement.heading,
        confidence=chance,
    )


def _without_repeats(job: JobPosting, parts: list[Part], chosen: list[int], vectors: Vectors | None) -> list[int]:
    """`chosen` without the shorter of any two that say the same thing."""
    text = job.document.text
    stems = {i: set(content_stems(text[parts[i].start : parts[i].end])) for i in chosen}
    alike = _cosines_of_parts(vectors) if vectors is not None else None
    dropped: set[int] = set()
    for place, i in enumerate(chosen):
        for j in chosen[place + 1 :]:
            if i in dropped or j in dropped or not stems[i] or not stems[j]:
                continue
            shared = len(stems[i] & stems[j]) / min(len(stems[i]), len(stems[j]))
            close = alike is None or alike[i, j] >= SAME_COSINE
            if shared >= (SAME_WORDS if alike is not None else 1.0) and close:
                dropped.add(i if len(stems[i]) < len(stems[j]) else j)
    return [i for i in chosen if i not in dropped]


def _cosines_of_parts(vectors: Vectors) -> Vectors:
    """Cosines between parts, from rows that hold the part's vector before its statement's."""
    own = vectors[:, : vectors.shape[1] // 2]
    return cosines(own, own)
