"""What was said is kept, and two windows cannot overwrite each other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.analysis import Analysis
from service.store import ChangedMeanwhile, FileStore, StoreUnusable, UnknownAnalysis


@pytest.fixture
def analysis(analysis_of: Callable[..., Analysis]) -> Analysis:
    return analysis_of(["Sold shoes"], ["bookkeeping"])


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "kept")


def test_what_is_kept_comes_back_whole(store: FileStore, analysis: Analysis) -> None:
    kept = store.add(analysis)
    assert store.get(kept.id) == kept
    assert kept.analysis == analysis


def test_of_two_windows_the_second_is_told_that_it_changed(store: FileStore, analysis: Analysis) -> None:
    kept = store.add(analysis)
    newer = store.replace(kept, analysis.at("rejected"))
    with pytest.raises(ChangedMeanwhile):
        store.replace(kept, analysis.at("waiting"))
    assert store.get(kept.id) == newer


def test_what_was_deleted_is_gone(store: FileStore, analysis: Analysis, tmp_path: Path) -> None:
    kept = store.add(analysis)
    store.delete(kept.id)
    assert list((tmp_path / "kept").iterdir()) == []
    for act in (store.get, store.delete):
        with pytest.raises(UnknownAnalysis):
            act(kept.id)


@pytest.mark.parametrize("name", ["", "../secrets", "a/b", "a.json", "x" * 65, "é"])
def test_an_id_is_never_a_path(store: FileStore, name: str) -> None:
    with pytest.raises(UnknownAnalysis):
        store.get(name)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"version": 1, "analysis": {}}', "null", "[" * 5000])
def test_a_damaged_file_is_said_to_be_one(store: FileStore, analysis: Analysis, tmp_path: Path, content: str) -> None:
    kept = store.add(analysis)
    (tmp_path / "kept" / f"{kept.id}.json").write_text(content)
    with pytest.raises(StoreUnusable):
        store.get(kept.id)


def test_only_the_owner_can_read_it(store: FileStore, analysis: Analysis, tmp_path: Path) -> None:
    kept = store.add(analysis)
    assert (tmp_path / "kept" / f"{kept.id}.json").stat().st_mode & 0o077 == 0
