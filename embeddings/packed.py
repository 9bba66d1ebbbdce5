"""One forward pass over many short texts, in which a text's vectors depend on that text alone.

Batches padded to their longest text cost twice: half of what is calculated is padding, and the last bits of a vector
change with the texts that share its batch, since kernels add up differently for different shapes. Here the word pieces
of all texts stand in one long table, and every multiplication is made on pieces of it that have the same shape always.
Only attention, which is cheap for short texts, is padded: to a length that depends on the text's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.encoder import Encoded, SentenceEncoder, Vectors, unit

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
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

    def __init__(self, model: SentenceTransformer, name: str, cached_texts: int) -> None:
        super().__init__(model, name, cached_texts)
        transformer: Any = model[0]
        self._bert = _Bert(transformer.auto_model) if can_be_packed(transformer.auto_model) else None

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
        """See `_Bert.states`; other models see batches of the same shapes always."""
        if self._bert is not None:
            return self._bert.states(texts)
        return in_fixed_shapes(self.model[0], texts, int(self.model.tokenizer.pad_token_id))

    def _alone(self, pieces: Sequence[int], sentence: Vectors, states: Vectors) -> Encoded:
        """One text as numpy arrays, padding and special pieces left out."""
        own = np.array(pieces, dtype=np.int32)
        real = ~np.isin(own, self._special)
        return Encoded(unit(sentence), own[real], unit(states[: len(own)][real]).astype(np.float16))


def can_be_packed(model: torch.nn.Module) -> bool:
    """True of the BERT encoders that `_Bert` knows how to run."""
    config: Any = getattr(model, "config", None)
    return (
        type(model).__name__ == "BertModel"
        and config.hidden_act == "gelu"
        and getattr(config, "position_embedding_type", "absolute") == "absolute"
        and not config.is_decoder
    )


def in_fixed_shapes(
    transformer: Any, texts: Sequence[Sequence[int]], padding: int
) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """What `_Bert.states` yields, from a sentence-transformers module of any architecture.

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


def _parts(masks: Sequence[Tensor]) -> list[slice]:
    """Where the rows of each group stand in the table."""
    ends = list(accumulate(int(mask.sum()) for mask in masks))
    return [slice(first, end) for first, end in zip([0, *ends], ends, strict=False)]


def _spread(rows: Tensor, mask: Tensor) -> Tensor:
    """Rows of texts that follow each other, padded: (pieces, n) becomes (texts, length, n)."""
    table = rows.new_zeros(*mask.shape, rows.shape[1])
    table[mask] = rows
    return table


class _Bert:
    """A BERT encoder made ready for texts that stand in one table; its weights are taken as they are now."""

    def __init__(self, model: Any) -> None:
        self._embeddings = model.embeddings
        self._layers = [_Layer(layer, model.config.num_attention_heads) for layer in model.encoder.layer]

    def states(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Tensor, Tensor]]:
        """The last hidden states of texts, given as word-piece ids with the special ones.

        Yields texts of about the same length together: their places, states of shape (texts, length, dimensions) with
        zeros after a text's end, and the attention mask of shape (texts, length).
        """
        import torch

        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for places in _passes(order, texts):
            groups = [list(group) for _, group in groupby(places, key=lambda place: _padded(len(texts[place])))]
            masks = [_mask([len(texts[place]) for place in group]) for group in groups]
            parts = _parts(masks)
            with torch.inference_mode():
                table = self._embedded([texts[place] for place in places])
                for layer in self._layers:
                    table = layer(table, masks, parts)
                for group, mask, part in zip(groups, masks, parts, strict=True):
                    yield group, _spread(table[part], mask), mask

    def _embedded(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """What goes into the first layer, shape (pieces and filling, dimensions)."""
        import torch
        from torch.nn import functional

        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.cat([torch.arange(len(text)) for text in texts])
        known: Any = self._embeddings
        kinds = known.token_type_embeddings.weight[0]
        states = known.LayerNorm(known.word_embeddings(pieces) + kinds + known.position_embeddings(places))
        return functional.pad(states, (0, 0, 0, -len(states) % _ROWS))


class _Layer:
    """Attention within each text, then the two dense layers, each with its residual and norm."""

    def __init__(self, layer: Any, heads: int) -> None:
        own, out = layer.attention.self, layer.attention.output
        self._heads = heads
        self._asked = _Dense(own.query, own.key, own.value)
        self._out, self._out_norm = _Dense(out.dense), out.LayerNorm
        self._wide = _Dense(layer.intermediate.dense)
        self._narrow, self._norm = _Dense(layer.output.dense), layer.output.LayerNorm

    def __call__(self, table: Tensor, masks: Sequence[Tensor], parts: Sequence[slice]) -> Tensor:
        import torch
        from torch.nn import functional

        asked, mixed = self._asked(table), torch.zeros_like(table)
        for mask, part in zip(masks, parts, strict=True):
            # (texts, length, 3, heads, dimensions a head) becomes three of (texts, heads, length, dimensions a head).
            spread = _spread(asked[part], mask).view(*mask.shape, 3, self._heads, -1)
            query, key, value = spread.permute(2, 0, 3, 1, 4)
            found = functional.scaled_dot_product_attention(query, key, value, mask[:, None, None, :])
            mixed[part] = found.transpose(1, 2).flatten(2)[mask]
        table = self._out_norm(self._out(mixed) + table)
        result: Tensor = self._norm(self._narrow(functional.gelu(self._wide(table))) + table)
        return result


class _Dense:
    """Dense layers side by side, calculated on _ROWS rows at a time."""

    def __init__(self, *layers: Any) -> None:
        import torch

        self._weight = torch.cat([layer.weight.detach() for layer in layers])
        self._bias = torch.cat([layer.bias.detach() for layer in layers])

    def __call__(self, table: Tensor) -> Tensor:
        import torch
        from torch.nn import functional

        return torch.cat([functional.linear(rows, self._weight, self._bias) for rows in torch.split(table, _ROWS)])
