"""RTF as word processors write it, made by hand."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.rtf import read_rtf

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Calibri;}{\f1\fnil\fcharset2 Symbol;}"
    r"{\f2\fnil\fcharset204 Arial Cyr;}{\f3\fnil\fcharset128 MS Mincho;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue128;}"
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 \'dcberschrift 1;}{\s2\sbasedon1 Mine;}{\s3 heading 3;}}"
)


def read(body: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_rtf((_HEAD + body + "}").encode("latin-1"), limits)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, _, text in kinds(document)]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_headings_are_known_by_outline_level_by_style_and_by_the_style_it_is_based_on() -> None:
    body = r"\pard\s1 Work\par\pard\s2 Study\par\pard\s3 Clerk\par\pard\outlinelevel1 Shop\par\pard\s0 Plain.\par"
    assert kinds(read(body)) == [
        ("heading", 1, "Work"),
        ("heading", 1, "Study"),
        ("heading", 3, "Clerk"),
        ("heading", 2, "Shop"),
        ("paragraph", 0, "Plain."),
    ]


def test_size_and_weight_of_a_line_are_kept() -> None:
    line = next(read(r"\pard{\b\fs28 Ines Okafor}\par").blocks).lines[0]
    assert (line.style.bold, line.style.size) == (True, 14.0)


@pytest.mark.parametrize(
    "paragraph",
    [
        r"\pard\ls1\ilvl0{\listtext\f1\'b7\tab}Kept the ledger\par",
        r"\pard{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt{\pntxtb\'B7}}Kept the ledger\par",
        r"\pard\fi-340\li340{\u8226\'95}{\tab Kept the ledger}\par",
        r"\pard{\f1\'b7}\tab Kept the ledger\par",
        r"\pard\ls3 Kept the ledger\par",
    ],
)
def test_a_list_item_has_no_mark_whoever_wrote_it(paragraph: str) -> None:
    assert kinds(read(paragraph)) == [("bullet", 0, "Kept the ledger")]


def test_a_list_item_keeps_its_level_and_the_next_paragraph_is_none() -> None:
    body = r"\pard\ls1\ilvl1{\listtext 1.1\tab}Kept the ledger\par\pard Then left.\par"
    assert kinds(read(body)) == [("bullet", 1, "Kept the ledger"), ("paragraph", 0, "Then left.")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"caf\'e9 \endash \rquote x", "café –’x"),
        (r"{\f2 \'c1\'f3\'f5\'e3\'e0\'eb\'f2\'e5\'f0}", "Бухгалтер"),
        (r"{\f3 \'93\'fa\'96\'7b}", "日本"),
        (r"\u8364?5 \uc2\u8211\'96\'96x \uc0\u233 t\'e9", "€5 –x été"),
        (r"\u55357?\u56832? smile", "😀 smile"),
        (r"100\~% \{net\} C:\\x", "100 % {net} C:\\x"),
        (r"fib\-re", "fibre"),
    ],
)
def test_characters_are_decoded_by_font_code_page_and_unicode(source: str, text: str) -> None:
    assert read(rf"\pard {source}\par").text == text


def test_a_line_end_behind_a_backslash_ends_a_paragraph_as_on_macs() -> None:
    assert texts(read("\\pard Ines Okafor\\\nBookkeeper\\\n")) == ["Ines Okafor", "Bookkeeper"]


def test_line_ends_in_the_file_mean_nothing_and_tabs_part_what_they_stand_between() -> None:
    assert texts(read("\\pard Trea\r\nsurer\\tab 2019\\par")) == ["Treasurer | 2019"]


def test_a_row_of_data_is_one_line() -> None:
    body = (
        r"\trowd\cellx100\cellx200\pard\intbl Year\cell\pard\intbl Guests\cell\row"
        r"\trowd\cellx100\cellx200\pard\intbl 2024\cell\pard\intbl 203\cell\row\pard After.\par"
    )
    assert kinds(read(body)) == [("row", 0, "Year | Guests"), ("row", 0, "2024 | 203"), ("paragraph", 0, "After.")]


def test_columns_of_a_layout_table_are_read_one_after_the_other() -> None:
    body = (
        r"\trowd\cellx100\cellx200\pard\intbl Leeds\par Sage\par Xero\cell"
        r"\pard\intbl\s1 Work\par\pard\intbl Clerk\par Cashier\cell\row\pard"
    )
    assert texts(read(body)) == ["Leeds", "Sage", "Xero", "Work", "Clerk", "Cashier"]


def test_a_table_in_a_table_stands_where_its_cell_stands() -> None:
    body = (
        r"\trowd\cellx100\cellx200\pard\intbl\itap1 Left\cell"
        r"\pard\intbl\itap2 A\nestcell{\nonesttableprops\par}\pard\intbl\itap2 B\nestcell"
        r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 Right\cell\row\pard Below\par"
    )
    assert texts(read(body)) == ["Left", "A | B", "Right", "Below"]


def test_headers_come_first_footers_and_footnotes_last_and_page_numbers_nowhere() -> None:
    body = (
        r"{\header\pard ines@example.com\par}{\headerf\pard ines@example.com\par}{\footer\pard Leeds {\field"
        r"{\*\fldinst PAGE}{\fldrslt 7}}\par}\pard Kept books{\super\chftn}{\footnote\pard\plain With Sage.\par}.\par"
    )
    assert texts(read(body)) == ["ines@example.com", "Kept books.", "Leeds", "With Sage."]


def test_text_boxes_are_read_once_and_behind_their_paragraph() -> None:
    old = r"{\shprslt{\*\do{\dptxbxtext\pard Profile text\par}}}"
    shape = r"{\shp{\*\shpinst{\sp{\sn fFlip}{\sv 0}}{\shptxt\pard Profile text\par}}" + old + "}"
    assert texts(read(rf"\pard Name{shape}\par\pard Next\par")) == ["Name", "Profile text", "Next"]


def test_a_hidden_address_of_a_link_follows_it_and_its_code_does_not() -> None:
    document = read(
        r'\pard {\field{\*\fldinst{HYPERLINK "mailto:ines@example.com"}}{\fldrslt write to me}} or '
        r'{\field{\*\fldinst{HYPERLINK "https://ines.example.org/"}}{\fldrslt my page}}\par'
    )
    assert document.text == "write to me (ines@example.com) or my page"
    assert document.metadata["links"] == "mailto:ines@example.com\nhttps://ines.example.org/"


@pytest.mark.parametrize("look", [r"\v", r"\fs4", r"\cf2", r"\cf3\chcbpat3", r"\cf1\highlight1"])
def test_text_that_nobody_can_see_is_left_out_and_reported(look: str) -> None:
    document = read(rf"\pard Clerk {{{look} kubernetes}}\par")
    assert document.text == "Clerk"
    assert codes(document) == ["hidden_text"]


def test_white_letters_in_a_shaded_cell_or_paragraph_are_visible() -> None:
    body = r"\trowd\clcbpat3\cellx100\pard\intbl{\cf2 Skills}\cell\row\pard\cbpat3{\cf2 Work}\par"
    assert texts(read(body)) == ["Skills", "Work"]


def test_tracked_deletions_are_left_out_and_insertions_read() -> None:
    assert read(r"\pard {\revised new }{\deleted old }clerk\par").text == "new clerk"


def test_what_is_no_text_of_the_author_is_not_read() -> None:
    body = (
        r"{\info{\title CV}{\author Ines}}{\*\generator Riched20}{\*\unknown secret}{\*\bkmkstart a}"
        r"{\pict\pngblip 89504e47}{\object\objemb{\*\objdata 0105}{\result\pard Embedded\par}}"
        r"{\*\annotation note}\pard Clerk\par"
    )
    document = read(body)
    assert document.text == "Embedded\nClerk"
    assert document.metadata == {"title": "CV"}


def test_binary_data_is_stepped_over() -> None:
    assert read(r"\pard Kept {\pict\bin6 }}}\x}}books\par").text == "Kept books"


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_and_says_so() -> None:
    document = read_rtf((_HEAD + r"\pard Clerk\par Treasurer of the ro").encode())
    assert texts(document) == ["Clerk", "Treasurer of the ro"]
    assert codes(document) == ["truncated"]


def test_a_file_that_is_cut_off_before_any_text_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read_rtf(_HEAD[:120].encode())


@pytest.mark.parametrize("body", ["{" * 5000, r"\itap1000000 Clerk\par"])
def test_groups_and_tables_nested_too_deeply_are_refused(body: str) -> None:
    with pytest.raises(LimitExceeded):
        read(body)


def test_nesting_has_the_configured_limit() -> None:
    assert read("{" * 20 + "Clerk" + "}" * 20).text == "Clerk"
    with pytest.raises(LimitExceeded):
        read("{" * 20 + "Clerk" + "}" * 20, Limits(nesting=10))


def test_numbers_beyond_any_sense_do_no_harm() -> None:
    body = r"\pard\fs9999999999\u9999999999 \cf-5\f-1\ilvl-3\uc-1\s-7\li99999999999 Clerk{\pict\bin-10 x}\par"
    assert "Clerk" in read(body).text


def test_a_page_of_pictures_alone_says_that_they_were_not_read() -> None:
    assert codes(read(r"\pard Ines{\pict\pngblip 89504e47}\par")) == ["pictures"]
