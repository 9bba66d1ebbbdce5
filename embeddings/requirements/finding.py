"""From a job posting to its requirements: cut, decide, name the kind and the priority, drop what is said twice."""

from __future__ import annotations

import re
from itertools import combinations

from embeddings.encoder import Encoder, Vectors, cosines
from embeddings.requirements.cutting import Part
from embeddings.requirements.kinds import by_convention
from embeddings.requirements.model import Priority, Requirement
from embeddings.requirements.opinions import chances_and_kinds
from embeddings.requirements.parting import parted
from embeddings.requirements.priority import priorities
from embeddings.requirements.reading import reader_for
from embeddings.requirements.signs import Signs, signs_in
from embeddings.taxonomy import terms_in
from embeddings.taxonomy.model import NAMED_KINDS
from embeddings.words import content_stems
from parsers.document import DocumentBuilder, RawLine
from parsers.job.model import JobPosting, Statement

#: A part is a requirement from this probability on; chosen by cross-validation on our own advertisements
#: (`embeddings.training.train_looks`), leaning to recall: a gap that is not seen cannot be asked about.
THRESHOLD = 0.42
#: Where no part comes up to that, as in a line of bare keywords, those are taken that come up to this, and all that are
#: nothing but the name of a tool or a ticket.
BARE = 0.25
#: "We will train you in SAP", "free Spanish lessons".
_OFFER = re.compile(
    r"\b(?:we|they|i)(?:['’]ll| will| can| would)?\s+(?:\w+\s+)?(?:train|teach|coach|send|put) you\b|^\W*free\b",
    re.IGNORECASE,
)
#: Two requirements are one thing said twice from this cosine on, if most of their words agree too.
SAME_COSINE = 0.8
SAME_WORDS = 0.6


def find_requirements(job: JobPosting, encoder: Encoder | None = None) -> tuple[Requirement, ...]:
    """The requirements of an advertisement in its order, ids r1, r2, …

    Without the packaged encoder only the cues decide, which is faster and less exact.
    """
    reader = reader_for(encoder)
    parts = parted(job, reader)
    if not parts:
        return ()
    chances, names = chances_and_kinds(job, parts, reader)
    least = THRESHOLD if chances.max() >= THRESHOLD else BARE
    asked = [
        chance >= least or ((least == BARE or _is_asked_of_all(part)) and _is_name(job, part))
        for part, chance in zip(parts, chances, strict=True)
    ]
    signs = signs_in(job)
    chosen = [
        i
        for i, part in enumerate(parts)
        if asked[i] and not _offered(part) and part.statement.start not in signs.explaining
    ]
    chosen = _without_repeats(job, parts, chosen, encoder)
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


def _is_asked_of_all(part: Part) -> bool:
    """Whether it stands in a bullet of what is required, where "Excel and QuickBooks" is enough."""
    return part.statement.kind == "bullet" and part.statement.section == "qualifications"


def _is_name(job: JobPosting, part: Part) -> bool:
    """True of nothing but the name of a tool or a ticket."""
    text = job.document.text[part.start : part.end]
    return any(
        mention.term.kind in NAMED_KINDS and (mention.start, mention.end) == (0, len(text))
        for mention in terms_in(text)
    )


def stated_requirement(
    identifier: str, quote: str, start: int, priority: Priority, encoder: Encoder | None = None
) -> Requirement:
    """The requirement that somebody says these words of an advertisement are, of the kind that they look like.

    `start` is the offset of `quote` in the advertisement's text.
    """
    job, part = standing_alone(quote)
    reader = reader_for(encoder)
    _, [kind] = chances_and_kinds(job, [part], reader)
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
