"""The judge: trained weights that see what rules count, within the bounds of these; evidence always quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoder
from embeddings.judge.credentials import link_told
from embeddings.judge.cross_encoder import CrossEncoder
from embeddings.judge.cues import cues_of, takes_back
from embeddings.judge.findings import Finding
from embeddings.judge.likeness import LIKENESSES, pair_features, word_weights
from embeddings.judge.model import RANK, Candidate, Judgement, Passage, Status
from embeddings.judge.quoting import quoted, without_parts, worth_quoting
from embeddings.judge.rules import asks_for_years, decides, find_by_rule
from embeddings.judge.side_by_side import side_by_side
from embeddings.judge.weighing import (
    Numbers,
    as_learnt,
    closer_answers,
    evidence_chances,
    first_answers,
    status_features,
)
from embeddings.judge.wording import core
from embeddings.judge.years import counted
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from parsers.dates import Month

_STEMS = LIKENESSES.index("stems")
#: Said in the same words: at least so many telling words are asked for, and this weighted share of them is in the line.
_PLAIN_WORDS, _ALL_WORDS, _PLAIN = 3, 0.95, 0.85
_QUOTES = 3  #: pieces of evidence shown for one requirement
#: A second and third quote is shown only with at least this chance to be evidence.
_WORTH_SHOWING = 0.3
#: An answer from a résumé whose best quote is less likely than this to be evidence is not given, unless it is nearly
#: certain: the quote would convince nobody.
_WORTH_QUOTING, _SURE = 0.1, 0.85

#: Years that an answer takes for shown although no dated post could be counted for them: so many are right on our
#: mini-cases (54 of 94).
_YEARS_UNCOUNTED = 0.57
_NO_YEARS = "The years could not be counted from the dates."

#: Languages that can be judged (ISO 639-1); in any other a guess would look like an answer.
LANGUAGES = ("en",)
_FOREIGN = "Only English documents can be judged, and one of these is written in another language."


class EvidenceJudge:
    """Judges each source (the résumé, each told answer) by itself and keeps the best answer."""

    def __init__(self, encoder: Encoder, cross_encoder: CrossEncoder) -> None:
        self._encoder = encoder
        self._cross_encoder = cross_encoder

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        """One judgement a requirement, in order."""
        if candidate.language not in LANGUAGES:
            return [Judgement(r, "not_judged", 0.0, (), _FOREIGN) for r in requirements]
        sources: dict[str, list[Passage]] = {}
        for passage in candidate.passages:
            sources.setdefault(passage.source, []).append(passage)
        judged = [self._judge_source(requirements, passages, today) for passages in sources.values()]
        if not judged:
            return [
                Judgement(r, "missing", 0.9, (), "Nothing on the résumé could be read as evidence.")
                for r in requirements
            ]
        return [_best(list(of_sources)) for of_sources in zip(*judged, strict=True)]

    def _judge_source(
        self, requirements: Sequence[Requirement], passages: Sequence[Passage], today: Month
    ) -> list[Judgement]:
        if not requirements:
            return []
        pairs = pair_features(requirements, passages, self._encoder, word_weights())
        if not passages[0].told:
            pairs = as_learnt(pairs)
        chances = evidence_chances(pairs)
        chances[:, [takes_back(passage.text) for passage in passages]] = 0.0
        asked = [
            _asked_of(passages, requirement, own, likely, today)
            for requirement, own, likely in zip(requirements, pairs, chances, strict=True)
        ]
        weighed = iter(self._weighed([one for one in asked if one.finding is None], passages, today))
        return [_judgement(one, passages, one.finding or _weigh(one, passages, *next(weighed))) for one in asked]

    def _weighed(
        self, asked: Sequence[_Asked], passages: Sequence[Passage], today: Month
    ) -> list[tuple[Status, float]]:
        """What the trained weights answer where no rule does; where they doubt it is read side by side."""
        if not asked:
            return []
        told = passages[0].told
        rows = np.stack([one.row(passages, today) for one in asked])
        first = first_answers(rows, told)
        doubtful = [place for place, answer in enumerate(first) if answer is None]
        if not doubtful:
            return [answer for answer in first if answer is not None]
        shown = [side_by_side(asked[place].requirement, passages, asked[place].chances) for place in doubtful]
        closer = iter(closer_answers(rows[doubtful], self._cross_encoder.opinions(shown), told))
        return [next(closer) if answer is None else answer for answer in first]


def _best(answers: list[Judgement]) -> Judgement:
    """The highest answer; of equal ones the first, which is the résumé's."""
    return max(answers, key=lambda judgement: RANK[judgement.status])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A requirement beside a source's passages, as far as it can be told without weighing."""

    requirement: Requirement
    pairs: Numbers  #: of each passage, shape (passages, features)
    chances: Numbers  #: of each passage to be evidence
    rule: Finding | None  #: what a rule counted or looked up
    finding: Finding | None  #: the answer, where nothing needs to be weighed

    def row(self, passages: Sequence[Passage], today: Month) -> Numbers:
        """What the trained weights look at; what a rule counted is one of their reasons."""
        numbers = counted(self.requirement, passages, self.chances, today, self.rule)
        return status_features(self.requirement, passages, self.pairs, self.chances, numbers)


