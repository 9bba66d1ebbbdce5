import io
from collections.abc import Callable
from typing import get_args

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.document import BlockRegion, Document, DocumentBuilder, RawLine
from parsers.findability import losses
from parsers.readers.docx import read_docx
from parsers.readers.pdf import read_pdf

PROSE = ["Kept the books of a football club with three teams", "Trained two others in the use of its software"]


def codes(document: Document) -> list[str]:
    return [notice.code.removeprefix("others_may_lose_") for notice in losses(document)]


def document_with(region: BlockRegion, text: str = "Kept the books") -> Document:
    builder = DocumentBuilder("application/pdf")
    builder.page()
    builder.block("paragraph", [RawLine("Anna Example")])
    builder.page()
    builder.block("paragraph", [RawLine(text)], region=region)
    return builder.build()


@pytest.mark.parametrize("region", [region for region in get_args(BlockRegion) if region != "body"])
def test_each_place_that_others_skip_is_told_with_its_page_and_size(region: BlockRegion) -> None:
    [notice] = losses(document_with(region))
    assert notice.code == f"others_may_lose_{region}"
    assert "(page 2, 3 words)" in notice.message


def test_nothing_is_said_about_the_body_or_a_lone_page_number() -> None:
    assert losses(document_with("body")) == ()
    assert losses(document_with("footer", "2")) == ()


@pytest.mark.parametrize(("noticed", "code"), [("image_only_page", "pictures"), ("hidden_text", "hidden_text")])
def test_what_a_reader_noticed_counts_too(noticed: str, code: str) -> None:
    builder = DocumentBuilder("application/pdf")
    builder.page()
    builder.block("paragraph", [RawLine("Anna Example")])
    builder.notice(noticed, "…")
    assert codes(builder.build()) == [code]


def pdf(draw: Callable[[Canvas], None]) -> Document:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return read_pdf(target.getvalue())


def column(canvas: Canvas, x: float, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        canvas.drawString(x, 780 - 13 * number, line)


def test_a_narrow_panel_of_a_pdf_is_a_sidebar() -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 40, ["Skills", "Excel and Sage", "Payroll runs", "First aid", "Driving licence", "French"])
        column(canvas, 200, PROSE * 4)

    assert codes(pdf(draw)) == ["sidebar"]


def test_columns_of_the_same_width_are_columns() -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 40, PROSE * 4)
        column(canvas, 320, PROSE * 4)

    assert codes(pdf(draw)) == ["column"]


def test_a_title_with_a_date_at_the_margin_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number, name in enumerate(["Baker, Hobbs Ltd", "Waiter, Rook Inn", "Porter, Usk Hotel"]):
            canvas.drawString(40, 780 - 60 * number, name)
            canvas.drawString(450, 780 - 60 * number, f"201{number} - 201{number + 1}")
            canvas.drawString(40, 765 - 60 * number, PROSE[number % 2])

    assert codes(pdf(draw)) == []


def test_rows_of_three_cells_below_one_another_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(3):
            for cell in range(3):
                canvas.drawString(40 + 180 * cell, 780 - 14 * row, f"Cell {row} {cell}")

    assert codes(pdf(draw)) == ["table"]


def test_headers_and_tables_of_a_word_document_are_told() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Anna Example, anna@example.org"
    document.sections[0].footer.paragraphs[0].text = "References on request"
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"Kept book {number}"
    target = io.BytesIO()
    document.save(target)
    assert codes(read_docx(target.getvalue())) == ["header", "footer", "table"]


def test_a_frame_around_text_is_no_table(docx_of: Callable[..., bytes]) -> None:
    frame = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Kept the books</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert codes(read_docx(docx_of(frame))) == []


def test_only_the_section_set_in_columns_counts(docx_of: Callable[..., bytes]) -> None:
    columns = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    body = (
        "<w:p><w:r><w:t>Summary of it all</w:t></w:r></w:p><w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
        f"<w:p><w:pPr>{columns}</w:pPr><w:r><w:t>Excel and Sage</w:t></w:r></w:p><w:sectPr/>"
    )
    document = read_docx(docx_of(body))
    assert [block.region for block in document.blocks] == ["body", "column"]


def test_text_boxes_are_told(docx_of: Callable[..., bytes]) -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>About me</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )
    assert codes(read_docx(docx_of(box))) == ["text_box"]
