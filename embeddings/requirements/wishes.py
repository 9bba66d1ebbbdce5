"""How likely a requirement is only wished for, by the words around it: people say it in more ways than a rule knows.

"What would be lekker", "Fellowship would be first prize", "that one gives you the trailer and a bit more pay": a
logistic regression over words and pairs of words, by where they stand, learnt from our own advertisements
(`embeddings.training.train_priority`). What the rules of `embeddings.requirements.priority` say is one of its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from parsers.job.model import JobPosting, Statement

_MODEL = Path(__file__).parent / "models" / "wishes.npz"
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[:;.!?()/–—|,]")
_STOPS = (".", ";", "!", "?")
#: How many words before and behind a requirement are looked at, and how many of these are near.
_BEFORE, _OPENING, _BEHIND, _NEAR = 14, 8, 12, 4
_FAR = 400  #: characters on either side: more than all these words have
#: Of the line before, and of the one that opens a list, so many of the last words.
_LINE_BEFORE, _INTRODUCTION = 8, 14


def reasons(job: JobPosting, start: int, end: int, ruled: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Words, and pairs of them, around `job.document.text[start:end]`, by where they stand; `ruled` are added.

    Before it, as the opening of its statement, near before it, in it, behind it and near behind it, and later, behind a
    full stop or semicolon; in its heading, in the line before, and in the one that opens its list.
    """
    statements = job.statements
    place = job.statement_at(start)
    found: dict[str, float] = dict(ruled)
    if place is None:
        return found
    text, own = job.document.text, statements[place]
    opening = _words(text[own.start : min(start, own.start + _FAR)])
    before, rest = _words(text[max(own.start, start - _FAR) : start]), _words(text[end : min(own.end, end + _FAR)])
    stop = next((i for i, word in enumerate(rest) if word in _STOPS), len(rest))
    behind, later = rest[:stop], rest[stop:]
    blocks = {
        "before": before[-_BEFORE:],
        "opening": opening[:_OPENING],
        "near before": before[-_NEAR:],
        "in": _words(text[start:end]),
        "behind": behind[:_BEHIND],
        "near behind": behind[:_NEAR],
        "later": later[:_BEHIND],
        "heading": _words(own.heading),
        "line before": _words(statements[place - 1].text)[-_LINE_BEFORE:] if place else [],
        "introduction": _words(_introduction(statements, place))[-_INTRODUCTION:],
    }
    for name, words in blocks.items():
        found.update((f"{name}: {said}", 1.0) for said in _said(words))
    found |= {f"section: {own.section}": 1.0, f"statement: {own.kind}": 1.0, f"modal: {own.modal}": 1.0}
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _said(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


def _introduction(statements: Sequence[Statement], place: int) -> str:
    """What stands before the list that a bullet belongs to; "" where it is none."""
    first = place
    while first and statements[first].kind == "bullet":
        first -= 1
    return statements[first].text if first != place and statements[first].kind != "bullet" else ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The regression: what each reason weighs, in logits."""

    weights: Mapping[str, float]
    bias: float

    def chance(self, found: Mapping[str, float]) -> float:
        """How likely it is only wished for, 0–1, rounded to four decimals so that a last bit never decides."""
        score = self.bias + sum(value * self.weights.get(name, 0.0) for name, value in sorted(found.items()))
        return round(float(1 / (1 + np.exp(-score))), 4)

    def save(self, path: Path) -> None:
        """Write to `path` (.npz, weights in half precision)."""
        names = sorted(self.weights)
        weights = np.array([self.weights[name] for name in names], dtype=np.float16)
        np.savez_compressed(path, names=np.array("\n".join(names)), weights=weights, bias=np.float32(self.bias))

    @classmethod
    def load(cls, path: Path) -> Wishes:
        """Read what `save` wrote; raises OSError, ValueError or BadZipFile where it is absent or broken."""
        with np.load(path, allow_pickle=False) as stored:
            names = str(stored["names"]).split("\n")
            weights = stored["weights"].astype(np.float64).tolist()
            return cls(dict(zip(names, weights, strict=True)), float(stored["bias"]))


@cache
def wishes() -> Wishes:
    """The trained one."""
    return Wishes.load(_MODEL)
