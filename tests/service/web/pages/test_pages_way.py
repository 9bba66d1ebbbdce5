"""The way through an analysis without any script: what was read, gaps, questions, review, what to take away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

SAMPLES = Path(__file__).parents[4] / "samples"
RESUME = "Anna Wolf\n\nExperience\nShop assistant, Shoe House, 2015 - 2020\n- Sold shoes and kept the till\n"


@pytest.fixture
def kept(visitor: Any) -> Any:
    """A visitor who keeps a PDF, on which something is shown."""
    resume = (SAMPLES / "01-bookkeeper-treasurer" / "resume.pdf").read_bytes()
    job = "Requirements\n- Trained new agents on the reservation system\n- Payroll\n"
    visitor.get("/").press("Compare them", resume=(resume, "renata.pdf"), job_text=job, keep_files="on")
    return visitor


def quotes(visitor: Any, path: str) -> list[str]:
    return [one.strip("“”") for one in visitor.all(path)]


# What was read


def test_the_resume_is_shown_as_it_was_understood(begun: Any) -> None:
    assert begun.all(".entry strong") == ["Shop assistant"]
    assert "Sold shoes and kept the till" in begun.all(".entry li")


def test_a_requirement_is_left_out_and_taken_back(begun: Any) -> None:
    begun.press("leave_out:r2")
    assert begun.at.endswith("/read")
    assert quotes(begun, ".asked .out q") == ["Excel"]
    assert begun.get(f"{begun.base}/gaps").all(".requirements a") != [] and "Excel" not in quotes(
        begun, ".requirements q"
    )
    begun.get(f"{begun.base}/read").press("take_back:r2")
    assert begun.all(".asked .out q") == []


def test_a_must_becomes_a_wish(begun: Any) -> None:
    begun.press("nice:r1")
    pressed = [one.get("value") for one in begun.tree.cssselect("[aria-pressed=true]")]
    assert pressed == ["nice:r1", "must:r2", "must:r3"]


def test_the_last_requirement_stays_and_it_is_said(begun: Any) -> None:
    begun.press("leave_out:r1").press("leave_out:r2").press("leave_out:r3")
    assert (begun.status, "nothing to compare" in begun.all(".problem")[0]) == (422, True)


def test_a_line_of_the_advertisement_is_added_with_a_click(begun: Any) -> None:
    button = next(one for one in begun.tree.cssselect("button.add") if "bicycle" in one.get("aria-label"))
    begun.press(button.get("value"))
    assert "A bicycle of your own" in quotes(begun, ".asked q")
    assert "A bicycle of your own" in begun.all(".paper mark")


def test_words_are_added_and_words_that_are_not_there_are_not(begun: Any) -> None:
    begun.press("Add", words="rocket science")
    assert (begun.status, begun.one("#add-words").text) == (422, "rocket science")
    begun.press("Add", words="bicycle of your own", priority="nice")
    assert "bicycle of your own" in quotes(begun, ".asked q")


# The gaps


def test_the_drawn_chart_says_what_its_text_says(begun: Any) -> None:
    begun.get(f"{begun.base}/gaps")
    assert begun.heading == "3 gaps"
    assert begun.all(".figure") == ["0%"]
    assert begun.all(".chart .counts li")[2].startswith("3 not shown")
    assert len(begun.tree.cssselect(".chart .bed.missing")) == 3
    assert begun.tree.cssselect(".chart .fill") == []


def test_what_is_filled_of_the_chart_is_the_coverage(told: Any) -> None:
    told.get(f"{told.base}/gaps")
    area = sum(float(one.get("width")) * float(one.get("height")) for one in told.tree.cssselect(".coverage .fill"))
    whole = sum(float(one.get("width")) * float(one.get("height")) for one in told.tree.cssselect(".coverage .bed"))
    shown = float(told.all(".figure")[0].rstrip("%")) / 100
    assert area / whole == pytest.approx(shown, abs=0.006)


def test_choosing_a_requirement_shows_why_and_where_it_is_asked(begun: Any) -> None:
    begun.get(f"{begun.base}/gaps").follow("Excel")
    assert quotes(begun, "#evidence h2 q") == ["Excel"]
    assert begun.one(".requirements [aria-current=true] q").text == "Excel"
    assert begun.all("#evidence blockquote mark") == ["Excel"]
    assert begun.all(".why") == ["0% of the words."]


def test_without_the_file_evidence_is_marked_in_the_text(visitor: Any) -> None:
    visitor.get("/").press("Compare them", resume_text=RESUME, job_text="Requirements\n- Sold shoes\n- Payroll\n")
    visitor.get(f"{visitor.base}/gaps")
    assert visitor.all("#evidence mark")[0] == "Sold shoes and kept the till"
    assert visitor.tree.cssselect("figure.sheet") == []


def test_evidence_is_marked_on_the_picture_of_the_page(kept: Any) -> None:
    kept.get(f"{kept.base}/gaps")
    sheet = kept.one("figure.sheet svg")
    assert sheet.get("aria-label") == "Page 1 of your résumé, with the evidence marked"
    assert kept.tree.cssselect("figure.sheet rect.marker")
    picture = kept.client.get(f"{kept.base}/page-1.png", headers=kept.headers)
    assert picture.content_type == "image/png"
    assert picture.data.startswith(b"\x89PNG") and len(picture.data) < 150_000
    assert picture.headers["Cache-Control"] == "private, max-age=600"


@pytest.mark.parametrize("number", ["0", "2", "999999"])
def test_a_page_that_is_not_there_has_no_picture(kept: Any, number: str) -> None:
    assert kept.get(f"{kept.base}/page-{number}.png").status == 404


def test_without_the_file_there_is_no_picture(begun: Any) -> None:
    assert begun.get(f"{begun.base}/page-1.png").status == 404


# The questions


def test_the_profile_is_shown_as_it_was_understood(visitor: Any) -> None:
    resume = RESUME.replace("Experience", "Profile\nKept tills for five years.\n\nExperience", 1)
    visitor.get("/").press("Compare them", resume_text=resume, job_text="Requirements\n- Payroll\n")
    assert "Kept tills for five years." in visitor.all(".entry li")


def test_where_nothing_was_judged_no_page_says_that_nothing_is_missing(visitor: Any) -> None:
    german = (
        "Stellenanzeige\n\nIhr Profil\n- Erfahrung in der Buchhaltung und mit der Lohnabrechnung\n- Umgang mit Excel\n"
    )
    visitor.get("/").press("Compare them", resume_text=RESUME, job_text=german)
    visitor.get(f"{visitor.base}/gaps")
    assert visitor.heading == "Nothing was judged"
    assert visitor.all(".chart") == []
    assert visitor.get(f"{visitor.base}/result").all(".chart") == []


def test_one_question_at_a_time_and_a_refusal_moves_on(begun: Any) -> None:
    begun.get(f"{begun.base}/questions")
    first = begun.heading
    assert len(begun.all("form.question")) == 1
    assert begun.press("Skip").heading != first


def test_an_answer_is_kept_and_what_it_lifts_is_said(told: Any) -> None:
    assert "Your answer speaks to" in told.all(".news strong")[0]
    assert "What is shown rises from 0% to" in told.text
    assert told.get(f"{told.base}/questions").all(".told article") or told.all(".question blockquote")


def test_an_empty_answer_is_none(begun: Any) -> None:
    begun.get(f"{begun.base}/questions").press("Save and go on", text="  ")
    assert (begun.status, "There are no words in it yet" in begun.text) == (422, True)


def test_an_answer_that_fills_nothing_is_kept_too(begun: Any) -> None:
    begun.get(f"{begun.base}/questions").press("Save it", text="I collect stamps and sing in a choir since 2012.")
    assert "It fills none of the gaps" in begun.text


def test_enough_is_enough_until_it_is_not(begun: Any) -> None:
    begun.get(f"{begun.base}/questions").press("That is enough questions")
    assert begun.at.endswith("/result")
    begun.get(f"{begun.base}/questions")
    assert begun.heading == "No more questions"
    begun.press("Go on with the questions after all")
    assert begun.tree.cssselect("form.question")


def test_more_can_be_said_about_an_earlier_story(told: Any) -> None:
    told.get(f"{told.base}/questions").press("Save it", text="I collect stamps and sing in a choir since 2012.")
    form = told.one(".told article form")
    assert form.cssselect("input[name=story_id]")[0].get("value") == "a1"
    key, version = (form.cssselect(f"input[name={name}]")[0].get("value") for name in ("form_key", "version"))
    sent = {
        "form_key": key,
        "version": version,
        "story_id": "a1",
        "part": "details",
        "text": "I did payroll.",
        "do": "say",
    }
    told.client.post(f"{told.base}/questions", data=sent, headers=told.headers)
    assert "I did payroll." in told.get(f"{told.base}/questions").text


def test_coming_back_leads_to_where_it_was_left(begun: Any) -> None:
    assert begun.get(f"{begun.base}/").at.endswith("/read")
    begun.press("nice:r1")
    assert begun.get(f"{begun.base}/").at.endswith("/gaps")
    begun.get(f"{begun.base}/questions").press("Skip")
    assert begun.get(f"{begun.base}/").at.endswith("/questions")


# The review


def test_nothing_is_written_before_every_change_was_looked_at(told: Any) -> None:
    told.press("That is enough questions")
    assert told.at.endswith("/review")
    assert told.get(f"{told.base}/result").heading == "One look first"
    refused = told.client.get(f"{told.base}/files/additions.txt", headers=told.headers)
    assert refused.status_code == 409


def test_every_change_needs_a_decision(told: Any) -> None:
    told.get(f"{told.base}/review").press("Save and go on")
    assert told.status == 422
    assert "without a decision" in told.all(".problem")[0]


def test_a_change_is_dropped_corrected_and_kept_again(told: Any) -> None:
    told.get(f"{told.base}/review")
    names = list(dict.fromkeys(one.get("name") for one in told.tree.cssselect("input[type=radio]")))
    correctable = told.one("input[value=correct]").get("name")
    told.press("Save and go on", **{name: "correct" if name == correctable else "drop" for name in names})
    told.get(f"{told.base}/gaps")
    assert told.all(".counts li")[:2] == ["0 shown", "1 in part"]
    told.get(f"{told.base}/review").press("Save and go on", **dict.fromkeys(names, "keep"))
    assert told.get(f"{told.base}/gaps").all(".counts li")[0] != "0 shown"


def test_with_nothing_told_there_is_nothing_to_review(begun: Any) -> None:
    begun.get(f"{begun.base}/review")
    assert "You have not told anything yet" in begun.text


# What to take away


def test_the_addition_is_in_the_candidates_words(reviewed: Any) -> None:
    assert reviewed.heading == "Put it on your résumé before you send it."
    assert "Treasurer, Friends of Wolf Creek, 2019 – present" in reviewed.all(".takeaway .entry-head")
    assert reviewed.one("#addition-text").text.startswith("VOLUNTEER EXPERIENCE")
    assert len(reviewed.tree.cssselect(".before-after .coverage")) == 2


def test_the_addition_is_a_word_document(reviewed: Any) -> None:
    made = reviewed.client.get(f"{reviewed.base}/files/addendum.docx", headers=reviewed.headers)
    assert "attachment" in made.headers["Content-Disposition"]
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(made.data)).paragraphs)
    assert "Treasurer" in text


def test_ones_own_document_is_taken_where_it_was_kept(visitor: Any) -> None:
    resume = (SAMPLES / "03-junior-web-developer" / "resume.docx").read_bytes()
    job = "Requirements\n- Bookkeeping of a club\n- Payroll\n"
    visitor.get("/").press("Compare them", resume=(resume, "mine.docx"), job_text=job, keep_files="on")
    story = "I have been treasurer of our sailing club since 2019 and do all bookkeeping of a club every week."
    visitor.get(f"{visitor.base}/questions").press("Save it", text=story).press("That is enough questions")
    names = {one.get("name") for one in visitor.tree.cssselect("input[type=radio]")}
    visitor.press("Save and go on", **dict.fromkeys(names, "keep"))
    assert "Your Word document with it" in visitor.text
    for query, marked in (("", False), ("?tracked=1", True)):
        made = visitor.client.get(f"{visitor.base}/files/resume.docx{query}", headers=visitor.headers)
        body = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml")
        assert (b"<w:ins " in body) is marked


def test_after_a_rejection_the_employer_is_asked_about_and_the_message_made(reviewed: Any) -> None:
    reviewed.press("Look again", stage="rejected")
    assert reviewed.heading == "Before anybody writes"
    story = reviewed.one("textarea[name^=reason-]").get("name")
    reviewed.press(
        "Save and go on",
        already_written="no",
        days_since="6",
        recipient="Marta Lindqvist",
        address="marta@example.org",
        **{story: "It is unpaid, so I thought it did not count."},
    )
    assert reviewed.heading.startswith("One short message is justified")
    message = reviewed.one("#message-text").text
    assert "Dear Marta Lindqvist," in message and "I thought it did not count." in message
    link = next(one.get("href") for one in reviewed.tree.iter("a") if (one.get("href") or "").startswith("mailto:"))
    assert link.startswith("mailto:marta@example.org?subject=")
    draft = reviewed.client.get(f"{reviewed.base}/files/message.eml", headers=reviewed.headers)
    assert b"X-Unsent: 1" in draft.data


def test_days_that_are_no_number_are_said_and_nothing_is_lost(reviewed: Any) -> None:
    reviewed.press("Look again", stage="rejected")
    reviewed.press("Save and go on", days_since="about six", recipient="Marta")
    assert (reviewed.status, "in digits" in reviewed.all(".problem")[0]) == (422, True)
    assert reviewed.one("#days_since").get("value") == "about six"
    assert reviewed.one("#recipient").get("value") == "Marta"


def test_who_has_written_already_is_advised_not_to_again(reviewed: Any) -> None:
    reviewed.press("Look again", stage="rejected").press("Save and go on", already_written="yes")
    assert reviewed.heading == "Please do not write again."
    assert reviewed.tree.cssselect("#message-text") == []


def test_without_grounds_the_page_is_kind_and_writes_nothing(begun: Any) -> None:
    begun.get(f"{begun.base}/questions").press("Save it", text="I sing in a choir on Tuesdays, since 2012.")
    begun.press("That is enough questions").press("Look again", stage="rejected")
    assert begun.heading == "This is not a reason to write again."
    assert "What you can do instead" in begun.text
    assert begun.tree.cssselect("#message-text") == []


def test_the_report_opens_and_runs_nothing(reviewed: Any) -> None:
    page = reviewed.client.get(f"{reviewed.base}/report.html", headers=reviewed.headers)
    assert "sandbox" in page.headers["Content-Security-Policy"]
    saved = reviewed.client.get(f"{reviewed.base}/report.html?download=1", headers=reviewed.headers)
    assert "attachment" in saved.headers["Content-Disposition"]
    assert saved.data == page.data


def test_a_file_that_is_not_there_is_a_plain_page(reviewed: Any) -> None:
    assert reviewed.get(f"{reviewed.base}/files/passwords.txt").heading == "There is no such page"


def test_nothing_told_is_in_the_log(reviewed: Any, log: io.StringIO) -> None:
    for word in ("treasurer", "Wolf Creek", "bookkeeping"):
        assert word not in log.getvalue()
