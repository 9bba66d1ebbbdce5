"""Sentences of an answer that are no deed: why it was left off, what the candidate feels, what was not done."""

from __future__ import annotations

import re

from parsers.sentences import sentences

_REASON = re.compile(
    r"\b(?:left\s+(?:it|this|that|them)\s+(?:off|out)|(?:did\s?n[o’']t|never|not)\s+(?:put|mention|list|includ|add|occur|"
    r"thought?\s+(?:of\s+|to|that|it|this|about|an|he|she|they|anyone|you)|think)\w*|"
    r"(?:was|is|were)(?:n[’']t|\s+not)\s+(?:a\s+)?(?:real\s+|proper\s+|actual\s+|paid\s+)?(?:work|job|employment|relevant|experience)\b|"
    r"(?:figured|thought|assumed|felt|afraid|worried)\s+(?:that\s+)?(?:it|this|they|employers|nobody|no\s+one|you)\b|"
    r"nobody\s+pa(?:ys|id)|not\s+on\s+my\s+(?:cv|r[ée]sum[ée])|"
    r"(?:it|this)(?:[’']s|\s+is|\s+was)\s+(?:only|just|unpaid)\b)",
    re.I,
)
_FEELING = (
    "like love enjoy hate think thought guess believe believed feel felt hope hoped want wanted wish wished suppose "
    "mean meant liked loved enjoyed hated remember figured\\s+(?:that|it|they|nobody|this) would\\s+like "
    "(?:am|was)\\s+(?:proud|happy|sorry|glad|not|afraid)"
).split()
_REMARK = re.compile(
    r"^\W*I(?:['’]m|['’]d|['’]ve)?\s+(?:also\s+|really\s+|just\s+|still\s+|always\s+)*(?:"
    + "|".join(_FEELING)
    + r")\b",
    re.I,
)
_NOT_DONE = re.compile(
    r"^\W*(?:[^I]*,?\s)?I(?:['’]ve)?\s+(?:also\s+|have\s+|had\s+)?(?:do\s?n[o’']t|do\s+not|did\s?n[o’']t|did\s+not|never|"
    r"have\s?n[o’']t|have\s+not|has\s+not|can\s?not|can[’']t|could\s?n[o’']t|could\s+not|wo\s?n[o’']t|will\s+not|"
    r"was\s?n[o’']t|was\s+not|am\s+not|not|no\s+longer)\b",
    re.I,
)
_NEGATIVE_SHORT = re.compile(r"^\W*(?:no|none|nothing|never|not\s+really|nope)\b", re.I)


def is_remark(sentence: str) -> bool:
    """Whether a sentence tells a feeling, an opinion or something not done instead of a deed."""
    return bool(_REMARK.match(sentence) or _NOT_DONE.match(sentence) or _NEGATIVE_SHORT.match(sentence))


def is_reason(sentence: str) -> bool:
    """Whether a sentence says why something is not on the résumé."""
    return bool(_REASON.search(sentence))


def reason_told(answer: str) -> str:
    """The candidate's own reason for leaving it out, as said; "" where none is told.

    >>> reason_told("I keep the books. Nobody pays me for it, so I figured it wasn't work.")
    "Nobody pays me for it, so I figured it wasn't work."
    """
    told = [answer[a:b] for a, b in sentences(answer) if is_reason(answer[a:b])]
    return told[0] if told else ""
