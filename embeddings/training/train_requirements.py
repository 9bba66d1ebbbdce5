"""Trains what finds requirements: where statements are cut, what reads their parts, and which of them are requirements.

    python -m embeddings.training.train_requirements            # train on all our advertisements and write the models
    python -m embeddings.training.train_requirements --check    # cross-validation, no model written

The data are our annotated advertisements, and for the reader's kinds the requirements of our mini-cases too. Where
seams are cut says a logistic regression (scikit-learn's, L2). What is a requirement say boosted trees over cues and
over the opinion of a fine-tuned encoder (`train_reader`); as with the judge there are two halves, and the opinions that
the trees learn from are those of an encoder that learnt from the other half. Folds are whole advertisements. How all
that is weighed, and the kind, is learnt after it (`train_looks`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import GroupKFold

from embeddings.adapting import adapted
from embeddings.encoder import load_encoder
from embeddings.linear import Matrix
from embeddings.requirements import cutting, finding, opinions, reading
from embeddings.requirements.model import Requirement
from embeddings.requirements.parting import parted
from embeddings.requirements.parts import Seam, describe_seams, seams
from embeddings.requirements.reading import LOOKS, NONE, Excerpt, PartReader, excerpts
from embeddings.settings import EncoderSettings
from embeddings.training import train_reader
from embeddings.training.fitting import Labels, boost, fit
from embeddings.training.halves import by_halves
from embeddings.training.marked_advertisements import MarkedAdvertisement, MarkedSpan, marked_advertisements
from embeddings.training.mini_cases import HALVES, LAST_ROUNDS, mini_cases
from embeddings.training.train_reader import Example, Trained
from embeddings.trees import BoostedTrees

MODELS = Path(opinions.__file__).parent / "models"
#: Inverse regularisation strength of the seams, chosen by the cross-validation below over 0.0003 … 1.
SEAM_STRENGTH = 0.1
_FOLDS = 8
#: At which chance figures are told; in use others are weighed with it (`train_looks`).
THRESHOLD = 0.48


@dataclass(frozen=True, slots=True)
class PartTable:
    """All parts of all advertisements, one row each."""

    rows: Matrix  #: cues and, with readers, opinions
    answers: Labels  #: "yes" for a requirement, else "no"
    groups: NDArray[np.int_]  #: number of the advertisement
    parts: tuple[tuple[int, cutting.Part], ...]  #: each part, with the number of its text: some ads are there twice


def half_of(number: int) -> int:
    """To which half an advertisement belongs, 0 or 1, by its place in the order of names."""
    return number % len(HALVES)


def trained_readers(ads: Sequence[MarkedAdvertisement], kept_in: Path) -> tuple[list[PartReader], Trained]:
    """For each half a reader that learnt from the other; and what one learns from both."""
    by_half = [
        [*_examples(ad for number, ad in enumerate(ads) if half_of(number) == half), *_stated_examples(folder)]
        for half, folder in enumerate(HALVES)
    ]
    others, both = by_halves(train_reader.train_reader, by_half, kept_in, (train_reader, reading))
    base = load_encoder(EncoderSettings(cached_texts=50_000))
    return [PartReader(adapted(base, changes, f"half {n}"), layer) for n, (changes, layer) in enumerate(others)], both


def _examples(ads: Iterable[MarkedAdvertisement]) -> list[Example]:
    """Every statement of the advertisements, with what its parts are."""
    found = []
    for ad in ads:
        parts = cutting.cut(ad.job, cutting.FINE)
        answers = answering(parts, ad.spans)
        targets = np.stack([_target(answers.get(place)) for place in range(len(parts))])
        first = 0
        for excerpt in excerpts(ad.job, parts):
            last = first + len(excerpt.places)
            found.append(Example(excerpt, targets[first:last]))
            first = last
    return found


def _target(span: MarkedSpan | None) -> NDArray[np.float32]:
    """What a part looks like: a row of LOOKS that sums up to 1."""
    row = np.zeros(len(LOOKS), dtype=np.float32)
    names = [name for name in (span.kind, span.or_kind) if name] if span else [NONE]
    for name in names:
        row[LOOKS.index(name)] = 1 / len(names)
    return row


def _stated_examples(folder: Path) -> list[Example]:
    """The requirements of a half's mini-cases, each as a bullet by itself."""
    return [
        Example(_alone(requirement.quote), _target(MarkedSpan(0, 0, requirement.kind, ""))[None, :], asked=True)
        for _, requirement in _stated(folder)
    ]


