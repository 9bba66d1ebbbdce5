"""The main job with the real model, on documents written here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("overlooked")
RESUME = """Anna Example
anna@example.com | Duluth, MN

Experience

Shop assistant, Example Shoes, March 2019 - June 2022
- Sold shoes and counted the till every night
- Answered customers by telephone and e-mail

Education
High school diploma, Duluth, 2015
"""
JOB = """Bookkeeper
Example Youth Arts

What we are looking for
- At least two years of bookkeeping experience
- Reconcile the bank accounts every month
- Friendly manner on the telephone
- An associate's degree in accounting is a plus

How to apply
Send your papers to jobs@example.org.
"""
TREASURER = (
    "Since 2019 I have been the treasurer of our food bank. I do all the bookkeeping and reconcile the bank accounts "
    "every month."
)


def analyze(*arguments: object, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(COMMAND), "analyze", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pair")
    (path / "anna.txt").write_text(RESUME, encoding="utf-8")
    (path / "ad.txt").write_text(JOB, encoding="utf-8")
    (path / "answers.json").write_text(json.dumps([{"id": "a1", "text": TREASURER}]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pairs(folder: Path) -> subprocess.CompletedProcess[str]:
    """Five lines: a pair, nonsense, the pair with an answer, an absent file, the pair with an irrelevant answer."""
    pair = {"id": "plain", "resume": str(folder / "anna.txt"), "job": str(folder / "ad.txt")}
    lines = [
        json.dumps(pair),
        "nonsense",
        json.dumps(pair | {"id": "told", "stage": "rejected", "answers": [{"id": "a1", "text": TREASURER}]}),
        json.dumps(pair | {"id": "absent", "resume": str(folder / "absent.pdf")}),
        json.dumps(pair | {"id": "birds", "answers": [{"id": "a1", "text": "I take pictures of birds."}]}),
    ]
    return analyze("--pairs", "-", given="\n\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def reports(pairs: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in pairs.stdout.splitlines()]


def test_pairs_come_out_in_order_and_failures_in_their_place(reports: list[dict]) -> None:
    assert [report["id"] for report in reports] == ["plain", None, "told", "absent", "birds"]
    assert [report.get("error", {}).get("code") for report in reports] == [
        *(None, "bad_pair", None, "file_missing", None)
    ]


def test_some_failures_have_their_own_exit_code_and_are_named(pairs: subprocess.CompletedProcess[str]) -> None:
    assert pairs.returncode == 1
    assert "absent.pdf" in pairs.stderr
    assert "2 of 5 pairs failed." in pairs.stderr
    assert "Traceback" not in pairs.stderr


def test_the_untold_bookkeeping_is_found_and_gives_grounds(reports: list[dict]) -> None:
    before, after = ({r["quote"]: r["status"] for r in report["requirements"]} for report in (reports[0], reports[2]))
    rank = ["missing", "partial", "met"]
    lifted = [quote for quote, status in after.items() if rank.index(status) > rank.index(before[quote])]
    assert any("bookkeeping" in quote or "Reconcile" in quote for quote in lifted)
    assert all(rank.index(after[quote]) >= rank.index(before[quote]) for quote in after)
    assert reports[2]["verdict"]["grounds"] is True
    assert all(fill["evidence"] for fill in reports[2]["answers"][0]["fills"])
    assert all(quote in TREASURER for fill in reports[2]["answers"][0]["fills"] for quote in fill["evidence"])


def test_every_gap_is_asked_about(reports: list[dict]) -> None:
    gaps = {r["id"] for r in reports[0]["requirements"] if r["status"] in ("missing", "partial")}
    assert gaps == {identifier for question in reports[0]["questions"] for identifier in question["requirement_ids"]}


def test_without_answers_there_is_no_verdict(reports: list[dict]) -> None:
    assert reports[0]["verdict"] is None


def test_one_pair_as_json_is_the_same_report(folder: Path, reports: list[dict]) -> None:
    done = analyze(
        folder / "anna.txt", folder / "ad.txt", "--json", "--stage", "rejected", "--answers", folder / "answers.json"
    )
    assert done.returncode == 0
    assert {**json.loads(done.stdout), "id": "told"} == reports[2]


def test_the_report_for_people_fits_the_terminal_and_has_no_colour_in_a_pipe(folder: Path) -> None:
    done = analyze(folder / "anna.txt", folder / "ad.txt", COLUMNS="60")
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 60
    assert "\x1b" not in done.stdout
    assert "Bookkeeper" in done.stdout.splitlines()[0]


def test_the_page_goes_to_its_file(folder: Path) -> None:
    done = analyze(folder / "anna.txt", folder / "ad.txt", "--html", folder / "report.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert "<h1>Bookkeeper" in (folder / "report.html").read_text(encoding="utf-8")


def test_when_every_pair_fails_the_exit_code_says_so() -> None:
    done = analyze("--pairs", "-", given="{}\nnonsense\n")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
