"""Web pages: career sites of several makes, exported résumés, broken and hostile markup."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.opening import read_bytes
from parsers.readers.html import read_html


def read(body: str, head: str = "") -> Document:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), DEFAULT_LIMITS)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, _, text in kinds(document)]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_headings_lists_and_paragraphs_keep_kind_and_level() -> None:
    body = (
        "<h1>Ines Okafor</h1><h2>Work</h2><div role=heading aria-level=3>Clerk</div>"
        "<ul><li><p>Kept the ledger</p><ol><li>of the boats</li></ol></li></ul><p>Left in good order.</p>"
    )
    assert kinds(read(body)) == [
        ("heading", 1, "Ines Okafor"),
        ("heading", 2, "Work"),
        ("heading", 3, "Clerk"),
        ("bullet", 0, "Kept the ledger"),
        ("bullet", 1, "of the boats"),
        ("paragraph", 0, "Left in good order."),
    ]


@pytest.mark.parametrize(
    "markup", ["<b>Duties</b>", "<strong>Duties:</strong>", '<span style="font-weight:700">Duties</span>']
)
def test_a_paragraph_that_is_bold_throughout_says_so(markup: str) -> None:
    document = read(f"<p>{markup}</p><p>We are a <b>small</b> port.</p>")
    assert [block.style.bold for block in document.blocks] == [True, False]


def test_sizes_are_in_points_wherever_they_are_declared() -> None:
    head = "<style>.big { font-size: 150% } p { font-size: 16px }</style>"
    body = '<p>one</p><p style="font-size:14pt"><span class="big">two</span></p><font size=6>three</font>'
    assert [block.style.size for block in read(body, head).blocks] == [12.0, 21.0, 24.0]


def test_line_breaks_end_lines_and_typed_bullets_are_list_items() -> None:
    body = "<p>You have:<br>- three years in a kitchen<br>- a hygiene certificate<br>and we<br>have time</p>"
    assert kinds(read(body)) == [
        ("paragraph", 0, "You have:"),
        ("bullet", 0, "three years in a kitchen"),
        ("bullet", 0, "a hygiene certificate and we have time"),
    ]


@pytest.mark.parametrize("open_tag", ["<pre>", '<div style="white-space: pre-wrap">', "<p class=keep>"])
def test_line_ends_count_where_the_page_keeps_them(open_tag: str) -> None:
    document = read(f"{open_tag}Duties\n• Lock up\n• Clean</pre>", "<style>.keep{white-space:pre-line}</style>")
    assert texts(document) == ["Duties", "Lock up", "Clean"]


def test_white_space_and_character_references_are_read_as_shown() -> None:
    assert read("<p>Pay:&nbsp;&pound;24&#8239;000 &ndash;\n\n  &#xA3;26&thinsp;000 &amp; more</p>").text == (
        "Pay: £24 000 – £26 000 & more"
    )


def test_terms_stand_beside_short_values_and_above_long_ones() -> None:
    long = "We are a port with two hundred boats and a café. " * 4
    body = f"<dl><dt>Place</dt><dd>Leeds</dd><dt>About us</dt><dd>{long}</dd></dl>"
    assert [kind for kind, _, _ in kinds(read(body))] == ["row", "paragraph", "paragraph"]
    assert texts(read(body))[0] == "Place | Leeds"


def test_a_row_of_data_is_one_line_and_a_layout_table_is_read_by_column() -> None:
    data = "<table><thead><tr><th>Year<th>Guests<tbody><tr><td>2024<td>203</table>"
    layout = "<table><tr><td><h2>Skills</h2><p>Sage</p><p>Xero</p><td><h2>Work</h2><p>Clerk</p></table>"
    assert texts(read(data)) == ["Year | Guests", "2024 | 203"]
    assert texts(read(layout)) == ["Skills", "Sage", "Xero", "Work", "Clerk"]


def test_dates_in_a_column_stand_before_what_they_date() -> None:
    body = (
        "<table><tr><td>2019 – 2022</td><td><b>Clerk</b>, Harbour Trust<ul><li>Kept books</li></ul></td></tr></table>"
    )
    assert texts(read(body)) == ["2019 – 2022 | Clerk, Harbour Trust", "Kept books"]


def test_a_hidden_address_of_a_link_follows_it() -> None:
    document = read('<p>Write to <a href="mailto:jo@anchor.example.org?subject=Job">Jo</a>.</p>')
    assert document.text == "Write to Jo (jo@anchor.example.org)."
    assert document.metadata["links"] == "mailto:jo@anchor.example.org?subject=Job"


def test_title_and_language_are_metadata() -> None:
    page = b'<html lang="de"><head><title>Koch \n gesucht</title></head><body><p>Koch</p></body></html>'
    assert read_html(page).metadata == {"title": "Koch gesucht", "language": "de"}


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">kubernetes</p>',
        '<p style="VISIBILITY: hidden">kubernetes</p>',
        '<p style="color:#fff">kubernetes</p>',
        '<div style="background:#123456"><span style="color:rgb(18, 52, 86)">kubernetes</span></div>',
        '<p style="color:rgba(0,0,0,0)">kubernetes</p>',
        '<p style="font-size:1px">kubernetes</p>',
        '<p style="position:absolute;left:-9999px">kubernetes</p>',
        '<p style="opacity:0">kubernetes</p>',
        '<p style="height:1px;overflow:hidden">kubernetes</p>',
        "<p hidden>kubernetes</p>",
        '<p aria-hidden="true">kubernetes</p>',
        '<p class="gone">kubernetes</p>',
        '<p id="gone">kubernetes</p>',
        "<font color=white>kubernetes</font>",
    ],
)
def test_text_that_nobody_can_see_is_left_out_and_reported(hidden: str) -> None:
    document = read(f"<p>Clerk</p>{hidden}", "<style>p.gone, #gone { display: none }</style>")
    assert document.text == "Clerk"
    assert codes(document) == ["hidden_text"]


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="background:#203040"><p style="color:#fff">Skills</p></div>',
        '<div style="background-image:url(x.png)"><p style="color:white">Skills</p></div>',
        "<table><tr><td bgcolor=navy><font color=white>Skills</font></td></tr></table>",
        '<p><span aria-hidden="true">Skills</span><span class="visually-hidden">Skills</span></p>',
        '<p style="opacity:0" class="aos-init" data-aos="fade-up">Skills</p>',
        '<div style="font-size:0"><span style="font-size:16px">Skills</span></div>',
        '<p class="print">Skills</p>',
    ],
)
def test_text_that_people_see_is_read_and_nothing_reported(shown: str) -> None:
    document = read(shown, "<style>@media print { .print { display: none } }</style>")
    assert (document.text, codes(document)) == ("Skills", [])


def test_scripts_styles_fields_and_pictures_are_no_text() -> None:
    body = "<p>Clerk</p><script>var x</script><style>p{}</style><noscript>on</noscript><svg><text>s</text></svg>"
    body += "<template>t</template><select><option>Chad</select><textarea>x</textarea><img alt='logo'><!-- c -->"
    assert read(body).text == "Clerk"


_DESCRIPTION = (
    "<p>We are a small port and need someone who keeps our stock in order, all year round and in any weather.</p>"
    "<h3>What we ask</h3><ul><li>Two years of stock control</li><li>A forklift licence</li></ul>"
)


@pytest.mark.parametrize(
    "accessory",
    [
        "<nav><a href='/'>Home</a> <a href='/jobs'>Kubernetes jobs</a></nav>",
        "<div class='cookie-banner'><p>We use cookies, also kubernetes ones.</p><button>Accept</button></div>",
        "<div role='dialog'>Our cookies and kubernetes partners</div>",
        "<header><div>Logo</div><a href='/a'>Kubernetes</a><a href='/b'>About</a></header>",
        "<footer><p>© 2026 Kubernetes AG. All rights reserved.</p><a href='/privacy'>Privacy</a></footer>",
        "<aside><h3>Other jobs that may interest you</h3><ul><li><a href='/1'>Kubernetes admin</a></li></ul></aside>",
        "<section><h2>Similar jobs</h2><div><a href='/1'>Admin</a><div>Kubernetes AG</div></div></section>",
        "<div><h3>Ähnliche Jobs</h3><div>Kubernetes (m/w/d)</div></div>",
        "<div class='share-buttons'>Share kubernetes</div>",
        "<ul id='breadcrumb'><li>Home</li><li>Kubernetes</li></ul>",
        "<form action='/apply'><label>Kubernetes</label><input name=a><button>Send</button></form>",
        "<div><div>Newsletter on kubernetes</div><input type=email></div>",
        "<ul><li><a href='/a'>Java</a></li><li><a href='/b'>Kubernetes</a></li><li><a href='/c'>Go</a></li></ul>",
        "<p><a href='/jobs'>Back to all kubernetes jobs</a></p>",
        "<p><button>Apply now</button> <a href='#'>Share with kubernetes</a></p>",
        "<div><a href='/imprint'>Kubernetes</a> <a href='/privacy'>Privacy</a> © 2026</div>",
        "<div class='relatedJobs'><b>Kubernetes</b> admin</div>",
    ],
)
def test_what_surrounds_an_advertisement_is_left_out(accessory: str) -> None:
    navigation = "<nav><a href='/x'>Start</a></nav>"
    document = read(f"{navigation}{accessory}<div><h1>Stock clerk</h1>{_DESCRIPTION}</div>{accessory}")
    assert texts(document)[0] == "Stock clerk"
    assert "ubernetes" not in document.text
    assert texts(document)[-1] == "A forklift licence"
    assert len(texts(document)) == 5
    assert codes(document) == []


def test_the_title_in_a_page_header_is_kept() -> None:
    document = read(f"<header><nav><a href='/'>Home</a></nav><h1>Stock clerk</h1></header>{_DESCRIPTION}")
    assert texts(document)[0] == "Stock clerk"


def test_a_whole_page_inside_a_form_is_read() -> None:
    document = read(f"<form id=aspnetForm><input type=hidden><h1>Stock clerk</h1>{_DESCRIPTION * 3}</form>")
    assert "Two years of stock control" in document.text


def test_elements_without_a_space_between_them_stand_apart_on_a_site() -> None:
    body = (
        "<nav></nav><h1>Clerk</h1><h4><span><a href='https://x.example'>Harbour Trust</a></span><span>Leeds</span></h4>"
    )
    assert texts(read(body + _DESCRIPTION))[1] == "Harbour Trust | Leeds"


def test_a_resume_keeps_its_header_sidebar_links_and_footer() -> None:
    body = (
        "<header><h1>Ines Okafor</h1><p><a href='mailto:ines@example.com'>ines@example.com</a></p>"
        "<nav><a href='#work'>Work</a></nav></header><aside class='sidebar'><h2>Links</h2><ul>"
        "<li><a href='https://github.com/ines'>GitHub</a></li></ul></aside><main><h2>Work</h2>"
        "<p>Clerk at Harbour Trust, where I kept the ledger of forty boats.</p></main>"
        "<footer>References on request</footer>"
    )
    assert texts(read(body)) == [
        *("Ines Okafor", "ines@example.com", "Links", "GitHub", "Work"),
        "Clerk at Harbour Trust, where I kept the ledger of forty boats.",
        "References on request",
    ]


def test_a_document_without_navigation_stays_whole() -> None:
    body = "<h2>Share this job</h2><p>I shared a job at the newsletter.</p><div class='social'>Social clubs</div>"
    assert texts(read(body)) == ["Share this job", "I shared a job at the newsletter.", "Social clubs"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-2", "iso-8859-2"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("no-such", "cp1252"),
        ("utf-8", "utf-16"),
    ],
)
def test_letters_are_read_in_the_encoding_that_they_are_in(declared: str, encoding: str) -> None:
    text = "Księgowa żółć" if encoding == "iso-8859-2" else "Café – Müller für größere Häuser"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert read_html(page.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h1>Clerk<p>Kept <b>the ledger<p>of boats", ["Clerk", "Kept the ledger", "of boats"]),
        ("<ul><li>One<li>Two</ul></div></p>", ["One", "Two"]),
        ("<html><body><p>Clerk in the ro", ["Clerk in the ro"]),
        ("<table><tr><td>A<td>B<tr><td>C", ["A | B", "C"]),
        ("<p>3 < 5 & 7 > 2</p>", ["3 < 5 & 7 > 2"]),
        (
            "<?xml version='1.0' encoding='latin1'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Clerk</p>",
            ["Clerk"],
        ),
        ("<P CLASS=x>Clerk</P><o:p></o:p>", ["Clerk"]),
    ],
)
def test_broken_markup_is_read_as_browsers_do(source: str, expected: list[str]) -> None:
    assert texts(read_html(source.encode())) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 5000 + "x",
        "<p>" + "<b>" * 5000 + "x",
        "<table><tr><td>" * 90 + "x",
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>',
        "<p>" + "word " * 2_500_000,
    ],
    ids=["elements", "formatting", "tables", "attributes", "entities", "outside-entity", "text"],
)
def test_hostile_pages_are_refused_by_name(source: str) -> None:
    with pytest.raises(LimitExceeded):
        read_html(source.encode())


def test_nesting_has_the_configured_limit() -> None:
    with pytest.raises(LimitExceeded):
        read_html(b"<div>" * 30 + b"x", Limits(nesting=10))


def test_a_huge_attribute_does_no_harm() -> None:
    assert read(f"<p data-x='{'y' * 2_000_000}'>Clerk</p>").text == "Clerk"


@pytest.mark.parametrize("source", [b"<html><body></body></html>", b"<html><body><script>x</script></body></html>"])
def test_a_page_without_text_says_so(source: bytes) -> None:
    with pytest.raises(NothingFound):
        read_bytes(source)


@pytest.mark.parametrize(
    ("source", "error"), [(b"<!-- only -->", DamagedDocument), (bytes(range(256)) * 4, UnknownFormat)]
)
def test_what_is_no_page_is_named(source: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_html(source)


def test_control_characters_do_not_stop_the_menu_from_being_left_out() -> None:
    source = (
        "<body><main>" + "<p>Kept the books of the club.</p>" * 9 + "</main><nav>Jobs</nav>&#1;&#8;<p>Baked.</p></body>"
    )
    assert "Kept the books" in read_html(source.encode()).text
