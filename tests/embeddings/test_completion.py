"""Whether what a line names is held: what a recruiter would say, today being November 2026."""

import pytest

from embeddings.judge.completion import clause_about, completion
from parsers.dates import Month

TODAY = Month(2026, 11)


@pytest.mark.parametrize(
    ("line", "asked", "state"),
    [
        ("First aid at work, valid to 2028", "first aid certificate", "held"),
        ("First aid at work, valid until March 2025", "first aid certificate", "lapsed"),
        ("First aid (expires 06/2027)", "first aid certificate", "held"),
        ("First aid, expired 2023", "first aid certificate", "lapsed"),
        ("First aid ran out in 2025", "first aid certificate", "lapsed"),
        ("Food hygiene level 2, 2024", "food hygiene certificate", "held"),
        ("Pest control certificate 2019 (valid for five years)", "pest control certificate", "lapsed"),
        ("Fire warden, 2025, three-year validity", "fire warden training", "held"),
        ("Fire warden, 2021, three-year validity", "fire warden training", "lapsed"),
        ("Crane ticket, not renewed", "crane ticket", "lapsed"),
        ("Nursing registration suspended", "nursing registration", "lapsed"),
        ("PMP: exam booked for March", "PMP", "planned"),
        ("PMP exam in March 2027", "PMP", "unfinished"),
        ("Hoping to take the PMP", "PMP", "planned"),
        ("I'd love to do the PMP", "PMP", "planned"),
        ("PhD Ecology, Leeds, 2015 – 2019, thesis looked at the role of fungi", "PhD", "held"),
        ("MSc Psychology, 2016, dissertation on how children think about number", "MSc", "held"),
        ("I have looked at the PMP course", "PMP", "planned"),
        ("Signed up for the forklift course", "forklift licence", "planned"),
        ("Admitted to start the MBA in January 2027", "MBA", "planned"),
        ("ACCA: 9 of 13 papers passed", "ACCA", "unfinished"),
        ("ACCA, nine of thirteen papers", "ACCA", "unfinished"),
        ("Gas ticket: theory passed, practical outstanding", "gas ticket", "unfinished"),
        ("Guide licence: written part passed, oral in spring", "guide licence", "unfinished"),
        ("Driving licence, provisional", "driving licence", "unfinished"),
        ("Security licence, application in process", "security licence", "unfinished"),
        ("Welding certificate, course started in September 2026", "welding certificate", "unfinished"),
        ("Diploma half done", "diploma", "unfinished"),
        ("Teaching certificate, one module left", "teaching certificate", "unfinished"),
        ("Forklift test failed twice", "forklift licence", "absent"),
        ("No driving licence", "driving licence", "absent"),
        ("Advanced level not attempted", "advanced level", "absent"),
        ("NVQ level 2 in care", "NVQ level 3", "unfinished"),
        ("NVQ level 3 in care", "NVQ level 3", "held"),
        ("NVQ level 4 in care", "NVQ level 3", "held"),
        ("Justice of the Peace since 2022", "Justice of the Peace", "held"),
        ("Chartered engineer", "chartered engineer", "held"),
        ("First aid at work, 2019", "first aid not older than three years", "lapsed"),
        ("First aid at work, March 2025", "first aid not older than three years", "held"),
        ("Low voltage rescue, refreshed Feb 2026", "low voltage rescue within the last 12 months", "held"),
        ("Enhanced DBS check, 2023", "enhanced DBS dated within the last 12 months", "lapsed"),
        ("Dangerous goods, Oct 2024, good for 24 months", "dangerous goods", "lapsed"),
        ("Confined space 2023 (2 yr)", "confined space entry", "lapsed"),
        ("Confined space 2025 (2 yr)", "confined space entry", "held"),
        ("Driving licence, suspended until March 2027", "driving licence", "lapsed"),
        ("Membership, annual fee unpaid", "membership", "lapsed"),
        ("First aider at a youth club, unpaid", "first aid", "held"),
        ("MC licence, DG licence, BFM lapsed June 2026", "MC licence", "held"),
        ("MC licence, DG licence, BFM lapsed June 2026", "BFM", "lapsed"),
        ("CompTIA A+: Core 1 passed; Core 2 not taken yet", "CompTIA A+", "unfinished"),
        ("Black Belt: training done, project not defended", "Black Belt", "unfinished"),
        ("Restricted driver licence", "full driver licence", "unfinished"),
        ("Six Sigma Yellow Belt", "Six Sigma Green Belt", "unfinished"),
        ("CISA, 2020, current", "CISA", "held"),
        ("Veterinary assistant programme | Jan 2026 – present", "veterinary assistant certificate", "unfinished"),
    ],
)
def test_the_state_of_a_certificate(line: str, asked: str, state: str) -> None:
    assert completion(line, asked, TODAY) == state


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("BSc Geology — Leeds | 2015 – 2018", "held"),
        ("BSc Geology — Leeds | 2023 – present", "unfinished"),
        ("BSc Geology — Leeds | 2023 –", "unfinished"),
        ("BSc Geology — Leeds, final year", "unfinished"),
        ("BSc Geology, fourth of six semesters", "unfinished"),
        ("BSc Geology, thesis outstanding", "unfinished"),
        ("BSc Geology, 120 of 180 credits", "unfinished"),
        ("BSc Geology, in progress, expected 2028", "unfinished"),
        ("BSc Geology, left after the second year", "absent"),
        ("BSc Geology, graduated 2018 with first-class honours", "held"),
    ],
)
def test_the_state_of_a_degree(line: str, state: str) -> None:
    assert completion(line, "degree in geology", TODAY, study=True) == state


@pytest.mark.parametrize(
    ("line", "asked", "clause"),
    [
        ("Forklift ticket 2024; first aid expired 2022", "forklift ticket", "Forklift ticket 2024"),
        ("Forklift ticket 2024; first aid expired 2022", "first aid", "first aid expired 2022"),
        ("Forklift ticket; valid to 2028", "forklift ticket", "Forklift ticket valid to 2028"),
        ("Word, Excel", "PowerPoint", "Word, Excel"),
    ],
)
def test_of_several_things_in_a_line_the_one_asked_about_counts(line: str, asked: str, clause: str) -> None:
    assert clause_about(line, asked) == clause


def test_how_long_a_thing_commonly_lasts_counts_where_the_line_says_only_when() -> None:
    assert completion("First aid 2019", "first aid", TODAY, valid_years=3) == "lapsed"
    assert completion("First aid 2025", "first aid", TODAY, valid_years=3) == "held"
    assert completion("First aid 2019", "first aid", TODAY) == "held"
