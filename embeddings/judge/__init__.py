"""How a candidate answers requirements: `load_judge` gives the present judge."""

from __future__ import annotations

from embeddings.encoder import Encoder
from embeddings.judge.evidence_judge import EvidenceJudge
from embeddings.judge.model import Judge


def load_judge(encoder: Encoder) -> Judge:
    """The judge in use, with its trained weights."""
    return EvidenceJudge(encoder)
