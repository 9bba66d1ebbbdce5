from __future__ import annotations

import pytest

from embeddings.requirements.ask import Degree, degree_asked, degrees_named, years_asked


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2+ years of bookkeeping experience", 24),
        ("3 + yrs in a call centre", 36),
        ("at least three years in a busy kitchen", 36),
        ("3–5 years of payroll work", 36),
        ("3-5 years behind a bar", 36),
        ("3 to 5 years of site work", 36),
        ("five to seven years in litigation", 60),
        ("two or three years behind a counter", 24),
        ("minimum of 10 years' experience in shipping", 120),
        ("10 years’ standing at the bar", 120),
        ("18 months of shop-floor experience", 18),
        ("six months on a ward", 6),
        ("two (2) years of lab work", 24),
        ("one year of experience", 12),
        ("at least a year in retail", 12),
        ("a full year with horses", 12),
        ("a year's experience of lone working", 12),
        ("two seasons of grape picking", 8),
        ("at least a season on a ski lift", 4),
        ("1.5 years in a foundry", 18),
        ("2,5 years of welding", 30),
        ("ten or more years at sea", 120),
        ("6 months or more on nights", 6),
        ("over 4 years of audit", 48),
        ("fifteen years of farming", 180),
        ("4 yrs driving HGVs", 48),
        ("7+ yrs of Java", 84),
        ("3 plus years of plumbing", 36),
        ("more than 2 full years of teaching", 24),
        ("a five-year track record in lettings", 60),
        ("two solid years of dry-stone walling", 24),
        ("Mindestens 3 bis 5 years abroad", 36),
    ],
)
def test_the_least_time_asked_is_read(text: str, months: int) -> None:
    found = years_asked(text)
    assert found is not None
    assert found.months == months


@pytest.mark.parametrize(
    "text",
    [
        "years of experience",
        "experience with year-end accounts",
        "a year-end close",
        "must be 18 years old",
        "at least 21 years of age",
        "work with 3 year olds",
        "first aid certificate gained within the last 2 years",
        "worked in the trade in the past five years",
        "a clean licence over the last 3 years",
        "stocktake twice a year",
        "the newsletter goes out four times a year",
        "£31,000 a year",
        "25 days a year",
        "Year 6 class teacher",
        "a yearly audit",
        "3 A levels",
        "24 hour care",
        "",
    ],
)
def test_other_figures_are_not_a_time_asked(text: str) -> None:
    assert years_asked(text) is None


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("2+ years of bookkeeping experience", "bookkeeping experience"),
        ("three years' experience as a plumber", "a plumber"),
        ("5 years in wealth management", "wealth management"),
        ("one year with horses", "horses"),
    ],
)
def test_what_the_years_are_of_is_kept(text: str, of: str) -> None:
    found = years_asked(text)
    assert found is not None
    assert found.of == of


@pytest.mark.parametrize(
    ("text", "level", "equivalent"),
    [
        ("Bachelor's degree in accounting", Degree.BACHELOR, False),
        ("Bachelor’s in Economics", Degree.BACHELOR, False),
        ("BSc in Computer Science or equivalent", Degree.BACHELOR, True),
        ("B.A. in History", Degree.BACHELOR, False),
        ("BA or BSc", Degree.BACHELOR, False),
        ("B.Eng. (Hons)", Degree.BACHELOR, False),
        ("a degree in nursing or a related field", Degree.BACHELOR, True),
        ("university degree", Degree.BACHELOR, False),
        ("four-year degree or equivalent experience", Degree.BACHELOR, True),
        ("degree, or four years of experience", Degree.BACHELOR, True),
        ("undergraduate degree in a science", Degree.BACHELOR, False),
        ("Master's degree in social work", Degree.MASTER, False),
        ("Masters in Public Health", Degree.MASTER, False),
        ("Master of Science", Degree.MASTER, False),
        ("MSc in Hydrology", Degree.MASTER, False),
        ("MBA", Degree.MASTER, False),
        ("advanced degree in statistics", Degree.MASTER, False),
        ("postgraduate qualification in careers guidance", Degree.MASTER, False),
        ("Bachelor's or Master's degree in Physics", Degree.BACHELOR, False),
        ("PhD in Chemistry", Degree.DOCTOR, False),
        ("Ph.D. or equivalent", Degree.DOCTOR, True),
        ("doctorate in a life science", Degree.DOCTOR, False),
        ("doctoral degree", Degree.DOCTOR, False),
        ("Master's or PhD", Degree.MASTER, False),
        ("associate degree in radiography", Degree.ASSOCIATE, False),
        ("Associate's degree or equivalent", Degree.ASSOCIATE, True),
        ("HND in Construction", Degree.ASSOCIATE, False),
        ("HND or degree in Construction", Degree.ASSOCIATE, False),
        ("foundation degree in early years", Degree.ASSOCIATE, False),
        ("diploma in nursing", Degree.ASSOCIATE, False),
        ("A levels in two sciences", Degree.UPPER, False),
        ("NVQ level 3 in hairdressing", Degree.UPPER, False),
        ("BTEC in Sport", Degree.UPPER, False),
        ("completed apprenticeship as a joiner", Degree.UPPER, False),
        ("Certificate III in Horticulture", Degree.UPPER, False),
        ("abgeschlossene Ausbildung", Degree.UPPER, False),
        ("high school diploma or GED", Degree.SCHOOL, False),
        ("High school diploma or equivalent", Degree.SCHOOL, True),
        ("GCSEs in English and maths", Degree.SCHOOL, False),
        ("secondary education", Degree.SCHOOL, False),
    ],
)
def test_the_lowest_degree_that_will_do_is_read(text: str, level: Degree, equivalent: bool) -> None:
    found = degree_asked(text)
    assert found is not None
    assert (found.level, found.equivalent) == (level, equivalent)


@pytest.mark.parametrize(
    "text",
    [
        "Must be able to lift 20 kg",
        "I want to be a nurse",
        "Made beds and changed linen: forty a bed floor",
        "med room keys held at night",
        "Certified Scrum Master",
        "master data in the stock system",
        "Master of ceremonies at the village fair",
        "webmaster of the club's page",
        "a high degree of accuracy",
        "360-degree feedback",
        "kept the oven at 90 degrees",
        "a level head in a crisis",
        "won honours for long service",
        "Ring the bell at six",
        "Boston, MA",
        "as easy as that",
        "bookkeeping",
    ],
)
def test_ordinary_words_are_no_degrees(text: str) -> None:
    assert degrees_named(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MSc Hydrology, University of Leeds", (Degree.MASTER,)),
        ("Master of Arts degree, Fine Art", (Degree.MASTER,)),
        ("BA, MA in German", (Degree.BACHELOR, Degree.MASTER)),
        ("Associate of Science in Nursing", (Degree.ASSOCIATE,)),
        ("LL.B. (Hons), Cardiff", (Degree.BACHELOR,)),
        ("PhD candidate, Botany", (Degree.DOCTOR,)),
        ("Abitur, Gymnasium Kassel", (Degree.UPPER,)),
        ("high school diploma with honors", (Degree.SCHOOL,)),
        ("Diploma in Nursing, then BSc", (Degree.ASSOCIATE, Degree.BACHELOR)),
    ],
)
def test_degrees_on_a_resume_are_read(text: str, expected: tuple[Degree, ...]) -> None:
    assert degrees_named(text) == expected
