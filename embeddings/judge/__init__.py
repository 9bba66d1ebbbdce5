"""How a candidate answers requirements: `load_judge` gives the present judge."""

from __future__ import annotations

from pathlib import Path

from embeddings.adapting import Changes, adapted
from embeddings.encoder import Encoder
from embeddings.judge.cross_encoder import cross_encoder_for
from embeddings.judge.evidence_judge import EvidenceJudge
from embeddings.judge.model import Judge

_CHANGES = Path(__file__).parent / "models" / "encoder.npz"


def load_judge(encoder: Encoder) -> Judge:
    """The judge in use; it compares, and reads side by side, with the packaged model as it was fine-tuned for each."""
    return EvidenceJudge(adapted(encoder, Changes.load(_CHANGES), "judge"), cross_encoder_for(encoder))