def _stated(folder: Path) -> list[tuple[str, Requirement]]:
    """Every requirement of a half's mini-cases but the last rounds', with the name of the candidate.

    Learnt from too, they made the kinds on unseen advertisements right less often (docs/benchmarks_history.md): there
    are then two of these requirements to each of an advertisement.
    """
    resumes = [case for case in mini_cases(folder) if not case.told and not LAST_ROUNDS.match(case.name)]
    return [(case.name, label.requirement) for case in resumes for label in case.labels]


def _alone(quote: str) -> Excerpt:
    job, part = finding.standing_alone(quote)
    [excerpt] = excerpts(job, [part])
    return excerpt


def seam_rows(ads: list[MarkedAdvertisement]) -> tuple[Matrix, Labels, NDArray[np.int_]]:
    """Feature rows, labels ("cut" or "keep") and advertisement numbers of all seams that a label can be told for."""
    rows, labels, groups = [], [], []
    for number, ad in enumerate(ads):
        for statement in ad.job.statements:
            if statement.kind == "heading":
                continue
            found = seams(ad.job.document.text, statement.start, statement.end)
            described = describe_seams(
                ad.job.document.text,
                statement.start,
                statement.end,
                found,
                statement.section == "responsibilities",
                statement.kind == "bullet",
            )
            for seam, row in zip(found, described, strict=True):
                label = _seam_label(seam, statement.start, statement.end, ad.spans)
                if label:
                    rows.append(row)
                    labels.append(label)
                    groups.append(number)
    return np.array(rows), np.array(labels), np.array(groups)


def _seam_label(seam: Seam, start: int, end: int, spans: tuple[MarkedSpan, ...]) -> str:
    """ "keep" inside one marked span, "cut" beside one that ends or begins there, "" where nobody can tell."""
    inside = [s for s in spans if s.start < seam.end and seam.start < s.end]
    if any(s.start < seam.start and seam.end < s.end for s in inside):
        return "keep"
    here = [s for s in spans if start <= s.start and s.end <= end]
    return "cut" if here else ""


def part_table(ads: Sequence[MarkedAdvertisement], readers: Sequence[PartReader] | None) -> PartTable:
    """Every part of every advertisement, cut as in use, with what its author marked."""
    rows, labels, groups = [], [], []
    kept: list[tuple[int, cutting.Part]] = []
    for text, (number, ad) in enumerate([*enumerate(ads), *enumerate(map(without_its_end, ads))]):
        reader = readers[half_of(number)] if readers else None
        parts = parted(ad.job, reader)
        kept += [(text, part) for part in parts]
        rows.append(opinions.describe(ad.job, parts, reader))
        answers = answering(parts, ad.spans)
        for place in range(len(parts)):
            labels.append("yes" if place in answers else "no")
            groups.append(number)
    return PartTable(np.concatenate(rows), np.array(labels), np.array(groups), tuple(kept))


def without_its_end(ad: MarkedAdvertisement) -> MarkedAdvertisement:
    """The advertisement cut off behind its last requirement: many end there, and place must not decide alone."""
    last = max((span.end for span in ad.spans), default=len(ad.job.document.text))
    document = replace(ad.job.document, text=ad.job.document.text[:last])
    statements = tuple(
        replace(statement, end=min(statement.end, last), text=document.text[statement.start : statement.end])
        for statement in ad.job.statements
        if statement.start < last
    )
    return replace(ad, job=replace(ad.job, document=document, statements=statements))


def _overlap(part: cutting.Part, span: MarkedSpan) -> int:
    return max(0, min(part.end, span.end) - max(part.start, span.start))


def answering(parts: list[cutting.Part], spans: tuple[MarkedSpan, ...]) -> dict[int, MarkedSpan]:
    """For every marked span the part that speaks of it best, if half of either is shared: the benchmark's alignment."""
    answers: dict[int, MarkedSpan] = {}
    for span in spans:
        shared = [_overlap(part, span) for part in parts]
        union = [max(part.end, span.end) - min(part.start, span.start) for part in parts]
        best = max(range(len(parts)), key=lambda i: shared[i] / union[i], default=None)
        if best is None:
            continue
        own, marked = parts[best].end - parts[best].start, span.end - span.start
        if shared[best] >= 0.5 * marked or (shared[best] >= 0.5 * own and shared[best] >= 0.3 * marked):
            answers.setdefault(best, span)
    return answers


