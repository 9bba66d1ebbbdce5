"""How alike a requirement and each passage are, in several ways, as numbers.

No single likeness tells shown from missing (the best line's cosine is near chance on our benchmark), so several are
kept side by side: whole sentences, word against word in context, shared stems by how telling they are, spelling.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from embeddings.encoder import Encoded, Encoder, Vectors, cosines, unit
from embeddings.judge.clauses import CLAUSE_TRAITS, Parts
from embeddings.judge.cues import CUES, cues_of
from embeddings.judge.model import Passage
from embeddings.judge.wording import core, heading_before, in_entry
from embeddings.linear import Matrix
from embeddings.requirements.model import Requirement
from embeddings.taxonomy import related
from embeddings.taxonomy.model import RELATIONS
from embeddings.words import content_stems

WORD_WEIGHTS = Path(__file__).parent / "models" / "word_weights.npz"

#: One number each for a requirement and a passage.
LIKENESSES = (
    "sentence",  # cosine of the requirement and the passage, as it reads in its entry
    "sentence_in_entry",  # cosine of the requirement and the passage with its entry's heading
    "context",  # cosine of the requirement's whole statement and the passage
    "words",  # requirement's word pieces, each with its nearest in the passage, weighted by how telling they are
    "words_least",  # the least well matched telling word piece
    "words_back",  # passage's word pieces, each with its nearest in the requirement
    "stems",  # weighted share of the requirement's stems that stand in the passage
    "stems_in_entry",  # the same, entry heading included
    "rarest",  # 1 where the requirement's most telling stem stands in the passage
    "spelling",  # partial similarity of the strings
    "length",  # words in the passage
    "clause_words",  # requirement's word pieces, each with its nearest in the best clause of the passage
    "clause_stems",  # weighted share of the requirement's stems that stand in that clause
)
#: Those of them that the encoder makes.
ENCODED = ("sentence", "sentence_in_entry", "context", "words", "words_least", "words_back", "clause_words")
#: How what a passage names relates to what is asked, by the taxonomy: one of these is 1, or none (nothing known).
RELATED = tuple(f"related:{name}" for name in RELATIONS)
PASSAGE_TRAITS = (
    *(f"cue:{name}" for name in CUES),
    *(f"section:{name}" for name in ("work", "education", "certificates", "skills", "languages", "summary", "answer")),
    *(f"kind:{name}" for name in ("heading", "item", "row")),
)
PAIR_FEATURES = (*LIKENESSES, *PASSAGE_TRAITS, *CLAUSE_TRAITS, *RELATED)


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Inverse document frequencies of word pieces (by id) and of stems, from our own texts and taxonomy."""

    pieces: NDArray[np.float32]
    stems: dict[str, float]
    unknown: float  #: weight of a stem that is not in the table

    def of_stem(self, stem: str) -> float:
        """Weight of a stem."""
        return self.stems.get(stem, self.unknown)


@cache
def word_weights(path: Path = WORD_WEIGHTS) -> WordWeights:
    """The stored table."""
    with np.load(path, allow_pickle=False) as stored:
        stems = dict(zip(map(str, stored["stems"]), map(float, stored["stem_weights"]), strict=True))
        return WordWeights(stored["pieces"].astype(np.float32), stems, float(stored["unknown"]))


def pair_features(
    requirements: Sequence[Requirement], passages: Sequence[Passage], encoder: Encoder, weights: WordWeights
) -> NDArray[np.float64]:
    """PAIR_FEATURES of every requirement with every passage, shape (requirements, passages, features)."""
    subjects = [core(requirement.quote) for requirement in requirements]
    asked = encoder.encode_tokens(subjects + [r.context for r in requirements])
    cores, contexts = asked[: len(requirements)], asked[len(requirements) :]
    shown = [p.masked or p.text for p in passages]
    with_heading = encoder.encode_tokens([in_entry(p) for p in passages])
    core_vectors = np.stack([c.sentence for c in cores])
    line_vectors = _without_heading(passages, with_heading, encoder)
    likeness = np.zeros((len(requirements), len(passages), len(LIKENESSES)))
    likeness[:, :, 0] = cosines(core_vectors, line_vectors)
    likeness[:, :, 1] = cosines(core_vectors, np.stack([line.sentence for line in with_heading]))
    likeness[:, :, 2] = cosines(np.stack([c.sentence for c in contexts]), line_vectors)
    parts = Parts.of(passages, with_heading)
    likeness[:, :, 3:6], of_parts = _word_by_word(cores, with_heading, parts, weights)
    likeness[:, :, 6:11] = _spelled(requirements, passages, shown, weights)
    likeness[:, :, 11:], clauses = _best_clauses(requirements, passages, parts, of_parts, weights)
    traits = np.array([_traits(passage) for passage in passages], dtype=np.float64)
    named = np.array([[_related(subject, text) for text in shown] for subject in subjects], dtype=np.float64)
    of_lines = np.broadcast_to(traits, (len(requirements), *traits.shape))
    return np.concatenate([likeness, of_lines, clauses, named], axis=2)


def _related(asked: str, shown: str) -> list[float]:
    found = related(asked, shown)
    return [float(found == name) for name in RELATIONS]


