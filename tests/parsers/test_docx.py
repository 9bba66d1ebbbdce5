"""Word documents, made with python-docx and, for what it cannot write, from raw XML."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.docx import read_docx

DocxMaker = Callable[..., bytes]


def read(word: WordDocument) -> Document:
    stream = io.BytesIO()
    word.save(stream)
    return read_docx(stream.getvalue(), DEFAULT_LIMITS)


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def paragraph(text: str, run: str = "", form: str = "") -> str:
    return f'<w:p><w:pPr>{form}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(*paragraphs: str, form: str = "") -> str:
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_headings_lists_and_paragraphs_keep_kind_and_level() -> None:
    word = docx.Document()
    word.add_paragraph("Ines Okafor", "Title")
    word.add_paragraph("Work", "Heading 1")
    word.add_paragraph("Clerk, Harbour Trust", "Heading 2")
    word.add_paragraph("Kept the ledger", "List Bullet")
    word.add_paragraph("of the boats", "List Bullet 2")
    word.add_paragraph("Left in good order.")
    assert kinds(read(word)) == [
        ("heading", 1, "Ines Okafor"),
        ("heading", 1, "Work"),
        ("heading", 2, "Clerk, Harbour Trust"),
        ("bullet", 0, "Kept the ledger"),
        ("bullet", 1, "of the boats"),
        ("paragraph", 0, "Left in good order."),
    ]


def test_a_document_has_one_page_without_size_or_boxes() -> None:
    word = docx.Document()
    word.add_paragraph("Kept the ledger")
    document = read(word)
    assert [(page.number, page.width, page.height) for page in document.pages] == [(1, None, None)]
    assert document.locate(0, 4) == (None, None)


def test_a_heading_of_a_custom_style_is_known_by_the_style_it_is_based_on(docx_of: DocxMaker) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>'
    )
    document = read_docx(docx_of(paragraph("Ausbildung", form='<w:pStyle w:val="Mine"/>'), styles=styles))
    assert kinds(document) == [("heading", 1, "Ausbildung")]


def test_manual_headings_show_their_size_and_weight() -> None:
    word = docx.Document()
    run = word.add_paragraph().add_run("Work history")
    run.font.size, run.font.small_caps = Pt(13), True
    document = read(word)
    style = next(document.blocks).style
    assert (style.bold, style.size, style.heading) == (True, 13.0, 0)


@pytest.mark.parametrize(
    "typed", ["•\tKept the ledger", "– Kept the ledger", "1.\tKept the ledger", "▪Kept the ledger"]
)
def test_typed_marks_make_list_items(typed: str) -> None:
    word = docx.Document()
    word.add_paragraph(typed)
    assert kinds(read(word)) == [("bullet", 0, "Kept the ledger")]


@pytest.mark.parametrize("typed", ["Clerk\t2019 – 2021", "Clerk\t\t2019 – 2021", "\tClerk        2019 – 2021"])
def test_tabs_and_aligned_spaces_become_separators(typed: str) -> None:
    word = docx.Document()
    word.add_paragraph(typed)
    assert texts(read(word)) == ["Clerk | 2019 – 2021"]


def test_a_tab_behind_a_label_is_a_space() -> None:
    word = docx.Document()
    word.add_paragraph("Phone:\t555-0100")
    assert texts(read(word)) == ["Phone: 555-0100"]


def test_line_breaks_part_items_and_not_sentences() -> None:
    word = docx.Document()
    word.add_paragraph("Ines Okafor\nHarbour Road 1\n555-0100")
    word.add_paragraph("I kept the ledger and\nthe petty cash.")
    word.add_paragraph("Duties:\n• Ledger\n• Petty cash")
    document = read(word)
    assert texts(document) == [
        *("Ines Okafor", "Harbour Road 1", "555-0100"),
        "I kept the ledger and the petty cash.",
        *("Duties:", "Ledger", "Petty cash"),
    ]


def test_addresses_on_lines_of_their_own_are_no_continuation() -> None:
    word = docx.Document()
    word.add_paragraph("Ines Okafor\nines@example.org\nexample.org/ines\niOS developer")
    assert texts(read(word)) == ["Ines Okafor", "ines@example.org", "example.org/ines", "iOS developer"]


def test_rows_of_data_are_one_line_each() -> None:
    word = docx.Document()
    rows = [("Language", "Level"), ("Spanish", "native"), ("German", "")]
    sheet = word.add_table(3, 2)
    for row, values in zip(sheet.rows, rows, strict=True):
        for target, value in zip(row.cells, values, strict=True):
            target.text = value
    document = read(word)
    assert [(kind, text) for kind, _, text in kinds(document)] == [
        ("row", "Language | Level"),
        ("row", "Spanish | native"),
        ("paragraph", "German"),
    ]


def test_a_side_column_is_read_before_the_main_one_and_not_across() -> None:
    word = docx.Document()
    left, right = word.add_table(1, 2).rows[0].cells
    for text in ("Contact", "Harbour Road 1", "555-0100"):
        left.add_paragraph(text)
    for text in ("Work", "Clerk, Harbour Trust", "Kept the ledger"):
        right.add_paragraph(text)
    assert texts(read(word)) == [
        "Contact",
        "Harbour Road 1",
        "555-0100",
        "Work",
        "Clerk, Harbour Trust",
        "Kept the ledger",
    ]


def test_columns_under_headings_are_read_one_below_the_other(docx_of: DocxMaker) -> None:
    body = table(
        [cell(paragraph("Essential")), cell(paragraph("Desirable"))],
        [cell(paragraph("• Ledger"), paragraph("• Cash")), cell(paragraph("• Payroll"), paragraph("• Polish"))],
    )
    assert kinds(read_docx(docx_of(body))) == [
        ("heading", 0, "Essential"),
        *(("bullet", 0, "Ledger"), ("bullet", 0, "Cash")),
        ("heading", 0, "Desirable"),
        *(("bullet", 0, "Payroll"), ("bullet", 0, "Polish")),
    ]


def test_dates_in_a_left_cell_stay_with_the_post_they_date(docx_of: DocxMaker) -> None:
    post = cell(paragraph("Clerk, Harbour Trust"), paragraph("• Kept the ledger"), paragraph("• Paid the bills"))
    document = read_docx(docx_of(table([cell(paragraph("2019 – 2021")), post])))
    assert texts(document) == ["2019 – 2021 | Clerk, Harbour Trust", "Kept the ledger", "Paid the bills"]


def test_nested_tables_and_merged_cells_are_read_once(docx_of: DocxMaker) -> None:
    inner = table([cell(paragraph("Spanish")), cell(paragraph("native"))])
    body = table(
        [cell(paragraph("Languages"), form='<w:vMerge w:val="restart"/>'), cell(inner, paragraph(""))],
        [cell(paragraph("left over"), form="<w:vMerge/>"), cell(paragraph("German"))],
    )
    assert texts(read_docx(docx_of(body))) == ["Languages", "Spanish | native", "German"]


TEXT_BOX = """<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><wps:wsp>
<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r><w:r><w:t>anchored here</w:t></w:r></w:p>"""


def test_a_text_box_is_read_once_though_it_is_stored_twice(docx_of: DocxMaker) -> None:
    document = read_docx(docx_of(TEXT_BOX.format(paragraph("Careful with money") + paragraph("and people"))))
    assert texts(document) == ["anchored here", "Careful with money", "and people"]


def test_a_text_box_of_an_old_document_is_read(docx_of: DocxMaker) -> None:
    content = f"<w:txbxContent>{paragraph('Careful with money')}</w:txbxContent>"
    old = f"<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p>"
    assert texts(read_docx(docx_of(old))) == ["Careful with money"]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {0} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{1}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="{}" r:id="header"/>'
    '<w:footerReference w:type="default" r:id="footer"/>{}</w:sectPr>'
)


def test_header_comes_first_footer_last_and_page_numbers_nowhere(docx_of: DocxMaker) -> None:
    number = (
        FIELD.format("PAGE", "2") + "<w:r><w:t xml:space='preserve'> of </w:t></w:r>" + FIELD.format("NUMPAGES", "3")
    )
    word = docx_of(
        paragraph("Work") + SECTION.format("default", ""),
        header=paragraph("ines@example.org"),
        footer=f'<w:p><w:r><w:t xml:space="preserve">Ines Okafor – Page </w:t></w:r>{number}</w:p>'
        + paragraph("- 2 -"),
    )
    assert texts(read_docx(word)) == ["ines@example.org", "Work", "Ines Okafor"]


def test_a_header_shown_in_several_sections_is_read_once() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "ines@example.org"
    word.add_paragraph("Work")
    section = word.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "ines@example.org"
    word.add_paragraph("Education")
    assert texts(read(word)) == ["ines@example.org", "Work", "Education"]


@pytest.mark.parametrize(("title_page", "expected"), [("<w:titlePg/>", ["First", "Work"]), ("", ["Work"])])
def test_a_first_page_header_counts_only_where_it_is_shown(
    docx_of: DocxMaker, title_page: str, expected: list[str]
) -> None:
    word = docx_of(paragraph("Work") + SECTION.format("first", title_page), header=paragraph("First"), footer="<w:p/>")
    assert texts(read_docx(word)) == expected


def test_tracked_changes_are_read_as_accepted(docx_of: DocxMaker) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Kept the </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>ledger</w:t></w:r></w:ins></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>"
        '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>'
        "<w:p><w:r><w:t>sentence</w:t></w:r></w:p>"
    )
    assert texts(read_docx(docx_of(body))) == ["Kept the ledger", "moved", "One sentence"]


INVISIBLE = [
    "<w:vanish/>",
    '<w:color w:val="FFFFFF"/>',
    '<w:color w:val="FEFEFE"/>',
    '<w:sz w:val="2"/>',
    '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>',
]


@pytest.mark.parametrize("look", INVISIBLE)
def test_text_that_nobody_can_see_is_left_out_and_reported(docx_of: DocxMaker, look: str) -> None:
    document = read_docx(docx_of(paragraph("Clerk") + paragraph("kubernetes terraform", run=look)))
    assert texts(document) == ["Clerk"]
    assert [notice.code for notice in document.notices] == ["hidden_text"]
    assert "kubernetes" not in document.notices[0].message


def test_white_letters_on_a_dark_cell_are_visible(docx_of: DocxMaker) -> None:
    white = paragraph("Contact", run='<w:color w:val="FFFFFF"/>')
    dark = table([cell(white, form='<w:shd w:val="clear" w:fill="1F3864"/>'), cell(paragraph("Work"))])
    document = read_docx(docx_of(dark))
    assert texts(document) == ["Contact | Work"]
    assert document.notices == ()


def test_white_letters_over_a_drawn_banner_are_visible(docx_of: DocxMaker) -> None:
    banner = '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>'
    document = read_docx(docx_of(banner + paragraph("Ines Okafor", run='<w:color w:val="FFFFFF"/>')))
    assert texts(document) == ["Ines Okafor"]


def test_field_codes_are_dropped_and_their_results_kept(docx_of: DocxMaker) -> None:
    body = f"<w:p>{FIELD.format('DATE', 'May 2026')}</w:p>"
    assert texts(read_docx(docx_of(body))) == ["May 2026"]


def test_content_controls_are_read_unless_they_wait_for_text(docx_of: DocxMaker) -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Clerk')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Harbour Trust</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>"
    )
    assert texts(read_docx(docx_of(body))) == ["Clerk", "Harbour Trust"]


def test_links_give_their_text_and_hidden_mail_addresses(docx_of: DocxMaker) -> None:
    body = (
        '<w:p><w:hyperlink r:id="mail"><w:r><w:t>E-mail me</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:hyperlink r:id="web"><w:r><w:t>Portfolio</w:t></w:r></w:hyperlink></w:p>'
    )
    document = read_docx(
        docx_of(body, links={"mail": "mailto:ines@example.org?subject=x", "web": "https://example.org"})
    )
    assert texts(document) == ["E-mail me (ines@example.org)", "Portfolio"]
    assert document.metadata["links"].split("\n")[-1] == "https://example.org"


def test_footnotes_follow_at_the_end_and_only_those_referred_to(docx_of: DocxMaker) -> None:
    body = '<w:p><w:r><w:t>Clerk</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Education")
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in ((1, "unused"), (2, "Part time."))
    )
    assert texts(read_docx(docx_of(body, footnotes=notes))) == ["Clerk", "Education", "Part time."]


def test_symbols_and_special_hyphens_become_characters(docx_of: DocxMaker) -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:tab/><w:t>full</w:t><w:noBreakHyphen/><w:t>time work, '
        "co</w:t><w:softHyphen/><w:t>ordination</w:t></w:r></w:p>"
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>§</w:t></w:r>'
        "<w:r><w:tab/><w:t>cash</w:t></w:r></w:p>"
    )
    assert kinds(read_docx(docx_of(body))) == [("bullet", 0, "full-time work, coordination"), ("bullet", 0, "cash")]


@pytest.mark.parametrize("form", [{"strict": True}, {"main": "word/document2.xml"}, {"main": "parts/body.xml"}])
def test_strict_files_and_moved_main_parts_are_read(docx_of: DocxMaker, form: dict[str, object]) -> None:
    word = docx_of(paragraph("Work") + SECTION.format("default", ""), header=paragraph("Ines"), footer="<w:p/>", **form)
    assert texts(read_docx(word)) == ["Ines", "Work"]


def test_smart_tags_inside_words_leave_the_words_whole(docx_of: DocxMaker) -> None:
    body = "<w:p><w:r><w:t>Har</w:t></w:r><w:smartTag><w:r><w:t>bour</w:t></w:r></w:smartTag></w:p>"
    assert texts(read_docx(docx_of(body))) == ["Harbour"]


def test_an_embedded_document_is_reported(docx_of: DocxMaker) -> None:
    document = read_docx(docx_of(paragraph("Work") + '<w:altChunk r:id="x"/>'))
    assert [notice.code for notice in document.notices] == ["embedded_document"]


def test_title_and_language_are_metadata() -> None:
    word = docx.Document()
    word.core_properties.title, word.core_properties.language = "Résumé", "en-GB"
    word.add_paragraph("Work")
    metadata = read(word).metadata
    assert (metadata["title"], metadata["language"]) == ("Résumé", "en-GB")


def test_a_missing_main_part_is_damage(docx_of: DocxMaker) -> None:
    with pytest.raises(DamagedDocument):
        read_docx(docx_of("").replace(b"document.xml", b"documemt.xmk", 2))


def test_broken_xml_is_damage(docx_of: DocxMaker) -> None:
    with pytest.raises(DamagedDocument):
        read_docx(docx_of("<w:p>"))


def test_tables_in_tables_without_end_exceed_a_limit(docx_of: DocxMaker) -> None:
    body = paragraph("deep")
    for _ in range(40):
        body = table([cell(body)])
    with pytest.raises(LimitExceeded):
        read_docx(docx_of(body))
    assert texts(read_docx(docx_of(body), Limits(nesting=200))) == ["deep"]


def test_white_body_text_of_one_colour_does_not_depend_on_a_theme() -> None:
    word = docx.Document()
    word.add_paragraph().add_run("seen").font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    assert texts(read(word)) == ["seen"]


def test_raw_line_ends_inside_a_run_are_spaces(docx_of: DocxMaker) -> None:
    assert texts(read_docx(docx_of(paragraph("Kept the\n ledger")))) == ["Kept the ledger"]


@pytest.mark.parametrize("shade", ['w:val="solid" w:color="1F3864" w:fill="auto"', 'w:val="pct50" w:fill="FFFFFF"'])
def test_white_letters_on_a_pattern_are_visible(docx_of: DocxMaker, shade: str) -> None:
    body = paragraph("Contact", run='<w:color w:val="FFFFFF"/>', form=f"<w:shd {shade}/>")
    assert texts(read_docx(docx_of(body))) == ["Contact"]


def test_white_letters_over_a_banner_in_the_header_are_visible(docx_of: DocxMaker) -> None:
    banner = '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>'
    white = paragraph("Ines Okafor", run='<w:color w:val="FFFFFF"/>')
    word = docx_of(white + SECTION.format("default", ""), header=banner, footer="<w:p/>")
    assert texts(read_docx(word)) == ["Ines Okafor"]


def test_a_diagram_is_reported(docx_of: DocxMaker) -> None:
    graphic = "<a:graphic><a:graphicData><a:relIds/></a:graphicData></a:graphic>"
    diagram = f"<w:p><w:r><w:drawing>{graphic}</w:drawing></w:r></w:p>"
    assert [notice.code for notice in read_docx(docx_of(paragraph("Work") + diagram)).notices] == ["diagram"]


def test_lines_that_are_paragraphs_are_joined_where_the_whole_document_is_so() -> None:
    prose = (
        "I kept the accounts of a rowing club with ninety members, wrote the yearly report, and explained it to people "
        "who would rather have been on the water. Before that I ran the till of a bakery. I like order, early mornings "
        "and the moment in which two columns agree; everything else about money leaves me cold."
    )
    lines = textwrap.wrap(prose, 62)
    word = docx.Document()
    word.add_paragraph("Profile", "Heading 1")
    for line in lines:
        word.add_paragraph(line)
    word.add_paragraph(f"• {lines[0]}")
    word.add_paragraph(lines[1])
    document = read(word)
    assert texts(document) == ["Profile", prose, f"{lines[0]} {lines[1]}"]


def test_short_items_in_lower_case_are_not_joined() -> None:
    word = docx.Document()
    items = ["white card", "working at heights", "confined space", "first aid", "forklift ticket", "own tools and car"]
    for item in items:
        word.add_paragraph(item)
    assert texts(read(word)) == items
