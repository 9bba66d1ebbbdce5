"""How well a role fits a requirement: do its holders do this very thing?

Three views are mixed: the cosine between the requirement and what holders of the role do and are called; the words they
share, rare ones counting more; and the tools and activities that the taxonomy knows by many names. Without vectors the
last two have to do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from embeddings.requirements.model import Requirement
from embeddings.taxonomy import Relation, Term, relation, terms_in
from embeddings.taxonomy.model import NAMED_KINDS
from embeddings.words import content_stems
from service.questionnaire.roles import Role

if TYPE_CHECKING:
    from embeddings.encoder import Encoder, Vectors

#: Shares of the views: the closest thing that holders do, the two closest together, the closest name; words; tools.
#: Tried on the stories of our own mini-cases (tests/benchmark/question_yield.py); they matter little in this region.
_CLOSEST, _TWO_CLOSEST, _NAME, _WORDS, _TOOLS = 0.17, 0.51, 0.17, 0.15, 0.10
#: The same without vectors, on the scale of the mix with them; to share any word at all counts as _SHARED.
_SHARED, _WORDS_ALONE, _TOOLS_ALONE = 0.13, 0.50, 0.10
#: What a term of the role is worth beside the one that is asked for.
_SERVES: dict[Relation, float] = {"same": 1.0, "specific": 1.0, "adjacent": 0.5, "general": 0.4, "none": 0.0}
#: A requirement quoted in fewer characters than this says too little alone; its whole statement is read as well.
_SHORT_QUOTE = 25
#: What a match of the surrounding statement counts for beside one of the quote.
_CONTEXT_WEIGHT = 0.6
#: Requirements whose fits are kept, of 2 kB each.
_MOST_KEPT = 4_000


class RoleFits:
    """Fits of requirements with one set of roles by one model; a requirement that was met before costs nothing.

    Without an encoder, or where no vectors of its model are kept, words and tools have to do.
    """

    def __init__(self, roles: Sequence[Role], encoder: Encoder | None) -> None:
        from service.questionnaire.vectors import kept_vectors, phrases_of

        self._roles = tuple(roles)
        self.encoder = encoder
        phrases = phrases_of(roles)
        self._kept = kept_vectors(phrases, encoder.name) if encoder else None
        self._places = {phrase: number for number, phrase in enumerate(phrases)}
        self._rows: dict[tuple[str, str], Vectors] = {}

    def of(self, requirements: Sequence[Requirement]) -> Vectors:
        """Fit of every requirement with every role, shape (requirements, roles), about 0–1, rounded to 3 decimals."""
        if len(self._rows) > _MOST_KEPT:
            self._rows.clear()
        fresh = {_wording(one): one for one in requirements if _wording(one) not in self._rows}
        if fresh:
            self._rows.update(zip(fresh, self._computed(list(fresh.values())), strict=True))
        rows = [self._rows[_wording(requirement)] for requirement in requirements]
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(self._roles))

    def _computed(self, requirements: Sequence[Requirement]) -> Vectors:
        words, tools = _word_fits(requirements, self._roles), _term_fits(requirements, self._roles)
        if self.encoder is None or self._kept is None or not requirements:
            mixed = _SHARED * (words + tools > 0) + _WORDS_ALONE * words + _TOOLS_ALONE * tools
        else:
            mixed = self._cosine_fits(requirements, self.encoder, self._kept) + _WORDS * words + _TOOLS * tools
        return np.asarray(np.round(mixed, 3), dtype=np.float32)

    def _cosine_fits(self, requirements: Sequence[Requirement], encoder: Encoder, kept: Vectors) -> Vectors:
        """Mix of the cosines with what holders of the role do and are called."""
        from embeddings.encoder import cosines

        table = cosines(_asked(requirements, encoder), kept)
        mixed = np.zeros((len(requirements), len(self._roles)), dtype=np.float32)
        for number, role in enumerate(self._roles):
            does = np.sort(table[:, [self._places[phrase] for phrase in role.does]], axis=1)
            names = table[:, [self._places[name] for name in role.names]]
            closest, two = does[:, -1], does[:, -2:].mean(axis=1)
            mixed[:, number] = _CLOSEST * closest + _TWO_CLOSEST * two + _NAME * names.max(axis=1)
        return np.maximum(mixed, 0)


def _wording(requirement: Requirement) -> tuple[str, str]:
    """All of a requirement that its fits depend on."""
    return requirement.quote, requirement.context


def chances(fits: Vectors) -> Vectors:
    """How likely a story that fills the requirement is one of this role or scene, from the fit.

    A logistic curve through what was counted on the mini-cases: 0.02 at a fit of 0.2, 0.06 at 0.3, 0.13 at 0.4, 0.27 at
    0.5.
    """
    return np.asarray(1 / (1 + np.exp(5.5 - 9 * fits)), dtype=np.float32)


def _word_fits(requirements: Sequence[Requirement], roles: Sequence[Role]) -> Vectors:
    """Share of the requirement's words, weighted by rarity, that the role is described with."""
    vocabularies = [_vocabulary(role) for role in roles]
    seen_in = Counter(stem for words in vocabularies for stem in words)
    rarest = math.log(1 + len(roles))
    weights = {stem: math.log(1 + len(roles) / count) for stem, count in seen_in.items()}

    def shares(text: str) -> Vectors:
        stems = content_stems(text)
        total = sum(weights.get(stem, rarest) for stem in stems) or 1.0
        return np.array([sum(weights[s] for s in stems if s in words) / total for words in vocabularies], np.float32)

    table = np.zeros((len(requirements), len(roles)), dtype=np.float32)
    for row, requirement in zip(table, requirements, strict=True):
        row[:] = shares(requirement.quote)
        if len(requirement.quote) < _SHORT_QUOTE:
            np.maximum(row, _CONTEXT_WEIGHT * shares(requirement.context), out=row)
    return table


@cache
def _vocabulary(role: Role) -> frozenset[str]:
    return frozenset(content_stems(". ".join((*role.does, *role.names, *role.tools))))


def _term_fits(requirements: Sequence[Requirement], roles: Sequence[Role]) -> Vectors:
    """How well a role's tools and activities, under whatever names, serve for the best served of those asked for."""
    table = np.zeros((len(requirements), len(roles)), dtype=np.float32)
    for row, requirement in zip(table, requirements, strict=True):
        for asked in _terms(requirement.quote):
            row[:] = np.maximum(row, [_served(asked, _known(role)) for role in roles])
    return table


def _served(asked: Term, terms: Iterable[Term]) -> float:
    """For tools competitors count a little; an activity is only served by itself."""
    served = max((_SERVES[relation(asked, term)] for term in terms), default=0.0)
    return served if asked.kind in NAMED_KINDS or served == 1 else 0.0


def _terms(text: str) -> list[Term]:
    return [mention.term for mention in terms_in(text)]


@cache
def _known(role: Role) -> tuple[Term, ...]:
    """Tools of the role and activities of its holders that the taxonomy knows."""
    return tuple(dict.fromkeys(term for text in (*role.tools, *role.does) for term in _terms(text)))


def _asked(requirements: Sequence[Requirement], encoder: Encoder) -> Vectors:
    """Unit vectors of the requirements; a short one is read together with its statement."""
    quotes = encoder.encode([requirement.quote for requirement in requirements])
    contexts = encoder.encode([r.context if len(r.quote) < _SHORT_QUOTE else r.quote for r in requirements])
    both = quotes + contexts
    return np.asarray(both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9), dtype=np.float32)
