"""Words by which a line takes back, postpones, limits or gives away what it seems to show."""

from __future__ import annotations

import pytest

from embeddings.judge.cues import CUES, cues_of, tells_work


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


@pytest.mark.parametrize(
    "text",
    [
        "Planned weekly menus for 40 residents and cut waste by a third",
        "I ran the till and cashed up every Friday for two years",
        "Independently rebuilt the stock list of a shop with 900 articles",
    ],
)
def test_a_sentence_about_something_done_tells_work(text: str) -> None:
    assert tells_work(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leaded lights, structural silicone, suction lifters, putty",
        "Advanced Excel, Power BI, SAP WM, 5S, KPI, route optimization",
        "Excellent written and spoken communication skills in a busy office",
        "Skilled in the use of hand tools and power tools of all kinds",
        "Planned menus",
    ],
)
def test_keywords_and_praise_tell_none(text: str) -> None:
    assert not tells_work(text)
