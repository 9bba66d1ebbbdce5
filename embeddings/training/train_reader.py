"""Fine-tunes the encoder that advertisements are read with, together with the layer that says what a part looks like.

Each step takes a few statements, as `embeddings.requirements.reading` shows them, and compares what the layer says of
every part with what its author marked (cross-entropy; where careful readers take either of two kinds, half each). The
requirements of the mini-cases teach kinds alone: each stands by itself, and that it is asked for is known. Word
embeddings stay as they are. AdamW, seeded, one thread a process.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy, normalize

from embeddings.adapting import RANK, Changes, add_changes, changes_between
from embeddings.linear import LinearClassifier
from embeddings.requirements.reading import LOOKS, Excerpt
from embeddings.training.encoding import in_fast_precision, packaged, warmed_up

EPOCHS = 4
_STATEMENTS_A_STEP = 12
_SORTED_TOGETHER = 20  #: steps' statements that are sorted by length, to pad little
_RATE, _DECAY = 1e-4, 0.01
_LAYER_FASTER = 20  #: times the rate, of the layer
#: Vectors of length one are multiplied by this before the layer, whose weights would have to grow long otherwise.
_SCALE = 20.0
_LONGEST = 256  #: word pieces

#: What a training gives: what to add to the packaged model, and the layer over its vectors.
Trained = tuple[Changes, LinearClassifier]


@dataclass(frozen=True, slots=True)
class Example:
    """A statement and what its parts are: `answers` has shape (parts, classes), each row sums up to 1."""

    excerpt: Excerpt
    answers: np.ndarray[Any, np.dtype[np.float32]]
    asked: bool = False  #: the parts are known to be requirements: of LOOKS only their kinds are learnt


@dataclass(frozen=True, slots=True)
class _Ready:
    """An example as word pieces; `means` has a row a part, which adds up its own pieces."""

    pieces: list[int]
    means: torch.Tensor
    answers: torch.Tensor
    asked: bool


def train_reader(
    examples: Sequence[Example],
    start: Changes | Trained | None = None,
    looks: tuple[str, ...] = LOOKS,
    epochs: int = EPOCHS,
    rank: int = RANK,
    rate: float = _RATE,
) -> Trained:
    """What to add to the packaged model after training on these examples, and the layer over its vectors.

    `looks` are the classes, the columns of the examples' answers; training begins with `start` added. Where that has a
    layer, this is a further course: the layer is taken up too, and what is given is the mean of the weights at its
    beginning and at its end, which errs less on new texts than either (Izmailov and others, 2018).
    """
    changes, layer_before = start if isinstance(start, tuple) else (start, None)
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = random.Random(0)  # noqa: S311  (not a secret)
    tokenizer, before = packaged()
    _, model = packaged()
    if changes is not None:
        add_changes(model, changes)
    ready = [_ready(example, tokenizer) for example in examples]
    dimensions: int = model.config.hidden_size  # type: ignore[assignment,union-attr]
    layer = torch.nn.Linear(2 * dimensions, len(looks))
    if layer_before is not None:
        _take_up(layer, layer_before)
    weights = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "lr": rate}, {"params": layer.parameters(), "lr": _LAYER_FASTER * rate}],
        weight_decay=_DECAY,
    )
    learnt = [*weights, *layer.parameters()]
    at_first = [parameter.detach().clone() for parameter in learnt]
    steps = epochs * -(-len(ready) // _STATEMENTS_A_STEP)
    schedule = warmed_up(optimizer, steps)
    model.train()
    for _ in range(epochs):
        for some in _steps(ready, rng):
            loss = _loss(some, model, layer, looks)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    if layer_before is not None:
        with torch.no_grad():
            for parameter, first in zip(learnt, at_first, strict=True):
                parameter.lerp_(first, 0.5)
    return changes_between(before, model, rank), _stored(layer, looks)


def _ready(example: Example, tokenizer: Any) -> _Ready:
    cut = tokenizer(example.excerpt.text, truncation=True, max_length=_LONGEST, return_offsets_mapping=True)
    begins, ends = np.array(cut["offset_mapping"]).T
    means = np.zeros((len(example.excerpt.places), len(begins)), dtype=np.float32)
    for row, (start, end) in zip(means, example.excerpt.places, strict=True):
        inside = (ends > begins) & (begins < end) & (ends > start)
        row[inside if inside.any() else slice(None)] = 1.0
    means /= means.sum(axis=1, keepdims=True)
    return _Ready(cut["input_ids"], torch.from_numpy(means), torch.from_numpy(example.answers), example.asked)


def _steps(ready: Sequence[_Ready], rng: random.Random) -> Iterator[list[_Ready]]:
    """All examples in a new order, those of a step of about the same length."""
    order = rng.sample(ready, k=len(ready))
    together = _SORTED_TOGETHER * _STATEMENTS_A_STEP
    steps = []
    for first in range(0, len(order), together):
        some = sorted(order[first : first + together], key=lambda one: len(one.pieces))
        steps += [some[i : i + _STATEMENTS_A_STEP] for i in range(0, len(some), _STATEMENTS_A_STEP)]
    rng.shuffle(steps)
    yield from steps


def _loss(
    some: Sequence[_Ready], model: torch.nn.Module, layer: torch.nn.Linear, looks: tuple[str, ...]
) -> torch.Tensor:
    longest = max(len(one.pieces) for one in some)
    pieces = torch.tensor([one.pieces + [0] * (longest - len(one.pieces)) for one in some])
    mask = torch.tensor([[1] * len(one.pieces) + [0] * (longest - len(one.pieces)) for one in some])
    with in_fast_precision():
        states = model(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
    wholes = normalize((states * mask[:, :, None]).sum(1), dim=-1)
    words = normalize(states, dim=-1)
    losses = []
    for one, whole, own in zip(some, wholes, words, strict=True):
        parts = normalize(one.means @ own[: len(one.pieces)], dim=-1)
        said = layer(_SCALE * torch.cat([parts, whole.expand(len(parts), -1)], dim=1))
        first = looks.index("skill") if one.asked else 0
        losses.append(cross_entropy(said[:, first:], one.answers[:, first:], reduction="sum"))
    return torch.stack(losses).sum() / sum(len(one.answers) for one in some)


def _take_up(layer: torch.nn.Linear, stored: LinearClassifier) -> None:
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(stored.weights))
        layer.bias.copy_(torch.from_numpy(stored.bias))


def _stored(layer: torch.nn.Linear, looks: tuple[str, ...]) -> LinearClassifier:
    weights = layer.weight.detach().double().numpy()
    inputs = weights.shape[1]
    return LinearClassifier(
        looks, np.zeros(inputs), np.full(inputs, 1 / _SCALE), weights, layer.bias.detach().double().numpy()
    )
