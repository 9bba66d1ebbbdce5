"""The start: both documents, the situation, and what is wrong with them, without any script."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.web.services import Services
from service.web.settings import Settings

SAMPLES = Path(__file__).parents[4] / "samples" / "01-bookkeeper-treasurer"
DEMO = Path(__file__).parents[4] / "service" / "web" / "pages" / "demo"
JOB = "Requirements\n- Excel\n- Payroll of a small team\n"


def test_two_texts_lead_to_what_was_read(begun: Any) -> None:
    assert begun.heading == "Is this what you sent?"
    assert [one.strip("“”") for one in begun.all(".asked q")] == [
        "2+ years of bookkeeping experience",
        "Excel",
        "Payroll of a small team",
    ]


def test_two_files_lead_there_too(visitor: Any) -> None:
    resume, job = (SAMPLES / "resume.pdf").read_bytes(), (SAMPLES / "job.docx").read_bytes()
    visitor.get("/").press("Compare them", resume=(resume, "anna.pdf"), job=(job, "ad.docx"), stage="rejected")
    assert visitor.heading == "Is this what you sent?"
    assert "anna.pdf · 1 page" in visitor.text


def test_a_saved_page_is_an_advertisement(visitor: Any) -> None:
    saved = b"<html><body><h2>Requirements</h2><ul><li>Experience with Excel</li></ul></body></html>"
    visitor.get("/").press("Compare them", resume_text="Experience\nSold shoes", job=(saved, "Job.html"))
    assert "Experience with Excel" in " ".join(visitor.all(".asked q"))


def test_the_situation_that_was_chosen_holds(visitor: Any) -> None:
    visitor.get("/").press("Compare them", resume_text="Experience\nSold shoes", job_text=JOB, stage="waiting")
    visitor.get(f"{visitor.base}/result")
    assert visitor.one("#stage option[selected]").get("value") == "waiting"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"job_text": JOB}, "resume", "Choose your résumé, or paste its text."),
        ({"resume_text": "Sold shoes"}, "job", "Choose the advertisement, or paste its text."),
        (
            {"resume_text": "Sold shoes", "resume": (b"Sold shoes", "cv.txt"), "job_text": JOB},
            "resume",
            "There is a file and a text. Remove one, so that the right résumé is read.",
        ),
        ({"resume": (b"", "cv.pdf"), "job_text": JOB}, "resume", "There is nothing in it."),
        ({"resume": (bytes(range(256)) * 9, "cv.pdf"), "job_text": JOB}, "resume", "Save it as PDF"),
        ({"resume": (b"%PDF-1.7\nbroken", "cv.pdf"), "job_text": JOB}, "resume", "damaged"),
        (
            {"resume_text": "Sold shoes", "job_text": "We wish you a nice day."},
            "job",
            "Nothing in it asks for anything",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(visitor: Any, given: dict[str, Any], field: str, said: str) -> None:
    visitor.get("/").press("Compare them", **given)
    assert visitor.status == 422
    assert [said in one for one in visitor.all(".problem")] == [True]
    input_ = visitor.one(f"#{field}")
    assert input_.get("aria-invalid") == "true"
    assert visitor.one(f"#{field}-error") is not None and f"{field}-error" in input_.get("aria-describedby")


def test_what_was_pasted_and_chosen_is_not_lost_with_an_error(visitor: Any) -> None:
    visitor.get("/").press("Compare them", resume_text="Sold  shoes\nand boots", stage="rejected", keep_files="on")
    assert visitor.one("#resume_text").text == "Sold  shoes\nand boots"
    assert visitor.one("input[name=stage][checked]").get("value") == "rejected"
    assert visitor.one("input[name=keep_files]").get("checked") is not None


def test_an_upload_that_is_too_large_is_said_on_a_page(visitor: Any, services: Services) -> None:
    huge = b"x" * (2 * services.settings.upload_bytes + 3_000_000)
    visitor.get("/").press("Compare them", resume=(huge, "cv.txt"), job_text=JOB)
    assert (visitor.status, visitor.heading) == (413, "That is too large")


def test_a_script_is_told_where_to_go_or_what_is_wrong(visitor: Any) -> None:
    visitor.get("/")
    visitor.headers["X-Overlooked"] = "send"
    visitor.press("Compare them", job_text=JOB)
    assert visitor.response.json == {"errors": {"resume": "Choose your résumé, or paste its text."}}
    visitor.press("Compare them", resume_text="Experience\nSold shoes", job_text=JOB)
    assert visitor.response.json["to"].endswith("/read")


def test_what_was_called_off_while_it_was_read_leaves_nothing(visitor: Any, services: Services) -> None:
    key = visitor.get("/").one("input[name=form_key]").get("value")
    off = visitor.client.post("/cancel", data={"form_key": key, "ticket": "t1"}, headers=visitor.headers)
    assert off.status_code == 204
    visitor.press("Compare them", resume_text="Experience\nSold shoes", job_text=JOB, ticket="t1")
    assert visitor.status == 409
    with services.database.reading() as session:
        from service.storage.models import AnalysisRow

        assert session.query(AnalysisRow).count() == 0


def test_the_demo_is_one_click_away_and_about_our_samples(visitor: Any) -> None:
    visitor.get("/").press("Look at a sample first")
    assert visitor.heading == "Is this what you sent?"
    assert visitor.all(".post .tag") == ["sample"]
    visitor.get(f"{visitor.base}/questions")
    assert "treasurer of the Minnesota Point Sailing Association" in visitor.one("#text").text


@pytest.mark.parametrize("name", ["resume.pdf", "job.txt", "answers.json"])
def test_the_demo_is_the_sample(name: str) -> None:
    digests = {hashlib.sha256((folder / name).read_bytes()).hexdigest() for folder in (SAMPLES, DEMO)}
    assert len(digests) == 1, f"copy samples/01-bookkeeper-treasurer/{name} to service/web/pages/demo"


def test_where_files_cannot_be_encrypted_none_are_offered_to_be_kept(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any]
) -> None:
    app = app_of(services_with(settings.model_copy(update={"encryption_keys": (), "encryption": False})))
    page = app.test_client().get("/").get_data(as_text=True)
    assert "keep_files" not in page and "Compare them" in page


def test_a_service_for_career_sites_alone_begins_nothing_here(
    services_with: Callable[[Settings], Services],
    settings: Settings,
    app_of: Callable[[Services], Any],
    another: Any,
) -> None:
    app = app_of(services_with(settings.model_copy(update={"candidates": False})))
    stranger = another()
    stranger.client = app.test_client()
    stranger.get("/").press("Compare them", resume_text="Experience\nSold shoes", job_text=JOB)
    assert (stranger.status, stranger.all(".problem")) == (422, ["This service works for career sites only."])


def test_no_word_of_either_document_is_logged(begun: Any, log: io.StringIO) -> None:
    assert '"route": "/"' in log.getvalue()
    for word in ("Anna", "Wolf", "shoes", "Payroll"):
        assert word not in log.getvalue()
