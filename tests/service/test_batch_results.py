"""Rows, ranks, likeness, masking and what a pool lacks."""

import pytest

from service.batch.blind import masked, masked_report
from service.batch.model import Facts
from service.batch.plots import coverage_bars, gap_bars, year_bars
from service.batch.pool import Pool
from service.batch.similar import signature_of, similar_pairs
from service.batch.table import Row, ranked, row_of
from service.coverage import summary_of
from service.report import Evidence, JobInfo, Question, Report, RequirementReport, ResumeInfo

STATUS = {"m": "met", "p": "partial", "x": "missing", "n": "not_judged"}
FACTS = Facts(work_years=4.5, volunteer_years=2, signature="s")


def report(musts: str, nices: str = "", questions: tuple[Question, ...] = (), quote: str = "kept the books") -> Report:
    asked = [("must", letter) for letter in musts] + [("nice", letter) for letter in nices]
    requirements = [
        RequirementReport(
            id=f"r{number}",
            quote=f"asked {number}",
            start=0,
            end=7,
            priority=priority,
            kind="skill",
            status=STATUS[letter],
            confidence=0.9,
            evidence=[Evidence(quote=quote, source="resume", start=0, end=len(quote), score=0.5)],
            why="4 years: 2019 to 2023 (Owner, Jane Quill Bookkeeping).",
        )
        for number, (priority, letter) in enumerate(asked, start=1)
    ]
    return Report(
        id="1",
        stage="applying",
        resume=ResumeInfo(file="anna.pdf", media_type="application/pdf", pages=1),
        job=JobInfo(file="ad.txt", title="Cook", organization=""),
        summary=summary_of(requirements),
        requirements=requirements,
        questions=list(questions),
    )


def row(key: str, musts: str, nices: str = "") -> Row:
    return row_of(key * 64, ["anna.pdf"], report(musts, nices), FACTS, blind=False)


def test_a_row_counts_statuses_by_priority() -> None:
    one = row("a", "mpxn", "mx")
    assert one.statuses == "mpxnmx"
    assert one.counts["must_partial"] == one.counts["nice_met"] == one.counts["not_judged"] == 1
    assert (one.must_coverage, one.nice_coverage) == (0.5, 0.5)


def test_a_row_has_no_share_of_what_is_not_asked() -> None:
    assert row("a", "m").nice_coverage is None


def test_musts_rank_before_anything_else() -> None:
    order = [one.id[0] for _, one in ranked([row("a", "mx", "mmmm"), row("b", "mm", "xxxx")])]
    assert order == ["b", "a"]


def test_equals_share_a_rank_and_the_next_rank_is_left_out() -> None:
    rows = [row("a", "mx"), row("b", "mm"), row("c", "mx"), row("d", "xx")]
    assert [(rank, one.id[0]) for rank, one in ranked(rows)] == [(1, "b"), (2, "a"), (2, "c"), (4, "d")]


def test_the_order_of_equals_does_not_depend_on_that_of_the_input() -> None:
    rows = [row(key, "mx") for key in "cab"]
    assert ranked(rows) == ranked(reversed(rows))


def test_who_could_not_be_judged_stands_last_without_a_rank_and_is_in_no_plot_of_answers() -> None:
    unjudged, weakest = row("a", "nn", "n"), row("b", "xx", "x")
    assert (unjudged.coverage, unjudged.warnings) == (None, ("not_judged",))
    assert [(rank, one.id[0]) for rank, one in ranked([unjudged, weakest])] == [(1, "b"), (None, "a")]
    for bars in (coverage_bars, gap_bars):
        assert sum(count for _, count in bars([unjudged, weakest]).bars) == 1


def test_a_blind_row_has_no_file() -> None:
    one = row_of("a" * 64, ["anna.pdf", "copy.pdf"], report("m"), FACTS, blind=True)
    assert (one.file, one.copies, one.copy_count) == ("", (), 1)


TEXT = " ".join(f"word{number} kept books for place{number % 7}" for number in range(60))


def test_nearly_the_same_text_is_found() -> None:
    signatures = {
        "a": signature_of(TEXT),
        "b": signature_of(TEXT + " and one more line"),
        "c": signature_of(TEXT[::-1]),
    }
    assert similar_pairs(signatures) == {"a": ["b"], "b": ["a"]}


def test_texts_without_words_are_like_nothing() -> None:
    assert similar_pairs({"a": signature_of(""), "b": signature_of("two words")}) == {}


def test_many_copies_of_one_template_are_compared_without_comparing_all_pairs() -> None:
    found = similar_pairs({f"{number:04}": signature_of(TEXT) for number in range(300)})
    assert len(found) == 300
    assert sum(map(len, found.values())) < 300 * 299 / 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna Miller kept the books", "… kept the books"),
        ("Write to a.miller@example.org or +44 20 7946 0958.", "Write to … or …."),
        ("See https://example.org/anna for more", "See … for more"),
        ("Annabel trained 25 people, 2018 - 2022", "Annabel trained 25 people, 2018 - 2022"),
        ("raised $120,000 in 2019", "raised $120,000 in 2019"),
    ],
)
def test_who_it_is_is_masked_and_what_was_done_is_not(text: str, left: str) -> None:
    assert masked(text, ("Anna Miller", "Miller", "Anna")) == left


def test_a_masked_report_names_no_file() -> None:
    found = masked_report(report("m", quote="Anna kept the books"), ("Anna",))
    assert (found.resume.file, found.requirements[0].evidence[0].quote) == ("", "… kept the books")


def test_a_masked_report_names_nobody_in_its_reasons() -> None:
    """A post can be called after its owner, and reasons name the posts whose years were counted."""
    [requirement] = masked_report(report("m"), ("Quill", "Jane")).requirements
    assert requirement.why == "4 years: 2019 to 2023 (Owner, … … Bookkeeping)."


def pool(*reports: Report) -> Pool:
    made = Pool.of([(one.id, one.quote, one.priority, one.kind) for one in reports[0].requirements])
    for one in reports:
        made.add(one)
    return made


def test_the_requirement_that_excludes_most_comes_first() -> None:
    assert [one.id for one in pool(report("mxx"), report("mmx"), report("mxx")).lacking] == ["r3", "r2"]


def test_musts_come_before_wishes_that_more_people_lack() -> None:
    assert [one.id for one in pool(report("m", "x"), report("x", "x")).lacking] == ["r1", "r2"]


def test_who_lacks_one_must_only_is_counted() -> None:
    assert [one.only_gap for one in pool(report("mx"), report("xx"), report("mx")).standings] == [0, 2]


def test_roles_that_may_fill_a_gap_come_from_the_questions() -> None:
    question = Question(id="q1", requirement_ids=["r1"], text="?", examples=["treasurer of a club"])
    assert pool(report("x", questions=(question,))).standings[0].likely_roles == ["treasurer of a club"]


def test_every_resume_is_in_one_bar_of_each_plot() -> None:
    rows = [row("a", "mm"), row("b", "xxxxxxxxx"), row("c", "mx")]
    for plot in (coverage_bars(rows), gap_bars(rows), year_bars(rows)):
        assert sum(count for _, count in plot.bars) == 3
