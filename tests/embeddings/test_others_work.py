"""Lines that name a thing as somebody else's, as lost, or as still to come."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.judge.completion import completion
from embeddings.judge.cues import cues_of
from embeddings.judge.model import Passage
from embeddings.judge.rules import find_by_rule
from embeddings.requirements.model import Requirement
from parsers.dates import Month

TODAY = Month(2026, 11)
Asked = Callable[..., Requirement]


@pytest.mark.parametrize(
    "line",
    [
        "The dispatch team in Cork runs the route planner, I only print its lists",
        "Wages were worked out by the owner's accountant",
        "our supplier installs the cold rooms",
        "The head chef raises the orders; I unload them",
        "Moulds were cut by the toolroom's engineers in Split",
        "The network is the landlord's business and not ours",
        "My cousin keeps the books of the stall",
        "Our auditor files the tax forms",
        "Strength calculations are given to an outside office",
        "The office books our jobs, and we are handed a printed sheet",
    ],
)
def test_somebody_elses_work_is_recognised(line: str) -> None:
    assert cues_of(line)["others"]


@pytest.mark.parametrize(
    "line",
    [
        "Cut the moulds and tuned the machine",
        "Ran the till and trained two new starters",
        "Kept the books of the stall since 2019",
        "Ordered seeds and planned the beds",
        "Supplier statement reconciliations for the 60 largest accounts",
        "Gave contractor inductions and checked vendor insurance",
    ],
)
def test_ones_own_work_is_not_taken_for_anothers(line: str) -> None:
    assert not cues_of(line)["others"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dutch is my next language", "missing"),
        ("Spoke Dutch as a child and have lost all of it", "missing"),
        ("I know a few words of Dutch", "missing"),
        ("Dutch ovens and open fires for forty guests", "missing"),
        ("Guided visitors in Dutch and English", "partial"),
        ("Dutch (fluent)", "met"),
    ],
)
def test_a_language_counts_where_it_is_spoken(line: str, expected: str, asked: Asked) -> None:
    passage = Passage(line, 0, len(line), "resume", "work", "bullet")
    found = find_by_rule(asked("fluent Dutch", "language"), [passage], np.array([0.5]), TODAY)
    assert found is not None
    assert found.status == expected


@pytest.mark.parametrize(
    "line", ["Rigging ticket: registered, examination on 3 March 2027", "Rigging ticket, exam booked"]
)
def test_a_booked_examination_is_only_planned(line: str) -> None:
    assert completion(line, "rigging ticket", TODAY) == "planned"
