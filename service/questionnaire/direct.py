"""Questions that name what is asked for, because a scene of life would not bring it out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from embeddings.requirements.model import Requirement
from service.report import Question

#: Longest piece of a requirement inside a question, in characters.
_SHORT = 70

#: Id of every open question until questions are numbered.
OPEN = "open"

_TOPICS = {
    "education": "formal",
    "certification": "formal",
    "licence": "formal",
    "language": "language",
    "logistics": "condition",
}
#: What nobody holds without knowing it: degrees and registrations that the right to practise hangs on, and doctorates.
_REGULATED = re.compile(
    r"\b(?:md|mbbs|mbchb|dds|dvm|pharmd|phd|ph\.d|doctorate|doctoral|doctor of|physicians?|"
    r"surgeons?|dentists?|dental surgery|"
    r"medical (?:degree|school|licen[cs]e|doctor|practitioner)|degree in medicine|board[- ]certified|residency|"
    r"registered (?:\w+ )?(?:nurse|midwife|pharmacist|psychologist|dietitian|therapist|physiotherapist|architect|"
    r"social worker|teacher)|"
    r"(?:nursing|midwifery|pharmacy|veterinary|law|teaching|psychology) (?:degree|registration|licen[cs]e)|"
    r"nmc|gmc|gphc|hcpc|rn|lpn|veterinarian|veterinary surgeon|barrister|solicitor|attorney|admitted to (?:the )?bar|"
    r"admission to (?:the )?bar|bar (?:admission|membership)|licen[cs]ed to practi[cs]e|practising certificate|notary|"
    r"chartered|certified public accountant|professional engineer|pilot'?s? licen[cs]e|atpl|master mariner|"
    r"certificate of competency|qualified teacher|qts)\b",
    re.IGNORECASE,
)
TEXTS = {
    "formal": "Do you already hold one of these, or an equivalent, and left it off? {}",
    "regulated": "You would know if you held this: {}. Do you hold it, or are you on the way to it?",
    "language": "Which languages do you speak, read or write, wherever you learned them, and how well?",
    "condition": "The post names conditions. Which of these can you meet? {}",
}
_EXAMPLES = {
    "formal": ["one from abroad", "one from military or civil service", "one that has lapsed or is under way"],
    "regulated": [
        "one from abroad that could be recognised here",
        "an apprenticeship, a course or a trainee post under way",
        "an application to register, or one that has lapsed",
        "a date from which you will hold it",
    ],
    "language": ["learned at home", "learned at school", "learned while living or working abroad"],
    "condition": [],
}
_FOLLOW_UPS = {
    "formal": ["its exact name", "who issued it", "when, and until when it is valid"],
    "regulated": ["its exact name", "who issued it, and where it is valid", "what is still to be done, and by when"],
    "language": ["what you use it for", "a certificate or level, if there is one"],
    "condition": ["from when", "what would need to be agreed"],
}
#: How an open question about tools begins, and one about anything else.
OPENINGS = (
    "Which of these have you ever worked with, at home, on a course, in a club or in a job?",
    "Is there any place in your life, paid or not, where you have done something like this?",
)
#: How likely the question brings out what fills a gap, on the scale of the scenes' chances (`fitting.chances`): the
#: share of such gaps that stories of our mini-cases fill, beside that of gaps of experience and skill.
CHANCES = {"formal": 0.12, "regulated": 0.05, "language": 0.2, "condition": 0.5, OPEN: 0.05}


def topic_of(requirement: Requirement) -> str | None:
    """Under which direct question the requirement falls; None where a scene can bring it out."""
    topic = _TOPICS.get(requirement.kind)
    return "regulated" if topic == "formal" and _REGULATED.search(requirement.quote) else topic


def direct_question(topic: str, requirements: Sequence[Requirement]) -> Question:
    """One question for up to a handful of requirements of the same topic."""
    return Question(
        id=topic,
        requirement_ids=[requirement.id for requirement in requirements],
        text=TEXTS[topic].format(_named(requirements)).rstrip(),
        examples=_EXAMPLES[topic],
        follow_ups=_FOLLOW_UPS[topic],
    )


def open_question(requirements: Sequence[Requirement]) -> Question:
    """For gaps that no scene fits: asks where in life, paid or not, something of the kind was done."""
    tools = all(requirement.kind == "tool" for requirement in requirements)
    asked = OPENINGS[0 if tools else 1]
    return Question(
        id=OPEN,
        requirement_ids=[requirement.id for requirement in requirements],
        text=f"{asked} {_named(requirements)}",
        examples=[
            "a club, a charity or a congregation",
            "family and friends",
            "a course, a hobby or a job you left off",
        ],
        follow_ups=[
            "what exactly you did",
            "since when and how often",
            "with which tools",
            "what you did not do yourself",
        ],
    )


def _named(requirements: Sequence[Requirement]) -> str:
    return "; ".join(f"“{_shortened(requirement.quote)}”" for requirement in requirements)


def _shortened(quote: str) -> str:
    if len(quote) <= _SHORT:
        return quote
    return f"{quote[:_SHORT].rsplit(maxsplit=1)[0].rstrip(',;:')} …"
