"""Advertisements and the results of runs are no candidates, wherever they lie and however they are named."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from service.batch.sources import Found, find_sources

RESULTS = ("index.html", "results.csv", "results.parquet", "requirements.parquet", "errors.csv", "errors.csv.part")
HANDOUTS = ("reports/0123456789abcdef-01234567.html", "questions/0123456789abcdef-01234567.md")
NOTES = (".overlooked/run.json", ".overlooked/journal/000001.jsonl")


def write(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{folder}/{name}")


def pipe(folder: str, *files: str) -> None:
    for name in files:
        fsspec.filesystem("memory").pipe(f"/{folder}/{name}", name.encode())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two résumés and an advertisement in the folder where somebody works, and the results of a run."""
    (tmp_path / "hr").mkdir()
    write(tmp_path / "hr", "anna.txt", "deep/ben.txt", "ad.txt")
    write(tmp_path / "hr/results", *RESULTS, *HANDOUTS, *NOTES)
    monkeypatch.chdir(tmp_path / "hr")
    return tmp_path / "hr"


def found_names(found: Found) -> list[str]:
    return [Path(source.name).name for source in found.sources]


def found(*places: object, ads: tuple[str, ...] = ("ad.txt",), out: str = "results") -> list[str]:
    return found_names(find_sources([str(place) for place in places], ads, out))


def test_what_the_shell_makes_of_a_star_holds_neither_results_nor_the_advertisement(here: Path) -> None:
    star = sorted(path.name for path in here.iterdir())
    assert star == ["ad.txt", "anna.txt", "deep", "results"]
    assert found(*star) == ["anna.txt", "ben.txt"]


@pytest.mark.parametrize("place", [".", "*", "**", "**/*", "*/*", "results", "results/*", "results/index.html"])
def test_results_are_no_candidates_however_they_are_named(here: Path, place: str) -> None:
    assert set(found(place)) <= {"anna.txt", "ben.txt"}


@pytest.mark.parametrize("out", [".", "{here}", "file://{here}", "local://{here}"])
def test_results_that_go_where_the_resumes_are_leave_the_resumes(here: Path, out: str) -> None:
    write(here, *RESULTS, *HANDOUTS, *NOTES)
    write(here, "reports/carl.txt")
    for place in (".", str(here), f"file://{here}"):
        assert found(place, out=out.format(here=here)) == ["anna.txt", "ben.txt", "carl.txt"]


def test_results_of_another_run_below_are_passed_over_and_counted(here: Path) -> None:
    searched = find_sources(["."], ["ad.txt"], "elsewhere")
    assert (found_names(searched), searched.passed_over, searched.troubles) == (["anna.txt", "ben.txt"], 2, [])


def test_a_page_of_the_audit_among_results_is_passed_over(here: Path) -> None:
    write(here, "results/audit.html")
    assert find_sources(["."], ["ad.txt"], "elsewhere").troubles == []
    assert found("results", out="elsewhere") == []


def test_resumes_beside_the_results_of_another_run_are_never_lost_in_silence(here: Path) -> None:
    write(here / "2025", "carl.txt", *RESULTS, *NOTES)
    searched = find_sources(["."], ["ad.txt"], "elsewhere")
    assert [(one.name, one.failure.code) for one in searched.troubles] == [("2025", "file_unreadable")]
    assert "name this folder as well" in searched.troubles[0].failure.advice
    searched = find_sources([".", "2025"], ["ad.txt"], "elsewhere")
    assert (found_names(searched), searched.troubles) == (["carl.txt", "anna.txt", "ben.txt"], [])


def test_a_run_may_be_repeated_with_results_somewhere_else(here: Path) -> None:
    write(here, *RESULTS, *NOTES)
    assert found(here, out="elsewhere") == ["anna.txt", "ben.txt"]


