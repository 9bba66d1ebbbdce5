import os
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.errors import FileMissing
from parsers.resume.model import Resume
from service import files
from service.analysis import JobFile
from service.engine import Engine
from service.files import Files, Recent
from service.opening import FileRefused


@pytest.fixture
def opened(
    monkeypatch: pytest.MonkeyPatch,
    engine: Engine,
    resume_of: Callable[..., Resume],
    job_of: Callable[..., JobFile],
) -> list[str]:
    """Names of the files that were parsed, in order; the text of a file is its one statement."""
    names: list[str] = []

    def open_resume(path: Path, read: object) -> Resume:
        names.append(path.name)
        return resume_of(path.read_text())

    def open_job(path: Path, read: object) -> str:
        names.append(path.name)
        return path.read_text()

    monkeypatch.setattr(files, "open_resume", open_resume)
    monkeypatch.setattr(files, "open_job", open_job)
    monkeypatch.setattr(files, "asked_by", lambda name, text, encoder: job_of(text))
    return names


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    resume, job = tmp_path / "cv.txt", tmp_path / "ad.txt"
    resume.write_text("Sold shoes")
    job.write_text("bookkeeping")
    return resume, job


def test_a_pair_is_parsed_and_judged_once(opened: list[str], pair: tuple[Path, Path], engine: Engine) -> None:
    kept = Files(lambda: engine)
    assert kept.analysis(*pair) is kept.analysis(*pair)
    assert opened == ["cv.txt", "ad.txt"]


def test_an_edited_file_is_read_again(opened: list[str], pair: tuple[Path, Path], engine: Engine) -> None:
    kept = Files(lambda: engine)
    assert kept.analysis(*pair).shown[0].status == "missing"
    pair[0].write_text("Did bookkeeping")
    os.utime(pair[0], ns=(1, 1))
    assert kept.analysis(*pair).shown[0].status == "met"
    assert opened == ["cv.txt", "ad.txt", "cv.txt"]


def test_bad_input_is_refused_before_the_engine_is_loaded(tmp_path: Path) -> None:
    def never() -> Engine:
        raise AssertionError("loaded")

    with pytest.raises(FileRefused, match=r"“absent\.pdf” cannot be used") as refused:
        Files(never).analysis(tmp_path / "absent.pdf", tmp_path / "ad.txt")
    assert refused.value.code == FileMissing.code
    assert refused.value.advice == FileMissing.advice


def test_the_oldest_value_goes_first() -> None:
    recent: Recent[str, str] = Recent(capacity=2)
    made: list[str] = []

    def value(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        recent.get(key, lambda key=key: value(key))
    assert made == ["a", "b", "c", "b"]
