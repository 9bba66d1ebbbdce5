"""What a short reply to "what were you there, for whom, from when to when?" says, apart from the story."""

from __future__ import annotations

import re

from parsers.dates import find_periods
from service.additions.dates import read_when
from service.additions.making import Known
from service.additions.model import When
from service.additions.naming import is_role, organization_named, read_organization, read_role

_PARTS = re.compile(r"[,;\n]|\s+[-–—]\s+|\.\s")
_BEING = re.compile(r"^(?:I was|I am|I['’]m|it was|as)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_HANGING = re.compile(r"\b(?:from|since|in|until|to)\s*$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|at|in|with)\s+(?=(?:the|our|a|my)\b|[A-Z])")


def read_known(reply: str) -> Known:
    """Role, organisation and dates of a reply; what it does not say is "".

    >>> known = read_known("Treasurer, Leith Food Bank, 2019 to now")
    >>> known.role, known.organization, known.when.shown
    ('Treasurer', 'Leith Food Bank', '2019 – present')
    """
    role, organization = _told(reply)
    for part in (_undated(part) for part in _PARTS.split(reply)):
        title, *rest = _OF.split(part, maxsplit=1)
        if not role and is_role(title):
            role = title[:1].upper() + title[1:]
            organization = organization or (organization_named(rest[0]) if rest else "")
        elif not organization:
            organization = organization_named(part)
    when = _when(reply)
    return Known(role, organization, when if when.start or when.end else None)


def _when(reply: str) -> When:
    """The dates of a reply, also of one that is nothing but a date."""
    if re.search(r"\b(?:since|for)\b", reply, re.IGNORECASE):
        return read_when(reply)
    found = find_periods(reply)
    if not found:
        return read_when(reply)
    dates = reply[found[0].start :]
    when = read_when(dates)
    return when if when.start or when.end else read_when(f"In {dates}")


def _told(reply: str) -> tuple[str, str]:
    """Role and organisation of a reply in whole sentences."""
    role, _, end = read_role(reply)
    organization = read_organization(reply, end)
    return ("" if role.startswith("[") else role), ("" if organization.startswith("[") else organization)


def _undated(part: str) -> str:
    for found in reversed(find_periods(part)):
        part = part[: found.start] + part[found.end :]
    return _BEING.sub("", _HANGING.sub("", part.strip(" .()"))).strip(" .()")
