"""Which answer is taken when several are likely."""

from __future__ import annotations

import pytest

from embeddings.judge import weighing
from embeddings.judge.model import UNSURE

#: What the trees say where a line does something of the sort.
CHANCES = {"met": 0.55, "partial": 0.1, "missing": 0.35}


@pytest.mark.parametrize(("evidence", "status"), [(0.6, "met"), (0.3, "met"), (0.29, "missing"), (0.05, "missing")])
def test_what_no_line_is_likely_to_show_is_asked_about(evidence: float, status: str) -> None:
    answer, confidence = weighing._likeliest(CHANCES, told=False, evidence=evidence)
    assert answer == status
    assert confidence < UNSURE


@pytest.mark.parametrize(("skill", "status"), [(False, "met"), (True, "missing")])
def test_a_skill_that_only_a_neighbouring_task_may_show_is_rather_asked_about(skill: bool, status: str) -> None:
    chances = {"met": 0.5, "partial": 0.1, "missing": 0.4}
    assert weighing._likeliest(chances, told=False, evidence=0.6, skill=skill)[0] == status


def test_what_is_nearly_certain_is_shown_although_no_single_line_shows_it() -> None:
    """Manners, mostly: they stand in no one line."""
    answer, confidence = weighing._likeliest({"met": 0.9, "partial": 0.05, "missing": 0.05}, told=False, evidence=0.1)
    assert answer == "met"
    assert confidence == pytest.approx(0.82)


@pytest.mark.parametrize(("missing", "status"), [(0.5, "met"), (0.6, "missing")])
def test_a_story_earns_credit_where_the_doubt_is_small(missing: float, status: str) -> None:
    chances = {"met": (1 - missing) * 0.8, "partial": (1 - missing) * 0.2, "missing": missing}
    assert weighing._likeliest(chances, told=True, evidence=0.1)[0] == status


def test_the_chances_given_are_left_as_they_are() -> None:
    given = dict(CHANCES)
    weighing._likeliest(given, told=True, evidence=0.1)
    assert given == CHANCES
