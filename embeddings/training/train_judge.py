"""Trains the judge: the encoder it reads with, which passage is evidence, and which answer the best passages give.

    python -m embeddings.training.train_judge          # train on all our cases and write the models
    python -m embeddings.training.train_judge --check  # cross-validation over candidates, no model written

The encoder first learns from packages which texts mean the same work (`train_meaning`); all else comes from our
mini-cases and, behind the encoder, from our whole applications, which both lie in two halves. Each stage learns from
what the stage before it says about candidates that it has not seen: the features of one half come from an encoder that
learnt from the other, evidence chances from classifiers of other folds of candidates, the cross-encoder's opinions
again by halves (`train_cross_encoder`), so that the answers learn from the doubt there is in use. The encoders that
are written learn from both halves. All that takes over three hours on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import GroupKFold

from embeddings.adapting import Changes, adapted
from embeddings.encoder import Encoder, load_encoder
from embeddings.judge import likeness, weighing, wording
from embeddings.judge.cues import takes_back
from embeddings.judge.rules import find_by_rule
from embeddings.judge.years import counted
from embeddings.linear import LinearClassifier, Matrix
from embeddings.settings import EncoderSettings
from embeddings.training import applications, fitting, train_encoder
from embeddings.training.fitting import Labels, Weights, boost
from embeddings.training.halves import by_halves, in_processes
from embeddings.training.mini_cases import CLEAR, HALVES, LATEST, NOT_FOR_ENCODER, UNSEEN, WHOLE, MiniCase
from embeddings.training.rows import Row, labelled_rows, usable_cases, with_lengthened
from embeddings.training.train_cross_encoder import Taught, cross_encoders, opinions_on, shown, together
from embeddings.training.train_meaning import train_meaning
from embeddings.trees import BoostedTrees

MODELS = Path(weighing.__file__).parent / "models"
#: Rounds of boosting of the evidence.
EVIDENCE_ROUNDS = 120
#: Rounds and leaves of the answers on résumés and on what was told, by the cross-validation below among 60, 120 and 200
#: rounds and 6 and 12 leaves.
_ANSWERS_BY = {False: (200, 12), True: (120, 6)}
#: Candidates told in clear words count so much for the answers on résumés: most are like theirs. For stories all count
#: alike (docs/benchmarks_history.md).
_CLEAR_COUNTS = 3.0
#: Whole applications count so much among the mini-cases for the evidence and, on résumés, for the answers: they are as
#: documents in use are (docs/benchmarks_history.md).
_WHOLE_COUNTS = 3.0
#: What the answers are of, and whether that was told.
TOLD = {"resume": False, "told": True}
_FOLDS = 5
_ANSWERS = ("met", "partial", "missing")


def fine_tuned(packages: Path, every_pair: int = 1) -> tuple[list[Changes], Changes]:
    """What encoders learn after what packages teach: for each half, one from the other; and one from both.

    The packages teach with every so-many-th of their pairs.
    """
    start = train_meaning(packages, every=every_pair)
    train = partial(train_encoder.train_encoder, start=start)
    cases = [encoder_cases(half) for half in HALVES]
    weights = sha256(likeness.WORD_WEIGHTS.read_bytes()).hexdigest()
    return by_halves(train, cases, packages, (train_encoder, wording), before=f"{start.name} {weights}")


def encoder_cases(folder: Path) -> list[MiniCase]:
    """The mini-cases of a folder that the encoder learns from."""
    return [case for case in usable_cases(folder) if not NOT_FOR_ENCODER.match(case.name)]


def alignment(base: Encoder, by_half: Sequence[Changes], in_use: Changes) -> tuple[Matrix, Matrix]:
    """Scale and shift of each likeness that an encoder makes, from the one in use to those of the halves.

    By mean and spread over all pairs of candidates that no encoder learnt from; their answers are not looked at.
    """
    cases = [case for case in usable_cases(UNSEEN) if not case.told]
    of_halves = [_encoded_likenesses(cases, adapted(base, own, "judge")) for own in by_half]
    of_both = _encoded_likenesses(cases, adapted(base, in_use, "judge"))
    mean, spread = (np.mean([of(one, axis=0) for one in of_halves], axis=0) for of in (np.mean, np.std))
    scale = spread / of_both.std(axis=0)
    return scale, mean - scale * of_both.mean(axis=0)


def _encoded_likenesses(cases: Sequence[MiniCase], encoder: Encoder) -> Matrix:
    rows = [row.pairs[:, weighing.ENCODED_PLACES] for row in labelled_rows(cases, encoder)]
    return np.concatenate(rows)


def rows_of(folder: Path, encoder: Encoder, *, latest: bool) -> list[Row]:
    """What a half teaches, lengthened résumés too: its latest candidates, or all others."""
    cases = [case for case in usable_cases(folder) if bool(LATEST.match(case.name)) is latest]
    return list(labelled_rows(with_lengthened(cases), encoder))


def evidence_table(rows: list[Row]) -> tuple[Matrix, Labels]:
    """Pair rows of résumés whose evidence lines are marked, with "yes" or "no"."""
    marked = [row for row in rows if not row.case.told]
    features = np.concatenate([weighing.with_standing(row.pairs) for row in marked])
    labels = ["yes" if i in row.label.evidence else "no" for row in marked for i in range(len(row.pairs))]
    return features, np.array(labels)


def chances_by_fold(rows: list[Row], learn: Callable[[list[Row]], BoostedTrees]) -> list[NDArray[np.float64]]:
    """Evidence chances of every row's passages, from a classifier that has not seen the candidate."""
    names = np.array([row.case.name for row in rows])
    chances: list[NDArray[np.float64]] = [np.zeros(0)] * len(rows)
    for train, test in GroupKFold(_FOLDS).split(names, groups=names):
        model = learn([rows[i] for i in train])
        for i in test:
            chances[i] = credible_chances(rows[i], model)
    return chances


