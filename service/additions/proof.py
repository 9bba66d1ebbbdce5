"""The cheapest honest proof of a claim, and a ready request to whoever can give it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.additions.model import Addition


@dataclass(frozen=True, slots=True)
class Proof:
    """What would make a claim checkable at little cost, and who could confirm it."""

    advice: str
    referee: str


#: From the most to the least specific; the first whose words stand in the story is taken.
_PROOFS: tuple[tuple[str, Proof], ...] = (
    (
        r"certificat\w*|licen[cs]e\w*|my\s+card|passed\s+the|qualif(?:ied|ication)|diploma",
        Proof(
            "A photo or copy of the card or certificate, with its number and the date it runs to.", "the issuing body"
        ),
    ),
    (
        r"github|gitlab|open[\s-]source|pull\s+requests?|repositor(?:y|ies)|commits?\b",
        Proof("A link to the work itself, with your name on the contributions.", "another maintainer"),
    ),
    (
        r"website|web\s+page|blog|newsletter|instagram|facebook|youtube|channel|podcast",
        Proof("A link, or two dated screenshots that show what you made.", "the person in charge of it"),
    ),
    (
        r"treasurer|books\b|bookkeep\w*|accounts?\b|budget\w*|invoices?|payroll|wages|quickbooks|xero|sage|ledger|receipts",
        Proof(
            "Minutes or a page of the annual accounts that name you, with any private figures covered.",
            "the chair, the auditor, or whoever checked the accounts",
        ),
    ),
    (
        r"secretary|minutes|agenda|clerk|governors?|committee|trustee|board",
        Proof("Published minutes that name you in the post.", "the chair"),
    ),
    (
        r"event\w*|festival|tournament|fair\b|concert|race|fundrais\w*|raised|sponsor\w*",
        Proof("The programme, the poster or a dated list of helpers with your name.", "another organiser"),
    ),
    (
        r"coach\w*|train(?:ed|ing)|teach\w*|taught|tutor\w*|mentor\w*|learners|pupils",
        Proof(
            "Two sentences from the club, the school or someone you taught, with dates.",
            "the head of the club or school",
        ),
    ),
    (
        r"interpret\w*|translat\w*",
        Proof("A line from the clinic, the office or the group for which you interpreted.", "someone there who saw it"),
    ),
    (
        r"caring|cared|carer|care\s+for|looked\s+after|nurs\w*|medicat\w*|hospital|district\s+nurse",
        Proof(
            "A line from a nurse, a doctor's office or a social worker who saw you do it. "
            "No papers about the person cared for.",
            "a professional who saw it",
        ),
    ),
    (
        r"shop|garage|restaurant|farm|business|firm|company|customers?",
        Proof("An old rota, pay slip, order book page or photo with a date.", "whoever you worked for"),
    ),
)
_ANY = Proof("Two or three sentences, with dates, from someone who saw you do it.", "someone who saw it")
_COMPILED = tuple((re.compile(rf"\b(?:{words})", re.I), proof) for words, proof in _PROOFS)


def proof_of(claim: str) -> Proof:
    """The cheapest proof for a claim or a whole story."""
    return next((proof for pattern, proof in _COMPILED if pattern.search(claim)), _ANY)


def proofs_of(addition: Addition) -> tuple[tuple[str, Proof], ...]:
    """Every bullet of an entry with its own cheapest proof."""
    return tuple((bullet.text, proof_of(bullet.quote)) for bullet in addition.bullets)


def referee_request(addition: Addition, job_title: str = "", candidate: str = "", bullets: Sequence[str] = ()) -> str:
    """A message to the person who can confirm the entry; it asks for the truth and leaves room to correct it."""
    claims = list(bullets) or [bullet.text for bullet in addition.bullets]
    listed = "\n".join(f"  - {claim}" for claim in claims)
    post = f"the post of {job_title}" if job_title else "a job"
    return (
        "Dear [name],\n\n"
        f"I am applying for {post} and would like to mention what I did as {_in_sentence(addition.role)} "
        f"({addition.organization}, {addition.when.shown}):\n\n{listed}\n\n"
        "Is that right as you saw it? If something is not, please tell me and I will correct it. If it is, could you "
        "confirm it in two or three sentences, or may I name you as someone who can be asked? "
        "A no is quite all right.\n\n"
        f"Thank you,\n{candidate or '[your name]'}\n"
    )


def _in_sentence(role: str) -> str:
    return role if role.startswith("[") or role[1:2].isupper() else role[:1].lower() + role[1:]
