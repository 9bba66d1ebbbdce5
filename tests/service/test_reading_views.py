import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from parsers.dates import Month, Period
from parsers.document import Block, Document, DocumentBuilder, Line, Notice, Page, RawLine
from parsers.resume.model import Basics, Entry, Resume, Section
from service.analysis import JobFile
from service.reading import Reading, reading_as_json
from service.reporting.drawing import drawn_pages
from service.reporting.outline import print_outline


@pytest.fixture
def resume(resume_of: Callable[..., Resume]) -> Resume:
    made = resume_of("Treasurer, Food Bank", "Kept the books <b>")
    end = len(made.document.text)
    entry = Entry(0, "volunteer", "Treasurer", "Food Bank", Period(Month(2019, 3), None, True), 0, end)
    return replace(
        made,
        document=replace(made.document, notices=(Notice("image_page", "Page 2 is a picture."),)),
        basics=Basics(name="Anna Example"),
        sections=(Section("volunteer", "Giving back", 0, end),),
        entries=(entry,),
        statements=tuple(
            replace(statement, section="volunteer", heading="Giving back", entry=0) for statement in made.statements
        ),
    )


def outline(reading: Reading) -> str:
    file = io.StringIO()
    print_outline(reading, Console(file=file, width=100, highlight=False, emoji=False, markup=False))
    return file.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "Read as a résumé (PDF, 1 page)",
        "Anna Example",
        "Giving back  volunteer",
        "Treasurer · Food Bank · 2019-03 to present",
        "    Kept the books <b>",
        "Page 2 is a picture.",
    ],
)
def test_the_outline_of_a_resume_says(resume: Resume, words: str) -> None:
    assert words in outline(Reading("cv.pdf", resume))


def test_the_outline_of_an_advertisement_lists_what_was_taken_as_requirements(job_of: Callable[..., JobFile]) -> None:
    made = job_of("bookkeeping", "nice: payroll")
    text = outline(Reading("ad.pdf", made.job, made.requirements))
    assert "Read as a job advertisement" in text
    assert "“payroll” (nice to have, experience)" in text


def test_an_advertisement_without_requirements_says_so(job_of: Callable[..., JobFile]) -> None:
    assert "Taken as requirements (0)" in outline(Reading("ad.pdf", job_of("bookkeeping").job, ()))


def test_every_block_is_drawn_at_its_place_with_its_number(resume: Resume) -> None:
    page = drawn_pages(Reading("cv.pdf", resume))
    assert re.findall(r'class="number"[^>]*>(\d+)<', page) == ["1", "2"]
    assert 'viewBox="0 0 595 842"' in page
    assert '<rect x="70.0" y="49.0"' in page


def test_the_drawing_escapes_and_loads_nothing(resume: Resume) -> None:
    page = drawn_pages(Reading("cv.pdf", resume))
    assert "Kept the books &lt;b&gt;" in page
    assert not re.search(r"<script|src=|href=|url\(|@import", page)


def test_the_drawing_has_a_legend_and_the_notices(resume: Resume) -> None:
    page = drawn_pages(Reading("cv.pdf", resume))
    assert re.search(r"<li class=\"s\d\">volunteer</li>", page)
    assert "Page 2 is a picture." in page


@pytest.fixture
def with_sidebar(resume: Resume) -> Resume:
    builder = DocumentBuilder("application/pdf")
    builder.page(595, 842)
    builder.block("heading", [RawLine("Giving back", (72, 50, 200, 62))])
    builder.block("bullet", [RawLine("Excel and Sage", (20, 70, 60, 82))], region="sidebar")
    return replace(resume, document=builder.build())


def test_what_other_systems_may_lose_is_listed_and_outlined_in_dashes(with_sidebar: Resume) -> None:
    page = drawn_pages(Reading("cv.pdf", with_sidebar))
    assert "What other systems may lose" in page
    assert "Your sidebar (3 words) is read here, but many systems will not read it" in page
    assert re.findall(r'<g class="s\d( risk)?"', page) == ["", " risk"]


def test_the_outline_and_the_json_tell_what_other_systems_may_lose(with_sidebar: Resume) -> None:
    reading = Reading("cv.pdf", with_sidebar)
    assert "What other systems may lose" in outline(reading)
    assert [warning["code"] for warning in reading_as_json(reading)["warnings"]] == ["others_may_lose_sidebar"]


def test_nothing_is_said_about_other_systems_for_an_advertisement(job_of: Callable[..., JobFile]) -> None:
    reading = Reading("ad.pdf", job_of("bookkeeping").job, ())
    assert reading.losses == ()
    assert "What other systems may lose" not in drawn_pages(reading)


def test_a_format_without_positions_flows_in_one_column(resume: Resume) -> None:
    builder = DocumentBuilder("text/plain")
    builder.page()
    builder.block("heading", [RawLine("Giving back")])
    builder.block("bullet", [RawLine("Kept the books")])
    page = drawn_pages(Reading("cv.txt", replace(resume, document=builder.build())))
    assert "<svg" not in page
    assert re.findall(r'class="number">(\d+)</span>([^<]+)', page) == [("1", "Giving back"), ("2", "Kept the books")]


def test_a_block_that_runs_over_a_page_is_drawn_on_both_under_one_number(resume: Resume) -> None:
    lines = [
        Line("Kept the", 0, 8, 1, (72.0, 800.0, 120.0, 812.0)),
        Line("books", 9, 14, 2, (72.0, 50.0, 110.0, 62.0)),
    ]
    pages = (Page(1, (Block("bullet", tuple(lines)),), 595, 842), Page(2, (), 595, 842))
    page = drawn_pages(
        Reading("cv.pdf", replace(resume, document=Document("application/pdf", "Kept the books", pages)))
    )
    assert re.findall(r'class="number"[^>]*>(\d+)<', page) == ["1", "1"]
    assert re.findall(r"<rect [^>]*y=\"([\d.]+)\"", page) == ["799.0", "49.0"]
