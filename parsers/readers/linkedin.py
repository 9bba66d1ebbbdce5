"""LinkedIn's data export ("Get a copy of your data"): a zip of CSV files, one a section of the profile.

What is no part of a résumé (messages, connections, advertisements, dates of birth) is not read. The files' columns are
known by their names, so that more of them, fewer of them, or another order does no harm.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.archives import Archive
from parsers.document import Document
from parsers.encoding import decoded
from parsers.errors import DamagedDocument, NothingFound, UnknownFormat
from parsers.limits import DEFAULT_LIMITS, Limits
from parsers.readers.outline import Outline, period
from parsers.sniffing import LINKEDIN_ZIP

_ADVICE = "On LinkedIn choose Settings, Data privacy, “Get a copy of your data”, and use the zip that it sends you."
#: Characters that one field may have; the `csv` module's own limit is shorter than a long description.
_FIELD_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class _Section:
    """How the rows of one file become entries: names of columns, the first that is filled counts."""

    file: str
    heading: str
    title: tuple[str, ...]
    organization: tuple[str, ...] = ()
    start: tuple[str, ...] = ("started on", "start date")
    end: tuple[str, ...] = ("finished on", "end date")
    open_end: str = ""  #: what an empty end means
    lines: tuple[str, ...] = ()
    texts: tuple[str, ...] = ("description",)


_ENTRIES = (
    _Section("positions", "Work experience", ("title",), ("company name",), open_end="present", lines=("location",)),
    _Section(
        "volunteering", "Volunteer experience", ("role",), ("company name",), open_end="present", lines=("cause",)
    ),
    _Section(
        *("education", "Education", ("degree name",), ("school name",)), texts=("notes", "activities", "description")
    ),
    _Section("certifications", "Certificates", ("name",), ("authority",), lines=("license number",)),
    _Section("courses", "Courses", ("name",), ("number",)),
    _Section("projects", "Projects", ("title", "name"), (), lines=("url",)),
    _Section("organizations", "Memberships", ("position",), ("name",), open_end="present"),
    _Section("honors", "Awards", ("title", "name"), ("issuer",), start=(), end=("issued on",)),
    _Section(
        "publications", "Publications", ("name",), ("publisher",), start=(), end=("published on",), lines=("url",)
    ),
    _Section("patents", "Patents", ("title",), ("patent/application number",), start=(), end=("issued on", "filed on")),
    _Section("testscores", "Tests", ("name",), ("score",), start=(), end=("test date", "tested on")),
)


def read_linkedin_zip(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a data export. Raises DamagedDocument, LimitExceeded, PasswordProtected, NothingFound and UnknownFormat."""
    export = _Export(Archive(data, limits))
    if not export.has_profile:
        raise UnknownFormat("This zip archive is no LinkedIn data export: there is no profile in it.", _ADVICE)
    outline = Outline(LINKEDIN_ZIP, limits)
    _write_head(outline, export)
    for section in _ENTRIES:
        outline.section(section.heading)
        for row in export.rows(section.file):
            _write_entry(outline, section, row)
    outline.section("Skills")
    skills = [row.get("name", "") for row in export.rows("skills")]
    if any("," in skill for skill in skills):
        outline.bullets(skills)
    else:
        outline.line(", ".join(filter(None, skills)))
    outline.section("Languages")
    for row in export.rows("languages"):
        language, level = row.get("name", ""), row.get("proficiency", "")
        outline.line(f"{language} ({level})" if language and level else language)
    _write_recommendations(outline, export)
    if outline.is_empty:
        raise NothingFound("The LinkedIn data export has no profile data in it.", _ADVICE)
    return outline.document()


class _Export:
    """The CSV files of an export, by their names without folder, ending and case."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {_key(name): name for name in archive if name.casefold().endswith(".csv")}

    @property
    def has_profile(self) -> bool:
        """Whether there is any file that a résumé could be made of."""
        return any(name in self._names for name in ("profile", "positions", "education", "skills"))

    def rows(self, file: str) -> Iterator[dict[str, str]]:
        """The rows of a file that say something, by column name in lower case; none if there is no such file."""
        if file not in self._names:
            return
        content = self._archive.read(self._names[file])
        if not content.strip():
            return
        lines = _table_lines(decoded(content), file)
        header: list[str] = []
        for cells in lines:
            if not header:
                header = [cell.strip().casefold() for cell in cells]
                continue
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
            if row:
                yield row


def _table_lines(text: str, file: str) -> Iterator[list[str]]:
    """The rows of a CSV text; a preamble ("Notes:", an explanation, a blank line) is passed over."""
    csv.field_size_limit(_FIELD_LIMIT)
    preamble = re.match(r"\s*\"?Notes:.*?\n\s*\n", text, re.DOTALL)
    text = text[preamble.end() :] if preamble else text.lstrip("\ufeff \r\n")
    try:
        yield from (row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row))
    except csv.Error as error:
        raise DamagedDocument(f"The file “{file}” in the LinkedIn data export is broken.") from error


def _write_head(outline: Outline, export: _Export) -> None:
    profile = next(export.rows("profile"), {})
    outline.name(f"{profile.get('first name', '')} {profile.get('last name', '')}")
    outline.line(profile.get("headline", ""))
    addresses = sorted(export.rows("email addresses"), key=lambda row: row.get("primary", "").casefold() != "yes")
    mail = next((row["email address"] for row in addresses if "email address" in row), "")
    phone = next((row["number"] for row in export.rows("phonenumbers") if "number" in row), "")
    sites = re.findall(r"https?://[^\s,\]]+", profile.get("websites", ""))
    outline.line(mail, phone, profile.get("geo location", ""), *sites)
    outline.section("Summary")
    summaries = [profile.get("summary", "")]
    summaries += [row.get("profile summary", "") for row in export.rows("profile summary")]
    for summary in dict.fromkeys(summaries):
        outline.text(summary)


def _write_entry(outline: Outline, section: _Section, row: dict[str, str]) -> None:
    title, organization = _first(row, section.title), _first(row, section.organization)
    dates = period(_first(row, section.start), _first(row, section.end), section.open_end)
    outline.entry(title, organization, dates)
    outline.line(*(row.get(name, "") for name in section.lines))
    for name in section.texts:
        outline.text(row.get(name, ""))


def _write_recommendations(outline: Outline, export: _Export) -> None:
    outline.section("References")
    for row in export.rows("recommendations received"):
        if row.get("status", "visible").casefold() == "visible":
            person = f"{row.get('first name', '')} {row.get('last name', '')}".strip()
            outline.line(", ".join(filter(None, (person, row.get("job title", ""), row.get("company", "")))))
            outline.text(row.get("text", ""))


def _first(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _key(name: str) -> str:
    """ "Basic_Export/Recommendations_Received.csv" → "recommendations received"."""
    return name.casefold().rpartition("/")[2].removesuffix(".csv").replace("_", " ").strip()
