"""Fitting the classifiers that `embeddings.linear` and `embeddings.trees` apply."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from embeddings.linear import LinearClassifier, Matrix
from embeddings.trees import BoostedTrees

Labels = NDArray[np.str_]


def fit(rows: Matrix, labels: Labels, strength: float, balanced: bool = False) -> LinearClassifier:
    """L2-regularised logistic regression on standardised rows (scikit-learn's; deterministic).

    `strength` is the inverse of the regularisation; `balanced` weighs classes by the inverse of how often they occur.
    """
    scaler = StandardScaler().fit(rows)
    scale = np.where(scaler.scale_ < 1e-6, 1.0, scaler.scale_)
    model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced" if balanced else None)
    model.fit((rows - scaler.mean_) / scale, labels)
    return LinearClassifier(tuple(map(str, model.classes_)), scaler.mean_, scale, model.coef_, model.intercept_)


def boost(rows: Matrix, labels: Labels, rounds: int, leaves: int = 12, smallest_leaf: int = 30) -> BoostedTrees:
    """Histogram gradient boosting (scikit-learn's; deterministic, no early stopping) as it is stored."""
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
    model.fit(rows.astype(np.float32).astype(np.float64), labels)
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
