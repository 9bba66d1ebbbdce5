"""Tickets that a résumé names, under one name or another, alone and together; no line is likely by itself."""

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.judge.model import Passage
from embeddings.judge.rules import find_by_rule
from embeddings.requirements.model import Requirement
from parsers.dates import Month

TODAY = Month(2026, 11)


@pytest.fixture
def state(asked: Callable[..., Requirement], lines_of: Callable[[str], tuple[Passage, ...]]) -> Callable[..., str]:
    """What the rules say of a ticket that is asked for, "none" where they say nothing."""

    def find(quote: str, lines: str) -> str:
        passages = lines_of(lines)
        found = find_by_rule(asked(quote, "certification"), passages, np.full(len(passages), 0.05), TODAY)
        return found.status if found else "none"

    return find


@pytest.mark.parametrize(
    ("quote", "lines", "status"),
    [
        ("FoodSafe", "certificates: FOODSAFE Level 1, renewed 2024", "met"),
        ("A current driver's licence", "basics: Full Victorian licence, own car", "met"),
        ("A valid driver's licence", "basics: code B licence", "met"),
        ("A full Class 5 licence", "other: Class 7 (N) driver's licence since January 2026", "partial"),
        ("driving licence BE", "certificates: Driving licence B", "partial"),
        ("BLS and ACLS", "certificates: BLS, 2026\ncertificates: ACLS, 2026", "met"),
        ("BLS and ACLS", "certificates: BLS, 2026", "partial"),
        ("full driving licence and use of a car", "basics: Full UK driving licence", "partial"),
        ("full driving licence and use of a car", "basics: Full UK driving licence, own car", "met"),
        ("full driving licence and use of a car", "work/Clerk, Mill | 2015 – 2020: Sorted the post", "none"),
        ("first aid, not older than two years", "certificates: First aid at work, 2021", "partial"),
        ("first aid, not older than two years", "certificates: First aid at work, 2026", "met"),
    ],
)
def test_a_ticket_is_found_and_weighed(quote: str, lines: str, status: str, state: Callable[..., str]) -> None:
    assert state(quote, lines) == status
