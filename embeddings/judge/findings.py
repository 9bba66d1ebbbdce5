"""What a rule says about one requirement."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.judge.model import RANK, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: `evidence` are indices of passages, best first."""

    status: Status
    confidence: float
    evidence: tuple[int, ...]
    why: str


def better(left: Finding | None, right: Finding | None) -> Finding | None:
    """The better of two findings, the left one of equals."""
    if left is None or right is None:
        return left or right
    return right if RANK[right.status] > RANK[left.status] else left
