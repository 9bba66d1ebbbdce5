from __future__ import annotations

import datetime
import json
import stat
from pathlib import Path

import pytest

from service.additions import addition_from
from service.ledger import Ledger, LedgerUnusable, load_ledger, save_ledger, story_of

TODAY = datetime.date(2026, 11, 22)
TEXT = "Since 2019 I have been treasurer of the Lakeside Rowing Club. I keep its books in QuickBooks."


def _story(identifier: str = "a1", expires: datetime.date | None = None):  # type: ignore[no-untyped-def]
    return story_of(addition_from(identifier, TEXT), TEXT, TODAY, expires)


def test_a_ledger_survives_saving_and_loading(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    ledger = Ledger().with_stories([_story()])
    save_ledger(ledger, path)
    assert load_ledger(path) == ledger


def test_the_file_is_json_resume_with_the_quotes_beside(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    save_ledger(Ledger().with_stories([_story()]), path)
    value = json.loads(path.read_text("utf-8"))
    [entry] = value["volunteer"]
    assert value["schema"] == "overlooked.ledger/1"
    assert (entry["organization"], entry["position"], entry["startDate"]) == (
        "Lakeside Rowing Club",
        "Treasurer",
        "2019",
    )
    assert entry["highlights"] == ["Keep its books in QuickBooks"]
    assert entry["overlooked"]["quotes"] == [
        {"text": "Keep its books in QuickBooks", "quote": "I keep its books in QuickBooks."}
    ]


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    save_ledger(Ledger(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_stories_are_told_again_until_they_expire() -> None:
    ledger = Ledger().with_stories([_story(), _story("a2", TODAY), _story("a3", TODAY - datetime.timedelta(days=1))])
    assert [(told.id, told.text, told.question_id) for told in ledger.told(TODAY)] == [
        ("a1", TEXT, None),
        ("a2", TEXT, None),
    ]


def test_a_story_told_anew_replaces_the_earlier_one() -> None:
    ledger = (
        Ledger().with_stories([_story()]).with_stories([story_of(addition_from("a1", "I sing."), "I sing.", TODAY)])
    )
    assert [story.overlooked.answer for story in ledger.volunteer] == ["I sing."]


def test_fields_that_are_not_ours_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text('{"schema": "overlooked.ledger/1", "basics": {"name": "A"}, "volunteer": []}')
    save_ledger(load_ledger(path).with_stories([_story()]), path)
    assert json.loads(path.read_text("utf-8"))["basics"] == {"name": "A"}


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "new.json") == Ledger()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"schema": "overlooked.ledger/2"}',
        '{"schema": "overlooked.ledger/1", "volunteer": [{}]}',
        '{"schema": "overlooked.ledger/1", "volunteer": [{"startDate": "soon", '
        '"overlooked": {"id": "a", "answer": "t", "confirmed": "2026-01-01"}}]}',
        "[" * 100_000,
        '{"schema": "overlooked.ledger/1", "volunteer": [{'
        '"overlooked": {"id": "a", "answer": "\\ud800", "confirmed": "2026-01-01"}}]}',
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(content)
    with pytest.raises(LedgerUnusable):
        load_ledger(path)


def test_two_stories_of_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    story = json.loads(_story().model_dump_json(by_alias=True, exclude_none=True))
    path.write_text(json.dumps({"schema": "overlooked.ledger/1", "volunteer": [story, story]}))
    with pytest.raises(LedgerUnusable, match="same id"):
        load_ledger(path)


def test_a_ledger_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable):
        save_ledger(Ledger(), tmp_path / "missing" / "ledger.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(LedgerUnusable):
        save_ledger(Ledger(), tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
