"""Archives of résumés: which are looked into, which are one document, and how many may be open."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parsers.errors import DamagedDocument, FileUnreadable
from service.batch.runner import named
from service.batch.sources import find_in_archive, find_sources

Zipped = Callable[[dict[str, bytes]], bytes]

CVS = {f"{name}.pdf": name.encode() for name in ("ben", "carl", "dora", "emil", "fay")}
EXPORT = {"Profile.csv": b"First Name", "Positions.csv": b"Title", "Jobs/Saved Jobs.csv": b"Job"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "anna.txt").write_bytes(b"Anna")
    (tmp_path / "ben.pdf").write_bytes(b"Ben")
    return tmp_path


def names(place: object) -> list[str]:
    return [Path(source.name).name for source in find_sources([str(place)]).sources]


def test_members_of_an_archive_are_read_one_by_one(tmp_path: Path, zipped: Zipped) -> None:
    (tmp_path / "cvs.zip").write_bytes(zipped({"a/anna": b"Anna", "__MACOSX/anna": b"x", "ben": b"Ben"}))
    found = find_sources([str(tmp_path / "cvs.zip")])
    assert [(Path(one.name).name, one.read(3)) for one in found.sources] == [("anna", b"Ann"), ("ben", b"Ben")]


def test_an_archive_inside_a_folder_is_opened_too(folder: Path, zipped: Zipped) -> None:
    (folder / "more.zip").write_bytes(zipped({"carl": b"Carl"}))
    assert names(folder) == ["anna.txt", "ben.pdf", "carl"]


@pytest.mark.parametrize(
    "members",
    [
        EXPORT,
        {f"Basic_LinkedInDataExport/{name}": content for name, content in EXPORT.items()},
        {"export/Positions.csv": b"Title", "__MACOSX/export/._Positions.csv": b"x", ".DS_Store": b"x"},
        {"[Content_Types].xml": b"x", "word/document.xml": b"x"},
        {"mimetype": b"x", "content.xml": b"x", "Thumbnails/thumbnail.png": b"x"},
    ],
    ids=["as LinkedIn sends it", "unpacked and packed again", "packed again on a Mac", "Word", "OpenDocument"],
)
def test_a_document_that_is_a_zip_itself_is_one_document(members: dict[str, bytes], zipped: Zipped) -> None:
    assert [source.name for source in find_in_archive("anna.zip", zipped(members)).sources] == ["anna.zip"]


@pytest.mark.parametrize(
    "other",
    [
        *("anna/Positions.csv", "anna/Profile.csv", "Positions.csv", "old/anna/Positions.csv"),
        *("letter/[Content_Types].xml", "letter/mimetype"),
    ],
)
@pytest.mark.parametrize("top", ["", "cvs/"], ids=["loose", "in one folder"])
def test_no_resume_is_lost_beside_something_that_was_unpacked(other: str, top: str, zipped: Zipped) -> None:
    found = find_in_archive(
        "cvs.zip", zipped({f"{top}{name}": content for name, content in (CVS | {other: b""}).items()})
    )
    assert {Path(source.name).name for source in found.sources} >= set(CVS)


def test_a_broken_archive_is_named_and_the_rest_is_found(folder: Path, zipped: Zipped) -> None:
    (folder / "cut.zip").write_bytes(zipped({"anna": b"Anna" * 1000})[:50])
    found = find_sources([str(folder)])
    assert [trouble.failure.code for trouble in found.troubles] == ["damaged"]
    assert len(found.sources) == 2


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path, zipped: Zipped) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"zeros": bytes(30_000_000)}))
    assert [trouble.failure.code for trouble in find_sources([str(tmp_path)]).troubles] == ["limit_exceeded"]


def test_a_member_is_never_read_beyond_what_is_asked_for(tmp_path: Path, zipped: Zipped) -> None:
    (tmp_path / "cvs.zip").write_bytes(zipped({"long": bytes(1_000_000)}))
    assert len(find_sources([str(tmp_path)]).sources[0].read(100)) == 100


@contextmanager
def open_files_limited_to(more: int) -> Iterator[None]:
    """No more than so many files beside those that are open."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(name) for name in os.listdir("/proc/self/fd"))  # noqa: PTH208
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="says how many files are open")
@pytest.mark.parametrize("prefix", ["", "file://"])
def test_more_archives_than_files_may_be_open_are_all_read(tmp_path: Path, prefix: str, zipped: Zipped) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.zip").write_bytes(zipped({"anna": f"Anna {number}".encode(), "ben": b"Ben"}))
    with open_files_limited_to(12):
        found = find_sources([f"{prefix}{tmp_path}"])
        assert (len(found.sources), found.troubles) == (120, [])
        assert [one.read(10) for one in found.sources[::2]] == [f"Anna {number}".encode() for number in range(60)]
        assert found.sources[1].read(10) == b"Ben"


def test_an_archive_that_is_gone_or_broken_when_its_turn_comes_is_named(tmp_path: Path, zipped: Zipped) -> None:
    for name in ("a.zip", "b.zip"):
        (tmp_path / name).write_bytes(zipped({"anna": b"Anna"}))
    gone, broken = find_sources([str(tmp_path)]).sources
    (tmp_path / "a.zip").unlink()
    (tmp_path / "b.zip").write_bytes(b"PK")
    with pytest.raises(OSError) as caught:
        gone.read(10)
    assert isinstance(named(caught.value), FileUnreadable)
    with pytest.raises(DamagedDocument):
        broken.read(10)


def test_results_that_were_packed_with_the_resumes_are_passed_over(zipped: Zipped) -> None:
    results = {"hr/results/.overlooked/run.json": b"{}", "hr/results/index.html": b"x", "hr/results/errors.csv": b"x"}
    found = find_in_archive("hr.zip", zipped(results | {"hr/anna.pdf": b"Anna", "hr/index.html": b"Ben"}))
    assert [source.name for source in found.sources] == ["hr.zip/hr/anna.pdf", "hr.zip/hr/index.html"]
    assert found.passed_over == 3
