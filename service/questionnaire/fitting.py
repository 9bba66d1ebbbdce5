"""How well a scene fits a gap: do its holders do this very thing?

Two views are mixed: shared word stems, rare ones counting more, and the cosine between the requirement and the scene's
closest task where an encoder is at hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from service.questionnaire.catalogue import Scene

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

#: Share of the cosine in the mix; words alone miss paraphrase, the cosine alone likes anything general.
_COSINE_SHARE = 0.6
#: A requirement quoted in fewer characters than this says too little alone; its whole statement is read as well.
_SHORT_QUOTE = 25
#: What a match of the surrounding statement counts for beside one of the quote.
_CONTEXT_WEIGHT = 0.6


def fits(requirements: Sequence[Requirement], scenes: Sequence[Scene], encoder: Encoder | None) -> list[list[float]]:
    """For every requirement its fit with every scene, 0–1, rounded to 3 decimals."""
    words = _word_fits(requirements, scenes)
    if encoder is None:
        return [[round(fit, 3) for fit in row] for row in words]
    near = _cosine_fits(requirements, scenes, encoder)
    return [
        [round((1 - _COSINE_SHARE) * word + _COSINE_SHARE * cosine, 3) for word, cosine in zip(*rows, strict=True)]
        for rows in zip(words, near, strict=True)
    ]


def _word_fits(requirements: Sequence[Requirement], scenes: Sequence[Scene]) -> list[list[float]]:
    """Share of the requirement's words, weighted by rarity, that the scene's tasks and tools use."""
    vocabularies = [set(content_stems(". ".join((*scene.tasks, *scene.tools)))) for scene in scenes]
    seen_in = {stem: sum(stem in words for words in vocabularies) for words in vocabularies for stem in words}
    weight = {stem: math.log(1 + len(scenes) / count) for stem, count in seen_in.items()}
    rarest = math.log(1 + len(scenes))

    def share(text: str, words: set[str]) -> float:
        stems = content_stems(text)
        total = sum(weight.get(stem, rarest) for stem in stems)
        return sum(weight[stem] for stem in stems if stem in words) / total if total else 0.0

    def fit(requirement: Requirement, words: set[str]) -> float:
        near = share(requirement.quote, words)
        if len(requirement.quote) < _SHORT_QUOTE:
            near = max(near, _CONTEXT_WEIGHT * share(requirement.context, words))
        return near

    return [[fit(requirement, words) for words in vocabularies] for requirement in requirements]


def _cosine_fits(requirements: Sequence[Requirement], scenes: Sequence[Scene], encoder: Encoder) -> list[list[float]]:
    """Cosine of the requirement with the closest task of each scene, never below 0."""
    from embeddings.encoder import cosines
    from service.questionnaire.vectors import task_vectors

    tasks = [task for scene in scenes for task in scene.tasks]
    texts = [r.context if len(r.quote) < _SHORT_QUOTE else r.quote for r in requirements]
    table = cosines(encoder.encode(texts), task_vectors(tasks, encoder))
    found: list[list[float]] = [[] for _ in requirements]
    first = 0
    for scene in scenes:
        last = first + len(scene.tasks)
        for row, closest in zip(found, table[:, first:last].max(axis=1), strict=True):
            row.append(max(float(closest), 0.0))
        first = last
    return found
