from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from parsers.errors import DocumentError
from parsers.opening import read_bytes
from parsers.resume import parse_resume
from service.additions import Addition, addition_from
from service.additions.addendum import addendum
from service.additions.word import write_docx_addition

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENTRY = addition_from(
    "a1",
    "I have been treasurer of the Lakeside Rowing Club since February 2019. I keep its books in QuickBooks. "
    "I have taught two others to enter receipts.",
    "volunteer",
)
HELPER = addition_from("a2", "Since 2021 I volunteer at our food bank. I drive the van on Tuesdays.", "volunteer")
MOMENT = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def _styled(word: WordDocument) -> None:
    word.add_heading("Anna Lind", 0)
    word.add_paragraph("anna.lind@example.org")
    word.add_heading("Work Experience", 1)
    line = word.add_paragraph()
    line.add_run("Shop Assistant").bold = True
    line.add_run(", ")
    line.add_run("Marlow Stores").italic = True
    line.add_run("\tMarch 2018 – present")
    word.add_paragraph("Served customers and handled the till.", style="List Bullet")
    word.add_paragraph("Ordered stock every week.", style="List Bullet")
    word.add_heading("Education", 1)
    word.add_paragraph("Secondary school certificate, Lakeside School, 2016")


def _typed(word: WordDocument) -> None:
    for text in (
        "ANNA LIND", "anna.lind@example.org", "", "EMPLOYMENT", "Marlow Stores | Shop Assistant | 2018 – 2024",
        "- Served customers and handled the till", "- Ordered stock every week", "",
        "EDUCATION", "Lakeside School, 2016",
    ):  # fmt: skip
        word.add_paragraph(text)


def _with_volunteering(word: WordDocument) -> None:
    _styled(word)
    word.add_heading("Volunteering", 1)
    word.add_paragraph("Steward, Harbour Festival, 2015 – 2017")
    word.add_paragraph("Checked tickets.", style="List Bullet")
    word.add_heading("Languages", 1)
    word.add_paragraph("English, Swedish")


def _without_sections(word: WordDocument) -> None:
    word.add_paragraph("I sell shoes.")


def _in_table(word: WordDocument) -> None:
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    left.text = "anna.lind@example.org"
    for text in (
        "WORK EXPERIENCE",
        "Shop Assistant, Marlow Stores, 2018 – 2024",
        "• Handled the till",
        "EDUCATION",
        "Lakeside School, 2016",
    ):
        right.add_paragraph(text)
    word.add_paragraph("References on request")


def _labelled_rows(word: WordDocument) -> None:
    word.add_paragraph("anna.lind@example.org")
    table = word.add_table(rows=3, cols=2)
    parts = {
        "Experience": ["Shop Assistant", "Marlow Stores, Leeds", "2018 – 2024", "Handled the till"],
        "Education": ["Lakeside School", "2016"],
        "Skills": ["Excel, Word"],
    }
    for row, (label, lines) in zip(table.rows, parts.items(), strict=True):
        row.cells[0].text, row.cells[1].text = label, lines[0]
        for line in lines[1:]:
            row.cells[1].add_paragraph(line, style="List Bullet" if line.startswith("Handled") else None)


def _dates_in_a_column(word: WordDocument) -> None:
    word.add_paragraph("anna.lind@example.org")
    word.add_heading("Work history", 1)
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    left.text, right.text = "03/2019 – today", "Secretary, Plagwitzer GmbH"
    right.add_paragraph("Handled the post", style="List Bullet")
    word.add_heading("Education", 1)
    word.add_paragraph("Lakeside School, 2016")


MAKERS = [_labelled_rows, _dates_in_a_column, _styled, _typed, _with_volunteering, _without_sections, _in_table]


