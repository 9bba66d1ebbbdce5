"""OpenDocument texts made from their XML."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, PasswordProtected
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.opening import read_bytes
from parsers.readers.odt import read_odt
from parsers.sniffing import ODT

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    [f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "style", "text", "table", "meta")]
    + [f'xmlns:draw="{_OASIS}:drawing:1.0"', f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"']
    + ['xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
)


def odt(body: str, *, automatic: str = "", styles: str = "", masters: str = "", **parts: str) -> bytes:
    """An ODT: `automatic` styles go to content.xml, `styles` and `masters` to styles.xml, `parts` are other files."""
    files = {
        "mimetype": ODT,
        "content.xml": f"<office:document-content {_NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        **{name.replace("__", "/") + ".xml": content for name, content in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def read(body: str, **parts: str) -> Document:
    return read_odt(odt(body, **parts))


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, _, text in kinds(document)]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def paragraph(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def styled(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def table(*rows: list[str], style: str = "") -> str:
    cell = f'<table:table-cell table:style-name="{style}">'
    lines = ("".join(f"{cell}{content}</table:table-cell>" for content in row) for row in rows)
    return "<table:table>" + "".join(f"<table:table-row>{line}</table:table-row>" for line in lines) + "</table:table>"


def test_headings_lists_and_paragraphs_keep_kind_and_level() -> None:
    inner = f"<text:list><text:list-item>{paragraph('of the boats')}</text:list-item></text:list>"
    body = (
        paragraph("Ines Okafor", "Title")
        + '<text:h text:style-name="x" text:outline-level="2">Work</text:h>'
        + paragraph("Clerk", "P1")
        + f"<text:list><text:list-item>{paragraph('Kept the ledger')}{inner}{paragraph('for years')}</text:list-item>"
        + "</text:list>"
        + paragraph("Left in good order.")
    )
    automatic = styled("P1", "", "paragraph", "Heading_20_3")
    styles = '<style:style style:name="Title" style:family="paragraph"/>'
    styles += '<style:style style:name="Heading_20_3" style:family="paragraph"/>'
    assert kinds(read(body, automatic=automatic, styles=styles)) == [
        ("heading", 1, "Ines Okafor"),
        ("heading", 2, "Work"),
        ("heading", 3, "Clerk"),
        ("bullet", 0, "Kept the ledger"),
        ("bullet", 1, "of the boats"),
        ("paragraph", 0, "for years"),
        ("paragraph", 0, "Left in good order."),
    ]


def test_a_numbered_heading_inside_a_list_is_a_heading() -> None:
    body = '<text:list><text:list-item><text:h text:outline-level="1">Work</text:h></text:list-item></text:list>'
    assert kinds(read(body)) == [("heading", 1, "Work")]


def test_size_and_weight_come_from_spans_styles_and_their_parents() -> None:
    automatic = styled("T1", 'fo:font-weight="bold"') + styled("P1", 'fo:font-size="150%"', "paragraph", "Base")
    styles = styled("Base", 'fo:font-size="12pt" fo:font-style="italic"', "paragraph")
    document = read(
        paragraph('<text:span text:style-name="T1">Ines</text:span>', "P1"), automatic=automatic, styles=styles
    )
    style = next(document.blocks).style
    assert (style.size, style.bold, style.italic) == (18.0, True, True)


def test_tabs_and_runs_of_spaces_part_and_line_breaks_end_a_line() -> None:
    body = paragraph('Clerk<text:tab/>2019<text:line-break/>Cashier<text:s text:c="6"/>2020')
    assert texts(read(body)) == ["Clerk | 2019", "Cashier | 2020"]


def test_white_space_in_the_file_and_soft_page_breaks_mean_nothing() -> None:
    body = paragraph("Kept\n   the <text:span> led</text:span><text:soft-page-break/>ger")
    assert read(body).text == "Kept the ledger"


def test_a_row_of_data_is_one_line_and_a_layout_table_is_read_by_column() -> None:
    data = table([paragraph("Year"), paragraph("Guests")], [paragraph("2024"), paragraph("203")])
    side = "".join(map(paragraph, ("Leeds", "Sage", "Xero")))
    layout = table([side, paragraph("Clerk") + paragraph("Cashier")])
    assert kinds(read(data))[0] == ("row", 0, "Year | Guests")
    assert texts(read(data)) == ["Year | Guests", "2024 | 203"]
    assert texts(read(layout)) == ["Leeds", "Sage", "Xero", "Clerk", "Cashier"]


def test_repeated_rows_and_cells_are_read_once() -> None:
    row = f'<table:table-row table:number-rows-repeated="999999999"><table:table-cell>{paragraph("Sage")}'
    assert texts(read(f"<table:table>{row}</table:table-cell></table:table-row></table:table>")) == ["Sage"]


def test_frames_and_shapes_are_read_behind_the_paragraph_they_hang_on() -> None:
    frame = f"<draw:frame><draw:text-box>{paragraph('Profile')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{paragraph('Skills')}<draw:enhanced-geometry/></draw:custom-shape></draw:g>"
    assert texts(read(paragraph(f"Name{frame}{shape}") + paragraph("Next"))) == ["Name", "Profile", "Skills", "Next"]


def test_headers_come_first_footers_and_notes_last_and_page_numbers_nowhere() -> None:
    number = "<text:page-number>1</text:page-number>"
    masters = (
        f'<style:master-page style:name="Standard"><style:header>{paragraph("ines@example.com")}</style:header>'
        f"<style:header-first>{paragraph('ines@example.com')}</style:header-first>"
        f"<style:footer>{paragraph('Leeds – page ' + number)}</style:footer></style:master-page>"
        f'<style:master-page style:name="Unused"><style:header>{paragraph("Draft")}</style:header></style:master-page>'
    )
    note = f"<text:note-citation>1</text:note-citation><text:note-body>{paragraph('With Sage.')}</text:note-body>"
    body = paragraph(f"Kept books<text:note>{note}</text:note>.")
    assert texts(read(body, masters=masters)) == ["ines@example.com", "Kept books.", "Leeds", "With Sage."]


def test_deleted_text_comments_and_instructions_are_left_out() -> None:
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{paragraph('old')}</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + paragraph(
            '<text:change-start text:change-id="a"/>new<text:change-end text:change-id="a"/> clerk'
            "<office:annotation><text:p>really?</text:p></office:annotation><text:placeholder>click</text:placeholder>"
        )
    )
    assert read(body).text == "new clerk"


def test_a_hidden_address_of_a_link_follows_it() -> None:
    document = read(paragraph('<text:a xlink:href="mailto:ines@example.com?subject=x">Write</text:a> to me'))
    assert document.text == "Write (ines@example.com) to me"
    assert document.metadata["links"] == "mailto:ines@example.com?subject=x"


@pytest.mark.parametrize(
    "properties",
    [
        'text:display="none"',
        'fo:font-size="1pt"',
        'fo:color="#ffffff"',
        'fo:color="#202020" fo:background-color="#222222"',
    ],
)
def test_text_that_nobody_can_see_is_left_out_and_reported(properties: str) -> None:
    body = paragraph('Clerk<text:span text:style-name="T1"> kubernetes</text:span>')
    document = read(body, automatic=styled("T1", properties))
    assert document.text == "Clerk"
    assert codes(document) == ["hidden_text"]


def test_a_section_that_is_switched_off_is_left_out_and_reported() -> None:
    document = read(paragraph("Clerk") + f'<text:section text:display="none">{paragraph("kubernetes")}</text:section>')
    assert document.text == "Clerk"
    assert codes(document) == ["hidden_text"]


def test_white_letters_in_a_coloured_cell_are_visible() -> None:
    automatic = styled("T1", 'fo:color="#ffffff"') + (
        '<style:style style:name="C1" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#203040"/></style:style>'
    )
    cell = paragraph('<text:span text:style-name="T1">Skills</text:span>')
    assert texts(read(table([cell], style="C1"), automatic=automatic)) == ["Skills"]


def test_title_and_language_are_metadata() -> None:
    meta = f"<office:document-meta {_NAMESPACES}><office:meta><dc:title>CV</dc:title><dc:language>de-DE</dc:language>"
    document = read(paragraph("Clerk"), meta=meta + "</office:meta></office:document-meta>")
    assert document.metadata == {"title": "CV", "language": "de-DE"}


def test_a_password_is_named() -> None:
    manifest = f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry>'
    parts = {"META-INF__manifest": manifest + "</m:manifest>"}
    with pytest.raises(PasswordProtected):
        read_odt(odt("", **parts))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_damaged(share: float) -> None:
    data = odt(paragraph("Kept the ledger") * 50)
    with pytest.raises(DamagedDocument):
        read_odt(data[: int(len(data) * share)])


@pytest.mark.parametrize("content", ["<a><b>", "<a/>", ""])
def test_content_that_is_no_text_document_is_damaged(content: str) -> None:
    with pytest.raises(DamagedDocument):
        read_odt(odt("", content=content))


@pytest.mark.parametrize("entity", ['"aaaa"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused(entity: str) -> None:
    content = f"<!DOCTYPE x [<!ENTITY a {entity}>]><office:document-content {_NAMESPACES}><office:body><office:text>"
    content += "<text:p>&a;</text:p></office:text></office:body></office:document-content>"
    with pytest.raises(LimitExceeded):
        read_odt(odt("", content=content))


def test_lists_nested_too_deeply_are_refused() -> None:
    depth = DEFAULT_LIMITS.nesting
    with pytest.raises(LimitExceeded):
        read("<text:list><text:list-item>" * depth + paragraph("x") + "</text:list-item></text:list>" * depth)
    with pytest.raises(LimitExceeded):
        read_odt(odt(paragraph("Clerk")), Limits(nesting=3))


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(NothingFound):
        read_bytes(odt(paragraph("")))
