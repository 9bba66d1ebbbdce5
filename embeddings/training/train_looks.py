"""Trains how opinions of a part are weighed: whether it is a requirement, and of which kind.

    python -m embeddings.training.train_looks            # train and write the models
    python -m embeddings.training.train_looks --check    # cross-validation over advertisements, no model written

First what a part looks like by its words, a regression that learns from all our marked advertisements. Then how much
that counts beside the trees and the reader of `train_requirements`, which it takes as they are stored: that is learnt
from the advertisements they have not met, those of whole applications and those written to tell wishes from demands,
with the opinions that the words' regressions of other folds have of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from embeddings.encoder import load_encoder
from embeddings.linear import LinearClassifier, Matrix
from embeddings.requirements import finding, looks, opinions
from embeddings.requirements.cutting import Part
from embeddings.requirements.parting import parted
from embeddings.requirements.reading import LOOKS, NONE, PartReader, reader_for
from embeddings.requirements.word_regression import Reasons, WordRegression
from embeddings.settings import EncoderSettings
from embeddings.training.fitting import Labels, fit, fit_words
from embeddings.training.marked_advertisements import (
    MarkedAdvertisement,
    further_advertisements,
    marked_advertisements,
)
from embeddings.training.train_requirements import answering

MODELS = Path(looks.__file__).parent / "models"
#: Inverse regularisation strength of the words, the weight in logits below which a reason is left out, and how many
#: parts must have it: among 0.1 and 0.3, 0 to 0.1, and 5 and 8, the cross-validation below hardly differs.
_STRENGTH, _LEAST, _OFTEN = 0.1, 0.08, 8
#: Of what weighs the opinions; it has three features for what is asked and twenty for kinds.
_WEIGHING = 0.3
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """An advertisement cut into its parts, and what each is."""

    ad: MarkedAdvertisement
    parts: list[Part]
    kinds: list[str]  #: of LOOKS
    or_kinds: list[str]  #: another kind that will do as well, else ""


def read(ad: MarkedAdvertisement, reader: PartReader | None) -> Read:
    """Cut as in use: with the reader, or as without one."""
    parts = parted(ad.job, reader)
    spans = answering(parts, ad.spans)
    named = [spans.get(place) for place in range(len(parts))]
    return Read(
        ad, parts, [span.kind if span else NONE for span in named], [span.or_kind if span else "" for span in named]
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Every part of some advertisements as the regression over words sees it; one of two kinds is there twice."""

    found: list[Reasons]
    labels: Labels
    counts: NDArray[np.float64]  #: how much each counts
    groups: NDArray[np.int_]  #: number of the advertisement


def words_of(ads: Sequence[Read]) -> Words:
    """What the words' regression learns from."""
    found: list[Reasons] = []
    rows: list[tuple[str, float, int]] = []
    for number, one in enumerate(ads):
        for part, *names in zip(one.parts, one.kinds, one.or_kinds, strict=True):
            said = looks.reasons(one.ad.job, part.start, part.end)
            either = [name for name in names if name]
            found += [said] * len(either)
            rows += [(name, 1 / len(either), number) for name in either]
    labels, counts, groups = zip(*rows, strict=True)
    return Words(found, np.array(labels), np.array(counts), np.array(groups))


def learnt_words(words: Words, chosen: NDArray[np.int_] | None = None) -> WordRegression:
    """The regression over these parts' words, or over some of them."""
    numbers = np.arange(len(words.labels)) if chosen is None else chosen
    found = [words.found[i] for i in numbers]
    return fit_words(found, words.labels[numbers], _STRENGTH, _LEAST, words.counts[numbers], _OFTEN)


def words_by_fold(words: Words) -> dict[int, WordRegression]:
    """For each advertisement, by its number, a regression that learnt from others."""
    models: dict[int, WordRegression] = {}
    for seen, unseen in GroupKFold(_FOLDS).split(words.labels, groups=words.groups):
        models |= dict.fromkeys(words.groups[unseen].tolist(), learnt_words(words, seen))
    return models


@dataclass(frozen=True, slots=True)
class Weighed:
    """Parts of advertisements that trees and reader have not met, as they are weighed."""

    asking: Matrix  #: `opinions.signs_of_asking`
    kind: Matrix  #: `opinions.signs_of_kind`; no columns without a reader
    names: Labels  #: of LOOKS
    or_names: Labels
    groups: NDArray[np.int_]

    @property
    def asked(self) -> Labels:
        """ "yes" for a requirement, else "no"."""
        return np.where(self.names == NONE, "no", "yes")