def _asked_of(
    passages: Sequence[Passage], requirement: Requirement, pairs: Numbers, chances: Numbers, today: Month
) -> _Asked:
    rule = find_by_rule(requirement, passages, chances, today)
    finding = rule if rule is not None and decides(requirement, passages, rule) else None
    plain = _said_plainly(requirement, passages, pairs) if rule is None else None
    if plain is not None:
        finding = Finding("met", _PLAIN, (plain,), _why("met", requirement, passages[plain]))
    return _Asked(requirement, pairs, chances, rule, finding)


def _judgement(asked: _Asked, passages: Sequence[Passage], found: Finding) -> Judgement:
    looked_up = asked.rule is not None and asked.rule.status == found.status
    quotes = () if found.status == "missing" else found.evidence
    evidence = without_parts(quoted(passages[i], float(asked.chances[i])) for i in quotes)
    return Judgement(asked.requirement, found.status, found.confidence, evidence, found.why, looked_up)


def _weigh(asked: _Asked, passages: Sequence[Passage], status: Status, confidence: float) -> Finding:
    """The trained weights' answer within the bounds that a rule sets."""
    requirement, chances, rule = asked.requirement, asked.chances, asked.rule
    told = passages[0].told
    if status == "met" and rule is not None and rule.status == "partial" and asks_for_years(requirement):
        status = "partial"
    if rule is not None and rule.status == status:
        return Finding(status, confidence, rule.evidence, rule.why)
    if not told and status != "missing" and chances.max() < _WORTH_QUOTING and confidence < _SURE:
        status, confidence = "missing", 0.5
    order = worth_quoting(passages, chances, _WORTH_QUOTING)
    shown = tuple(i for rank, i in enumerate(order[:_QUOTES]) if rank == 0 or chances[i] >= _WORTH_SHOWING)
    if status != "missing" and rule is not None and rule.status == "missing" and asks_for_years(requirement):
        why = _why(status, requirement, passages[order[0]])
        return Finding(status, min(confidence, _YEARS_UNCOUNTED), shown, f"{why} {_NO_YEARS}")
    return Finding(status, confidence, shown, _why(status, requirement, passages[order[0]]))


def _said_plainly(requirement: Requirement, passages: Sequence[Passage], pairs: Numbers) -> int | None:
    """The first line that says all of what is asked in the same words, as the candidate's own doing; None without one.

    A list of skills is not such a line, nor is a requirement of a single word: a shared word alone is no evidence.
    """
    if len(content_stems(requirement.quote)) < _PLAIN_WORDS:
        return None
    for i, passage in enumerate(passages):
        cues = cues_of(passage.text)
        own = not (cues["others"] or cues["planned"] or cues["denied"] or cues["expired"] or cues["in_progress"])
        if pairs[i, _STEMS] >= _ALL_WORDS and own and not passage.listed:
            return i
    return None


def _why(status: Status, requirement: Requirement, best: Passage) -> str:
    """The reason in one plain sentence, with what the line names where the taxonomy knows how that relates."""
    where = "What you told" if best.told else "The résumé"
    if status == "missing":
        return f"{where} shows nothing that speaks for this."
    named = link_told(core(requirement.quote), best.masked or best.text)
    if status == "met":
        return named or f"{where} shows this."
    if named:
        return named
    if best.listed:
        return f"{where} names it in a list and does not show it in use."
    return f"{where} shows something close, but not all that is asked."
