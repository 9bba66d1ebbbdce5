"""What can be counted: years from dates, degrees, languages. No encoder: the chances to be evidence are given."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.judge.findings import Finding
from embeddings.judge.model import Passage
from embeddings.judge.rules import decides, find_by_rule
from embeddings.passages import passages_of_answer
from embeddings.requirements.model import Kind, Requirement
from parsers.dates import Month

TODAY = Month(2026, 11)
Rule = Callable[..., Finding | None]
Lines = Callable[[str], tuple[Passage, ...]]
Asked = Callable[..., Requirement]


@pytest.fixture
def rule(asked: Callable[..., Requirement], lines_of: Callable[[str], tuple[Passage, ...]]) -> Rule:
    """What the rules find: `rule("2 years of baking", "experience", lines, about="bak")`.

    Lines with `about` in them (or in their entry's heading) are likely evidence, all others are not.
    """

    def apply(quote: str, kind: Kind, lines: str, about: str) -> Finding | None:
        passages = lines_of(lines)
        likely = [0.9 if about in f"{p.text} {p.entry_heading}".casefold() else 0.01 for p in passages]
        return find_by_rule(asked(quote, kind), passages, np.array(likely), TODAY)

    return apply


BAKER = """
work/Baker, Oak Street Bakery | Jan 2018 – Dec 2020: Baked sourdough for three shops
work/Baker, Oak Street Bakery | Jan 2018 – Dec 2020: Cleaned the ovens
volunteer/Baker, Church fete | Jan 2020 – Dec 2021: Baked cakes for the stall
work/Driver, Fleet Vans | Mar 2022 – present: Drove a van
"""


@pytest.mark.parametrize(
    ("quote", "status", "figures"),
    [
        ("3 years of baking", "met", ("4 years of the 3 years asked", "2018-01 to 2020-12", "2020-01 to 2021-12")),
        ("4 years of baking", "met", ("4 years of the 4 years asked",)),
        ("at least five years of baking", "partial", ("4 years of the 5 years asked",)),
        ("18 months of baking", "met", ("4 years of the 1.5 years asked",)),
        ("10+ years of baking", "partial", ("4 years of the 10 years asked",)),
        ("2-3 years' experience in baking", "met", ("4 years of the 2 years asked",)),
    ],
)
def test_years_are_counted_from_dates_overlaps_once_and_shown(
    quote: str, status: str, figures: tuple[str, ...], rule: Rule
) -> None:
    found = rule(quote, "experience", BAKER, "bake")
    assert found is not None
    assert found.status == status
    assert all(figure in found.why for figure in figures), found.why


def test_years_in_another_trade_do_not_count(rule: Rule) -> None:
    found = rule("3 years of driving", "experience", BAKER, "van")
    assert found is not None
    assert "4.8 years" in found.why or "4.7 years" in found.why, "March 2022 to now alone"
    assert "Bakery" not in found.why


def test_what_is_done_since_a_month_counts_from_then_on(rule: Rule) -> None:
    tester = "work/Tester, Mill | Jan 2022 – present: Automated the checks in Selenium since January 2026"
    found = rule("2 years of test automation", "experience", tester, "selenium")
    assert found is not None
    assert found.status == "partial"
    assert found.why.startswith("0.9 years of the 2 years asked"), found.why


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Ran the dispatch desk by myself for the last eight months", "0.7 years"),
        ("Did dispatch for four months while she was away", "0.3 years"),
        ("Dispatch beside the driving, 14 months in all", "1.2 years"),
        ("Dispatch every Friday; three years' notice was given of the move", "5.9 years"),
        ("Dispatch for twelve years", "5.9 years"),
    ],
)
def test_how_long_a_line_says_it_was_done_bounds_the_years_of_its_post(line: str, years: str, rule: Rule) -> None:
    driver = f"work/Driver, Fleet Vans | Jan 2021 – present: {line}"
    found = rule("2 years of dispatch", "experience", driver, "dispatch")
    assert found is not None
    assert found.why.startswith(f"{years} of the 2 years asked"), found.why


COLOURIST = """
work/Colourist, Harbour Post | May 2022 – present: Grade long documentaries
work/Assistant Colourist, Southern Digital | Aug 2019 – Apr 2022: Conformed and grade matched trailers
work/Grader, Old Mill | Jan 2017 – Jul 2019: Grade short films
"""


@pytest.mark.parametrize(
    ("quote", "status", "years"),
    [
        ("five years as a colourist", "partial", "4.6 years"),
        ("five years as an assistant colourist or above", "met", "7.3 years"),
        ("five years of grading", "met", "9.9 years"),
        ("five years as a finishing artist", "met", "9.9 years"),
    ],
)
def test_years_in_a_post_are_those_of_that_name_and_not_of_its_assistants(
    quote: str, status: str, years: str, rule: Rule
) -> None:
    found = rule(quote, "experience", COLOURIST, "grade")
    assert found is not None
    assert (found.status, found.why.split(" of the")[0]) == (status, years), found.why


def test_no_dated_work_about_it_shows_no_years(rule: Rule) -> None:
    found = rule("3 years of welding", "experience", BAKER, "weld")
    assert found is None or (found.status, found.evidence) == ("missing", ())


def test_a_month_or_two_short_is_no_gap(rule: Rule) -> None:
    found = rule("2 years of welding", "experience", "work/Welder, Yard | Feb 2018 – Dec 2019: Welded hulls", "weld")
    assert found is not None
    assert found.status == "met"


@pytest.mark.parametrize("dates", ["", "sometime", "2020 – 2018"])
def test_entries_without_usable_dates_do_not_count(dates: str, rule: Rule) -> None:
    assert rule("2 years of welding", "experience", f"work/Welder, Yard | {dates}: Welded hulls", "weld") is None


@pytest.mark.parametrize(
    ("quote", "lines", "status"),
    [
        ("Bachelor's degree in accounting", "education: BSc Accounting, Leeds, 2015", "met"),
        ("Bachelor's degree in accounting", "education: MSc Accounting and Finance, Leeds", "met"),
        ("Bachelor's degree in accounting", "education: BA Fine Art, Leeds, 2015", "partial"),
        ("Bachelor's degree in accounting", "education: High school diploma", "missing"),
        ("Bachelor's degree in accounting", "education: BSc Accounting, in progress, expected 2028", "partial"),
        ("Bachelor's degree", "education: BA Fine Art, Leeds, 2015", "met"),
        ("a degree", "education: PhD in Botany", "met"),
        ("Master's degree in social work", "education: Master of Social Work, Malmö", "met"),
        ("Master's degree in social work", "education: MSW Social Work, Malmö 2012", "met"),
        ("Master's degree in social work", "education: High school diploma", "missing"),
        ("BSW", "education: Bachelor of Social Work, Trent, 2015", "met"),
        ("BSW or MSW", "education: BA Ceramics, Trent, 2015", "partial"),
        ("MBA", "education: Master of Business Administration, Cape Town", "met"),
        ("PhD in chemistry", "education: PhD Chemistry, Graz", "met"),
        ("PhD in chemistry", "education: BSc Chemistry, Graz", "missing"),
        ("High school diploma or GED", "education: GED, 2009", "met"),
        ("High school diploma or GED", "education: BA History", "met"),
        ("Associate degree in radiography", "education: Associate of Science, Radiography", "met"),
        ("Degree in nursing", "work: Worked with people who had a degree in nursing", "missing"),
        ("Degree in nursing", "skills: Excel", "missing"),
        ("Degree in nursing", "education: Degree in Nursing, second year, not yet completed", "partial"),
    ],
)
def test_the_education_ladder_decides_before_the_field(quote: str, lines: str, status: str, rule: Rule) -> None:
    found = rule(quote, "education", lines, "no line is likely")
    assert found is not None
    assert found.status == status, found.why


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("Degree in baking science or three years of baking", "met"),
        ("Degree in baking science or at least 6 years of it", "partial"),
        ("Degree in baking science", "missing"),
        ("Degree in baking science and three years of baking", "missing"),
    ],
)
def test_years_stand_for_a_degree_where_the_advertisement_says_so(quote: str, status: str, rule: Rule) -> None:
    found = rule(quote, "education", BAKER, "bake")
    assert found is not None
    assert found.status == status, found.why


def test_a_degree_that_ends_in_the_future_is_unfinished(rule: Rule) -> None:
    found = rule("Degree in law", "education", "education/BA Law, Utrecht | 2024 – 2028: BA Law", "law")
    assert found is not None
    assert found.status == "partial"


def test_other_requirements_are_not_answered_by_degrees(rule: Rule) -> None:
    assert rule("a high degree of accuracy", "soft", "education: BA Law", "law") is None


@pytest.mark.parametrize(
    ("quote", "lines", "status"),
    [
        ("Fluent Spanish", "languages: Spanish (fluent)", "met"),
        ("Fluent Spanish", "languages: Spanish – native", "met"),
        ("Fluent Spanish", "languages: Spanish C1", "met"),
        ("Fluent Spanish", "languages: Spanish B1", "partial"),
        ("Fluent Spanish", "languages: basic Spanish", "partial"),
        ("Fluent Spanish", "languages: Portuguese (native)", "missing"),
        ("Fluent Spanish", "skills: Excel", "missing"),
        ("German at B2", "languages: German B2", "met"),
        ("German at B2", "languages: German C2", "met"),
        ("German at B2", "languages: German A2", "partial"),
        ("Conversational Welsh", "languages: Welsh: conversational", "met"),
        ("Conversational Welsh", "languages: Welsh: beginner", "partial"),
        ("Spanish or Portuguese", "languages: Portuguese (native)", "met"),
        ("Spanish or Portuguese", "languages: Italian (native)", "missing"),
        ("Native French speaker", "languages: French B2", "partial"),
        ("Polish", "languages: English, Polish, German", "met"),
        ("Dutch", "summary: Hoping to learn Dutch next year", "missing"),
        ("Good English", "languages: English: fluent", "met"),
        ("English at C1", "languages: English\ncertificates: IELTS Academic 7.5, August 2025", "met"),
        ("some Malay", "languages: Malay (greetings)", "partial"),
        ("A second European language", "interests: Singing. Languages: French (fluent), Spanish (A2)", "met"),
        ("A second European language", "interests: French films", "missing"),
        ("A second European language", "languages: hope to learn Italian", "missing"),
        ("Hindi is an added advantage", "languages: Hindi (read, write, speak)", "met"),
        ("conversational Arabic", "languages: Hindi, English, Arabic none", "missing"),
        ("bilingual (French and English)", "languages: English (native), French (intermediate)", "partial"),
        ("bilingual (French and English)", "languages: English (native)", "missing"),
        ("Afrikaans", "languages: isiZulu, English; Afrikaans understood", "partial"),
        ("fluent isiXhosa", "languages: English, isiXhosa (fluent)", "met"),
        ("another European language", "languages: English, Lithuanian (mother tongue)", "met"),
        ("another European language", "languages: English", "missing"),
        ("Urdu", "work: Fluent Urdu, spoken with patients daily", "met"),
    ],
)
def test_a_language_is_met_at_the_level_asked(quote: str, lines: str, status: str, rule: Rule) -> None:
    found = rule(quote, "language", lines, "no line is likely")
    assert found is not None
    assert found.status == status, found.why


def test_the_language_a_resume_is_written_in_needs_no_line(rule: Rule) -> None:
    found = rule("Good written English", "language", "work: Kept the books", "books")
    assert found is not None
    assert found.status == "met"
    assert "English" in found.why


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("Degree in English literature", "education"),
        ("Experience of French cooking", "experience"),
        ("English teaching certificate", "certification"),
        ("Polish the brass", "skill"),
        ("German shepherd handling", "skill"),
    ],
)
def test_a_language_in_the_name_of_something_else_is_no_language_asked(quote: str, kind: Kind, rule: Rule) -> None:
    found = rule(quote, kind, "languages: English, French, Polish, German, all native", "no line is likely")
    assert found is None or found.status != "met"


@pytest.mark.parametrize("quote", ["Excel", "Reconciles the till", "Class C licence", "Team player", "First aid"])
def test_what_cannot_be_counted_is_left_to_the_weighing(quote: str, rule: Rule) -> None:
    assert rule(quote, "skill", BAKER, "bake") is None


@pytest.mark.parametrize(
    ("quote", "lines", "settled"),
    [
        ("German B2", "languages: German B1", True),
        ("German B2", "languages: English C1, German from my mother", False),
        ("German, conversational; English at C1", "languages: German B1", False),
        ("another European language at C1", "languages: French B1", False),
        ("fluent Arabic", "languages: English, French", True),
        ("English and Zulu", "languages: English (native)", False),
        ("good English", "work: Kept the books of a club", True),
        ("fluent Dutch", "languages: Dutch (native)", True),
        ("Spoken Welsh, level 3 or higher", "languages: Welsh (first language), English", True),
        ("speak Mandarin with guests", "languages: English and Mandarin (both fluent)", True),
        ("fluent Spanish", "languages: Spanish, conversational", True),
        ("fluent Spanish", "languages: Spanish (good)", False),
        ("fluent English", "languages: English, Twi", False),
        ("reading Latin", "languages: Latin, fluent once but I do not read it now", False),
    ],
)
def test_only_levels_of_the_same_language_and_silence_settle_it(
    quote: str, lines: str, settled: bool, lines_of: Lines, asked: Asked
) -> None:
    passages, requirement = lines_of(lines), asked(quote, "language")
    found = find_by_rule(requirement, passages, np.zeros(len(passages)), TODAY)
    assert found is not None
    assert decides(requirement, passages, found) is settled


def test_what_is_told_about_a_language_is_always_weighed(asked: Asked) -> None:
    told = passages_of_answer("u1", "I passed the German exam at B1 last year.", TODAY)
    requirement = asked("German B2", "language")
    found = find_by_rule(requirement, told, np.zeros(len(told)), TODAY)
    assert found is not None
    assert found.status == "partial"
    assert not decides(requirement, told, found)


def test_a_level_that_nobody_asked_for_is_not_said_to_be_missed(rule: Rule) -> None:
    found = rule("Hindi is an added advantage", "language", "languages: a little Hindi", "hindi")
    assert found is not None
    assert (found.status, found.why) == ("partial", "Hindi is named, at a level that may be too low.")


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ("I did the Certificate IV in Leadership at TAFE in 2021.", "met"),
        ("I'd love to do the Certificate IV in Leadership, I have looked at the course.", "missing"),
    ],
)
def test_a_degree_in_a_story_is_one_only_if_it_was_done(story: str, status: str, asked: Asked) -> None:
    passages = passages_of_answer("a1", story, TODAY)
    found = find_by_rule(
        asked("Certificate IV in Leadership", "education"), passages, np.full(len(passages), 0.9), TODAY
    )
    assert found is not None
    assert found.status == status
    assert "résumé" not in found.why
