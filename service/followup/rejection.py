"""What an employer's message says about who can be answered, and how.

Only what stands in the message: who signed it, whether a machine sent it, whether it takes answers, whether there is a
formal way to have it looked at again and until when, and whether it is about an application at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from typing import Literal

from parsers.sentences import sentences
from service.followup.patterns import compiled, load

Writer = Literal["personal", "automated", "unclear"]
_HEADER_LINE = re.compile(r"^[A-Za-z-]{2,20}:\s")

_SIGNED = re.compile(
    r"^[ \t]*(?:(?:with\s+)?(?:kind|kindest|best|warm|warmest|many)?\s*(?:regards|wishes)|"
    r"(?:yours\s+)?(?:sincerely|faithfully|truly)(?:\s+yours)?|"
    r"best|thanks(?:\s+again)?|thank\s+you(?:\s+again)?|cheers|all\s+the\s+best|warmly|respectfully)"
    r"\s*[,.!]?[ \t]*\n+(?P<rest>(?:[^\n]*\n?){1,5})",
    re.I | re.M,
)
_NAME = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?[^\W\d_][\w’'.-]*(?:\s+[^\W\d_][\w’'.-]*){1,3}")
_NO_REPLY_ADDRESS = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply|notifications?@|mailer|bounce", re.I)
_FEEDBACK = re.compile(r"\bfeedback\b", re.I)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a message from an employer says; texts are quoted from it, "" where it says nothing of the kind."""

    writer: Writer
    name: str = ""
    address: str = ""
    no_reply: bool = False
    appeal: str = ""
    deadline: str = ""
    dismissal: str = ""
    feedback: str = ""
    rejects: bool = True


def read_rejection(text: str) -> Rejection:
    """What the message says.

    >>> read_rejection("Dear Applicant,\\nunfortunately …\\nPlease do not reply to this e-mail.").no_reply
    True
    """
    headers, body = _parted(text)
    name, address = parseaddr(headers.get("reply-to") or headers.get("from", ""))
    signer = _signer(body)
    no_reply = bool(_says("no_reply").search(body) or _NO_REPLY_ADDRESS.search(address))
    machine = bool(headers.get("auto-submitted", "no") != "no" or no_reply or _says("automated").search(body))
    personal = bool(_says("personal").search(body))
    offered = _ADDRESS.search(body)
    if _NO_REPLY_ADDRESS.search(address) or (no_reply and offered):
        address = ""
    return Rejection(
        writer="personal" if personal or (signer and not machine) else "automated" if machine else "unclear",
        name=signer or (name if _is_name(name) else ""),
        address=address or (offered[0] if offered and not _NO_REPLY_ADDRESS.search(offered[0]) else ""),
        no_reply=no_reply,
        appeal=_sentence(body, _says("formal_appeal")),
        deadline=_deadline(body),
        dismissal=_sentence(body, _says("dismissal")),
        feedback=_sentence(body, _FEEDBACK),
        rejects=bool(_says("rejects").search(body)),
    )


@cache
def _says(name: str) -> re.Pattern[str]:
    return compiled(load("rejection.yaml")[name])


def _parted(text: str) -> tuple[dict[str, str], str]:
    """Header fields at the top, by lower-case name, and what follows them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    headers: dict[str, str] = {}
    lines = text.split("\n")
    while lines and _HEADER_LINE.match(lines[0]):
        name, _, value = lines.pop(0).partition(":")
        headers[name.casefold()] = value.strip()
    return headers, "\n".join(lines)


def _signer(body: str) -> str:
    """The name under the last greeting; "" where a team or nobody signs."""
    for match in reversed(list(_SIGNED.finditer(body))):
        line = next((line.strip(" ,\t") for line in match["rest"].split("\n") if line.strip()), "")
        line = line.split(",")[0].split("|")[0].strip()
        if _is_name(line):
            return line
    return ""


def _is_name(text: str) -> bool:
    return (
        bool(_NAME.fullmatch(text))
        and not _says("team").search(text)
        and all(w[0].isupper() for w in text.split() if len(w) > 3)
    )


def _sentence(body: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(body)
    if match is None:
        return ""
    found = next(((a, b) for a, b in sentences(body) if a <= match.start() < b), match.span())
    return " ".join(body[found[0] : found[1]].split())


def _deadline(body: str) -> str:
    """The time limit in, or right behind, the sentence that speaks of an appeal."""
    match = _says("formal_appeal").search(body)
    if match is None:
        return ""
    near = [body[a:b] for a, b in sentences(body) if b > match.start()][:3]
    found = _says("deadline").search(" ".join(near))
    return " ".join(found[0].split()) if found else ""
