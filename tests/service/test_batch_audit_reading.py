"""What is read for an audit: the results of a batch, and files of groups as people have them."""

from pathlib import Path

import fsspec
import pytest

from parsers.errors import FileMissing, FileUnreadable
from service.batch.audit.rates import MUSTS, Application
from service.batch.audit.reading import Joined, read_applications
from service.batch.audit.tables import AuditInput
from service.cli import main
from service.cli.failures import ALL_FAILED, DONE


@pytest.fixture
def results(tmp_path: Path) -> Path:
    (tmp_path / "results.csv").write_text(
        "job,id,file,copies,coverage\n"
        "ad,a1,cvs/anna.pdf,cvs/copy.pdf,0.5\nad,b2,cvs/ben.pdf,,0.25\nother,a1,cvs/anna.pdf,,0.75\n",
        encoding="utf-8",
    )
    return tmp_path


def groups(folder: Path, text: str) -> str:
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def joined(results: Path, text: str, job: str | None = None) -> Joined:
    """The results with a file of groups that holds this text."""
    return read_applications(str(results), groups(results, text), job)


@pytest.mark.parametrize(
    "line", ["a1,,F,Hispanic", ",anna.pdf,woman,Latina", ",cvs/copy.pdf,female,Hispanic or Latino"]
)
def test_groups_are_joined_by_id_by_name_and_by_the_name_of_a_copy(results: Path, line: str) -> None:
    found = joined(results, f"id,file,sex,race_ethnicity\n{line}\n")
    assert found.by_job["ad"] == [Application(0.5, "Female", "Hispanic or Latino"), Application(0.25, "", "")]
    assert set(found.by_job) == {"ad", "other"}


@pytest.mark.parametrize("in_results", ["=cmd|calc.txt", "'=cmd|calc.txt"])
@pytest.mark.parametrize("in_groups", ["=cmd|calc.txt", "'=cmd|calc.txt"])
def test_a_name_that_looks_like_a_formula_joins_with_and_without_its_apostrophe(
    results: Path, in_results: str, in_groups: str
) -> None:
    (results / "results.csv").write_text(f"job,id,file,coverage\nad,a1,{in_results},0.5\n", encoding="utf-8")
    found = joined(results, f"file,sex,race_ethnicity\n{in_groups},F,White\n")
    assert found.by_job == {"ad": [Application(0.5, "Female", "White")]}


def test_an_advertisement_that_looks_like_a_formula_is_found_with_and_without_its_apostrophe(results: Path) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\n'=ad,a1,a.pdf,0.5\n", encoding="utf-8")
    file = groups(results, "id,sex,race_ethnicity\na1,F,White\n")
    assert all(read_applications(str(results), file, job).by_job.keys() == {"=ad"} for job in ("=ad", "'=ad", None))


def test_what_is_not_told_is_unknown_and_what_fits_nobody_is_counted(results: Path) -> None:
    file = groups(results, "id,sex,race_ethnicity\na1,prefer not to say,\nzz,F,White\n")
    found = read_applications(str(results), file, "other")
    assert (found.by_job, found.unmatched) == ({"other": [Application(0.75, "", "")]}, ("zz",))


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
        joined(results, text)


def test_a_message_gives_a_few_names_as_examples_and_shortens_them(results: Path) -> None:
    lines = "".join(f"{'x' * 99}{number}.pdf,F,White\n" for number in range(9))
    with pytest.raises(AuditInput, match="…” and 6 more; in the results are") as caught:
        joined(results, f"file,sex,race_ethnicity\n{lines}")
    assert "x" * 60 not in caught.value.message


def test_results_in_which_nobody_is_are_a_named_error(results: Path) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\n", encoding="utf-8")
    with pytest.raises(AuditInput, match="no résumé in the results"):
        joined(results, "id,sex,race_ethnicity\na1,F,White\n")


