"""A résumé as JSON Resume (https://jsonresume.org/schema), for `overlooked read --json`.

Only what the document says: an open or unknown date is absent, no value is guessed, and the text is the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from parsers.resume.headings import known_section
from parsers.resume.model import Basics, Entry, Resume, SectionName, Statement

_ITEM_LABEL = re.compile(r"([^:,;|]{1,40}):\s+(.+)", re.DOTALL)
_FLUENCY = re.compile(
    r"(?P<language>[^\W\d_][\w /’'-]*?)\s*(?:\((?P<bracket>[^)]*)\)?|[:–—|-]\s+(?P<rest>.+)|,\s+(?P<comma>.+))?\.?",
    re.DOTALL,
)
_Fields = dict[str, Any]


def to_json_resume(resume: Resume) -> dict[str, Any]:
    """The résumé in JSON Resume's fields; lists that the contract names are there even when empty."""
    return {
        "basics": _basics(resume),
        "work": _section(resume, "work", _work),
        "volunteer": _section(resume, "volunteer", _volunteer),
        "education": _section(resume, "education", _education),
        "certificates": _section(resume, "certificates", _certificate),
        "languages": _languages(resume),
        "skills": _skills(resume),
        "projects": _section(resume, "projects", _project),
        "awards": [{"title": text} for text in _texts(resume, "awards")],
        "publications": [{"name": text} for text in _texts(resume, "publications")],
        "interests": [{"name": text} for text in _texts(resume, "interests")],
        "references": [{"reference": text} for text in _texts(resume, "references")],
    }


def _basics(resume: Resume) -> _Fields:
    basics: Basics = resume.basics
    summary = " ".join(_texts(resume, "summary"))
    location = {"address": basics.location} if basics.location else {}
    return {
        **_said(name=basics.name, label=basics.label, email=basics.email, phone=basics.phone, url=basics.url),
        **_said(summary=summary),
        "location": location,
    }


def _said(**fields: Any) -> _Fields:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}


def _section(resume: Resume, section: SectionName, fields: Callable[[Entry], _Fields]) -> list[_Fields]:
    entries = [entry for entry in resume.entries if entry.section == section]
    return [{**fields(entry), **_dates(entry), **_body(resume, entry)} for entry in entries]


def _work(entry: Entry) -> _Fields:
    return _said(name=entry.organization, position=entry.title, location=entry.location)


def _volunteer(entry: Entry) -> _Fields:
    return _said(organization=entry.organization, position=entry.title)


def _education(entry: Entry) -> _Fields:
    study, area = _study(entry.title)
    return _said(institution=entry.organization, studyType=study, area=area)


def _certificate(entry: Entry) -> _Fields:
    return _said(name=entry.title or entry.organization, issuer=entry.organization if entry.title else "")


def _project(entry: Entry) -> _Fields:
    return _said(name=entry.title or entry.organization, entity=entry.organization if entry.title else "")


def _study(title: str) -> tuple[str, str]:
    """ "BSc (Hons), Nursing" or "Bachelor of Science in Physics" as kind of degree and subject."""
    match = re.match(r"(.+?)(?:\s+(?:in|en|em|im Fach)\s+|,\s+|:\s+)(.+)", title, re.DOTALL)
    return (match[1], match[2]) if match and len(match[1].split()) <= 6 else (title, "")


def _dates(entry: Entry) -> _Fields:
    period = entry.period
    if period is None:
        return {}
    start, end = (str(period.start) if period.start else ""), (str(period.end) if period.end else "")
    if entry.section == "certificates":
        return _said(date=start or end)
    if entry.section == "education" and start == end:
        return _said(endDate=end)
    return _said(startDate=start, endDate=end)


def _body(resume: Resume, entry: Entry) -> _Fields:
    """Bullets as highlights and sentences as a summary, for the kinds of entry that have them."""
    body = [
        statement for statement in resume.statements if statement.entry == entry.index and statement.kind != "heading"
    ]
    if entry.section == "certificates":
        return {}
    own = [one for one in body if one.start > entry.start]
    highlights = _joined(one for one in own if one.kind != "sentence")
    summary = " ".join(_line(one.text) for one in own if one.kind == "sentence")
    if entry.section == "education":
        return _said(courses=highlights)
    if entry.section == "projects":
        return _said(description=summary, highlights=highlights)
    return {**_said(summary=summary), "highlights": highlights}


def _joined(statements: Iterable[Statement]) -> list[str]:
    return [_line(statement.text) for statement in statements]


def _line(text: str) -> str:
    return " ".join(text.split())


def _texts(resume: Resume, section: SectionName) -> list[str]:
    return [_line(one.text) for one in resume.statements if one.section == section and one.kind != "heading"]


def _skills(resume: Resume) -> list[_Fields]:
    """One skill an item; "Databases: Oracle" and the items behind it as one skill with keywords."""
    skills: list[_Fields] = []
    previous_end = -1
    for statement in resume.statements:
        if statement.section != "skills" or statement.kind == "heading":
            continue
        label = _ITEM_LABEL.fullmatch(statement.text)
        goes_on = statement.kind == "item" and "\n" not in resume.document.text[previous_end : statement.start]
        if label and statement.kind == "item":
            skills.append({"name": label[1], "keywords": [_line(label[2])]})
        elif goes_on and skills and "keywords" in skills[-1]:
            skills[-1]["keywords"].append(_line(statement.text))
        else:
            skills.append({"name": _line(statement.text)})
        previous_end = statement.end
    return skills


def _languages(resume: Resume) -> list[_Fields]:
    languages: list[_Fields] = []
    for text in _texts(resume, "languages"):
        label = _ITEM_LABEL.fullmatch(text)
        if label and known_section(label[1].removesuffix(" known")) == "languages":
            text = label[2]
        match = _FLUENCY.fullmatch(text)
        fluency = (match["bracket"] or match["rest"] or match["comma"] or "") if match else ""
        languages.append(_said(language=match["language"] if match else text, fluency=fluency))
    return languages
