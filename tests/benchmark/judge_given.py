"""How the judge answers when the requirements are given: what is left to it once they have been found rightly.

    python tests/benchmark/judge_given.py ../shared/bench/cases tests/benchmark/held_out embeddings/training/waiting

A folder holds benchmark cases (SPEC.md says what they are) or our own mini-cases; those that a model has learnt from
(`embeddings/training/judging`) would only show what it remembers. Intervals are by bootstrap over candidates.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from sklearn.metrics import f1_score

from embeddings.encoder import load_encoder
from embeddings.judge import load_judge
from embeddings.judge.model import Candidate, Judge, Passage
from embeddings.passages import passages_of_resume
from embeddings.requirements.model import Requirement
from embeddings.training.mini_cases import mini_cases
from parsers.dates import Month
from parsers.limits import Limits
from parsers.readers.markdown import read_markdown
from parsers.resume import parse_resume

#: What "present" means on the benchmark's résumés.
TODAY = Month(2026, 11)
_ROUNDS = 400
#: Requirements, passages, month and true answers of one candidate.
Given = tuple[list[Requirement], tuple[Passage, ...], Month, list[str]]
#: True and given answers of one candidate.
Answers = tuple[list[str], list[str]]


def given_in(folder: Path) -> Iterator[Given]:
    """Every résumé of a folder, of whichever kind its cases are."""
    benchmark = sorted(folder.glob("*/gold.yaml"))
    for case in [] if benchmark else mini_cases(folder):
        if not case.told:
            yield (
                [label.requirement for label in case.labels],
                case.passages,
                case.today,
                [label.status for label in case.labels],
            )
    for gold in benchmark:
        asked = yaml.safe_load(gold.read_text(encoding="utf-8"))["requirements"]
        lines = (gold.parent / "job.txt").read_text(encoding="utf-8").splitlines()
        resume = parse_resume(read_markdown((gold.parent / "resume.md").read_bytes(), Limits()))
        yield (
            [_requirement(one, lines) for one in asked],
            tuple(passages_of_resume(resume)),
            TODAY,
            [one["status"] for one in asked],
        )


def _requirement(data: dict[str, str], lines: Sequence[str]) -> Requirement:
    quote = data["quote"]
    context = next((line for line in lines if quote in line), quote)
    return Requirement(data["id"], quote, 0, len(quote), data["priority"], data["kind"], context, "")  # type: ignore[arg-type]


def answered(judge: Judge, given: Given) -> Answers:
    """What is true of one candidate and what the judge says."""
    requirements, passages, today, statuses = given
    judged = judge.judge(requirements, Candidate(passages), today)
    return statuses, [one.status for one in judged]


def figures(answers: Sequence[Answers]) -> dict[str, float]:
    """Macro-F1 of the three answers, share right, F1 of gaps, met called missing, missing called met."""
    true = np.array([status for statuses, _ in answers for status in statuses])
    said = np.array([status for _, statuses in answers for status in statuses])
    return {
        "macro-F1": f1_score(true, said, average="macro"),
        "right": float(np.mean(true == said)),
        "gap F1": f1_score(true == "missing", said == "missing"),
        "false gap": float(np.mean(said[true == "met"] == "missing")),
        "false credit": float(np.mean(said[true == "missing"] == "met")),
    }


def main() -> None:
    """Print a row of figures with their 95 % intervals for each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    judge = load_judge(load_encoder())
    for folder in parser.parse_args().folders:
        answers = [answered(judge, given) for given in given_in(folder)]
        rng = random.Random(0)  # noqa: S311  (not a secret)
        draws = [figures([rng.choice(answers) for _ in answers]) for _ in range(_ROUNDS)]
        print(f"{folder}: {len(answers)} candidates, {sum(len(true) for true, _ in answers)} requirements")  # noqa: T201
        for name, value in figures(answers).items():
            low, high = np.quantile([draw[name] for draw in draws], [0.025, 0.975])
            print(f"  {name:14}{value:.3f} ({low:.2f} to {high:.2f})")  # noqa: T201


if __name__ == "__main__":
    main()
