"""What an employer's message says about who can be answered, and how.

Only what stands in the message: who signed it, whether a machine sent it, whether it takes answers, whether there is a
formal way to have it looked at again and until when, and whether it is about an application at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from parsers.sentences import sentences
from service.followup.letters import read_letter

Writer = Literal["personal", "automated", "unclear"]
_HEADER_LINE = re.compile(r"^[A-Za-z-]{2,20}:\s")

_SIGNED = re.compile(
    r"^[ \t]*(?:(?:with\s+)?(?:kind|kindest|best|warm|warmest|many)?\s*(?:regards|wishes)|(?:yours\s+)?(?:sincerely|faithfully|truly)(?:\s+yours)?|"
    r"best|thanks(?:\s+again)?|thank\s+you(?:\s+again)?|cheers|all\s+the\s+best|warmly|respectfully)\s*[,.!]?[ \t]*\n+(?P<rest>(?:[^\n]*\n?){1,5})",
    re.I | re.M,
)
_NAME = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?[^\W\d_][\w’'.-]*(?:\s+[^\W\d_][\w’'.-]*){1,3}")
_TEAM = re.compile(
    r"\b(?:team|department|recruit(?:ing|ment)|talent|acquisition|human|resources|hr|people|careers?|hiring|staffing|services|office|"
    r"inc|ltd|llc|gmbh|group|company|university|college|hospital|council|bank|committee)\b",
    re.I,
)
_NO_REPLY = re.compile(
    r"(?:do\s+not|don[’']t|please\s+don[’']t|cannot|can[’']t|unable\s+to)\s+(?:\w+\s+){0,2}?(?:repl(?:y|ies)|respond|answer)\b[^.\n]{0,40}|"
    r"(?:repl(?:y|ies)|responses?|messages?)\s+(?:to\s+this\s+(?:e-?mail|address|message)\s+)?(?:are|is|will)\s+not\s+(?:be\s+)?(?:monitored|read|"
    r"answered|received|delivered)|(?:unmonitored|unattended|not\s+monitored|no-?reply|donotreply)",
    re.I,
)
_NO_REPLY_ADDRESS = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply|notifications?@|mailer|bounce", re.I)
_AUTOMATED = re.compile(
    r"\b(?:this\s+is\s+an?\s+auto\w*|automat(?:ed|ically)\b[^.\n]{0,30}\b(?:e-?mail|message|generated|notification|sent)|system[\s-]generated|"
    r"dear\s+(?:applicant|candidate|job\s*seeker|sir\s+or\s+madam)|(?:high|large|overwhelming)\s+(?:volume|number)\s+of\s+applica\w+)",
    re.I,
)
_PERSONAL = re.compile(
    r"\b(?:(?:it\s+was|was)\s+(?:great|good|lovely|nice|a\s+pleasure)\b[^.\n]{0,30}\b(?:meet|speak|talk)\w*|our\s+(?:conversation|talk|interview|call)|"
    r"when\s+we\s+(?:met|spoke|talked)|(?:feel\s+free\s+to|please\s+do|you\s+can)\s+(?:reply|call|write\s+to|contact)\s+me|I\s+(?:really\s+)?enjoyed)",
    re.I,
)
_FORMAL = re.compile(
    r"\b(?:(?:right|entitled|may|can|wish|option|opportunity|how)\s+(?:\w+\s+){0,3}?(?:to\s+)?(?:appeal|request\s+(?:a|an)\s+(?:review|reconsideration))|"
    r"(?:appeals?|complaints?|review|reconsideration|grievance)\s+(?:process|procedure|form|panel|request|must|may|can|should)|"
    r"(?:request|ask)\s+(?:for\s+)?(?:a\s+)?(?:formal\s+)?(?:review|reconsideration)\s+of)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:within\s+(?:\w+\s+){0,2}?(?:\(\d+\)\s+)?(?:working|business|calendar)?\s*(?:days?|weeks?|months?)(?:\s+(?:of|from|after)\s+(?:(?!\b(?:by|to|with|via|in)\b)[^.,;\n]){3,60})?|"
    r"(?:by|before|until|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+(?:\s+\d{4})?|[A-Z][a-z]+\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:[,\s]+(?:at\s+)?\d{1,2}(?::\d\d)?\s*(?:am|pm|noon)?)?)",
    re.I,
)
_DISMISSAL = re.compile(
    r"\b(?:terminat(?:e|ed|ing|ion\s+of)\s+(?:of\s+)?your\s+(?:employment|contract|appointment|position)|your\s+(?:employment|contract)\b[^.\n]{0,60}\b"
    r"(?:terminated|will\s+end|ends\s+on|has\s+ended|is\s+ended)|(?:your|of)\s+dismissal|notice\s+of\s+(?:termination|dismissal)|"
    r"dismiss(?:ed)?\s+you\s+from|you\s+(?:are|have\s+been)\s+(?:hereby\s+)?(?:dismissed|made\s+redundant|laid\s+off)|"
    r"your\s+last\s+(?:working\s+)?day|summarily\s+dismiss\w*|gross\s+misconduct)\b",
    re.I,
)
_REJECTS = re.compile(
    r"\b(?:unfortunately|regret|not\s+(?:be\s+)?(?:\w+\s+)?(?:moving|move|going|proceed\w*|progress\w*|continu\w*|taking|selected|successful|shortlisted|"
    r"invit\w+|offer\w*|pursu\w+)|unsuccessful|other\s+(?:candidates|applicants)|another\s+(?:candidate|applicant)|decided\s+(?:not|against|to\s+(?:move|"
    r"proceed|go)\s+(?:forward\s+)?with)|position\s+has\s+been\s+filled|unable\s+to\s+offer)\b",
    re.I,
)
_FEEDBACK = re.compile(r"[^.\n]*\bfeedback\b[^.\n]*", re.I)
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


def read_rejection_file(path: Path) -> Rejection:
    """A saved e-mail (.eml), or the message in any format that can be read. Raises DocumentError."""
    return read_rejection(read_letter(path))


def read_rejection(text: str) -> Rejection:
    """What the message says.

    >>> read_rejection("Dear Applicant,\\nunfortunately …\\nPlease do not reply to this e-mail.").no_reply
    True
    """
    headers, body = _parted(text)
    name, address = parseaddr(headers.get("reply-to") or headers.get("from", ""))
    signer = _signer(body)
    no_reply = bool(_NO_REPLY.search(body) or _NO_REPLY_ADDRESS.search(address))
    machine = bool(headers.get("auto-submitted", "no") != "no" or no_reply or _AUTOMATED.search(body))
    personal = bool(_PERSONAL.search(body))
    offered = _ADDRESS.search(body)
    if _NO_REPLY_ADDRESS.search(address) or (no_reply and offered):
        address = ""
    return Rejection(
        writer="personal" if personal or (signer and not machine) else "automated" if machine else "unclear",
        name=signer or (name if _is_name(name) else ""),
        address=address or (offered[0] if offered and not _NO_REPLY_ADDRESS.search(offered[0]) else ""),
        no_reply=no_reply,
        appeal=_sentence(body, _FORMAL),
        deadline=_deadline(body),
        dismissal=_sentence(body, _DISMISSAL),
        feedback=_sentence(body, _FEEDBACK),
        rejects=bool(_REJECTS.search(body)),
    )


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
        and not _TEAM.search(text)
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
    match = _FORMAL.search(body)
    if match is None:
        return ""
    near = [body[a:b] for a, b in sentences(body) if b > match.start()][:3]
    found = _DEADLINE.search(" ".join(near))
    return " ".join(found[0].split()) if found else ""
