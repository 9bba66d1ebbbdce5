"""Additions as text to paste, as JSON Resume, and as one paragraph for a cover letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from service.additions.model import Addition

_Fields = dict[str, Any]


def plain_text(additions: Sequence[Addition]) -> str:
    """The entries under their headings, in the order given, as they can be pasted into any résumé."""
    parts: list[str] = []
    for section, group in groupby(additions, key=lambda addition: addition.section):
        parts.append(section.upper())
        for addition in group:
            lines = [heading_line(addition), *(f"  • {bullet.text}" for bullet in addition.bullets)]
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def heading_line(addition: Addition) -> str:
    """ "Treasurer, Friends of Wolf Creek, 2019 – present"."""
    return ", ".join((addition.role, addition.organization, addition.when.shown))


def json_resume_volunteer(additions: Iterable[Addition]) -> list[_Fields]:
    """Entries of JSON Resume's `volunteer`; what is unknown is absent, an open end too."""
    return [_volunteer(addition) for addition in additions]


def _volunteer(addition: Addition) -> _Fields:
    known = {
        "organization": _known(addition.organization),
        "position": _known(addition.role),
        "startDate": addition.when.start_iso,
        "endDate": addition.when.end_iso,
    }
    return {
        **{name: value for name, value in known.items() if value},
        "highlights": [bullet.text for bullet in addition.bullets],
    }


def _known(value: str) -> str:
    return "" if value.startswith("[") else value


def cover_paragraph(addition: Addition, quotes: Sequence[str] = (), requirement: str = "") -> str:
    """One paragraph in the candidate's own sentences, those that lifted something first.

    Nothing but the frame is ours: what the advertisement asks for is quoted, the rest is what was said.
    """
    said = [_sentence(quote) for quote in quotes] or [_sentence(bullet.quote) for bullet in addition.bullets[:3]]
    opening = f"You ask for “{requirement.strip().rstrip('.')}”. " if requirement else ""
    return opening + " ".join(dict.fromkeys(said))


def _sentence(quote: str) -> str:
    text = " ".join(quote.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