def _docx(make: Callable[[WordDocument], None]) -> bytes:
    word = Document()
    make(word)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _main(docx: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")


def _lines(docx: bytes) -> list[str]:
    return [line for line in read_bytes(docx).text.split("\n") if line]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("moment", [None, MOMENT])
def test_nothing_but_inserted_paragraphs_changes(
    make: Callable[[WordDocument], None], moment: datetime.datetime | None
) -> None:
    original = _docx(make)
    changed = write_docx_addition(original, [ENTRY, HELPER], moment)
    before, after = zipfile.ZipFile(io.BytesIO(original)), zipfile.ZipFile(io.BytesIO(changed))
    assert [entry.filename for entry in after.infolist()] == [entry.filename for entry in before.infolist()]
    for entry in before.infolist():
        assert after.getinfo(entry.filename).date_time == entry.date_time
        if entry.filename != "word/document.xml":
            assert after.read(entry.filename) == before.read(entry.filename)
    old, new = _main(original), _main(changed)
    at = next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    assert new.endswith(old[at:])
    assert len(new) > len(old)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_inserted_is_whole_paragraphs_or_rows(make: Callable[[WordDocument], None]) -> None:
    original = _docx(make)
    old, new = (
        etree.fromstring(_main(original)),
        etree.fromstring(_main(write_docx_addition(original, [ENTRY], MOMENT))),
    )
    for block in list(new.iter(f"{W}p", f"{W}tr")):
        if block.find(f"{W}pPr/{W}rPr/{W}ins") is not None or block.find(f"{W}trPr/{W}ins") is not None:
            block.getparent().remove(block)
    assert etree.tostring(new, method="c14n") == etree.tostring(old, method="c14n")


@pytest.mark.parametrize("make", MAKERS)
def test_the_result_opens_and_reads_as_an_entry(make: Callable[[WordDocument], None]) -> None:
    changed = write_docx_addition(_docx(make), [ENTRY])
    assert Document(io.BytesIO(changed)).paragraphs is not None
    text = read_bytes(changed).text
    assert "Lakeside Rowing Club" in text
    assert "Keep its books in QuickBooks" in text


@pytest.mark.parametrize("make", [_styled, _typed])
def test_a_new_section_stands_between_work_and_education(make: Callable[[WordDocument], None]) -> None:
    resume = parse_resume(read_bytes(write_docx_addition(_docx(make), [ENTRY])))
    names = [section.name for section in resume.sections]
    assert names.index("work") + 1 == names.index("volunteer") == names.index("education") - 1
    [entry] = [entry for entry in resume.entries if entry.section == "volunteer"]
    assert (entry.title, entry.organization) == ("Treasurer", "Lakeside Rowing Club")
    assert entry.period is not None
    assert entry.period.ongoing


def test_an_existing_volunteer_section_is_continued() -> None:
    lines = _lines(write_docx_addition(_docx(_with_volunteering), [ENTRY]))
    assert not any(line.casefold() == "volunteer experience" for line in lines)
    assert (
        lines.index("Checked tickets.")
        < next(i for i, line in enumerate(lines) if "Treasurer" in line)
        < lines.index("Languages")
    )


def test_headings_entries_and_bullets_look_like_those_of_the_document() -> None:
    changed = Document(io.BytesIO(write_docx_addition(_docx(_styled), [ENTRY])))
    found = {paragraph.text: paragraph for paragraph in changed.paragraphs}
    assert found["Volunteer Experience"].style.name == "Heading 1"
    head = found["Treasurer, Lakeside Rowing Club\tFebruary 2019 – present"]
    assert [(run.text, run.bold, run.italic) for run in head.runs if run.text.strip(", \t")] == [
        ("Treasurer", True, None),
        ("Lakeside Rowing Club", None, True),
        ("February 2019 – present", None, None),
    ]
    assert found["Keep its books in QuickBooks."].style.name == "List Bullet"


def test_typed_bullets_capitals_and_the_order_of_fields_are_taken_over() -> None:
    changed = Document(io.BytesIO(write_docx_addition(_docx(_typed), [ENTRY])))
    texts = [paragraph.text for paragraph in changed.paragraphs]
    at = texts.index("VOLUNTEER EXPERIENCE")
    assert texts[at - 1] == ""
    assert texts[at + 1] == "Lakeside Rowing Club | Treasurer | February 2019 – present"
    assert texts[at + 2] == "- Keep its books in QuickBooks"


def test_a_layout_table_keeps_the_addition_in_its_cell() -> None:
    word = Document(io.BytesIO(write_docx_addition(_docx(_in_table), [ENTRY])))
    right = word.tables[0].rows[0].cells[1]
    texts = [paragraph.text for paragraph in right.paragraphs]
    assert texts.index("• Handled the till") < texts.index("VOLUNTEER EXPERIENCE") < texts.index("EDUCATION")


def test_where_sections_are_rows_of_a_table_the_new_one_is_a_row() -> None:
    word = Document(io.BytesIO(write_docx_addition(_docx(_labelled_rows), [ENTRY])))
    rows = [[cell.text.split("\n") for cell in row.cells] for row in word.tables[0].rows]
    assert [row[0][0] for row in rows] == ["Experience", "Volunteer experience", "Education", "Skills"]
    assert rows[1][1][:2] == ["Treasurer", "Lakeside Rowing Club"]


def test_behind_a_table_of_entries_a_new_section_stands_outside_of_it() -> None:
    word = Document(io.BytesIO(write_docx_addition(_docx(_dates_in_a_column), [ENTRY])))
    texts = [paragraph.text.casefold() for paragraph in word.paragraphs]
    assert texts.index("work history") < texts.index("volunteer experience") < texts.index("education")


def test_a_document_in_another_encoding_is_refused_by_name() -> None:
    original = _docx(_styled)
    text = _main(original).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, text if entry.filename == "word/document.xml" else source.read(entry))
    with pytest.raises(DocumentError):
        write_docx_addition(made.getvalue(), [ENTRY])


def test_tracked_insertions_name_author_and_date() -> None:
    root = etree.fromstring(_main(write_docx_addition(_docx(_styled), [ENTRY], MOMENT)))
    insertions = list(root.iter(f"{W}ins"))
    assert {one.get(f"{W}author") for one in insertions} == {"Overlooked"}
    assert {one.get(f"{W}date") for one in insertions} == {"2026-11-22T12:00:00Z"}
    ids = [one.get(f"{W}id") for one in insertions]
    assert len(set(ids)) == len(ids)


def test_blanks_are_marked_in_yellow() -> None:
    root = etree.fromstring(_main(write_docx_addition(_docx(_styled), [HELPER])))
    marked = ["".join(run.itertext()) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert marked == ["[name of the food bank]"]


def test_the_same_input_gives_the_same_bytes() -> None:
    original = _docx(_styled)
    assert write_docx_addition(original, [ENTRY], MOMENT) == write_docx_addition(original, [ENTRY], MOMENT)


def test_markup_in_an_answer_stays_text() -> None:
    odd = addition_from("a1", "I keep the list of <b>members</b> & guests in R&D.")
    text = read_bytes(write_docx_addition(_docx(_styled), [odd])).text
    assert "<b>members</b> & guests in R&D" in text


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04", b""])
def test_what_is_no_docx_is_refused_with_a_named_error(data: bytes) -> None:
    with pytest.raises(DocumentError):
        write_docx_addition(data, [ENTRY])


def test_the_addendum_holds_every_entry(additions: tuple[Addition, ...] = (ENTRY, HELPER)) -> None:
    text = read_bytes(addendum(additions, "Anna Lind")).text
    assert text.startswith("Anna Lind")
    assert all(addition.role in text for addition in additions)
