"""Clauses of a line: which of them speaks of what is asked, and what is said there of it.

"Draft the accounts; our auditor files the tax forms", "Excel, Word, a little SQL": what a line takes back, limits or
gives to others is often about one thing of several. The cues of the likeliest clause stand beside those of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoded
from embeddings.judge.cues import CUES, cues_of
from embeddings.judge.model import Passage
from embeddings.judge.wording import heading_before
from embeddings.words import content_stems

_BOUNDS = re.compile(
    r"\s*(?:[;|(),]|\s[–—-]\s|:\s|(?<=[a-z\d)])\.\s)\s*|\s+(?:but|while|whereas|which|who|whom|though)\s+"
    r"|\s+and\s+(?=(?:a little|a bit of|some|basic|limited|occasional\w*|sometimes|once|twice)\b)",
    re.IGNORECASE,
)
CLAUSE_TRAITS = tuple(f"clause:{name}" for name in CUES)


@lru_cache(maxsize=20_000)
def clauses_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a line begin and end, in characters.

    >>> [("Excel, a little SQL")[a:b] for a, b in clauses_of("Excel, a little SQL")]
    ['Excel', 'a little SQL']
    """
    spans, start = [], 0
    for match in _BOUNDS.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple((first, last) for first, last in spans if text[first:last].strip()) or ((0, len(text)),)


@dataclass(frozen=True, slots=True)
class Parts:
    """The word pieces of all lines side by side, parted into headings and clauses, without lines that have none."""

    lines: NDArray[np.intp]  #: which lines have word pieces
    firsts: NDArray[np.intp]  #: the first piece of each part
    first_parts: NDArray[np.intp]  #: the first part of each of those lines
    texts: tuple[str, ...]  #: of each part; "" of a heading

    @classmethod
    def of(cls, passages: Sequence[Passage], encoded: Sequence[Encoded]) -> Parts:
        """The parts of passages that were read in their entries."""
        lines: list[int] = []
        firsts: list[int] = []
        first_parts: list[int] = []
        texts: list[str] = []
        pieces = 0
        for line, (passage, own) in enumerate(zip(passages, encoded, strict=True)):
            if not len(own.pieces):
                continue
            lines.append(line)
            first_parts.append(len(firsts))
            for first, text in _parts(passage, own):
                firsts.append(pieces + first)
                texts.append(text)
            pieces += len(own.pieces)
        return cls(np.array(lines, np.intp), np.array(firsts, np.intp), np.array(first_parts, np.intp), tuple(texts))

    def best(self, scores: NDArray[np.float64]) -> NDArray[np.intp]:
        """The best part of each line by the scores of all parts, shape (asked, parts) to (asked, lines)."""
        counted = np.where([bool(text) for text in self.texts], scores, -1.0)
        ends = [*self.first_parts[1:], len(self.texts)]
        return np.stack(
            [first + counted[:, first:end].argmax(axis=1) for first, end in zip(self.first_parts, ends, strict=True)],
            axis=1,
        )

    def cues(self) -> NDArray[np.float64]:
        """CLAUSE_TRAITS of each part, shape (parts, traits)."""
        said = [cues_of(text) for text in self.texts]
        return np.array([[float(one[name]) for name in CUES] for one in said]).reshape(-1, len(CUES))

    def stems(self) -> list[frozenset[str]]:
        """The stems of each part."""
        return [frozenset(content_stems(text)) for text in self.texts]


def _parts(passage: Passage, encoded: Encoded) -> list[tuple[int, str]]:
    """First piece and text of each part that has a piece; the heading before the passage has no text."""
    text, before = passage.masked or passage.text, len(heading_before(passage))
    begins = encoded.places[:, 0]
    found: dict[int, str] = {0: ""} if before else {}
    for start, end in clauses_of(text):
        first = int(np.searchsorted(begins, before + start))
        if first < len(begins) and (first not in found or not found[first]):
            found[first] = text[start:end]
    if not found or 0 not in found:
        found[0] = text
    return sorted(found.items())
