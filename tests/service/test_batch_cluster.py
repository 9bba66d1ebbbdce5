"""How many workers a machine has room for."""

from __future__ import annotations

import pytest

from service.batch.cluster import NEEDED, fitting
from service.engine import WrongSetting


def test_as_many_workers_as_have_room_for_their_model() -> None:
    workers, limit = fitting(8, "auto", machine=8_000_000_000)
    assert workers == 4
    assert NEEDED <= limit <= 2_000_000_000


def test_workers_share_what_a_large_machine_has() -> None:
    assert fitting(4, "auto", machine=64_000_000_000) == (4, 14_400_000_000)


def test_a_small_machine_gets_one_worker_with_room_for_the_model() -> None:
    assert fitting(2, "auto", machine=1_000_000_000) == (1, NEEDED)


def test_an_amount_that_somebody_names_is_taken() -> None:
    assert fitting(2, "2GB", machine=1_000_000_000) == (2, 2_000_000_000)


@pytest.mark.parametrize("told", ["300MB", "1GB", "0"])
def test_too_little_is_refused_with_the_least_that_will_do(told: str) -> None:
    with pytest.raises(WrongSetting) as raised:
        fitting(1, told)
    assert "1.5GB" in raised.value.advice


@pytest.mark.parametrize("told", ["much", "2 elephants", ""])
def test_what_is_no_amount_is_refused(told: str) -> None:
    with pytest.raises(WrongSetting):
        fitting(1, told)