def evidence_of(rows: list[Row]) -> BoostedTrees:
    """The classifier learnt from these rows alone."""
    return boost(*evidence_table(rows), EVIDENCE_ROUNDS)


def evidence_beside(mini_cases: tuple[Matrix, Labels], whole: list[Row]) -> BoostedTrees:
    """What is learnt from the mini-cases' table and from whole applications, which count more."""
    rows, labels = evidence_table(whole)
    weights = np.concatenate([np.ones(len(mini_cases[1])), np.full(len(labels), _WHOLE_COUNTS)])
    both = np.concatenate([mini_cases[0], rows]), np.concatenate([mini_cases[1], labels])
    return boost(*both, EVIDENCE_ROUNDS, weights=weights)


def credible_chances(row: Row, evidence: BoostedTrees) -> NDArray[np.float64]:
    """How likely each passage is evidence, and 0 where it takes back what it says; shape (passages,)."""
    own = evidence.probabilities(weighing.with_standing(row.pairs))[:, 1]
    return np.where([takes_back(passage.text) for passage in row.case.passages], 0.0, own)


def status_table(rows: list[Row], chances: list[NDArray[np.float64]], told: bool) -> tuple[Matrix, Labels, Labels]:
    """Status rows, answers and candidates' names, of résumés or of told stories."""
    chosen = [i for i, row in enumerate(rows) if row.case.told is told]
    features = [_status_row(rows[i], chances[i]) for i in chosen]
    answers = np.array([rows[i].label.status for i in chosen])
    return np.array(features), answers, np.array([rows[i].case.name for i in chosen])


def _status_row(row: Row, chances: NDArray[np.float64]) -> NDArray[np.float64]:
    requirement, passages, today = row.label.requirement, row.case.passages, row.case.today
    found = find_by_rule(requirement, passages, chances, today)
    numbers = counted(requirement, passages, chances, today, found)
    return weighing.status_features(requirement, passages, row.pairs, chances, numbers)


def boost_answers(told: bool) -> Callable[[Matrix, Labels, Weights], BoostedTrees]:
    """What fits the trees that turn status rows into answers, on a résumé or on what was told."""
    rounds, leaves = _ANSWERS_BY[told]

    def train(rows: Matrix, labels: Labels, weights: Weights) -> BoostedTrees:
        return boost(rows, labels, rounds, leaves, smallest_leaf=40, weights=weights)

    return train


