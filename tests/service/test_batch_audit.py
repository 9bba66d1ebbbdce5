"""The calculations of 6 RCNY § 5-301."""

import csv
import io
import re

import pytest

from service.batch.audit.rates import COVERAGE, MUSTS, Application, Table, audit, katz, wilson
from service.batch.audit.writing import audit_csv, audit_page


def people(*groups: tuple[str, str, int, float]) -> list[Application]:
    """Sex, race, how many, and the score of all of them."""
    return [Application(score, sex, race) for sex, race, number, score in groups for _ in range(number)]


POOL = people(
    ("Male", "White", 60, 0.9),
    ("Male", "White", 40, 0.1),
    ("Female", "White", 30, 0.9),
    ("Female", "White", 50, 0.1),
    ("Female", "Asian", 10, 0.9),
    ("Female", "Asian", 10, 0.1),
    ("", "Asian", 3, 0.9),
    ("Male", "", 2, 0.1),
)


def table(title: str, kind: str = "selection", small: float = 0.02, pool: list[Application] = POOL) -> Table:
    measure = next(one for one in audit("ad", pool, [0.5], small).measures if one.kind == kind)
    return next(one for one in measure.tables if one.title == title)


def test_the_selection_rate_is_the_share_that_reaches_the_threshold() -> None:
    rates = {line.sex: (line.applicants, line.chosen, round(line.rate, 3)) for line in table("Sex").lines}
    assert rates == {"Male": (102, 60, 0.588), "Female": (100, 40, 0.4)}


def test_the_impact_ratio_compares_with_the_highest_rate() -> None:
    ratios = {line.sex: line.ratio for line in table("Sex").lines}
    assert ratios == {"Male": 1, "Female": pytest.approx(0.4 / (60 / 102))}


def test_the_scoring_rate_is_the_share_above_the_median_of_everybody() -> None:
    pool = people(("Male", "White", 2, 0.2), ("Male", "White", 1, 0.8), ("Female", "White", 2, 0.9))
    found = audit("ad", pool, [])
    assert found.median == 0.8
    assert {line.sex: line.rate for line in found.measures[0].tables[0].lines} == {"Male": 0, "Female": 1}


def test_by_musts_the_rest_decides_who_of_equals_is_above_the_middle() -> None:
    pool = [Application(0.5, "Male", "White", rest) for rest in (0.1, 0.2)]
    pool += [Application(0.5, "Female", "White", rest) for rest in (0.3, 0.4)]
    found = audit("ad", pool, [0.5], score=MUSTS)
    assert {line.sex: line.rate for line in found.measures[0].tables[0].lines} == {"Male": 0, "Female": 1}
    assert {line.sex: line.rate for line in found.measures[1].tables[0].lines} == {"Male": 1, "Female": 1}


def test_the_page_says_what_the_score_is_and_that_the_ranking_goes_by_another() -> None:
    by_coverage, by_musts = (
        audit_page([audit("ad", POOL, [0.5], score=score)], "results.csv", 0, 0.02) for score in (COVERAGE, MUSTS)
    )
    assert "The ranking of a batch goes by musts first" in by_coverage and "--score musts" in by_coverage
    assert "ranks above the middle of everybody" in by_musts and "at least that share of the musts" in by_musts


def test_both_groupings_together_are_a_table_of_their_own() -> None:
    found = table("Race/ethnicity and sex")
    assert [line.name for line in found.lines] == ["White, Male", "White, Female", "Asian, Female"]


@pytest.mark.parametrize(("title", "unknown"), [("Sex", 3), ("Race/ethnicity", 2), ("Race/ethnicity and sex", 5)])
def test_who_is_in_no_category_is_counted_beside_the_table(title: str, unknown: int) -> None:
    assert table(title).unknown == unknown


def test_a_very_small_category_is_left_out_of_the_ratios_and_shown() -> None:
    pool = people(("Male", "White", 100, 0.9), ("Female", "White", 100, 0.1), ("Male", "Asian", 1, 0.9))
    asian = next(line for line in table("Race/ethnicity", pool=pool).lines if line.race == "Asian")
    assert (asian.small, asian.ratio, asian.applicants, asian.rate) == (True, None, 1, 1.0)


def test_a_very_small_category_does_not_set_the_highest_rate() -> None:
    pool = people(("Male", "White", 50, 0.9), ("Male", "White", 50, 0.1), ("Male", "Asian", 1, 0.9))
    white = next(line for line in table("Race/ethnicity", pool=pool).lines if line.race == "White")
    assert white.ratio == 1


