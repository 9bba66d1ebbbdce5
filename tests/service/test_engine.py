import pytest

from parsers.dates import Month
from service.engine import WrongSetting, this_month


def test_the_month_that_counts_as_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLOOKED_TODAY", "2026-11")
    assert this_month() == Month(2026, 11)


@pytest.mark.parametrize("value", ["soon", "2026", "2026-13", "2026-11-30"])
def test_what_is_no_month_is_a_named_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("OVERLOOKED_TODAY", value)
    with pytest.raises(WrongSetting, match="2026-11"):
        this_month()
