"""A requirement is only wished for where the text says so, and only as far as that clause reaches."""

from __future__ import annotations

import pytest

from embeddings.requirements.finding import find_requirements, standing_alone
from embeddings.requirements.priority import by_rule, priorities
from embeddings.requirements.signs import signs_in
from parsers.job.model import SectionName, Statement


def statement(text: str, section: SectionName = "qualifications") -> Statement:
    return Statement(text, 0, len(text), section, "", "bullet")


@pytest.mark.parametrize(
    ("text", "quote", "priority"),
    [
        ("Forklift licence required, reach truck a plus", "Forklift licence", "must"),
        ("Forklift licence required, reach truck a plus", "reach truck", "nice"),
        ("German is a must; French would be nice", "German", "must"),
        ("German is a must; French would be nice", "French", "nice"),
        ("Degree in biology, ideally with a master's", "Degree in biology", "must"),
        ("Degree in biology, ideally with a master's", "master's", "nice"),
        ("PMP preferred", "PMP", "nice"),
        ("PMP", "PMP", "must"),
        ("Three years in retail (five preferred)", "Three years in retail", "must"),
        ("Experience of lambing is desirable", "Experience of lambing", "nice"),
        ("Experience of lambing is desirable but not essential", "Experience of lambing", "nice"),
        ("Experience of lambing is essential", "Experience of lambing", "must"),
        ("Bonus points for Rust", "Rust", "nice"),
        ("Rust is a bonus", "Rust", "nice"),
        ("Rust is a big plus", "Rust", "nice"),
        ("Rust is a definite advantage", "Rust", "nice"),
        ("It helps if you speak Welsh", "speak Welsh", "nice"),
        ("It would be lovely if you did nails too", "did nails", "nice"),
        ("We'd love you to know Figma", "know Figma", "nice"),
        ("Figma would be useful", "Figma", "nice"),
        ("A van of your own is welcome", "van of your own", "nice"),
        ("Nice to have: SolidWorks", "SolidWorks", "nice"),
        ("Nice-to-have: SolidWorks", "SolidWorks", "nice"),
        ("Must have: SolidWorks", "SolidWorks", "must"),
        ("Preferably with a clean licence", "clean licence", "nice"),
        ("First aid certificate (optional)", "First aid certificate", "nice"),
        ("First aid certificate not required but helpful", "First aid certificate", "nice"),
        ("Membership of a trade body is an asset", "Membership of a trade body", "nice"),
        ("Minimum two years on a ward", "two years on a ward", "must"),
        ("You must hold a gas safety card", "hold a gas safety card", "must"),
        ("You have to be good with figures", "good with figures", "must"),
        ("Need: own tools", "own tools", "must"),
        ("The ideal candidate has run a kitchen", "run a kitchen", "must"),
        ("Our ideal candidate keeps bees", "keeps bees", "must"),
        ("You will ideally have run a kitchen", "run a kitchen", "nice"),
        ("Ideally you have run a kitchen", "run a kitchen", "nice"),
        ("Good to have: a drone licence", "drone licence", "nice"),
        ("Experience with Scala or Clojure preferred", "Experience with Scala or Clojure", "nice"),
        ("Tableau needed, Looker preferred", "Tableau", "must"),
        ("Tableau needed, Looker preferred", "Looker", "nice"),
        ("Knowledge of Sage is needed and Xero is an advantage", "Knowledge of Sage", "must"),
        ("Knowledge of Sage is needed and Xero is an advantage", "Xero", "nice"),
        ("Essential: counselling diploma", "counselling diploma", "must"),
        ("Desirable: counselling diploma", "counselling diploma", "nice"),
        ("Level 2 is a must and level 3 is a plus", "Level 2", "must"),
        ("Level 2 is a must and level 3 is a plus", "level 3", "nice"),
        ("Typing at 60 wpm", "Typing at 60 wpm", "must"),
        ("Welcoming manner at the front desk", "Welcoming manner at the front desk", "must"),
        ("Welcome visitors and sign them in", "Welcome visitors and sign them in", "must"),
        ("Helpful and patient with callers", "Helpful and patient with callers", "must"),
        ("Advantage Gold software", "Advantage Gold software", "must"),
        ("Load lorries, preferably with a tail lift", "Load lorries", "must"),
        ("Some weekend work is optional", "weekend work", "nice"),
        ("Portuguese is not essential", "Portuguese", "nice"),
        ("Portuguese would be an added bonus", "Portuguese", "nice"),
        ("Portuguese strongly preferred", "Portuguese", "nice"),
        ("Extra points for sign language", "sign language", "nice"),
        ("Sign language is beneficial", "Sign language", "nice"),
        ("German at B1 is helpful in the canteen", "German at B1", "nice"),
        ("Irish, Polish and Dutch are all welcome", "Irish", "nice"),
        ("Nice to have: lime pointing, flint work, roofing", "roofing", "nice"),
        ("Bonus points for lime pointing, flint work and roofing", "flint work", "nice"),
        ("Ideally lime pointing, but you must know roofing", "know roofing", "must"),
        ("Previous stock keeping is an advantage, a till is not", "Previous stock keeping", "nice"),
        ("Clean driving licence; own car a plus", "Clean driving licence", "must"),
        ("Clean driving licence; own car a plus", "own car", "nice"),
        ("Confident in Excel, with Access as a bonus", "Confident in Excel", "must"),
        ("Confident in Excel, with Access as a bonus", "Access", "nice"),
        ("A degree in botany, preferably with ecology", "degree in botany, preferably with ecology", "must"),
        ("Lighting desks, Avolites by preference", "Lighting desks, Avolites by preference", "must"),
        ("Work with pupils who have special educational needs", "pupils who have special educational needs", "must"),
    ],
)
def test_priority_is_decided_at_the_clause(text: str, quote: str, priority: str) -> None:
    assert by_rule(quote, statement(text)) == priority
    job, _ = standing_alone(text)
    start = text.index(quote)
    assert priorities(job, [(start, start + len(quote))]) == [priority]


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("Experience of fundraising", "nice"),
        ("A forklift licence is essential", "must"),
        ("Must be able to swim", "must"),
        ("Welsh would be a plus", "nice"),
    ],
)
def test_under_a_heading_of_wishes_everything_is_wished_for_unless_it_says_must(text: str, priority: str) -> None:
    assert by_rule(text, statement(text, "preferred")) == priority


