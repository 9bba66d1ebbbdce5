import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from parsers.opening import open_document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PAIRS = sorted(gold.parent for gold in SAMPLES.glob("*/gold.yaml"))
DOCUMENTS = sorted(path for pair in PAIRS for name in ("resume", "job") for path in pair.glob(f"{name}.*"))
COMMAND = Path(sys.executable).with_name("overlooked")


def label(path: Path) -> str:
    return str(path.relative_to(SAMPLES))


def words_of(text: str) -> set[str]:
    """All words and numbers but those that only count the items of a list; some layouts write headings in capitals."""
    return set(re.findall(r"\w+", re.sub(r"(?m)^\d+\. ", "", text).casefold()))


def document_of(pair: Path, name: str) -> str:
    """The binary document where there is one, else the source."""
    made = [path for path in pair.glob(f"{name}.*") if path.suffix not in {".md", ".txt"}]
    return str((made or list(pair.glob(f"{name}.*")))[0])


@pytest.fixture(scope="module")
def maker():
    sys.path.insert(0, str(SAMPLES))
    try:
        yield importlib.import_module("make")
    finally:
        sys.path.remove(str(SAMPLES))


@pytest.fixture(scope="module")
def reports():
    pairs = [{"id": p.name, "resume": document_of(p, "resume"), "job": document_of(p, "job")} for p in PAIRS]
    first = pairs[0]
    answers = json.loads((PAIRS[0] / "answers.json").read_text(encoding="utf-8"))
    pairs.append({**first, "id": "treasurer told", "answers": answers, "stage": "rejected"})
    lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
    command = [COMMAND, "analyze", "--pairs", "-"]
    today = {**os.environ, "OVERLOOKED_TODAY": "2026-11"}
    done = subprocess.run(  # noqa: S603  (our own command)
        command, input=lines, env=today, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {report["id"]: report for report in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_every_sample_document_opens_and_holds_its_words(path):
    source = path.with_name("resume.md" if path.stem == "resume" else "job.txt").read_text(encoding="utf-8")

    assert words_of(source) - words_of(open_document(path).text) == set()


@pytest.mark.parametrize("pair", PAIRS, ids=label)
def test_sentences_of_a_made_document_come_out_whole_whatever_its_columns(pair, maker):
    for name in maker.MADE[pair.name]:
        text = " ".join(open_document(pair / name).text.split())
        pieces = [block.text for block in maker.paper_of(pair.name, Path(name).stem).blocks if block.kind != "row"]

        assert [piece for piece in pieces if piece not in text] == []


@pytest.mark.parametrize("pair", PAIRS, ids=label)
def test_a_made_document_reads_as_its_source_makes_it_today(pair, maker, tmp_path):
    for fresh in maker.make(tmp_path, pair.name):
        assert open_document(pair / fresh.name).text == open_document(fresh).text, "run: make samples"


def test_making_a_sample_twice_gives_the_same_bytes(maker, tmp_path):
    for pair in PAIRS:
        first, second = maker.make(tmp_path / "1", pair.name), maker.make(tmp_path / "2", pair.name)

        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("pair", PAIRS, ids=label)
def test_labels_quote_the_documents_word_for_word(pair):
    gold = yaml.safe_load((pair / "gold.yaml").read_text(encoding="utf-8"))
    resume = (pair / "resume.md").read_text(encoding="utf-8").splitlines()
    job = (pair / "job.txt").read_text(encoding="utf-8").splitlines()
    quotes = [r["quote"] for r in gold["requirements"]] + gold["not_requirements"]
    evidence = [words for r in gold["requirements"] for words in r["evidence"]]

    assert [q for q in quotes if not any(q in line for line in job)] == []
    assert [e for e in evidence if not any(e in line for line in resume)] == []
    assert all(bool(r["evidence"]) == (r["status"] != "missing") for r in gold["requirements"])


@pytest.mark.parametrize("pair", PAIRS, ids=label)
def test_every_pair_gives_a_report_with_gaps_and_matches(pair, reports):
    summary = reports[pair.name]["summary"]

    assert summary["requirements"] >= 5
    assert summary["missing"] >= 1
    assert summary["met"] + summary["partial"] >= 1


def test_the_treasurer_has_grounds_once_she_tells_of_it(reports):
    before, after = reports[PAIRS[0].name], reports["treasurer told"]
    lifted = {fill["requirement_id"] for answer in after["answers"] for fill in answer["fills"]}
    quotes = {r["id"]: r["quote"] for r in before["requirements"]}

    assert after["verdict"]["grounds"] is True
    assert after["summary"]["coverage"] > before["summary"]["coverage"]
    assert any("ledger" in quotes[requirement] for requirement in lifted)
    [ledger] = [one for one in before["requirements"] if "ledger" in one["quote"]]
    assert ledger["status"] != "met", "QuickBooks is asked for, and the résumé does not name it"


def test_years_at_another_desk_are_not_taken_for_years_of_what_is_asked(reports) -> None:
    asked = reports["01-bookkeeper-treasurer"]["requirements"]
    [years] = [one for one in asked if "years of bookkeeping" in one["quote"]]
    assert years["status"] != "met", "twelve years at a hotel's front desk are no years of bookkeeping"
    assert years["second_look"], "no years could be counted, and the report says that it is unsure"
