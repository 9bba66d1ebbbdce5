"""A further course of training begins with what the one before gave, and stays near it."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.adapting import Changes
from embeddings.judge.side_by_side import ANSWERS
from embeddings.linear import LinearClassifier
from embeddings.requirements.reading import Excerpt
from embeddings.training.train_reader import Example, Trained, train_reader

TEXTS = ("first aid [SEP] Was the first aider of the night shift.", "Excel [SEP] Fed forty hens and mended the fence.")


def example(text: str, answer: str) -> Example:
    of_answers = np.array([[name == answer for name in ANSWERS]], dtype=np.float32)
    return Example(Excerpt(text, ((0, text.index(" [SEP]")),)), of_answers)


EXAMPLES = [example(TEXTS[0], "met"), example(TEXTS[1], "missing")]


def course(start: Trained | None, rate: float) -> Trained:
    return train_reader(EXAMPLES, start, ANSWERS, epochs=1, rank=4, rate=rate)


def layer_weights(trained: Trained) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    layer: LinearClassifier = trained[1]
    return np.asarray(layer.weights)


@pytest.fixture(scope="module")
def first() -> Trained:
    return course(None, 1e-4)


def test_where_nothing_is_learnt_the_first_course_comes_back(first: Trained) -> None:
    again = course(first, 0.0)
    assert layer_weights(again) == pytest.approx(layer_weights(first), abs=1e-6)
    assert product(again[0]) == pytest.approx(product(first[0]), abs=1e-5)


def test_a_further_course_goes_on_from_there(first: Trained) -> None:
    moved = np.abs(layer_weights(course(first, 1e-3)) - layer_weights(first)).max()
    one_step = 20 * 1e-3  # AdamW's first step is the layer's rate for each weight; the mean goes half of it
    assert 0.3 * one_step < moved < 0.7 * one_step


def product(changes: Changes) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    up, down = max(changes.matrices.items())[1]
    return np.asarray(up.astype(np.float32) @ down.astype(np.float32))
