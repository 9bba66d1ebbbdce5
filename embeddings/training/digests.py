"""Under which name a long training keeps what it gave: a digest of all that decides it."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from hashlib import sha256
from types import ModuleType

from embeddings import adapting, encoder, linear
from embeddings.training import encoding

#: What every training reads and writes its models with.
_ALWAYS = (encoder, encoding, adapting, linear)


def digest(code: Sequence[ModuleType], *learnt_from: bytes) -> str:
    """Sixteen hexadecimal digits of the modules' source text, the packaged weights, and what is learnt from."""
    sources = [inspect.getsource(module).encode() for module in (*_ALWAYS, *code)]
    parts = [encoder.PACKAGED_WEIGHTS_SHA256.encode(), *sources, *learnt_from]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:16]
