"""One pass over many texts: fast, and the same for a text whatever stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from embeddings import packed
from embeddings.encoder import Encoder, SentenceEncoder

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


def test_vectors_depend_on_their_own_text_alone_to_the_last_bit(forgetful: Callable[[], SentenceEncoder]) -> None:
    others = [f"{line[:60]}, {number} a year" for line in LINES for number in range(20)]
    together = forgetful().encode_tokens([*LINES, *others])
    for text, found in zip(LINES, together, strict=False):
        alone = forgetful().encode_tokens([text])[0]
        assert np.array_equal(found.sentence, alone.sentence)
        assert np.array_equal(found.tokens, alone.tokens)


def test_a_model_of_another_architecture_gives_the_same_vectors_alone_and_together(
    forgetful: Callable[[], SentenceEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_table = forgetful().encode(LINES)
    monkeypatch.setattr(packed, "can_be_packed", lambda model: False)
    together = forgetful().encode(LINES)
    alone = np.concatenate([forgetful().encode([line]) for line in LINES])
    assert np.array_equal(together, alone)
    assert (np.sum(together * in_one_table, axis=1) >= 0.999).all()


def test_vectors_are_those_of_sentence_transformers(encoder: Encoder) -> None:
    assert isinstance(encoder, SentenceEncoder)
    theirs = encoder.model.encode(LINES, output_value=None, convert_to_numpy=False)
    for mine, other in zip(encoder.encode_tokens(LINES), theirs, strict=True):
        sentence = torch.nn.functional.normalize(other["sentence_embedding"].float(), dim=0).numpy()
        tokens = torch.nn.functional.normalize(other["token_embeddings"].float(), dim=1).numpy()
        real = [i for i, piece in enumerate(other["input_ids"].tolist()) if piece in set(mine.pieces.tolist())]
        assert float(mine.sentence @ sentence) >= 0.9995
        assert len(real) == len(mine.pieces)
        assert (np.sum(mine.tokens.astype(np.float32) * tokens[real], axis=1) >= 0.999).all()


@pytest.mark.parametrize("without", ["_linear_pointwise", "_reorder_linear_weight"])
def test_a_build_of_torch_without_arranged_weights_gives_the_same_vectors(
    without: str, forgetful: Callable[[], SentenceEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged = forgetful().encode(LINES)

    def absent(*_: object) -> None:
        raise AttributeError(without)

    monkeypatch.setattr(torch.ops.mkldnn, without, absent, raising=False)
    assert (np.sum(arranged * forgetful().encode(LINES), axis=1) >= 0.999).all()