def weighed(ads: Sequence[Read], models: Mapping[int, WordRegression], reader: PartReader | None) -> Weighed:
    """What is weighed of every part, with the words' opinion by the model of its advertisement."""
    asking, kind = [], []
    for number, one in enumerate(ads):
        said = looks.opinions_by_words(one.ad.job, one.parts, models[number])
        rows = opinions.describe(one.ad.job, one.parts, reader)
        asking.append(opinions.signs_of_asking(one.parts, rows, said, reader))
        kind.append(opinions.signs_of_kind(rows, said) if reader else np.zeros((len(one.parts), 0)))
    return Weighed(
        np.concatenate(asking),
        np.concatenate(kind),
        np.array([name for one in ads for name in one.kinds]),
        np.array([name for one in ads for name in one.or_kinds]),
        np.repeat(np.arange(len(ads)), [len(one.parts) for one in ads]),
    )


def learnt_asking(table: Weighed) -> LinearClassifier:
    """How likely a part is a requirement."""
    return fit(table.asking, table.asked, _WEIGHING)


def learnt_kind(table: Weighed) -> LinearClassifier:
    """Of which kind a requirement is."""
    of_one = table.names != NONE
    return fit(table.kind[of_one], table.names[of_one], _WEIGHING)


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write no model")
    check: bool = arguments.parse_args().check
    reader = reader_for(load_encoder(EncoderSettings(cached_texts=50_000)))
    unmet = list(further_advertisements())
    ads = [*(read(ad, reader) for ad in unmet), *(read(ad, None) for ad in marked_advertisements())]
    words = words_of(ads)
    models = words_by_fold(words)
    if not check:
        learnt_words(words).save(MODELS / "looks.npz")
    for suffix, by in (("", reader), ("_by_cues", None)):
        table = weighed(ads[: len(unmet)] if by else [read(ad, None) for ad in unmet], models, by)
        if check:
            _report(f"asked{suffix}", table)
            continue
        learnt_asking(table).save(MODELS / f"asked{suffix}.npz")
        if by:
            learnt_kind(table).save(MODELS / "kind.npz")


def _report(name: str, table: Weighed) -> None:
    """Prints what is right, each opinion by itself and all of them weighed, in folds of advertisements."""
    asked = table.names != NONE
    chances, kinds = np.zeros(len(asked)), np.full(len(asked), "", dtype="U20")
    for seen, unseen in GroupKFold(_FOLDS).split(asked, groups=table.groups):
        part = Weighed(*(getattr(table, field)[seen] for field in ("asking", "kind", "names", "or_names", "groups")))
        chances[unseen] = learnt_asking(part).probabilities(table.asking[unseen])[:, 1]
        if table.kind.shape[1]:
            model = learnt_kind(part)
            kinds[unseen] = [model.classes[i] for i in model.probabilities(table.kind[unseen]).argmax(axis=1)]
    alone = [f"{average_precision_score(asked, column):.3f}" for column in table.asking.T]
    print(f"{name}: average precision of each {', '.join(alone)}; of all {average_precision_score(asked, chances):.3f}")  # noqa: T201
    for least in (0.3, 0.36, finding.THRESHOLD, 0.48, 0.54):
        said = chances >= least
        precision, recall = np.mean(asked[said]), np.mean(said[asked])
        f1 = 2 * precision * recall / (precision + recall)
        print(f"  from {least}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")  # noqa: T201
    if table.kind.shape[1]:
        half = table.kind.shape[1] // 2
        for whose, columns in (("reader", table.kind[:, :half]), ("words", table.kind[:, half:])):
            names = np.array(LOOKS)[np.delete(columns, LOOKS.index(NONE), axis=1).argmax(axis=1) + 1]
            print(f"  kind by the {whose} alone: {_right(names, table):.3f}")  # noqa: T201
        print(f"  kind: {_right(kinds, table):.3f}")  # noqa: T201


def _right(kinds: Labels, table: Weighed) -> float:
    """The share of requirements whose kind is one that will do."""
    asked = table.names != NONE
    return float(np.mean((kinds == table.names)[asked] | (kinds == table.or_names)[asked]))


if __name__ == "__main__":
    main()
