"""One forward pass over many short texts, in which a text's vectors depend on that text alone.

Batches padded to their longest text cost twice: half of what is calculated is padding, and the last bits of a vector
change with the texts that share its batch, since kernels add up differently for different shapes. Here the word pieces
of all texts stand in one long table, and every multiplication is made on pieces of it that have the same shape always.
Only attention, which is cheap for short texts, is padded: to a length that depends on the text's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.encoder import Encoded, SentenceEncoder, Vectors, unit

if TYPE_CHECKING:
    import torch
    from torch import Tensor

#: Word pieces that are multiplied at once; fewer are filled up with nothing.
_ROWS = 256
#: Attention is padded to multiples of so many word pieces.
_STEP = 16
#: Texts in a batch of a model that cannot be packed.
_TEXTS = 8
#: Word pieces in one pass, so that a long document does not fill the memory (of a text of more the pass is its own).
_PIECES = 4096


class PackedEncoder(SentenceEncoder):
    """A sentence-transformers model of which a text's vectors depend on that text alone, to the last bit.

    What is encoded with it, or was before, makes no difference; that of `SentenceEncoder` can show in the last digits.
    """

    def _encoded(self, texts: Sequence[str]) -> list[Encoded]:
        import torch

        tokenizer: Any = self.model.tokenizer
        pieces = tokenizer(list(texts), truncation=True, max_length=self.model.max_seq_length)["input_ids"]
        found: dict[int, Encoded] = {}
        with torch.inference_mode():
            for places, states, mask in self._states(pieces):
                features: Any = {"token_embeddings": states, "attention_mask": mask.long()}
                for module in list(self.model)[1:]:
                    features = module(features)
                sentences = features["sentence_embedding"].float().numpy()
                rows = zip(places, sentences, states.float().numpy(), strict=True)
                found |= {place: self._alone(pieces[place], sentence, row) for place, sentence, row in rows}
        return [found[place] for place in range(len(texts))]

    def _states(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Tensor, Tensor]]:
        """What `packed` gives, also of models that it cannot run; those see batches of the same shapes always."""
        transformer: Any = self.model[0]
        if can_be_packed(transformer.auto_model):
            return packed(transformer.auto_model, texts)
        return in_fixed_shapes(transformer, texts, int(self.model.tokenizer.pad_token_id))

    def _alone(self, pieces: Sequence[int], sentence: Vectors, states: Vectors) -> Encoded:
        """One text as numpy arrays, padding and special pieces left out."""
        own = np.array(pieces, dtype=np.int32)
        real = ~np.isin(own, self._special)
        return Encoded(unit(sentence), own[real], unit(states[: len(own)][real]).astype(np.float16))


def can_be_packed(model: torch.nn.Module) -> bool:
    """True of the BERT encoders that `packed` knows how to run."""
    config: Any = getattr(model, "config", None)
    return (
        type(model).__name__ == "BertModel"
        and config.hidden_act == "gelu"
        and getattr(config, "position_embedding_type", "absolute") == "absolute"
        and not config.is_decoder
    )


def packed(model: torch.nn.Module, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """The last hidden states of texts, given as word-piece ids with the special ones.

    Yields texts of about the same length together: their places, states of shape (texts, length, dimensions) with zeros
    after a text's end, and the attention mask of shape (texts, length).
    """
    import torch

    bert: Any = model
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for places in _passes(order, texts):
        groups = [list(group) for _, group in groupby(places, key=lambda place: _padded(len(texts[place])))]
        masks = [_mask([len(texts[place]) for place in group]) for group in groups]
        with torch.inference_mode():
            states = _embedded(bert.embeddings, [texts[place] for place in places])
            for layer in bert.encoder.layer:
                states = _layer(layer, states, masks, bert.config.num_attention_heads)
            sizes = [int(mask.sum()) for mask in masks]
            for group, mask, part in zip(groups, masks, torch.split(states, sizes), strict=True):
                yield group, _spread(part, mask), mask


def in_fixed_shapes(
    transformer: Any, texts: Sequence[Sequence[int]], padding: int
) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """What `packed` yields, from a sentence-transformers module of any architecture.

    Every batch has _TEXTS texts, the last one repeated where there are fewer, and a length that depends on the text.
    """
    import torch

    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for length, group in groupby(order, key=lambda place: _padded(len(texts[place]))):
        same = list(group)
        for places in (same[first : first + _TEXTS] for first in range(0, len(same), _TEXTS)):
            filled = [texts[place] for place in places] + [texts[places[-1]]] * (_TEXTS - len(places))
            pieces = torch.tensor([[*text, *[padding] * (length - len(text))] for text in filled])
            mask = torch.tensor([[1] * len(text) + [0] * (length - len(text)) for text in filled])
            with torch.inference_mode():
                states = transformer({"input_ids": pieces, "attention_mask": mask})["token_embeddings"]
            yield places, states[: len(places)], mask[: len(places)].bool()


def _passes(order: Sequence[int], texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    taken: list[int] = []
    pieces = 0
    for place in order:
        if taken and pieces + len(texts[place]) > _PIECES:
            yield taken
            taken, pieces = [], 0
        taken.append(place)
        pieces += len(texts[place])
    if taken:
        yield taken


def _padded(length: int) -> int:
    return -(-length // _STEP) * _STEP


def _mask(lengths: Sequence[int]) -> Tensor:
    """True where there is a word piece, shape (texts, padded length)."""
    import torch

    return torch.arange(_padded(max(lengths)))[None, :] < torch.tensor(lengths)[:, None]


def _spread(rows: Tensor, mask: Tensor) -> Tensor:
    """Rows of texts that follow each other, padded: (pieces, n) becomes (texts, length, n)."""
    table = rows.new_zeros(*mask.shape, rows.shape[1])
    table[mask] = rows
    return table


def _embedded(embeddings: Any, texts: Sequence[Sequence[int]]) -> Tensor:
    """What goes into the first layer, shape (pieces, dimensions)."""
    import torch

    pieces = torch.tensor([piece for text in texts for piece in text])
    places = torch.cat([torch.arange(len(text)) for text in texts])
    kinds = embeddings.token_type_embeddings.weight[0]
    states = embeddings.word_embeddings(pieces) + kinds + embeddings.position_embeddings(places)
    normed: Tensor = embeddings.LayerNorm(states)
    return normed


def _layer(layer: Any, states: Tensor, masks: Sequence[Tensor], heads: int) -> Tensor:
    """Attention within each text, then the two dense layers, each with its residual and norm."""
    import torch
    from torch.nn import functional

    own = layer.attention.self
    asked, keys, values = (_linear(part, states) for part in (own.query, own.key, own.value))
    mixed, first = torch.empty_like(asked), 0
    for mask in masks:
        rows = slice(first, first := first + int(mask.sum()))
        query, key, value = (_by_head(_spread(table[rows], mask), heads) for table in (asked, keys, values))
        found = functional.scaled_dot_product_attention(query, key, value, mask[:, None, None, :])
        mixed[rows] = found.transpose(1, 2).flatten(2)[mask]
    out = layer.attention.output
    states = out.LayerNorm(_linear(out.dense, mixed) + states)
    wide = functional.gelu(_linear(layer.intermediate.dense, states))
    result: Tensor = layer.output.LayerNorm(_linear(layer.output.dense, wide) + states)
    return result


def _by_head(table: Tensor, heads: int) -> Tensor:
    """(texts, length, dimensions) becomes (texts, heads, length, dimensions a head)."""
    return table.view(*table.shape[:2], heads, -1).transpose(1, 2)


def _linear(layer: Any, rows: Tensor) -> Tensor:
    """The layer on each row, calculated on _ROWS of them at a time."""
    import torch
    from torch.nn import functional

    filled = functional.pad(rows, (0, 0, 0, -len(rows) % _ROWS))
    return torch.cat([functional.linear(part, layer.weight, layer.bias) for part in torch.split(filled, _ROWS)])[
        : len(rows)
    ]
