from __future__ import annotations

import email
import email.policy
import urllib.parse
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.additions.comparison import compare, comparison_text
from service.followup import People, Rejection, Situation, check_message, follow_up
from service.followup.checking import MOST_WORDS
from service.followup.columns import columns, columns_text
from service.followup.deciding import LONG_AFTER
from service.followup.message import Message, after_rejection, supplement
from service.followup.page import follow_up_text
from service.report import Answer, Evidence, Fill, JobInfo, Report, RequirementReport, ResumeInfo, Summary

BOOKS = "I keep its books in QuickBooks and reconcile the bank account every month."
REASON = "Nobody pays me for it, so I never thought of it as work."
STORY = f"Since 2019 I have been treasurer of our food bank. {BOOKS} {REASON}"
NOT_YET = Situation(already_written=False)
APPEAL = Rejection("automated", appeal="You may appeal.")
DISMISSED = Rejection("unclear", dismissal="You are dismissed.")


def _requirement(identifier: str, quote: str, status: str, priority: str = "must") -> RequirementReport:
    shown = Evidence(quote="Excel course", source="resume", start=0, end=12, page=2, section="education", score=0.5)
    return RequirementReport.model_validate(
        {
            "id": identifier, "quote": quote, "start": 0, "end": len(quote), "priority": priority, "kind": "experience",
            "status": status, "confidence": 0.9, "evidence": [shown] if status != "missing" else [], "why": "Because.",
        }
    )  # fmt: skip


def _report(
    stage: str = "rejected", *, grounds: bool = True, story: str = STORY, quote: str = BOOKS, told: bool = True
) -> Report:
    fill = Fill.model_validate({"requirement_id": "r1", "from": "missing", "to": "met", "evidence": [quote]})
    answers = [Answer(id="a1", text=story, fills=[fill] if grounds else [])] if told else []
    requirements = [
        _requirement("r1", "two years of bookkeeping", "met" if grounds and told else "missing"),
        _requirement("r2", "good with Excel", "partial", "nice"),
    ]
    if grounds and told:
        requirements[0] = requirements[0].model_copy(update={"evidence": []})
    return Report.model_validate(
        {
            "schema": "overlooked.report/1", "id": "x", "stage": stage,
            "resume": ResumeInfo(file="cv.pdf", media_type="application/pdf", pages=2),
            "job": JobInfo(file="ad.txt", title="Bookkeeper", organization="Harbor Arts"),
            "summary": Summary(
                requirements=2, met=1, partial=1, missing=0, must_missing=0 if grounds and told else 1, coverage=0.5
            ),
            "requirements": requirements, "answers": answers,
            "verdict": {"stage": stage, "grounds": grounds, "reasons": ["A reason."]} if told else None,
        }
    )  # fmt: skip


def test_the_message_has_all_parts_of_the_policy_and_is_short() -> None:
    message = after_rejection(_report(), People("Dana Whitlow", "Ms Okafor", "okafor@example.org"))
    assert message.words < MOST_WORDS
    assert message.body.startswith("Dear Ms Okafor,\n\nThank you for your message about my application")
    assert "You ask for “two years of bookkeeping”." in message.body
    assert "Since 2019 I have been treasurer of our food bank." in message.body
    assert BOOKS in message.body
    assert "I did not mention it before. Nobody pays me for it, so I never thought of it as work." in message.body
    assert "Might this change anything" in message.body
    assert "no need to answer" in message.body
    assert message.blanks == ()


def test_what_is_not_known_is_a_marked_blank() -> None:
    report = _report(story=BOOKS).model_copy(update={"job": JobInfo(file="ad", title="", organization="")})
    message = after_rejection(report, People())
    assert message.blanks == (
        "[title of the post]",
        "[name of the person who wrote to you]",
        "[say why, in your own words]",
        "[your name]",
    )


def test_the_candidates_own_reason_goes_before_one_found_in_the_story() -> None:
    message = after_rejection(_report(), People(), {"a1": "it felt like bragging"})
    assert "It felt like bragging." in message.body
    assert "Nobody pays me" not in message.body


@pytest.mark.parametrize("write", [after_rejection, supplement])
def test_our_own_messages_pass_the_check(write: object) -> None:
    assert check_message(write(_report(), People("Dana", "Ms Okafor")).body) == ()  # type: ignore[operator]


def test_nothing_is_claimed_about_the_decision_or_others() -> None:
    body = after_rejection(_report(), People()).body.casefold()
    assert not [word for word in ("decision", "candidate", "reconsider", "unfair", "mistake", "reject") if word in body]


@given(
    st.lists(st.sampled_from(["I keep the books of a club;", "We did much more.", "Since 2019 I do it."]), min_size=1),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=600),
)  # fmt: skip
def test_however_much_was_told_the_message_stays_under_the_limit(parts: list[str], reason: str) -> None:
    story = " ".join(parts)
    message = after_rejection(_report(story=story, quote=story[:300]), People(), {"a1": reason})
    assert message.words < MOST_WORDS
    assert "Might this change anything" in message.body


def test_without_grounds_there_is_no_message_to_write() -> None:
    with pytest.raises(ValueError, match="nothing to write about"):
        after_rejection(_report(grounds=False), People())


def test_an_email_draft_can_be_read_back() -> None:
    message = after_rejection(_report(), People("Dána", "Ms Okafor", "okafor@example.org"))
    draft = email.message_from_bytes(message.eml(), policy=email.policy.default)
    assert draft["To"] == "okafor@example.org"
    assert draft["Subject"] == "My application for Bookkeeper: something I left out"
    assert draft["X-Unsent"] == "1"
    assert draft.get_content().replace("\r\n", "\n") == message.body