def test_a_file_of_groups_that_fits_nobody_ends_with_the_exit_code_for_wrong_input(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = groups(results, "file,sex,race_ethnicity\nx.pdf,F,White\n")
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(results), "--groups", file])
    assert ended.value.code == ALL_FAILED
    printed = capsys.readouterr()
    assert not printed.out
    assert "fits a résumé in the results" in printed.err and "What to do: Write ids or files" in printed.err


def test_lines_that_fit_nobody_are_named_on_standard_error(results: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = groups(results, "file,sex,race_ethnicity\nx.pdf,F,White\nanna.pdf,F,White\n")
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(results), "--groups", file])
    assert ended.value.code == DONE
    assert "1 line of “groups.csv”, “x.pdf”." in capfd.readouterr().err


def test_a_spreadsheet_in_the_place_of_a_table_is_a_named_error(results: Path) -> None:
    path = results / "groups.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    with pytest.raises(AuditInput, match="no text file"):
        read_applications(str(results), str(path))


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
    found = joined(results, f"{header}\na1,F,White\n")
    assert found.by_job["ad"][0] == Application(0.5, "Female", "White")


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_what_separates_the_columns_is_seen_by_itself(results: Path, separator: str) -> None:
    lines = [
        ("file", "sex", "race_ethnicity"),
        ('"a,b;c|d\te.pdf"', "F", "White"),
        ("anna.pdf", "F", "White"),
        ("", "", ""),
    ]
    file = groups(results, "\n".join(map(separator.join, lines)))
    found = read_applications(str(results), file)
    assert (found.by_job["ad"][0], len(found.unmatched)) == (Application(0.5, "Female", "White"), 1)


def test_unicode_text_as_a_spreadsheet_saves_it_is_read(results: Path) -> None:
    path = results / "groups.txt"
    path.write_bytes("id\tSex\tRace/Ethnicity\r\nA1\tF\tWhite\r\n".encode("utf-16"))
    assert read_applications(str(results), str(path)).by_job["ad"][0] == Application(0.5, "Female", "White")


def test_ids_are_the_same_in_capitals(results: Path) -> None:
    found = joined(results, "id,sex,race_ethnicity\nA1,F,White\nB2,M,Asian\n")
    assert found.by_job["ad"] == [Application(0.5, "Female", "White"), Application(0.25, "Male", "Asian")]
    assert not found.unmatched


def test_a_name_that_two_resumes_share_joins_with_neither(results: Path) -> None:
    (results / "results.csv").write_text(
        "job,id,file,coverage\nad,a1,x/cv.pdf,0.5\nad,b2,y/cv.pdf,0.2\nad,c3,z.pdf,0\n"
    )
    found = joined(results, "file,sex,race_ethnicity\ncv.pdf,F,White\nx/cv.pdf,M,White\n")
    assert found.by_job["ad"] == [Application(0.5, "Male", "White"), Application(0.2, "", ""), Application(0, "", "")]
    assert found.unmatched == ("cv.pdf",)


def test_an_advertisement_without_results_is_a_named_error(results: Path) -> None:
    with pytest.raises(FileMissing, match="ad, other"):
        joined(results, "id,sex,race_ethnicity\na1,F,White\n", "third")


COUNTS = "must_met,must_partial,must_missing,nice_met,nice_partial,nice_missing,not_judged"


@pytest.mark.parametrize(
    ("coverage", "counts", "is_judged"),
    [
        ("0.0", "0,0,0,0,0,0,12", False),
        ("", "0,0,0,0,0,0,12", False),
        ("", "", False),
        ("0.0", "0,0,5,0,0,7,0", True),
        ("0.25", "0,0,0,0,1,0,11", True),
    ],
)
def test_a_resume_that_could_not_be_judged_is_counted_apart_and_not_as_scored_0(
    results: Path, coverage: str, counts: str, is_judged: bool
) -> None:
    (results / "results.csv").write_text(
        f"job,id,file,coverage,{COUNTS}\nad,a1,anna.pdf,{coverage},{counts}\nad,b2,ben.pdf,0.5,2,0,1,0,0,0,0\n",
        encoding="utf-8",
    )
    found = joined(results, "id,sex,race_ethnicity\na1,F,White\nb2,M,Asian\n")
    assert (len(found.by_job["ad"]), found.unjudged) == ((2, {"ad": 0}) if is_judged else (1, {"ad": 1}))


