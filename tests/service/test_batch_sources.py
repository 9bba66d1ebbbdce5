"""Files are found wherever they lie; what cannot be looked into is said."""

import io
import zipfile
from pathlib import Path

import fsspec
import pytest

from service.batch.sources import find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cvs" / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "cvs" / "anna.txt").write_bytes(b"Anna")
    (tmp_path / "cvs" / "deep" / "deeper" / "ben.pdf").write_bytes(b"Ben")
    return tmp_path / "cvs"


def names(*places: object, without: tuple[str, ...] = ()) -> list[str]:
    return [Path(source.name).name for source in find_sources([str(place) for place in places], without).sources]


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_folder_is_searched_to_its_depth(folder: Path) -> None:
    assert names(folder) == ["anna.txt", "ben.pdf"]


def test_a_file_that_is_named_twice_is_found_once(folder: Path) -> None:
    assert names(folder, folder / "anna.txt", f"{folder}/*.txt") == ["anna.txt", "ben.pdf"]


def test_a_pattern_finds_files_and_what_is_in_folders(folder: Path) -> None:
    assert names(f"{folder}/d*") == ["ben.pdf"]


@pytest.mark.parametrize("name", [".DS_Store", "~$anna.docx", "Thumbs.db", ".git/config"])
def test_files_of_the_system_are_passed_over_and_counted(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    found = find_sources([str(folder)])
    assert (len(found.sources), found.passed_over) == (2, 1)


def test_results_and_advertisements_among_the_resumes_are_left_out(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "report.html").write_bytes(b"x")
    assert names(folder, without=(str(folder / "out"), str(folder / "anna.txt"))) == ["ben.pdf"]


def test_a_link_that_leads_back_up_ends_the_search_nowhere(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    assert names(folder) == ["anna.txt", "ben.pdf"]


def test_members_of_an_archive_are_read_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "cvs.zip").write_bytes(zipped({"a/anna": b"Anna", "__MACOSX/anna": b"x", "ben": b"Ben"}))
    found = find_sources([str(tmp_path / "cvs.zip")])
    assert [(Path(one.name).name, one.read(3)) for one in found.sources] == [("anna", b"Ann"), ("ben", b"Ben")]


def test_an_archive_inside_a_folder_is_opened_too(folder: Path) -> None:
    (folder / "more.zip").write_bytes(zipped({"carl": b"Carl"}))
    assert names(folder) == ["anna.txt", "ben.pdf", "carl"]


def test_a_broken_archive_is_named_and_the_rest_is_found(folder: Path) -> None:
    (folder / "cut.zip").write_bytes(zipped({"anna": b"Anna" * 1000})[:50])
    found = find_sources([str(folder)])
    assert [trouble.failure.code for trouble in found.troubles] == ["damaged"]
    assert len(found.sources) == 2


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"zeros": bytes(30_000_000)}))
    assert [trouble.failure.code for trouble in find_sources([str(tmp_path)]).troubles] == ["limit_exceeded"]


def test_a_member_is_never_read_beyond_what_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "cvs.zip").write_bytes(zipped({"long": bytes(1_000_000)}))
    assert len(find_sources([str(tmp_path)]).sources[0].read(100)) == 100


@pytest.mark.parametrize("place", ["nowhere", "nowhere/*.pdf", "nonsense://bucket/cvs", "memory://empty"])
def test_a_place_with_nothing_in_it_is_a_named_error(place: str) -> None:
    assert [trouble.failure.code for trouble in find_sources([place]).troubles] == ["file_missing"]


def test_files_behind_an_address_are_found_and_read() -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/cvs/anna.txt", b"Anna")
    store.pipe("/cvs/more.zip", zipped({"ben": b"Ben"}))
    found = find_sources(["memory://cvs"])
    assert [(one.name, one.read(10)) for one in found.sources] == [
        ("memory:///cvs/anna.txt", b"Anna"),
        ("memory:///cvs/more.zip/ben", b"Ben"),
    ]
