"""Fitting the linear classifiers that `embeddings.linear` applies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from embeddings.linear import LinearClassifier, Matrix

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
