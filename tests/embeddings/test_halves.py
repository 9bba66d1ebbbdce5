"""Training over halves: each half is told what the other taught, and nothing is learnt twice."""

from __future__ import annotations

import operator
import pickle
import string
from pathlib import Path

from embeddings.training.halves import by_halves, in_processes

FIRST, SECOND = ["a", "b", "c"], ["d"]


def test_each_half_gets_what_was_learnt_from_the_other(tmp_path: Path) -> None:
    of_other, of_both = by_halves(sorted, [FIRST, SECOND], tmp_path, [string])
    assert of_other == [SECOND, FIRST]
    assert of_both == FIRST + SECOND


def test_what_was_learnt_once_is_taken_from_where_it_is_kept(tmp_path: Path) -> None:
    by_halves(sorted, [FIRST, SECOND], tmp_path, [string])
    [kept] = tmp_path.iterdir()
    kept.write_bytes(pickle.dumps(([["kept"]], ["kept"])))
    assert by_halves(sorted, [FIRST, SECOND], tmp_path, [string]) == ([["kept"]], ["kept"])


def test_other_examples_or_other_code_are_learnt_anew(tmp_path: Path) -> None:
    by_halves(sorted, [FIRST, SECOND], tmp_path, [string])
    by_halves(sorted, [FIRST, ["e"]], tmp_path, [string])
    by_halves(sorted, [FIRST, SECOND], tmp_path, [pickle])
    assert len(list(tmp_path.iterdir())) == 3


def test_what_begins_with_another_training_gets_what_learnt_from_the_same_half(tmp_path: Path) -> None:
    starts = [["from the second"], ["from the first"]], ["from both"]
    of_other, of_both = by_halves(operator.add, [FIRST, SECOND], tmp_path, [string], starts=starts)
    assert of_other == [[*SECOND, "from the second"], [*FIRST, "from the first"]]
    assert of_both == [*FIRST, *SECOND, "from both"]
    by_halves(operator.add, [FIRST, SECOND], tmp_path, [string], starts=([["x"], ["y"]], ["z"]))
    assert len(list(tmp_path.iterdir())) == 2


def test_what_processes_give_is_in_the_order_of_what_they_were_given() -> None:
    assert in_processes(operator.sub, [9, 8, 7], [1, 2, 3]) == [8, 6, 4]
