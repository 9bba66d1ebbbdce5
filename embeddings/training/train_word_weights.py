"""Builds the table of how telling words are: inverse document frequencies over our own training texts.

python -m embeddings.training.train_word_weights
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import yaml
from transformers import AutoTokenizer

from embeddings.encoder import packaged_model
from embeddings.judge import likeness
from embeddings.training import marked_advertisements, mini_cases
from embeddings.words import content_stems

TABLE = likeness.WORD_WEIGHTS


def texts() -> Iterator[str]:
    """Lines of our advertisements and of the mini-cases that the judge's encoder learns from."""
    for path in sorted(marked_advertisements.FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            yield re.sub(r"\[\[\w+\|\w+\|(.+?)\]\]", r"\1", line)
    for path in sorted(mini_cases.FOLDER.rglob("*.yaml")):
        if mini_cases.NOT_FOR_ENCODER.match(path.stem):
            continue
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for part in (*data["lines"], *data["requirements"], *(data.get("told") or [])):
            yield str(part.get("text") or part.get("entry") or "")


def main() -> None:
    """Count and write."""
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()), local_files_only=True)
    stems: Counter[str] = Counter()
    pieces = np.zeros(len(tokenizer), dtype=np.int64)
    total = 0
    for text in filter(str.strip, texts()):
        total += 1
        stems.update(set(content_stems(text)))
        pieces[list(set(tokenizer(text, add_special_tokens=False)["input_ids"]))] += 1
    common = {stem: count for stem, count in stems.items() if count > 1}
    TABLE.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TABLE,
        stems=np.array(sorted(common)),
        stem_weights=np.array([_weight(common[stem], total) for stem in sorted(common)], dtype=np.float16),
        pieces=np.array([_weight(int(count), total) for count in pieces], dtype=np.float16),
        unknown=np.float16(_weight(1, total)),
    )


def _weight(count: int, total: int) -> float:
    """Smoothed inverse document frequency, 0–1 with 1 for a word that was never met."""
    return math.log((total + 1) / (count + 0.5)) / math.log((total + 1) / 0.5)


if __name__ == "__main__":
    main()