def _without_heading(passages: Sequence[Passage], lines: Sequence[Encoded], encoder: Encoder) -> Vectors:
    """Vectors of the passages themselves, shape (passages, dimensions), from the pass that reads them in their entries.

    The mean of a passage's own word pieces, as they were read after the heading: a pass of its own costs as much as
    all else and told the judge nothing more (docs/benchmarks_history.md).
    """
    lengths = {heading: encoder.pieces_in(heading) for heading in set(map(heading_before, passages)) if heading}
    found = []
    for passage, line in zip(passages, lines, strict=True):
        heading = heading_before(passage)
        own = line.tokens[lengths[heading] if heading else len(line.tokens) :].astype(np.float32)
        found.append(unit(own.mean(axis=0)) if len(own) else line.sentence)
    return np.stack(found)


def _word_by_word(
    asked: Sequence[Encoded], lines: Sequence[Encoded], parts: Parts, weights: WordWeights
) -> tuple[Matrix, Matrix]:
    """words, words_least and words_back of every pair, shape (asked, lines, 3), and words of every part of the lines.

    The word pieces of all lines stand side by side, so that one product compares a requirement with all of them.
    """
    result, of_parts = np.zeros((len(asked), len(lines), 3)), np.zeros((len(asked), len(parts.texts)))
    filled, firsts = parts.lines, parts.firsts[parts.first_parts]
    if not len(filled):
        return result, of_parts
    tokens = np.concatenate([lines[place].tokens for place in filled]).astype(np.float32).T
    shown = weights.pieces[np.concatenate([lines[place].pieces for place in filled])]
    shown_totals = np.maximum(np.add.reduceat(shown, firsts), 1e-6)
    for i, one in enumerate(asked):
        if not len(one.pieces):
            continue
        weight = weights.pieces[one.pieces]
        total = max(float(weight.sum()), 1e-6)
        telling = weight >= weight.max() * 0.6
        alike = one.tokens.astype(np.float32) @ tokens
        in_parts = np.maximum.reduceat(alike, parts.firsts, axis=1)
        nearest = np.maximum.reduceat(in_parts, parts.first_parts, axis=1)
        of_parts[i] = weight @ in_parts / total
        result[i, filled, 0] = weight @ nearest / total
        result[i, filled, 1] = np.minimum(nearest[telling].min(axis=0), 1.0)
        result[i, filled, 2] = np.add.reduceat(alike.max(axis=0) * shown, firsts) / shown_totals
    return np.round(result, 4), np.round(of_parts, 4)


def _best_clauses(
    requirements: Sequence[Requirement],
    passages: Sequence[Passage],
    parts: Parts,
    scores: Matrix,
    weights: WordWeights,
) -> tuple[Matrix, Matrix]:
    """clause_words and clause_stems of every pair, and the CLAUSE_TRAITS of its best clause."""
    likeness = np.zeros((len(requirements), len(passages), 2))
    traits = np.zeros((len(requirements), len(passages), len(CLAUSE_TRAITS)))
    if not len(parts.lines):
        return likeness, traits
    stems = parts.stems()
    shared = np.zeros_like(scores)
    for i, requirement in enumerate(requirements):
        shared[i] = _shares(_stems_asked(requirement, weights), stems)
    best = parts.best(scores + shared)
    likeness[:, parts.lines, 0] = np.take_along_axis(scores, best, axis=1)
    likeness[:, parts.lines, 1] = np.take_along_axis(np.round(shared, 4), best, axis=1)
    traits[:, parts.lines] = parts.cues()[best]
    return likeness, traits


def _spelled(
    requirements: Sequence[Requirement], passages: Sequence[Passage], shown: list[str], weights: WordWeights
) -> Matrix:
    """stems, stems_in_entry, rarest, spelling and length of every pair, shape (requirements, passages, 5)."""
    result = np.zeros((len(requirements), len(passages), 5))
    own = [set(content_stems(text)) for text in shown]
    entry = [stems | set(content_stems(p.entry_heading)) for stems, p in zip(own, passages, strict=True)]
    folded = [text.casefold() for text in shown]
    result[:, :, 4] = [min(len(text.split()), 40) / 20 for text in shown]
    for i, requirement in enumerate(requirements):
        asked = _stems_asked(requirement, weights)
        rarest = max(asked, key=lambda stem: (asked[stem], stem), default="")
        subject = core(requirement.quote).casefold()
        result[i, :, 0] = _shares(asked, own)
        result[i, :, 1] = _shares(asked, entry)
        result[i, :, 2] = [rarest in stems for stems in own]
        result[i, :, 3] = [fuzz.partial_ratio(subject, text) / 100 for text in folded]
    return np.round(result, 4)


def _stems_asked(requirement: Requirement, weights: WordWeights) -> dict[str, float]:
    """The stems of a requirement, each with how telling it is."""
    return {stem: weights.of_stem(stem) for stem in content_stems(requirement.quote)}


def _shares(asked: Mapping[str, float], shown: Iterable[Collection[str]]) -> list[float]:
    """The weighted share of what is asked that stands in each text, added up in the order in which it is asked."""
    total = max(sum(asked.values()), 1e-6)
    return [sum(weight for stem, weight in asked.items() if stem in own) / total for own in shown]


def _traits(passage: Passage) -> list[float]:
    cues = cues_of(passage.masked or passage.text)
    names = [name.split(":", 1) for name in PASSAGE_TRAITS]
    values = {"cue": cues, "section": {passage.place: True}, "kind": {passage.kind: True}}
    return [float(values[group].get(name, False)) for group, name in names]
