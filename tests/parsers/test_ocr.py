"""Pictures of text, painted by the test: what stands on them is read as it would be in a PDF with text."""

from __future__ import annotations

import io
import socket
import struct
import zlib
from collections.abc import Callable

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, OcrNotInstalled
from parsers.limits import Limits
from parsers.opening import read_bytes
from parsers.readers import ocr
from parsers.readers.pdf import read_pdf

pytestmark = pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")

Image = pytest.importorskip("PIL.Image")
ImageDraw = pytest.importorskip("PIL.ImageDraw")
ImageFont = pytest.importorskip("PIL.ImageFont")

BODY = 24
POINTS = 72 / 150
PARAGRAPH = [
    "I keep the books of a food bank and reconcile its bank account every month, and",
    "I trained two other volunteers to do the same when I am away for the summer.",
]


def _page(*lines: tuple[int, int, str, int, bool], colour: str = "black", ground: str = "white") -> Image.Image:
    """A page with lines of text: x, y, text, size in pixels, bold."""
    page = Image.new("RGB", (1240, 620), ground)
    draw = ImageDraw.Draw(page)
    for x, y, text, size, bold in lines:
        draw.text((x, y), text, fill=colour, font=ImageFont.load_default(size), stroke_width=int(bold))
    return page


def _resume() -> Image.Image:
    page = _page(
        (120, 110, "Ana Example", 56, True),
        (120, 190, "ana@example.org, 555-0100", BODY, False),
        (120, 280, "Volunteering", 34, True),
        (120, 340, PARAGRAPH[0], BODY, False),
        (120, 374, PARAGRAPH[1], BODY, False),
        (160, 440, "Ordered milk and bread for the shop", BODY, False),
        (160, 478, "Counted the stock twice a year", BODY, False),
    )
    draw = ImageDraw.Draw(page)
    for top in (450, 488):
        draw.ellipse((128, top, 138, top + 10), fill="black")
    return page


def _data(page: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    held = io.BytesIO()
    page.save(held, kind, dpi=(150, 150), **options)
    return held.getvalue()


def _read(page: Image.Image) -> Document:
    return read_bytes(_data(page))


def _codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


@pytest.fixture(scope="module")
def resume() -> Document:
    return _read(_resume())


def test_a_picture_without_a_scanner_s_resolution_is_taken_for_a_page_of_a4() -> None:
    held = io.BytesIO()
    _resume().save(held, "PNG")
    page = read_bytes(held.getvalue()).pages[0]
    assert (page.width, page.height) == (842, 421)


class TestPicture:
    """What one page says."""

    def test_wrapped_lines_make_a_paragraph(self, resume: Document) -> None:
        assert " ".join(PARAGRAPH) in resume.text.split("\n")

    def test_large_or_bold_lines_are_headings(self, resume: Document) -> None:
        headings = [block.lines[0].text for block in resume.blocks if block.kind == "heading"]
        assert headings == ["Ana Example", "Volunteering"]

    def test_painted_dots_are_bullets(self, resume: Document) -> None:
        bullets = [block.lines[0].text for block in resume.blocks if block.kind == "bullet"]
        assert bullets == ["Ordered milk and bread for the shop", "Counted the stock twice a year"]

    def test_every_reading_says_that_it_comes_from_a_picture(self, resume: Document) -> None:
        assert _codes(resume) == {"ocr"}

    def test_boxes_stand_where_the_words_do(self, resume: Document) -> None:
        start = resume.text.index("Ordered milk")
        page, boxes = resume.locate(start, start + len("Ordered milk"))
        assert page == 1
        assert boxes is not None
        width = ImageFont.load_default(BODY).getlength("Ordered milk")
        assert boxes[0][0] == pytest.approx(160 * POINTS, abs=1)
        assert boxes[0][1] <= 455 * POINTS <= boxes[0][3]
        assert boxes[0][2] == pytest.approx((160 + width) * POINTS, abs=1)

    def test_columns_are_read_one_after_the_other(self) -> None:
        left = ["Sold fruit and milk in", "the shop of my aunt on", "Saturdays, also on the", "market in the summer."]
        right = ["Languages", "English", "Welsh", "Spanish"]
        lines = [(100, 100 + 36 * row, text, BODY, False) for row, text in enumerate(left)]
        lines += [(700, 100 + 36 * row, text, BODY, False) for row, text in enumerate(right)]
        document = _read(_page(*lines))
        assert "the shop of my aunt on Saturdays, also on the market" in document.text
        assert document.text.index("market") < document.text.index("Languages")

    def test_pale_text_on_a_dark_panel_is_read(self) -> None:
        document = _read(_page((120, 200, "Treasurer of the food bank", 30, False), colour="#eeeeee", ground="#1d3557"))
        assert document.text == "Treasurer of the food bank"

    def test_black_text_on_a_transparent_ground_is_read(self) -> None:
        page = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
        ImageDraw.Draw(page).text((60, 100), "Treasurer of the food bank", "black", ImageFont.load_default(32))
        assert _read(page).text == "Treasurer of the food bank"


class TestPosition:
    """However the paper lay on the glass."""

    @pytest.mark.parametrize("quarters", [1, 2, 3])
    def test_a_turned_page_reads_like_an_upright_one(self, quarters: int, resume: Document) -> None:
        turned = _resume().rotate(90 * quarters, expand=True)
        assert _read(turned).text.split() == resume.text.split()

    @pytest.mark.parametrize("degrees", [-3, 1.5])
    def test_a_tilted_page_keeps_its_paragraphs_and_bullets(self, degrees: float, resume: Document) -> None:
        tilted = _resume().rotate(degrees, fillcolor="white", resample=Image.Resampling.BICUBIC)
        assert _read(tilted).text == resume.text

    def test_the_camera_says_which_way_is_up(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        page = _page((120, 200, "Treasurer of the food bank", 30, False)).rotate(90, expand=True)
        assert read_bytes(_data(page, "JPEG", exif=exif)).text == "Treasurer of the food bank"


def _scan(*pages: Image.Image | str) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 297.5))
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 200, page)
        else:
            canvas.drawImage(ImageReader(page), 0, 0, 595, 297.5)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


