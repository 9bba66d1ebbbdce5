import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parsers.errors import FileMissing
from service.analysis import Analysis
from service.engine import Engine
from service.opening import FileRefused
from service.pairs import BadPair, read_pair, run_pairs
from service.report import Report

GOOD = b'{"id": "1", "resume": "cv.txt", "job": "ad.txt"}'


class Shelf:
    """Stands in for `Files`: one pair under every name, but nothing under "absent", and a fault under "broken"."""

    def __init__(self, analysis: Analysis, engine: Engine) -> None:
        self._analysis = analysis
        self.engine = engine

    def analysis(self, resume: Path, job: Path) -> Analysis:
        if resume.name == "absent":
            raise FileRefused(resume, FileMissing("There is no such file."))
        if resume.name == "broken":
            raise RuntimeError("words of the candidate")
        return self._analysis


@pytest.fixture
def shelf(analysis_of: Callable[..., Analysis], engine: Engine) -> Shelf:
    return Shelf(analysis_of(["Sold shoes"], ["bookkeeping"]), engine)


def line(**changes: object) -> bytes:
    return json.dumps({"id": "1", "resume": "cv.txt", "job": "ad.txt"} | changes).encode()


def test_one_report_a_line_in_the_same_order(shelf: Shelf) -> None:
    done = list(run_pairs([line(id="b"), b"\n", line(id="a", stage="rejected")], shelf))
    assert [result.pair_id for result in done] == ["b", "a"]
    assert Report.model_validate_json(done[1].line).stage == "rejected"


def test_each_report_is_ready_before_the_next_line_is_read(shelf: Shelf) -> None:
    def lines() -> Iterator[bytes]:
        yield GOOD
        raise AssertionError("read ahead")

    assert next(run_pairs(lines(), shelf)).pair_id == "1"


def test_a_failing_pair_is_named_and_the_rest_go_on(shelf: Shelf) -> None:
    done = list(run_pairs([line(id="x", resume="absent"), GOOD], shelf))
    value = json.loads(done[0].line)
    assert (value["id"], value["error"]["code"]) == ("x", "file_missing")
    assert "absent" in value["error"]["message"]
    assert [bool(result.error) for result in done] == [True, False]


def test_a_fault_of_ours_tells_nothing_of_the_document(shelf: Shelf) -> None:
    [done] = run_pairs([line(resume="broken")], shelf)
    assert json.loads(done.line)["error"]["code"] == "internal"
    assert "words of the candidate" not in done.line


def test_answers_come_with_the_pair(shelf: Shelf) -> None:
    [done] = run_pairs([line(answers=[{"id": "u1", "text": "Did bookkeeping."}])], shelf)
    report = Report.model_validate_json(done.line)
    assert report.verdict is not None
    assert report.verdict.grounds


@pytest.mark.parametrize("absent", [{"answers": None}, {"stage": None}, {"answers": []}, {"note": "of somebody else"}])
def test_optional_keys_may_be_null_and_unknown_ones_are_let_be(absent: dict[str, object]) -> None:
    pair = read_pair(line(**absent), 1)
    assert (pair.stage, pair.answers) == ("applying", ())


@pytest.mark.parametrize(
    ("text", "pair_id"),
    [
        (b"{", None),
        (b"[]", None),
        (b'"text"', None),
        (b"\xff\xfe", None),
        (b"[" * 100_000, None),
        (b'{"id": "1", "id": "2", "resume": "a", "job": "b"}', None),
        (b'{"id": "1", "resume": NaN, "job": "b"}', None),
        (b'{"id": "1", "resume": "a"}', "1"),
        (b'{"resume": "a", "job": "b"}', None),
        (line(id=7), None),
        (line(id=""), ""),
        (line(id="\ud800"), None),
        (line(answers=[{"id": "a", "text": "\ud800"}]), "1"),
        (line(resume=None), "1"),
        (line(job=["ad.txt"]), "1"),
        (line(stage="hopeful"), "1"),
        (line(stage=""), "1"),
        (line(stage=["applying"]), "1"),
        (line(answers="I keep the books"), "1"),
        (line(answers=[{"id": "a"}]), "1"),
        (line(answers=False), "1"),
    ],
)
def test_a_line_that_is_no_pair_is_a_named_error(text: bytes, pair_id: str | None) -> None:
    with pytest.raises(BadPair) as error:
        read_pair(text, 3)
    assert error.value.pair_id == pair_id
    assert "Line 3" in error.value.message


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_pair(b"\xef\xbb\xbf" + GOOD, 1).id == "1"