def weights_of(names: Labels, told: bool) -> Weights:
    """How much each candidate's rows count for the answers: on résumés, clear voices and whole applications more."""
    return np.array([1.0 if told else _counts(name) for name in names])


def _counts(name: str) -> float:
    if WHOLE.match(name):
        return _WHOLE_COUNTS
    return _CLEAR_COUNTS if CLEAR.match(name) else 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at all rows: what trees that have not met a candidate say of its rows, and how much surer to be."""

    table: Matrix
    chances: Matrix  #: calibrated, shape (rows, answers in alphabetical order)
    factor: float


def look(table: Matrix, answers: Labels, groups: Labels, told: bool, among: NDArray[np.bool_] | None = None) -> Look:
    """Cross-validated; calibrated on the rows `among` them that this look decides, else on all."""
    weights = weights_of(groups, told)
    unseen = fitting.chances_by_fold(table, answers, groups, boost_answers(told), _FOLDS, weights)
    decided = np.ones(len(answers), dtype=bool) if among is None else among
    factor = fitting.sharpening(unseen[decided], answers[decided])
    return Look(table, fitting.sharpened(unseen, factor), factor)


def in_doubt(chances: Matrix, told: bool) -> NDArray[np.bool_]:
    """Of each row of a look's chances, whether it is looked at more closely."""
    named = [dict(zip(sorted(_ANSWERS), own, strict=True)) for own in chances.tolist()]
    return np.array([weighing.is_in_doubt(own, told) for own in named])


def save_answers(path: Path, own: Look, answers: Labels, groups: Labels, told: bool) -> None:
    """Learn from all rows of a look, and write the trees."""
    trees = boost_answers(told)(own.table, answers, weights_of(groups, told))
    fitting.with_sharper_answers(trees, own.factor).save(path)


@dataclass(frozen=True, slots=True)
class ReadHalf:
    """The rows of one half, as an encoder reads them that has not met it."""

    earlier: list[Row]  #: of mini-cases, lengthened résumés too
    latest: list[Row]
    whole: list[Row]


def read_half(number: int, changes: Changes) -> ReadHalf:
    """One half with the encoder that the other half taught."""
    encoder = adapted(load_encoder(EncoderSettings(cached_texts=50_000)), changes, "judge")
    whole = labelled_rows(list(applications.applications(applications.HALVES[number])), encoder)
    mini_cases = HALVES[number]
    return ReadHalf(rows_of(mini_cases, encoder, latest=False), rows_of(mini_cases, encoder, latest=True), list(whole))


@dataclass(frozen=True, slots=True)
class ReadHalves:
    """Both halves as they are read with encoders that have not met them."""

    encoders: tuple[list[Changes], Changes]  #: by halves, and of both
    halves: list[Taught]
    latest: list[Taught]
    whole: list[Taught]
    evidence: BoostedTrees  #: of all but the latest


def read_by_halves(packages: Path, every_pair: int = 1) -> ReadHalves:
    """What answers and cross-encoders are learnt from."""
    changes = fine_tuned(packages, every_pair)
    read = in_processes(read_half, range(len(HALVES)), changes[0])
    first, second = (half.earlier for half in read)
    chances = chances_by_fold([*first, *second], evidence_of)
    table = evidence_table([*first, *second])
    of_mini_cases = boost(*table, EVIDENCE_ROUNDS)
    latest, whole = [half.latest for half in read], [half.whole for half in read]
    of_whole = chances_by_fold([*whole[0], *whole[1]], partial(evidence_beside, table))
    return ReadHalves(
        changes,
        [(first, chances[: len(first)]), (second, chances[len(first) :])],
        [(rows, [credible_chances(row, of_mini_cases) for row in rows]) for rows in latest],
        [(whole[0], of_whole[: len(whole[0])]), (whole[1], of_whole[len(whole[0]) :])],
        evidence_beside(table, [*whole[0], *whole[1]]),
    )


