"""Simulates candidates who are interviewed: what do the questions bring, and how many does it take?

    python tests/benchmark/interview_yield.py ../shared/bench/cases

Each candidate of the benchmark is asked as in `overlooked interview`. To a question about a requirement that one of the
untold stories fills, the story is told, once; to every other question the answer is no; nothing is added to a story.
Printed: questions put, stories told, fills made and right, requirements filled per question.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from service.analysis import Analysis
from service.engine import load_engine
from service.files import Files
from service.interview import Ask, answer, next_step
from service.report import Fill
from service.standing import standing


def main(folder: Path) -> None:
    """Interviews every candidate and prints the sums."""
    files = Files(load_engine)
    sums = dict.fromkeys(("candidates", "questions", "stories", "told", "fills", "right"), 0)
    for case in sorted(path for path in folder.iterdir() if (path / "gold.yaml").exists()):
        gold = yaml.safe_load((case / "gold.yaml").read_text(encoding="utf-8"))
        analysis = files.analysis(case / "resume.md", case / "job.txt")
        matched = _matched(analysis, gold["requirements"])
        sums["candidates"] += 1
        sums["stories"] += sum(bool(story["fills"]) for story in gold["untold"])
        _interview(analysis, gold["untold"], matched, files, sums)
    for name, count in sums.items():
        sys.stdout.write(f"{name:<12}{count:>6}\n")
    questions = max(sums["questions"], 1)
    sys.stdout.write(f"fills per question      {sums['fills'] / questions:.2f}\n")
    sys.stdout.write(f"right fills per question {sums['right'] / questions:.2f}\n")


def _interview(
    analysis: Analysis, stories: list[dict[str, Any]], matched: dict[str, str], files: Files, sums: dict[str, int]
) -> None:
    left = [story for story in stories if story["fills"]]
    while isinstance(step := next_step(analysis), Ask):
        if step.story_id is not None:
            analysis = answer(analysis, step, "skip", files.engine)
            continue
        sums["questions"] += 1
        asked = {matched.get(requirement) for requirement in step.requirement_ids}
        story = next((one for one in left if asked & set(one["fills"])), None)
        if story is None:
            analysis = answer(analysis, step, "no", files.engine)
            continue
        left.remove(story)
        sums["told"] += 1
        before = len(standing(analysis).fills())
        analysis = answer(analysis, step, story["story"], files.engine)
        made = [fill for _, fill in standing(analysis).fills()][before:]
        sums["fills"] += len(made)
        sums["right"] += sum(_is_right(fill, story, matched) for fill in made)


def _is_right(fill: Fill, story: dict[str, Any], matched: dict[str, str]) -> bool:
    return matched.get(fill.requirement_id, "") in story["fills"]


def _matched(analysis: Analysis, gold: list[dict[str, Any]]) -> dict[str, str]:
    """For every requirement found the labelled one that shares most of its words, at least a third of them."""
    found = {}
    for requirement in analysis.shown:
        words = set(requirement.quote.casefold().split())
        shares = {one["id"]: _shared(words, set(one["quote"].casefold().split())) for one in gold}
        best = max(shares, key=lambda name: shares[name])
        if shares[best] >= 1 / 3:
            found[requirement.id] = best
    return found


def _shared(left: set[str], right: set[str]) -> float:
    return len(left & right) / max(len(left | right), 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
