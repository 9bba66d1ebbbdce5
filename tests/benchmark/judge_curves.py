"""How the judge's encoders learn from more candidates and applications, and how honest its confidence is, as pictures.

    python tests/benchmark/judge_curves.py           draw docs/judge_*.svg from docs/judge_curves.json
    python tests/benchmark/judge_curves.py --train   measure the learning curves first (some hours of a core)

Encoders that learnt from a quarter, half and all of one half of our mini-cases, and from both halves, are compared on
candidates that none of them met (`embeddings/training/waiting`), by the cosine of a requirement and its likeliest
line; cross-encoders in the same way by what they say alone, all shown the same lines (each begins with the encoder of
the whole half, the last with that of both). The last two of each are those of the training in use, which `make train`
keeps. A third curve is of whole applications: a cross-encoder after its two courses of mini-cases, then after the third
with a quarter, half and all applications of one half, tried on those of the other. The reliability of confidence in the
same file is what `python -m embeddings.training.train_judge --check` prints.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from batch_plots import Series, picture
from resumes import ROOT
from sklearn.metrics import f1_score, roc_auc_score

from embeddings.adapting import adapted
from embeddings.encoder import Encoder, load_encoder
from embeddings.judge.side_by_side import ANSWERS
from embeddings.judge.weighing import as_learnt
from embeddings.judge.wording import core, in_entry
from embeddings.settings import EncoderSettings
from embeddings.training.mini_cases import FOLDER, HALVES, UNSEEN, MiniCase
from embeddings.training.rows import labelled_rows, usable_cases
from embeddings.training.train_cross_encoder import (
    FIRST,
    SECOND,
    THIRD,
    Taught,
    cross_encoders,
    examples,
    further_examples,
    of_mini_cases,
    opinions_of,
    third_examples,
)
from embeddings.training.train_encoder import train_encoder
from embeddings.training.train_judge import ReadHalves, credible_chances, encoder_cases, fine_tuned, read_by_halves
from embeddings.training.train_meaning import train_meaning
from embeddings.training.train_reader import Trained
from embeddings.trees import BoostedTrees

DOCS = ROOT / "docs"
KEPT = DOCS / "judge_curves.json"
#: Of one half of the candidates.
SHARES = (0.25, 0.5)


def figures(encoder: Encoder, cases: list[MiniCase]) -> dict[str, float]:
    """On unseen candidates: AUC of met against missing and of stories that fill, and best lines that are evidence."""
    best: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
    hits = []
    for case in cases:
        asked = encoder.encode([core(label.requirement.quote) for label in case.labels])
        rows = asked @ encoder.encode([in_entry(passage) for passage in case.passages]).T
        for label, row in zip(case.labels, rows, strict=True):
            if case.told:
                best[True].append((float(row.max()), label.status != "missing"))
            elif label.status != "partial":
                best[False].append((float(row.max()), label.status == "met"))
            if label.evidence:
                hits.append(int(row.argmax()) in label.evidence)
    auc = {told: roc_auc_score([y for _, y in pairs], [x for x, _ in pairs]) for told, pairs in best.items()}
    return {
        "met_against_missing": round(float(auc[False]), 3),
        "stories": round(float(auc[True]), 3),
        "best_line_is_evidence": round(float(np.mean(hits)), 3),
    }


def learning_curve(packages: Path) -> list[dict[str, Any]]:
    """Figures by the number of candidates learnt from."""
    base, test = load_encoder(EncoderSettings(cached_texts=80_000)), usable_cases(UNSEEN)
    (of_second, _), of_both = fine_tuned(packages)
    second, both = encoder_cases(HALVES[1]), encoder_cases(FOLDER)
    start = train_meaning(packages)
    rows: list[dict[str, Any]] = [{"candidates": 0, "what": "packaged", **figures(base, test)}]
    of_some = [(some, train_encoder(some, start)) for some in (_some(second, share) for share in SHARES)]
    for cases, learnt in [*of_some, (second, of_second), (both, of_both)]:
        candidates = len({case.name for case in cases})
        rows.append({"candidates": candidates, "what": "trained", **figures(adapted(base, learnt, "judge"), test)})
    return rows


def _some(cases: list[MiniCase], share: float) -> list[MiniCase]:
    """The cases of that share of the candidates."""
    chosen = _some_of({case.name for case in cases}, share)
    return [case for case in cases if case.name in chosen]


def _some_of(names: set[str], share: float) -> set[str]:
    in_order = sorted(names)
    random.Random(1).shuffle(in_order)  # noqa: S311  (not a secret)
    return set(in_order[: int(share * len(in_order))])


def opinion_figures(trained: Trained, shown: Taught) -> dict[str, float]:
    """What a cross-encoder says alone of unseen candidates: macro-F1 and AUC on résumés, AUC of stories that fill."""
    said = np.exp(opinions_of(trained, *shown))
    answers = np.array([row.label.status for row in shown[0]])
    told = np.array([row.case.told for row in shown[0]])
    met, missing = (said[:, ANSWERS.index(name)] for name in ("met", "missing"))
    clear = ~told & (answers != "partial")
    likeliest = np.array(ANSWERS)[said.argmax(axis=1)]
    return {
        "macro_f1": round(float(f1_score(answers[~told], likeliest[~told], average="macro")), 3),
        "met_against_missing": round(float(roc_auc_score(answers[clear] == "met", (met - missing)[clear])), 3),
        "stories": round(float(roc_auc_score(answers[told] != "missing", -missing[told])), 3),
    }


def cross_encoder_curve(base: Encoder, read: ReadHalves, packages: Path) -> list[dict[str, Any]]:
    """The same figures by the number of candidates learnt from, in the two courses of mini-cases."""
    (of_halves, of_both), _ = of_mini_cases(read.halves, read.latest, read.encoders, packages)
    shown = _unseen(adapted(base, read.encoders[1], "judge"), read.evidence)
    second, latest = read.halves[1], read.latest[1]
    rows = []
    for share in SHARES:
        half, late = _some_rows(second, share), _some_rows(latest, share)
        first = list(examples(FIRST, *half))
        begun = FIRST.train(first, read.encoders[0][0])
        trained = SECOND.train(further_examples(SECOND, half, late, first), begun)
        rows.append({"candidates": _candidates(half, late), **opinion_figures(trained, shown)})
    rows.append({"candidates": _candidates(second, latest), **opinion_figures(of_halves[0], shown)})
    rows.append({"candidates": _candidates(*read.halves, *read.latest), **opinion_figures(of_both, shown)})
    return rows


def applications_curve(read: ReadHalves, packages: Path) -> list[dict[str, Any]]:
    """The same figures on one half's applications, by how many of the other half the third course learnt from."""
    (of_halves, _), taught = of_mini_cases(read.halves, read.latest, read.encoders, packages)
    rows = [{"candidates": 0, **opinion_figures(of_halves[0], read.whole[0])}]
    for share in SHARES:
        some = _some_rows(read.whole[1], share)
        learnt_from = third_examples(some, read.halves[1], read.latest[1], taught[1])
        trained = THIRD.train(learnt_from, of_halves[0])
        rows.append({"candidates": _candidates(some), **opinion_figures(trained, read.whole[0])})
    (of_all, _), _ = cross_encoders(read.halves, read.latest, read.whole, read.encoders, packages)
    rows.append({"candidates": _candidates(read.whole[1]), **opinion_figures(of_all, read.whole[0])})
    return rows


