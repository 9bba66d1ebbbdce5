"""Trains what finds requirements: where statements are cut, which parts are requirements, and of which kind.

    python -m embeddings.training.train_requirements            # train on all our advertisements and write the models
    python -m embeddings.training.train_requirements --check    # ten-fold cross-validation, nothing written

The data are our annotated advertisements, and for kinds the requirements of our mini-cases too; folds are whole
advertisements and candidates. Logistic regression (scikit-learn's,
L2).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import GroupKFold

from embeddings.encoder import Encoder, Vectors, load_encoder
from embeddings.linear import Matrix
from embeddings.requirements import cutting, finding
from embeddings.requirements.parts import Seam, describe_seams, seams
from embeddings.settings import EncoderSettings
from embeddings.stacked import StackedClassifier
from embeddings.training.fitting import Labels, boost, fit
from embeddings.training.marked_advertisements import MarkedAdvertisement, MarkedSpan, marked_advertisements
from embeddings.training.mini_cases import HALVES, mini_cases
from embeddings.trees import BoostedTrees

MODELS = Path(finding.__file__).parent / "models"
#: Inverse regularisation strengths, chosen by the cross-validation below over 0.0003 … 1.
SEAM_STRENGTH, MEANING_STRENGTH = 0.1, 0.003
_FOLDS = 8


@dataclass(frozen=True, slots=True)
class PartTable:
    """All parts of all advertisements, one row each."""

    cues: Matrix
    vectors: Vectors | None
    answers: Labels  #: "yes" for a requirement, else "no"
    kinds: Labels  #: its kind, "" for no requirement
    or_kinds: Labels  #: another kind that will do as well, "" without one
    groups: NDArray[np.int_]  #: number of the advertisement
    parts: tuple[tuple[int, cutting.Part], ...]  #: each part, with the number of its text: some ads are there twice

    def rows(self, chosen: NDArray[np.int_]) -> PartTable:
        """Some of the rows."""
        vectors = None if self.vectors is None else self.vectors[chosen]
        parts = tuple(self.parts[i] for i in chosen)
        return PartTable(
            self.cues[chosen],
            vectors,
            self.answers[chosen],
            self.kinds[chosen],
            self.or_kinds[chosen],
            self.groups[chosen],
            parts,
        )


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


def part_table(ads: list[MarkedAdvertisement], encoder: Encoder | None) -> PartTable:
    """Every part of every advertisement, with what its author marked."""
    cues, vectors, labels, kinds, or_kinds, groups = [], [], [], [], [], []
    kept: list[tuple[int, cutting.Part]] = []
    for text, (number, ad) in enumerate([*enumerate(ads), *enumerate(map(without_its_end, ads))]):
        parts = cutting.cut(ad.job)
        kept += [(text, part) for part in parts]
        cues.append(finding.describe(ad.job, parts))
        if encoder:
            vectors.append(finding.encode_parts(ad.job, parts, encoder))
        answers = _answering(parts, ad.spans)
        for place in range(len(parts)):
            labels.append("yes" if place in answers else "no")
            kinds.append(answers[place].kind if place in answers else "")
            or_kinds.append(answers[place].or_kind if place in answers else "")
            groups.append(number)
    return PartTable(
        np.concatenate(cues),
        np.concatenate(vectors) if vectors else None,
        np.array(labels),
        np.array(kinds),
        np.array(or_kinds),
        np.array(groups),
        tuple(kept),
    )


def with_stated(table: PartTable, encoder: Encoder | None) -> PartTable:
    """The table with every requirement of the first half of the mini-cases: as a bullet by itself, with its kind."""
    cues, vectors, kinds, groups = [table.cues], [table.vectors], [table.kinds], [table.groups]
    parts = list(table.parts)
    first = 1 + int(table.groups.max())
    resumes = [case for case in mini_cases(HALVES[0]) if not case.told]
    if encoder:  # together is faster than one by one; the cache keeps them
        encoder.encode([label.requirement.quote for case in resumes for label in case.labels])
    for number, case in enumerate(resumes, start=first):
        for label in case.labels:
            job, part = finding.standing_alone(label.requirement.quote)
            cues.append(finding.describe(job, [part]))
            vectors.append(finding.encode_parts(job, [part], encoder) if encoder else None)
            parts.append((number, part))
        kinds.append(np.array([label.requirement.kind for label in case.labels]))
        groups.append(np.full(len(case.labels), number))
    known = [one for one in vectors if one is not None]
    return PartTable(
        np.concatenate(cues),
        np.concatenate(known) if known else None,
        np.full(len(parts), "yes"),
        np.concatenate(kinds),
        np.concatenate([table.or_kinds, np.full(len(parts) - len(table.parts), "")]),
        np.concatenate(groups),
        tuple(parts),
    )


def with_either_kind(table: PartTable) -> PartTable:
    """The table with the rows that two kinds fit there twice, once with each."""
    either = np.flatnonzero(table.or_kinds != "")
    twice = table.rows(np.concatenate([np.arange(len(table.kinds)), either]))
    return replace(twice, kinds=np.concatenate([table.kinds, table.or_kinds[either]]))


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


def _answering(parts: list[cutting.Part], spans: tuple[MarkedSpan, ...]) -> dict[int, MarkedSpan]:
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


def fit_stacked(table: PartTable, labels: Labels) -> StackedClassifier:
    """Vectors first, each row's opinion from folds without its advertisement; then trees over cues and opinion."""
    if table.vectors is None:
        return StackedClassifier(None, _trees(table.cues, labels))
    vectors = table.vectors.astype(np.float64)
    meaning = fit(vectors, labels, MEANING_STRENGTH)
    opinions = np.zeros((len(labels), len(meaning.classes)))
    for train, test in GroupKFold(_FOLDS).split(vectors, groups=table.groups):
        model = fit(vectors[train], labels[train], MEANING_STRENGTH)
        columns = [meaning.classes.index(name) for name in model.classes]
        opinions[np.ix_(test, columns)] = model.probabilities(vectors[test])
    return StackedClassifier(meaning, _trees(np.concatenate([table.cues, opinions], axis=1), labels))


