from __future__ import annotations

import pytest

from embeddings.requirements.verbs import begins_with_verb, verb_form
from embeddings.words import content_stems, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and F#", ["C++", "C#", "and", "F#"]),
        ("node.js or .NET", ["node.js", "or", "NET"]),
        ("the driver’s licence", ["the", "driver's", "licence"]),
        ("R&D at AT&T", ["R&D", "at", "AT&T"]),
        ("accounts payable/receivable", ["accounts", "payable/receivable"]),
        ("hands-on, well-read", ["hands", "on", "well", "read"]),
        ("7.5 t lorries, 40 hrs", ["7.5", "t", "lorries", "40", "hrs"]),
        ("café, Straße, naïve", ["café", "Straße", "naïve"]),
        ("snake_case", ["snake", "case"]),
        ("50% of 3,000", ["50", "of", "3", "000"]),
        ("•  — …", []),
        ("", []),
    ],
)
def test_words_keep_what_belongs_to_a_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("invoice", "invoices"),
        ("reconcile", "reconciliation"),
        ("manage", "managed"),
        ("weld", "welding"),
        ("licence", "licence’s"),
        ("Nursing", "nursing"),
        ("supplier", "suppliers'"),
        ("audit", "audited"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one)[:7] == stem(other)[:7]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Java", "JavaScript"), ("C", "C++"), ("stage", "stock"), ("excel", "cell"), ("organ", "organise")],
)
def test_different_things_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Proven experience of invoicing", ("invoic",)),
        ("ability to work with the team", ("team",)),
        ("invoices, invoicing and invoice runs", ("invoic", "run")),
        ("at least 3 years", ("3",)),
        ("you will be able to", ()),
        ("C++", ("c++",)),
    ],
)
def test_frame_words_carry_no_subject_matter(text: str, expected: tuple[str, ...]) -> None:
    assert content_stems(text) == expected


def test_a_pair_joined_by_a_slash_counts_as_itself_and_as_its_halves() -> None:
    assert set(content_stems("payable/receivable")) >= {"payabl", "receiv"}


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("reconcile the till each night", "base"),
        ("regularly checks the boilers", "s"),
        ("preparing wage slips", "ing"),
        ("also clean the machines", "base"),
        ("experience of wage slips", ""),
        ("qualified electrician", ""),
        ("Excel", ""),
        ("", ""),
    ],
)
def test_a_duty_is_known_by_its_verb(phrase: str, form: str) -> None:
    assert verb_form(words(phrase)) == form
    assert begins_with_verb(words(phrase)) == bool(form)
