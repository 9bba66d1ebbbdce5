"""What a story does not say yet, and how to ask for it in plain words.

One prompt asks for several things at once where they belong together, so that a story is told in a few breaths: who,
where and when; what was done; details; what others did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.taxonomy import terms_in
from embeddings.words import content_stems
from parsers.dates import find_periods
from service.additions.dates import read_when
from service.additions.naming import read_organization, read_role
from service.analysis import Part, Story
from service.report import Question

#: Fewer telling words than this say that something was done, not what.
_THIN = 9
#: Most details that one prompt asks for.
_DETAILS = 3
_DURATION = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|many|few)\s+(?:and a half\s+)?"
    r"(?:years?|months?|weeks?|summers?|winters?|seasons?|terms?)\b|\bsince\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|yearly|annual\w*|once|twice|times|per (?:day|week|month|year)"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|evenings?|mornings?|nights?|hours?"
    r"|(?:a|in the) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|twenty|thirty|forty|fifty)\b", re.I
)
_TAUGHT = re.compile(r"\b(?:train(?:ed|ing)?|taught|teach\w*|show(?:ed|n|ing)?|coach\w*|explain\w*|mentor\w*)\b", re.I)
_CONFIRMS = re.compile(r"\b(?:confirm|referee|reference|vouch|chair|supervisor|could ask|ask them)\b", re.I)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:someone else|somebody else|not me|(?:I )?(?:did(?:n['’]t| not)|never)|signed (?:it )?off|checked by|"
    r"by myself|on my own|all of it|alone)\b",
    re.I,
)
#: What a follow-up asks for, told by its words, and what in a story answers it.
_ANSWERED = (
    (re.compile(r"\b(?:since when|how long|when|years|dates?)\b", re.I), _DURATION),
    (re.compile(r"\b(?:how often|hours|how regular)", re.I), _OFTEN),
    (re.compile(r"\b(?:how (?:many|much|big|large|far)|size|number|amount|budget)", re.I), _AMOUNT),
    (re.compile(r"\b(?:train|taught|teach|show)", re.I), _TAUGHT),
    (re.compile(r"\b(?:confirm|vouch|saw)", re.I), _CONFIRMS),
    (re.compile(r"\b(?:not do|did not|someone else|sign)", re.I), _SOMEBODY_ELSE),
)
_TOOLS = re.compile(r"\b(?:software|programs?|tools?|system|machines?|equipment|apps?)\b", re.I)
_NOT_A_DETAIL = re.compile(r"\b(?:not do|did not do|sign(?:ed|s)? off|someone else|since when)\b", re.I)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to say next about a story."""

    part: Part
    text: str


def next_prompt(story: Story, question: Question | None, lifted: bool) -> Prompt | None:
    """What to ask about the story; None where it is whole, or where asking on is not worth the candidate's time."""
    if story.closed:
        return None
    asked = {turn.part for turn in story.turns}
    for prompt in (_facts(story), _doing(story), _details(story, question) if lifted else None, _limits(story, lifted)):
        if prompt is not None and prompt.part not in asked:
            return prompt
    return None


def _facts(story: Story) -> Prompt | None:
    """Title, place and time first; a story without dates cannot stand on a résumé."""
    text = story.text
    role, _, end = read_role(text)
    wanted = []
    if role.startswith("["):
        wanted.append("what were you there (a title, or a word for it)")
    if read_organization(text, end).startswith("[name of the organisation"):
        wanted.append("for which group, firm or place")
    if read_when(text).shown.startswith("[dates]") and not find_periods(text):
        wanted.append("from when to when")
    if not wanted or (len(wanted) == 1 and len(content_stems(text)) >= _THIN and find_periods(text)):
        return None
    asked = _listed(wanted)
    discreet = " A relative needs no name here." if any("for which" in one for one in wanted) else ""
    return Prompt("facts", f"{asked[:1].upper()}{asked[1:]}?{discreet}")


def _doing(story: Story) -> Prompt | None:
    if len(content_stems(story.text)) >= _THIN:
        return None
    return Prompt("doing", "What did you do there yourself? A few sentences are enough, as you would tell a friend.")


def _details(story: Story, question: Question | None) -> Prompt | None:
    wanted = [item for item in (question.follow_ups if question else ()) if not _says(story.text, item)]
    if not wanted:
        return None
    return Prompt("details", f"Could you add what you know of this: {'; '.join(wanted[:_DETAILS])}?")


def _says(text: str, follow_up: str) -> bool:
    """Whether the text answers the follow-up already; one about other people's part is asked for by itself."""
    if _NOT_A_DETAIL.search(follow_up):
        return True
    if _TOOLS.search(follow_up):
        return any(mention.term.kind in ("tool", "family") for mention in terms_in(text))
    for asks, answers in _ANSWERED:
        if asks.search(follow_up):
            return bool(answers.search(text))
    return False


def _limits(story: Story, lifted: bool) -> Prompt | None:
    """Once a story, so that nobody is credited with what others did."""
    if not lifted or _SOMEBODY_ELSE.search(story.text):
        return None
    return Prompt("limits", "Which part of this did you not do yourself, and who checked or signed it, if anybody did?")


def _listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