def _unseen(encoder: Encoder, evidence: BoostedTrees) -> Taught:
    """Rows of the candidates that no model has met, as they are read in use."""
    rows = [
        row if row.case.told else replace(row, pairs=as_learnt(row.pairs))
        for row in labelled_rows(usable_cases(UNSEEN), encoder)
    ]
    return rows, [credible_chances(row, evidence) for row in rows]


def _some_rows(taught: Taught, share: float) -> Taught:
    chosen = _some_of({row.case.name for row in taught[0]}, share)
    kept = [i for i, row in enumerate(taught[0]) if row.case.name in chosen]
    return [taught[0][i] for i in kept], [taught[1][i] for i in kept]


def _candidates(*taught: Taught) -> int:
    return len({row.case.name for rows, _ in taught for row in rows})


def draw_learning(file: str, title: str, rows: list[dict[str, Any]], names: dict[str, str]) -> None:
    """A line for each figure, by the number of candidates learnt from."""
    lines = [Series(name, [(row["candidates"], row[key]) for row in rows]) for key, name in names.items()]
    (DOCS / file).write_text(picture(title, "candidates learnt from", "share", lines), encoding="utf-8")


def main() -> None:
    """Measure where asked to, then draw."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", action="store_true", help="measure the learning curves again")
    arguments.add_argument("--packages", type=Path, default=Path(".training"), help="folder of wheels and of the start")
    options = arguments.parse_args()
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    if options.train:
        kept["learning_curve"] = learning_curve(options.packages)
        base = load_encoder(EncoderSettings(cached_texts=50_000))
        read = read_by_halves(options.packages)
        kept["cross_encoder_curve"] = cross_encoder_curve(base, read, options.packages)
        kept["applications_curve"] = applications_curve(read, options.packages)
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    draw_learning(
        "judge_learning.svg",
        "The encoder on unseen candidates",
        kept["learning_curve"],
        {
            "met_against_missing": "met against missing, AUC of the best line",
            "stories": "stories that fill against others, AUC of the best sentence",
            "best_line_is_evidence": "share of best lines that are the evidence",
        },
    )
    said_alone = {
        "met_against_missing": "met against missing, AUC of what it says",
        "stories": "stories that fill against others, AUC",
        "macro_f1": "macro-F1 of its likeliest answer",
    }
    of_mini, of_whole = kept["cross_encoder_curve"], kept["applications_curve"]
    draw_learning("judge_cross_encoder.svg", "The cross-encoder on unseen candidates", of_mini, said_alone)
    draw_learning("judge_applications.svg", "The cross-encoder on whole applications", of_whole, said_alone)
    honest = Series("what honesty would be", [(0.0, 0.0), (1.0, 1.0)])
    said = [Series(name, kept["reliability"][key]) for key, name in (("resume", "on résumés"), ("told", "on stories"))]
    picture_of = picture("Confidence, said and right", "confidence said", "share right", [honest, *said])
    (DOCS / "judge_reliability.svg").write_text(picture_of, encoding="utf-8")


if __name__ == "__main__":
    main()
