"""The one short message: thanks, what was left out and why, what it speaks to, and a question without pressure.

The frame is ours and the same for everybody; every fact in it is a quote, from the advertisement or from an answer. It
says nothing about the decision, about other candidates or about anybody's judgement. What is not known is a blank in
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import quote

from parsers.sentences import sentences
from service.additions.naming import read_role
from service.additions.remarks import is_reason, reason_told
from service.followup.checking import MOST_WORDS
from service.report import Answer, Report

#: Longest piece of a requirement that is quoted, in characters.
_LONGEST_REQUIREMENT = 110
_ADDRESS = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:]+")


@dataclass(frozen=True, slots=True)
class People:
    """Who writes to whom; "" for what is not known."""

    candidate: str = ""
    recipient: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the candidate can send; blanks stand in brackets."""

    subject: str
    body: str
    address: str = ""

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.body.split())

    @property
    def blanks(self) -> tuple[str, ...]:
        """What the candidate has to fill in before it can be sent."""
        return tuple(dict.fromkeys(re.findall(r"\[[^\]]*\]", f"{self.subject}\n{self.body}")))

    def text(self) -> str:
        """As plain text, with addressee and subject on top."""
        return f"To: {self.address or '[address]'}\nSubject: {self.subject}\n\n{self.body}"

    def eml(self) -> bytes:
        """As a draft that mail programs open for editing."""
        mail = EmailMessage()
        mail["Subject"] = self.subject
        if self.address:
            mail["To"] = self.address
        mail["X-Unsent"] = "1"
        mail.set_content(self.body)
        return mail.as_bytes()

    def mailto(self) -> str:
        """As a link that opens a new message."""
        body = self.body.replace("\n", "\r\n")
        return (
            f"mailto:{quote(self.address, safe='@')}?subject={quote(self.subject, safe='')}&body={quote(body, safe='')}"
        )


@dataclass(frozen=True, slots=True)
class Point:
    """Something left out: what was asked for, and the sentences that tell it."""

    requirements: tuple[str, ...]
    said: tuple[str, ...]
    reason: str


def points_of(report: Report, reasons: Mapping[str, str] | None = None) -> list[Point]:
    """What the answers bring for musts, the answer that lifts most of them first.

    `reasons` are the candidate's own words on why something was not mentioned, by answer id.
    """
    musts = {requirement.id: requirement.quote for requirement in report.requirements if requirement.priority == "must"}
    found: list[Point] = []
    for answer in sorted(report.answers, key=lambda one: -sum(fill.requirement_id in musts for fill in one.fills)):
        fills = [fill for fill in answer.fills if fill.requirement_id in musts]
        if fills:
            quotes = [quoted for fill in fills for quoted in fill.evidence]
            asked = tuple(dict.fromkeys(_short(musts[fill.requirement_id]) for fill in fills))
            reason = (reasons or {}).get(answer.id, "") or reason_told(answer.text)
            found.append(Point(asked, tuple(_said(answer, quotes)), " ".join(reason.split())))
    return found


def after_rejection(report: Report, people: People, reasons: Mapping[str, str] | None = None) -> Message:
    """The message after a rejection; under MOST_WORDS words. Raises ValueError where no answer lifted a must."""
    post = _post(report)
    opening = f"Thank you for your message about my application {post}, and for the time you gave it."
    closing = (
        "Might this change anything for this post? If not, I understand, and there is no need to answer. "
        "Thank you again."
    )
    return _written(
        f"My application {_post(report, short=True)}: something I left out", opening, closing, report, people, reasons
    )


def supplement(report: Report, people: People, reasons: Mapping[str, str] | None = None) -> Message:
    """The note to an application that is still open; under MOST_WORDS words. Raises ValueError as above."""
    opening = f"Thank you for looking at my application {_post(report)}. I would like to add one thing to it."
    closing = "Could you put this with my application? There is no need to answer. Thank you."
    return _written(
        f"An addition to my application {_post(report, short=True)}", opening, closing, report, people, reasons
    )


def _written(
    subject: str, opening: str, closing: str, report: Report, people: People, reasons: Mapping[str, str] | None
) -> Message:
    points = points_of(report, reasons)
    if not points:
        raise ValueError("No answer moved a must requirement up; there is nothing to write about.")
    point = points[0]
    greeting = f"Dear {people.recipient or '[name of the person who wrote to you]'},"
    name = people.candidate or "[your name]"
    frame = len(f"{greeting} {opening} {closing} {name}".split()) + 2
    body = _fitting(point, MOST_WORDS - frame - 1)
    address = people.address if _ADDRESS.fullmatch(people.address) else ""
    text = "\n\n".join([greeting, opening, *body, closing, f"Kind regards,\n{name}"])
    return Message(" ".join(subject.split()), text + "\n", address)


def _fitting(point: Point, room: int) -> list[str]:
    """What was left out and why, in as many of the candidate's sentences as there is room for."""
    reason = (
        f"I did not mention it before. {_sentence(point.reason)}"
        if point.reason
        else ("I did not mention it before because [say why, in your own words].")
    )
    if len(reason.split()) > room // 3:
        reason = _cut(reason, room // 3)
    requirements, said = list(point.requirements), list(point.said)
    while len(requirements) > 1 and len(requirements) * 8 > room // 3:
        requirements.pop()
    while True:
        left_out = f"You ask for {_listed(requirements)}. I left this out: {' '.join(said)}"
        spare = room - len(left_out.split()) - len(reason.split())
        if spare >= 0:
            return [left_out, reason]
        if len(said) > 1:
            said.pop()
        elif len(requirements) > 1:
            requirements.pop()
        else:
            said = [_cut(said[0], max(len(said[0].split()) + spare, 12))]
            return [f"You ask for {_listed(requirements)}. I left this out: {said[0]}", reason]


def _said(answer: Answer, quotes: Sequence[str]) -> list[str]:
    """The sentences that lifted something, and before them the one that says in what role."""
    spans = sentences(answer.text)
    _, role, role_end = read_role(answer.text)
    wanted = []
    for start, end in spans:
        sentence = answer.text[start:end]
        lifted = any(quoted in sentence or sentence in quoted for quoted in quotes)
        introduces = bool(role_end) and start <= role < end
        if (lifted or introduces) and not (is_reason(sentence) and not lifted):
            wanted.append(_sentence(sentence))
    return wanted or [_sentence(quoted) for quoted in quotes]


def _post(report: Report, *, short: bool = False) -> str:
    title = " ".join(report.job.title.split()) or "[title of the post]"
    organization = " ".join(report.job.organization.split())
    return f"for {title}" if short or not organization else f"for the post of {title} at {organization}"


def _short(requirement: str) -> str:
    text = " ".join(requirement.split()).rstrip(" .;,:")
    if len(text) <= _LONGEST_REQUIREMENT:
        return text
    return f"{text[:_LONGEST_REQUIREMENT].rsplit(maxsplit=1)[0].rstrip(',;:')} …"


def _cut(sentence: str, words: int) -> str:
    """The sentence's first words, cut where a clause ends if one does, and marked as cut."""
    kept = " ".join(sentence.split()[:words])
    if kept == " ".join(sentence.split()):
        return kept
    clause = max(kept.rfind(", "), kept.rfind("; "), kept.rfind(". "))
    return f"{kept[:clause] if clause > len(kept) // 2 else kept} …"


def _sentence(said: str) -> str:
    text = " ".join(said.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _listed(requirements: Sequence[str]) -> str:
    quoted = [f"“{requirement}”" for requirement in requirements]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
