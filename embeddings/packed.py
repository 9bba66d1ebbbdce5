"""One forward pass over many short texts, in which a text's vectors depend on that text alone.

Batches padded to their longest text cost twice: half of what is calculated is padding, and the last bits of a vector
change with the texts that share its batch, since kernels add up differently for different shapes. Here the word pieces
of all texts stand in one long table, and every multiplication is made on pieces of it that have the same shape always.
Only attention, which is cheap for short texts, is padded: to a length that depends on the text's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

#: Word pieces that are multiplied at once; fewer are filled up with nothing. 128 was fastest of 64 to 512.
_ROWS = 128
#: Attention is padded to multiples of so many word pieces.
_STEP = 16
#: Texts in a batch of a model that cannot be packed.
_TEXTS = 8
#: Word pieces in one pass, so that a long document does not fill the memory (of a text of more the pass is its own).
_PIECES = 4096


#: Takes texts as word-piece ids with the special ones; yields, for texts of about the same length together, their
#: places, states of shape (texts, length, dimensions) with zeros after a text's end, and the attention mask.
Passes = Callable[[Sequence[Sequence[int]]], Iterator[tuple[list[int], "Tensor", "Tensor"]]]


def passes_of(model: SentenceTransformer) -> Passes:
    """How that model's transformer, with its weights as they are now, is run over texts."""
    transformer: Any = model[0]
    if can_be_packed(transformer.auto_model):
        return _Bert(transformer.auto_model).states
    return partial(in_fixed_shapes, transformer, padding=int(model.tokenizer.pad_token_id))


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
    """`Passes` of a sentence-transformers module of any architecture.

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


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts of about the same length, which follow each other in the table, and how they are padded."""

    places: list[int]  #: which texts they are
    mask: Tensor  #: True where there is a word piece, shape (texts, padded length)
    rows: Tensor  #: where each place of the padded texts stands in the table; for padding, any row
    pieces: Tensor  #: which places of the padded texts are word pieces
    part: slice  #: of the table

    @classmethod
    def of(cls, places: list[int], lengths: Sequence[int], first: int) -> _Group:
        """Texts of these lengths, the first of which begins at that row of the table."""
        import torch

        mask = torch.arange(_padded(max(lengths)))[None, :] < torch.tensor(lengths)[:, None]
        pieces = mask.flatten().nonzero().flatten()
        rows = torch.zeros(mask.numel(), dtype=torch.long)
        rows[pieces] = torch.arange(first, first + len(pieces))
        return cls(places, mask, rows, pieces, slice(first, first + len(pieces)))

    def spread(self, table: Tensor) -> Tensor:
        """Its texts padded, shape (texts, padded length, n); padding is filled with anything that is a number."""
        return table.index_select(0, self.rows).view(*self.mask.shape, -1)

    def put_back(self, padded: Tensor, table: Tensor) -> None:
        """Write its texts, given in shape (texts, padded length, n), into the table."""
        table[self.part] = padded.flatten(0, 1).index_select(0, self.pieces)


def _groups(places: Sequence[int], texts: Sequence[Sequence[int]]) -> list[_Group]:
    """Texts in the order of their length, those of the same padded length together."""
    found: list[_Group] = []
    for _, group in groupby(places, key=lambda place: _padded(len(texts[place]))):
        same = list(group)
        found.append(_Group.of(same, [len(texts[place]) for place in same], found[-1].part.stop if found else 0))
    return found


class _Bert:
    """A BERT encoder made ready for texts that stand in one table; its weights are taken as they are now."""

    def __init__(self, model: Any) -> None:
        self._embeddings = model.embeddings
        self._layers = [_Layer(layer, model.config.num_attention_heads) for layer in model.encoder.layer]

    def states(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Tensor, Tensor]]:
        """`Passes` over all texts in one table."""
        import torch

        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for places in _passes(order, texts):
            groups = _groups(places, texts)
            with torch.inference_mode():
                table = self._embedded([texts[place] for place in places])
                for layer in self._layers:
                    table = layer(table, groups)
                for group in groups:
                    yield group.places, group.spread(table) * group.mask[:, :, None], group.mask

    def _embedded(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """What goes into the first layer, shape (pieces and filling, dimensions)."""
        import torch
        from torch.nn import functional

        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.tensor([place for text in texts for place in range(len(text))])
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
        self._wide = _Dense(layer.intermediate.dense, then="gelu")
        self._narrow, self._norm = _Dense(layer.output.dense), layer.output.LayerNorm

    def __call__(self, table: Tensor, groups: Sequence[_Group]) -> Tensor:
        import torch
        from torch.nn import functional

        asked = torch.cat([self._asked(rows) for rows in torch.split(table, _ROWS)])
        mixed = torch.zeros_like(table)
        for group in groups:
            # (texts, length, 3, heads, dimensions a head) becomes three of (texts, heads, length, dimensions a head).
            spread = group.spread(asked).view(*group.mask.shape, 3, self._heads, -1)
            query, key, value = spread.permute(2, 0, 3, 1, 4)
            found = functional.scaled_dot_product_attention(query, key, value, group.mask[:, None, None, :])
            group.put_back(found.transpose(1, 2).flatten(2), mixed)
        parts = zip(torch.split(mixed, _ROWS), torch.split(table, _ROWS), strict=True)
        return torch.cat([self._after(new, old) for new, old in parts])

    def _after(self, mixed: Tensor, before: Tensor) -> Tensor:
        """What follows attention, for _ROWS rows, which stay in the processor's cache meanwhile."""
        rows = self._out_norm(self._out(mixed) + before)
        result: Tensor = self._norm(self._narrow(self._wide(rows)) + rows)
        return result


class _Dense:
    """Dense layers side by side, and GELU after them where asked, for _ROWS rows."""

    def __init__(self, *layers: Any, then: Literal["none", "gelu"] = "none") -> None:
        import torch

        self._then = then
        self._weight = torch.cat([layer.weight.detach() for layer in layers])
        self._bias = torch.cat([layer.bias.detach() for layer in layers])
        self._arranged = _arranged(self._weight)

    def __call__(self, rows: Tensor) -> Tensor:
        import torch
        from torch.nn import functional

        if self._arranged is not None:
            result: Tensor = torch.ops.mkldnn._linear_pointwise(
                rows, self._arranged, self._bias, self._then, [], "none"
            )
            return result
        plain = functional.linear(rows, self._weight, self._bias)
        return functional.gelu(plain) if self._then == "gelu" else plain


def _arranged(weight: Tensor) -> Tensor | None:
    """A bfloat16 weight in the order in which oneDNN reads it, so that no product has to bring it there again.

    None where this build of torch does not offer that (the two operations are what its own compiler uses on CPUs).
    """
    import torch

    if weight.dtype != torch.bfloat16:
        return None
    try:
        arranged: Tensor = torch.ops.mkldnn._reorder_linear_weight(weight, _ROWS)
        torch.ops.mkldnn._linear_pointwise(weight.new_zeros(_ROWS, weight.shape[1]), arranged, None, "gelu", [], "none")
    except (AttributeError, RuntimeError):
        return None
    return arranged
