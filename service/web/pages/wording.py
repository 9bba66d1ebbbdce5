"""What the pages say where it is decided in code: situations, statuses, errors; every word of it is translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _lazy

from parsers.errors import OverlookedError
from service.report import Stage
from service.web.casework import Role
from service.web.pages.languages import _, locale, ngettext


@dataclass(frozen=True, slots=True)
class Situation:
    """One of the three situations, as a choice."""

    name: Stage
    label: str
    hint: str


def stages() -> list[Situation]:
    """The three situations."""
    return [
        Situation(
            "applying", _("I am about to apply"), _("The best moment: what is missing can still go on the résumé.")
        ),
        Situation(
            "waiting",
            _("I have applied and am waiting"),
            _("One short addition to an open application is fine, if there is something to add."),
        ),
        Situation(
            "rejected",
            _("I was turned down"),
            _("Writing again helps only with something new and pertinent. We find out whether there is."),
        ),
    ]


#: What went wrong, for people who cannot install or configure anything, by code; not asked for its advice elsewhere.
_ERRORS = {
    "empty": _lazy("There is nothing in it. Save the document again and check that it shows text when you open it."),
    "unknown_format": _lazy("This kind of file cannot be read. Save it as PDF, DOCX or plain text and try again."),
    "legacy_word": _lazy("This is an old Word file. Open it, choose “Save as”, pick .docx, and try again."),
    "password": _lazy("It is protected with a password. Save a copy without one and try again."),
    "damaged": _lazy("The file is damaged or cut off. Download or export it again, as PDF or DOCX."),
    "nothing_found": _lazy("There is no text in it that can be read. Use a version with text that you can select."),
    "ocr_not_installed": _lazy("Its pages are pictures. Use one with text that you can select, or paste the text."),
    "limit_exceeded": _lazy("It is larger, longer or slower to read than allowed. Use a smaller version."),
    "document_error": _lazy("It cannot be used. Try another copy, as PDF, DOCX or plain text."),
    "no_requirements": _lazy(
        "Nothing in it asks for anything that a résumé could show. Check that it is the whole advertisement."
    ),
    "busy": _lazy("Too many documents are being compared at the moment. Wait a minute and send it again."),
    "not_encrypted": _lazy("This service keeps no files. Send it again without that choice."),
    "fetch_off": _lazy("This service fetches no pages. Paste the advertisement, or save the page and choose it."),
    "fetch_failed": _lazy("The page could not be fetched. Paste the advertisement, or save the page and choose it."),
    "not_in_advertisement": _lazy("These words do not stand in the advertisement. Copy them as they stand there."),
    "last_requirement": _lazy("Without any requirement there is nothing to compare. Add the one that matters first."),
    "unknown_requirement": _lazy("There is no such requirement any more."),
    "unknown_question": _lazy("This question is not there any more. Go on with the next one."),
    "unknown_fill": _lazy("This change is not there any more. Look at the list again."),
    "review_first": _lazy("Some of what your answers changed has not been looked at yet."),
    "nothing_to_add": _lazy("Nothing that you told fills a gap, so there is nothing to add."),
    "docx_not_extensible": _lazy("Nothing can be put into this Word document. Take the page of its own instead."),
    "model": _lazy("The part that compares is not ready. Please try again in a few minutes."),
    "store": _lazy("What you said could not be kept. Please try again in a few minutes."),
    "changed_meanwhile": _lazy("This is being changed in another window. Please try again."),
}


def of_error(error: OverlookedError) -> str:
    """What happened and what to do; in English in the error's own, more exact words where a candidate can use them."""
    known = _ERRORS.get(error.code)
    if known is None or (locale() == "en" and error.code in ("unknown_format", "limit_exceeded", "damaged")):
        return str(error)
    return str(known)


def of_status(status: int) -> tuple[str, str]:
    """Heading and text for what HTTP refuses, and for what should not happen."""
    known = {
        403: (_("This is not allowed"), _("Open the page again and try once more.")),
        404: (_("There is no such page"), _("Check the address, or begin on the start page.")),
        405: (_("There is no such page"), _("Check the address, or begin on the start page.")),
        413: (_("That is too large"), _("Choose smaller files, or paste the text. Nothing was kept.")),
        429: (
            _("That was a lot in a short time"),
            _("Wait a few minutes and try again. What you saved before is still there."),
        ),
        503: (_("The service is busy"), _("Wait a minute and try again. What you saved before is still there.")),
    }
    other = (
        _("Something went wrong on our side"),
        _("Nothing is wrong with what you did. Please try again; what you saved before is still there."),
    )
    return known.get(status, other)


def only_for_sites() -> str:
    """That strangers may not begin here."""
    return _("This service works for career sites only.")


def nothing_given(role: Role) -> str:
    """That a document is missing."""
    if role == "resume":
        return _("Choose your résumé, or paste its text.")
    return _("Choose the advertisement, or paste its text.")


def given_twice(role: Role) -> str:
    """That a document came in two ways."""
    if role == "resume":
        return _("There is a file and a text. Remove one, so that the right résumé is read.")
    return _("There is more than one advertisement. Leave only the one to be read.")


def nothing_said() -> str:
    """That an answer is empty."""
    return _("There are no words in it yet. Write a few, or leave the question out.")


def not_all_decided(number: int) -> str:
    """That fills are left."""
    return ngettext("One change is still without a decision.", "%(num)d changes are still without a decision.", number)


def no_number_of_days() -> str:
    """That a number of days is none."""
    return _("Give the number of days in digits, or leave it empty.")


def section_names() -> dict[str, str]:
    """JSON Resume's sections in plain words, in the order in which they are shown."""
    return {
        "work": _("Work"),
        "volunteer": _("Volunteering"),
        "education": _("Education"),
        "certificates": _("Certificates"),
        "projects": _("Projects"),
        "skills": _("Skills"),
        "languages": _("Languages"),
        "awards": _("Awards"),
        "publications": _("Publications"),
        "interests": _("Interests"),
        "references": _("References"),
    }


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a résumé, ready to be shown."""

    title: str
    place: str
    start: str
    end: str
    lines: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it is a name and nothing else: a skill, a language."""
        return not (self.place or self.start or self.end or self.lines)


def resume_sections(resume: dict[str, Any]) -> list[tuple[str, list[Entry]]]:
    """The entries of a JSON Resume under the names of their sections."""
    found = []
    if summary := resume.get("basics", {}).get("summary"):
        found.append((_("Profile"), [Entry("", "", "", "", (str(summary),))]))
    for key, name in section_names().items():
        entries = [_entry(one) for one in resume.get(key) or [] if isinstance(one, dict)]
        entries = [one for one in entries if one.title or one.place or one.lines]
        if entries:
            found.append((name, entries))
    return found


def _entry(value: dict[str, Any]) -> Entry:
    def first(*names: str) -> str:
        return next((str(value[name]) for name in names if value.get(name)), "")

    title = first("position", "studyType", "name", "language", "title", "reference")
    area = first("area")
    place = first("organization", "institution", "issuer", "fluency", "level", "entity")
    if not place and value.get("name") and str(value["name"]) != title:
        place = str(value["name"])
    lines = [str(one) for name in ("highlights", "keywords", "courses") for one in value.get(name) or []]
    if value.get("summary"):
        lines.insert(0, str(value["summary"]))
    return Entry(
        ", ".join(filter(None, (title, area))), place, first("startDate", "date"), first("endDate"), tuple(lines)
    )
