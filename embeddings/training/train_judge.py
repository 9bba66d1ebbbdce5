"""Trains the judge's weights: which passage is evidence, and which answer the best passages give.

    python -m embeddings.training.train_judge            # train on all our mini-cases and write the models
    python -m embeddings.training.train_judge --check    # ten-fold cross-validation over candidates, nothing written

The data are our mini-cases alone; folds are whole candidates. The answer classifiers see evidence chances that come from
folds as well, so that they learn from the doubt there is in use.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import GroupKFold

from embeddings.encoder import Encoder, load_encoder
from embeddings.judge import weighing
from embeddings.judge.likeness import pair_features, word_weights
from embeddings.linear import LinearClassifier, Matrix
from embeddings.training.fitting import Labels, boost, fit
from embeddings.training.mini_cases import Labelled, MiniCase, mini_cases
from embeddings.trees import BoostedTrees

MODELS = Path(weighing.__file__).parent / "models"
#: Chosen by the cross-validation below: rounds of boosting (60, 120, 200) and the inverse strength of the logistic
#: regression's regularisation (0.003 … 0.1).
EVIDENCE_ROUNDS, TOLD_ROUNDS, RESUME_STRENGTH = 120, 60, 0.03
_FOLDS = 10
_ANSWERS = ("met", "partial", "missing")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled requirement with the features of its pairs."""

    case: MiniCase
    label: Labelled
    pairs: Matrix  #: shape (passages, features)


def labelled_rows(encoder: Encoder) -> list[Row]:
    """Every labelled requirement of every mini-case with its pair features."""
    return list(_rows(encoder))


def _rows(encoder: Encoder) -> Iterator[Row]:
    weights = word_weights()
    for case in mini_cases():
        if not case.labels or not case.passages:
            continue
        pairs = pair_features([label.requirement for label in case.labels], case.passages, encoder, weights)
        for label, own in zip(case.labels, pairs, strict=True):
            yield Row(case, label, own)


def evidence_table(rows: list[Row]) -> tuple[Matrix, Labels]:
    """Pair rows of résumés whose evidence lines are marked, with "yes" or "no"."""
    marked = [row for row in rows if not row.case.told]
    features = np.concatenate([weighing.with_standing(row.pairs) for row in marked])
    labels = ["yes" if i in row.label.evidence else "no" for row in marked for i in range(len(row.pairs))]
    return features, np.array(labels)


def chances_by_fold(rows: list[Row]) -> list[NDArray[np.float64]]:
    """Evidence chances of every row's passages, from a classifier that has not seen the candidate."""
    names = np.array([row.case.name for row in rows])
    chances: list[NDArray[np.float64]] = [np.zeros(0)] * len(rows)
    for train, test in GroupKFold(_FOLDS).split(names, groups=names):
        model = boost(*evidence_table([rows[i] for i in train]), EVIDENCE_ROUNDS)
        for i in test:
            chances[i] = model.probabilities(weighing.with_standing(rows[i].pairs))[:, 1]
    return chances


def status_table(rows: list[Row], chances: list[NDArray[np.float64]], told: bool) -> tuple[Matrix, Labels, Labels]:
    """Status rows, answers and candidates' names, of résumés or of told stories."""
    chosen = [i for i, row in enumerate(rows) if row.case.told is told]
    features = [
        weighing.status_features(rows[i].label.requirement, rows[i].case.passages, rows[i].pairs, chances[i])
        for i in chosen
    ]
    answers = np.array([rows[i].label.status for i in chosen])
    return np.array(features), answers, np.array([rows[i].case.name for i in chosen])


def fit_answers(features: Matrix, answers: Labels, told: bool) -> LinearClassifier | BoostedTrees:
    """What turns status rows into answers: trees for told stories, a balanced logistic regression for résumés."""
    if told:
        return boost(features, answers, TOLD_ROUNDS, leaves=6, smallest_leaf=25)
    return fit(features, answers, RESUME_STRENGTH, balanced=True)


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    check: bool = arguments.parse_args().check
    rows = labelled_rows(load_encoder())
    chances = chances_by_fold(rows)
    if check:
        _report_hits(rows, chances)
    else:
        MODELS.mkdir(exist_ok=True)
        boost(*evidence_table(rows), EVIDENCE_ROUNDS).save(MODELS / "evidence.npz")
    for name, told in (("resume", False), ("told", True)):
        features, answers, groups = status_table(rows, chances, told)
        if check:
            _report_answers(name, features, answers, groups, told)
        else:
            fit_answers(features, answers, told).save(MODELS / f"{name}.npz")


def _report_hits(rows: list[Row], chances: list[NDArray[np.float64]]) -> None:
    with_evidence = [(row, own) for row, own in zip(rows, chances, strict=True) if row.label.evidence]
    hits = sum(int(own.argmax()) in row.label.evidence for row, own in with_evidence)
    print(f"evidence hit@1 {hits / len(with_evidence):.3f} of {len(with_evidence)}")  # noqa: T201


def _report_answers(name: str, features: Matrix, answers: Labels, groups: Labels, told: bool) -> None:
    predicted = answers.copy()
    for train, test in GroupKFold(_FOLDS).split(features, answers, groups):
        model = fit_answers(features[train], answers[train], told)
        predicted[test] = [model.classes[i] for i in model.probabilities(features[test]).argmax(axis=1)]
    macro = f1_score(answers, predicted, average="macro")
    print(f"{name}: {len(answers)} rows, macro-F1 {macro:.3f}, accuracy {np.mean(answers == predicted):.3f}")  # noqa: T201
    print(confusion_matrix(answers, predicted, labels=list(_ANSWERS)))  # noqa: T201


if __name__ == "__main__":
    main()
