"""The policy: whether to write, to whom, and what to do instead.

A message is justified exactly when there is something new and pertinent that was left out; then once, to the person who
decided. Everything else is advice in kind words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.coverage import any_judged
from service.followup.columns import Row, columns
from service.followup.message import Message, People, after_rejection, supplement
from service.followup.rejection import Rejection
from service.report import Report

Kind = Literal[
    "nothing_told",  # no answers yet
    "resume",  # not applied yet: it belongs on the résumé
    "message",  # one short message is justified
    "supplement",  # the application is open: a short note is justified
    "no_grounds",  # nothing new that speaks to a must
    "ask_first",  # whether the candidate has written already is not known
    "already_written",  # one message only
    "appeal_process",  # the employer has a formal way
    "reapply",  # too long ago
    "dismissal",  # another matter
]

_OTHER_LANGUAGE = "One of the documents is not in English, so nothing can be said. Use English versions of both."
#: Days after which an answer to a rejection comes too late: the post is filled, and a new application reads better.
LONG_AFTER = 60

_ALTERNATIVES = (
    "Put what you told on your résumé now, so that the next reader finds it.",
    "Apply again when the same employer advertises something near.",
    "Ask once for feedback, in one sentence, and take whatever comes.",
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the candidate says about where things stand; None for what was not asked yet."""

    already_written: bool | None = None
    days_since: int | None = None
    rejection: Rejection | None = None
    people: People = field(default_factory=People)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The advice: what to do, why, to whom, and the message where one is justified."""

    kind: Kind
    heading: str
    reasons: tuple[str, ...]
    instead: tuple[str, ...] = ()
    addressee: str = ""
    message: Message | None = None
    rows: tuple[Row, ...] = ()


def follow_up(report: Report, situation: Situation | None = None, before: Report | None = None) -> FollowUp:
    """What to do now; `before` is the report without answers, for the columns."""
    situation = situation or Situation()
    rows = columns(report, before)
    if situation.rejection is not None and situation.rejection.dismissal:
        return _dismissal(situation.rejection)
    if not any_judged(report.requirements):
        return FollowUp("nothing_told", "Nothing was judged.", (_OTHER_LANGUAGE,), rows=rows)
    if report.verdict is None:
        first = "Answer the questions first." if report.questions else "There was nothing to ask about."
        return FollowUp("nothing_told", "Nothing has been told yet.", (first,), rows=rows)
    reasons = tuple(report.verdict.reasons)
    if report.stage == "applying":
        return _before_applying(report.verdict.grounds, reasons, rows)
    if situation.already_written:
        return _already_written(rows)
    if not report.verdict.grounds:
        return FollowUp("no_grounds", "This is not a reason to write again.", reasons, _ALTERNATIVES, rows=rows)
    if report.stage == "waiting":
        heading = "A short note that adds this to your application is justified, once."
        people, to = _addressee(situation)
        return FollowUp(
            "supplement",
            heading,
            reasons,
            addressee=to,
            message=supplement(report, people, situation.reasons),
            rows=rows,
        )
    return _after_rejection(report, situation, reasons, rows)


def _after_rejection(report: Report, situation: Situation, reasons: tuple[str, ...], rows: tuple[Row, ...]) -> FollowUp:
    people, to = _addressee(situation)
    message = after_rejection(report, people, situation.reasons)
    rejection = situation.rejection
    if rejection is not None and rejection.appeal:
        limit = (
            f"The time limit they give: “{rejection.deadline}”."
            if rejection.deadline
            else ("They name no time limit; ask, and do not wait.")
        )
        why = (
            f"They have a formal way: “{rejection.appeal}”",
            limit,
            "Use that way, and no other beside it.",
            *reasons,
        )
        return FollowUp(
            "appeal_process", "Use the employer's own procedure.", why, addressee=to, message=message, rows=rows
        )
    if situation.days_since is not None and situation.days_since > LONG_AFTER:
        why = (f"The rejection is {situation.days_since} days old. By now the post is most likely filled.",)
        return FollowUp("reapply", "Better apply again than write now.", why, _ALTERNATIVES[:2], rows=rows)
    if situation.already_written is None:
        why = ("Have you already written to them about this decision? There should be one message only.",)
        return FollowUp("ask_first", "One question first.", why, addressee=to, rows=rows)
    heading = "One short message is justified. Once, and without arguing."
    return FollowUp("message", heading, reasons, addressee=to, message=message, rows=rows)


def _before_applying(grounds: bool, reasons: tuple[str, ...], rows: tuple[Row, ...]) -> FollowUp:
    heading = (
        "Put it on your résumé before you send it." if grounds else "It closes no gap, but it may stand on your résumé."
    )
    return FollowUp("resume", heading, reasons, rows=rows)


def _already_written(rows: tuple[Row, ...]) -> FollowUp:
    why = (
        "You have written to them already. One message is enough; a second one, whatever it says, reads as pressure.",
    )
    return FollowUp("already_written", "Please do not write again.", why, _ALTERNATIVES[:2], rows=rows)


def _dismissal(rejection: Rejection) -> FollowUp:
    why = (
        f"The message speaks of the end of an employment: “{rejection.dismissal}”",
        "That is another matter than an application, and often has short deadlines.",
    )
    instead = (
        "Get advice from a union, an advice centre or a lawyer before you answer or sign anything.",
        "Keep the message and note the day on which you received it.",
    )
    return FollowUp("dismissal", "This is another matter.", why, instead)


def _addressee(situation: Situation) -> tuple[People, str]:
    """Who the message goes to, and that in words."""
    given, rejection = situation.people, situation.rejection
    if rejection is None:
        people = given
        return people, f"To {people.recipient or 'the person who wrote to you, or who is named in the advertisement'}."
    address = given.address or ("" if rejection.no_reply and not rejection.address else rejection.address)
    people = People(given.candidate, given.recipient or rejection.name, address)
    if rejection.no_reply and not address:
        return people, (
            "Their message takes no answers. Write to the recruiter or hiring manager named in the advertisement or in "
            "earlier messages. If nobody is named, use the contact for applicants; do not search for private addresses."
        )
    if rejection.writer == "personal" and people.recipient:
        return people, f"To {people.recipient}, who wrote to you, as an answer to that message."
    return people, (
        "Their message was sent by a system or a team. Answer it, or write to the hiring manager if the advertisement "
        "names one; to one of them, not to both."
    )
