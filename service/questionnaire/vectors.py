"""The catalogue's tasks as vectors, computed once and kept beside it: encoding them at every start costs seconds.

    python -m service.questionnaire.vectors      writes them again, after the catalogue has changed

They hold for one model and one wording. With another model, or after an edit, they are simply encoded when needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors, load_encoder
from embeddings.settings import PACKAGED_MODEL, EncoderSettings
from service.questionnaire.catalogue import scenes

KEPT = Path(__file__).with_name("vectors.npz")


def task_vectors(tasks: Sequence[str], encoder: Encoder) -> Vectors:
    """Unit vectors, one a task: the kept ones where they are of this model and wording, else encoded now."""
    if KEPT.is_file():
        with np.load(KEPT) as kept:
            if str(kept["key"]) == key_of(tasks, encoder.name):
                return np.asarray(kept["vectors"], dtype=np.float32)
    return encoder.encode(tasks)


def key_of(tasks: Sequence[str], model: str) -> str:
    """What the kept vectors were made from, as a SHA-256."""
    return hashlib.sha256("\n".join((model, *tasks)).encode()).hexdigest()


def catalogue_tasks() -> list[str]:
    """The tasks of all scenes, in order."""
    return [task for scene in scenes() for task in scene.tasks]


def main() -> None:
    """Encode the catalogue with the packaged model and keep the vectors, in half precision."""
    encoder, tasks = load_encoder(EncoderSettings(model=PACKAGED_MODEL)), catalogue_tasks()
    np.savez_compressed(
        KEPT, vectors=encoder.encode(tasks).astype(np.float16), key=np.array(key_of(tasks, encoder.name))
    )


if __name__ == "__main__":
    main()
