"""Who somebody is changes nothing: 50 résumés, judged twice, that differ in identity alone or in pay alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from embeddings.encoder import Encoder
from embeddings.judge import load_judge
from embeddings.judge.model import Candidate, Judge, Judgement
from embeddings.passages import passages_of_resume
from embeddings.requirements.model import Requirement
from embeddings.training.mini_cases import FOLDER
from parsers.dates import Month
from parsers.limits import Limits
from parsers.readers.text import read_text
from parsers.resume import parse_resume

TODAY = Month(2026, 11)
SECTIONS = {
    "work": "Experience",
    "volunteer": "Volunteering",
    "education": "Education",
    "certificates": "Certificates",
    "skills": "Skills",
    "languages": "Languages",
    "projects": "Projects",
}
#: Two people each: name, address, telephone, personal details.
PEOPLE = (
    ("Emily Carter", "12 Elm Road, Bristol BS1 4AA", "0117 555 0123", "Born 4 May 1991 · British · single · she/her"),
    (
        "Mohammed Al-Farsi",
        "Flat 3, 88 Station Lane, Leeds LS2 7PT",
        "0113 555 0187",
        "Born 19 June 1967 · Omani · married · he/him",
    ),
    ("Nguyễn Thị Hoa", "7 Rose Street, Perth PH1 5QX", "01738 555 0144", "Age 58 · Vietnamese · widowed · she/her"),
    (
        "Oluwaseun Adeyemi",
        "41 Kings Avenue, Cardiff CF10 1AB",
        "029 5550 0166",
        "Age 24 · Nigerian · single · they/them",
    ),
)


def cases() -> list[dict[str, Any]]:
    """50 of our mini-cases, always the same, of all kinds of occupations."""
    paths = sorted(FOLDER.rglob("*.yaml"))
    chosen = random.Random(7).sample(paths, 50)  # noqa: S311  (not a secret)
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(chosen)]


CASES = cases()


@pytest.fixture(scope="module")
def judge(encoder: Encoder) -> Judge:
    return load_judge(encoder)


def resume(case: dict[str, Any], person: tuple[str, str, str, str], unpaid: bool = False) -> str:
    """The case's lines as a résumé of that person."""
    name, address, telephone, details = person
    email = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalpha())
    lines = [name, address, f"{telephone} · {email}@example.com", details]
    section = entry = None
    for line in case["lines"]:
        if "section" in line and line["section"] in SECTIONS and line["section"] != section:
            section, entry = line["section"], None
            lines += ["", "Volunteering" if unpaid and section == "work" else SECTIONS[section]]
        if section is None:
            continue
        if line.get("entry") and line["entry"] != entry:
            entry = line["entry"]
            lines += ["", entry]
        if line.get("text"):
            lines.append(f"- {line['text']}" if section in ("work", "volunteer") else line["text"])
    return "\n".join(lines)


def judged(text: str, case: dict[str, Any], judge: Judge) -> list[Judgement]:
    requirements = [
        Requirement(r["id"], r["text"], 0, len(r["text"]), r.get("priority", "must"), r["kind"], r["text"], "")
        for r in case["requirements"]
    ]
    parsed = parse_resume(read_text(text.encode(), Limits()))
    return judge.judge(requirements, Candidate(passages_of_resume(parsed)), TODAY)


def seen(judgements: list[Judgement]) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    for one in judgements:
        yield one.requirement.id, one.status, one.confidence, tuple(evidence.quote for evidence in one.evidence)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number]["occupation"])
def test_another_person_gets_the_same_answers(number: int, judge: Judge) -> None:
    case = CASES[number]
    one, other = PEOPLE[number % 4], PEOPLE[(number + 1) % 4]
    first = list(seen(judged(resume(case, one), case, judge)))
    second = list(seen(judged(resume(case, other), case, judge)))
    assert first == second


def test_unpaid_work_counts_as_paid_work_does(judge: Judge) -> None:
    """Most sections differ in nothing else; the dates of a volunteer entry count as those of a job."""
    differing = total = 0
    for case in CASES[:25]:
        paid = judged(resume(case, PEOPLE[0]), case, judge)
        unpaid = judged(resume(case, PEOPLE[0], unpaid=True), case, judge)
        total += len(paid)
        differing += sum(a.status != b.status for a, b in zip(paid, unpaid, strict=True))
    assert total > 300
    assert differing == 0