def test_nothing_is_left_out_where_the_auditor_wants_all() -> None:
    pool = people(("Male", "White", 100, 0.9), ("Female", "Asian", 1, 0.1))
    assert all(line.ratio is not None for line in table("Race/ethnicity", small=0, pool=pool).lines)


def test_there_is_no_ratio_where_nobody_was_selected() -> None:
    assert [line.ratio for line in table("Sex", pool=people(("Male", "White", 5, 0.1))).lines] == [None]


def test_intervals_are_the_published_ones() -> None:
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert katz(10, 100, 20, 100) == pytest.approx((0.2467, 1.0135), abs=1e-3)
    assert katz(0, 10, 5, 10)[0] == 0


def test_the_lowest_ratio_is_told_for_every_tenth() -> None:
    found = audit("ad", POOL, [])
    assert [bound for bound, _, _ in found.by_threshold] == [tenth / 10 for tenth in range(1, 10)]
    assert found.by_threshold[4][1] == pytest.approx(0.68)


def test_the_table_has_a_line_for_each_category_and_one_for_the_unknown() -> None:
    rows = list(csv.DictReader(io.StringIO(audit_csv([audit("ad", POOL, [0.5])]))))
    chosen = [row for row in rows if row["measure"] == "selection" and row["table"] == "Sex"]
    assert [(row["sex"], row["applicants"], row["impact_ratio"]) for row in chosen] == [
        ("Male", "102", "1.000"),
        ("Female", "100", "0.680"),
        ("Unknown", "3", ""),
    ]


def test_who_was_not_judged_is_a_line_of_the_table_and_said_on_the_page() -> None:
    found = audit("ad", POOL, [0.5], unjudged=7)
    assert "\nad,not_judged,,,,,7,,,,,,,,,coverage\n" in audit_csv([found])
    assert "7 résumés were not judged and are left out" in audit_page([found], "results.csv", 0, 0.02)


def test_an_advertisement_against_which_nobody_was_judged_has_no_rates() -> None:
    page = audit_page([audit("ad", [], [0.5], unjudged=1), audit("other", POOL, [0.5])], "results.csv", 0, 0.02)
    assert "1 résumé was not judged and is left out" in page
    assert page.count("What a threshold would do") == 1


def marked(page: str) -> list[str]:
    """What is said beside ratios below four fifths, in order."""
    return re.findall(r'<td class="(?:low|unsure)">[\d.]+ <span>([^<]+)</span></td>', page)


def test_with_one_or_two_people_a_low_ratio_is_too_few_to_tell() -> None:
    pool = people(("Male", "White", 2, 0.9), ("Female", "White", 1, 0.9), ("Female", "White", 1, 0.1))
    page = audit_page([audit("ad", pool, [0.5])], "results.csv", 0, 0.02)
    assert marked(page) and set(marked(page)) == {"too few to tell"}


def test_a_low_ratio_is_marked_where_its_interval_excludes_1() -> None:
    page = audit_page([audit("ad", POOL, [0.5])], "results.csv", 0, 0.02)
    assert table("Sex").lines[1].finding == "low" and table("Sex").lines[0].finding == ""
    assert "below four fifths" in marked(page)


def test_the_title_of_the_page_says_what_it_is_and_of_which_advertisement() -> None:
    page = audit_page([audit("job.txt", POOL, [])], "results.csv", 0, 0.02)
    assert "<title>Impact ratios: job.txt · Overlooked</title>" in page and "Impact ratios: job.txt</h2>" in page


def test_nothing_in_the_table_is_run_as_a_formula_by_a_spreadsheet() -> None:
    text = audit_csv([audit("=ad", people(("@sum", "=1+1", 2, 0.9), ("Male", "-2", 2, 0.1)), [0.5])])
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert {"'=ad", "'@sum", "'=1+1", "'-2"} <= cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


def test_the_page_says_why_a_category_was_left_out_and_escapes_names() -> None:
    pool = people(("Male", "White", 100, 0.9), ("Male", "<b>Other", 1, 0.1))
    page = audit_page([audit("<script>ad", pool, [0.5])], "results.csv", 0, 0.02)
    assert "§ 5-301 (d)" in page
    assert "<script>" not in page and "<b>Other" not in page