def main() -> None:
    """Train or cross-validate, as the arguments say."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="cross-validate, write no model")
    arguments.add_argument("--packages", type=Path, default=Path(".training"), help="folder of wheels and of the start")
    arguments.add_argument(
        "--every-pair", type=int, default=1, metavar="N", help="of the packages' pairs one in N only"
    )
    options = arguments.parse_args()
    check: bool = options.check
    base = load_encoder(EncoderSettings(cached_texts=50_000))
    read = read_by_halves(options.packages, options.every_pair)
    crossed_by_half, crossed_in_use = cross_encoders(
        read.halves, read.latest, read.whole, read.encoders, options.packages
    )
    taught = [together(*own) for own in zip(read.halves, read.whole, strict=True)]
    read_aloud = [list(map(shown, *half)) for half in taught]
    opinions = np.concatenate(in_processes(opinions_on, crossed_by_half, read_aloud))
    rows = [row for half in taught for row in half[0]]
    chances = [own for half in taught for own in half[1]]
    if check:
        _report_hits(rows, chances)
    else:
        MODELS.mkdir(exist_ok=True)
        encoders_by_half, in_use = read.encoders
        in_use.save(MODELS / "encoder.npz")
        save_cross_encoder(*crossed_in_use)
        scale, shift = alignment(base, encoders_by_half, in_use)
        np.savez(MODELS / "alignment.npz", scale=scale, shift=shift)
        read.evidence.save(MODELS / "evidence.npz")
    for name, told in TOLD.items():
        features, answers, groups = status_table(rows, chances, told)
        first = look(features, answers, groups, told)
        doubtful = in_doubt(first.chances, told)
        with_opinions = np.hstack([features, opinions[[row.case.told is told for row in rows]]])
        closer = look(with_opinions, answers, groups, told, among=doubtful)
        if check:
            print(f"{name}: {doubtful.mean():.3f} of the rows are looked at more closely")  # noqa: T201
            _report_answers(np.where(doubtful[:, None], closer.chances, first.chances), answers, told)
        else:
            save_answers(MODELS / f"{name}.npz", first, answers, groups, told)
            save_answers(MODELS / f"{name}_closer.npz", closer, answers, groups, told)


def save_cross_encoder(changes: Changes, layer: LinearClassifier) -> None:
    """Write it where the judge looks for it."""
    changes.save(MODELS / "cross_encoder.npz")
    layer.save(MODELS / "cross_encoder_layer.npz")


def _report_hits(rows: list[Row], chances: list[NDArray[np.float64]]) -> None:
    with_evidence = [(row, own) for row, own in zip(rows, chances, strict=True) if row.label.evidence]
    hits = sum(int(own.argmax()) in row.label.evidence for row, own in with_evidence)
    print(f"evidence hit@1 {hits / len(with_evidence):.3f} of {len(with_evidence)}")  # noqa: T201


def _report_answers(chances: Matrix, answers: Labels, told: bool) -> None:
    classes = np.array(sorted(set(answers)))
    predicted = classes[chances.argmax(axis=1)]
    macro = f1_score(answers, predicted, average="macro")
    print(f"{len(answers)} rows, macro-F1 {macro:.3f}, accuracy {np.mean(answers == predicted):.3f}")  # noqa: T201
    print(confusion_matrix(answers, predicted, labels=list(_ANSWERS)))  # noqa: T201
    error, table = fitting.calibration_error(chances, answers)
    print(f"calibration error {error:.3f}")  # noqa: T201
    for confidence, right, rows in table:
        print(f"  said {confidence:.2f}  right {right:.2f}  of {rows}")  # noqa: T201
    if told:
        _report_doubts(chances[:, list(classes).index("missing")], answers)


def _report_doubts(missing: NDArray[np.float64], answers: Labels) -> None:
    """What stories are credited with at several thresholds: precision, recall and F1 of fills."""
    fills = answers != "missing"
    for doubt in np.arange(0.3, 0.86, 0.05):
        credited = missing < doubt
        right = int((credited & fills).sum())
        precision, recall = right / max(int(credited.sum()), 1), right / max(int(fills.sum()), 1)
        f1 = 2 * right / max(int(credited.sum() + fills.sum()), 1)
        print(f"  doubt {doubt:.2f}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
