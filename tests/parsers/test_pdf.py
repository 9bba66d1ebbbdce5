"""PDFs of many makers, drawn here, are read as a person reads them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from parsers.document import Document, RawLine
from parsers.errors import DamagedDocument, EmptyDocument, LimitExceeded, NothingFound, PasswordProtected
from parsers.limits import Limits
from parsers.readers.pdf import picture_pages, read_pdf
from parsers.readers.pdf_characters import Character, Face
from parsers.readers.pdf_words import lines_of, words_of

Draw = Callable[[Canvas], Any]


def _pdf(draw: Draw, **options: Any) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _read(draw: Draw, **options: Any) -> Document:
    return read_pdf(_pdf(draw, **options))


def _codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


def _kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def _lines(
    canvas: Canvas, *lines: str, x: float = 72, top: float = 72, font: str = "Helvetica", size: float = 11
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, 842 - top - 1.25 * size * number, line)


def test_headings_paragraphs_and_bullets_are_told_apart() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, "Jane Roe", size=22)
        _lines(canvas, "Experience", top=110, font="Helvetica-Bold", size=13)
        _lines(canvas, "I have kept the accounts of a food bank, on paper at first", "and later in a program.", top=130)
        _lines(canvas, "•", "", "•", top=165)
        _lines(
            canvas, "Reconciled the bank account at the end of every single month", "with two others.", x=84, top=165
        )
        _lines(canvas, "Trained volunteers.", x=84, top=192.5)

    assert _kinds(_read(draw)) == [
        ("heading", "Jane Roe"),
        ("heading", "Experience"),
        ("paragraph", "I have kept the accounts of a food bank, on paper at first and later in a program."),
        ("bullet", "Reconciled the bank account at the end of every single month with two others."),
        ("bullet", "Trained volunteers."),
    ]


def test_a_quote_is_found_on_its_page() -> None:
    document = _read(lambda canvas: _lines(canvas, "Kept the books", "of a food bank."))
    start = document.text.index("books")
    page, boxes = document.locate(start, start + 5)
    width = pdfmetrics.stringWidth("books", "Helvetica", 11)
    assert page == 1
    assert boxes is not None
    x0, y0, x1, y1 = boxes[0]
    assert x1 - x0 == pytest.approx(width, abs=0.3)
    assert x0 == pytest.approx(72 + pdfmetrics.stringWidth("Kept the ", "Helvetica", 11), abs=0.3)
    assert y0 < 72 < y1


def test_every_character_of_a_line_has_its_place() -> None:
    document = _read(lambda canvas: _lines(canvas, "• efﬁcient  naïve – “quoted”", "second line"))
    for block in document.blocks:
        for line in block.lines:
            assert line.char_x is not None
            assert len(line.char_x) == len(line.text) + 1


def test_painted_discs_before_lines_are_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(["Counted the stock", "Trained newcomers"]):
            canvas.circle(76, 842 - 100 - 14 * number + 3.5, 1.6, stroke=0, fill=1)
            _lines(canvas, text, x=84, top=100 + 14 * number)

    assert _kinds(_read(draw)) == [("bullet", "Counted the stock"), ("bullet", "Trained newcomers")]


def test_letter_spaced_capitals_are_closed_up() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 770, "WORK EXPERIENCE", charSpace=4)
        canvas.drawString(72, 740, "E D U C A T I O N   A N D   S K I L L S")
        canvas.drawString(72, 700, "Plain words follow.")

    assert _read(draw).text.split("\n\n") == ["WORK EXPERIENCE", "EDUCATION AND SKILLS\nPlain words follow."]


def test_bold_type_made_by_drawing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, "Collected letters")
        _lines(canvas, "Collected letters", x=72.3)

    assert _read(draw).text == "Collected letters"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (["Worked in a temperature-", "controlled hall."], "Worked in a temperature-controlled hall."),
        (["Looked after the organi\u00ad", "sation of fairs."], "Looked after the organisation of fairs."),
    ],
)
def test_words_broken_at_line_ends_are_mended(broken: list[str], whole: str) -> None:
    assert _read(lambda canvas: _lines(canvas, *broken)).text == whole


def test_words_are_joined_where_the_document_hyphenates() -> None:
    broken = [
        ("Looked after the organi-", "sation of regional trade fairs and sales."),
        ("Wrote the quarterly docu-", "mentation for all our customers."),
        ("Took part in the recruit-", "ment of the summer staff we need."),
        ("Kept the complete inven-", "tory of the cold store up to date."),
    ]
    document = _read(lambda canvas: [_lines(canvas, *pair, top=72 + 60 * n) for n, pair in enumerate(broken)])
    assert "organisation of" in document.text
    assert "inventory of" in document.text


def _drawn_from_right_to_left(text: str) -> list[Character]:
    face = Face("Any", bold=False, italic=False, icons=False, descent=0.2)
    return [
        Character(letter, 100 - 6 * n, 106 - 6 * n, 50, 10, face, (0, 0, 0), n, after_space=text[n - 1 : n] == " ")
        for n, letter in enumerate(text)
        if letter != " "
    ]


@pytest.mark.parametrize("text", ["שלום עולם", "مدير مالي"])
def test_right_to_left_words_come_in_the_order_of_reading(text: str) -> None:
    assert [line.text for line in lines_of(words_of(_drawn_from_right_to_left(text)))] == [text]


def test_a_cropped_and_turned_page_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.setCropBox((50, 50, 545, 792))
        canvas.saveState()
        canvas.translate(300, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Words on a turned page")
        canvas.restoreState()
        canvas.drawString(5, 20, "outside the crop box")

    document = _read(draw)
    assert document.text == "Words on a turned page"
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)


def test_turned_text_is_read_after_the_upright_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Turned upwards")
        canvas.restoreState()
        _lines(canvas, "Upright words")

    assert _read(draw).text == "Upright words\nTurned upwards"


class TestWhatCannotBeSeen:
    """It stays out of the text, and a notice says so."""

    @staticmethod
    def white_on_white(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        _lines(canvas, "hidden keywords", top=150)

    @staticmethod
    def tiny(canvas: Canvas) -> None:
        _lines(canvas, "hidden keywords", top=150, size=1)

    @staticmethod
    def off_the_page(canvas: Canvas) -> None:
        _lines(canvas, "hidden keywords", top=-40)

    @staticmethod
    def under_a_box(canvas: Canvas) -> None:
        _lines(canvas, "hidden keywords", top=150)
        canvas.setFillColor(HexColor("#99aabb"))
        canvas.rect(60, 842 - 170, 300, 40, stroke=0, fill=1)

    @staticmethod
    def behind_a_picture(canvas: Canvas) -> None:
        _lines(canvas, "hidden keywords", top=150)
        canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "red")), 60, 842 - 170, 300, 40)

    @staticmethod
    def invisible_mode(canvas: Canvas) -> None:
        text = canvas.beginText(72, 842 - 150)
        text.setTextRenderMode(3)
        text.textLine("hidden keywords")
        canvas.drawText(text)

    @staticmethod
    def transparent(canvas: Canvas) -> None:
        canvas.setFillAlpha(0)
        _lines(canvas, "hidden keywords", top=150)

    @staticmethod
    def clipped_away(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(400, 100, 20, 20)
        canvas.clipPath(path, stroke=0, fill=0)
        _lines(canvas, "hidden keywords", top=150)

    @pytest.mark.parametrize(
        "hide",
        [
            white_on_white,
            tiny,
            off_the_page,
            under_a_box,
            behind_a_picture,
            invisible_mode,
            transparent,
            clipped_away,
        ],
    )
    def test_hidden_text_is_left_out_and_reported(self, hide: Any) -> None:
        def draw(canvas: Canvas) -> None:
            _lines(canvas, "Plain words")
            getattr(hide, "__func__", hide)(canvas)

        document = _read(draw)
        assert document.text == "Plain words"
        assert "hidden_text" in _codes(document)

    def test_white_text_on_a_dark_panel_is_kept(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.setFillColor(HexColor("#203040"))
            canvas.rect(50, 500, 300, 300, stroke=0, fill=1)
            canvas.setFillColor(white)
            _lines(canvas, "White on dark")

        document = _read(draw)
        assert document.text == "White on dark"
        assert not document.notices

    def test_white_text_within_a_drawn_frame_is_hidden(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.rect(20, 20, 555, 802, stroke=1, fill=0)
            _lines(canvas, "Plain words")
            self.white_on_white(canvas)

        assert _read(draw).text == "Plain words"

    def test_a_shadow_behind_a_heading_is_no_hidden_text(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.setFillColor(HexColor("#fafafa"))
            _lines(canvas, "Shadowed heading", x=73)
            canvas.setFillColor(black)
            _lines(canvas, "Shadowed heading")

        document = _read(draw)
        assert document.text == "Shadowed heading"
        assert not document.notices


class TestPagesAndMargins:
    """Running heads and feet, page numbers, and what goes on over the page."""

    @staticmethod
    def _three_pages(canvas: Canvas) -> None:
        endings = ["apples and pears.", "cheese from the island.", "the end of it all."]
        for number in (1, 2, 3):
            _lines(canvas, "Jane Roe, jane@example.org", top=30, size=9)
            _lines(canvas, "Confidential", top=820, size=9)
            _lines(canvas, f"Page {number} of 3", x=480, top=820, size=9)
            if number > 1:
                _lines(canvas, endings[number - 2], x=84)
            _lines(canvas, "•", top=100)
            start = "Sold fruit and milk to the people of the town and the villages around it, also"
            _lines(canvas, f"{start} {number}", x=84, top=100)
            canvas.showPage()

    def test_running_heads_are_read_once_and_page_numbers_not_at_all(self) -> None:
        document = _read(self._three_pages)
        assert document.text.count("jane@example.org") == 1
        assert "Confidential" not in document.text
        assert "Page" not in document.text
        assert "running_header" in _codes(document)

    def test_a_bullet_goes_on_over_the_page(self) -> None:
        document = _read(self._three_pages)
        assert "around it, also 1 apples and pears." in document.text
        start = document.text.index("apples")
        assert document.locate(start, start + 6)[0] == 2


class TestPictures:
    """Pages without text, and scans with a text layer."""

    @staticmethod
    def _scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "#eeeeee")), 0, 0, 595, 842)

    def test_a_page_that_is_a_picture_is_reported(self) -> None:
        def draw(canvas: Canvas) -> None:
            _lines(canvas, "A page of text")
            canvas.showPage()
            self._scan(canvas)

        data = _pdf(draw)
        assert "image_only_page" in _codes(read_pdf(data))
        assert picture_pages(data) == (2,)

    def test_pictures_alone_hold_nothing(self) -> None:
        with pytest.raises(NothingFound, match="pictures"):
            _read(self._scan)

    def test_text_recognised_elsewhere_fills_the_page(self) -> None:
        found = {1: [[RawLine("Recognised words", (72, 60, 200, 72))]]}
        document = read_pdf(_pdf(self._scan), recognised=found)
        assert document.text == "Recognised words"
        assert "image_only_page" not in _codes(document)

    def test_the_text_layer_of_a_scan_is_read(self) -> None:
        def draw(canvas: Canvas) -> None:
            self._scan(canvas)
            text = canvas.beginText(72, 700)
            text.setTextRenderMode(3)
            text.textLine("Words of the scan")
            canvas.drawText(text)

        document = _read(draw)
        assert document.text == "Words of the scan"
        assert _codes(document) == {"recognised_text"}


class TestErrors:
    """Bad files leave as errors with a name."""

    def test_a_password_is_asked_for_by_name(self) -> None:
        locked = pdfencrypt.StandardEncryption("user", "owner")
        with pytest.raises(PasswordProtected):
            _read(lambda canvas: _lines(canvas, "Secret"), encrypt=locked)

    def test_a_pdf_locked_against_changes_is_read(self) -> None:
        locked = pdfencrypt.StandardEncryption("", "owner")
        assert _read(lambda canvas: _lines(canvas, "Not so secret"), encrypt=locked).text == "Not so secret"

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.98])
    def test_a_truncated_file_is_damaged(self, share: float) -> None:
        data = _pdf(lambda canvas: _lines(canvas, *["Some words"] * 40))
        with pytest.raises(DamagedDocument):
            read_pdf(data[: int(share * len(data))])

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n" + bytes(range(256)) * 9, b"no pdf at all", b"%PDF-"])
    def test_noise_is_damaged(self, data: bytes) -> None:
        with pytest.raises(DamagedDocument):
            read_pdf(data)

    @pytest.mark.parametrize("data", [b"", b"\n \n", b"\x00" * 100])
    def test_nothing_is_empty(self, data: bytes) -> None:
        with pytest.raises(EmptyDocument):
            read_pdf(data)

    def test_a_blank_page_holds_nothing(self) -> None:
        with pytest.raises(NothingFound):
            _read(lambda canvas: canvas.showPage())

    def test_too_many_pages_are_refused(self) -> None:
        def draw(canvas: Canvas) -> None:
            for _ in range(4):
                _lines(canvas, "A page")
                canvas.showPage()

        with pytest.raises(LimitExceeded, match="more than 3 pages"):
            read_pdf(_pdf(draw), Limits(pages=3))

    def test_objects_that_refer_to_themselves_do_not_hang(self) -> None:
        data = _pdf(lambda canvas: _lines(canvas, "Words"))
        looped = data.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 4 0 R ]")
        for document in (looped, data.replace(b"/Count 1", b"/Count 9")):
            try:
                read_pdf(document)
            except (DamagedDocument, NothingFound):
                continue

    def test_forms_that_multiply_are_refused(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.beginForm("f0")
            canvas.drawString(72, 700, "x")
            canvas.endForm()
            for level in range(1, 8):
                canvas.beginForm(f"f{level}")
                for _ in range(10):
                    canvas.doForm(f"f{level - 1}")
                canvas.endForm()
            canvas.doForm("f7")

        with pytest.raises(LimitExceeded):
            _read(draw)


def test_title_and_language_are_declared() -> None:
    document = _read(lambda canvas: (canvas.setTitle("CV of Jane Roe"), _lines(canvas, "Words")), lang="en-GB")
    assert document.metadata["title"] == "CV of Jane Roe"
    assert document.metadata["lang"] == "en-GB"
