"""What is kept survives whatever happens to the process."""

from pathlib import Path

import fsspec
import pytest

from parsers.errors import FileUnreadable
from service.batch.folder import Folder, locked
from service.batch.journal import STATE, Journal, month_of_run, note_month
from service.batch.model import Entry, Facts, Failure
from service.report import JobInfo, Report, ResumeInfo, Summary

ANNA, BEN = "a" * 64, "b" * 64
FACTS = Facts(work_years=1, volunteer_years=0, signature="", identity=("Anna",))
DAMAGED = Failure(code="damaged", message="It is broken.", advice="Send another.")


def report(report_id: str = "1") -> Report:
    return Report(
        id=report_id,
        stage="applying",
        resume=ResumeInfo(file="", media_type="text/plain", pages=None),
        job=JobInfo(file="ad", title="", organization=""),
        summary=Summary(requirements=0, met=0, partial=0, missing=0, must_missing=0, coverage=0),
        requirements=[],
    )


def entry(resume: str, *jobs: str, version: str = "v1", blind: bool = False) -> Entry:
    return Entry(resume=resume, version=version, blind=blind, facts=FACTS, reports={job: report() for job in jobs})


@pytest.fixture(params=["local", "remote"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    if request.param == "local":
        return Folder(str(tmp_path / "out"))
    fsspec.filesystem("memory").store.clear()
    return Folder("memory://out")


def test_entries_are_found_again_by_the_next_process(folder: Folder) -> None:
    first = Journal(folder, "v1", blind=False)
    first.add(entry(ANNA, "ad"))
    first.add(Entry(resume=BEN, version="v1", failure=DAMAGED))
    first.close()
    second = Journal(folder, "v1", blind=False)
    assert second.missing(ANNA, ["ad", "other"]) == ["other"]
    assert list(second.entries(ANNA)) == [entry(ANNA, "ad")]
    assert second.missing(BEN, ["ad"]) == []
    assert second.failure(BEN) == DAMAGED


def test_an_entry_can_be_read_before_the_journal_is_closed(folder: Folder) -> None:
    journal = Journal(folder, "v1", blind=False)
    journal.add(entry(ANNA, "ad"))
    journal.add(entry(BEN, "ad"))
    assert [one.resume for one in journal.entries(BEN)] == [BEN]


def test_an_advertisement_added_later_is_kept_beside_the_first(folder: Folder) -> None:
    journal = Journal(folder, "v1", blind=False)
    journal.add(entry(ANNA, "ad"))
    journal.add(entry(ANNA, "other"))
    assert journal.missing(ANNA, ["ad", "other"]) == []


def test_a_torn_last_line_costs_that_line_only(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    journal = Journal(folder, "v1", blind=False)
    journal.add(entry(ANNA, "ad"))
    journal.add(entry(BEN, "ad"))
    journal.close()
    [part] = (tmp_path / STATE / "journal").iterdir()
    part.write_bytes(part.read_bytes()[:-20])
    again = Journal(folder, "v1", blind=False)
    assert (again.missing(ANNA, ["ad"]), again.missing(BEN, ["ad"])) == ([], ["ad"])
    again.add(entry(BEN, "ad"))
    again.close()
    assert Journal(folder, "v1", blind=False).missing(BEN, ["ad"]) == []


def test_an_entry_is_on_the_disk_as_soon_as_it_is_added(tmp_path: Path) -> None:
    Journal(Folder(str(tmp_path)), "v1", blind=False).add(entry(ANNA, "ad"))
    assert Journal(Folder(str(tmp_path)), "v1", blind=False).missing(ANNA, ["ad"]) == []


def test_entries_of_another_version_are_not_used(folder: Folder) -> None:
    journal = Journal(folder, "v1", blind=False)
    journal.add(entry(ANNA, "ad"))
    journal.close()
    assert Journal(folder, "v2", blind=False).missing(ANNA, ["ad"]) == ["ad"]


@pytest.mark.parametrize(("made_blind", "wanted_blind", "usable"), [(True, False, False), (False, True, True)])
def test_a_blind_entry_does_not_serve_an_open_run(
    folder: Folder, made_blind: bool, wanted_blind: bool, usable: bool
) -> None:
    journal = Journal(folder, "v1", blind=made_blind)
    journal.add(entry(ANNA, "ad", blind=made_blind))
    journal.close()
    assert (Journal(folder, "v1", blind=wanted_blind).missing(ANNA, ["ad"]) == []) == usable


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with locked(folder, "lock"), pytest.raises(FileUnreadable), locked(folder, "lock"):
        pass
    with locked(folder, "lock"):
        pass


def test_an_interrupted_run_keeps_its_month_and_a_finished_one_does_not(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    assert month_of_run(folder, "2026-10") == "2026-10"
    assert month_of_run(folder, "2026-11") == "2026-10"
    note_month(folder, "2026-10", finished=True)
    assert month_of_run(folder, "2026-11") == "2026-11"


def test_a_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileUnreadable):
        Folder(str(tmp_path / "file" / "out"))


def test_a_file_that_could_not_be_finished_does_not_replace_the_old_one(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write("results.csv", b"old")
    with pytest.raises(ZeroDivisionError), folder.writing("results.csv") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert (tmp_path / "results.csv").read_bytes() == b"old"
