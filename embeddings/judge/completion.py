"""Whether what a line names is held: complete and valid, lapsed, unfinished, only planned, or not there at all.

For whatever one has or has not: certificates, licences, memberships, degrees, exams. The words decide, and the dates
beside them against today: "valid until 03/2025", "2019 (three-year validity)", "exam in spring 2027", "2023 –".
"""

from __future__ import annotations

import re
from typing import Literal

from embeddings.judge.levels import is_lower
from embeddings.words import NUMBER_WORDS, content_stems
from parsers.dates import FoundPeriod, Month, Period, find_periods

Completion = Literal["held", "lapsed", "unfinished", "planned", "absent"]

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|first|second|third|fourth|fifth|sixth|"
    r"\d+(?:st|nd|rd|th))"
)
_PARTS = (
    r"(?:parts?|papers?|modules?|units?|exams?|examinations?|subjects?|credits?|ects|points?|hours?|years?|"
    r"semesters?|terms?|"
    r"courses?|levels?|stages?|items|cases|jumps|dives|lessons?|months?|weeks?|competence points|blocks?)"
)
_ABSENT = re.compile(
    r"\b(?:not attempted|never (?:taken|sat|held|had)|failed|withdrawn|revoked|rejected|refused|declined|discontinued|"
    r"dropped|abandoned|gave up|left (?:after|before|without|in)|"
    r"no (?:\w+ ){0,2}(?:licen[cs]e|certificate|degree|diploma|card|permit)|"
    r"do(?:es)? not (?:hold|have)|don['’]t (?:hold|have)|not (?:held|registered|licen[cs]ed|certified|a member)|none|"
    r"papers? (?:only )?collected|application (?:returned|rejected)|hours not enough)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planned|booked|plan(?:s|ning)? to|hop(?:e|es|ing) to|want(?:s|ing)? to|intend\w*|wish(?:es)? to|"
    r"(?:would|['’]d) (?:really |so )?(?:like|love) to|"
    r"I(?:['’]ve| have|['’]m| am)? (?:been )?(?:looked (?:at|into)|think(?:ing)? (?:of|about)) "
    r"(?:the|a|that|doing|taking)|"
    r"shall (?:register|apply|sit|take)|will (?:apply|register|sit|take|begin|start)|to be (?:taken|sat|done)|"
    r"signed up|enrolled for|registered for (?:the )?(?!active|practice)(?:january|february|march|april|may|june|"
    r"july|august|"
    r"september|october|november|december|spring|summer|autumn|winter|next|a course|20\d\d)|admitted (?:for|to start)|"
    r"accepted (?:for|to start)|about to|due to (?:start|begin|sit|take)|waiting list|next (?:year|spring|summer|"
    r"autumn|"
    r"winter|session|month)|interested in|on (?:my|the) list|again in|starts? (?:in )?(?:january|february|spring|next)|"
    r"registered,? (?:for )?(?:the )?exam\w*|exam(?:ination)? (?:on|booked)|"
    r"considering|saving (?:up )?for)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    rf"\b{_NUMBER}(?:\s*(?:–|-|to|and|&)\s*{_NUMBER})?\s+{_PARTS}?\s*(?:out )?of\s+(?:the )?{_NUMBER}\b|"
    rf"\b\d+\s*/\s*\d+\s+{_PARTS}\b|"
    rf"\b{_PARTS}\s+{_NUMBER}(?:\s*(?:–|-|to|and|&)\s*{_NUMBER})?\s+of\s+{_NUMBER}\b|"
    r"\b(?:first|second) half\b|\bhalfway\b|\bhalf(?:[- ](?:done|way|of|finished|completed)|\s+the\s+\w+)\b|"
    r"\b(?:in progress|ongoing|continuing|pending|in process|under way|underway|to finish|to complete|not (?:yet )?"
    r"(?:finished|completed?|passed|received|handed in|submitted|awarded|sat|taken|defended|done)|never handed in|"
    r"in(?:\s|-)?complete|unfinished|outstanding|remaining|running|applied for|application (?:accepted|sent|submitted)|"
    r"partial(?:ly)?|defended|"
    r"on hold|paused|interrupted|deferred|suspended studies|"
    r"to go|still (?:open|missing|to do)|missing|awaiting|waiting for|result(?:s)? (?:due|awaited|withheld|pending)|"
    r"withheld|arrears?|backlog|expected|anticipated|part[- ]?qualified|partly|started|begun|began|lessons|learner|"
    r"provisional|conditional|temporary|interim|probationary|trainee(?:ship)?|candidate|student member|"
    r"associate member|"
    r"affiliate|studying|working towards?|currently (?:taking|doing|studying|enrol\w+)|enrol(?:led|ment) (?:in|on|"
    r"since)|"
    r"theory (?:exam |class |test |part )?(?:passed|done)|written (?:part |exam(?:ination)? |test |"
    r"paper )?(?:passed|done)|"
    r"(?:practical|oral|final) (?:exam |part |test )?(?:outstanding|open|to come|due|left|missing|in \w+)|"
    r"(?:first|second|third|fourth|fifth|sixth|final|last) (?:year|semester|term)|year (?:one|two|three|four|\d)\b|"
    rf"(?:\d+(?:st|nd|rd|th)|{_NUMBER}) (?:semester|term)|semester \d+|units only|modules (?:done|passed|complete)|"
    rf"{_NUMBER} {_PARTS} (?:left|remaining|short|gained)|\w+ (?:left|open)(?=$|[,;.)])|part {_NUMBER} passed|"
    rf"portfolio at|log ?book at|"
    r"exam in|graduating|in course|re-?sit|to (?:sit|submit|be sat|be submitted|be repeated)|"
    r"(?:theory|written part) only|under (?:application|review)|"
    r"(?:submission|application) (?:made|lodged|submitted|in)|submitted|lodged|requested|"
    r"awaited|being processed|in preparation|handed in|nominated|(?:exam|test|practice|practical|outcome|decision) not|"
    r"result in \w+|not (?:yet )?(?:granted|exchanged|changed|converted|tested|certified|repeated)|not yet|"
    r"enrolled|due in|assignment \d+ due|licentiate|engineer[- ]in[- ]training|webinar|e-learning|self-study|"
    r"attended (?:a|the) (?:webinar|talk)|clp|student(?: driver['’]?s)? permit|preliminary)\b|"
    r"\b(?:levels?|parts?|modules?|stages?) (?:I{1,3}|[A-D])(?:[–-][A-D])? of\b|\bno exam|\bno result|\bshort of\b|"
    rf"\b(?:part|phase|stage|unit|module|step|day|paper) {_NUMBER}(?: (?:passed|completed?|done|only))?\s*"
    r"(?:$|[,;.)(])",
    re.IGNORECASE,
)
_LAPSED = re.compile(
    r"\b(?:lapsed|expired|ran out|run out|out of date|no longer|suspended|removed for|let go|"
    r"not (?:yet )?(?:re-?newed|re-?validated|re-?certified|refreshed|repeated|redone|maintained|kept|valid|current"
    r"|in date)|(?:re-?cert\w*|refreshers?|renewal|maintenance|update|validation|exam) (?:[(\w)-]+ )?"
    r"(?:missed|was (?:due )?(?:in )?20\d\d|would have been|overdue|not (?:done|taken|attended|since))|"
    r"needs (?:renewal|renewing)|to be renewed|"
    r"(?:fees|dues|subscription) (?:unpaid|in arrears|not paid)|retired exam|"
    r"not been renewed|renewal (?:due|missed|overdue|pending|form|not|submitted)|due for renewal|overdue|inactive|"
    r"suspended|former(?:ly)?|was (?:a |an )?(?:registered|certified|licen[cs]ed|member)|validity ended|"
    r"has ended|ended)\b",
    re.IGNORECASE,
)
_KEPT_UP = re.compile(r"\b(?:current|active|maintained|valid|renewed|revalidated|paid up)\b", re.IGNORECASE)
_ASKED_VALID = re.compile(
    r"\b(?:valid|current\w*|in date|up[- ]to[- ]date|recent|refresh\w*|renew\w*|in force)\b", re.IGNORECASE
)
#: What commonly lasts fewer years is renewed as a matter of course: its age counts only where validity is asked for.
_LONG = 3
_COURSE = re.compile(r"\b(?:program(?:me)?|course)\b", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:suspended|void|revoked|banned|disqualified|not activated|"
    r"(?:fees?|dues|subscription)\b[^,;]{0,12}\bunpaid)\b",
    re.IGNORECASE,
)
#: "expires March 2028" is no lapse; whether the date has passed decides.
_ENDS = re.compile(
    r"\b(?:expir(?:es|y|ing)|exp\.?|valid(?:ity)?(?: until| till| to| thru| through)?|until|till|up to|to|renewal"
    r"|renews?|due|ends?|good through)\s*:?\s*(?:date\s*)?(?:in\s+|on\s+|by\s+)?(?:the end of\s+)?$",
    re.IGNORECASE,
)
#: How long a thing is valid, beside the date from which on: "(3 years)", "three-yearly", "five-year card".
_WRITTEN_OUT = 12  #: larger numbers of years in words are ages, not validities
_UNIT = r"(years?|yrs?|y|months?|mths?)"
_VALID_FOR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b({_NUMBER})[- ]{_UNIT}['’]?\s+(?:validity|card|badge|limit|ticket|pass)\b",
        rf"\b(?:valid(?:ity)?|good) (?:for |of )?({_NUMBER})[- ]{_UNIT}\b",
        rf"\(({_NUMBER})[- ]?{_UNIT}\b[^)]*\)",
        rf"\b(?:every|each|for|says|at|after|renewed?) ({_NUMBER})[- ]?{_UNIT}\b(?! of)",
        rf"\b({_NUMBER})[- ](year)ly\b",
        rf",\s*({_NUMBER}) {_UNIT}\s*(?=$|[;,.)]|from)",
    )
)
#: How old it may be, said in what is asked for.
_NOT_OLDER = re.compile(
    r"\b(?:(?:with)?in (?:the )?(?:last|past|previous)|(?:during|over) the (?:last|past)|within|"
    rf"(?:not|no) (?:older|more) than|less than|under|younger than)\s+(?:({_NUMBER})\s+)?(months?|years?)\b",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_VALID = re.compile(r"(?:valid|current|expires|renewed|until|till|to|since|from)\b", re.IGNORECASE)
_STATES = (_ABSENT, _PLANNED, _LAPSED, _UNFINISHED)
#: Letters that name a ticket: "BFM", "C1", "CE", a class of one letter.
_NAMED = re.compile(r"\b(?:[A-Z]{2,}[\w+]*|[A-Z]\d?)\b|\b(?:motorcycle|forklift|trailer)\b")
_CLAUSE = re.compile(r"\s*(?:;|\s\|\s|(?<=[a-z)\d])(?<!\bexp)(?<!\bno)(?<!\bSt)\.\s+(?=[A-Z]))\s*")


def completion(
    text: str, asked: str, today: Month, valid_years: int = 0, study: bool = False, period: Period | None = None
) -> Completion:
    """What the line says about the thing asked for: of several things in a line, about that one.

    `valid_years` is how long such a thing commonly lasts (0: unknown, or for life). For a course of study the dates in
    the line, or those of its entry (`period`), say whether it is over.
    """
    part = clause_about(text, asked)
    found = find_periods(part)
    if _ABSENT.search(part):
        return "absent"
    if _planned(part, found, today):
        return "planned"
    if _lapsed(part, asked, found, today, valid_years):
        return "lapsed"
    is_course = study or bool(_COURSE.search(part))
    if _UNFINISHED.search(part) or (is_course and _open_study(part, found, period, today)) or is_lower(part, asked):
        return "unfinished"
    return "held"


def clause_about(text: str, asked: str) -> str:
    """The clause of a line that shares most words with what is asked; the whole line where none does.

    A comma parts a list only where the neighbour names another thing: "Licence B, C expired".
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    wanted = set(content_stems(asked))
    if len(clauses) < 2:
        return _without_others(text, wanted)
    shared = [len(wanted & set(content_stems(clause))) for clause in clauses]
    best = max(range(len(clauses)), key=lambda i: shared[i])
    if not shared[best]:
        return text
    following = clauses[best + 1] if best + 1 < len(clauses) else ""
    end = best + 1 + bool(following and (_hangs_on(following) or _goes_on(clauses[best], following)))
    return " ".join([_without_others(clauses[best], wanted), *clauses[best + 1 : end]])


def _goes_on(clause: str, following: str) -> bool:
    """True of a list of parts behind a colon, "A+: Core 1 passed; Core 2 not taken": the same word begins both."""
    _, colon, parts = clause.partition(":")
    return bool(colon) and parts.split()[:1] == following.split()[:1]


def _without_others(clause: str, wanted: set[str]) -> str:
    """The clause without what it says, between commas, of the state of something else: "MC licence, BFM lapsed".

    Something else is what has a name of its own; behind a colon all is about what stands before it.
    """
    parts = clause.split(", ")
    shares = [bool(wanted & set(content_stems(part))) for part in parts]
    if ":" in clause or not any(shares):
        return clause
    return ", ".join(
        part
        for part, shared in zip(parts, shares, strict=True)
        if shared or _hangs_on(part) or not _NAMED.search(part) or not any(state.search(part) for state in _STATES)
    )


def _hangs_on(clause: str) -> bool:
    """True for a clause that says something about the one before: it begins with a date, or with a word of state."""
    dated = any(one.start == 0 for one in find_periods(clause))
    return dated or clause[:1].isdigit() or any(pattern.match(clause) for pattern in (*_STATES, _VALID))


def _planned(part: str, found: list[FoundPeriod], today: Month) -> bool:
    if _PLANNED.search(part):
        return True
    if _UNFINISHED.search(part):
        return False
    starts = [one.period.start for one in found if one.period.start]
    ends_later = any(one.period.start is None for one in found)
    return bool(starts) and not ends_later and min(starts) > today and not _valid_to(part, found[0])


def _valid_to(part: str, found: FoundPeriod) -> bool:
    return bool(_ENDS.search(part[: found.start]))


def _lapsed(part: str, asked: str, found: list[FoundPeriod], today: Month, valid_years: int) -> bool:
    if _WITHDRAWN.search(part):
        return True
    for one in found:
        end = one.period.end or (one.period.start if _valid_to(part, one) else None)
        if end and (one.period.start is None or _valid_to(part, one)):
            return end < today
    if _LAPSED.search(part):
        return True
    commonly = 0 if _KEPT_UP.search(part) or (valid_years < _LONG and not _ASKED_VALID.search(asked)) else valid_years
    months = _most_months(asked) or _months_valid(part, found) or 12 * commonly
    dates = [one.period.end or one.period.start for one in found if not one.period.ongoing]
    dates += [Month(int(match), 0) for match in _BARE_YEAR.findall(part) if not found]
    latest = max((date for date in dates if date), default=None)
    if not months or latest is None or latest > today:
        return False
    return (today.year - latest.year) * 12 + (today.month or 12) - (latest.month or 12) > months


def _months_valid(part: str, found: list[FoundPeriod]) -> int:
    """How long the line itself says that it is valid, 0 where it does not, or says no date."""
    if not (found or _BARE_YEAR.search(part)):
        return 0
    match = next((match for pattern in _VALID_FOR if (match := pattern.search(part))), None)
    return _months(match[1], match[2]) if match else 0


def _months(number: str, unit: str) -> int:
    return _count(number) * (1 if unit.casefold().startswith("m") else 12)


def _count(word: str) -> int:
    number = int(word) if word.isdigit() else NUMBER_WORDS.get(word.casefold(), 0)
    return number if word.isdigit() or number <= _WRITTEN_OUT else 0


def _most_months(asked: str) -> int:
    """How old the thing asked for may be, in months: "not older than three years"; 0 where nothing is said."""
    match = _NOT_OLDER.search(asked)
    return _months(match[1] or "one", match[2]) if match else 0


def _open_study(part: str, found: list[FoundPeriod], period: Period | None, today: Month) -> bool:
    """A range without an end, or with one to come: the course of study is not over."""
    periods = [one.period for one in found if not _valid_to(part, one)] or ([period] if period else [])
    return any(one.ongoing or (one.end is not None and one.start is not None and one.end > today) for one in periods)
