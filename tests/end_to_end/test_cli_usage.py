"""The command line, nearly all of it without a model: help, usage errors, named errors, what it imports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("overlooked")
RESUME = """Anna Example
anna@example.com

Experience

Shop assistant, Example Shoes, March 2019 - June 2022
- Sold shoes and counted the till every night

Volunteering

Treasurer, Example Food Bank, 2020 - present
- Keep the books in QuickBooks
"""
JOB = """Bookkeeper
Example Youth Arts

What we are looking for
- At least two years of bookkeeping experience
- QuickBooks
- A certificate in payroll is a plus

How to apply
Send your papers to jobs@example.org.
"""


def overlooked(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(COMMAND), *map(str, arguments)], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / "anna.txt"
    path.write_text(RESUME, encoding="utf-8")
    return path


@pytest.fixture
def job(tmp_path: Path) -> Path:
    path = tmp_path / "ad.txt"
    path.write_text(JOB, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [(), ("--help",), ("analyze", "--help"), ("read", "--help")])
def test_help_is_on_standard_output(arguments: tuple[str, ...]) -> None:
    done = overlooked(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: overlooked" in done.stdout


def test_the_version_is_told() -> None:
    assert overlooked("--version").stdout.startswith("overlooked, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("conjure",),
        ("analyze",),
        ("analyze", "cv.pdf"),
        ("analyze", "cv.pdf", "ad.txt", "more.txt"),
        ("analyze", "cv.pdf", "ad.txt", "--stage", "hopeful"),
        ("analyze", "cv.pdf", "ad.txt", "--json", "--html", "out.html"),
        ("analyze", "cv.pdf", "ad.txt", "--answers", "absent.json"),
        ("analyze", "cv.pdf", "ad.txt", "--html", "/absent/folder/out.html"),
        ("analyze", "cv.pdf", "ad.txt", "--pairs", "-"),
        ("analyze", "--pairs", "absent.jsonl"),
        ("read",),
        ("read", "cv.pdf", "--as", "letter"),
        ("read", "cv.pdf", "--json", "--html", "out.html"),
        ("schema",),
        ("schema", "moods"),
    ],
)
def test_wrong_usage_has_its_own_exit_code_and_a_quiet_standard_output(arguments: tuple[str, ...]) -> None:
    done = overlooked(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["{", "[1]", '{"id": "a", "text": "t"}', '[{"id": "a"}]'])
def test_answers_of_another_shape_are_wrong_usage(tmp_path: Path, text: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(text)
    done = overlooked("analyze", "cv.pdf", "ad.txt", "--answers", answers)
    assert done.returncode == 2
    assert "answers" in done.stderr


@pytest.mark.parametrize("command", [("analyze", "{}", "{}"), ("analyze", "{}", "{}", "--json"), ("read", "{}")])
def test_an_absent_document_is_said_in_plain_words(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = overlooked(*(str(tmp_path / "absent.pdf") if word == "{}" else word for word in command))
    assert (done.returncode, done.stdout) == (3, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("File “absent.pdf” cannot be used: ")
    assert second.startswith("What to do: ")


def test_an_empty_document_is_said_in_plain_words(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    done = overlooked("read", empty)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "empty" in done.stderr


def test_the_schema_is_json_schema_with_the_contracts_names() -> None:
    schema = json.loads(overlooked("schema", "report").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["$id"]
    assert {"schema", "id", "stage", "requirements", "verdict"} <= set(schema["properties"])
    assert "from" in schema["$defs"]["Fill"]["properties"]


def test_reading_a_resume_gives_the_contracts_object(resume: Path) -> None:
    done = overlooked("read", resume, "--json")
    reading = json.loads(done.stdout)
    assert (reading["schema"], reading["as"], reading["pages"]) == ("overlooked.reading/1", "resume", None)
    for statement in reading["statements"]:
        assert statement["text"] == reading["text"][statement["start"] : statement["end"]]
    assert reading["resume"]["work"][0]["startDate"] == "2019-03"
    assert "job" not in reading


def test_reading_an_advertisement_lists_requirements_without_judging(job: Path) -> None:
    reading = json.loads(overlooked("read", job, "--json").stdout)
    assert reading["as"] == "job"
    assert "resume" not in reading
    assert "QuickBooks" in " ".join(requirement["quote"] for requirement in reading["requirements"])
    assert "status" not in reading["requirements"][0]


def test_what_a_document_is_read_as_can_be_said(resume: Path) -> None:
    assert json.loads(overlooked("read", resume, "--as", "job", "--json").stdout)["as"] == "job"


def test_reading_for_people_says_what_it_was_taken_for(resume: Path) -> None:
    assert "Read as a résumé" in overlooked("read", resume).stdout


def test_the_drawing_goes_to_the_file_and_standard_output_stays_empty(resume: Path, tmp_path: Path) -> None:
    done = overlooked("read", resume, "--html", tmp_path / "out.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Keep the books" in (tmp_path / "out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], ["torch", "sentence_transformers", "numpy"]),
        (["analyze", "--help"], ["torch", "sentence_transformers", "numpy"]),
        (["schema", "report"], ["torch", "sentence_transformers", "numpy"]),
        (["read", "RESUME", "--as", "resume"], ["torch", "sentence_transformers", "numpy"]),
    ],
)
def test_light_commands_import_nothing_heavy(resume: Path, arguments: list[str], never: list[str]) -> None:
    program = (
        "import sys\n"
        "from service.cli import main\n"
        "try:\n"
        f"    main({[str(resume) if word == 'RESUME' else word for word in arguments]!r})\n"
        "finally:\n"
        f"    print([name for name in {never!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("arguments", [("schema", "report"), ("read", "RESUME", "--json"), ("read", "RESUME")])
def test_a_reader_that_has_enough_is_no_failure(resume: Path, arguments: tuple[str, ...]) -> None:
    command = [str(COMMAND), *(str(resume) if word == "RESUME" else word for word in arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_an_advertisements_requirements_are_those_of_the_report(resume: Path, job: Path) -> None:
    read = json.loads(overlooked("read", job, "--as", "job", "--json").stdout)["requirements"]
    report = json.loads(overlooked("analyze", resume, job, "--json").stdout)["requirements"]
    names = ("id", "quote", "start", "end", "priority", "kind")
    assert [[one[name] for name in names] for one in read] == [[one[name] for name in names] for one in report]


@pytest.mark.parametrize("command", [("analyze", "RESUME", "JOB"), ("read", "RESUME")])
def test_the_page_is_never_written_over_a_document(resume: Path, job: Path, command: tuple[str, ...]) -> None:
    given = [{"RESUME": str(resume), "JOB": str(job)}.get(one, one) for one in command]
    done = overlooked(*given, "--html", resume)
    assert (done.returncode, done.stdout) == (2, "")
    assert "one of the files that are read" in done.stderr
    assert resume.read_text(encoding="utf-8") == RESUME


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_an_audit_is_never_written_over_what_it_reads(tmp_path: Path, option: str) -> None:
    results, groups = tmp_path / "results.csv", tmp_path / "groups.csv"
    results.write_text("kept as it is\n", encoding="utf-8")
    groups.write_text("id,sex\n1,f\n", encoding="utf-8")
    for target in (results, groups):
        done = overlooked("audit", results, "--groups", groups, option, target)
        assert (done.returncode, done.stdout) == (2, "")
        assert "one of the files that are read" in done.stderr
    assert results.read_text(encoding="utf-8") == "kept as it is\n"


def test_a_document_that_may_not_be_opened_is_an_unusable_input(resume: Path) -> None:
    resume.chmod(0)
    command = [str(COMMAND), "read", str(resume)]
    if os.geteuid() == 0:  # whom no permission stops, unless it gives that up
        gone = "-dac_override,-dac_read_search"
        resume.parent.chmod(0o755)
        os.chown(resume, 12345, -1)
        command = ["setpriv", f"--bounding-set={gone}", f"--inh-caps={gone}", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 3, done.stderr
    assert "cannot be opened" in done.stderr


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)  # noqa: S603, S607


@pytest.mark.parametrize("command", ["analyze --pairs -", "check-message -"])
def test_a_closed_standard_input_is_wrong_usage(command: str) -> None:
    done = shell(f"{COMMAND} {command} <&-")
    assert done.returncode == 2
    assert "Standard input is closed" in done.stderr


@pytest.mark.parametrize("command", ["schema report", "read {}", "read {} --json"])
def test_a_full_disk_is_said_in_plain_words(resume: Path, command: str) -> None:
    done = shell(f"{COMMAND} {command.format(resume)} >/dev/full")
    assert done.returncode == 3
    assert done.stderr.startswith("Standard output cannot be written (No space left on device).\nWhat to do: ")


@pytest.mark.parametrize(("line", "code"), [("read nosuch 2>&-", 3), ("schema report >&-", 0)])
def test_closed_outputs_change_no_exit_code(line: str, code: int) -> None:
    assert shell(f"{COMMAND} {line}").returncode == code