class TestScan:
    """PDFs whose pages are pictures."""

    def test_a_scan_reads_like_its_picture(self, resume: Document) -> None:
        document = read_bytes(_scan(_resume()))
        assert document.text == resume.text
        assert "ocr" in _codes(document)

    def test_pages_of_text_and_pictures_stand_in_order(self) -> None:
        picture = _page((150, 200, "Treasurer of the food bank", BODY, False))
        document = read_bytes(_scan("The first page", picture, "The last page"))
        assert document.text == "The first page\nTreasurer of the food bank\nThe last page"
        assert document.locate(document.text.index("Treasurer"), len(document.text))[0] == 2
        assert "image_only_page" not in _codes(document)

    def test_the_stamp_of_a_scanning_program_is_no_text_of_the_page(self) -> None:
        held = io.BytesIO()
        canvas = Canvas(held, pagesize=(595, 297.5))
        canvas.drawImage(ImageReader(_page((120, 200, "Treasurer of the food bank", 30, False))), 0, 0, 595, 297.5)
        canvas.drawString(400, 20, "Scanned by ScanIt")
        canvas.save()
        assert "Treasurer of the food bank" in read_bytes(held.getvalue()).text

    def test_pages_for_which_there_is_no_time_are_named(self) -> None:
        picture = _page((120, 200, "Treasurer of the food bank", 30, False))
        document = read_pdf(_scan(picture, picture), Limits(seconds=0))
        assert document.text == "Treasurer of the food bank"
        assert [notice.message for notice in document.notices if notice.code == "image_only_page"] == [
            "Page 2 is a picture without text and could not be read."
        ]

    def test_empty_pictures_hold_nothing(self) -> None:
        with pytest.raises(NothingFound, match="pictures"):
            read_bytes(_scan(_page()))


class TestWithoutTheExtra:
    """Text recognition is optional."""

    @pytest.fixture(autouse=True)
    def absent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ocr, "is_installed", lambda: False)

    @pytest.mark.parametrize("make", [_data, _scan], ids=["picture", "scan"])
    def test_the_error_says_how_to_add_it(self, make: Callable[[Image.Image], bytes]) -> None:
        with pytest.raises(OcrNotInstalled, match="pip install"):
            read_bytes(make(_page()))

    def test_pages_of_text_are_read_all_the_same(self) -> None:
        document = read_bytes(_scan("The first page", _page()))
        assert document.text == "The first page"
        assert "image_only_page" in _codes(document)


def _huge_png() -> bytes:
    """A picture of 50,000 × 50,000 pixels in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


class TestErrors:
    """Bad pictures leave as errors with a name."""

    def test_an_empty_picture_holds_nothing(self) -> None:
        with pytest.raises(NothingFound):
            _read(_page())

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_half_a_picture_is_damaged(self, kind: str) -> None:
        data = _data(_resume(), kind)
        with pytest.raises(DamagedDocument):
            read_bytes(data[: len(data) // 3])

    def test_a_picture_of_billions_of_pixels_is_not_unpacked(self) -> None:
        with pytest.raises(LimitExceeded, match="million pixels"):
            read_bytes(_huge_png())

    def test_nothing_is_fetched_from_the_network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("the network was used")

        from parsers.readers import ocr_lines

        ocr_lines._recogniser.cache_clear()
        monkeypatch.setattr(socket, "socket", refuse)
        assert _read(_page((120, 200, "Treasurer", 40, False))).text == "Treasurer"
