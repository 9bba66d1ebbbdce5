"""Trains what tells a wish from a demand: words around a requirement, by where they stand.

    python -m embeddings.training.train_priority            # train on all our advertisements and write the model
    python -m embeddings.training.train_priority --check    # cross-validation over advertisements, no model written

A logistic regression (scikit-learn's, L2) over `embeddings.requirements.wishes.reasons`. The advertisements are those
of `advertisements/`, of whole applications, and of `wishes/`, which were written for this. Reasons that weigh next to
nothing are left out, so that the model stays small.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from embeddings.requirements import priority, wishes
from embeddings.requirements.wishes import Wishes
from embeddings.training import applications, marked_advertisements
from embeddings.training.marked_advertisements import MarkedAdvertisement

MODEL = Path(wishes.__file__).parent / "models" / "wishes.npz"
WRITTEN_FOR_THIS = Path(__file__).parent / "wishes"
#: Inverse regularisation strength, and the weight in logits below which a reason is left out: chosen among 0.1, 0.3, 1
#: and 3, and 0, 0.05 and 0.1, by the cross-validation below.
_STRENGTH, _LEAST = 1.0, 0.05
#: A reason that fewer requirements have is left out.
_OFTEN = 5
_FOLDS = 5

Reasons = Mapping[str, float]
Wished = NDArray[np.bool_]


def all_advertisements() -> list[MarkedAdvertisement]:
    """All of ours, in a fixed order."""
    folders = [marked_advertisements.FOLDER, WRITTEN_FOR_THIS]
    ads = [ad for folder in folders for ad in marked_advertisements.marked_advertisements(folder)]
    paths = [path for half in applications.HALVES for path in sorted(half.rglob("advertisement.txt"))]
    return ads + [marked_advertisements.marked_advertisement(path) for path in paths]


def learnt(found: Sequence[Reasons], wished: Wished) -> Wishes:
    """The regression over these requirements' reasons."""
    often = Counter(name for one in found for name in one)
    names = sorted(name for name, count in often.items() if count >= _OFTEN)
    place = {name: i for i, name in enumerate(names)}
    cells = [(row, place[name], value) for row, one in enumerate(found) for name, value in one.items() if name in place]
    rows, columns, values = (np.array(of) for of in zip(*cells, strict=True))
    shape = len(found), len(names)
    table = csr_matrix((values, (rows.astype(np.int32), columns.astype(np.int32))), shape=shape)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(table, wished)
    weights = dict(zip(names, model.coef_[0].tolist(), strict=True))
    return Wishes(
        {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST}, float(model.intercept_[0])
    )


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write no model")
    check: bool = arguments.parse_args().check
    ads = all_advertisements()
    spans = [(number, ad, span) for number, ad in enumerate(ads) for span in ad.spans]
    found = [priority.reasons_for(ad.job, span.start, span.end) for _, ad, span in spans]
    wished = np.array([span.priority == "nice" for _, _, span in spans])
    if not check:
        learnt(found, wished).save(MODEL)
        return
    said = np.array([one.get("rule: nice", 0.0) > 0 for one in found])
    _report("the rules alone", wished, said)
    groups = np.array([number for number, _, _ in spans])
    chances = np.zeros(len(spans))
    for seen, unseen in GroupKFold(_FOLDS).split(groups, groups=groups):
        model = learnt([found[i] for i in seen], wished[seen])
        chances[unseen] = [model.chance(found[i]) for i in unseen]
    _report("with the words around", wished, chances >= priority.WISHED)


def _report(name: str, wished: Wished, said: Wished) -> None:
    right, precision, recall = np.mean(said == wished), np.mean(wished[said]), np.mean(said[wished])
    print(f"{name}: {right:.3f} right; nice: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
