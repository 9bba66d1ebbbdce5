"""JSON Resume (https://jsonresume.org/schema) as a page: a section per list, a heading per entry, then its bullets.

The schema is not enforced: the names of older versions count too, and sections and fields that it does not know are
read under their own names. Only addresses of pictures and what describes the file itself are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from parsers.document import Document
from parsers.encoding import decoded
from parsers.errors import DamagedDocument, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.outline import Outline, one_line, period
from parsers.readers.web.job_posting import loaded
from parsers.sniffing import JSON

_ADVICE = "Export the résumé again as JSON Resume, or save it as PDF, DOCX or plain text."
#: Section → heading; older versions of the schema and common exporters use the second and third names.
_HEADINGS = {
    "work": "Work experience",
    "volunteer": "Volunteer experience",
    "education": "Education",
    "certificates": "Certificates",
    "certifications": "Certificates",
    "projects": "Projects",
    "skills": "Skills",
    "languages": "Languages",
    "awards": "Awards",
    "publications": "Publications",
    "interests": "Interests",
    "references": "References",
}
#: Fields that name an entry, those that say where or with whom, and those that say when, in order of preference.
_TITLES = ("position", "title", "studyType", "language", "name", "reference")
_ORGANIZATIONS = ("name", "company", "organization", "institution", "issuer", "awarder", "publisher", "entity")
_STARTS, _ENDS = ("startDate",), ("endDate", "date", "releaseDate", "issueDate")
_TEXTS = ("summary", "description", "reference")
_LISTS = ("highlights", "courses", "roles", "keywords")
#: Never shown on a résumé's page.
_UNSHOWN = frozenset({"image", "picture", "meta", "$schema", "schema", "id", "uuid", "theme"})
_DEPTH = 12
_Fields = dict[str, Any]


def read_json_resume(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a JSON Resume. Raises DamagedDocument, LimitExceeded, and UnknownFormat for other JSON."""
    value = loaded(decoded(data))
    if value is None:
        raise DamagedDocument("The file is not valid JSON.", _ADVICE)
    resume = _resume_in(value)
    if resume is None:
        raise UnknownFormat("This JSON file is no JSON Resume: it has none of its sections.", _ADVICE)
    outline = Outline(JSON, limits)
    _Writer(outline).write(resume)
    if outline.is_empty:
        raise UnknownFormat("This JSON Resume has nothing in it.", _ADVICE)
    return outline.document()


def _resume_in(value: Any) -> _Fields | None:
    """The object with the sections: the value itself, or one inside a wrapper such as {"resume": …}."""
    candidates = [value] if isinstance(value, dict) else value[:1] if isinstance(value, list) else []
    candidates += [inner for each in candidates if isinstance(each, dict) for inner in each.values()]
    for each in candidates:
        known = each.keys() & (_HEADINGS.keys() | {"basics"}) if isinstance(each, dict) else set()
        if "basics" in known or any(isinstance(each[name], list) and each[name] for name in known):
            return dict(each)
    return None


