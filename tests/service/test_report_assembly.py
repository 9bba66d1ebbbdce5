import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from embeddings.errors import NoRequirements
from parsers.errors import LimitExceeded
from parsers.resume.model import Resume
from service.analysis import Analysis, JobFile, ResumeFile, analyse, asked_by
from service.answers import Told
from service.assembly import report_of, report_with
from service.engine import Engine
from service.report import Report

Make = Callable[..., Analysis]


def test_every_quote_is_the_documents_own_text(
    resume_of: Callable[..., Resume], job_of: Callable[..., JobFile], engine: Engine
) -> None:
    resume_file = ResumeFile("cv.pdf", resume_of("Did the bookkeeping and accounts"))
    job_file = job_of("bookkeeping accounts", "payroll")
    report = report_of(analyse(resume_file, job_file, engine))
    resume, job = resume_file.resume.document.text, job_file.job.document.text
    for requirement in report.requirements:
        assert requirement.quote == job[requirement.start : requirement.end]
        for evidence in requirement.evidence:
            assert evidence.quote == resume[evidence.start : evidence.end]


def test_evidence_of_the_resume_has_its_place_on_the_page(analysis_of: Make) -> None:
    report = report_of(analysis_of(["Sold shoes", "Did bookkeeping"], ["bookkeeping"]))
    [evidence] = report.requirements[0].evidence
    assert evidence.page == 1
    assert evidence.boxes == [(72.0, 70.0, 162.0, 82.0)]


def test_evidence_of_an_answer_quotes_the_answer_and_has_no_page(analysis_of: Make, engine: Engine) -> None:
    report = report_with(
        analysis_of(["Sold shoes"], ["bookkeeping"]), engine, told=[Told("a", "Hello. My bookkeeping.")]
    )
    [evidence] = report.requirements[0].evidence
    assert (evidence.source, evidence.quote, evidence.page) == ("answer:a", "My bookkeeping.", None)


def test_lines_copied_out_of_the_advertisement_are_no_evidence_and_are_reported(analysis_of: Make) -> None:
    asked = "bookkeeping of all the accounts that our three little shops keep every single month"
    report = report_of(analysis_of([asked, "Sold shoes"], [asked]))
    assert report.requirements[0].status == "missing"
    assert [warning.code for warning in report.resume.warnings] == ["copied_from_job"]


def test_quotes_are_never_longer_than_the_contract_allows(analysis_of: Make, engine: Engine) -> None:
    long = " ".join(f"bookkeeping{number}" for number in range(60))
    report = report_of(analysis_of([" ".join(reversed(long.split()))], [long]))
    assert len(report.requirements[0].quote) <= 300
    assert len(report.requirements[0].evidence[0].quote) <= 300


def test_the_id_depends_on_contents_alone(analysis_of: Make, engine: Engine) -> None:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping"])
    renamed = analysis.model_copy(update={"resume": analysis.resume.model_copy(update={"file": "other.pdf"})})
    assert report_of(analysis).id == report_of(renamed).id


@pytest.mark.parametrize("change", [{"stage": "rejected"}, {"told": [Told("a", "text")]}])
def test_another_stage_or_answer_gives_another_id(analysis_of: Make, engine: Engine, change: dict[str, object]) -> None:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping"])
    assert report_of(analysis).id != report_with(analysis, engine, **change).id


def test_a_given_id_is_kept(analysis_of: Make, engine: Engine) -> None:
    assert report_of(analysis_of(["Sold shoes"], ["bookkeeping"]), "pair-1").id == "pair-1"


def test_the_summary_counts_what_the_answers_left(analysis_of: Make, engine: Engine) -> None:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping", "payroll"])
    before = report_of(analysis)
    after = report_with(analysis, engine, told=[Told("a", "Did bookkeeping.")])
    assert (before.summary.missing, after.summary.missing) == (2, 1)
    assert before.verdict is None
    assert after.verdict is not None
    assert after.verdict.grounds


def test_an_answered_question_is_not_asked_again_and_the_others_keep_their_ids(
    analysis_of: Make, engine: Engine
) -> None:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping of accounts", "debug code in Python", "coach a football team"])
    before = report_of(analysis).questions
    after = report_with(analysis, engine, told=[Told("a", "No.", before[0].id)]).questions
    assert len(before) > 1
    assert after == before[1:]


def test_a_gap_that_was_filled_is_not_asked_about(analysis_of: Make, engine: Engine) -> None:
    analysis = analysis_of(["Sold shoes"], ["bookkeeping", "payroll"])
    after = report_with(analysis, engine, told=[Told("a", "Did bookkeeping.")])
    assert "r1" not in {identifier for question in after.questions for identifier in question.requirement_ids}


def test_numbers_are_rounded(analysis_of: Make) -> None:
    report = report_of(analysis_of(["bookkeeping"], ["bookkeeping", "payroll", "filing"]))
    assert report.requirements[0].confidence == 0.88
    assert report.summary.coverage == 0.333


def test_an_advertisement_that_asks_for_nothing_is_said_loudly(job_of: Callable[..., JobFile]) -> None:
    with pytest.raises(NoRequirements):
        asked_by("ad.pdf", replace(job_of("bookkeeping").job, statements=(), sections=()), None)


def test_what_is_far_too_long_is_refused_before_it_keeps_others_waiting(
    analysis_of: Make, job_of: Callable[..., JobFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.limits.MOST_LINES", 3)
    with pytest.raises(LimitExceeded, match="résumé has more than 3 lines"):
        analysis_of(["Sold shoes"] * 4, ["bookkeeping"])
    posting = job_of("bookkeeping", "payroll", "filing", "typing").job
    with pytest.raises(LimitExceeded, match="advertisement has more than 3 lines"):
        asked_by("ad.pdf", posting, None)
    monkeypatch.setattr("service.limits.MOST_LINES", 4)
    monkeypatch.setattr("service.limits.LONGEST_LINE", 5)
    with pytest.raises(LimitExceeded, match="a line of more than 5 characters"):
        asked_by("ad.pdf", posting, None)
    monkeypatch.setattr("service.limits.LONGEST_LINE", 50)
    monkeypatch.setattr("service.limits.MOST_REQUIREMENTS", 1)
    with pytest.raises(LimitExceeded, match="asks for more than 1 things"):
        asked_by("ad.pdf", posting, None)


def test_the_json_has_the_contracts_keys_and_reads_back(analysis_of: Make, engine: Engine) -> None:
    report = report_with(analysis_of(["Sold shoes"], ["bookkeeping"]), engine, told=[Told("a", "Did bookkeeping.")])
    value = json.loads(report.to_json())
    assert list(value) == [
        *("schema", "id", "stage", "resume", "job", "summary", "requirements", "questions", "answers", "verdict")
    ]
    assert value["answers"][0]["fills"][0]["from"] == "missing"
    assert Report.model_validate_json(report.to_json()) == report
