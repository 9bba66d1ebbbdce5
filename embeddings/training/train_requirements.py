"""Trains what finds requirements: where statements are cut, which parts are requirements, and of which kind.

    python -m embeddings.training.train_requirements            # train on all our advertisements and write the models
    python -m embeddings.training.train_requirements --check    # ten-fold cross-validation, nothing written

The data are our annotated advertisements alone; folds are whole advertisements. Logistic regression (scikit-learn's,
L2).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import GroupKFold

from embeddings.encoder import Encoder, load_encoder
from embeddings.linear import Matrix
from embeddings.requirements import cutting, finding
from embeddings.requirements.parts import Seam, describe_seams, seams
from embeddings.training.fitting import Labels, fit
from embeddings.training.marked_advertisements import MarkedAdvertisement, MarkedSpan, marked_advertisements

MODELS = Path(finding.__file__).parent / "models"
#: Inverse regularisation strengths, chosen by the cross-validation below over 0.0003 … 1.
STRENGTH = {"seams": 0.1, "requirement": 0.01, "kind": 0.003, "requirement_by_cues": 0.03, "kind_by_cues": 0.03}


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


def part_rows(
    ads: list[MarkedAdvertisement], encoder: Encoder | None
) -> tuple[Matrix, Labels, Labels, NDArray[np.int_]]:
    """Feature rows of all parts, whether each is a requirement ("yes"/"no"), its kind, and advertisement numbers."""
    rows, labels, kinds, groups = [], [], [], []
    for number, ad in enumerate(ads):
        parts = cutting.cut(ad.job)
        vectors = finding.encode_parts(ad.job, parts, encoder) if encoder else None
        rows.append(finding.describe(ad.job, parts, vectors))
        answers = _answering(parts, ad.spans)
        for place in range(len(parts)):
            labels.append("yes" if place in answers else "no")
            kinds.append(answers[place].kind if place in answers else "")
            groups.append(number)
    return np.concatenate(rows), np.array(labels), np.array(kinds), np.array(groups)


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


def cross_validate(rows: Matrix, labels: Labels, groups: NDArray[np.int_], strength: float) -> Labels:
    """Labels predicted for every row by a model that has not seen its advertisement."""
    predicted = labels.copy()
    for train, test in GroupKFold(10).split(rows, labels, groups):
        model = fit(rows[train], labels[train], strength)
        predicted[test] = [model.classes[i] for i in model.probabilities(rows[test]).argmax(axis=1)]
    return predicted


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    check: bool = arguments.parse_args().check
    ads = list(marked_advertisements())
    MODELS.mkdir(exist_ok=True)
    rows, labels, groups = seam_rows(ads)
    print(f"{len(ads)} advertisements, {sum(len(ad.spans) for ad in ads)} requirements")  # noqa: T201
    _train("seams", rows, labels, groups, check)
    for suffix, encoder in (("", load_encoder()), ("_by_cues", None)):
        rows, labels, kinds, groups = part_rows(ads, encoder)
        _train(f"requirement{suffix}", rows, labels, groups, check)
        real = kinds != ""
        _train(f"kind{suffix}", rows[real], kinds[real], groups[real], check)


def _train(name: str, rows: Matrix, labels: Labels, groups: NDArray[np.int_], check: bool) -> None:
    if not check:
        fit(rows, labels, STRENGTH[name]).save(MODELS / f"{name}.npz")
        return
    predicted = cross_validate(rows, labels, groups, STRENGTH[name])
    figures = (
        f"accuracy {np.mean(predicted == labels):.3f}  macro-F1 {f1_score(labels, predicted, average='macro'):.3f}"
    )
    if "yes" in labels:
        precision = precision_score(labels, predicted, pos_label="yes")
        figures += f"  precision {precision:.3f}  recall {recall_score(labels, predicted, pos_label='yes'):.3f}"
    print(f"{name:20} {len(labels):6} rows  {figures}")  # noqa: T201


if __name__ == "__main__":
    main()
