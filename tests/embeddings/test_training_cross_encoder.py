"""Which texts the cross-encoder learns from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.adapting import Changes
from embeddings.judge.side_by_side import ANSWERS
from embeddings.training import train_cross_encoder
from embeddings.training.applications import HALVES as APPLICATION_HALVES
from embeddings.training.applications import applications
from embeddings.training.mini_cases import HALVES, MiniCase, mini_cases
from embeddings.training.rows import Row
from embeddings.training.train_cross_encoder import FIRST, Taught, cross_encoders, examples
from embeddings.training.train_reader import Example

CASES = [case for case in mini_cases(HALVES[0]) if case.name.startswith(("xi-", "xj-", "yi-", "a-"))]


NO_PAIRS = np.zeros((0, 1))


def some_applications() -> list[MiniCase]:
    """The résumés of a few."""
    return [
        case for path in sorted(APPLICATION_HALVES[0].iterdir())[:2] for case in applications(path) if not case.told
    ]


def rows_of(told: bool) -> list[Row]:
    return [
        Row(case, label, np.zeros((len(case.passages), 1)))
        for case in CASES
        if case.told is told
        for label in case.labels
    ]


def with_chances(rows: list[Row]) -> Taught:
    return rows, [np.linspace(1, 0, len(row.case.passages)) for row in rows]


def taught(rows: list[Row]) -> list[Example]:
    return list(examples(FIRST, *with_chances(rows)))


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


def test_further_courses_are_of_what_those_before_were_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    courses: list[list[set[str]]] = []

    def note(_: object, halves: list[list[Example]], *__: object) -> str:
        courses.append([{example.excerpt.text for example in half} for half in halves])
        return f"course {len(courses)}"

    monkeypatch.setattr(train_cross_encoder, "by_halves", note)
    rows = rows_of(told=False)
    late = [row for row in rows if row.case.name.startswith("y")]
    clear = [row for row in rows if row.case.name.startswith("x")]
    wilful = [row for row in rows if row.case.name.startswith("a-")]
    whole = [Row(case, label, NO_PAIRS) for case in some_applications() for label in case.labels]
    no_rows: Taught = ([], [])
    halves, latest = [with_chances([*clear, *wilful]), with_chances(clear)], [with_chances(late), no_rows]
    of_whole = [with_chances(whole), no_rows]
    given: object = cross_encoders(halves, latest, of_whole, ([], Changes({}, {})), tmp_path)
    assert given == "course 3"
    first, second, third = courses
    assert late
    assert clear
    assert len(second[0] - {example.excerpt.text for example in taught(late)}) > 0.2 * len(wilful)
    assert {example.excerpt.text for example in taught(late)} <= second[0]
    assert not first[0] & second[0]
    assert not second[1], "what is clear was all learnt before"
    assert len(whole) > 10
    of_applications = {train_cross_encoder.shown(*pair).text for pair in zip(*of_whole[0], strict=True)}
    assert of_applications <= third[0]
    assert third[0] - of_applications, "mini-cases are not forgotten"
    assert not third[0] & (first[0] | second[0])
