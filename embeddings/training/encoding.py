"""The packaged model as something to train: its tokenizer, its weights, texts to vectors with gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.functional import normalize

from embeddings.encoder import SentenceEncoder, bfloat16_is_fast, load_encoder
from embeddings.settings import EncoderSettings

_LONGEST = 64  #: word pieces
_TOGETHER = 32  #: texts of like length in one pass
_WARM_UP = 0.1  #: share of the steps in which the rate of learning rises


def packaged() -> tuple[Any, torch.nn.Module]:
    """Tokenizer and transformer in single precision; its word embeddings are not trained."""
    encoder = load_encoder(EncoderSettings(precision="float32"))
    if not isinstance(encoder, SentenceEncoder):
        raise TypeError("Only a sentence-transformers model can be trained.")
    transformer: Any = encoder.model[0]
    model: Any = transformer.auto_model.float()
    model.embeddings.requires_grad_(False)
    model.config._attn_implementation = "eager"  # the fastest for texts this short
    for layer in model.encoder.layer:
        layer.attention.self.dropout.p = 0.0  # drawing it costs more than the attention itself
    return encoder.model.tokenizer, model


def in_fast_precision() -> torch.autocast:
    """Products in bfloat16 where the processor has it; elsewhere that would only be emulated, many times slower."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16_is_fast())


def vectors_of(texts: Sequence[str], tokenizer: Any, model: torch.nn.Module) -> torch.Tensor:
    """Unit vectors of the texts, shape (texts, dimensions); those of like length go together, to pad little."""
    given = tokenizer(list(texts), truncation=True, max_length=_LONGEST)["input_ids"]
    order = sorted(range(len(given)), key=lambda i: len(given[i]))
    found = []
    with in_fast_precision():
        for first in range(0, len(order), _TOGETHER):
            some = {"input_ids": [given[i] for i in order[first : first + _TOGETHER]]}
            padded = tokenizer.pad(some, return_tensors="pt")
            states = model(**padded).last_hidden_state.float()
            mask = padded["attention_mask"].unsqueeze(-1).float()
            found.append(normalize((states * mask).sum(1) / mask.sum(1), dim=-1))
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


def warmed_up(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """The rate of learning over so many steps: up to its full size, then down to a twentieth, in straight lines."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / (_WARM_UP * steps)) * max(0.05, 1 - i / steps)
    )
