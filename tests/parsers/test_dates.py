from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import Month, Period, find_periods, months_covered

TODAY = Month(2026, 11)


def written(text: str) -> list[str]:
    """Each period as "start..end", with "now" for an open end and "?" for what is not known."""
    periods = [found.period for found in find_periods(text)]
    return [f"{one.start or '?'}..{'now' if one.ongoing else one.end or '?'}" for one in periods]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 2018 – present", "2018-03..now"),
        ("Mar. 2018-Apr 2020", "2018-03..2020-04"),
        ("03/2018 – 05/2019", "2018-03..2019-05"),
        ("03/19–", "2019-03..now"),
        ("5/2018-6/2019", "2018-05..2019-06"),
        ("2018–2020", "2018..2020"),
        ("2018—2020", "2018..2020"),
        ("(2018–2020)", "2018..2020"),
        ("2018-20", "2018..2020"),
        ("2009 – 13", "2009..2013"),
        ("'19 – '22", "2019..2022"),
        ("Aug 2012 - Apr '15", "2012-08..2015-04"),
        ("Jan '19–present", "2019-01..now"),
        ("Oct 18 - Nov 19", "2018-10..2019-11"),
        ("March – June 2019", "2019-03..2019-06"),
        ("November – February 2020", "2019-11..2020-02"),
        ("from 2016 to 2019", "2016..2019"),
        ("between 2016 and 2019", "2016..2019"),
        ("1 March 2019 to 4 May 2020", "2019-03..2020-05"),
        ("1st Jan 2019 - 2nd Feb 2020", "2019-01..2020-02"),
        ("March 3, 2019 – May 4, 2020", "2019-03..2020-05"),
        ("01.03.2018 - 04.05.2019", "2018-03..2019-05"),
        ("2019-03 – 2020-04", "2019-03..2020-04"),
        ("2019.03 - 2020.04", "2019-03..2020-04"),
        ("May 2018 – 2020", "2018-05..2020"),
        ("2019/2020", "2019..2020"),
        ("2010/11", "2010..2011"),
        ("2010-11", "2010..2011"),
        ("since 2019", "2019..now"),
        ("2019 onwards", "2019..now"),
        ("2016 to date", "2016..now"),
        ("Sept 2018 – Now", "2018-09..now"),
        ("2018 - current", "2018..now"),
        ("January 2019 - (present)", "2019-01..now"),
        ("Jan 2025 – expected Jun 2027", "2025-01..2027-06"),
        ("until 2019", "?..2019"),
        ("valid to Aug 2024", "?..2024-08"),
        ("Q3 2019", "2019-07..2019-09"),
        ("Summer 2019", "2019-06..2019-08"),
        ("Winter 2019", "2019-12..2020-02"),
        ("Summer 2010–11", "2010-12..2011-02"),
        ("2019-03", "2019-03..2019-03"),
        ("12.2019", "2019-12..2019-12"),
        ("Class of '09", "2009..2009"),
        ("BSc Nursing 2014", "2014..2014"),
        ("seit 2019", "2019..now"),
        ("März 2019 – heute", "2019-03..now"),
        ("von März 2016 bis Juni 2019", "2016-03..2019-06"),
        ("Dez. 2019 bis dato", "2019-12..now"),
        ("WS 2019/20", "2019..2020"),
        ("desde 2019", "2019..now"),
        ("marzo de 2019 - actualidad", "2019-03..now"),
        ("del 2016 al 2019", "2016..2019"),
        ("ene. 2015 a dic. 2018", "2015-01..2018-12"),
        ("depuis mars 2019", "2019-03..now"),
        ("mars 2019 à aujourd'hui", "2019-03..now"),
        ("de sept. 2014 à févr. 2019", "2014-09..2019-02"),
        ("1er octobre 2018 – 3 août 2019", "2018-10..2019-08"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert written(text) == [expected]


def test_two_stints_are_two_periods() -> None:
    assert written("June 2018 – July 2019, September 2023 – April 2024") == ["2018-06..2019-07", "2023-09..2024-04"]


def test_summers_of_two_years_are_two_summers() -> None:
    assert written("summers 2024 and 2025") == ["2024-06..2024-08", "2025-06..2025-08"]


@pytest.mark.parametrize(
    "text",
    [
        "600 kids",
        "ISO 9001:2015",
        "SQL Server 2019",
        "Windows 2012",
        "$2019",
        "raised €2,019",
        "over 2000 customers",
        "2000 units a day",
        "24/7",
        "Python 3.11",
        "Post-9/11 GI Bill",
        "020 7946 0155",
        "(08) 555-0144",
        "937-555-2019",
        "+44 20 1990 2019",
        "Sydney NSW 2000",
        "81541 München",
        "may help, might march, presently 12 people",
        "1890",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031–2019", "?..2019"),
        ("2019 – 2109", "2019..?"),
        ("1890 – 1995", "?..1995"),
        ("2109 – present", "?..now"),
        ("June 2019 – March 2018", "?..2018-03"),
    ],
)
def test_a_slip_of_the_pen_is_unknown_and_no_decade(text: str, expected: str) -> None:
    assert written(text) == [expected]
    assert months_covered([find_periods(text)[0].period], TODAY) == 0


def test_offsets_point_into_the_whole_text() -> None:
    text = "Treasurer, food bank | March 2018 – present | Dayton"
    found = find_periods(text, 10)[0]
    assert text[found.start : found.end] == "March 2018 – present"


def test_only_the_asked_part_of_the_text_is_searched() -> None:
    text = "2012 – 2014\n2015 – 2016"
    assert len(find_periods(text, text.index("\n"))) == 1


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Mar 2019 – Jun 2019", 4),
        ("Mar 2019 – Mar 2019", 1),
        ("2018 – 2020", 24),
        ("2019", 6),
        ("2019 – Mar 2020", 9),
        ("Nov 2025 – present", 13),
        ("2024 – present", 29),
        ("Jan 2025 – expected Jun 2027", 23),
        ("Jan 2027 – present", 0),
        ("until 2019", 0),
    ],
)
def test_length_in_months(text: str, months: int) -> None:
    assert months_covered([find_periods(text)[0].period], TODAY) == months