@pytest.mark.parametrize("ad", ["ad.txt", "./ad*.txt", "a[d].txt", "{here}/ad.txt", "file://{here}/ad.txt"])
@pytest.mark.parametrize("place", [".", "{here}", "*", "ad.txt", "file://{here}", "local://{here}/*"])
def test_an_advertisement_among_the_resumes_is_no_candidate(here: Path, ad: str, place: str) -> None:
    assert "ad.txt" not in found(place.format(here=here), ads=(ad.format(here=here),))


def test_folders_archives_and_links_of_advertisements_are_left_out_too(here: Path) -> None:
    write(here, "ads/cook.txt", "ads.zip")
    (here / "same ad.txt").symlink_to(here / "ads" / "cook.txt")
    assert found(".", ads=("ad.txt", "ads", "ads.zip")) == ["anna.txt", "ben.txt"]


def test_a_link_to_results_or_advertisements_leads_to_no_candidate(here: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", *RESULTS, *NOTES)
    write(tmp_path / "ads", "cook.txt")
    (here / "last run").symlink_to(tmp_path / "elsewhere")
    (here / "ads").symlink_to(tmp_path / "ads")
    assert found(".", ads=("ad.txt", str(tmp_path / "ads"))) == ["anna.txt", "ben.txt"]


def test_results_on_this_machine_are_left_out_by_their_address(here: Path) -> None:
    (here / "results" / ".overlooked").rename(here.parent / "notes")
    assert found(f"file://{here}", out=f"file://{here}/results") == ["anna.txt", "ben.txt"]
    assert found(here, out=f"local://{here}/results") == ["anna.txt", "ben.txt"]


# The same behind addresses.


@pytest.fixture
def store() -> str:
    fsspec.filesystem("memory").rm("/", recursive=True)
    pipe("hr", "anna.txt", "deep/ben.txt", "ad.txt", *(f"results/{name}" for name in (*RESULTS, *HANDOUTS, *NOTES)))
    return "memory://hr"


@pytest.mark.parametrize("place", ["", "/*", "/**", "/*/*", "/results", "/results/*"])
@pytest.mark.parametrize("out", ["results", "elsewhere"])
def test_nothing_but_resumes_is_found_behind_an_address(store: str, place: str, out: str) -> None:
    searched = find_sources([f"{store}{place}"], ["memory://hr/a*d.txt"], f"{store}/{out}")
    assert set(found_names(searched)) <= {"anna.txt", "ben.txt"}
    assert searched.troubles == []


@pytest.mark.parametrize("ad", ["memory://hr/ad.txt", "memory:///hr/ad.txt", "memory://hr/ad*"])
def test_an_advertisement_behind_an_address_is_no_candidate(store: str, ad: str) -> None:
    assert found(store, ads=(ad,), out="results") == ["anna.txt", "ben.txt"]


def test_results_without_notes_are_known_as_those_of_this_run(store: str) -> None:
    fsspec.filesystem("memory").rm("/hr/results/.overlooked", recursive=True)
    assert found(store, ads=("memory://hr/ad.txt",), out=f"{store}/results/") == ["anna.txt", "ben.txt"]


def test_results_that_go_where_the_resumes_are_behind_an_address_leave_the_resumes(store: str) -> None:
    pipe("hr", *RESULTS, *HANDOUTS, *NOTES)
    assert found(store, ads=("memory://hr/ad.txt",), out=store) == ["anna.txt", "ben.txt"]


def test_resumes_beside_results_behind_an_address_are_never_lost_in_silence(store: str) -> None:
    pipe("hr/2025", "carl.txt", *RESULTS, *NOTES)
    searched = find_sources([store], ["memory://hr/ad.txt"], "elsewhere")
    assert [one.name for one in searched.troubles] == ["memory:///hr/2025"]
    searched = find_sources([store, f"{store}/2025"], ["memory://hr/ad.txt"], "elsewhere")
    assert (found_names(searched), searched.troubles) == (["carl.txt", "anna.txt", "ben.txt"], [])
