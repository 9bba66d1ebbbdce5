"""From a job posting to its requirements: cut, decide, name the kind and the priority, drop what is said twice."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors, cosines
from embeddings.linear import Matrix
from embeddings.requirements.cues import describe_part
from embeddings.requirements.cutting import Part
from embeddings.requirements.kinds import by_convention
from embeddings.requirements.model import Priority, Requirement
from embeddings.requirements.parting import parted
from embeddings.requirements.priority import priorities
from embeddings.requirements.reading import PartReader, reader_for
from embeddings.requirements.signs import Signs, signs_in
from embeddings.requirements.surroundings import surroundings
from embeddings.taxonomy import terms_in
from embeddings.taxonomy.model import NAMED_KINDS
from embeddings.trees import BoostedTrees
from embeddings.words import content_stems
from parsers.document import DocumentBuilder, RawLine
from parsers.job.model import JobPosting, Statement

_MODELS = Path(__file__).parent / "models"
#: A part is a requirement from this probability on; chosen by cross-validation on our own advertisements
#: (`embeddings.training.train_requirements`), leaning to recall: a gap that is not seen cannot be asked about.
THRESHOLD = 0.48
#: Where no part comes up to that, as in a line of bare keywords, those are taken that come up to this.
BARE = 0.25
#: Readers call the duties of a post experience more often than our marks do, which stand for a skill or for either.
#: Set when both mistakes were about as many with it on the benchmark's advertisements; with the present reader that is
#: so at 1.2, which changed no figure there or on the held-out cases by more than their intervals, and is left.
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
def _trees(name: str) -> BoostedTrees:
    return BoostedTrees.load(_MODELS / f"{name}.npz")


def find_requirements(job: JobPosting, encoder: Encoder | None = None) -> tuple[Requirement, ...]:
    """The requirements of an advertisement in its order, ids r1, r2, …

    Without the packaged encoder only the cues decide, which is faster and less exact.
    """
    reader = reader_for(encoder)
    parts = parted(job, reader)
    if not parts:
        return ()
    rows = describe(job, parts, reader)
    chances = _trees(f"requirement{_suffix(reader)}").probabilities(rows)[:, 1]
    if reader:  # cues alone are too unsure of the neighbours for a second look
        chances = _trees("requirement_in_context").probabilities(with_surroundings(parts, rows, chances))[:, 1]
    least = THRESHOLD if chances.max() >= THRESHOLD else BARE
    asked = [chance >= least or _is_name_asked(job, part) for part, chance in zip(parts, chances, strict=True)]
    signs = signs_in(job)
    chosen = [
        i
        for i, part in enumerate(parts)
        if asked[i] and not _offered(part) and part.statement.start not in signs.explaining
    ]
    chosen = _without_repeats(job, parts, chosen, encoder)
    names = _kinds(rows, reader)
    spans = [_quoted(job, parts[i], signs) for i in chosen]
    told = zip(chosen, spans, priorities(job, spans, signs), strict=True)
    return tuple(
        _requirement(job, parts[i], number, names[i], float(chances[i]), span, priority)
        for number, (i, span, priority) in enumerate(told, start=1)
    )


def _quoted(job: JobPosting, part: Part, signs: Signs) -> tuple[int, int]:
    """Where a part is quoted: with the bracket that closes it, without the sign that says how much it matters."""
    text, start, end = job.document.text, part.start, part.end
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return signs.without(text, start, end, part.statement.start)


def _is_name_asked(job: JobPosting, part: Part) -> bool:
    """True of nothing but the name of a tool or a ticket in a bullet of what is required: "Excel and QuickBooks"."""
    if part.statement.kind != "bullet" or part.statement.section != "qualifications":
        return False
    text = job.document.text[part.start : part.end]
    return any(
        mention.term.kind in NAMED_KINDS and (mention.start, mention.end) == (0, len(text))
        for mention in terms_in(text)
    )


def _suffix(reader: PartReader | None) -> str:
    return "" if reader else "_by_cues"


def _kinds(rows: Matrix, reader: PartReader | None) -> list[str]:
    return likeliest_kinds(_trees(f"kind{_suffix(reader)}"), rows)


def likeliest_kinds(classifier: BoostedTrees, rows: Matrix) -> list[str]:
    """The likeliest kind of each row of `describe`."""
    weights = [_EXPERIENCE if name == "experience" else 1.0 for name in classifier.classes]
    chances = classifier.probabilities(rows) * weights
    return [classifier.classes[i] for i in chances.argmax(axis=1)]


def with_surroundings(parts: list[Part], rows: Matrix, alone: Matrix) -> Matrix:
    """The rows of the second look: what the first saw, each part's chance alone, and what stands around it."""
    return np.concatenate([rows, alone[:, None], surroundings(parts, alone)], axis=1)


def stated_requirement(
    identifier: str, quote: str, start: int, priority: Priority, encoder: Encoder | None = None
) -> Requirement:
    """The requirement that somebody says these words of an advertisement are, of the kind that they look like.

    `start` is the offset of `quote` in the advertisement's text.
    """
    job, part = standing_alone(quote)
    reader = reader_for(encoder)
    [kind] = _kinds(describe(job, [part], reader), reader)
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


def describe(job: JobPosting, parts: list[Part], reader: PartReader | None = None) -> Matrix:
    """The cues of the parts and, with a reader, what it thinks of them; shape (parts, CUE_FEATURES [+ LOOKS])."""
    text = job.document.text
    length = max(len(text), 1)
    cues = np.array(
        [describe_part(text[p.start : p.end], p.first, p.only, p.statement, p.start / length) for p in parts],
        dtype=np.float64,
    )
    return np.concatenate([cues, reader.opinions(job, parts)], axis=1) if reader else cues


def _requirement(
    job: JobPosting, part: Part, number: int, kind: str, chance: float, span: tuple[int, int], priority: Priority
) -> Requirement:
    start, end = span
    quote = job.document.text[start:end]
    return Requirement(
        id=f"r{number}",
        quote=quote,
        start=start,
        end=end,
        priority=priority,
        kind=by_convention(kind, quote),
        context=part.statement.text,
        heading=part.statement.heading,
        confidence=chance,
    )


def _without_repeats(job: JobPosting, parts: list[Part], chosen: list[int], encoder: Encoder | None) -> list[int]:
    """`chosen` without the shorter of any two that say the same thing."""
    texts = {i: job.document.text[parts[i].start : parts[i].end] for i in chosen}
    stems = {i: set(content_stems(text)) for i, text in texts.items()}
    enough = SAME_WORDS if encoder else 1.0
    pairs = [(i, j) for i, j in combinations(chosen, 2) if _shared(stems[i], stems[j]) >= enough]
    vectors = _vectors({i: texts[i] for pair in pairs for i in pair}, encoder) if encoder else {}
    dropped: set[int] = set()
    for i, j in pairs:
        alike = not vectors or float(cosines(vectors[i], vectors[j])) >= SAME_COSINE
        if alike and not {i, j} & dropped:
            dropped.add(i if len(stems[i]) < len(stems[j]) else j)
    return [i for i in chosen if i not in dropped]


def _shared(left: set[str], right: set[str]) -> float:
    """The share of the shorter one's stems that the other has too."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def _vectors(texts: dict[int, str], encoder: Encoder) -> dict[int, Vectors]:
    return dict(zip(texts, encoder.encode(list(texts.values())), strict=True))