def chances_by_fold(table: PartTable) -> Matrix:
    """How likely each part is a requirement, from trees that have not seen its advertisement; shape (parts,)."""
    chances = np.zeros(len(table.answers))
    for train, test in GroupKFold(_FOLDS).split(table.rows, groups=table.groups):
        chances[test] = _trees(table.rows[train], table.answers[train]).probabilities(table.rows[test])[:, 1]
    return chances


def rows_in_context(table: PartTable, alone: Matrix) -> Matrix:
    """What the second look sees of every part: each advertisement by itself."""
    texts = np.array([text for text, _ in table.parts])
    rows = []
    for text in dict.fromkeys(texts):
        own = np.flatnonzero(texts == text)
        rows.append(opinions.with_surroundings([table.parts[i][1] for i in own], table.rows[own], alone[own]))
    return np.concatenate(rows)


def _trees(rows: Matrix, labels: Labels) -> BoostedTrees:
    return boost(rows, labels, rounds=120, leaves=8, smallest_leaf=20)


def in_context_cross_validated(table: PartTable, alone: Matrix) -> Labels:
    """What would be guessed for every row by a second look that has not seen its advertisement, given first chances."""
    rows, predicted = rows_in_context(table, alone), table.answers.copy()
    for train, test in GroupKFold(_FOLDS).split(rows, groups=table.groups):
        chances = _trees(rows[train], table.answers[train]).probabilities(rows[test])[:, 1]
        predicted[test] = np.where(chances >= THRESHOLD, "yes", "no")
    return predicted


def seams_cross_validated(rows: Matrix, labels: Labels, groups: NDArray[np.int_]) -> Labels:
    """The same for seams."""
    predicted = labels.copy()
    for train, test in GroupKFold(_FOLDS).split(rows, groups=groups):
        model = fit(rows[train], labels[train], SEAM_STRENGTH)
        predicted[test] = [model.classes[i] for i in model.probabilities(rows[test]).argmax(axis=1)]
    return predicted


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write no model")
    arguments.add_argument("--packages", type=Path, default=Path(".training"), help="folder for what is kept")
    options = arguments.parse_args()
    check: bool = options.check
    ads = list(marked_advertisements())
    print(f"{len(ads)} advertisements, {sum(len(ad.spans) for ad in ads)} requirements")  # noqa: T201
    rows, labels, groups = seam_rows(ads)
    if check:
        _report("seams", labels, seams_cross_validated(rows, labels, groups))
    else:
        MODELS.mkdir(exist_ok=True)
        fit(rows, labels, SEAM_STRENGTH).save(MODELS / "seams.npz")
    readers, (changes, layer) = trained_readers(ads, options.packages)
    if not check:
        changes.save(MODELS / "encoder.npz")
        layer.save(MODELS / "opinion.npz")
    for suffix, those in (("", readers), ("_by_cues", None)):
        table = part_table(ads, those)
        alone = chances_by_fold(table)
        if check:
            _report(f"requirement{suffix}", table.answers, np.where(alone >= THRESHOLD, "yes", "no"))
            if those:
                _report("… in context", table.answers, in_context_cross_validated(table, alone))
            continue
        _trees(table.rows, table.answers).save(MODELS / f"requirement{suffix}.npz")
        if those:
            _trees(rows_in_context(table, alone), table.answers).save(MODELS / "requirement_in_context.npz")


def _report(name: str, labels: Labels, predicted: Labels) -> None:
    macro = f1_score(labels, predicted, average="macro")
    figures = f"accuracy {np.mean(predicted == labels):.3f}  macro-F1 {macro:.3f}"
    if "yes" in labels:
        precision = precision_score(labels, predicted, pos_label="yes")
        figures += f"  precision {precision:.3f}  recall {recall_score(labels, predicted, pos_label='yes'):.3f}"
    print(f"{name:20} {len(labels):6} rows  {figures}")  # noqa: T201


if __name__ == "__main__":
    main()
