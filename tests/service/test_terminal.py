import io

import pytest
from rich.console import Console

from service import report
from service.reporting.terminal import print_report

QUOTE = "Reconcile two checking accounts and the company card at the end of every month"


@pytest.fixture
def told() -> report.Report:
    """A report with one requirement of each status, a warning, an answer, a verdict and a question."""
    statuses = ["missing", "partial", "met", "not_judged"]
    evidence = report.Evidence(
        quote="Made up the bank deposit [bold]", source="resume", start=0, end=9, page=2, score=0.7
    )
    return report.Report(
        id="1",
        stage="rejected",
        resume=report.ResumeInfo(
            file="anna.pdf",
            media_type="application/pdf",
            pages=2,
            warnings=[report.Warning(code="image_page", message="Page 2 is a picture.")],
        ),
        job=report.JobInfo(file="ad.html", title="Bookkeeper", organization="Food Bank"),
        summary=report.Summary(requirements=4, met=1, partial=1, missing=1, must_missing=1, coverage=0.5),
        requirements=[
            report.RequirementReport(
                id=f"r{number}",
                quote=f"{QUOTE} {number}",
                start=0,
                end=9,
                priority="must" if number else "nice",
                kind="experience",
                status=status,
                confidence=0.9,
                evidence=[evidence] if status in ("partial", "met") else [],
                why="Because.",
            )
            for number, status in enumerate(statuses)
        ],
        questions=[report.Question(id="q1", requirement_ids=["r0"], text="Have you ever?", follow_ups=["since when"])],
        answers=[
            report.Answer(
                id="a1",
                text="I balance \x1b[31mthe club's account.",
                fills=[report.Fill(requirement_id="r2", from_="missing", to="met", evidence=["I balance"])],
            )
        ],
        verdict=report.Verdict(stage="rejected", grounds=True, reasons=["They ask for it."]),
    )


def printed(told: report.Report, width: int, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    print_report(told, Console(file=file, width=width, highlight=False, emoji=False, markup=False))
    file.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(told: report.Report, width: int) -> None:
    lines = printed(told, width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        "Bookkeeper at Food Bank",
        "anna.pdf (2 pages)",
        "50%",
        "4 requirements: 1 shown, 1 in part, 1 missing (1 of them a must), 1 not judged",
        "résumé, page 2: “Made up the bank deposit [bold]”",
        "Page 2 is a picture.",
        "Before your answers: 20%",
        "missing → shown",
        "There is something new and pertinent to say",
        "They ask for it.",
        "Have you ever?",
        "If so: since when?",
    ],
)
def test_everything_a_person_needs_is_said(told: report.Report, words: str) -> None:
    assert words in printed(told, 200)


def test_missing_comes_before_partial_and_shown(told: report.Report) -> None:
    text = printed(told, 100)
    places = [text.index(heading) for heading in ("Not shown on the résumé", "Shown in part", "\nShown (1)")]
    assert places == sorted(places)


def test_a_document_cannot_steer_the_terminal(told: report.Report) -> None:
    assert "\x1b" not in printed(told, 100)


def test_a_terminal_without_unicode_gets_plain_letters(told: report.Report) -> None:
    text = printed(told, 100, encoding="latin-1")
    assert 'résumé, page 2: "Made up the bank deposit [bold]"' in text
    assert " - " in text
