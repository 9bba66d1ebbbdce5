"""Words by which a line takes back, postpones, limits or gives away what it seems to show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_PATTERNS = {
    #: only planned, booked, wished for
    "planned": r"\b(?:hop(?:e|es|ing) to|plan(?:s|ned|ning)?\b(?: to| for)?(?= (?:to|for|in|20|next|spring|summer"
    r"|autumn|winter))|planned\b|"
    r"booked|want(?:s|ing)? to|would (?:like|love) to|intend\w* to|interested in|keen to|eager to|look(?:ing)? "
    r"(?:forward )?to"
    r"(?= (?:learn|mov|get|gain|tak|becom|start))|next (?:year|spring|autumn|month|step)|on (?:my|the) list|someday"
    r"|one day|"
    r"willing to (?:learn|train)|to be taken|applied for|waiting list|aim(?:ing)? to|about to|due to (?:start|sit"
    r"|take))\b",
    #: begun and not finished
    "in_progress": r"\b(?:in progress|studying|student|working towards?|currently (?:taking|doing|enrol\w+)|enrol\w+ "
    r"(?:in|on)|expected|"
    r"thesis|units only|part[- ]?qualified|pending|graduating|ongoing|to finish|halfway|first year|second year|"
    r"modules? (?:of|passed)|not (?:yet )?(?:finished|completed)|incomplete|left (?:before|without)|credits"
    r"|provisional|trainee|"
    r"learner|under supervision|probation\w*|temporary permit|candidate for)\b",
    #: was valid once
    "expired": r"\b(?:lapsed|expired|expires?d? (?:in )?(?:19|20[01]\d|202[0-5])|former(?:ly)?|until (?:19|20)\d\d|no "
    r"longer|"
    r"not renewed|suspended|revoked|out of date|inactive|was (?:a )?(?:registered|certified|licen[cs]ed)|"
    r"valid (?:to|till|until) (?:19|20[01]\d|202[0-5]))\b",
    #: somebody else did it
    "others": r"\b(?:by (?:the|our|an?|my) [\w’' -]{2,30}(?:$|[,.;(])|(?:the|our|an?|my|their) [\w’'-]+(?: "
    r"[\w’'-]+){0,3} (?:does|do|did|"
    r"handle[sd]?|takes? care|took care|carr(?:y|ies|ied) out|ran|runs?|signs?|signed|keeps?|kept|enter(?:s|ed)"
    r"|manage[sd]?|"
    r"prepare[sd]?|look(?:s|ed) after|owns?|owned|use[sd]?|wr(?:ites?|ote)|buil[dt]s?|made|makes?|was done)|"
    r"colleagues?|someone else|somebody else|head office|watch(?:ed|ing)|observ(?:ed|ing)|hand(?:ed)? (?:over|to)"
    r"|pass(?:ed)? (?:on )?to|"
    r"outsourced|contractors?|external|supplier|vendor|not (?:me|mine|i)|sits? with the|belongs? to)\b",
    #: plainly denied
    "denied": r"\b(?:no (?:experience|formal|knowledge|licen[cs]e|certificate|degree)|not (?:allowed|permitted|yet"
    r"|certified|"
    r"licen[cs]ed|qualified|my|part of)|never|without (?:any|a)|didn['’]t|did not|don['’]t|do not|haven['’]t|have not|"
    r"wasn['’]t|isn['’]t|cannot|can['’]t|couldn['’]t|except|apart from|other than|rather than)\b",
    #: little of it
    "slight": r"\b(?:basic|a little|some|beginner|elementary|rusty|school[- ]level|limited|occasional(?:ly)?"
    r"|helped(?: out)?|assist(?:ed|ing)?|"
    r"shadow(?:ed|ing)|exposure|introduct\w+|awareness|familiar\w*|once|twice|a few|briefly|stood in|covered)\b",
    #: doing it on one's own account
    "own": r"^\W*(?:I\b|[A-Z]?[a-z]+(?:ed|s|ing)\b)",
}
_COMPILED = {name: re.compile(pattern, re.IGNORECASE if name != "own" else 0) for name, pattern in _PATTERNS.items()}

#: A line that says in so many words that the candidate does not have it, or only means to.
_TAKEN_BACK = re.compile(
    r"\b(?:no (?:experience|knowledge|formal training) (?:of|with|in)|"
    r"(?:not|never|haven['’]t|have not) (?:yet )?(?:used|worked with|trained|worked|done)|"
    r"interested in (?:learning|moving|training)|"
    r"(?:want|hope|plan|keen|eager|willing|looking|like|love) to (?:learn|get into|train|become|try|take)|"
    r"booked for|planned for|to be taken)\b",
    re.IGNORECASE,
)

CUES = tuple(_PATTERNS)


@lru_cache(maxsize=5_000)
def cues_of(text: str) -> Mapping[str, bool]:
    """Which cues stand in a line; remembered, because every requirement asks that of every line."""
    return MappingProxyType({name: bool(pattern.search(text)) for name, pattern in _COMPILED.items()})


def takes_back(text: str) -> bool:
    """True where a line denies, or only wishes for, what it names: it is evidence of nothing."""
    return bool(_TAKEN_BACK.search(text))