@pytest.mark.parametrize(
    ("heading", "priority"),
    [
        ("Essential criteria", "must"),
        ("Requirements", "must"),
        ("What you need", "must"),
        ("Desirable criteria", "nice"),
        ("Nice to have", "nice"),
        ("Bonus points", "nice"),
        ("It would be great if you also have", "nice"),
    ],
)
def test_headings_of_any_wording_set_the_priority(heading: str, priority: str, job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of(f"Groom\n\nRequirements\n• Mucking out\n\n{heading}\n• Driving a horsebox\n")
    found = next(s for s in job.statements if "horsebox" in s.text)
    assert by_rule("Driving a horsebox", found) == priority


#: Said as people say it, in words that no rule knows: the heading or opening, and the line below or behind it.
WISHES = [
    "Things that would make us smile\n• Rope access\n",
    "The icing on the cake\n• Rope access\n",
    "We would be over the moon about\n• Rope access\n",
    "Not a deal-breaker, but good to see\n• Rope access\n",
    "In your favour:\n• Rope access\n",
    "• Also welcome: Rope access; a boat of your own\n",
    "• Rope access counts in your favour\n",
    "• Rope access would come in handy\n",
    "• We would be glad of Rope access\n",
]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_known_in_many_words(wish: str, job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of(f"Tree surgeon\n\nRequirements\n• Chainsaw licence\n• Good with clients\n\n{wish}")
    text = job.document.text
    spans = [(start := text.index(quote), start + len(quote)) for quote in ("Chainsaw licence", "Rope access")]
    assert priorities(job, spans) == ["must", "nice"]


@pytest.mark.parametrize(
    "lines",
    [
        "E  Experience of cataloguing maps\nD  Experience of school visits\nE  Driving licence\n",
        "E1 Experience of cataloguing maps\nD1 Experience of school visits\nE2 Driving licence\n",
        "Experience of cataloguing maps (E)\nExperience of school visits (D)\nDriving licence (E)\n",
        "• Experience of maps\n• Experience of school visits *\n• Driving licence\nItems marked * are desirable.\n",
        "R  Experience of cataloguing maps\nW  Experience of school visits\nR  Driving licence\nR: required; W: wish\n",
        "• Skilled with maps (eliminatory)\n• Experience of school visits (valued)\n• Driving licence (eliminatory)\n",
    ],
)
def test_signs_say_what_is_essential_and_what_desirable(lines: str, job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of(f"Archivist\n\nPerson specification\n{lines}")
    found = {one.quote: one.priority for one in find_requirements(job)}
    said = {("maps" in quote) or 2 * ("visits" in quote): priority for quote, priority in found.items()}
    assert said == {True: "must", 2: "nice", 0: "must"}
    assert not any(quote.endswith(("*", "(E)", "(D)")) for quote in found)


def test_a_letter_that_is_the_thing_itself_stays(job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of("Analyst\n\nRequirements\n• C programming (essential)\n• Experience of surveys (desirable)\n")
    quotes = {one.quote: one.priority for one in find_requirements(job)}
    assert quotes == {"C programming (essential)": "must", "Experience of surveys (desirable)": "nice"}


@pytest.mark.parametrize(
    "line",
    [
        "C# is required",
        "C++ is a plus",
        "HGV Class C - essential",
        "Hepatitis B - required",
        "E-commerce experience",
        "D3.js charting",
        "X-ray experience",
    ],
)
def test_what_only_looks_like_a_sign_is_none(line: str, job_of) -> None:  # type: ignore[no-untyped-def]
    others = "• E-mail marketing experience\n• D-Bus experience\n• C programming skills\n"
    job = job_of(f"Analyst\n\nRequirements\n• {line}\n{others}")
    assert not any(one.sign for one in signs_in(job).of.values())
    assert not signs_in(job).explaining


def test_a_line_made_to_be_slow_is_read_at_once(job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of("Cook\n\nRequirements\n• Experience of kitchens" + " (*)" * 20_000 + " and knives\n")
    assert not signs_in(job).explaining


def test_an_e_alone_is_no_letter_of_that_kind(job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of("Rigger\n\nRequirements\n• E licence for trailers\n• Crane signals\n")
    assert "E licence for trailers" in {one.quote for one in find_requirements(job)}


def test_a_quote_ends_with_the_bracket_that_closes_it(job_of) -> None:  # type: ignore[no-untyped-def]
    job = job_of("Warden\n\nRequirements\n• Experience of emergencies (fire, medical)\n")
    assert [one.quote for one in find_requirements(job)] == ["Experience of emergencies (fire, medical)"]
