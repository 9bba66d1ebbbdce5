"""Requirements in fields, as a recruiter would fill in a form."""

import pytest

from embeddings.requirements.ask import Degree
from embeddings.requirements.structured import alternatives, structured


@pytest.mark.parametrize(
    ("quote", "least", "most"),
    [
        ("3–5 years of payroll work", 36, 60),
        ("three to five years in a laboratory", 36, 60),
        ("2+ years in retail", 24, None),
        ("at least a year behind a bar", 12, None),
        ("6 to 12 months on the ward", 6, 12),
    ],
)
def test_years_have_a_lower_and_sometimes_an_upper_end(quote: str, least: int, most: int | None) -> None:
    years = structured(quote).years
    assert years is not None
    assert (years.least, years.most) == (least, most)


@pytest.mark.parametrize(
    ("quote", "level", "fields", "equivalent"),
    [
        ("Bachelor's degree in accounting or finance", Degree.BACHELOR, ("accounting", "finance"), False),
        ("Bachelor's degree in accounting or equivalent", Degree.BACHELOR, ("accounting",), True),
        ("Master's degree in social work", Degree.MASTER, ("social work",), False),
        ("Bachelor of Science in Nursing", Degree.BACHELOR, ("Nursing",), False),
        ("High school diploma or GED", Degree.SCHOOL, (), False),
        ("degree in civil, structural or mechanical engineering", Degree.BACHELOR, None, False),
    ],
)
def test_a_degree_has_a_level_fields_and_maybe_an_equivalent(
    quote: str, level: Degree, fields: tuple[str, ...] | None, equivalent: bool
) -> None:
    education = structured(quote).education
    assert education is not None
    assert (education.level, education.equivalent) == (level, equivalent)
    if fields is not None:
        assert education.fields == fields


@pytest.mark.parametrize(
    ("quote", "kind_class"),
    [
        ("Category C licence", "C"),
        ("Class 2 HGV licence", "2"),
        ("C+E licence", "C+E"),
        ("full clean driving licence", ""),
        ("CDL Class A", "A"),
    ],
)
def test_a_licence_has_its_class(quote: str, kind_class: str) -> None:
    credentials = structured(quote).credentials
    assert credentials, "the taxonomy knows driving licences"
    assert credentials[0].kind_class == kind_class


@pytest.mark.parametrize(
    ("quote", "languages"),
    [
        ("German at B2", [("german", "B2")]),
        ("Fluent Spanish", [("spanish", "C1")]),
        ("native French", [("french", "C2")]),
        ("conversational Welsh", [("welsh", "B1")]),
        ("Polish", [("polish", "")]),
    ],
)
def test_a_language_has_a_level_on_the_european_scale(quote: str, languages: list[tuple[str, str]]) -> None:
    assert [(one.name, one.level) for one in structured(quote).languages] == languages


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("Spanish or Portuguese", ("Spanish", "Portuguese")),
        ("QuickBooks, Xero or Sage", ("QuickBooks", "Xero", "Sage")),
        ("ten or more years at sea", ()),
        ("a degree or equivalent", ()),
        ("Excel", ()),
        ("reading and writing", ()),
    ],
)
def test_alternatives_are_what_any_one_of_will_do(quote: str, parts: tuple[str, ...]) -> None:
    assert alternatives(quote) == parts


@pytest.mark.parametrize(
    ("quote", "domain"),
    [
        ("Experience in a hospital setting", "hospital"),
        ("sales in the automotive industry", "automotive"),
        ("two years in the public sector", "public"),
        ("Experience of stock control", ""),
    ],
)
def test_the_domain_is_read_where_one_is_named(quote: str, domain: str) -> None:
    assert structured(quote).domain == domain
