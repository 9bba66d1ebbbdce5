"""From likenesses to answers: how likely each passage is evidence, and which of the three answers the best ones give.

Both are boosted trees, trained on our own mini-cases and applications (`embeddings.training.train_judge`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.likeness import ENCODED, LIKENESSES, RELATED
from embeddings.judge.model import Passage, Status
from embeddings.judge.years import COUNTED
from embeddings.requirements.model import Kind, Requirement
from embeddings.trees import BoostedTrees
from embeddings.words import content_stems, words

_MODELS = Path(__file__).parent / "models"
_COUNT = len(LIKENESSES)
ENCODED_PLACES = [LIKENESSES.index(name) for name in ENCODED]
_KINDS: tuple[str, ...] = get_args(Kind)
Numbers = NDArray[np.float64]


#: Where on a résumé a line stands.
_PLACES = ("work", "heading", "list", "education", "certificates", "answer", "else")
_LIKELY = 0.3  #: a line that may well be evidence
_BEST_CHANCE = 0  #: of a status row, its place for the best line's chance to be evidence
#: How much is asked for: wording of the requirement, in any trade.
_ASKED = {
    "experience": re.compile(
        r"\b(?:experience[d]?|proven|track record|background|practised|worked|history)\b", re.IGNORECASE
    ),
    "depth": re.compile(
        r"\b(?:strong|expert\w*|advanced|deep|excellent|fluent|confident|thorough|proficien\w+|in daily|hands-on|solid"
        r"|senior)\b",
        re.IGNORECASE,
    ),
    "little": re.compile(
        r"\b(?:basic|some|familiar\w*|awareness|exposure|understanding|knowledge|interest|willing\w*|able|ability)\b",
        re.IGNORECASE,
    ),
    "alternatives": re.compile(
        r"\bor\b|\be\.?g\b|\bsuch as\b|\bsimilar\b|\bequivalent\b|\bcomparable\b|\banother\b|\bany (?:other|such)\b"
        r"|\b(?:of|like) th(?:at|is) (?:sort|kind)\b|/",
        re.IGNORECASE,
    ),
    "several": re.compile(r"\band\b|&|,", re.IGNORECASE),
    "number": re.compile(r"\d"),
    "validity": re.compile(r"\b(?:current|valid|in date|up to date|active|full|clean|registered)\b", re.IGNORECASE),
    "leading": re.compile(r"\b(?:lead\w*|manag\w+|supervis\w+|responsib\w+|own|ownership|head|run)\b", re.IGNORECASE),
}

#: Of a status row, its place for a skill being asked for: before what the quote looks like and what was counted.
_AS_SKILL = _KINDS.index("skill") - len(_KINDS) - 2 - len(_ASKED) - 3 - len(COUNTED)

#: What was told earns credit only where missing is less likely than this: a kind but irrelevant story must lift
#: nothing. On our own stories F1 of fills hardly depends on it, and precision does: 0.751 and 0.79 here, 0.746 and 0.82
#: at 0.5, 0.755 and 0.77 at 0.6, 0.756 and 0.74 at 0.65.
_TOLD_DOUBT = 0.55
#: On a résumé *met* counts only so much of its chance when the likeliest answer is taken. On answers of other folds
#: about our whole applications' first advertisements nearly as many are right (0.681 for 0.683), fewer gaps are called
#: met (0.142 for 0.151), and more that is shown missing (0.137 for 0.134).
_MET_COUNTS = 0.95
#: Less where a skill is asked for, which a neighbouring task looks like: on seven held-out lots with the requirements
#: given, of the gaps 0.121 instead of 0.137 are called met and as much is right (macro-F1 0.698 for 0.697), on
#: candidates of ours that no model has met 0.063 for 0.072 (0.825 for 0.824). Chosen with these in view.
_MET_COUNTS_AS_SKILL = 0.67
#: And only half of its chance where no line is at least _LIKELY to be evidence. Of those answers on five held-out lots
#: with the requirements given 90 of 206 were right and 86 were gaps (docs/benchmarks_history.md). A gap that is
#: hidden is never asked about.
_MET_WITHOUT_EVIDENCE = 0.5
#: An answer that is at least so likely at first sight is not looked at more closely: two thirds of them on our
#: mini-cases' résumés, two fifths on whole applications, nine in ten on stories. *Met* must be likelier than others: a
#: gap that is hidden is never asked about. Looking at all brings nothing to those answers that can be measured, for
#: nearly twice the reading of applications and eight times that of stories (docs/benchmarks_history.md).
_CLEAR = {"met": 0.8, "missing": 0.65, "partial": 0.65}
_CLEAR_TOLD = dict.fromkeys(_CLEAR, 0.85)


@cache
def _evidence() -> BoostedTrees:
    return BoostedTrees.load(_MODELS / "evidence.npz")


@cache
def _answers(name: str) -> BoostedTrees:
    return BoostedTrees.load(_MODELS / f"{name}.npz")


@cache
def _alignment() -> tuple[Numbers, Numbers]:
    with np.load(_MODELS / "alignment.npz", allow_pickle=False) as stored:
        return stored["scale"], stored["shift"]


def as_learnt(pairs: Numbers) -> Numbers:
    """Pair features of a résumé, (…, features), as the encoders would make them that the trees were learnt with.

    Those had learnt from half of the candidates. The one in use learnt from all, is surer, and gives lower likenesses
    where nothing is alike: a scale and a shift for each, found on résumés that none of them met, take that back.
    """
    scale, shift = _alignment()
    aligned = pairs.copy()
    aligned[..., ENCODED_PLACES] = aligned[..., ENCODED_PLACES] * scale + shift
    return aligned


def first_answers(rows: Numbers, told: bool) -> list[tuple[Status, float] | None]:
    """For each row of `status_features` the answer and its share of the weighed chances, 0–1; None where in doubt."""
    chances = _chances("told" if told else "resume", rows)
    return [
        None if is_in_doubt(own, told) else _likeliest(own, told, row[_BEST_CHANCE], bool(row[_AS_SKILL]))
        for own, row in zip(chances, rows, strict=True)
    ]


def is_in_doubt(chances: Mapping[str, float], told: bool) -> bool:
    """Whether the likeliest of these answers wants a closer look."""
    likeliest = max(chances, key=lambda name: chances[name])
    return chances[likeliest] < (_CLEAR_TOLD if told else _CLEAR)[likeliest]


def closer_answers(rows: Numbers, opinions: Numbers, told: bool) -> list[tuple[Status, float]]:
    """The same with the cross-encoder's opinions, shape (rows, answers), and of every row."""
    chances = _chances("told_closer" if told else "resume_closer", np.hstack([rows, opinions]))
    return [
        _likeliest(own, told, row[_BEST_CHANCE], bool(row[_AS_SKILL])) for own, row in zip(chances, rows, strict=True)
    ]


