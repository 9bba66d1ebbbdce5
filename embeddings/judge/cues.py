"""Words by which a line takes back, postpones, limits or gives away what it seems to show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

#: Whoever else does something at work, or at home.
_AGENTS = (
    r"(?:teams?|groups?|cell|departments?|unit|desk|offices?|vendors?|suppliers?|carriers?|(?:sub)?contractors?"
    r"|agenc(?:y|ies)|agents?|managers?|directors?|leads?|leaders?|head|colleagues?|co-?workers?|partners?|accountants?"
    r"|auditors?|bookkeepers?|controllers?|engineers?|technicians?|officers?|company|firm|owners?|boss|supervisors?|foreman|chefs?"
    r"|nurses?|doctors?|teachers?|secretary|treasurer|specialists?|consultants?|administrators?|husband|wife|brother"
    r"|sister|cousin|friends?|neighbou?rs?|others?|people|guys|staff|students?|classmates?|providers?|lab|warehouse|plant"
    r"|headquarters|crew|chair(?:man|woman|person)?|trainers?|clerks?|coordinators?|analysts?)"
)
_DO = (
    r"(?:do(?:es|ing|ne)?|did|r[ua]n(?:s|ning)?|keeps?|kept|keeping|handl(?:es?|ed|ing)|makes?|made|making|rais(?:es?|ed|ing)"
    r"|carr(?:y|ies|ied|ying) out|execut\w+|own(?:s|ed)?|manag(?:es?|ed|ing)|prepar(?:es?|ed|ing)|sign(?:s|ed)?"
    r"|writ(?:es?|ten|ing)|wrote|buil[dt]s?|building|check(?:s|ed|ing)?|enter(?:s|ed|ing)?|us(?:es?|ed|ing)|teach(?:es|ing)?"
    r"|taught|leads?|led|look(?:s|ed|ing) after|watch(?:es|ed|ing)|takes?|took|taking|decid(?:es?|ed)|design(?:s|ed)"
    r"|operat(?:es?|ed|ing)|set(?:s|ting)? up|install(?:s|ed|ing)|pa(?:ys?|id)|post(?:s|ed)|train(?:s|ed|ing)"
    r"|plan(?:s|ned|ning)|draft(?:s|ed)|approv(?:es?|ed)|clos(?:es?|ed)|configur(?:es?|ed)|deploy(?:s|ed)|has|have|had"
    r"|fil(?:es|ed|ing)|book(?:s|ed|ing)|order(?:s|ed|ing)|schedul(?:es|ed|ing)|answer(?:s|ed|ing)|repair(?:s|ed|ing)"
    r"|maintain(?:s|ed|ing)|review(?:s|ed|ing)|deliver(?:s|ed|ing)|translat(?:es|ed|ing)|analy[sz](?:es|ed|ing)"
    r"|conduct(?:s|ed|ing)|creat(?:es|ed|ing))"
)
_PATTERNS = {
    #: only planned, booked, wished for
    "planned": r"\b(?:hop(?:e|es|ing) to|plan(?:s|ned|ning)?\b(?: to| for)?(?= (?:to|for|in|20|next|spring|summer"
    r"|autumn|winter))|planned\b|"
    r"booked|want(?:s|ing)? to|would (?:like|love) to|intend\w* to|interested in|keen to|eager to|look(?:ing)? "
    r"(?:forward )?to"
    r"(?= (?:learn|mov|get|gain|tak|becom|start))|next (?:year|spring|autumn|month|step)|on (?:my|the) list|someday"
    r"|one day|"
    r"willing to (?:learn|train)|next language|registered,? (?:for )?(?:the )?exam\w*|"
    r"exam(?:ination)? (?:on|booked|not yet)|"
    r"to be taken|(?-i:applied for)|waiting list|aim(?:ing)? to|about to|due to (?:start|sit"
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
    rf"(?:the|our|my|their|his|her|an?|another|two|three|some)\s+(?:[\w'’&-]+\s+){{0,4}}?{_AGENTS}\b"
    rf"(?:\s+(?:in|at|from|of)\s+[\w'’-]+)?,?\s+(?:(?:who|which|that|always|usually|then|now|also|still|all|had|has|have|is"
    rf"|are|was|were)\s+){{0,2}}{_DO}\b|"
    rf"by\s+(?:the|our|an?|my|another|[\w'’-]+['’]s)\s+(?:[\w'’&-]+\s+){{0,4}}?{_AGENTS}\b|"
    r"not (?:ours|us)\b|they (?:had |have )?(?:moved|did|do|use|used|ran|run|made|kept|bought|chose|switched)|"
    rf"(?:given|sent|passed|left|goes|went) (?:out )?to (?:an?|the|our|another) (?:[\w'’-]+ ){{0,2}}?{_AGENTS}\b|"
    r"outsourced|subcontracted|contracted out|external (?:firm|accountant|auditor|agency|provider|company|team"
    r"|lab\w*|trainer|consultant|office|bureau|specialist)|not (?:me|mine|i)|sits? with the|belongs? to)\b",
    #: plainly denied
    "denied": r"\b(?:no (?:experience|formal|knowledge|licen[cs]e|certificate|degree)|not (?:allowed|permitted|yet"
    r"|certified|"
    r"licen[cs]ed|qualified|my|part of)|never|without (?:any|a)|didn['’]t|did not|don['’]t|do not|haven['’]t|have not|"
    r"nothing (?:with|in|on|about)|lost (?:all|most) of|forgotten|"
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


#: A sentence about something done: a verb in the past first, perhaps behind "I", and words that bind.
_TOLD = re.compile(
    r"^\W*(?:I\s+)?(?:(?:also|then|jointly|\w+ly)\s+)?"
    r"(?!(?:skilled|experienced|advanced|certified|qualified|trained|motivated|dedicated|proven|detailed)\b)(?:[a-z]{2,}ed|led|ran|built|kept|wrote|taught|made|took|set|held"
    r"|gave|sold|bought|grew|cut|drew|dealt|met|sent|drove|won|brought|oversaw|did|was|spoke|found|chose|began|rebuilt)\s.*\b(?:an?|the|for|to|with|on|at|from|of|in|by)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 7


@lru_cache(maxsize=5_000)
def tells_work(text: str) -> bool:
    """True of a sentence that tells what somebody did, as it may stand among skills on a résumé built by skills."""
    return len(text.split()) >= _FEWEST_WORDS and bool(_TOLD.search(text))


def takes_back(text: str) -> bool:
    """True where a line denies, or only wishes for, what it names: it is evidence of nothing."""
    return bool(_TAKEN_BACK.search(text))
