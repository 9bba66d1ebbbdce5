"""What each group of reasons is worth to the judge: answers learnt without it.

    python tests/benchmark/judge_ablation.py embeddings/training/waiting

The folder holds mini-cases that neither encoder has learnt from. Evidence and answers are learnt from them anew, five
folds of candidates each, once with everything and once without each group; a reason that is left out is 0 everywhere,
so that nothing else changes. With so few candidates the figures are lower than those of the trained judge; what counts
is the difference.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from embeddings.adapting import Changes, adapted
from embeddings.encoder import load_encoder
from embeddings.judge.cross_encoder import stored_cross_encoder
from embeddings.judge.likeness import LIKENESSES, PAIR_FEATURES, RELATED
from embeddings.judge.side_by_side import ANSWERS
from embeddings.judge.years import COUNTED
from embeddings.linear import Matrix
from embeddings.training import fitting
from embeddings.training.fitting import Labels
from embeddings.training.rows import Row, labelled_rows, usable_cases, with_lengthened
from embeddings.training.train_cross_encoder import opinions_of
from embeddings.training.train_judge import (
    MODELS,
    boost_answers,
    chances_by_fold,
    evidence_of,
    status_table,
)

_FOLDS = 5
#: Blocks of a status row in their order (`weighing.status_features`), each with its width.
BLOCKS = (
    ("chances", 5),
    ("best pair", len(PAIR_FEATURES)),
    ("likeness, most", len(LIKENESSES)),
    ("likeness, mean", len(LIKENESSES)),
    ("related", len(RELATED)),
    ("second pair", len(PAIR_FEATURES)),
    ("places", 8),
    ("related where likely", 2 * len(RELATED)),
    ("asked", 9 + 2 + 8),
    ("names", 3),
    ("counted", len(COUNTED)),
    ("opinion", len(ANSWERS)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Reasons that are left out together: of pairs by the beginnings of their names, of status rows by their blocks."""

    name: str
    pairs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


GROUPS = (
    Group("nothing left out"),
    Group("vectors of sentences", ("sentence", "context")),
    Group("word against word in context", ("words", "clause_words")),
    Group("all of the encoder", ("sentence", "context", "words", "clause_words")),
    Group("the cross-encoder's opinion", (), ("opinion",)),
    Group("both encoders", ("sentence", "context", "words", "clause_words"), ("opinion",)),
    Group("the same stems and spelling", ("stems", "rarest", "spelling", "clause_stems")),
    Group("taxonomy", ("related:",)),
    Group("cues in the line", ("cue:",)),
    Group("which clause it is said in", ("clause",)),
    Group("where the line stands", ("section:", "kind:"), ("places",)),
    Group("what rules counted", (), ("counted",)),
    Group("kind and wording of what is asked", (), ("asked", "names")),
)


def without_pairs(rows: Sequence[Row], beginnings: tuple[str, ...]) -> list[Row]:
    """The rows with those features of their pairs at 0."""
    columns = [place for place, name in enumerate(PAIR_FEATURES) if name.startswith(beginnings)]
    if not columns:
        return list(rows)
    changed = []
    for row in rows:
        pairs = row.pairs.copy()
        pairs[:, columns] = 0.0
        changed.append(replace(row, pairs=pairs))
    return changed


def without_blocks(features: Matrix, names: tuple[str, ...]) -> Matrix:
    """Status rows with those blocks at 0."""
    assert features.shape[1] == sum(width for _, width in BLOCKS), "status rows have changed: see BLOCKS"
    changed, first = features.copy(), 0
    for name, width in BLOCKS:
        if name in names:
            changed[:, first : first + width] = 0.0
        first += width
    return changed


def figures(chances: Matrix, answers: Labels) -> tuple[float, float, float]:
    """Macro-F1, share right, and F1 of gaps."""
    said = np.array(sorted(set(answers)))[chances.argmax(axis=1)]
    return (
        float(f1_score(answers, said, average="macro")),
        float(np.mean(said == answers)),
        float(f1_score(answers == "missing", said == "missing")),
    )


def main() -> None:
    """Print a row of the table for each group."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    cases = [case for case in usable_cases(parser.parse_args().folder) if not case.told]
    base = load_encoder()
    cross_encoder = stored_cross_encoder()
    encoder = adapted(base, Changes.load(MODELS / "encoder.npz"), "judge")
    rows = list(labelled_rows(with_lengthened(cases), encoder))
    print(f"{len(cases)} candidates, {len(rows)} rows (each résumé also lengthened)")  # noqa: T201
    for group in GROUPS:
        left = without_pairs(rows, group.pairs)
        chances = chances_by_fold(left, evidence_of)
        features, answers, names = status_table(left, chances, told=False)
        features = np.hstack([features, opinions_of(cross_encoder, left, chances)])
        features = without_blocks(features, group.blocks)
        said = fitting.chances_by_fold(features, answers, names, boost_answers(told=False), _FOLDS)
        macro, right, gaps = figures(said, answers)
        print(f"| {group.name} | {macro:.3f} | {right:.3f} | {gaps:.3f} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
