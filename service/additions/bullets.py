"""The candidate's own sentences in résumé form: the "I" goes, the words stay.

What is done to a sentence is little and can be checked: "I", "I have" and "I am" are left out, a phrase in front of
them ("Every Sunday", "When my father fell ill") moves to the end in brackets, "our" becomes "the", the first letter
becomes a capital. No word is added. Sentences of which the candidate is not the subject are never turned; they are kept
as said where they matter, for the candidate to reword.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.sentences import sentences
from service.additions.model import Bullet
from service.additions.remarks import is_reason, is_remark

_OPENING = re.compile(
    r"(?:(?:well|yes|yeah|yep|oh|sure|actually|ok|okay|hm+|also|and|but|so|then|besides|plus)\b[,\s]+)+", re.I
)
_CLAUSE_LEADS = "when while before after since because whenever for like as"
_PHRASE_LEADS = (
    "on in from during at last this until between now twice once by sometimes usually later over through throughout"
)
_TIME = (
    r"(?:(?:second|other|single|last|two|three|few|of|the)\s+)*(?:mornings?|afternoons?|evenings?|nights?|days?|weekends?|weeks?|"
    r"months?|quarters?|terms?|seasons?|summers?|winters?|springs?|autumns?|falls?|years?|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|christmas|easter)"
)
_LEADS = (
    rf"(?:{'|'.join(_CLAUSE_LEADS.split())})\b(?:(?!\bI\b)[^;:.]){{1,90}}?"
    rf"|(?:(?:{'|'.join(_PHRASE_LEADS.split())})|(?:every|each|all|most|one|two|three)\s+{_TIME})\b"
    r"(?:\s+(?!I\b)[\w'’-]+,?){0,9}?"
)
_LEAD = re.compile(rf"(?P<lead>{_LEADS}),?\s+(?=I\b)", re.I)
#: A verb in a phrase that should have none: then it is a clause about something else.
_FINITE = re.compile(r"\b(?:is|are|was|were|went|has|had|have|would|will|can|could|so|and\s+then)\b", re.I)
_DATED = re.compile(r"(?:since|from|between|until|in)\b.*\b(?:19|20)\d\d\b", re.I)
_IRREGULAR = (
    "been done made kept run led held taught written built bought brought sold sent set put paid met read gone given "
    "taken seen found got had told spent stood grown become begun chosen drawn driven known shown spoken sung won worn "
    "dealt cut hit let overseen undertaken caught fought sought sat laid lent left lost fed bred"
).split()
_PARTICIPLE = rf"(?:\w+ed|{'|'.join(_IRREGULAR)})"
_ADVERB = (
    r"(?:(?:also|always|recently|regularly|personally|forever|now|still|just|only|mostly|usually|often|since|then|even|"
    r"never)\s+)*"
)
_SUBJECT = re.compile(
    r"I(?:['’]ve|['’]d|\s+have|\s+had)\s+been\s+"
    rf"|I(?:['’]ve|['’]d|\s+have|\s+had)\s+(?={_ADVERB}{_PARTICIPLE}\b)"
    rf"|I(?:['’]m|\s+am|\s+was)\s+(?={_ADVERB}(?:\w+ing|{_PARTICIPLE}|responsible|in\s+charge)\b)"
    r"|I\s+(?!have\b|had\b|am\b|was\b|['’])"
)
_POSSESSION = re.compile(r"I(?:['’]ve\s+got|\s+have\s+got|\s+have|\s+hold)\s+(?:a|an|the|my)\s+", re.I)
_AGAIN = re.compile(
    r"(?P<joint>\b(?:and|but|so|then|or)\s+(?:(?:then|also)\s+)?|;\s*)"
    r"(?P<lead>(?:(?:on|in|at|every|each|before|after)\s[^,;.I]{2,30}?,?\s+)?)"
    rf"I(?:['’]ve\s+|\s+have\s+|\s+)(?={_ADVERB}(?!have\b|had\b|am\b|was\b)[a-z])",
)
_ANY_LEAD = "|".join([*_CLAUSE_LEADS.split(), *_PHRASE_LEADS.split(), "every", "each"])
_NEXT = re.compile(
    r"(?:\s*;\s*(?:and\s+|but\s+)?|,\s+(?:and|but)\s+)"
    rf"(?=(?:(?:{_ANY_LEAD})\b[^,;:.]{{2,40}}?\s)?I\b)"
)
_POINTING = re.compile(r"\b(?:it|them|that|those|these|this|they|he|she|him|her|there|one|so)\b", re.I)
_POINTS_AT_ONCE = re.compile(r"\S+\s+(?:it|that|this|them|those|so)\b|(?:\S+\s+){2}(?:it|this|them)\b", re.I)
_POINTS_BACK = re.compile(
    r"(?:who|which|where|when|so|but|because|although|though|since|from|until|it|that|they|we|he|she)\b", re.I
)
#: Whoever else acts in a sentence: behind them an "I" may not be left out.
_OTHERS = re.compile(
    r"\b(?:who|which|that|he|she|they|we|you|it|people|every(?:one|body)|some(?:one|body)|no(?:body|\s+one)|where|because|"
    r"when|while|if)\b|\w+\s+(?:is|are|was|were|has|wants?|wanted|gives?|gave|asked|sent|would)\b",
    re.I,
)
_DROPPED = re.compile(r"(?:also|then|basically)\s+", re.I)
_OUR = re.compile(
    r"\b[Oo]ur\s+(?!(?:own|mother|father|mum|mom|dad|parents?|son|daughter|kids?|child|children|family|home|house|"
    r"brother|sister|grand\w+|uncle|aunt)\b)"
)
#: A bullet of fewer words says nothing a recruiter could use.
_FEWEST_WORDS = 3


def bullets_of(answer: str, told_as_role: tuple[int, int] = (0, 0), quotes: Sequence[str] = ()) -> tuple[Bullet, ...]:
    """What the answer says its teller did, in the order told.

    `told_as_role` is the span that already stands as the entry's role. Of sentences about others only those are kept
    whose words lifted something (`quotes`).
    """
    spans = [(start, end) for start, end in sentences(answer)]
    wanted = [_holds(answer, span, quotes) for span in spans]
    found: list[Bullet] = []
    for (start, end), lifted in zip(spans, wanted, strict=True):
        sentence = answer[start:end]
        if is_reason(sentence) or (is_remark(sentence) and not lifted):
            continue
        for text, a, b in _turned(sentence, start, told_as_role):
            found.append(Bullet(text, answer[a:b], a, b))
        told = start <= told_as_role[0] < end and told_as_role[1]
        if lifted and not told and not any(start <= bullet.start < end for bullet in found):
            found.append(Bullet(_finished(sentence), sentence, start, end, ready=False))
    return tuple(found)


def _holds(answer: str, span: tuple[int, int], quotes: Sequence[str]) -> bool:
    """Whether the sentence is part of a quote, or a quote part of it."""
    for quote in quotes:
        at = answer.find(quote)
        if quote and at >= 0 and at < span[1] and span[0] < at + len(quote):
            return True
    return False


def _turned(sentence: str, offset: int, role: tuple[int, int]) -> list[tuple[str, int, int]]:
    """The sentence's own deeds in résumé form with their spans in the answer; none where "I" is not its subject."""
    body = offset
    opening = _OPENING.match(sentence)
    if opening:
        body += opening.end()
    pieces: list[tuple[int, int]] = []
    start, stop = body, offset + len(sentence)
    for match in _NEXT.finditer(sentence, body - offset):
        following = sentence[match.end() :]
        if not _POINTING.search(following.split(";")[0]):
            pieces.append((start, offset + match.start()))
            start = offset + match.end()
    pieces.append((start, stop))
    turned = []
    for a, b in pieces:
        text = _without_subject(sentence[a - offset : b - offset], a, role)
        if text:
            turned.append((text, a, b))
    return turned


