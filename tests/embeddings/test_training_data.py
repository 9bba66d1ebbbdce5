"""The training data as they are shipped: every file loads, every mark is found, and nothing is the benchmark's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from embeddings.judge.model import Passage
from embeddings.requirements.model import Kind
from embeddings.training import applications, mini_cases
from embeddings.training import marked_advertisements as advertisements
from embeddings.words import content_stems
from parsers.resume.model import SectionName

KINDS = set(get_args(Kind))
SECTIONS = set(get_args(SectionName))
STATUSES = {"met", "partial", "missing"}
BENCHMARK = Path(__file__).parents[3] / "shared" / "bench" / "cases"
HELD_OUT = sorted((Path(__file__).parents[1] / "benchmark").glob("held_out*"))
WISHES = sorted(advertisements.WISHES.glob("*.txt"))
ADVERTISEMENTS = sorted([*advertisements.FOLDER.glob("*.txt"), *WISHES])
CASES = sorted(mini_cases.FOLDER.rglob("*.yaml"))
APPLICATIONS = sorted(path.parent for path in applications.FOLDER.rglob("resume.md"))
#: Written after the last training, for the next one.
WAITING = sorted((mini_cases.FOLDER.parent / "waiting").glob("*.yaml"))


@cache
def marked() -> dict[str, advertisements.MarkedAdvertisement]:
    return {path.stem: advertisements.marked_advertisement(path) for path in ADVERTISEMENTS}


@cache
def raw(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_there_is_something_to_learn_from() -> None:
    assert len(ADVERTISEMENTS) >= 150
    assert len(CASES) >= 150


@pytest.mark.parametrize("path", ADVERTISEMENTS, ids=lambda path: path.stem)
def test_an_advertisement_loads_with_all_its_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), "the first line says occupation, ISCO major group, country, form"
    assert text.count("[[") == text.count("]]") == len(marked()[path.stem].spans) > 0
    assert {span.kind for span in marked()[path.stem].spans} <= KINDS


def test_all_mini_cases_lie_in_one_of_two_halves() -> None:
    first, second = ({path.name for path in half.glob("*.yaml")} for half in mini_cases.HALVES)
    assert not first & second, "nobody is tried by what learnt from them"
    assert first | second == {path.name for path in CASES}


def test_all_applications_lie_in_one_of_two_halves() -> None:
    first, second = ({path.name for path in half.iterdir()} for half in applications.HALVES)
    assert not first & second, "nobody is tried by what learnt from them"
    assert first | second == {path.name for path in APPLICATIONS}
    assert all(mini_cases.WHOLE.match(name) for name in first | second), "known by their names"
    assert not any(mini_cases.WHOLE.match(path.name) for path in CASES)


@pytest.mark.parametrize("path", APPLICATIONS, ids=lambda path: path.name)
def test_an_application_is_whole(path: Path) -> None:
    cases = list(applications.applications(path))
    begins = [i for i, case in enumerate(cases) if not case.told]
    assert len(begins) == 1 + (path / "next").exists()
    for first, end, asked, told in zip(
        begins, [*begins[1:], len(cases)], (range(16, 20), range(11, 15)), ((3, 4), (2,)), strict=False
    ):
        resume, *stories = cases[first:end]
        assert {label.status for label in resume.labels} <= STATUSES
        assert {label.requirement.kind for label in resume.labels} <= KINDS
        assert len(resume.labels) in asked
        assert len(resume.passages) >= 15
        assert len(stories) in told
        assert all(label.evidence for label in resume.labels if label.status != "missing")
        assert all(story.told and story.passages and story.isco == resume.isco for story in stories)
        still_open = [label.requirement.id for label in resume.labels if label.status != "met"]
        assert all([label.requirement.id for label in story.labels] == still_open for story in stories)


def test_nearly_all_apply_twice_and_much_of_the_second_is_shown_in_part() -> None:
    answers = [
        label.status
        for case in applications.applications()
        if not case.told
        for label in case.labels
        if label.requirement.id.startswith("n")
    ]
    assert sum((path / "next").exists() for path in APPLICATIONS) >= 0.95 * len(APPLICATIONS)
    assert 0.35 < answers.count("partial") / len(answers) < 0.48


def test_who_applies_twice_is_one_person_with_requirements_of_their_own(tmp_path: Path) -> None:
    own = tmp_path / "aa-cook-malta"
    (own / "next").mkdir(parents=True)
    (own / "resume.md").write_text("# Ann Example\n\n## Work\n\n- Cooked for ninety\n", "utf-8")
    for folder, asked, answers in (
        (own, "cook for many", "answers: {r1: [met, 'Cooked for ninety']}\ntold: []\n"),
        (own / "next", "cook for a thousand", "answers: {n1: [partial, 'Cooked for ninety']}\ntold: []\n"),
    ):
        (folder / "advertisement.txt").write_text(f"# cook | 5 | Malta | bullets\n- [[skill|must|{asked}]]\n", "utf-8")
        (folder / "answers.yaml").write_text(answers, "utf-8")
    first, second = applications.applications(own)
    assert first.name == second.name == "aa-cook-malta", "folds keep them together"
    assert [label.requirement.id for label in (*first.labels, *second.labels)] == ["r1", "n1"]
    assert second.labels[0].requirement.quote == "cook for a thousand"
    assert second.labels[0].evidence == first.labels[0].evidence


def test_an_application_with_an_answer_that_its_resume_does_not_hold_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "aa-cook-malta"
    own.mkdir()
    (own / "resume.md").write_text("# Ann Example\n\n## Work\n\n- Cooked for ninety\n", "utf-8")
    (own / "advertisement.txt").write_text(
        "# cook | 5 | Malta | bullets\nCook\n- [[skill|must|cook for many]]\n", "utf-8"
    )
    (own / "answers.yaml").write_text("answers: {r1: [met, 'Cooked for ten']}\ntold: []\n", "utf-8")
    with pytest.raises(ValueError, match="aa-cook-malta r1: “Cooked for ten” is no line of the résumé"):
        list(applications.applications(own))
    (own / "answers.yaml").write_text("answers: {r1: [met, 'Cooked for ninety'], r2: [missing]}\ntold: []\n", "utf-8")
    with pytest.raises(ValueError, match="1 marks and 2 answers"):
        list(applications.applications(own))
    (own / "answers.yaml").write_text("answers: {r1: [met]}\ntold: []\n", "utf-8")
    with pytest.raises(ValueError, match="met with 0 quotes"):
        list(applications.applications(own))
    (own / "answers.yaml").write_text(
        "answers: {r1: [partial, Cooked for ninety]}\ntold: [{text: I cook for ten., fills: {r1: partial}}]\n", "utf-8"
    )
    with pytest.raises(ValueError, match="story 1 does not raise r1"):
        list(applications.applications(own))


def test_what_is_written_to_tell_wishes_from_demands_holds_both() -> None:
    for path in WISHES:
        said = [span.priority for span in marked()[path.stem].spans]
        assert min(said.count("must"), said.count("nice")) > 0, path.name


def test_marked_spans_do_not_overlap() -> None:
    for ad in marked().values():
        ends = [0, *(span.end for span in ad.spans)]
        assert all(span.start >= end for span, end in zip(ad.spans, ends, strict=False)), ad.name


def test_marked_advertisements_also_hold_text_that_is_no_requirement() -> None:
    shares = [sum(s.end - s.start for s in ad.spans) / len(ad.job.document.text) for ad in marked().values()]
    assert max(shares) < 0.95
    assert sum(shares) / len(shares) < 0.6


@pytest.mark.parametrize("path", [*CASES, *WAITING], ids=lambda path: path.stem)
def test_a_mini_case_is_whole(path: Path) -> None:
    data = raw(path)
    lines = {line["id"] for line in data["lines"]}
    requirements = {requirement["id"]: requirement for requirement in data["requirements"]}
    assert len(lines) == len(data["lines"]), "line ids are unique"
    assert len(requirements) == len(data["requirements"]), "requirement ids are unique"
    assert "section" in data["lines"][0]
    assert {line["section"] for line in data["lines"] if "section" in line} <= SECTIONS
    for requirement in requirements.values():
        assert requirement["kind"] in KINDS
        assert requirement["status"] in STATUSES
        assert set(requirement["evidence"]) <= lines
        assert not (requirement["status"] == "missing" and requirement["evidence"]), requirement["id"]
    for story in data.get("told") or []:
        assert story["text"].strip()
        assert set(story["fills"]) <= set(requirements), story["id"]
        assert set(story["fills"].values()) <= {"met", "partial"}


def test_mini_cases_load_with_a_passage_for_every_line() -> None:
    cases = list(mini_cases.mini_cases())
    resumes = [case for case in cases if not case.told]
    assert len(resumes) == len(CASES)
    assert sum(case.told for case in cases) >= len(CASES)
    for case, path in zip(resumes, CASES, strict=True):
        assert len(case.passages) == len(raw(path)["lines"])
        assert all(isinstance(passage, Passage) and passage.text for passage in case.passages)


def test_all_three_answers_are_well_represented() -> None:
    answers = [label.status for case in mini_cases.mini_cases() if not case.told for label in case.labels]
    assert all(answers.count(status) > 0.15 * len(answers) for status in STATUSES)


def runs_in_training(length: int) -> set[tuple[str, ...]]:
    files = (*ADVERTISEMENTS, *CASES, *WAITING, *(file for path in APPLICATIONS for file in path.rglob("*.*")))
    return {run for path in files for run in runs_of_words(path.read_text(encoding="utf-8"), length)}


def runs_in_cases(folders: Iterable[Path], length: int) -> set[tuple[str, ...]]:
    texts = (
        (gold.parent / name).read_text(encoding="utf-8")
        for folder in folders
        for gold in folder.glob("*/gold.yaml")
        for name in ("resume.md", "job.txt", "gold.yaml")
    )
    return {run for text in texts for run in runs_of_words(text, length)}


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark is not beside this checkout")
def test_nothing_of_the_benchmark_stands_in_the_training_data() -> None:
    """No run of eight words is shared with any benchmark case: the weights have never seen it."""
    theirs = runs_in_cases([BENCHMARK], 8)
    assert theirs, "the benchmark could be read"
    assert sorted(" ".join(run) for run in runs_in_training(8) & theirs) == []


def test_no_line_of_a_held_out_case_stands_in_the_training_data() -> None:
    """They share phrases of the trade with it, "full driving licence and use of a car", but no line."""
    theirs = runs_in_cases(HELD_OUT, 14)
    assert theirs, "the cases could be read"
    assert sorted(" ".join(run) for run in runs_in_training(14) & theirs) == []


def runs_of_words(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Runs of `length` words within a line that say something: "you must have the right to work in" does not."""
    for line in text.splitlines():
        plain = re.sub(r"\[\[[\w+]+\|\w+\||\]\]", " ", line)
        found = re.findall(r"[\w’']+", plain.casefold())
        for run in zip(*(found[i:] for i in range(length)), strict=False):
            if len(content_stems(" ".join(run))) > 2:
                yield run
