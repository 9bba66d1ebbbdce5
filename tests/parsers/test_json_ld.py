"""schema.org JobPosting: alone in a file, inside a page as JSON-LD or microdata."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, NothingFound, UnknownFormat
from parsers.limits import DEFAULT_LIMITS
from parsers.opening import read_bytes
from parsers.readers.html import read_html
from parsers.readers.json_ld import read_json_ld

_MARKUP = "<p>We are a small port &amp; need help.</p><h3>What we ask</h3><ul><li>Two years of stock control</li></ul>"
_POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Stock clerk",
    "hiringOrganization": {"@type": "Organization", "name": "Harbour Trust"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Leeds", "addressCountry": "GB"}},
    "employmentType": "FULL_TIME",
    "datePosted": "2026-11-02",
    "validThrough": "2026-12-15",
    "description": html.escape(_MARKUP),
}


def read(**changes: Any) -> Document:
    return read_json_ld(json.dumps({**_POSTING, **changes}).encode(), DEFAULT_LIMITS)


def page(body: str, *postings: Any) -> Document:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in postings)
    return read_html(f"<html><head>{scripts}</head><body>{body}</body></html>".encode())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, text in kinds(document)]


@pytest.mark.parametrize("description", [_MARKUP, html.escape(_MARKUP), html.escape(html.escape(_MARKUP))])
def test_the_description_is_read_however_often_its_markup_is_escaped(description: str) -> None:
    assert kinds(read(description=description)) == [
        ("heading", "Stock clerk"),
        ("paragraph", "Harbour Trust"),
        ("paragraph", "Leeds, GB"),
        ("paragraph", "Full time"),
        ("paragraph", "We are a small port & need help."),
        ("heading", "What we ask"),
        ("bullet", "Two years of stock control"),
    ]


def test_a_plain_description_keeps_its_lines_and_bullets() -> None:
    assert kinds(read(description="We need help.\n\n• Two years of stock control\n• A licence"))[-3:] == [
        ("paragraph", "We need help."),
        ("bullet", "Two years of stock control"),
        ("bullet", "A licence"),
    ]


def test_title_and_head_are_not_repeated() -> None:
    document = read(description="<h1>Stock clerk at Harbour Trust, Leeds (GB), full time</h1><p>We need help.</p>")
    assert texts(document) == ["Stock clerk at Harbour Trust, Leeds (GB), full time", "We need help."]


def test_title_organisation_place_and_dates_are_metadata() -> None:
    assert read().metadata == {
        "jobposting.title": "Stock clerk",
        "jobposting.hiringorganization": "Harbour Trust",
        "jobposting.joblocation": "Leeds, GB",
        "jobposting.dateposted": "2026-11-02",
        "jobposting.validthrough": "2026-12-15",
    }


def test_parts_follow_the_description_unless_it_says_them_already() -> None:
    document = read(
        qualifications="<ul><li>Two years of stock control</li></ul>",
        responsibilities=["Count stock", "Write orders"],
        skills="Excel",
        educationRequirements={"@type": "EducationalOccupationalCredential", "credentialCategory": "high school"},
        experienceRequirements={"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24},
    )
    assert kinds(document)[7:] == [
        ("heading", "Responsibilities"),
        ("bullet", "Count stock"),
        ("bullet", "Write orders"),
        ("heading", "Skills"),
        ("paragraph", "Excel"),
        ("heading", "Education requirements"),
        ("paragraph", "high school"),
        ("heading", "Experience requirements"),
        ("paragraph", "24 months of experience"),
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        [_POSTING],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, _POSTING]},
        {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": _POSTING},
        {**_POSTING, "@type": ["JobPosting", "Thing"]},
        {**_POSTING, "@type": "http://schema.org/JobPosting"},
    ],
)
def test_the_posting_is_found_wherever_it_stands(wrapped: Any) -> None:
    assert texts(read_bytes(json.dumps(wrapped).encode()))[0] == "Stock clerk"


def test_a_page_gives_its_posting_without_what_surrounds_it() -> None:
    document = page(f"<div>Kubernetes jobs</div><h1>Stock clerk</h1>{_MARKUP}", _POSTING)
    assert "Kubernetes" not in document.text
    assert texts(document)[-1] == "Two years of stock control"
    assert document.metadata["jobposting.title"] == "Stock clerk"


def test_a_page_that_says_much_more_than_its_posting_is_read_itself() -> None:
    more = "<ul>" + "".join(f"<li>Requirement number {number} of this post</li>" for number in range(20)) + "</ul>"
    document = page(f"<h1>Stock clerk</h1>{_MARKUP}{more}", _POSTING)
    assert "Requirement number 19 of this post" in document.text
    assert document.metadata["jobposting.hiringorganization"] == "Harbour Trust"


def test_a_page_that_is_filled_by_script_is_read_from_its_posting() -> None:
    assert "Two years of stock control" in page("<div id=root></div>", _POSTING).text


def test_a_description_that_lost_its_lists_gives_way_to_the_page() -> None:
    flat = "We are a small port & need help. What we ask Two years of stock control"
    document = page(f"<h1>Stock clerk</h1><p>Harbour Trust</p>{_MARKUP}{_MARKUP}", {**_POSTING, "description": flat})
    assert ("bullet", "Two years of stock control") in kinds(document)


def test_of_several_postings_in_a_page_the_one_with_its_title_counts() -> None:
    other = {**_POSTING, "title": "Cook", "description": "<p>Cook well.</p>"}
    document = page(f"<h1>Stock clerk</h1>{_MARKUP}", other, _POSTING)
    assert document.metadata["jobposting.title"] == "Stock clerk"
    assert "Cook" not in document.text


def test_microdata_is_a_posting_too() -> None:
    document = page(
        "<p>Kubernetes</p><div itemscope itemtype='https://schema.org/JobPosting'><h1 itemprop=title>Stock clerk</h1>"
        "<div itemprop=hiringOrganization itemscope><span itemprop=name>Harbour Trust</span></div>"
        "<meta itemprop=datePosted content='2026-11-02'>"
        "<div itemprop=jobLocation itemscope><span itemprop=addressLocality>Leeds</span></div>"
        f"<div itemprop=description>{_MARKUP}</div></div>"
    )
    assert document.metadata == {
        "jobposting.title": "Stock clerk",
        "jobposting.hiringorganization": "Harbour Trust",
        "jobposting.joblocation": "Leeds",
        "jobposting.dateposted": "2026-11-02",
    }
    assert "Two years of stock control" in texts(document)


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 100_000, "null", '{"@type": 5}', '{"@type": "JobPosting", "description": {"a": [1]}, "title": []}'],
)
def test_broken_data_in_a_page_leaves_the_page(script: str) -> None:
    source = f'<script type="application/ld+json">{script}</script><h1>Stock clerk</h1>{_MARKUP}'
    assert "Two years of stock control" in read_html(f"<html><body>{source}</body></html>".encode()).text


@pytest.mark.parametrize(
    "script",
    ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "{};", "{}"],
)
def test_marks_around_the_data_do_no_harm(script: str) -> None:
    body = (
        f'<div id=root></div><script type="application/ld+json">{script.replace("{}", json.dumps(_POSTING))}</script>'
    )
    assert "Two years of stock control" in read_html(f"<html><body>{body}</body></html>".encode()).text


def test_a_file_without_an_advertisement_is_named() -> None:
    with pytest.raises(UnknownFormat):
        read_json_ld(b'{"@context": "https://schema.org", "@type": "Recipe", "name": "Soup"}')
    with pytest.raises(NothingFound):
        read_json_ld(b'{"@context": "https://schema.org", "@type": "JobPosting"}')
    with pytest.raises(DamagedDocument):
        read_json_ld(b'{"@context": "https://schema.org", "@type": "JobPos')


def test_a_file_with_several_advertisements_says_that_it_read_one() -> None:
    document = read_json_ld(json.dumps([_POSTING, {**_POSTING, "title": "Cook"}]).encode())
    assert [notice.code for notice in document.notices] == ["several_postings"]


def test_a_description_nested_too_deeply_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        read(description="<div>" * 500 + "x")


def test_a_posting_without_its_context_is_recognised() -> None:
    bare = {name: value for name, value in _POSTING.items() if name != "@context"}
    assert texts(read_bytes(json.dumps(bare).encode()))[0] == "Stock clerk"