def test_a_mailto_link_can_be_read_back() -> None:
    message = after_rejection(_report(), People("Dána & Co", "Ms Okafor", "okafor@example.org"))
    link = urllib.parse.urlsplit(message.mailto())
    fields = urllib.parse.parse_qs(link.query)
    assert link.path == "okafor@example.org"
    assert fields["body"] == [message.body.replace("\n", "\r\n")]
    assert fields["subject"] == [message.subject]


@pytest.mark.parametrize("address", ["no address", "a@b.c\nBcc: d@e.f", "a@b.c,d@e.f", "<a@b.c>"])
def test_an_address_that_is_none_goes_into_no_header(address: str) -> None:
    message = after_rejection(_report(), People(address=address))
    assert message.address == ""
    assert b"Bcc" not in message.eml()


def test_a_line_break_in_a_title_breaks_no_header() -> None:
    report = _report().model_copy(
        update={"job": JobInfo(file="ad", title="Book\nkeeper\r\nBcc: x@y.z", organization="O")}
    )
    assert b"\nBcc" not in after_rejection(report, People()).eml()


@pytest.mark.parametrize(
    ("report", "situation", "kind"),
    [
        (_report(told=False), NOT_YET, "nothing_told"),
        (_report("applying"), NOT_YET, "resume"),
        (_report("applying", grounds=False), NOT_YET, "resume"),
        (_report("waiting"), NOT_YET, "supplement"),
        (_report("waiting"), Situation(), "supplement"),
        (_report("waiting", grounds=False), NOT_YET, "no_grounds"),
        (_report("rejected"), NOT_YET, "message"),
        (_report("rejected"), Situation(), "ask_first"),
        (_report("rejected"), Situation(already_written=True), "already_written"),
        (_report("waiting"), Situation(already_written=True), "already_written"),
        (_report("rejected", grounds=False), NOT_YET, "no_grounds"),
        (_report("rejected"), replace(NOT_YET, days_since=LONG_AFTER), "message"),
        (_report("rejected"), replace(NOT_YET, days_since=LONG_AFTER + 1), "reapply"),
        (_report("rejected"), replace(NOT_YET, rejection=APPEAL), "appeal_process"),
        (_report("rejected", grounds=False), replace(NOT_YET, rejection=APPEAL), "no_grounds"),
        (_report("rejected"), replace(NOT_YET, rejection=DISMISSED), "dismissal"),
    ],
)  # fmt: skip
def test_what_is_advised(report: Report, situation: Situation, kind: str) -> None:
    advice = follow_up(report, situation)
    assert advice.kind == kind
    assert (advice.message is not None) == (kind in ("message", "supplement", "appeal_process"))
    assert advice.heading in follow_up_text(advice)
    assert max(map(len, follow_up_text(replace(advice, message=None)).splitlines())) <= 78


def test_no_grounds_come_with_the_reason_and_something_to_do_instead() -> None:
    advice = follow_up(_report(grounds=False), NOT_YET)
    assert advice.reasons == ("A reason.",)
    assert any("feedback" in one for one in advice.instead)


@pytest.mark.parametrize(
    ("rejection", "name", "address", "words"),
    [
        (Rejection("personal", "Maria Gómez", "m@example.org"), "Maria Gómez", "m@example.org", "who wrote to you"),
        (Rejection("automated", no_reply=True), "", "", "takes no answers"),
        (Rejection("automated", address="jobs@example.org", no_reply=True), "", "jobs@example.org", "system or a team"),
        (Rejection("unclear"), "", "", "system or a team"),
    ],
)
def test_the_addressee_follows_from_who_wrote(rejection: Rejection, name: str, address: str, words: str) -> None:
    advice = follow_up(_report(), replace(NOT_YET, rejection=rejection))
    assert isinstance(advice.message, Message)
    assert advice.message.address == address
    assert f"Dear {name or '[name'}" in advice.message.body
    assert words in advice.addressee


def test_a_deadline_of_a_formal_appeal_is_quoted() -> None:
    rejection = Rejection("automated", appeal="You may appeal.", deadline="within ten days")
    assert "“within ten days”" in follow_up_text(follow_up(_report(), replace(NOT_YET, rejection=rejection)))


def test_both_columns_say_what_was_there_and_where_and_what_is_new() -> None:
    rows = columns(_report())
    assert [(row.requirement_id, len(row.already), len(row.new)) for row in rows] == [("r1", 0, 1), ("r2", 1, 0)]
    assert rows[1].already[0].where == "page 2, education"
    text = columns_text(rows)
    assert "Already in your application" in text
    assert "“Excel course” (page 2, education)" in text


def test_what_the_resume_showed_before_an_answer_stays_in_its_column() -> None:
    before = _report(told=False)
    shown = before.requirements[0].model_copy(update={"status": "partial", "evidence": before.requirements[1].evidence})
    before = before.model_copy(update={"requirements": [shown, before.requirements[1]]})
    row = columns(_report(), before)[0]
    assert [one.quote for one in row.already] == ["Excel course"]
    assert [one.quote for one in row.new] == [BOOKS]


def test_two_reports_are_compared_requirement_by_requirement() -> None:
    comparison = compare(_report(told=False), _report())
    assert [(c.requirement_id, c.before, c.after) for c in comparison.changes] == [("r1", "missing", "met")]
    assert "two years of bookkeeping: missing → shown" in comparison_text(comparison)


def test_reports_on_different_advertisements_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same advertisement"):
        compare(_report(), _report().model_copy(update={"requirements": []}))
