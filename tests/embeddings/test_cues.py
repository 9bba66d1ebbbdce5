"""Words by which a line takes back, postpones, limits or gives away what it seems to show."""

from __future__ import annotations

import pytest

from embeddings.judge.cues import CUES, cues_of


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("planned", "Forklift test booked for March"),
        ("planned", "Hoping to learn Dutch"),
        ("planned", "Planning to take the CIPD exam in 2027"),
        ("planned", "I want to move into coding"),
        ("planned", "Would like to train as a welder"),
        ("planned", "Eager to learn Kubernetes"),
        ("planned", "On the waiting list for the HGV course"),
        ("in_progress", "BSc Nursing, second year"),
        ("in_progress", "Currently studying for ACCA"),
        ("in_progress", "NVQ level 3, not yet completed"),
        ("in_progress", "Provisional driving licence"),
        ("in_progress", "Working towards chartered status"),
        ("expired", "First aid certificate, lapsed"),
        ("expired", "Food hygiene, expired 2021"),
        ("expired", "Licence suspended"),
        ("expired", "Registered until 2019"),
        ("others", "Payroll was run by the accountant"),
        ("others", "Our bookkeeper does the VAT return"),
        ("others", "Watched the surgeon stitch"),
        ("others", "Welding was outsourced"),
        ("denied", "No experience with SAP"),
        ("denied", "Never worked nights"),
        ("denied", "Did not handle cash"),
        ("denied", "Everything except the payroll"),
        ("slight", "Basic Excel"),
        ("slight", "Helped out with the till"),
        ("slight", "Some exposure to Python"),
        ("slight", "Shadowed the site manager"),
    ],
)
def test_a_cue_is_heard(cue: str, text: str) -> None:
    assert cues_of(text)[cue]


@pytest.mark.parametrize(
    "text",
    [
        "Kept the accounts of a club of ninety members",
        "Planned the menus for four hundred guests",
        "Drove a 12-tonne lorry across the Alps",
        "Trained two volunteers in QuickBooks",
        "Won the county prize for cheese",
        "Welded stainless pipework to drawing",
    ],
)
def test_plain_work_raises_no_doubt(text: str) -> None:
    heard = {name for name, present in cues_of(text).items() if present} - {"own"}
    assert not heard - {"planned"} if text.startswith("Planned") else not heard


def test_every_cue_is_answered() -> None:
    assert tuple(cues_of("")) == CUES
    assert not any(cues_of("").values())
