"""`check_message` on our own messages; figures on both files: docs/followup.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.followup.checking import ADVICE, MOST_WORDS, check_message

_FOLDER = Path(__file__).parent / "messages"


def _messages(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((_FOLDER / name).read_text("utf-8")))


TUNED = _messages("tuned.yaml")
HELD_OUT = _messages("held_out.yaml")


def test_there_are_enough_messages_and_enough_that_are_fine() -> None:
    assert len(TUNED) >= 60
    assert sum(not message["expect"] for message in TUNED) >= 20
    assert {code for message in TUNED for code in message["expect"]} == set(ADVICE)


@pytest.mark.parametrize("message", TUNED, ids=[message["id"] for message in TUNED])
def test_each_message_gets_the_findings_it_should(message: dict[str, Any]) -> None:
    assert sorted({finding.code for finding in check_message(message["text"])}) == sorted(message["expect"])


@pytest.mark.parametrize("message", TUNED, ids=[message["id"] for message in TUNED])
def test_a_finding_quotes_the_message_at_its_offsets(message: dict[str, Any]) -> None:
    for finding in check_message(message["text"]):
        assert finding.quote == message["text"][finding.start : finding.end]
        assert finding.quote.strip()
        assert finding.advice


@pytest.mark.parametrize(("words", "long"), [(MOST_WORDS, False), (MOST_WORDS + 1, True)])
def test_too_long_begins_behind_the_limit(words: int, long: bool) -> None:
    codes = {finding.code for finding in check_message("word " * words)}
    assert ("too_long" in codes) is long


def test_on_messages_written_after_the_rules_precision_comes_before_recall() -> None:
    expected = {(message["id"], code) for message in HELD_OUT for code in message["expect"]}
    found = {(message["id"], finding.code) for message in HELD_OUT for finding in check_message(message["text"])}
    assert len(found & expected) / len(found) >= 0.95
    assert len(found & expected) / len(expected) >= 0.6


def test_what_others_wrote_below_is_not_held_against_the_candidate() -> None:
    mine = "Thank you for your answer. Kim\n\n"
    theirs = "> I am the best candidate for this job\n"
    assert check_message(mine + theirs) == ()
    assert check_message(theirs.removeprefix("> ")) != ()


@given(st.text(max_size=400))
def test_no_text_breaks_it_and_every_quote_is_a_slice(text: str) -> None:
    for finding in check_message(text):
        assert finding.quote == text[finding.start : finding.end]
