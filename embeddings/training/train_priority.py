"""Trains what tells a wish from a demand: words around a requirement, by where they stand.

    python -m embeddings.training.train_priority            # train on all our advertisements and write the model
    python -m embeddings.training.train_priority --check    # cross-validation over advertisements, no model written

A logistic regression (scikit-learn's, L2) over `embeddings.requirements.priority.reasons_for`. The advertisements are
those of `advertisements/`, of whole applications, and of `wishes/`, which were written for this.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from embeddings.requirements import priority, wishes
from embeddings.training import marked_advertisements
from embeddings.training.fitting import fit_words

MODEL = Path(wishes.__file__).parent / "models" / "wishes.npz"
#: Inverse regularisation strength, and the weight in logits below which a reason is left out: chosen among 0.1, 0.3, 1
#: and 3, and 0, 0.05 and 0.1, by the cross-validation below.
_STRENGTH, _LEAST = 1.0, 0.05
_FOLDS = 5

Wished = NDArray[np.bool_]


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write no model")
    check: bool = arguments.parse_args().check
    ads = [*marked_advertisements.marked_advertisements(), *marked_advertisements.further_advertisements()]
    spans = [(number, ad, span) for number, ad in enumerate(ads) for span in ad.spans]
    found = [priority.reasons_for(ad.job, span.start, span.end) for _, ad, span in spans]
    wished = np.array([span.priority == "nice" for _, _, span in spans])
    labels = np.where(wished, "nice", "must")
    if not check:
        fit_words(found, labels, _STRENGTH, _LEAST).save(MODEL)
        return
    said = np.array([one.get("rule: nice", 0.0) > 0 for one in found])
    _report("the rules alone", wished, said)
    groups = np.array([number for number, _, _ in spans])
    chances = np.zeros(len(spans))
    for seen, unseen in GroupKFold(_FOLDS).split(groups, groups=groups):
        model = fit_words([found[i] for i in seen], labels[seen], _STRENGTH, _LEAST)
        chances[unseen] = [model.chances(found[i])[1] for i in unseen]
    _report("with the words around", wished, chances >= priority.WISHED)


def _report(name: str, wished: Wished, said: Wished) -> None:
    right, precision, recall = np.mean(said == wished), np.mean(wished[said]), np.mean(said[wished])
    print(f"{name}: {right:.3f} right; nice: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
