"""Columns, side panels and notes come out in the order in which a person reads them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor, white
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdf import read_pdf

PROSE = (
    "Led a shift of fourteen people in a cold store and planned their breaks so that nobody froze. "
    "Counted the stock each quarter, explained every difference in writing and trained newcomers on the scanners."
)
DUTIES = (
    "Drove a van for three florists through the whole town. Kept the log book and the tyres in good order. "
    "Delivered wedding flowers on time, even when the bridge was closed and the bride had changed the church."
)


def _wrapped(text: str, width: float) -> list[str]:
    """Lines of at most `width` points."""
    lines: list[str] = simpleSplit(text, "Helvetica", 10, width)
    return lines


def _column(
    canvas: Canvas, lines: Sequence[str], x: float, top: float, font: str = "Helvetica", step: float = 13
) -> None:
    canvas.setFont(font, 10)
    for number, line in enumerate(lines):
        canvas.drawString(x, 842 - top - step * number, line)


def _read(draw: Callable[[Canvas], None]) -> str:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    return read_pdf(buffer.getvalue()).text


@pytest.mark.parametrize("offset", [0.0, 4.0])
@pytest.mark.parametrize("columns", [2, 3])
def test_newspaper_columns_are_read_one_after_the_other(columns: int, offset: float) -> None:
    texts = [PROSE, DUTIES, PROSE.replace("Led", "Ran")][:columns]
    step = 500 / columns

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 790, "A title that runs over all of the columns")
        for number, text in enumerate(texts):
            _column(canvas, _wrapped(text, step - 18), 50 + number * step, 90 + offset * number)

    text = _read(draw)
    assert [text.index(part) for part in texts] == sorted(text.index(part) for part in texts)
    assert text.startswith("A title")


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_panel_does_not_mix_with_the_text(side: str) -> None:
    panel, main = (40, 230) if side == "left" else (420, 50)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(HexColor("#203040"))
        canvas.rect(panel - 10, 400, 165, 442, stroke=0, fill=1)
        canvas.setFillColor(white)
        _column(
            canvas, ["Contact", "Sunderland", "jane@example.org", "Skills", "Stock control", "First aid"], panel, 60
        )
        canvas.setFillColor(HexColor("#000000"))
        _column(canvas, _wrapped(PROSE, 300), main, 63)
        _column(canvas, _wrapped(DUTIES, 300), main, 150)

    text = _read(draw)
    assert PROSE in text
    assert DUTIES in text
    assert "Stock control\nFirst aid" in text


def test_the_name_comes_first_though_it_stands_beside_the_panel() -> None:
    def draw(canvas: Canvas) -> None:
        _column(canvas, ["Contact", "Sunderland", "jane@example.org", "Skills", "Stock control", "First aid"], 40, 60)
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(230, 842 - 60, "Jane Roe")
        _column(canvas, _wrapped(PROSE, 300), 230, 95)

    assert _read(draw).startswith("Jane Roe")


def test_dates_at_the_right_margin_stay_with_their_line() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (title, dates) in enumerate([("Team Leader", "2019 – present"), ("Driver", "2012 – 2015")]):
            top = 60 + number * 90
            _column(canvas, [title], 50, top, "Helvetica-Bold")
            canvas.drawRightString(545, 842 - top, dates)
            _column(canvas, ["Planned the breaks.", "Counted stock.", "Wrote the handbook."], 50, top + 14)

    text = _read(draw)
    assert "Team Leader | 2019 – present\nPlanned the breaks." in text
    assert "Driver | 2012 – 2015" in text


@pytest.mark.parametrize("dates", [["2019 – 2021"], ["March 2019 –", "present"], ["June 2005 – February", "2012"]])
def test_dates_in_a_left_column_stay_with_their_entry(dates: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate((PROSE, DUTIES)):
            top = 60 + number * 120
            _column(canvas, dates, 50, top)
            _column(canvas, [f"Post number {number}"], 180, top, "Helvetica-Bold")
            _column(canvas, _wrapped(text, 360), 180, top + 14)

    text = _read(draw)
    assert f"{' '.join(dates)} | Post number 0\n{PROSE}" in text.replace("\n\n", "\n")
    assert f"{' '.join(dates)} | Post number 1\n{DUTIES}" in text.replace("\n\n", "\n")


def test_headings_in_a_left_column_come_before_their_text() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (heading, text) in enumerate((("EXPERIENCE", PROSE), ("VOLUNTEERING", DUTIES))):
            _column(canvas, [heading], 50, 60 + number * 100, "Helvetica-Bold")
            _column(canvas, _wrapped(text, 360), 180, 60 + number * 100)

    assert _read(draw) == f"EXPERIENCE\n{PROSE}\n\nVOLUNTEERING\n{DUTIES}"


def test_labels_stand_before_what_they_name() -> None:
    def draw(canvas: Canvas) -> None:
        _column(canvas, ["Date of birth", "Nationality", "Licence"], 50, 60)
        _column(canvas, ["14 May 1994", "Irish", "B, BE"], 200, 60)

    assert _read(draw) == "Date of birth | 14 May 1994\nNationality | Irish\nLicence | B, BE"


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (780, 740, 720):
            canvas.line(50, y, 500, y)
        for x in (50, 250, 400, 500):
            canvas.line(x, 720, x, 780)
        _column(canvas, ["Diploma in cold", "storage"], 55, 76)
        _column(canvas, ["Harbour", "College"], 255, 76)
        _column(canvas, ["2012"], 405, 76)
        for x, cell in ((55, "School"), (255, "Nokia"), (405, "2009")):
            _column(canvas, [cell], x, 115)

    assert _read(draw) == "Diploma in cold storage | Harbour College | 2012\nSchool | Nokia | 2009"


def test_columns_end_where_a_line_runs_across_them() -> None:
    def draw(canvas: Canvas) -> None:
        for x, heading, items in (
            (50, "Skills", ["Stock control", "First aid", "Forklift"]),
            (320, "Languages", ["Finnish", "English", "Swedish"]),
        ):
            _column(canvas, [heading], x, 60, "Helvetica-Bold")
            _column(canvas, items, x, 74)
        _column(canvas, _wrapped(PROSE, 495), 50, 150)

    assert (
        _read(draw).replace("\n\n", "\n")
        == f"Skills\nStock control\nFirst aid\nForklift\nLanguages\nFinnish\nEnglish\nSwedish\n{PROSE}"
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(3, 14), min_size=2, max_size=3),
    st.integers(16, 60),
    st.floats(0, 12),
)
def test_no_word_is_lost_or_moved_out_of_its_column(heights: list[int], gutter: int, offset: float) -> None:
    width = (500 - gutter * (len(heights) - 1)) / len(heights)

    def draw(canvas: Canvas) -> None:
        for number, height in enumerate(heights):
            lines = [f"column{number}word{line} " + "word " * int((width - 80) / 28) for line in range(height)]
            _column(canvas, lines, 45 + number * (width + gutter), 60 + number * offset)

    words = [word for word in _read(draw).split() if word.startswith("column")]
    assert words == [f"column{number}word{line}" for number, height in enumerate(heights) for line in range(height)]