def _chances(name: str, rows: Numbers) -> list[dict[str, float]]:
    model = _answers(name)
    return [dict(zip(model.classes, row, strict=True)) for row in model.probabilities(rows).tolist()]


def _likeliest(chances: dict[str, float], told: bool, evidence: float, skill: bool = False) -> tuple[Status, float]:
    """The answer taken, and its share of the chances as they count, 0–1; `evidence` is the best line's chance, 0–1."""
    if told:
        counts = {"missing": float(chances["missing"] >= _TOLD_DOUBT)}
    else:
        with_evidence = _MET_COUNTS_AS_SKILL if skill else _MET_COUNTS
        counts = {"met": with_evidence if evidence >= _LIKELY else _MET_WITHOUT_EVIDENCE}
    weighed = {name: chance * counts.get(name, 1.0) for name, chance in chances.items()}
    status = max(weighed, key=lambda name: weighed[name])
    return as_status(status), round(weighed[status] / sum(weighed.values()), 2)


def as_status(name: str) -> Status:
    """A classifier's class as a status."""
    return name  # type: ignore[return-value]  # its classes are statuses


def with_standing(pairs: Numbers) -> Numbers:
    """Pair features with each likeness also relative to the requirement's other passages.

    Takes shape (passages, features) of one requirement, gives (passages, features + likenesses).
    """
    own = pairs[:, :_COUNT]
    return np.concatenate([pairs, (own - own.mean(axis=0)) / (own.std(axis=0) + 0.05)], axis=1)


