"""Files are found wherever they lie; what cannot be looked into is said."""

import os
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

from parsers.errors import FileMissing
from service.batch.model import Source
from service.batch.sources import find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cvs" / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "cvs" / "anna.txt").write_bytes(b"Anna")
    (tmp_path / "cvs" / "deep" / "deeper" / "ben.pdf").write_bytes(b"Ben")
    return tmp_path / "cvs"


def names(*places: object) -> list[str]:
    return [Path(source.name).name for source in find_sources([str(place) for place in places]).sources]


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


def test_a_link_to_a_folder_of_resumes_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "last year" / "spring").mkdir(parents=True)
    (tmp_path / "last year" / "spring" / "carl.txt").write_bytes(b"Carl")
    (folder / "earlier").symlink_to(tmp_path / "last year")
    found = find_sources([str(folder)])
    assert f"{folder}/earlier/spring/carl.txt" in [source.name for source in found.sources]
    assert (len(found.sources), found.passed_over) == (3, 0)


def test_a_link_that_leads_back_up_ends_the_search_nowhere_and_is_counted(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "deep" / "further up").symlink_to(folder.parent)
    found = find_sources([str(folder)])
    assert [Path(source.name).name for source in found.sources] == ["anna.txt", "ben.pdf"]
    assert found.passed_over == 2


def test_a_link_to_a_folder_that_is_searched_anyway_brings_nobody_twice(folder: Path) -> None:
    (folder / "a shortcut").symlink_to(folder / "deep")
    found = find_sources([str(folder)])
    assert [source.name for source in found.sources] == [f"{folder}/anna.txt", f"{folder}/deep/deeper/ben.pdf"]
    assert found.passed_over == 1


def test_two_folders_that_link_to_each_other_are_searched_once_each(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "carl.txt").write_bytes(b"Carl")
    (tmp_path / "others" / "back").symlink_to(folder / "deep")
    (folder / "others").symlink_to(tmp_path / "others")
    assert names(folder) == ["anna.txt", "ben.pdf", "carl.txt"]


@pytest.mark.parametrize("pattern", ["**", "**/*", "*"])
def test_a_pattern_goes_round_no_circle_of_links(folder: Path, pattern: str) -> None:
    (folder / "once").symlink_to(folder)
    (folder / "twice").symlink_to(folder)
    assert names(f"{folder}/{pattern}") == ["anna.txt", "ben.pdf"]


def test_a_pattern_finds_folders_that_are_links(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "carl.txt").write_bytes(b"Carl")
    (folder / "more").symlink_to(tmp_path / "others")
    assert names(f"{folder}/m*") == ["carl.txt"]


def test_a_link_that_leads_nowhere_is_called_that(folder: Path) -> None:
    (folder / "gone.pdf").symlink_to(folder / "moved away.pdf")
    (folder / "gone.zip").symlink_to(folder / "moved away.zip")
    (folder / "round.pdf").symlink_to(folder / "round.pdf")
    found = find_sources([str(folder)])
    assert [(Path(one.name).name, one.failure.message) for one in found.troubles] == [
        ("gone.zip", "This link leads nowhere.")
    ]
    for source in found.sources[2:]:
        with pytest.raises(FileMissing, match="This link leads nowhere"):
            source.read(10)
    assert [Path(source.name).name for source in found.sources] == ["anna.txt", "ben.pdf", "gone.pdf", "round.pdf"]


def test_a_link_that_leads_nowhere_is_called_that_where_it_is_named(folder: Path) -> None:
    (folder / "gone.pdf").symlink_to(folder / "moved away.pdf")
    with pytest.raises(FileMissing, match="This link leads nowhere"):
        find_sources([str(folder / "gone.pdf")]).sources[0].read(10)


@pytest.mark.parametrize("name", ["pipe.zip", "pipe.txt"])
def test_nobody_waits_for_a_pipe(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    found = find_sources([str(folder)])
    said = [trouble.failure.message for trouble in found.troubles] + [refusal(source) for source in found.sources]
    assert [message for message in said if message] == ["This is a pipe or a device, not a document."]


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything is refused nothing")
def test_a_folder_whose_files_may_not_be_opened_hides_no_other(folder: Path) -> None:
    (folder / "deep" / "deeper").chmod(0o400)
    try:
        assert names(folder) == ["anna.txt", "ben.pdf"]
    finally:
        (folder / "deep" / "deeper").chmod(0o700)


def refusal(source: Source) -> str:
    try:
        source.read(10)
    except FileMissing as error:
        return error.message
    return ""


@pytest.mark.parametrize("place", ["nowhere", "nowhere/*.pdf", "nonsense://bucket/cvs", "memory://empty"])
def test_a_place_with_nothing_in_it_is_a_named_error(place: str) -> None:
    assert [trouble.failure.code for trouble in find_sources([place]).troubles] == ["file_missing"]


def test_files_behind_an_address_are_found_and_read(zipped: Callable[[dict[str, bytes]], bytes]) -> None:
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


def test_links_are_followed_behind_an_address_on_this_machine_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "carl.txt").write_bytes(b"Carl")
    (folder / "more").symlink_to(tmp_path / "others")
    (folder / "up").symlink_to(folder)
    found = find_sources([f"file://{folder}"])
    assert [source.name for source in found.sources] == [
        *(f"file://{folder}/anna.txt", f"file://{folder}/deep/deeper/ben.pdf", f"file://{folder}/more/carl.txt"),
    ]