def _without_subject(clause: str, offset: int, role: tuple[int, int]) -> str:
    lead = _LEAD.match(clause)
    if lead and not _is_circumstance(lead["lead"]):
        return ""
    front = lead["lead"].strip(" ,") if lead else ""
    rest = clause[lead.end() :] if lead else clause
    at = offset + len(clause) - len(rest)
    if role[1] and at <= role[0] < offset + len(clause):
        return _beside_role(clause[max(role[1] - offset, 0) :])
    held = _POSSESSION.match(rest)
    subject = held or _SUBJECT.match(rest)
    if subject is None or is_remark(rest):
        return ""
    deed = rest[subject.end() :]
    dropped = _DROPPED.match(deed)
    deed = deed[dropped.end() :] if dropped else deed
    deed = _AGAIN.sub(_joined, deed)
    if len(deed.split()) < _FEWEST_WORDS - (held is not None) or (not front and _POINTS_AT_ONCE.match(deed)):
        return ""
    text = _finished(_OUR.sub("the ", deed))
    if front and not _DATED.match(front):
        text = f"{text} ({front[:1].lower()}{front[1:]})"
    return text


def _is_circumstance(lead: str) -> bool:
    """Whether what stands before "I" only says when, where or why; "my wife and" is another subject."""
    first, last = lead.split()[0].casefold(), lead.rstrip(" ,").split()[-1].casefold()
    return last not in ("and", "or", "which", "that", "who") and (
        first in _CLAUSE_LEADS.split() or not _FINITE.search(lead)
    )


def _joined(match: re.Match[str]) -> str:
    """ "and I pay" as "and pay", unless somebody else has acted in between."""
    between = match.string[: match.start()]
    return match[0] if _OTHERS.search(between) else match["joint"] + match["lead"]


def _beside_role(rest: str) -> str:
    """What a sentence that names the role says besides: the clause behind its first comma or semicolon."""
    match = re.search(r"[;,]\s+(?:and\s+)?", rest)
    if match is None:
        return ""
    clause = rest[match.end() :]
    if re.match(r"I\b", clause):
        return _without_subject(clause, 0, (0, 0))
    return "" if _POINTS_BACK.match(clause) or len(clause.split()) < _FEWEST_WORDS + 1 else _finished(clause)


def _finished(text: str) -> str:
    text = " ".join(text.split()).rstrip(" .;,:!").strip()
    return text[:1].upper() + text[1:]
