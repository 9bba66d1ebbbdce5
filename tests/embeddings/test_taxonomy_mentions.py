"""Which terms a line mentions, and which it only seems to."""

from __future__ import annotations

import pytest

from embeddings.taxonomy import expansions, terms_in
from embeddings.taxonomy.finding import classified_in


def _names(text: str) -> set[str]:
    return {mention.term.name for mention in terms_in(text)}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Proficient in excel and powerpoint", "Microsoft PowerPoint"),
        ("I excel at meeting people", None),
        ("Excel in a fast-paced environment", None),
        ("Word, Excel, Outlook", "Microsoft Word"),
        ("Generated word of mouth referrals", None),
        ("Access, Excel", "Microsoft Access"),
        ("Access to a car is required", None),
        ("The outlook for growth", None),
        ("MS Teams, Slack", "Microsoft Teams"),
        ("Managed Teams across Europe", None),
        ("Python, Go and Rust", "Go"),
        ("Go the extra mile", None),
        ("Go", "Go"),
        ("analysis in R", "R"),
        ("R", "R"),
        ("Statistics (SAS, R)", "R"),
        ("Dr R Singh", None),
        ("Embedded firmware in C", "C"),
        ("Vitamin C", None),
        ("C++17 and CMake", "C++"),
        ("ASP.NET and .NET 8", ".NET"),
        ("Node.js services", "Node.js"),
        ("nodejs services", "Node.js"),
        ("Java EE", "Java"),
        ("Java script", "JavaScript"),
        ("TIA Portal V17", "Siemens PLC"),
        ("K8s", "Kubernetes"),
        ("Rust proofing of chassis", None),
        ("Swift response times", None),
        ("Spring cleaning", None),
        ("a busy spring term", None),
        ("Colleagues praised me", None),
        ("a diligent assistant", None),
        ("the fourth largest store", None),
        ("San Pablo City", None),
        ("Sep 2022 – May 2024", None),
        ("moved to Leeds", None),
        ("from nine till six", None),
        ("operated the till", "point-of-sale system"),
        ("Monday to Friday", None),
        ("boards in Monday and Jira", "Monday.com"),
        ("React quickly to change", None),
        ("Figma, Sketch, Adobe XD", "Sketch"),
        ("sketch of the site", None),
        ("JIRA", "Jira"),
        ("Quick Books", "QuickBooks"),
        ("PowerBI reports", "Microsoft Power BI"),
        ("Power-BI reports", "Microsoft Power BI"),
        ("e-commerce platform", "e-commerce platform"),
        ("ecommerce platform", "e-commerce platform"),
        ("driver’s licence", "driving licence"),
        ("drivers license", "driving licence"),
        ("B.Sc. in Chemistry", "bachelor's degree"),
        ("R.N. with ten years", "Registered Nurse"),
        ("to a high degree of accuracy", None),
    ],
)
def test_a_name_is_told_from_the_ordinary_word(line: str, name: str | None) -> None:
    kinds = {"tool", "family", "credential"}
    found = {mention.term.name for mention in terms_in(line) if mention.term.kind in kinds}
    if name is None:
        assert not found & {*_FALSE_FRIENDS}
    else:
        assert name in found


_FALSE_FRIENDS = (
    "Microsoft Excel",
    "Microsoft Word",
    "Microsoft Access",
    "Microsoft Outlook",
    "Microsoft Teams",
    "Go",
    "R",
    "C",
    "Rust",
    "Swift",
    "Spring",
    "React",
    "Sketch",
    "Monday.com",
    "LEED",
    "Symantec Endpoint Protection",
    "enterprise storage",
    "point-of-sale system",
    "Ellucian Colleague",
    "Diligent",
    "Fourth",
    "academic degree",
)


@pytest.mark.parametrize(
    ("line", "meant", "not_meant"),
    [
        ("AP clerk: invoices and supplier statements", "accounts payable", "advanced placement courses"),
        ("taught AP classes to high-school students", "advanced placement courses", "accounts payable"),
        ("OT on the stroke ward", "occupational therapy", "OT pay"),
        ("PT with patients after surgery", "physical therapy", "part time"),
        ("PLC and MCC panels in the plant", "programmable logic controller", "professional learning community"),
        ("PPC campaign with a CPC of 40p per click", "cost per click", "Certificate of Professional Competence"),
        ("CPC and tachograph, lorry driver", "Certificate of Professional Competence", "cost per click"),
        ("R&D and NDA review for commercial contracts", "non-disclosure agreement", "new drug applications"),
        ("CRM records of each customer", "customer relationship management", "crew resource management"),
    ],
)
def test_the_trade_of_the_line_tells_an_acronym(line: str, meant: str, not_meant: str) -> None:
    assert meant in _names(line)
    assert not_meant not in _names(line)


@pytest.mark.parametrize("text", ["PLCs", "plc", "P.L.C.", "PLC's"])
def test_an_acronym_is_known_in_the_plural_and_with_stops(text: str) -> None:
    assert "programmable logic controller" in _names(text)


@pytest.mark.parametrize("text", ["it was time", "who is it", "a place to rest", "go to bed", "in the post"])
def test_acronyms_that_are_words_need_capitals(text: str) -> None:
    assert not [mention for mention in terms_in(text) if mention.term.kind == "topic"]


def test_of_overlapping_names_the_longest_is_taken() -> None:
    assert _names("Amazon Redshift") == {"Amazon Redshift"}


def test_a_mention_says_where_it_stands() -> None:
    text = "Daily work in QuickBooks Online (QBO)."
    assert {text[m.start : m.end] for m in terms_in(text)} == {"QuickBooks Online", "QBO"}


def test_a_paraphrase_may_hold_other_words_and_no_comma() -> None:
    assert "bank reconciliation" in _names("matched the monthly bank statement")
    assert "bank reconciliation" not in _names("matched socks, bank statement")


def test_a_paraphrase_does_not_jump_over_a_denial() -> None:
    assert "cooking" not in _names("prepared no meals")


def test_acronyms_are_written_out_and_expansions_shortened() -> None:
    assert "accounts payable clerk" in expansions("AP clerk")
    assert "AP clerk" in expansions("accounts payable clerk")
    assert expansions("sunshine") == ()


def test_esco_skills_are_found_in_any_inflection() -> None:
    assert any(mention.term.id.startswith("esco:") for mention in classified_in("supervising correctional procedures"))


def test_onet_products_are_known_by_name() -> None:
    assert any(mention.term.kind == "product" for mention in classified_in("Defense Travel System"))


@pytest.mark.parametrize("text", ["", " ", "…", "•", "日本語", "a" * 5000, "R" * 3, "\x00", "& & &", "'s"])
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(terms_in(text), tuple)
    assert isinstance(expansions(text), tuple)
