"""The calculations of 6 RCNY § 5-301."""

import csv
import io
from pathlib import Path

import pytest

from parsers.errors import FileMissing
from service.batch.audit.rates import Application, Table, audit, katz, wilson
from service.batch.audit.reading import read_applications
from service.batch.audit.tables import AuditInput
from service.batch.audit.writing import audit_csv, audit_page
from service.cli import main
from service.cli.failures import ALL_FAILED, DONE


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


@pytest.fixture
def results(tmp_path: Path) -> Path:
    (tmp_path / "results.csv").write_text(
        "job,id,file,copies,coverage\n"
        "ad,a1,cvs/anna.pdf,cvs/copy.pdf,0.5\nad,b2,cvs/ben.pdf,,0.25\nother,a1,cvs/anna.pdf,,0.75\n",
        encoding="utf-8",
    )
    return tmp_path


def groups(folder: Path, text: str) -> Path:
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "line", ["a1,,F,Hispanic", ",anna.pdf,woman,Latina", ",cvs/copy.pdf,female,Hispanic or Latino"]
)
def test_groups_are_joined_by_id_by_name_and_by_the_name_of_a_copy(results: Path, line: str) -> None:
    joined = read_applications(results, groups(results, f"id,file,sex,race_ethnicity\n{line}\n"))
    assert joined.by_job["ad"] == [Application(0.5, "Female", "Hispanic or Latino"), Application(0.25, "", "")]
    assert set(joined.by_job) == {"ad", "other"}


@pytest.mark.parametrize("in_results", ["=cmd|calc.txt", "'=cmd|calc.txt"])
@pytest.mark.parametrize("in_groups", ["=cmd|calc.txt", "'=cmd|calc.txt"])
def test_a_name_that_looks_like_a_formula_joins_with_and_without_its_apostrophe(
    results: Path, in_results: str, in_groups: str
) -> None:
    (results / "results.csv").write_text(f"job,id,file,coverage\nad,a1,{in_results},0.5\n", encoding="utf-8")
    joined = read_applications(results, groups(results, f"file,sex,race_ethnicity\n{in_groups},F,White\n"))
    assert joined.by_job == {"ad": [Application(0.5, "Female", "White")]}


def test_an_advertisement_that_looks_like_a_formula_is_found_with_and_without_its_apostrophe(results: Path) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\n'=ad,a1,a.pdf,0.5\n", encoding="utf-8")
    file = groups(results, "id,sex,race_ethnicity\na1,F,White\n")
    assert all(read_applications(results, file, job).by_job.keys() == {"=ad"} for job in ("=ad", "'=ad", None))


def test_what_is_not_told_is_unknown_and_what_fits_nobody_is_counted(results: Path) -> None:
    file = groups(results, "id,sex,race_ethnicity\na1,prefer not to say,\nzz,F,White\n")
    joined = read_applications(results, file, "other")
    assert (joined.by_job, joined.unmatched) == ({"other": [Application(0.75, "", "")]}, ("zz",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,sex\na1,F\n", "“groups.csv” has no column “race_ethnicity”"),
        ("sex,race_ethnicity\nF,White\n", "neither a column “id” nor a column “file”"),
        (
            "id,sex,race_ethnicity\na1,F,White\nA1,M,White\n",
            r"two different things about the résumé “cvs/anna.pdf” \(id a1\)",
        ),
        ("id,sex,race_ethnicity\n", "“groups.csv” has no line below its header"),
        ("id,sex,race_ethnicity\n,,\n", "“groups.csv” has no line below its header"),
        (
            "id,sex,race_ethnicity\nq1,F,White\n",
            "No line of “groups.csv” fits .* tells of “q1”; in the results are “a1”, “b2”",
        ),
        (
            "file,sex,race_ethnicity\nx.pdf,F,White\n",
            "tells of “x.pdf”; in the results are “cvs/anna.pdf”, “cvs/ben.pdf”",
        ),
        ("id,sex,race_ethnicity,sex\na1,F,White,M\n", "2 columns that could be “sex”: “sex”, “sex”"),
        ("id,Sex,race,Gender\na1,F,White,M\n", "2 columns that could be “sex”: “Sex”, “Gender”"),
        ("id,sex,Race,Ethnicity\na1,F,White,Hispanic\n", "2 columns that could be “race_ethnicity”"),
        (
            "file,sex,race_ethnicity\nDoe, Anna.pdf,F,White\n",
            "Line 2 of “groups.csv” has more cells than the first",
        ),
        ("id;person;group\na1;F;White\n", "its first line was read as 3 columns, separated by semicolons"),
        ("id person group\na1 F White\n", "read as one column, without commas, semicolons or tabs"),
        ("", "“groups.csv” is empty"),
    ],
)
def test_a_file_of_groups_that_cannot_be_used_is_a_named_error(results: Path, text: str, message: str) -> None:
    with pytest.raises(AuditInput, match=message):
        read_applications(results, groups(results, text))


