"""`overlooked batch` and `overlooked audit` as scripts call them, with the real model."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("overlooked")
SAMPLES = Path(__file__).parents[2] / "samples"
AD = SAMPLES / "01-bookkeeper-treasurer" / "job.txt"


def overlooked(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(COMMAND), *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def resumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF, a DOCX inside an archive, and a scrap that is neither."""
    folder = tmp_path_factory.mktemp("cvs")
    (folder / "renata.pdf").write_bytes((SAMPLES / "01-bookkeeper-treasurer" / "resume.pdf").read_bytes())
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.write(SAMPLES / "03-junior-web-developer" / "resume.docx", "web/developer.docx")
    (folder / "scrap.pdf").write_bytes(b"%PDF-1.4 torn")
    return folder


@pytest.fixture(scope="module")
def done(resumes: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("out")
    return overlooked("batch", resumes, "--job", AD, "--out", out, "--workers", 1, "--json-progress"), out


def test_one_unreadable_file_is_named_and_the_exit_code_says_so(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    process, out = done
    assert process.returncode == 1
    assert [Path(row["file"]).name for row in rows(out / "errors.csv")] == ["scrap.pdf"]
    assert "scrap.pdf" in process.stderr
    assert "Traceback" not in process.stderr
    found = rows(out / "results.csv")
    assert [Path(row["file"]).name for row in found] == ["renata.pdf", "developer.docx"]
    assert all(row["work_years"] for row in found)


def test_progress_is_told_as_json_lines_and_nothing_else(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    events = [json.loads(line) for line in done[0].stdout.splitlines()]
    assert [event["event"] for event in events][-2:] == ["progress", "finished"]
    assert (events[-2]["total"], events[-2]["done"], events[-2]["failed"]) == (3, 3, 1)
    assert events[-1]["errors"][0]["code"] == "damaged"


def test_a_killed_run_goes_on_and_gives_the_same_files(
    resumes: Path, done: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    arguments = ["batch", resumes, "--job", AD, "--out", tmp_path / "out", "--workers", 1, "--json-progress"]
    with subprocess.Popen([str(COMMAND), *map(str, arguments)], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line).get("done"):
                process.kill()
                break
    assert not (tmp_path / "out" / "results.csv").exists()
    process = overlooked(*arguments)
    assert process.returncode == 1
    for name in ("results.csv", "results.parquet", "requirements.parquet", "errors.csv", "index.html"):
        assert (tmp_path / "out" / name).read_bytes() == (done[1] / name).read_bytes(), name


def test_the_audit_reads_what_the_batch_wrote(
    done: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "groups.csv").write_text("file,sex,race_ethnicity\nrenata.pdf,F,White\ndeveloper.docx,M,Asian\n")
    process = overlooked("audit", done[1], "--groups", tmp_path / "groups.csv", "--threshold", 0.2)
    assert process.returncode == 0
    assert "selection,0.2,Sex,,Male,1," in process.stdout
    page = overlooked("audit", done[1], "--groups", tmp_path / "groups.csv", "--html", tmp_path / "audit.html")
    assert page.returncode == 0
    assert "Impact ratio" in (tmp_path / "audit.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("cvs", "--out", "out"), 2),
        (("cvs", "--job", "ad.txt", "--out", "out", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"), 2),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(
    arguments: tuple[str, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert overlooked("batch", *arguments).returncode == code
    assert not (tmp_path / "out").exists()


def test_nothing_that_can_be_scored_is_a_failure_of_all(tmp_path: Path) -> None:
    process = overlooked("batch", tmp_path / "nowhere", "--job", AD, "--out", tmp_path / "out", "--workers", 1)
    assert process.returncode == 3
    assert "There is no such file or folder." in process.stderr
    assert (tmp_path / "out" / "errors.csv").exists()


def test_a_run_that_is_told_to_end_goes_on_from_there_and_leaves_no_scratch_behind(tmp_path: Path) -> None:
    bullets = "".join(f"- Kept the books of club number {number} and paid its coach\n" for number in range(40))
    (tmp_path / "cvs").mkdir()
    for number in range(40):
        (tmp_path / "cvs" / f"{number}.md").write_text(f"# Ida Lund {number}\n\n## Work\n- Until {number}\n{bullets}")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    arguments = ["batch", tmp_path / "cvs", "--job", AD, "--out", tmp_path / "out", "--workers", 1, "--json-progress"]
    with subprocess.Popen(  # noqa: S603
        [str(COMMAND), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it is on its way
        process.terminate()
        process.terminate()  # once more does no harm
        _, said = process.communicate(timeout=120)
    assert process.returncode == 143
    assert "the same command goes on from there" in said
    assert not list(scratch.glob("overlooked-*"))
    assert overlooked(*arguments).returncode == 0
    assert len(rows(tmp_path / "out" / "results.csv")) == 40