def test_results_in_which_nobody_was_judged_are_a_named_error(results: Path) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\nad,a1,anna.pdf,\n", encoding="utf-8")
    with pytest.raises(AuditInput, match="No résumé in the results was judged"):
        joined(results, "id,sex,race_ethnicity\na1,F,White\n")


@pytest.mark.parametrize("coverage", ["0,5", "50 %", "nan", "1.5"])
def test_a_coverage_that_is_none_is_a_named_error(results: Path, coverage: str) -> None:
    (results / "results.csv").write_text(f'job,id,file,coverage\nad,a1,a.pdf,"{coverage}"\n', encoding="utf-8")
    with pytest.raises(AuditInput, match="no number from 0 to 1"):
        joined(results, "id,sex,race_ethnicity\na1,F,White\n")


def test_how_many_were_not_judged_is_said_on_standard_error(results: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (results / "results.csv").write_text("job,id,file,coverage\nad,a1,a.pdf,\nad,b2,b.pdf,0.5\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(results), "--groups", groups(results, "id,sex,race_ethnicity\nb2,F,White\n")])
    assert ended.value.code == DONE
    assert "“ad”: 1 résumé was not judged and is left out." in capfd.readouterr().err


def test_by_musts_people_are_scored_as_the_ranking_scores_them(results: Path) -> None:
    (results / "results.csv").write_text(
        "job,id,file,coverage,must_coverage,nice_coverage\nad,a1,a.pdf,0.6,0.5,1.0\nad,b2,b.pdf,0.2,,0.2\n",
        encoding="utf-8",
    )
    file = groups(results, "id,sex,race_ethnicity\na1,F,White\n")
    found = read_applications(str(results), file, score=MUSTS)
    assert found.by_job["ad"] == [Application(0.5, "Female", "White", 1.0), Application(0.0, "", "", 0.2)]


def test_by_musts_results_without_that_column_are_a_named_error(results: Path) -> None:
    with pytest.raises(AuditInput, match="must_coverage"):
        read_applications(str(results), groups(results, "id,sex,race_ethnicity\na1,F,White\n"), score=MUSTS)


@pytest.mark.parametrize("place", ["memory://hr/out", "memory://hr/out/", "memory://hr/out/results.csv"])
def test_results_may_lie_at_an_address_as_the_batch_wrote_them(results: Path, place: str) -> None:
    fsspec.filesystem("memory").pipe("/hr/out/results.csv", (results / "results.csv").read_bytes())
    fsspec.filesystem("memory").pipe("/hr/groups.csv", b"id,sex,race_ethnicity\na1,F,White\n")
    found = read_applications(place, "memory://hr/groups.csv")
    assert found.by_job["ad"] == [Application(0.5, "Female", "White"), Application(0.25, "", "")]


@pytest.mark.parametrize(
    ("place", "error"),
    [("memory://nowhere/out", FileMissing), ("nosuchstore://key:secret@hr/out?token=secret", FileMissing)],
)
def test_an_address_without_results_is_a_named_error_that_gives_no_secret_away(
    results: Path, place: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        read_applications(place, groups(results, "id,sex,race_ethnicity\na1,F,White\n"))
    assert "secret" not in str(caught.value)


def test_a_folder_in_the_place_of_the_file_of_groups_is_a_named_error(results: Path) -> None:
    with pytest.raises(FileUnreadable, match="cannot be opened"):
        read_applications(str(results), str(results))
