"""What holds for every document, whatever is in it: tried on random ones."""

from __future__ import annotations

import io
import re
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from parsers.dates import find_periods
from parsers.document import Document, DocumentBuilder, RawLine, Style
from parsers.job import parse_job
from parsers.readers.pdf import read_pdf
from parsers.resume import parse_resume
from parsers.resume.contacts import is_label
from parsers.sentences import sentences

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

WORDS = st.sampled_from(
    "Baker baker-in-chief Hobbs Ltd, Leeds 2019 – present March 03/2018 • Skills EDUCATION Experience: St. Ann's Inc. "
    "kept the accounts. well- known (part-time) Straße naïve 12,000 C++ anna@example.org +44 20 7946 0001 | must years "
    "of e.g. Requirements What we offer: You".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join) | st.text(max_size=30).map(lambda text: text or "x")


@st.composite
def raw_lines(draw: st.DrawFn) -> RawLine:
    text = draw(TEXTS)
    x0, y0 = draw(st.floats(0, 300)), draw(st.floats(0, 700))
    width = draw(st.floats(1, 250))
    edges = tuple(x0 + width * index / len(text) for index in range(len(text) + 1))
    style = Style(draw(st.sampled_from([9.0, 10.0, 14.0])), bold=draw(st.booleans()), italic=draw(st.booleans()))
    return RawLine(text, (x0, y0, x0 + width, y0 + 12.0), style, edges if draw(st.booleans()) else None)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    builder = DocumentBuilder("application/pdf")
    for _ in range(draw(st.integers(1, 2))):
        builder.page(595, 842)
        for _ in range(draw(st.integers(1, 8))):
            kind = draw(st.sampled_from(["heading", "paragraph", "bullet", "row"]))
            builder.block(kind, draw(st.lists(raw_lines(), min_size=1, max_size=3)), draw(st.integers(0, 2)))
    return builder.build()


@SETTINGS
@given(documents())
def test_lines_are_slices_of_the_running_text_in_order(document: Document) -> None:
    end = 0
    for block in document.blocks:
        for line in block.lines:
            assert end <= line.start < line.end or line.text in ("-", "\u00ad")
            assert line.text.startswith(document.text[line.start : line.end])
            assert len(line.text) - (line.end - line.start) <= 1
            end = line.end
    assert end <= len(document.text)


@SETTINGS
@given(documents(), st.data())
def test_a_quote_lies_within_the_boxes_of_its_lines(document: Document, data: st.DataObject) -> None:
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    page, boxes = document.locate(start, end)
    lines = [line for block in document.blocks for line in block.lines if line.start < end and start < line.end]
    if not lines:
        assert page is None
        return
    on_page = [line.box for line in lines if line.page == page and line.box]
    assert boxes is not None and len(boxes) == len(on_page)
    for (x0, y0, x1, y1), (left, top, right, bottom) in zip(boxes, on_page, strict=True):
        assert left - 0.1 <= x0 <= x1 <= right + 0.1
        assert top - 0.1 <= y0 <= y1 <= bottom + 0.1


@SETTINGS
@given(documents())
def test_statements_of_a_resume_are_quotes_and_no_word_is_lost(document: Document) -> None:
    resume = parse_resume(document)
    headings = [(section.start, section.start + len(section.heading)) for section in resume.sections]
    statements = [(statement.start, statement.end) for statement in resume.statements]
    assert all(document.text[a:b] == one.text for (a, b), one in zip(statements, resume.statements, strict=True))
    assert all(one.text == one.text.strip() != "" for one in resume.statements)
    lost = words_outside(document.text, [*headings, *statements, *resume.basics.identity])
    assert [word for word in lost if not is_label(word)] == []


@SETTINGS
@given(documents())
def test_statements_of_an_advertisement_are_quotes(document: Document) -> None:
    job = parse_job(document)
    assert all(document.text[one.start : one.end] == one.text == one.text.strip() != "" for one in job.statements)


def words_outside(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words that none of the spans holds."""
    outside = list(text)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    return re.findall(r"\w+", "".join(outside))


@SETTINGS
@given(st.lists(TEXTS, min_size=1, max_size=12).map(" ".join), st.data())
def test_sentences_are_in_order_and_hold_all_but_white_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = sentences(text, start, end)
    edges = [start, *(edge for span in spans for edge in span), end]
    assert edges == sorted(edges)
    between = zip(edges[::2], edges[1::2], strict=True)
    assert all(not text[a:b].strip() for a, b in between)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)


@SETTINGS
@given(st.lists(TEXTS, min_size=1, max_size=6).map(" ".join))
def test_periods_are_spans_in_order_that_do_not_run_backwards(text: str) -> None:
    end = 0
    for found in find_periods(text):
        assert end <= found.start < found.end <= len(text)
        first, last = found.period.start, found.period.end
        assert first is None or last is None or (last.year, last.month or 12) >= (first.year, first.month or 0)
        end = found.end


#: Left edge and width of each column, in points, in reading order.
LAYOUTS = {
    "one column": [(60, 470)],
    "two columns": [(50, 235), (315, 235)],
    "three columns": [(40, 155), (220, 155), (400, 155)],
    "a panel on the left": [(40, 130), (200, 350)],
    "a panel on the right": [(40, 350), (420, 130)],
}


def typeset(layout: list[tuple[int, int]], lengths: list[int], lines: list[int]) -> list[list[list[str]]]:
    """Words for each line of each column, as many as fit; each word is found once. `lengths` are letters to add."""
    names = (f"{a}{b}{c}" for a in string.ascii_lowercase for b in "aeiou" for c in string.ascii_lowercase)
    words = (f"{name}{'x' * lengths[index % len(lengths)]}" for index, name in enumerate(names))
    columns: list[list[list[str]]] = []
    for (_, width), count in zip(layout, lines, strict=False):
        column: list[list[str]] = [[]]
        for word in words:
            if stringWidth(" ".join([*column[-1], word]), "Helvetica", 10) > width:
                if len(column) == count:
                    break
                column.append([])
            column[-1].append(word)
        columns.append(column)
    return columns


def drawn(layout: list[tuple[int, int]], columns: list[list[list[str]]], leadings: list[float]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for (left, _), column, leading in zip(layout, columns, leadings, strict=False):
        for number, line in enumerate(column):
            canvas.drawString(left, 780 - number * leading, " ".join(line))
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_are_read_one_after_the_other(name: str) -> None:
    layout = LAYOUTS[name]
    three_of = {"min_size": 3, "max_size": 3}

    @settings(SETTINGS, max_examples=12)
    @given(
        st.lists(st.integers(0, 7), min_size=7, max_size=7),
        st.lists(st.integers(6, 30), **three_of),
        st.lists(st.sampled_from([12.0, 13.0, 14.5]), **three_of),
    )
    def holds(lengths: list[int], lines: list[int], leadings: list[float]) -> None:
        columns = typeset(layout, lengths, lines)
        document = read_pdf(drawn(layout, columns, leadings))
        assert document.text.split() == [word for column in columns for line in column for word in line]

    holds()
