"""Amounts that are asked for, beside those a résumé tells."""

import numpy as np
import pytest

from embeddings.judge.amounts import amounts_in, amounts_shown
from embeddings.judge.model import Passage


def share(asked: str, line: str, chance: float = 0.8) -> float:
    """How much of what is asked the line shows; 0 where it shows none."""
    passage = Passage(line, 0, len(line), "resume", "work", "bullet")
    found = amounts_shown(asked, [passage], np.array([chance]))
    return float(found[1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("around 1,500 invoices a month", 1500),
        ("a team of six advisers", 6),
        ("a budget of £1.2m", 1_200_000),
        ("46 words per minute", 46),
        ("lifting 25 kg", 25),
    ],
)
def test_an_amount_is_read(text: str, value: float) -> None:
    assert amounts_in(text)[0].value == value


@pytest.mark.parametrize("text", ["since 2019", "Excel 2016", "3 years of sales", "March 2019", "no numbers"])
def test_years_and_dates_are_none(text: str) -> None:
    assert amounts_in(text) == ()


def test_times_are_converted() -> None:
    assert share("1,500 invoices a month", "Posted 400 invoices each week") == pytest.approx(400 * 50 / (1500 * 12))


def test_other_things_count_only_in_a_time_and_on_a_likely_line() -> None:
    assert share("1,500 invoices a month", "Coded 400 bills each week") > 1
    assert share("1,500 invoices a month", "Coded 400 bills each week", chance=0.1) == 0
    assert share("a team of six", "Served 40 tables") == 0


def test_less_is_a_share_and_much_more_is_double() -> None:
    assert share("80 nights a year away", "Away some 30 nights a year") == pytest.approx(30 / 80)
    assert share("a team of four people", "Led a team of 40 people") == 2


def test_nothing_is_asked() -> None:
    assert not amounts_shown("experience with invoices", [], np.zeros(0)).any()
