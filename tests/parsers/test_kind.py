from __future__ import annotations

import pytest

from parsers.kind import kind_of, resume_likeness
from parsers.opening import read_bytes

RESUMES = {
    "with headings": (
        "Ann Lee\nann@example.org\n\nEXPERIENCE\nBaker, Hobbs Ltd, 2012 - 2014\n- Baked\n\nEDUCATION\nGCSEs, 2010\n"
    ),
    "without headings": (
        "Amara Bright\namara@example.org\n\nCleaner, Sparkle & Co, 2019 - present\n"
        "Clean floors.\n\nPorter, Mill, 2016 - 2019\n"
    ),
    "German": (
        "Lebenslauf\n\nKatrin Vogel\nk@example.org\n\n"
        "Beruflicher Werdegang\n\nseit 09/2018 Buchhalterin, Kranz GmbH\n- DATEV\n"
    ),
    "with an objective that speaks like an advertisement": (
        "Ann Lee\nann@example.org\n\nOBJECTIVE\nA role where experience is required and training is essential.\n\n"
        "EXPERIENCE\nBaker, Hobbs Ltd, 2012 - 2014\nCook, Rook Ltd, 2014 - 2018\n"
    ),
}
JOBS = {
    "with headings": (
        "Bookkeeper\nFood Bank\n\nAbout the role\nYou will keep our books.\n\nRequirements\n- QuickBooks required\n"
    ),
    "without headings": (
        "We are looking for a baker for our shop in Leeds. You will bake at night. Experience is essential; a driving "
        "licence is desirable. To apply, write to jobs@example.org.\n"
    ),
    "German": (
        "Buchhalterin (m/w/d)\n\nIhre Aufgaben\n- Buchen\n\nIhr Profil\n- Erfahrung mit DATEV\n\nWir bieten\n- Obst\n"
    ),
    "Spanish": "Buscamos contable\n\nRequisitos\n- Imprescindible Excel\n\nSe ofrece\n- Jornada completa\n",
    "with an education heading": (
        "Nurse\n\nJob description\nThe post holder will run the ward.\n\nEducation\n"
        "- BSN required\n\nSkills\n- Must have IV skills\n"
    ),
}


@pytest.mark.parametrize("name", RESUMES)
def test_a_resume_is_taken_for_one(name: str) -> None:
    assert kind_of(read_bytes(RESUMES[name].encode())) == "resume"


@pytest.mark.parametrize("name", JOBS)
def test_an_advertisement_is_taken_for_one(name: str) -> None:
    assert kind_of(read_bytes(JOBS[name].encode())) == "job"


def test_the_measure_is_further_from_zero_where_there_is_more_to_go_by() -> None:
    short, long = "Ann Lee\nann@example.org\n", RESUMES["with headings"]
    assert resume_likeness(read_bytes(long.encode())) > resume_likeness(read_bytes(short.encode())) > 0
