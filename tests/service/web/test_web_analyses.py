"""An analysis from its beginning to its end, as a candidate makes it over HTTP."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

SAMPLES = Path(__file__).parents[3] / "samples"
TREASURER = SAMPLES / "01-bookkeeper-treasurer"


def files(**more: str) -> dict[str, Any]:
    resume = (io.BytesIO((TREASURER / "resume.pdf").read_bytes()), "anna.pdf")
    job = (io.BytesIO((TREASURER / "job.docx").read_bytes()), "ad.docx")
    return {"data": {"resume": resume, "job": job, **more}, "content_type": "multipart/form-data"}


def test_two_files_give_a_report_and_a_token(nobody: Any) -> None:
    response = nobody.post("/v1/analyses", **files(stage="rejected"))
    assert response.status_code == 201
    report = response.json["report"]
    assert (report["schema"], report["stage"]) == ("overlooked.report/1", "rejected")
    assert (report["resume"]["file"], report["job"]["file"]) == ("anna.pdf", "ad.docx")
    assert response.json["token"].startswith("ovl_at_")
    assert response.headers["Location"] == f"/v1/analyses/{response.json['id']}"
    assert response.headers["ETag"] == '"1"'


def test_the_token_is_shown_once(anna: Any) -> None:
    assert "token" not in anna.get(anna.path).json


def test_json_resume_and_a_job_posting_are_read(nobody: Any) -> None:
    resume = {
        "basics": {"name": "Anna Wolf"},
        "work": [{"name": "Shoe House", "position": "Clerk", "startDate": "2015", "highlights": ["Kept the till"]}],
    }
    posting = {"title": "Bookkeeper", "description": "<p>Requirements</p><ul><li>Experience with Excel</li></ul>"}
    response = nobody.post("/v1/analyses/text", json={"resume": {"json_resume": resume}, "job": {"posting": posting}})
    assert response.status_code == 201, response.json
    assert response.json["report"]["job"]["title"] == "Bookkeeper"


def test_questions_come_one_at_a_time_and_answers_move_on(anna: Any) -> None:
    first = anna.get(f"{anna.path}/questions").json
    assert first["next"]["do"] == "ask"
    answer = {"question_id": first["next"]["question_id"], "refusal": "no"}
    after = anna.post(f"{anna.path}/answers", json={"answers": [answer]}).json
    assert after["version"] == 2
    assert after["next"].get("question_id") != first["next"]["question_id"]


def test_a_story_fills_gaps_and_every_fill_is_reviewed(anna: Any) -> None:
    story = "I have been treasurer of our club since 2019 and do its bookkeeping experience in Excel every week."
    after = anna.post(f"{anna.path}/answers", json={"answers": [{"text": story}], "enough": True}).json
    assert after["next"]["do"] == "review"
    assert anna.get(f"{anna.path}/message").json["code"] == "review_first"
    fill = after["next"]["fills"][0]
    dropped = {"story_id": fill["story_id"], "requirement_id": fill["fill"]["requirement_id"], "decision": "drop"}
    left = anna.patch(f"{anna.path}/fills", json={"fills": [dropped]}).json
    assert dropped["requirement_id"] not in [one["fill"]["requirement_id"] for one in left["next"].get("fills", [])]


@pytest.mark.parametrize(
    "decision",
    [
        {"story_id": "a9", "requirement_id": "r1", "decision": "keep"},
        {"story_id": "a1", "requirement_id": "r99", "decision": "keep"},
        {"story_id": "a1", "requirement_id": "r1", "decision": "correct"},
        {"story_id": "a1", "requirement_id": "r1", "decision": "correct", "to": "not_judged"},
    ],
)
def test_a_decision_on_what_is_no_fill_is_refused(told: Any, decision: dict[str, str]) -> None:
    response = told.patch(f"{told.path}/fills", json={"fills": [decision]})
    assert (response.status_code, response.json["code"]) == (422, "unknown_fill")


@pytest.mark.parametrize("answer", [{"question_id": "q99", "text": "x"}, {"story_id": "a99", "text": "x"}])
def test_an_answer_to_nothing_is_refused(anna: Any, answer: dict[str, str]) -> None:
    response = anna.post(f"{anna.path}/answers", json={"answers": [answer]})
    assert (response.status_code, response.json["code"]) == (422, "unknown_question")


def test_a_reason_for_a_story_that_nobody_told_is_refused(told: Any) -> None:
    response = told.patch(f"{told.path}/circumstances", json={"reasons": {"a99": "I forgot."}})
    assert (response.status_code, response.json["code"]) == (422, "unknown_question")


def test_enough_is_said_with_a_truth_value_and_nothing_else(anna: Any) -> None:
    assert anna.post(f"{anna.path}/answers", json={"enough": "yes"}).status_code == 422


def test_what_is_known_about_the_employer_is_added_up(told: Any) -> None:
    told.patch(told.path, json={"stage": "rejected"})
    told.patch(f"{told.path}/circumstances", json={"already_written": False, "days_since": 3})
    after = told.patch(f"{told.path}/circumstances", json={"reasons": {"a1": "I thought only paid work counts."}})
    assert after.json["next"]["do"] == "done"
    message = told.get(f"{told.path}/message").json
    assert message["kind"] == "message"
    assert "I thought only paid work counts." in message["message"]["body"]


def test_the_message_comes_as_text_and_as_a_draft_too(told: Any) -> None:
    told.patch(told.path, json={"stage": "rejected"})
    told.patch(f"{told.path}/circumstances", json={"already_written": False, "days_since": 3, "reasons": {"a1": ""}})
    text = told.get(f"{told.path}/message", headers={"Accept": "text/plain"})
    assert text.content_type.startswith("text/plain")
    draft = told.get(f"{told.path}/message", headers={"Accept": "message/rfc822"})
    assert draft.content_type == "message/rfc822"
    assert b"Subject:" in draft.data


def test_a_line_break_cannot_be_smuggled_into_the_draft(told: Any) -> None:
    response = told.patch(f"{told.path}/circumstances", json={"address": "a@example.org\nBcc: b@example.org"})
    assert response.status_code == 422


def test_a_kept_docx_comes_back_with_the_story_in_it(nobody: Any, with_bearer: Callable[[str], Any]) -> None:
    document = docx.Document()
    for line in ("Anna Wolf", "Experience", "Shop assistant, Shoe House, 2015 – 2020", "Sold shoes"):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    form = {
        "resume": (io.BytesIO(data.getvalue()), "anna.docx"),
        "job": (io.BytesIO(b"Requirements\n- Bookkeeping\n"), "ad.txt"),
    }
    begun = nobody.post("/v1/analyses", data={**form, "keep_files": "true"}, content_type="multipart/form-data").json
    assert begun["files_kept"] == ["resume", "job"]
    anna, path = with_bearer(begun["token"]), f"/v1/analyses/{begun['id']}"
    story = "Since 2019 I do the bookkeeping of a choir."
    anna.post(f"{path}/answers", json={"answers": [{"text": story}], "enough": True})
    keep = {"story_id": "a1", "requirement_id": "r1", "decision": "keep"}
    anna.patch(f"{path}/fills", json={"fills": [keep]})
    made = anna.get(f"{path}/resume.docx?tracked=false")
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(made.data)).paragraphs]
    assert "Sold shoes" in lines
    assert any("bookkeeping of a choir" in line for line in lines)


def test_without_the_file_the_addition_is_a_page_of_its_own(told: Any) -> None:
    made = told.get(f"{told.path}/resume.docx")
    assert "addendum.docx" in made.headers["Content-Disposition"]
    names = [one["name"] for one in told.get(f"{told.path}/files").json["files"]]
    assert {"advice.txt", "addendum.docx", "additions.json"} <= set(names)
    for name in names:
        assert told.get(f"{told.path}/files/{name}").status_code == 200
    assert told.get(f"{told.path}/files/../../etc/passwd").status_code == 404


def test_a_version_is_asked_for_and_written_on(anna: Any) -> None:
    etag = anna.get(anna.path).headers["ETag"]
    assert anna.get(anna.path, headers={"If-None-Match": etag}).status_code == 304
    assert anna.patch(anna.path, headers={"If-Match": etag}, json={"stage": "waiting"}).status_code == 200
    late = anna.patch(anna.path, headers={"If-Match": etag}, json={"stage": "rejected"})
    assert (late.status_code, late.json["code"]) == (412, "changed_since")
    assert anna.get(anna.path).json["stage"] == "waiting"


@pytest.mark.parametrize("tag", ["*", '"1"', 'W/"1"'])
def test_a_version_may_have_gone_through_a_proxy(anna: Any, tag: str) -> None:
    assert anna.patch(anna.path, headers={"If-Match": tag}, json={"stage": "waiting"}).status_code == 200


@pytest.mark.parametrize("tag", ['"x"', '"1", "2"', "1", "", '"", W/"\\"', '"99999999999"'])
def test_a_version_that_is_none_is_refused(anna: Any, tag: str) -> None:
    assert anna.patch(anna.path, headers={"If-Match": tag}, json={"stage": "waiting"}).status_code == 412


def test_deleted_is_gone(anna: Any) -> None:
    assert anna.delete(anna.path).status_code == 204
    assert anna.get(anna.path).json["code"] == "unknown_analysis"
    assert anna.delete(anna.path).status_code == 404


def test_the_report_is_a_page_that_runs_nothing(anna: Any) -> None:
    page = anna.get(f"{anna.path}/report.html")
    assert page.content_type.startswith("text/html")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script" not in policy and "sandbox" in policy


def test_what_was_read_can_be_looked_at(anna: Any) -> None:
    readings = anna.get(f"{anna.path}/readings").json
    assert readings["resume"]["resume"]["work"][0]["name"]
    assert len(readings["job"]["requirements"]) == 3


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\cv.txt", "..cv.txt"),  # Werkzeug reads the backslash as an escape
        ("a\u202egpj.txt", "agpj.txt"),
        ("x" * 500, "x" * 120),
        (".", "."),
    ],
)
def test_a_files_name_is_shown_without_its_tricks(nobody: Any, given: str, shown: str) -> None:
    form = {
        "resume": (io.BytesIO(b"Experience\nSold shoes, 2019 - 2020"), given),
        "job": (io.BytesIO(b"Requirements\n- Bookkeeping\n"), "ad.txt"),
    }
    response = nobody.post("/v1/analyses", data=form, content_type="multipart/form-data")
    assert response.json["report"]["resume"]["file"] == shown


def test_two_files_where_one_is_meant_are_not_read_by_half(nobody: Any) -> None:
    form = {
        "resume": [(io.BytesIO(b"Experience\nSold shoes"), "page1.txt"), (io.BytesIO(b"Treasurer"), "page2.txt")],
        "job": (io.BytesIO(b"Requirements\n- Bookkeeping\n"), "ad.txt"),
    }
    response = nobody.post("/v1/analyses", data=form, content_type="multipart/form-data")
    assert response.status_code == 422
    [error] = response.json["errors"]
    assert error["field"] == "resume" and "one file" in str(error)
