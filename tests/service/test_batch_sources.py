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


def names(*places: object) -> list[str]:
    return [Path(source.name).name for source in find_sources([str(place) for place in places]).sources]


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


def test_a_link_that_leads_back_up_ends_the_search_nowhere(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    assert names(folder) == ["anna.txt", "ben.pdf"]


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


def test_a_pattern_of_an_address_looks_into_folders_that_it_fits(folder: Path) -> None:
    fsspec.filesystem("memory").pipe("/pool/spring/anna.txt", b"Anna")
    assert names("memory://pool/*") == names(f"file://{folder}/a*") == ["anna.txt"]
