"""The conversation in a terminal, with the real model: begun, left, taken up again, and what it leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parsers.opening import read_bytes

COMMAND = Path(sys.executable).with_name("overlooked")
SAMPLE = Path(__file__).parents[2] / "samples" / "01-bookkeeper-treasurer"
STORY = json.loads((SAMPLE / "answers.json").read_text(encoding="utf-8"))[0]["text"]
EMPTY = "\n"


def interview(
    out: Path, said: str, *options: object, resume: Path = SAMPLE / "resume.pdf"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(COMMAND), "interview", str(resume), str(SAMPLE / "job.txt"), "--out", str(out), *map(str, options)],
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One story told, then enough; every fill is right; they have not written yet; the reason is given."""
    out = tmp_path_factory.mktemp("held") / "out"
    ledger = out.parent / "ledger.json"
    said = f"{STORY}\n{EMPTY}stop\n" + "keep\n" * 12
    done = interview(out, said + "n\n5\nI thought only paid work counts.\n", "--stage", "applying", "--ledger", ledger)
    return out, done


def test_it_ends_with_the_files_that_the_story_is_good_for(
    held: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = held
    assert done.returncode == 0, done.stderr
    names = {path.name for path in out.iterdir()}
    assert names >= {
        *("advice.txt", "addendum.docx", "additions.txt", "additions.json", "cover_letter.txt", "proofs.txt"),
        *("comparison.txt", "report.html", "interview.json"),
    }
    assert "Minnesota Point Sailing Association" in (out / "additions.txt").read_text(encoding="utf-8")
    assert "Minnesota Point Sailing Association" in read_bytes((out / "addendum.docx").read_bytes()).text


def test_what_a_story_lifts_is_shown_at_once(held: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = held
    assert "not shown → shown" in done.stdout
    assert "Coverage:" in done.stdout


def test_confirmed_stories_are_in_the_ledger_and_serve_the_next_time(
    held: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out, _ = held
    ledger = out.parent / "ledger.json"
    [entry] = json.loads(ledger.read_text(encoding="utf-8"))["volunteer"]
    assert entry["organization"] == "Minnesota Point Sailing Association"
    again = interview(tmp_path / "next", "stop\n" + "keep\n" * 12, "--ledger", ledger)
    assert again.returncode == 0, again.stderr
    assert "1 of your earlier stories were read." in again.stderr
    assert "Minnesota Point Sailing Association" in (tmp_path / "next" / "additions.txt").read_text(encoding="utf-8")


def test_it_can_be_left_and_taken_up_again(tmp_path: Path) -> None:
    left = interview(tmp_path / "out", "no\n")
    assert left.returncode == 130, "the input ended, as with Ctrl-C"
    first = left.stdout.strip().splitlines()[0]
    back = interview(tmp_path / "out", "stop\n")
    assert back.returncode == 0, back.stderr
    assert "Going on where you left." in back.stderr
    assert first not in back.stdout, "a question that was answered with no is not put again"


def test_answers_about_other_documents_are_not_mixed_in(tmp_path: Path) -> None:
    assert interview(tmp_path / "out", "stop\n").returncode == 0
    other = tmp_path / "other.txt"
    other.write_text("Ben Example\n\nExperience\nBaker, Oak Bakery, 2019 - 2022\n- Baked bread\n", encoding="utf-8")
    refused = interview(tmp_path / "out", "stop\n", resume=other)
    assert refused.returncode == 2
    assert "--afresh" in refused.stderr
    assert interview(tmp_path / "out", "stop\n", "--afresh", resume=other).returncode == 0


def test_without_anything_new_after_a_rejection_no_message_is_written(tmp_path: Path) -> None:
    letter = tmp_path / "rejection.txt"
    letter.write_text(
        "Dear Ms Example,\nunfortunately we chose somebody else.\nKind regards\nDana Ruiz\n", encoding="utf-8"
    )
    said = f"I watch birds at the lake with my sister.\n{EMPTY}{EMPTY}stop\n"
    done = interview(tmp_path / "out", said, "--rejection", letter)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "out" / "message.txt").exists()
    assert "do not ask them to reconsider" in " ".join(done.stdout.split())


def test_a_rejection_letter_makes_the_message_go_to_its_writer(tmp_path: Path) -> None:
    letter = tmp_path / "rejection.txt"
    letter.write_text(
        "Dear Ms Example,\nthank you for applying. I am sorry that we chose somebody else.\nKind regards,\nDana Ruiz\n",
        encoding="utf-8",
    )
    said = f"{STORY}\n{EMPTY}stop\n" + "keep\n" * 20
    # How many fills there are depends on the judge; what is left over of "keep" is asked again and answered here.
    out = tmp_path / "out"
    first = interview(out, said, "--rejection", letter)
    assert first.returncode in (0, 130)
    last = interview(out, "n\n4\nI thought only paid work counts.\n", "--rejection", letter)
    assert last.returncode == 0, last.stderr
    message = (out / "message.txt").read_text(encoding="utf-8")
    assert "Dear Dana Ruiz," in message
    assert "I thought only paid work counts." in message
    assert len(message.split()) < 200


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n1 0 obj << broken"])
def test_a_resume_that_cannot_be_read_is_refused_before_any_question(tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    refused = interview(tmp_path / "out", "", resume=bad)
    assert refused.returncode == 3
    assert "What to do:" in refused.stderr
    assert not (tmp_path / "out").exists()
