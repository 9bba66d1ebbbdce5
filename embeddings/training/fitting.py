"""Fitting the classifiers that `embeddings.linear` and `embeddings.trees` apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from embeddings.linear import LinearClassifier, Matrix
from embeddings.requirements.word_regression import Reasons, WordRegression
from embeddings.trees import BoostedTrees

Labels = NDArray[np.str_]
Weights = NDArray[np.float64]
#: Trees are fitted by so many threads; what comes out does not depend on how many.
_THREADS = 2
#: A named reason that fewer examples have is left out of a regression.
_OFTEN = 5


def fit(rows: Matrix, labels: Labels, strength: float, balanced: bool = False) -> LinearClassifier:
    """L2-regularised logistic regression on standardised rows (scikit-learn's; deterministic).

    `strength` is the inverse of the regularisation; `balanced` weighs classes by the inverse of how often they occur.
    """
    scaler = StandardScaler().fit(rows)
    scale = np.where(scaler.scale_ < 1e-6, 1.0, scaler.scale_)
    model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced" if balanced else None)
    model.fit((rows - scaler.mean_) / scale, labels)
    return LinearClassifier(tuple(map(str, model.classes_)), scaler.mean_, scale, model.coef_, model.intercept_)


def fit_words(
    found: Sequence[Reasons],
    labels: Labels,
    strength: float,
    least: float,
    counts: Weights | None = None,
    often: int = _OFTEN,
) -> WordRegression:
    """L2-regularised logistic regression over named reasons (scikit-learn's; deterministic).

    `strength` is the inverse of the regularisation; weights below `least`, in logits, are left out so that the model
    stays small, and so is a reason that fewer than `often` examples have. `counts` say how much each example counts.
    """
    examples = Counter(name for one in found for name in one)
    names = sorted(name for name, count in examples.items() if count >= often)
    place = {name: i for i, name in enumerate(names)}
    cells = [(row, place[name], value) for row, one in enumerate(found) for name, value in one.items() if name in place]
    rows, columns, values = (np.array(of) for of in zip(*cells, strict=True))
    shape = len(found), len(names)
    table = csr_matrix((values, (rows.astype(np.int32), columns.astype(np.int32))), shape=shape)
    model = LogisticRegression(C=strength, max_iter=1000).fit(table, labels, sample_weight=counts)
    weights = np.where(np.abs(model.coef_.T) >= least, model.coef_.T, 0.0)
    held = np.flatnonzero(weights.any(axis=1))
    classes = tuple(map(str, model.classes_))
    return WordRegression(classes, tuple(names[i] for i in held), weights[held], model.intercept_)


def boost(
    rows: Matrix,
    labels: Labels,
    rounds: int,
    leaves: int = 12,
    smallest_leaf: int = 30,
    weights: Weights | None = None,
) -> BoostedTrees:
    """Histogram gradient boosting (scikit-learn's; deterministic, no early stopping) as it is stored.

    `weights` say how much each row counts, shape (rows,); all alike where there are none.
    """
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.06,
        max_leaf_nodes=leaves,
        min_samples_leaf=smallest_leaf,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    # Thresholds are stored as float32, so rows are cut to float32 before they are learnt from.
    with threadpool_limits(_THREADS, "openmp"):
        model.fit(rows.astype(np.float32).astype(np.float64), labels, sample_weight=weights)
    trees = [tree.nodes for round_ in model._predictors for tree in round_]
    starts = np.cumsum([0, *map(len, trees)])[:-1]
    nodes = np.concatenate(trees)
    offset = np.repeat(starts, list(map(len, trees)))
    itself = np.arange(len(nodes))
    leaf = nodes["is_leaf"].astype(bool)
    return BoostedTrees(
        classes=tuple(map(str, model.classes_)),
        feature=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32),
        threshold=np.where(leaf, 0.0, nodes["num_threshold"]),
        left=np.where(leaf, itself, nodes["left"] + offset).astype(np.int32),
        right=np.where(leaf, itself, nodes["right"] + offset).astype(np.int32),
        value=nodes["value"].astype(np.float64),
        root=starts.reshape(rounds, -1).astype(np.int32),
        baseline=np.asarray(model._baseline_prediction, dtype=np.float64).reshape(-1),
    )


def chances_by_fold(
    rows: Matrix,
    labels: Labels,
    groups: Labels,
    train: Callable[[Matrix, Labels, Weights], BoostedTrees],
    folds: int,
    weights: Weights | None = None,
) -> Matrix:
    """Class probabilities of every row by a classifier that has not seen its group, shape (rows, classes in order)."""
    counts = np.ones(len(labels)) if weights is None else weights
    classes = sorted(set(labels))
    chances = np.zeros((len(labels), len(classes)))
    for seen, unseen in GroupKFold(folds).split(rows, labels, groups):
        model = train(rows[seen], labels[seen], counts[seen])
        chances[np.ix_(unseen, [classes.index(name) for name in model.classes])] = model.probabilities(rows[unseen])
    return chances


def sharpening(chances: Matrix, labels: Labels) -> float:
    """What logits are to be multiplied by so that the chances fit the labels best (temperature scaling).

    Guo et al., "On Calibration of Modern Neural Networks", 2017: one number, by least cross-entropy on unseen rows.
    """
    own = np.searchsorted(sorted(set(labels)), labels)
    factors = np.arange(0.5, 2.51, 0.05)
    losses = [-np.mean(np.log(sharpened(chances, factor)[np.arange(len(own)), own] + 1e-6)) for factor in factors]
    return round(float(factors[int(np.argmin(losses))]), 2)


def sharpened(chances: Matrix, factor: float) -> Matrix:
    """The chances with their logits multiplied."""
    raised = np.clip(chances, 1e-4, 1.0) ** factor
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def with_sharper_answers(model: BoostedTrees, factor: float) -> BoostedTrees:
    """The same trees with every score multiplied."""
    return replace(model, value=model.value * factor, baseline=model.baseline * factor)


def calibration_error(chances: Matrix, labels: Labels, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and for each bin of confidence its mean confidence, share of right answers, rows."""
    classes = np.array(sorted(set(labels)))
    sure, right = chances.max(axis=1), classes[chances.argmax(axis=1)] == labels
    place = np.minimum((sure * bins).astype(int), bins - 1)
    table = [
        (float(sure[place == i].mean()), float(right[place == i].mean()), int((place == i).sum()))
        for i in range(bins)
        if (place == i).any()
    ]
    return sum(count * abs(mean - share) for mean, share, count in table) / len(labels), table
