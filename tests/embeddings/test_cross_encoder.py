"""A requirement and what speaks for it, read side by side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.encoder import Encoder, SentenceEncoder
from embeddings.judge import evidence_judge, load_judge
from embeddings.judge.cross_encoder import LEAST, CrossEncoder, cross_encoder_for
from embeddings.judge.model import Candidate, Passage
from embeddings.judge.side_by_side import ANSWERS, side_by_side
from embeddings.judge.weighing import first_answers
from embeddings.passages import passages_of_answer
from embeddings.requirements.model import Requirement
from embeddings.requirements.reading import Excerpt
from parsers.dates import Month

CLERK = """
work/Clerk, Harbour Stores | 2019 – present: The office in Bergen does the payroll and sends us the slips
work/Clerk, Harbour Stores | 2019 – present: Run the wages of 30 dockers every Friday and answer for the tax
work/Clerk, Harbour Stores | 2019 – present: Open the post and water the plants
work/Clerk, Harbour Stores | 2019 – present: Order paper, toner and coffee
languages: Norwegian, English
"""
STORY = "I keep the books of our choir. My sister sings in it. Every month I check the bank statement against the till."

TODAY = Month(2026, 11)
Lines = Callable[[str], tuple[Passage, ...]]
Asked = Callable[..., Requirement]


@pytest.fixture(scope="module")
def cross_encoder(encoder: Encoder) -> CrossEncoder:
    return cross_encoder_for(encoder)


def test_the_likeliest_lines_are_read_behind_what_is_asked(lines_of: Lines, asked: Asked) -> None:
    shown = side_by_side(asked("run a weekly payroll"), lines_of(CLERK), np.array([0.3, 0.9, 0.0, 0.1, 0.2]))
    parts = shown.text.split(" [SEP] ")
    assert parts[0] == "run a weekly payroll"
    assert [part.split(": ", 1)[1][:10] for part in parts[1:3]] == ["Run the wa", "The office"]
    assert parts[3] == "Norwegian, English"
    assert all(part.startswith("Clerk, Harbour Stores: ") for part in parts[1:3])
    [(start, end)] = shown.places
    assert shown.text[start:end] == parts[0]


def test_a_story_is_read_as_it_was_told(asked: Asked) -> None:
    told = passages_of_answer("a1", STORY, TODAY)
    shown = side_by_side(asked("bookkeeping"), told, np.array([0.1, 0.0, 0.8]))
    said = shown.text.split(" [SEP] ")[1:]
    assert " ".join(part.split(": ", 1)[-1] for part in said) == STORY


def test_of_a_long_story_only_what_may_speak_for_it_is_read(asked: Asked) -> None:
    told = passages_of_answer("a1", " ".join(f"On day {n} it rained again." for n in range(40)), TODAY)
    chances = np.zeros(len(told))
    chances[[3, 30]] = 0.5
    said = side_by_side(asked("bookkeeping"), told, chances).text.split(" [SEP] ")[1:]
    assert len(said) == 10
    assert [part for part in said if "day 3 " in part or "day 30 " in part] == [said[3], said[-1]]


def test_what_matters_most_is_read_however_long_the_sentences_are(asked: Asked) -> None:
    """The model reads 256 word pieces: what stands behind them would not be seen."""
    endless = "and then we walked on along the river " * 12
    told = passages_of_answer("a1", f"We left, {endless}. We sang, {endless}. I kept the books of the choir.", TODAY)
    text = side_by_side(asked("bookkeeping"), told, np.array([0.3, 0.1, 0.9])).text
    assert text.endswith("I kept the books of the choir.")
    assert "We sang" not in text


def test_who_does_it_decides(cross_encoder: CrossEncoder, lines_of: Lines, asked: Asked) -> None:
    """What likenesses of texts read apart cannot see: both lines are about the payroll."""
    office, own = lines_of(CLERK)[:2]
    payroll = asked("run the weekly payroll", "experience")
    opinions = cross_encoder.opinions([side_by_side(payroll, [line], np.ones(1)) for line in (office, own)])
    met = opinions[:, ANSWERS.index("met")]
    assert met[1] > met[0] + 0.5


def test_an_opinion_depends_on_its_own_text_alone(
    forgetful: Callable[[], SentenceEncoder], lines_of: Lines, asked: Asked
) -> None:
    lines = lines_of(CLERK)
    shown = [
        side_by_side(asked(quote), lines, np.linspace(1, 0, len(lines)))
        for quote in ("payroll", "fluent Norwegian, you will telephone all day", "order stationery")
    ]
    together = cross_encoder_for(forgetful()).opinions(shown)
    alone = [cross_encoder_for(forgetful()).opinions([one])[0] for one in shown]
    assert np.array_equal(together, np.stack(alone))
    assert np.allclose(np.exp(together).sum(axis=1), 1.0, atol=2 * LEAST + 1e-4)


def test_another_encoder_has_the_packaged_model_read_for_it(encoder: Encoder, lines_of: Lines, asked: Asked) -> None:
    assert isinstance(encoder, SentenceEncoder)
    other = SentenceEncoder(encoder.model, "/models/another", cached_texts=10)
    shown = [side_by_side(asked("payroll"), lines_of(CLERK), np.ones(5))]
    assert np.array_equal(cross_encoder_for(other).opinions(shown), cross_encoder_for(encoder).opinions(shown))


def test_only_what_is_in_doubt_is_read_side_by_side(
    encoder: Encoder, lines_of: Lines, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each opinion goes to its own requirement."""
    read: list[Excerpt] = []
    first: list[tuple[str, float] | None] = []

    def opinions(own: CrossEncoder, shown: list[Excerpt]) -> np.ndarray:
        read.extend(shown)
        return np.tile(np.log([0.9, 0.05, 0.05]), (len(shown), 1))

    def remembered(rows: np.ndarray, told: bool) -> list[tuple[str, float] | None]:
        first.extend(None if place % 2 else answer for place, answer in enumerate(first_answers(rows, told)))
        return first

    monkeypatch.setattr(CrossEncoder, "opinions", opinions)
    monkeypatch.setattr(evidence_judge, "first_answers", remembered)
    quotes = (
        "water the plants",
        "chair board meetings",
        "wages of dockers",
        "TIG welding of boat hulls",
        "toner orders",
    )
    judgements = load_judge(encoder).judge([asked(quote) for quote in quotes], Candidate(lines_of(CLERK)), TODAY)
    doubtful = [quote for quote, answer in zip(quotes, first, strict=True) if answer is None]
    assert {len(doubtful), len(quotes) - len(doubtful)} == {2, 3}
    assert [excerpt.text.split(" [SEP] ")[0] for excerpt in read] == doubtful
    for judgement, answer in zip(judgements, first, strict=True):
        assert answer is None or (judgement.status, judgement.confidence) == answer
