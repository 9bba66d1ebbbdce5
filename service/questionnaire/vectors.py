"""The catalogue's phrases as vectors, computed once and kept beside it: encoding them at every start costs seconds.

    python -m service.questionnaire.vectors      writes them again, after a role has changed

They hold for one model and one wording, kept as whole numbers of 8 bits with one scale a vector. Whoever configures
another model runs the command with it; until then, and with stale vectors, roles are matched by words alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors, load_encoder
from service.questionnaire.roles import Role, load_roles

KEPT = Path(__file__).with_name("vectors.npz")
#: The largest whole number of 8 bits.
_STEPS = 127


def kept_vectors(phrases: Sequence[str], model: str, path: Path = KEPT) -> Vectors | None:
    """Unit vectors, one a phrase; None where the kept ones are of another model or wording, or not there."""
    if not path.is_file():
        return None
    with np.load(path) as kept:
        if str(kept["key"]) != key_of(phrases, model):
            return None
        vectors = kept["vectors"].astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1.0), dtype=np.float32)


def keep_vectors(phrases: Sequence[str], encoder: Encoder, path: Path = KEPT) -> None:
    """Encode the phrases and write them; the scale of a vector need not be kept, as its length is known to be one."""
    vectors = encoder.encode(phrases)
    scaled = vectors / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) * _STEPS
    np.savez_compressed(path, vectors=np.rint(scaled).astype(np.int8), key=np.array(key_of(phrases, encoder.name)))


def key_of(phrases: Sequence[str], model: str) -> str:
    """What the kept vectors were made from, as a SHA-256."""
    return hashlib.sha256("\n".join((model, *phrases)).encode()).hexdigest()


def phrases_of(roles: Iterable[Role]) -> tuple[str, ...]:
    """What the holders of the roles do and are called, each phrase once, in order."""
    return tuple(dict.fromkeys(phrase for role in roles for phrase in (*role.does, *role.names)))


def main() -> None:
    """Encode the catalogue with the configured model and keep the vectors."""
    keep_vectors(phrases_of(load_roles().roles), load_encoder())


if __name__ == "__main__":
    main()
