"""A document in a language that is not supported gets no answer instead of a guess."""

from __future__ import annotations

import pytest

from embeddings.judge.evidence_judge import EvidenceJudge
from embeddings.judge.model import Candidate, Passage
from embeddings.requirements.model import Requirement
from parsers.dates import Month
from parsers.language import language_of

QUOTE = "Erfahrung in der Buchhaltung"
ASKED = Requirement("r1", QUOTE, 0, len(QUOTE), "must", "experience", QUOTE, "")
LINE = "Führte zwölf Jahre lang die Bücher eines Vereins und prüfte jeden Monat die Kontoauszüge."


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_requirements_are_not_judged_in_a_language_that_is_not_supported(language):
    candidate = Candidate((Passage(LINE, 0, len(LINE), "resume", "work", "bullet"),), language)

    [judgement] = EvidenceJudge(encoder=None, cross_encoder=None).judge([ASKED], candidate, Month(2026, 11))  # type: ignore[arg-type]

    assert judgement.status == "not_judged"
    assert judgement.evidence == ()
    assert "language" in judgement.why


def test_a_german_line_is_recognised_as_german():
    assert language_of(LINE) == "de"
