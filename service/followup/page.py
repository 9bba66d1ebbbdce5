"""The advice as text: what to do, why, both columns, and the message."""

from __future__ import annotations

import textwrap

from service.followup.columns import columns_text
from service.followup.deciding import FollowUp

_WIDTH = 78


def follow_up_text(advice: FollowUp) -> str:
    """Everything a candidate needs to decide, at most 78 characters wide, the message's own lines apart."""
    parts = [advice.heading, *(_wrapped(reason) for reason in advice.reasons)]
    if advice.instead:
        parts.append("What you can do instead:\n" + "\n".join(_wrapped(f"- {one}", "  ") for one in advice.instead))
    if advice.rows:
        parts.append(columns_text(advice.rows).rstrip())
    if advice.addressee and advice.message:
        parts.append(_wrapped(advice.addressee))
    if advice.message:
        parts.append(advice.message.text().rstrip())
        if advice.message.blanks:
            parts.append("Still to be filled in: " + ", ".join(advice.message.blanks))
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, subsequent_indent=indent)