def test_a_message_gives_a_few_names_as_examples_and_shortens_them(results: Path) -> None:
    lines = "".join(f"{'x' * 99}{number}.pdf,F,White\n" for number in range(9))
    with pytest.raises(AuditInput, match="…” and 6 more; in the results are") as caught:
        read_applications(results, groups(results, f"file,sex,race_ethnicity\n{lines}"))
    assert "x" * 60 not in caught.value.message


def test_results_in_which_nobody_is_are_a_named_error(results: Path) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\n", encoding="utf-8")
    with pytest.raises(AuditInput, match="no résumé in the results"):
        read_applications(results, groups(results, "id,sex,race_ethnicity\na1,F,White\n"))


def test_a_file_of_groups_that_fits_nobody_ends_with_the_exit_code_for_wrong_input(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = groups(results, "file,sex,race_ethnicity\nx.pdf,F,White\n")
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(results), "--groups", str(file)])
    assert ended.value.code == ALL_FAILED
    printed = capsys.readouterr()
    assert not printed.out
    assert "fits a résumé in the results" in printed.err and "What to do: Write ids or files" in printed.err


def test_lines_that_fit_nobody_are_named_on_standard_error(results: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = groups(results, "file,sex,race_ethnicity\nx.pdf,F,White\nanna.pdf,F,White\n")
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(results), "--groups", str(file)])
    assert ended.value.code == DONE
    assert "1 line of “groups.csv”, “x.pdf”." in capfd.readouterr().err


def test_a_spreadsheet_in_the_place_of_a_table_is_a_named_error(results: Path) -> None:
    path = results / "groups.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    with pytest.raises(AuditInput, match="no text file"):
        read_applications(results, path)


@pytest.mark.parametrize(
    "header",
    [
        "ID,Sex,Race/Ethnicity",
        "id,Sex/Gender,Race / Ethnicity",
        "Id,Gender,Race & Ethnicity",
        "id,gender,race",
        "id,SEX,Race and ethnicity",
        "\ufeffid,sex,race_ethnicity",
    ],
)
def test_the_headers_that_people_write_are_understood(results: Path, header: str) -> None:
    joined = read_applications(results, groups(results, f"{header}\na1,F,White\n"))
    assert joined.by_job["ad"][0] == Application(0.5, "Female", "White")


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_what_separates_the_columns_is_seen_by_itself(results: Path, separator: str) -> None:
    lines = [
        ("file", "sex", "race_ethnicity"),
        ('"a,b;c|d\te.pdf"', "F", "White"),
        ("anna.pdf", "F", "White"),
        ("", "", ""),
    ]
    file = groups(results, "\n".join(map(separator.join, lines)))
    joined = read_applications(results, file)
    assert (joined.by_job["ad"][0], len(joined.unmatched)) == (Application(0.5, "Female", "White"), 1)


def test_unicode_text_as_a_spreadsheet_saves_it_is_read(results: Path) -> None:
    path = results / "groups.txt"
    path.write_bytes("id\tSex\tRace/Ethnicity\r\nA1\tF\tWhite\r\n".encode("utf-16"))
    assert read_applications(results, path).by_job["ad"][0] == Application(0.5, "Female", "White")


def test_ids_are_the_same_in_capitals(results: Path) -> None:
    joined = read_applications(results, groups(results, "id,sex,race_ethnicity\nA1,F,White\nB2,M,Asian\n"))
    assert joined.by_job["ad"] == [Application(0.5, "Female", "White"), Application(0.25, "Male", "Asian")]
    assert not joined.unmatched


def test_a_name_that_two_resumes_share_joins_with_neither(results: Path) -> None:
    (results / "results.csv").write_text(
        "job,id,file,coverage\nad,a1,x/cv.pdf,0.5\nad,b2,y/cv.pdf,0.2\nad,c3,z.pdf,0\n"
    )
    joined = read_applications(results, groups(results, "file,sex,race_ethnicity\ncv.pdf,F,White\nx/cv.pdf,M,White\n"))
    assert joined.by_job["ad"] == [Application(0.5, "Male", "White"), Application(0.2, "", ""), Application(0, "", "")]
    assert joined.unmatched == ("cv.pdf",)


def test_an_advertisement_without_results_is_a_named_error(results: Path) -> None:
    with pytest.raises(FileMissing, match="ad, other"):
        read_applications(results, groups(results, "id,sex,race_ethnicity\na1,F,White\n"), "third")


def test_the_table_has_a_line_for_each_category_and_one_for_the_unknown() -> None:
    rows = list(csv.DictReader(io.StringIO(audit_csv([audit("ad", POOL, [0.5])]))))
    chosen = [row for row in rows if row["measure"] == "selection" and row["table"] == "Sex"]
    assert [(row["sex"], row["applicants"], row["impact_ratio"]) for row in chosen] == [
        ("Male", "102", "1.000"),
        ("Female", "100", "0.680"),
        ("Unknown", "3", ""),
    ]


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
