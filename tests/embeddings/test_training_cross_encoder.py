"""Which texts the cross-encoder learns from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from embeddings.judge.side_by_side import ANSWERS
from embeddings.training.mini_cases import HALVES, mini_cases
from embeddings.training.rows import Row
from embeddings.training.train_cross_encoder import examples
from embeddings.training.train_reader import Example

CASES = [case for case in mini_cases(HALVES[0]) if case.name.startswith(("xi-", "xj-", "a-"))]


def rows_of(told: bool) -> list[Row]:
    return [
        Row(case, label, np.zeros((len(case.passages), 1)))
        for case in CASES
        if case.told is told
        for label in case.labels
    ]


def taught(rows: list[Row]) -> list[Example]:
    return list(examples(rows, [np.linspace(1, 0, len(row.case.passages)) for row in rows]))


def test_each_requirement_of_a_resume_teaches_its_answer_once() -> None:
    rows = [row for row in rows_of(told=False) if row.case.name.startswith("x")]
    lengthened = [replace(row, case=replace(row.case, passages=row.case.passages * 2)) for row in rows]
    found = taught([*rows, *lengthened])
    assert [example.excerpt.text.split(" [SEP] ")[0] for example in found] == [r.label.requirement.quote for r in rows]
    assert [ANSWERS[int(example.answers[0].argmax())] for example in found] == [row.label.status for row in rows]


def test_wilful_voices_teach_less() -> None:
    rows = [row for row in rows_of(told=False) if row.case.name.startswith("a")]
    assert 0.1 < len(taught(rows)) / len(rows) < 0.6


def test_all_that_stories_fill_is_learnt_and_some_of_what_they_do_not() -> None:
    rows = [row for row in rows_of(told=True) if row.case.name.startswith("x")]
    answers = [ANSWERS[int(example.answers[0].argmax())] for example in taught(rows)]
    fills = sum(row.label.status != "missing" for row in rows)
    assert sum(answer != "missing" for answer in answers) == fills
    assert 0.15 < (len(answers) - fills) / (len(rows) - fills) < 0.35
