"""Whole applications: a résumé as it would be sent, the marked advertisement that it answers, the true answers.

`applications/*/<name>/` holds `resume.md`, `advertisement.txt` (marked as `marked_advertisements` are; its marks are
requirements r1, r2, … in order) and `answers.yaml`. In `next/` there may be another advertisement that the same person
answers, with its answers: mostly of a neighbouring post, so that much is shown in part; its requirements are n1, n2, ….
All documents are read as those of a user are, so what stands where, and what the reading of documents does to it, is as
in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from embeddings.judge.model import Passage
from embeddings.passages import passages_of_answer, passages_of_resume
from embeddings.requirements.model import Requirement
from embeddings.training.marked_advertisements import MarkedAdvertisement, marked_advertisement
from embeddings.training.mini_cases import Labelled, MiniCase, labels_of_story
from parsers.dates import Month
from parsers.limits import Limits
from parsers.readers.markdown import read_markdown
from parsers.resume import parse_resume

FOLDER = Path(__file__).parent / "applications"
#: As with the mini-cases, what learns from one half is tried on the other.
HALVES = (FOLDER / "first", FOLDER / "second")
#: What "present" means in them.
TODAY = Month(2026, 11)
#: What a story can raise an answer to.
_ABOVE = {"missing": ("met", "partial"), "partial": ("met",)}


def applications(folder: Path = FOLDER) -> Iterator[MiniCase]:
    """Those below a folder: each one's résumé, then each of its stories against what the résumé leaves open.

    Both cases of one person have the same name. Raises ValueError where a mark or evidence is not in its document, a
    mark has no answer, or a story does not raise what it is said to fill.
    """
    for path in sorted(folder.rglob("resume.md")):
        passages = passages_of_resume(parse_resume(read_markdown(path.read_bytes(), Limits())))
        yield from _application(path.parent, path.parent.name, passages, "r")
        if (path.parent / "next").exists():
            yield from _application(path.parent / "next", path.parent.name, passages, "n")


def _application(folder: Path, name: str, passages: tuple[Passage, ...], mark: str) -> Iterator[MiniCase]:
    marked = folder / "advertisement.txt"
    requirements = _requirements(marked_advertisement(marked), mark)
    isco = int(marked.read_text(encoding="utf-8").split("|", 2)[1])
    data = yaml.safe_load((folder / "answers.yaml").read_text(encoding="utf-8"))
    if set(data["answers"]) != {requirement.id for requirement in requirements}:
        raise ValueError(f"{name}: {len(requirements)} marks and {len(data['answers'])} answers")
    labels = tuple(_labelled(name, one, data["answers"][one.id], passages) for one in requirements)
    yield MiniCase(name, isco, False, passages, labels, TODAY)
    still_open = [label.requirement for label in labels if label.status != "met"]
    before = {label.requirement.id: label.status for label in labels}
    for number, story in enumerate(data["told"], 1):
        fills: dict[str, str] = story.get("fills") or {}
        for filled, status in fills.items():
            if status not in _ABOVE.get(before.get(filled, ""), ()):
                raise ValueError(f"{name}: story {number} does not raise {filled}")
        answer = passages_of_answer(f"u{number}", story["text"], TODAY)
        yield MiniCase(name, isco, True, answer, labels_of_story(still_open, fills), TODAY)


def _requirements(marked: MarkedAdvertisement, mark: str) -> list[Requirement]:
    text = marked.job.document.text
    found = []
    for number, span in enumerate(marked.spans, 1):
        line = text[text.rfind("\n", 0, span.start) + 1 :].split("\n", 1)[0]
        quote = text[span.start : span.end]
        kind, priority = span.kind, span.priority
        found.append(Requirement(f"{mark}{number}", quote, span.start, span.end, priority, kind, line, ""))  # type: ignore[arg-type]
    return found


def _labelled(name: str, requirement: Requirement, answer: list[Any], passages: Sequence[Passage]) -> Labelled:
    status, *quotes = answer
    if status not in ("met", "partial", "missing") or bool(quotes) is (status == "missing"):
        raise ValueError(f"{name} {requirement.id}: {status} with {len(quotes)} quotes")
    evidence = [_passage_of(f"{name} {requirement.id}", quote, passages) for quote in quotes]
    return Labelled(requirement, status, frozenset(i for own in evidence for i in own))


def _passage_of(where: str, quote: str, passages: Sequence[Passage]) -> list[int]:
    """The passages that hold a quote; where a line is a list, all of its items that the quote holds."""
    wanted = _folded(quote)
    texts = [_folded(passage.text) for passage in passages]
    found = [i for i, text in enumerate(texts) if wanted in text] or [
        i for i, text in enumerate(texts) if len(text) > 2 and text in wanted
    ]
    if not found:
        raise ValueError(f"{where}: “{quote}” is no line of the résumé, nor within one")
    return found


def _folded(text: str) -> str:
    return " ".join(text.replace("*", "").replace("_", "").lstrip("#-• ").split()).casefold()