def chances_by_fold(table: PartTable) -> Matrix:
    """How likely each part is a requirement, from classifiers that have not seen its advertisement; shape (parts,)."""
    chances = np.zeros(len(table.answers))
    for train, test in GroupKFold(_FOLDS).split(table.cues, groups=table.groups):
        unseen = table.rows(test)
        model = fit_stacked(table.rows(train), table.answers[train])
        chances[test] = model.probabilities(unseen.cues, unseen.vectors)[:, 1]
    return chances


def rows_in_context(table: PartTable, alone: Matrix) -> Matrix:
    """What the second look sees of every part: each advertisement by itself."""
    texts = np.array([text for text, _ in table.parts])
    rows = []
    for text in dict.fromkeys(texts):
        own = np.flatnonzero(texts == text)
        rows.append(finding.with_surroundings([table.parts[i][1] for i in own], table.cues[own], alone[own]))
    return np.concatenate(rows)


def _trees(rows: Matrix, labels: Labels) -> BoostedTrees:
    return boost(rows, labels, rounds=120 if len(set(labels)) == 2 else 60, leaves=8, smallest_leaf=20)


def cross_validated(table: PartTable, labels: Labels) -> Labels:
    """Labels predicted for every row by a classifier that has not seen its advertisement."""
    predicted = labels.copy()
    for train, test in GroupKFold(_FOLDS).split(table.cues, groups=table.groups):
        model = fit_stacked(table.rows(train), labels[train])
        unseen = table.rows(test)
        predicted[test] = [model.classes[i] for i in model.probabilities(unseen.cues, unseen.vectors).argmax(axis=1)]
    return predicted


def in_context_cross_validated(table: PartTable, alone: Matrix) -> Labels:
    """The same for the second look, from the chances of the first by folds."""
    rows, predicted = rows_in_context(table, alone), table.answers.copy()
    for train, test in GroupKFold(_FOLDS).split(rows, groups=table.groups):
        chances = _trees(rows[train], table.answers[train]).probabilities(rows[test])[:, 1]
        predicted[test] = np.where(chances >= finding.THRESHOLD, "yes", "no")
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
    arguments.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    check: bool = arguments.parse_args().check
    ads = list(marked_advertisements())
    print(f"{len(ads)} advertisements, {sum(len(ad.spans) for ad in ads)} requirements")  # noqa: T201
    rows, labels, groups = seam_rows(ads)
    if check:
        _report("seams", labels, seams_cross_validated(rows, labels, groups))
    else:
        MODELS.mkdir(exist_ok=True)
        fit(rows, labels, SEAM_STRENGTH).save(MODELS / "seams.npz")
    for suffix, encoder in (("", load_encoder(EncoderSettings(cached_texts=50_000))), ("_by_cues", None)):
        table = part_table(ads, encoder)
        real = np.flatnonzero(table.kinds != "")
        kinds = with_either_kind(with_stated(table.rows(real), encoder))
        if check:
            alone = chances_by_fold(table)
            _report(f"requirement{suffix}", table.answers, np.where(alone >= finding.THRESHOLD, "yes", "no"))
            if encoder:
                _report("… in context", table.answers, in_context_cross_validated(table, alone))
            _report(f"kind{suffix}", kinds.kinds, cross_validated(kinds, kinds.kinds))
        else:
            fit_stacked(table, table.answers).save(MODELS, f"requirement{suffix}")
            if encoder:
                second = _trees(rows_in_context(table, chances_by_fold(table)), table.answers)
                second.save(MODELS / "requirement_in_context.npz")
            fit_stacked(kinds, kinds.kinds).save(MODELS, f"kind{suffix}")


def _report(name: str, labels: Labels, predicted: Labels) -> None:
    macro = f1_score(labels, predicted, average="macro")
    figures = f"accuracy {np.mean(predicted == labels):.3f}  macro-F1 {macro:.3f}"
    if "yes" in labels:
        precision = precision_score(labels, predicted, pos_label="yes")
        figures += f"  precision {precision:.3f}  recall {recall_score(labels, predicted, pos_label='yes'):.3f}"
    print(f"{name:20} {len(labels):6} rows  {figures}")  # noqa: T201


if __name__ == "__main__":
    main()
