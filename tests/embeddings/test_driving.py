"""Driving licences as people of many countries write them, and whether one covers another."""

import pytest

from embeddings.judge.driving import covers, names_driving


@pytest.mark.parametrize(
    "text",
    [
        "A current driver's licence",
        "full clean UK driving licence",
        "Full Victorian licence, own car",
        "code B licence",
        "Class 5 licence, reliable vehicle",
        "Führerschein Klasse B",
        "Permis B",
        "CDL Class A",
        "C+E licence",
        "licence for vans up to 3.5 t",
        "C1 entitlement on your licence",
        "HGV class 2 (category C)",
    ],
)
def test_a_driving_licence_is_recognised(text: str) -> None:
    assert names_driving(text)


@pytest.mark.parametrize(
    "text",
    [
        "licence to practise as a nurse",
        "active nursing licence",
        "forklift licence",
        "strata managing agent licence, class 2",
        "managed software licences for 300 users",
    ],
)
def test_other_licences_are_none(text: str) -> None:
    assert not names_driving(text)


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Licence: B, BE", "licence B"),
        ("category C+E licence", "category B licence"),
        ("Class 1 licence", "a full Class 5 licence"),
        ("Licence B, C expired", "C licence"),
        ("Category C licence, digital tachograph card", "HGV Class 2 licence"),
        ("LGV class 1", "category C+E"),
        ("Full UK driving licence with C1", "C1 entitlement"),
        ("Code 10 licence and PrDP", "a code 8 licence"),
        ("HC licence", "HR licence"),
        ("HGV class 2", "HGV class 1 or 2"),
        ("Class A CDL with hazmat", "Class A commercial driver's license"),
        ("CDL license class A", "Class A CDL"),
    ],
)
def test_a_class_that_will_do(held: str, asked: str) -> None:
    assert covers(held, asked)


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Full UK driving licence", "category B licence"),
        ("licence B", "driving licence"),
        ("Driver's license, Wilmington, DE", "class D license"),
        ("Driving licence", "HR manager with a driving licence"),
        ("Full driving licence", "Driver's licence required; reports to HR."),
        ("Driver's licence, HR Coordinator", "driver's licence"),
        ("Führerschein B", "Driving licence; German at C1"),
        ("HGV licence", "category C+E"),
    ],
)
def test_where_no_class_stands_against_another_nothing_is_said(held: str, asked: str) -> None:
    assert covers(held, asked) is None


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Driving licence B since 2010", "driving licence BE"),
        ("Class 7 (N) driver's licence", "a full Class 5 licence"),
        ("licence category C", "category CE licence"),
        ("Licence A and A1", "licence B"),
        ("Full driving licence since 2004", "driving licence with minibus entitlement (D1)"),
        ("Full Victorian licence, own car", "HR licence"),
        ("Driving licence, English C1", "C1 licence"),
        ("Building code 10 course, driving licence", "C1 licence"),
        ("HGV class 2", "HGV class 1"),
        ("MR licence", "HR licence"),
    ],
)
def test_a_class_that_will_not(held: str, asked: str) -> None:
    assert covers(held, asked) is False
