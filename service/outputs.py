"""What a candidate takes away: entries for the résumé, a DOCX, a paragraph, proofs, the advice, a message.

Everything is made from fills that the candidate has looked at, and from nothing else.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass

from parsers.errors import OverlookedError
from parsers.sniffing import DOCX
from service.additions import Addition, Known, addition_from
from service.additions.addendum import addendum
from service.additions.comparison import Comparison, compare, comparison_text
from service.additions.known import read_known
from service.additions.proof import proofs_of, referee_request
from service.additions.word import write_docx_addition
from service.additions.word.paragraphs import DocxNotExtensible
from service.additions.writing import cover_paragraph, json_resume_volunteer, plain_text
from service.analysis import Analysis, Story
from service.assembly import report_before, report_of
from service.followup import FollowUp, People, Situation, follow_up, read_rejection
from service.followup.page import follow_up_text
from service.ledger import Story as LedgerStory
from service.ledger import story_of
from service.report import Answer
from service.standing import standing, unreviewed


class ReviewFirst(OverlookedError):
    """Something is to be written from fills that the candidate has not looked at yet."""

    code = "review_first"
    advice = "Keep, correct or drop every fill, then ask again."


@dataclass(frozen=True, slots=True)
class Made:
    """A file to take away."""

    name: str
    media_type: str
    data: bytes


def additions_of(analysis: Analysis) -> tuple[Addition, ...]:
    """An entry for every story that lifts something; raises ReviewFirst."""
    _refuse_unreviewed(analysis)
    told = {answer.id: answer for answer in standing(analysis).answers}
    return tuple(_addition(analysis, story, told[story.id]) for story in analysis.stories if told[story.id].fills)


def _addition(analysis: Analysis, story: Story, answer: Answer) -> Addition:
    question = next((question for question in analysis.questions if question.id == story.question_id), None)
    facts = " ".join(turn.text for turn in story.turns if turn.part == "facts")
    text = "\n".join(turn.text for turn in story.turns if turn.part not in ("facts", "limits"))
    quotes = [quote for fill in answer.fills for quote in fill.evidence]
    known: Known | None = read_known(facts) if facts else None
    return addition_from(story.id, text, question.setting if question else "", quotes, known)


def _refuse_unreviewed(analysis: Analysis) -> None:
    left = unreviewed(analysis)
    if left:
        raise ReviewFirst(f"{len(left)} of the changes that your answers made have not been looked at yet.")


def comparison_of(analysis: Analysis) -> Comparison:
    """The report before and after everything told."""
    return compare(report_before(analysis), report_of(analysis))


def advice_of(analysis: Analysis) -> FollowUp:
    """Whether to write, to whom and what; raises ReviewFirst."""
    _refuse_unreviewed(analysis)
    known = analysis.circumstances
    situation = Situation(
        already_written=known.already_written,
        days_since=known.days_since,
        rejection=read_rejection(known.rejection) if known.rejection else None,
        people=People(analysis.candidate, known.recipient, known.address),
        reasons=known.reasons,
    )
    return follow_up(report_of(analysis), situation, report_before(analysis))


def resume_docx(analysis: Analysis, original: bytes | None, tracked_at: datetime.datetime | None = None) -> Made:
    """The candidate's own DOCX with the entries in it; for any other format a page of its own to go with it.

    Raises ReviewFirst, and NothingToAdd where no story lifts anything.
    """
    additions = additions_of(analysis)
    if not additions:
        raise NothingToAdd("Nothing that was told fills a gap, so there is nothing to add.")
    if original is not None and analysis.resume.media_type == DOCX:
        try:
            return Made("resume.docx", DOCX, write_docx_addition(original, additions, tracked_at))
        except DocxNotExtensible:
            pass
    return Made("addendum.docx", DOCX, addendum(additions, analysis.candidate))


class NothingToAdd(OverlookedError):
    """An addition is asked for, and nothing that was told fills a gap."""

    code = "nothing_to_add"
    advice = "Answer another question, or tell what else you have done."


def cover_letter(analysis: Analysis) -> str:
    """One paragraph a story, in the candidate's own sentences."""
    requirements = {requirement.id: requirement for requirement in analysis.shown}
    told = {answer.id: answer for answer in standing(analysis).answers}
    paragraphs = []
    for addition in additions_of(analysis):
        fills = sorted(told[addition.answer_id].fills, key=lambda f: requirements[f.requirement_id].priority != "must")
        quotes = [quote for fill in fills for quote in fill.evidence]
        paragraphs.append(cover_paragraph(addition, quotes, requirements[fills[0].requirement_id].quote))
    return "\n\n".join(paragraphs) + "\n"


def proofs_text(analysis: Analysis) -> str:
    """For every entry what would make it checkable, and a ready request to whoever can confirm it."""
    parts = []
    for addition in additions_of(analysis):
        proofs = proofs_of(addition)
        lines = [f"{addition.role}, {addition.organization}", ""]
        lines += [f"- {claim}\n    Proof: {proof.advice}\n    Ask: {proof.referee}" for claim, proof in proofs]
        request = referee_request(addition, analysis.job.title, analysis.candidate)
        parts.append("\n".join([*lines, "", "A message to whoever can confirm it:", "", request]))
    return "\n\n".join(parts)


def ledger_stories(analysis: Analysis, today: datetime.date) -> tuple[LedgerStory, ...]:
    """The confirmed stories for the ledger."""
    return tuple(
        story_of(addition, analysis.story(addition.answer_id).text, today) for addition in additions_of(analysis)
    )


def files_of(
    analysis: Analysis, original: bytes | None, tracked_at: datetime.datetime | None = None
) -> tuple[Made, ...]:
    """Everything there is to take away now, the advice always; raises ReviewFirst."""
    advice = advice_of(analysis)
    made = [_text("advice.txt", follow_up_text(advice))]
    if advice.message is not None and advice.kind in ("message", "supplement", "appeal_process"):
        made.append(_text("message.txt", advice.message.text()))
        made.append(Made("message.eml", "message/rfc822", advice.message.eml()))
        made.append(_text("mailto.txt", f"{advice.message.mailto()}\n"))
    additions = additions_of(analysis)
    if additions:
        volunteer: Mapping[str, object] = {"volunteer": json_resume_volunteer(additions)}
        made += [
            resume_docx(analysis, original, tracked_at),
            _text("additions.txt", plain_text(additions)),
            Made("additions.json", "application/json", json.dumps(volunteer, ensure_ascii=False, indent=2).encode()),
            _text("cover_letter.txt", cover_letter(analysis)),
            _text("proofs.txt", proofs_text(analysis)),
            _text("comparison.txt", comparison_text(comparison_of(analysis))),
        ]
    return tuple(made)


def _text(name: str, text: str) -> Made:
    return Made(name, "text/plain", text.encode())