def test_overlapping_jobs_count_once() -> None:
    periods = [one.period for one in find_periods("Jan 2018 – Dec 2019; Jul 2019 – Jun 2020; Jan 2022 – Jan 2022")]
    assert months_covered(periods, TODAY) == 31


def test_a_month_prints_as_iso_8601() -> None:
    assert (str(Month(2019, 3)), str(Month(2019))) == ("2019-03", "2019")


months = st.builds(Month, st.integers(1950, 2026), st.integers(0, 12))
periods = st.builds(Period, st.none() | months, st.none() | months, st.booleans())
#: Pieces that dates are made of, so that random texts hit the rules.
pieces = st.sampled_from(
    [
        *"0123456789-–/.,' |()",
        "2019",
        "2020",
        "19",
        "March ",
        "mai ",
        " to ",
        "seit ",
        "present",
        "Q3 ",
        "summer ",
        "until ",
    ]
)
dateish = st.lists(pieces, max_size=30).map("".join)


@given(st.lists(periods, max_size=8))
def test_covered_months_lie_between_the_longest_and_the_sum(several: list[Period]) -> None:
    lengths = [months_covered([one], TODAY) for one in several]
    assert max(lengths, default=0) <= months_covered(several, TODAY) <= sum(lengths)


@given(st.lists(periods, max_size=6), st.randoms())
def test_covered_months_do_not_depend_on_the_order(several: list[Period], random: object) -> None:
    shuffled = sorted(several, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert months_covered(shuffled, TODAY) == months_covered(several, TODAY)


@given(st.text(max_size=200) | dateish)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    position = 0
    for found in find_periods(text):
        assert position <= found.start < found.end <= len(text)
        position = found.end


@given(dateish)
def test_start_never_stands_behind_end(text: str) -> None:
    for found in find_periods(text):
        start, end = found.period.start, found.period.end
        assert start is None or end is None or start.year <= end.year
