"""Simulates candidates who have one story each, and counts how many of these stories the questions would bring up.

    python tests/benchmark/question_yield.py

The candidates are the mini-cases of `embeddings/training/judging`, their gaps as a careful reader marked them. A story
is named when a question lists a requirement that it fills; it is brought up when, besides, the question asks about one
of the scenes nearest to the story: those of the roles whose `does` phrases are closest to two of its sentences.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import yaml

from embeddings.encoder import Encoder, Vectors, load_encoder
from embeddings.judge.model import Judgement
from embeddings.requirements.model import Requirement
from embeddings.training.mini_cases import FOLDER
from parsers.sentences import sentences
from service.questionnaire import questions_for
from service.questionnaire.roles import load_roles
from service.questionnaire.vectors import kept_vectors, phrases_of
from service.report import Question

#: How many of the 159 scenes count as near a story.
NEAR = 5


def main() -> None:
    """Prints the counts, and the shares of the stories that fill something."""
    encoder = load_encoder()
    near = NearScenes(encoder)
    counts = dict.fromkeys(("candidates", "questions", "places", "stories", "named", "brought up"), 0)
    for path in sorted(FOLDER.rglob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        judgements = [_judgement(requirement) for requirement in case["requirements"]]
        questions = questions_for(judgements, encoder)
        counts["candidates"] += 1
        counts["questions"] += len(questions)
        counts["places"] += sum(len(question.requirement_ids) for question in questions)
        for story in case.get("told") or []:
            if story.get("fills"):
                counts["stories"] += 1
                naming = [question for question in questions if set(question.requirement_ids) & set(story["fills"])]
                counts["named"] += bool(naming)
                counts["brought up"] += _is_brought_up(naming, near.to(story["text"]))
    for name, count in counts.items():
        sys.stdout.write(f"{name:<12}{count:>6}{_share(name, count, counts['stories'])}\n")


def _share(name: str, count: int, stories: int) -> str:
    return f"{count / stories:>8.3f}" if name in ("named", "brought up") and stories else ""


def _is_brought_up(questions: list[Question], scenes: set[str]) -> bool:
    """True too of questions that are not about a scene: they name what they are after."""
    asks = {scene.ask for scene in load_roles().scenes.values()}
    return any(question.text in scenes or question.text not in asks for question in questions)


def _judgement(data: dict[str, Any]) -> Judgement:
    text = str(data["text"])
    requirement = Requirement(data["id"], text, 0, len(text), data.get("priority", "must"), data["kind"], text, "")
    return Judgement(requirement, data["status"], 1.0, (), "")


class NearScenes:
    """The scenes a story may come from, by its sentences and what holders of roles do."""

    def __init__(self, encoder: Encoder) -> None:
        catalogue = load_roles()
        phrases = phrases_of(catalogue.roles)
        kept = kept_vectors(phrases, encoder.name)
        assert kept is not None, "run python -m service.questionnaire.vectors"
        self._encoder, self._kept = encoder, kept
        place = {phrase: number for number, phrase in enumerate(phrases)}
        self._columns = {
            scene.ask: [[place[text] for text in role.does] for role in catalogue.roles if role.scene == scene.id]
            for scene in catalogue.scenes.values()
        }

    def to(self, text: str) -> set[str]:
        """The questions of the scenes nearest to the story."""
        table = self._encoder.encode([text[start:end] for start, end in sentences(text)]) @ self._kept.T
        nearness = {
            ask: max(_two_closest(table[:, columns].max(axis=1)) for columns in roles)
            for ask, roles in self._columns.items()
        }
        return set(sorted(nearness, key=lambda ask: -nearness[ask])[:NEAR])


def _two_closest(cosines: Vectors) -> float:
    return float(np.sort(cosines)[-2:].mean())


if __name__ == "__main__":
    main()
