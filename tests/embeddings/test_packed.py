"""The encoder of batches: fast, and the same for a text whatever stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from embeddings import packed
from embeddings.adapting import Changes, adapted
from embeddings.encoder import Encoder, SentenceEncoder
from embeddings.packed import PackedEncoder

LINES = [
    "Kept the accounts of a rowing club of ninety members",
    "Reconciled the bank statement every month",
    "Forklift licence, counterbalance, valid to 2028",
    "Taught Portuguese to adults on Tuesday evenings",
    "Excel",
    "",
    "字" * 600,
    "a much longer line " * 40,
]


@pytest.fixture
def fresh(encoder: Encoder) -> Callable[[], PackedEncoder]:
    """Makes encoders that have not met any text yet."""
    assert isinstance(encoder, SentenceEncoder)
    return lambda: PackedEncoder(encoder.model, encoder.name, cached_texts=1000)


def test_vectors_depend_on_their_own_text_alone_to_the_last_bit(fresh: Callable[[], PackedEncoder]) -> None:
    others = [f"{line[:60]}, {number} a year" for line in LINES for number in range(20)]
    together = fresh().encode_tokens([*LINES, *others])
    for text, found in zip(LINES, together, strict=False):
        alone = fresh().encode_tokens([text])[0]
        assert np.array_equal(found.sentence, alone.sentence)
        assert np.array_equal(found.tokens, alone.tokens)


def test_a_model_of_another_architecture_gives_the_same_vectors_alone_and_together(
    fresh: Callable[[], PackedEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_table = fresh().encode(LINES)
    monkeypatch.setattr(packed, "can_be_packed", lambda model: False)
    together = fresh().encode(LINES)
    alone = np.concatenate([fresh().encode([line]) for line in LINES])
    assert np.array_equal(together, alone)
    assert (np.sum(together * in_one_table, axis=1) >= 0.999).all()


def test_vectors_are_those_of_the_ordinary_encoder(fresh: Callable[[], PackedEncoder], encoder: Encoder) -> None:
    for mine, theirs in zip(fresh().encode_tokens(LINES), encoder.encode_tokens(LINES), strict=True):
        assert float(mine.sentence @ theirs.sentence) >= 0.9995
        assert np.array_equal(mine.pieces, theirs.pieces)
        assert (np.sum(mine.tokens.astype(np.float32) * theirs.tokens, axis=1) >= 0.999).all()


def test_the_encoder_that_was_tuned_for_the_judge_is_of_the_same_kind(encoder: Encoder) -> None:
    assert isinstance(encoder, SentenceEncoder)
    assert type(adapted(PackedEncoder(encoder.model, encoder.name, 1), Changes({}, {}))) is PackedEncoder
