"""Résumés that are nearly the same text: MinHash signatures, compared only where they meet in a band.

A signature is made from masked text, so that the same résumé under another name is found too. Its 64 numbers estimate
the share of word triples that two texts have in common (standard error about 0.06).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

_WORDS_A_SHINGLE = 3
_NUMBERS = 64
#: Numbers that have to agree all together for two texts to be compared; 16 bands of 4 meet at a likeness of about 0.5.
_BAND = 4
#: Estimated share of common word triples from which on two résumés are called nearly the same.
_NEARLY_SAME = 0.8
#: Of a band in which very many meet (a template with nothing filled in), each is compared with this many neighbours.
_MOST_MEETING = 50

_SEEDS = np.random.default_rng(20_261_101)
_MULTIPLIERS = _SEEDS.integers(1, 2**61, _NUMBERS, dtype=np.uint64) | np.uint64(1)
_SUMMANDS = _SEEDS.integers(0, 2**61, _NUMBERS, dtype=np.uint64)

Signature = NDArray[np.uint32]


def signature_of(text: str) -> str:
    """The signature as 344 characters of base64; that of a text of fewer than three words is empty."""
    words = re.findall(r"\w+", text.casefold())
    shingles = {" ".join(words[at : at + _WORDS_A_SHINGLE]) for at in range(len(words) - _WORDS_A_SHINGLE + 1)}
    if not shingles:
        return ""
    hashes = np.array([_hash(shingle) for shingle in sorted(shingles)], dtype=np.uint64)
    mixed = hashes[:, None] * _MULTIPLIERS[None, :] + _SUMMANDS[None, :]
    return base64.b64encode((mixed >> np.uint64(32)).astype("<u4").min(axis=0).tobytes()).decode()


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "little")


def similar_pairs(signatures: Mapping[str, str]) -> dict[str, list[str]]:
    """Key → keys of the texts that are nearly the same, sorted; keys without any are left out."""
    keys = sorted(key for key, signature in signatures.items() if signature)
    if not keys:
        return {}
    table = np.stack([np.frombuffer(base64.b64decode(signatures[key]), dtype="<u4") for key in keys])
    near: dict[str, set[str]] = defaultdict(set)
    for i, j in _meeting(table):
        if (table[i] == table[j]).mean() >= _NEARLY_SAME:
            near[keys[i]].add(keys[j])
            near[keys[j]].add(keys[i])
    return {key: sorted(others) for key, others in sorted(near.items())}


def _meeting(table: Signature) -> Iterator[tuple[int, int]]:
    """Pairs of rows that agree in some band."""
    for start in range(0, _NUMBERS, _BAND):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for row, band in enumerate(table[:, start : start + _BAND]):
            buckets[band.tobytes()].append(row)
        for rows in buckets.values():
            if len(rows) <= _MOST_MEETING:
                yield from combinations(rows, 2)
            else:
                yield from ((rows[i], other) for i in range(len(rows)) for other in rows[i + 1 : i + _MOST_MEETING])
