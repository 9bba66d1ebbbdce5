"""Our own mini-cases for the judge, `judging/*/*.yaml`: a candidate's lines, requirements with answers, stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from embeddings.judge.model import Passage
from embeddings.passages import passages_of_answer
from embeddings.requirements.kinds import by_convention
from embeddings.requirements.model import Requirement
from parsers.dates import Month, find_periods

FOLDER = Path(__file__).parent / "judging"
#: What learns from one half is tried on the other.
HALVES = (FOLDER / "first", FOLDER / "second")
#: By the beginnings of their names (README.md): clear voices, and of these the last rounds.
CLEAR, LAST_ROUNDS = re.compile(r"[t-y][a-z]-"), re.compile(r"[v-y][a-z]-")
#: Candidates who came after the judge's encoder was trained: word weights and it do not learn from them, all behind it
#: does, but that from the latest only the cross-encoder's second and third courses learn.
NOT_FOR_ENCODER, LATEST = re.compile(r"[xy][i-z]-"), re.compile(r"y[i-z]-")
#: Whole applications (`applications.py`), which stand beside the mini-cases in some tables.
WHOLE = re.compile(r"[a-h][a-z]-")
#: Candidates that no model learns from.
UNSEEN = FOLDER.parent / "waiting"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A requirement, what a careful reader answers from the passages, and the passages that show it."""

    requirement: Requirement
    status: str
    evidence: frozenset[int]  #: indices into the passages
    why: str = ""


@dataclass(frozen=True, slots=True)
class MiniCase:
    """One candidate's passages (a résumé's, or those of one story) against labelled requirements."""

    name: str
    isco: int  #: ISCO-08 major group of the occupation
    told: bool  #: the passages are a told story
    passages: tuple[Passage, ...]
    labels: tuple[Labelled, ...]
    today: Month


def mini_cases(folder: Path = FOLDER) -> Iterator[MiniCase]:
    """Those below a folder: each file's résumé, then each of its stories against what the résumé left missing."""
    for path in sorted(folder.rglob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        year, month = str(data.get("today", "2026-11")).split("-")[:2]
        today = Month(int(year), int(month))
        passages, index = _passages(data["lines"])
        requirements = {r["id"]: _requirement(r) for r in data["requirements"]}
        labels = tuple(
            Labelled(requirements[r["id"]], r["status"], frozenset(index[i] for i in r["evidence"]), r.get("why", ""))
            for r in data["requirements"]
        )
        yield MiniCase(path.stem, int(data["isco"]), False, passages, labels, today)
        told_against = data.get("told_against", ["missing"])
        still_open = [label.requirement for label in labels if label.status in told_against]
        for story in data.get("told") or []:
            answer = passages_of_answer(story["id"], story["text"], today)
            told = labels_of_story(still_open, story.get("fills") or {})
            yield MiniCase(path.stem, int(data["isco"]), True, answer, told, today)


def labels_of_story(still_open: Sequence[Requirement], fills: Mapping[str, str]) -> tuple[Labelled, ...]:
    """What a story shows of what the résumé leaves open: what it fills, by ids, and nothing of the rest."""
    return tuple(Labelled(one, fills.get(one.id, "missing"), frozenset()) for one in still_open)


def _passages(lines: list[dict[str, Any]]) -> tuple[tuple[Passage, ...], dict[str, int]]:
    """Passages of the lines, and each line's index by its id.

    A line without `section` stands in the section and entry of the line before it.
    """
    found: list[Passage] = []
    index: dict[str, int] = {}
    entries: dict[str, int] = {}
    offset = 0
    section, entry = "", ""
    for line in lines:
        if "section" in line:
            section, entry = line["section"], line.get("entry") or ""
        text = str(line.get("text") or entry)
        kind = "heading" if not line.get("text") else ("item" if section == "skills" else "bullet")
        periods = find_periods(entry)
        index[line["id"]] = len(found)
        found.append(
            Passage(
                text=text,
                start=offset,
                end=offset + len(text),
                source="resume",
                section=section,
                kind=kind,
                entry=entries.setdefault(entry, len(entries)) if entry else None,
                entry_heading=entry.split(" | ")[0],
                period=periods[0].period if periods else None,
            )
        )
        offset += len(text) + 1
    return tuple(found), index


def _requirement(data: dict[str, Any]) -> Requirement:
    text = str(data["text"])
    kind = by_convention(data["kind"], text)
    return Requirement(data["id"], text, 0, len(text), data.get("priority", "must"), kind, text, "")
