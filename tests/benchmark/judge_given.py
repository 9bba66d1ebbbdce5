"""How the judge answers when the requirements are given: what is left to it once they have been found rightly.

Then what it takes stories to fill, each against what the résumé truly leaves missing or in part.

    python tests/benchmark/judge_given.py ../shared/bench/cases tests/benchmark/held_out* embeddings/training/waiting

A folder holds benchmark cases (SPEC.md says what they are) or our own mini-cases; those that a model has learnt from
(`embeddings/training/judging`) would only show what it remembers. Intervals are by bootstrap over candidates.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import yaml
from sklearn.metrics import f1_score, precision_score, recall_score

from embeddings.encoder import load_encoder
from embeddings.judge import load_judge
from embeddings.judge.model import RANK, Candidate, Judge, Passage
from embeddings.judge.weighing import as_status
from embeddings.passages import passages_of_answer, passages_of_resume
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
#: The same of one story, with what is still open and its answers before the story, then which of it the story lifts.
Told = tuple[Given, list[bool]]
#: True and given answers of one candidate; of stories, whether a requirement is lifted.
Answers = tuple[list[str], list[str]]
Lifts = tuple[list[bool], list[bool]]
One = TypeVar("One")


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


def told_in(folder: Path) -> Iterator[Told]:
    """Every story of a folder, of whichever kind its cases are, against what its résumé leaves open."""
    benchmark = sorted(folder.glob("*/gold.yaml"))
    before: dict[str, str] = {}
    for case in [] if benchmark else mini_cases(folder):
        if not case.told:
            before = {label.requirement.id: label.status for label in case.labels}
            continue
        asked = [label.requirement for label in case.labels]
        statuses = [before[requirement.id] for requirement in asked]
        after = [label.status for label in case.labels]
        yield (asked, case.passages, case.today, statuses), _higher(after, statuses)
    for gold in benchmark:
        data = yaml.safe_load(gold.read_text(encoding="utf-8"))
        lines = (gold.parent / "job.txt").read_text(encoding="utf-8").splitlines()
        still_open = [one for one in data["requirements"] if one["status"] != "met"]
        asked, statuses = [_requirement(one, lines) for one in still_open], [one["status"] for one in still_open]
        for story in data["untold"]:
            passages = passages_of_answer(story["id"], story["story"], TODAY)
            yield (asked, passages, TODAY, statuses), [one["id"] in story["fills"] for one in still_open]


def _requirement(data: dict[str, str], lines: Sequence[str]) -> Requirement:
    quote = data["quote"]
    context = next((line for line in lines if quote in line), quote)
    return Requirement(data["id"], quote, 0, len(quote), data["priority"], data["kind"], context, "")  # type: ignore[arg-type]


def answered(judge: Judge, given: Given) -> Answers:
    """What is true of one candidate and what the judge says."""
    requirements, passages, today, statuses = given
    judged = judge.judge(requirements, Candidate(passages), today)
    return statuses, [one.status for one in judged]


def lifted(judge: Judge, told: Told) -> Lifts:
    """What a story truly lifts and what the judge says."""
    (requirements, passages, today, statuses), truly = told
    judged = judge.judge(requirements, Candidate(passages), today)
    return truly, _higher([one.status for one in judged], statuses)


def _higher(after: Sequence[str], before: Sequence[str]) -> list[bool]:
    return [RANK[as_status(new)] > RANK[as_status(old)] for new, old in zip(after, before, strict=True)]


def figures_of_stories(lifts: Sequence[Lifts]) -> dict[str, float]:
    """Precision, recall and F1 of what stories lift; stories that lift nothing and are credited with something."""
    true = np.array([one for truly, _ in lifts for one in truly])
    said = np.array([one for _, saying in lifts for one in saying])
    idle = [any(saying) for truly, saying in lifts if not any(truly)]
    return {
        "fill precision": precision_score(true, said, zero_division=0),
        "fill recall": recall_score(true, said, zero_division=0),
        "fill F1": f1_score(true, said, zero_division=0),
        "distracted": float(np.mean(idle)) if idle else 0.0,
    }


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
        print(f"{folder}: {len(answers)} candidates, {sum(len(true) for true, _ in answers)} requirements")  # noqa: T201
        _print(figures, answers)
        _print(figures_of_stories, [lifted(judge, told) for told in told_in(folder)])


def _print(figures_of: Callable[[Sequence[One]], dict[str, float]], ones: Sequence[One]) -> None:
    """Each figure over all of them, with its interval over draws of as many."""
    if not ones:
        return
    rng = random.Random(0)  # noqa: S311  (not a secret)
    draws = [figures_of([rng.choice(ones) for _ in ones]) for _ in range(_ROUNDS)]
    for name, value in figures_of(ones).items():
        low, high = np.quantile([draw[name] for draw in draws], [0.025, 0.975])
        print(f"  {name:15}{value:.3f} ({low:.2f} to {high:.2f})")  # noqa: T201


if __name__ == "__main__":
    main()