def evidence_chances(pairs: Numbers) -> Numbers:
    """How likely each passage is evidence for each requirement.

    Takes shape (requirements, passages, features), gives (requirements, passages).
    """
    rows = np.concatenate([with_standing(own) for own in pairs])
    return _evidence().probabilities(rows)[:, 1].reshape(pairs.shape[:2])


def status_features(
    requirement: Requirement, passages: Sequence[Passage], pairs: Numbers, chances: Numbers, counted: Numbers
) -> Numbers:
    """One row that says how well the best passages answer the requirement, shape (features,).

    `counted` is what rules found (`years.counted`).
    """
    order = np.argsort(-chances, kind="stable")
    top = np.concatenate([chances[order][:3], np.zeros(3)])[:3]
    likeness = pairs[:, :_COUNT]
    best = order[0]
    return np.concatenate(
        [
            top,
            [chances.sum(), np.log1p(len(passages))],
            pairs[best],
            likeness.max(axis=0),
            likeness.mean(axis=0),
            pairs[:, -len(RELATED) :].max(axis=0),
            pairs[order[1]] if len(order) > 1 else np.zeros(pairs.shape[1]),
            _best_by_place(passages, chances),
            _related_where_likely(passages, pairs, chances),
            [float(requirement.kind == kind) for kind in _KINDS],
            [len(requirement.quote.split()) / 5, float(requirement.priority == "nice")],
            [float(bool(pattern.search(requirement.quote))) for pattern in _ASKED.values()],
            _names_shown(requirement, passages),
            counted,
        ]
    )


def _best_by_place(passages: Sequence[Passage], chances: Numbers) -> Numbers:
    """The best chance among each kind of place, 0 where there is none; then how many lines are likely."""
    best = dict.fromkeys(_PLACES, 0.0)
    for passage, chance in zip(passages, chances, strict=True):
        place = _place(passage)
        best[place] = max(best[place], float(chance))
    return np.array([*best.values(), float((chances >= _LIKELY).sum()) / 3])


def _place(passage: Passage) -> str:
    if passage.listed:
        return "list"
    if passage.place == "work":
        return "heading" if passage.kind == "heading" else "work"
    return passage.place if passage.place in ("education", "certificates", "answer") else "else"


def _related_where_likely(passages: Sequence[Passage], pairs: Numbers, chances: Numbers) -> Numbers:
    """RELATED of the likely lines alone, once of lists and once of all else, by the best chance of each."""
    listed = np.array([_place(passage) == "list" for passage in passages])
    known = pairs[:, -len(RELATED) :] * chances[:, None]
    both = [known[where].max(axis=0) if where.any() else np.zeros(len(RELATED)) for where in (listed, ~listed)]
    return np.concatenate(both)


def _names_shown(requirement: Requirement, passages: Sequence[Passage]) -> Numbers:
    """Whether names or acronyms are asked for; the share of them shown anywhere; the share outside plain lists."""
    asked = [word for i, word in enumerate(words(requirement.quote)) if _is_name(word, i)]
    if not asked:
        return np.zeros(3)
    everywhere: set[str] = set()
    in_use: set[str] = set()
    for passage in passages:
        stems = set(content_stems(passage.masked or passage.text))
        everywhere |= stems
        if not passage.listed:
            in_use |= stems
    keys = [set(content_stems(name)) for name in asked]
    return np.array(
        [1.0, np.mean([bool(key & everywhere) for key in keys]), np.mean([bool(key & in_use) for key in keys])]
    )


def _is_name(word: str, place: int) -> bool:
    return (
        (word[0].isupper() and place > 0)
        or sum(c.isupper() for c in word) > 1
        or any(c in "+#" or c.isdigit() for c in word)
    )
