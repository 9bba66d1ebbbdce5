from __future__ import annotations

import pytest

from parsers.document import Document, DocumentBuilder, RawLine, Style
from parsers.opening import read_bytes
from parsers.resume import parse_resume
from parsers.resume.headings import known_section, likely_section


def sections(document: Document) -> list[tuple[str, str]]:
    return [(section.name, section.heading) for section in parse_resume(document).sections]


def text(source: str) -> Document:
    return read_bytes(source.encode())


def printed(*lines: tuple[str, float, bool]) -> Document:
    """A page without declared headings: (text, size, bold) for each line, "•" in front of list items."""
    builder = DocumentBuilder("application/pdf")
    builder.page(595, 842)
    for number, (line, size, bold) in enumerate(lines):
        box = (50.0, 20.0 * number, 50.0 + 5 * len(line), 20.0 * number + size)
        kind = "bullet" if line.startswith("•") else "paragraph"
        builder.block(kind, [RawLine(line.lstrip("• "), box, Style(size, bold))])  # type: ignore[arg-type]
    return builder.build()


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Employment history", "work"),
        ("WHERE I’VE WORKED", "work"),
        ("Beruflicher Werdegang", "work"),
        ("Experiencia laboral:", "work"),
        ("Expériences professionnelles", "work"),
        ("2. Professional Experience", "work"),
        ("Other relevant experience", "work"),
        ("Formación académica", "education"),
        ("Education & Training", "education"),
        ("Studium", "education"),
        ("Tickets and licences", "certificates"),
        ("Professional development", "certificates"),
        ("Weiterbildung", "certificates"),
        ("Volunteering", "volunteer"),
        ("Ehrenamtliches Engagement", "volunteer"),
        ("Unpaid work", "volunteer"),
        ("Bénévolat", "volunteer"),
        ("Career highlights", "summary"),
        ("Über mich", "summary"),
        ("S K I L L S", "skills"),
        ("EDV-Kenntnisse", "skills"),
        ("Langues", "languages"),
        ("Idiomas", "languages"),
        ("Centres d’intérêt", "interests"),
        ("Who to ask", "references"),
        ("Contact", "basics"),
    ],
)
def test_usual_headings_in_four_languages_are_known(heading: str, section: str) -> None:
    assert known_section(heading) == section


@pytest.mark.parametrize("line", ["Baker", "Hobbs & Daughters Ltd", "Kept the books", "", "—"])
def test_other_lines_are_no_headings(line: str) -> None:
    assert known_section(line) is None


@pytest.mark.parametrize(
    ("heading", "section"),
    [("Hospitality experience abroad", "work"), ("Some volunteering", "volunteer"), ("The short version", "other")],
)
def test_a_heading_by_its_look_is_named_by_its_words(heading: str, section: str) -> None:
    assert likely_section(heading) == section


def test_declared_headings_part_the_sections() -> None:
    source = (
        "# Ann Lee\nann@example.org\n\n## Profile\nCalm.\n\n## The short version\n"
        "Brisk.\n\n## Education\n- GCSEs, 2012\n"
    )
    assert sections(text(source)) == [
        ("basics", ""),
        ("summary", "Profile"),
        ("other", "The short version"),
        ("education", "Education"),
    ]


def test_capitals_head_the_sections_of_a_plain_text() -> None:
    source = (
        "ANN LEE\nann@example.org\n\nEXPERIENCE\nBaker, Hobbs Ltd, 2012 - 2014\nBaked.\n\nBEYOND THE OVEN\nI sing.\n"
    )
    assert [name for name, _ in sections(text(source))] == ["basics", "work", "other"]


def test_invented_headings_share_the_look_of_the_known_ones() -> None:
    document = printed(
        ("Ann Lee", 18, True),
        ("ann@example.org", 10, False),
        ("The short version", 13, True),
        ("I bake, and I keep the till in order. Ten years of both.", 10, False),
        ("Employment", 13, True),
        ("Baker", 10, True),
        ("Hobbs Ltd, Leeds, 2012 – 2014", 10, False),
        ("•Baked four hundred loaves a night", 10, False),
        ("Education", 13, True),
        ("GCSEs, Leeds High School, 2010", 10, False),
    )
    assert sections(document) == [
        ("basics", ""),
        ("other", "The short version"),
        ("work", "Employment"),
        ("education", "Education"),
    ]


def test_bold_job_titles_of_the_headings_size_are_no_headings() -> None:
    document = printed(
        ("Ann Lee", 18, True),
        ("ann@example.org", 10, False),
        ("Employment", 10, True),
        ("Baker", 10, True),
        ("Hobbs Ltd, Leeds, 2012 – 2014", 10, False),
        ("Baked four hundred loaves a night.", 10, False),
        ("Shop Assistant", 10, True),
        ("Kitson Ltd, Leeds, 2010 – 2012", 10, False),
        ("Education", 10, True),
        ("GCSEs, Leeds High School, 2010", 10, False),
    )
    assert [heading for _, heading in sections(document)] == ["", "Employment", "Education"]


def test_the_word_resume_on_top_opens_no_section() -> None:
    source = "CURRICULUM VITAE\n\nAnn Lee\nann@example.org\n\nWork experience\n\nBaker, Hobbs Ltd, 2012 - 2014\n"
    assert sections(text(source))[0] == ("basics", "")


def test_an_unknown_heading_over_jobs_is_work() -> None:
    source = "# Ann Lee\n\n## Now\n### Baker — Hobbs Ltd | 2012 – 2014\n- Baked\n\n## Education\n- GCSEs\n"
    assert ("work", "Now") in sections(text(source))


def test_a_profile_above_the_first_heading_is_a_summary() -> None:
    source = (
        "# Ann Lee\nLeeds | ann@example.org\n\n"
        "I have baked bread and counted tills for ten years, mostly at night, and "
        "would like to see daylight again in a bookshop.\n\n## Work\n### Baker — Hobbs Ltd | 2012 – 2014\n"
    )
    assert [name for name, _ in sections(text(source))] == ["basics", "summary", "work"]


def test_a_document_without_any_heading_has_its_entries_by_content() -> None:
    resume = parse_resume(
        text(
            "Amara Bright\namara@example.org\n\nCleaner, Sparkle & Co, Bristol, 2019 - present\nClean three floors.\n\n"
            "NVQ Level 2 Cleaning, City of Bristol College, 2018\n"
        )
    )
    assert [(entry.section, entry.title) for entry in resume.entries] == [
        ("work", "Cleaner"),
        ("education", "NVQ Level 2 Cleaning"),
    ]


def test_an_empty_line_of_thought_gives_one_section() -> None:
    assert len(sections(text("hello"))) == 1
