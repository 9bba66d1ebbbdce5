"""A fine-tuned encoder kept as what changed: low-rank additions to the packaged model's weights.

The judge, its cross-encoder, and what finds requirements read with the packaged MiniLM after trainings of our own
(`embeddings.training.train_encoder`, `train_cross_encoder`, `train_reader`). Stored are only the changes, each weight
matrix's as a product of two thin ones, so that a few megabytes hold them; adding them in at load time costs nothing at
run time.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, SentenceEncoder
from embeddings.settings import PACKAGED_MODEL

if TYPE_CHECKING:
    import torch

#: Rank of the changes that one training makes; at 32 nothing measurable is lost against the whole
#: (docs/benchmarks_history.md).
RANK = 32
_UP, _DOWN, _ADDED = "up:", "down:", "added:"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is added to a model's parameters, by their names.

    `matrices` hold (up, down) of shapes (out, rank) and (rank, in), whose product is added; `vectors` are added whole.
    """

    matrices: dict[str, tuple[NDArray[np.float16], NDArray[np.float16]]]
    vectors: dict[str, NDArray[np.float16]]

    def save(self, path: Path) -> None:
        """Write them as a compressed `.npz`."""
        arrays = {f"{_ADDED}{name}": vector for name, vector in self.vectors.items()}
        for name, (up, down) in self.matrices.items():
            arrays[f"{_UP}{name}"], arrays[f"{_DOWN}{name}"] = up, down
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's own stubs want no mapping here

    @classmethod
    def load(cls, path: Path) -> Changes:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = [name.removeprefix(_UP) for name in stored.files if name.startswith(_UP)]
            matrices = {name: (stored[f"{_UP}{name}"], stored[f"{_DOWN}{name}"]) for name in names}
            vectors = {name.removeprefix(_ADDED): stored[name] for name in stored.files if name.startswith(_ADDED)}
        return cls(matrices, vectors)


def can_be_adapted(encoder: Encoder | None) -> TypeGuard[SentenceEncoder]:
    """True of the packaged model, whose weights the changes belong to."""
    return isinstance(encoder, SentenceEncoder) and encoder.name == PACKAGED_MODEL


def adapted(encoder: Encoder, changes: Changes, purpose: str) -> Encoder:
    """The encoder with the changes added, named after their purpose; any but the packaged model comes back as it is."""
    if not can_be_adapted(encoder):
        return encoder
    own: Any = encoder.model[0]
    shared = own.auto_model.embeddings  # never trained, and half of the model
    model = copy.deepcopy(encoder.model, {id(shared): shared})
    transformer: Any = model[0]
    add_changes(transformer.auto_model, changes)
    return encoder.with_model(model, f"{encoder.name}+{purpose}")


def add_changes(model: torch.nn.Module, changes: Changes) -> None:
    """Add the changes to a transformer's parameters in place, in float32 before they are rounded to its precision."""
    import torch

    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for name, (up, down) in changes.matrices.items():
            change = torch.from_numpy(up.astype(np.float32) @ down.astype(np.float32))
            parameters[name].copy_(parameters[name].float() + change)
        for name, vector in changes.vectors.items():
            parameters[name].copy_(parameters[name].float() + torch.from_numpy(vector.astype(np.float32)))


def changes_between(before: torch.nn.Module, after: torch.nn.Module, rank: int = RANK) -> Changes:
    """What training changed, matrices at that rank (the best approximation, by singular values)."""
    import torch

    old = dict(before.named_parameters())
    matrices, vectors = {}, {}
    for name, new in after.named_parameters():
        change = (new.detach() - old[name].detach()).float()
        if not bool(torch.any(change != 0)):
            continue
        if change.ndim == 2:
            left, sizes, right = torch.linalg.svd(change, full_matrices=False)
            root = torch.sqrt(sizes[:rank])
            up, down = left[:, :rank] * root, root[:, None] * right[:rank]
            matrices[name] = (up.numpy().astype(np.float16), down.numpy().astype(np.float16))
        else:
            vectors[name] = change.numpy().astype(np.float16)
    return Changes(matrices, vectors)
