"""schema.org's JobPosting (https://schema.org/JobPosting), as JSON-LD or microdata, and what it says as blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from parsers.document import RawLine
from parsers.limits import Limits
from parsers.readers.web.markup import source_of, tag_of, text_of
from parsers.readers.web.rich_text import has_markup, rich_text_items, without_markup
from parsers.readers.word.blocks import Item

#: Properties with requirements or duties in them, and the heading that each gets.
_PARTS = {
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "skills": "Skills",
    "educationRequirements": "Education requirements",
    "experienceRequirements": "Experience requirements",
    "physicalRequirement": "Physical requirements",
    "incentiveCompensation": "Incentives",
    "jobBenefits": "Benefits",
}
#: Depth of objects in each other that is looked at, and objects in all.
_DEPTH, _MOST_OBJECTS = 12, 5_000
#: One half of a character that is escaped as two.
_HALF_PAIR = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
#: Share of a piece's words that must stand in the rest already for it to be a repetition.
_REPEATED = 0.9


@dataclass(frozen=True, slots=True)
class Posting:
    """One JobPosting; texts may hold HTML, also escaped."""

    title: str = ""
    organization: str = ""
    location: str = ""
    employment: str = ""
    posted: str = ""
    closes: str = ""
    description: str = ""
    parts: dict[str, str] = field(default_factory=dict)  #: heading → text

    def metadata(self) -> dict[str, str]:
        """For `Document.metadata`, only what is said."""
        found = {
            "jobposting.title": self.title,
            "jobposting.hiringorganization": self.organization,
            "jobposting.joblocation": self.location,
            "jobposting.dateposted": self.posted,
            "jobposting.validthrough": self.closes,
        }
        return {key: value for key, value in found.items() if value}


def postings_in(root: etree._Element) -> list[Posting]:
    """Every JobPosting that a page holds: as JSON-LD, and, if there is none, as microdata."""
    found: list[Posting] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold():
            found += postings_of(loaded(source_of(script)))
    return found or [_from_microdata(each) for each in root.iter(etree.Element) if _is_posting(each.get("itemtype"))]


def loaded(text: str) -> Any:
    """The value of a JSON text, also with comment marks around it and line breaks in its strings; None if broken."""
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)?\s*;?\s*$", "", text)
    text = _HALF_PAIR.sub("", text)
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def postings_of(value: Any) -> list[Posting]:
    """Every JobPosting inside a JSON value."""
    return [_posting(each) for each in _objects(value) if _is_posting(each.get("@type"))]


def posting_items(posting: Posting, limits: Limits) -> list[Item]:
    """The posting as blocks: its title and head unless the description repeats them, the description, its parts."""
    body = rich_text_items(posting.description, limits)
    start = _words(" ".join(item.text for item in body[:6]))
    head = []
    if posting.title and not _is_within(_words(posting.title), start):
        head.append(Item("heading", (RawLine(posting.title),), 1))
    known = [posting.organization, posting.location, posting.employment]
    missing = [each for each in known if each and not _is_within(_words(each), start)]
    head += [Item("paragraph", (RawLine(each),)) for each in missing]
    everything = _words(" ".join(item.text for item in body))
    for heading, text in posting.parts.items():
        items = rich_text_items(text, limits)
        if not _is_within(_words(" ".join(item.text for item in items)), everything):
            body += [Item("heading", (RawLine(heading),), 2), *items]
    return [*head, *body]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All JSON objects inside a value, the outer ones first."""
    queue, count = [(value, 0)], 0
    while queue and count < _MOST_OBJECTS:
        each, depth = queue.pop(0)
        count += 1
        if isinstance(each, dict):
            yield each
        inside = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        if depth < _DEPTH:
            queue += [(inner, depth + 1) for inner in inside if isinstance(inner, dict | list)]


def _is_posting(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(each, str) and each.strip().rpartition("/")[2].rpartition(":")[2] == "JobPosting" for each in kinds
    )


def _posting(data: dict[str, Any]) -> Posting:
    parts = {heading: _text(data.get(name)) for name, heading in _PARTS.items()}
    location = data.get("jobLocation") or data.get("applicantLocationRequirements")
    return Posting(
        title=_line(data.get("title") or data.get("name")),
        organization=_line(data.get("hiringOrganization")),
        location=", ".join(dict.fromkeys(filter(None, map(_place, _listed(location))))),
        employment=", ".join(dict.fromkeys(filter(None, map(_employment, _listed(data.get("employmentType")))))),
        posted=_line(data.get("datePosted")),
        closes=_line(data.get("validThrough")),
        description=_text(data.get("description")),
        parts={heading: text for heading, text in parts.items() if text.strip()},
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """What a property says: a text, a list (one item a line), or an object's name or description."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        texts = [text for each in value if (text := _text(each).strip())]
        if any(map(has_markup, texts)):
            return "".join(f"<p>{text}</p>" for text in texts)
        return "\n".join(f"• {text}" for text in texts)
    if isinstance(value, dict):
        months = value.get("monthsOfExperience")
        if isinstance(months, int | float | str) and str(months).strip():
            return f"{months} months of experience"
        for name in ("description", "name", "credentialCategory", "value"):
            if said := _text(value.get(name)):
                return said
    return ""


def _line(value: Any) -> str:
    """A property on one line, without markup."""
    return without_markup(_text(value[0] if isinstance(value, list) and value else value))


def _employment(value: Any) -> str:
    """ "FULL_TIME" as people write it."""
    text = _line(value)
    return text.replace("_", " ").capitalize() if text.isupper() else text


def _place(value: Any) -> str:
    """Town, region and country of a Place, PostalAddress or text."""
    if not isinstance(value, dict):
        return _line(value)
    address = value.get("address", value)
    if not isinstance(address, dict):
        return _line(address)
    names = ("addressLocality", "addressRegion", "addressCountry")
    parts = [_line(address.get(name)) for name in names]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _line(value.get("name"))


def _from_microdata(scope: etree._Element) -> Posting:
    """The properties of an element that is marked as a JobPosting."""
    data: dict[str, Any] = {}
    for element in scope.iter(etree.Element):
        for name in (element.get("itemprop") or "").split():
            is_long = name == "description" or name in _PARTS
            value = etree.tostring(element, encoding="unicode", with_tail=False) if is_long else _property(element)
            data.setdefault(name, value)
    if "addressLocality" in data:
        names = ("addressLocality", "addressRegion", "addressCountry")
        data["jobLocation"] = {"address": {name: data.get(name) for name in names}}
    organization = scope.find(".//*[@itemprop='hiringOrganization']")
    if organization is not None:
        named = organization.find(".//*[@itemprop='name']")
        data["hiringOrganization"] = _property(named if named is not None else organization)
        if data.get("name") == data["hiringOrganization"]:
            data.pop("name")
    return _posting(data)


def _property(element: etree._Element) -> str:
    machine = element.get("content") or (element.get("datetime") if tag_of(element) == "time" else None)
    return machine or text_of(element)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_within(part: list[str], whole: list[str]) -> bool:
    """Whether nearly all words of one text are among those of another."""
    known = set(whole)
    return sum(word in known for word in part) >= _REPEATED * len(part)
