"""A requirement and what speaks for it, read side by side in one text by an encoder of our own: a cross-encoder.

Likenesses compare two texts that were read apart, and cannot see that "the office does the payroll" is no payroll. Here
the likeliest lines of a résumé, or sentences of a story, are read together with what is asked, and a linear layer that
was trained with the encoder (`embeddings.training.train_cross_encoder`) says how likely each answer is. It costs about
as much as all else, so it is asked only where the first look is in doubt, and its opinion is then one reason of several
(`embeddings.judge.weighing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from embeddings.adapting import Changes, adapted, can_be_adapted
from embeddings.encoder import Encoder, SentenceEncoder, load_encoder
from embeddings.errors import ModelError
from embeddings.linear import LinearClassifier, Matrix
from embeddings.requirements.reading import Excerpt, PartReader
from embeddings.settings import PACKAGED_MODEL, EncoderSettings

_MODELS = Path(__file__).parent / "models"
#: Chances are not taken for smaller: they are rounded to four decimals, and a last bit must not decide.
LEAST = 0.002
#: Texts whose vectors are kept, for a candidate who is judged again after each answer.
_KEPT = 200


@dataclass(frozen=True, slots=True)
class CrossEncoder:
    """The encoder with its layer."""

    reader: PartReader

    def opinions(self, shown: Sequence[Excerpt]) -> Matrix:
        """Logarithms of how likely each of `side_by_side.ANSWERS` is, shape (shown, ANSWERS); something is shown."""
        return np.log(np.maximum(self.reader.opinions_on(shown), LEAST))


def with_changes(packaged: SentenceEncoder, changes: Changes, layer: LinearClassifier) -> CrossEncoder:
    """The cross-encoder that a training gave, on the packaged model."""
    own = SentenceEncoder(packaged.model, packaged.name, _KEPT)
    return CrossEncoder(PartReader(adapted(own, changes, "side by side"), layer))


def stored_cross_encoder() -> tuple[Changes, LinearClassifier]:
    """What was added to the packaged model, and the layer."""
    layer = LinearClassifier.load(_MODELS / "cross_encoder_layer.npz")
    return Changes.load(_MODELS / "cross_encoder.npz"), layer


def cross_encoder_for(encoder: Encoder) -> CrossEncoder:
    """The trained one; where another model than the packaged one is configured, the packaged one is loaded for it.

    Raises ModelError where that is absent.
    """
    if not can_be_adapted(encoder):
        encoder = load_encoder(replace(EncoderSettings.from_environment(), model=PACKAGED_MODEL))
    if not can_be_adapted(encoder):
        raise ModelError("The packaged model is no sentence-transformers model.")
    return with_changes(encoder, *stored_cross_encoder())