class _Writer:
    """Puts the sections of a résumé into an outline."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._short: dict[str, Callable[[_Fields], None]] = {
            "skills": self._keyed,
            "interests": self._keyed,
            "languages": self._language,
            "references": self._reference,
        }

    def write(self, resume: _Fields) -> None:
        """Basics, then the sections in the usual order, then those that the schema does not know."""
        basics = resume.get("basics")
        self._basics(basics if isinstance(basics, dict) else {})
        unknown = [name for name in resume if name not in _HEADINGS and name != "basics" and name not in _UNSHOWN]
        for name in [*_HEADINGS, *unknown]:
            self._outline.section(_HEADINGS.get(name) or _label(name))
            for entry in _listed(resume.get(name)):
                if not isinstance(entry, dict):
                    self._outline.bullets(_texts(entry))
                elif name in self._short:
                    self._short[name](entry)
                else:
                    self._entry(name, entry)

    def _basics(self, basics: _Fields) -> None:
        outline = self._outline
        outline.name(_said(basics, "name"))
        outline.line(_said(basics, "label"))
        profiles = [each for each in _listed(basics.get("profiles")) if isinstance(each, dict)]
        links = [_said(each, "url") or _said(each, "network", "username") for each in profiles]
        contact = (_said(basics, "email"), _said(basics, "phone"), _said(basics, "url", "website"))
        outline.line(*contact, _place(basics.get("location")), *links)
        used = {"name", "label", "email", "phone", "url", "website", "location", "profiles", "summary"}
        self._rest(basics, used)
        outline.section("Summary")
        outline.text("\n".join(_texts(basics.get("summary"))))

    def _entry(self, section: str, entry: _Fields) -> None:
        title_name = next((name for name in _TITLES if _said(entry, name)), "")
        organization = next((name for name in _ORGANIZATIONS if name != title_name and _said(entry, name)), "")
        title = _said(entry, title_name)
        used = {title_name, organization, *_STARTS, *_ENDS, *_TEXTS, *_LISTS, "location", "area"}
        if section == "education" or entry.get("area"):
            title = ", ".join(filter(None, (title, _said(entry, "area"))))
        is_open = section in ("work", "volunteer", "projects") or "startDate" in entry
        dates = period(_said(entry, *_STARTS), _said(entry, *_ENDS), "present" if is_open else "")
        self._outline.entry(title, _said(entry, organization), dates)
        self._outline.line(_place(entry.get("location")))
        for name in _TEXTS:
            if name != title_name:
                self._outline.text("\n".join(_texts(entry.get(name))))
        self._rest(entry, used)
        for name in _LISTS:
            if name == "keywords":
                self._outline.line(", ".join(_texts(entry.get(name))))
            else:
                self._outline.bullets(_texts(entry.get(name)))

    def _keyed(self, entry: _Fields) -> None:
        """A skill or an interest: "Bookkeeping (Master): Sage, Xero"."""
        name, level = _said(entry, "name"), _said(entry, "level")
        named = f"{name} ({level})" if name and level else name or level
        self._outline.line(": ".join(filter(None, (named, ", ".join(_texts(entry.get("keywords")))))))
        self._rest(entry, {"name", "level", "keywords"})

    def _language(self, entry: _Fields) -> None:
        language, fluency = _said(entry, "language", "name"), _said(entry, "fluency", "level")
        self._outline.line(f"{language} ({fluency})" if language and fluency else language or fluency)
        self._rest(entry, {"language", "name", "fluency", "level"})

    def _reference(self, entry: _Fields) -> None:
        self._outline.line(_said(entry, "name"))
        self._outline.text("\n".join(_texts(entry.get("reference"))))
        self._rest(entry, {"name", "reference"})

    def _rest(self, fields: _Fields, used: Iterable[str]) -> None:
        """What the schema does not know, as "Label: value"."""
        for name, value in fields.items():
            texts = [] if name in used or name in _UNSHOWN else _texts(value)
            if texts:
                self._outline.line(f"{_label(name)}: {', '.join(texts)}")


def _listed(value: Any) -> list[Any]:
    if isinstance(value, dict) and value and all(isinstance(each, dict | list) for each in value.values()):
        return list(value.values())
    return value if isinstance(value, list) else [] if value is None else [value]


def _said(fields: _Fields, *names: str) -> str:
    """The first of these fields that holds a text or number."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return one_line(str(value)) if name not in _TEXTS else str(value)
    return ""


def _texts(value: Any, depth: int = 0) -> list[str]:
    """All texts and numbers inside a value."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each, depth + 1)] if depth < _DEPTH else []


def _place(value: Any) -> str:
    """ "Leeds, West Yorkshire, GB" from a text or an object; the street is left to the candidate's letterhead."""
    if not isinstance(value, dict):
        return ", ".join(_texts(value))
    names = ("address", "postalCode", "city", "region", "countryCode", "country")
    return ", ".join(filter(None, (_said(value, name) for name in names)))


def _label(name: str) -> str:
    """ "driverLicence" as "Driver licence"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", name).casefold()
    return words[:1].upper() + words[1:]
