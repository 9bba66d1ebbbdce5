"""What the words of a part and of its statement say about its being a requirement, in numbers.

The cues name general habits of advertisements (who is the subject, what is offered, what is asked), never a trade.
"""

from __future__ import annotations

import re
from typing import get_args

from embeddings.requirements.verbs import verb_form
from embeddings.taxonomy import terms_in
from embeddings.words import content_stems, words
from parsers.job.model import SectionName, Statement, StatementKind

_PATTERNS = {
    "asks": r"\b(must|required?|requires|essential|mandatory|need(?:ed|s)?|necessary|expect(?:ed)?|should|has to|have "
    r"to)\b",
    "wishes": r"\b(prefer\w*|ideal\w*|(?:a|big|real|definite|strong) (?:plus|bonus|advantage)|bonus|desir\w+|nice"
    r"|welcome|helpful|"
    r"useful|would (?:help|be)|love)\b",
    "looks_for": r"\b(look(?:ing)? for|seek(?:ing)?|want(?:ed|s)?|after (?:a|an|someone|somebody)|(?:some|any)(?:one"
    r"|body) who)\b",
    "you": r"\byou(?:['’](?:ll|ve|re|d))?\b",
    "you_will": r"\byou(?:['’]ll| will| would| can| are| should| must| have|['’]ve|['’]re)\b",
    "your": r"\byour\b",
    "we_start": r"^\W*(?:we|our|us)\b",
    "we": r"\b(?:we|our|us)\b",
    "i": r"\b(?:i|my|me)\b",
    "we_give": r"\b(?:we|company|employer|they|i)(?:['’]ll| will| can| also)?\s+(?:\w+\s+)?(?:offer|provide|pay|give"
    r"|teach|train|"
    r"fund|cover|supply|reimburse|send|put|buy|run|match|help|support|arrange|throw|lend|sponsor)\w*\b",
    "for_you": r"\b(?:you(?:['’]ll| will| can| may)? (?:get|receive|learn|earn|join|enjoy|be (?:given|taught|trained"
    r"|paid))|"
    r"for you|provided|included|paid for|free|funded|on us|reimbursed|discount\w*|allowance|bonus(?:es)?|scheme)\b",
    "training": r"\b(?:training|trained|induction|onboarding|course|workshop|teach|taught|learn(?:ing)?|academy"
    r"|budget)\b",
    "pay": r"[$£€₹]|\b(?:salary|per hour|p/?h|per annum|p\.?a\.?|an hour|k\b|401|pension|leave|holiday|vacation"
    r"|insurance|"
    r"bonus|benefits?)\b",
    "apply": r"\b(?:apply|application|send|cv|résumé|resume|cover letter|e-?mail|interview|closing|deadline|click"
    r"|reference|"
    r"contact|phone|call us|shortlist\w*|start date)\b",
    "law": r"\b(?:equal|discriminat\w*|diversity|regardless|disabilit\w*|race|religion|gender|orientation|veteran|"
    r"accommodation|background check|drug|screening|vetting|dbs|safeguarding statement)\b",
    "others": r"^\W*(?:our|the|their|his|her|other|another|most)\s+(?!ideal|successful|right|candidate|post|role|job"
    r"|person)"
    r"[\w’'-]+(?:\s+[\w’'-]+){0,3}\s+(?:is|are|was|has|have|does|do|use[sd]?|run|runs|look|looks|handle[sd]?|take[sn]?|"
    r"will|work|works|make[s]?|keep[s]?|sign[s]?|own[s]?|manage[sd]?)\b",
    "experience": r"\b(?:experience[d]?|background|track record|history|worked|years?|yrs|seasons?|months)\b",
    "ability": r"\b(?:ability|able|can|capable|confident|comfortable|comfort|skill\w*|knowledge|know|understand\w*"
    r"|proficien\w*|"
    r"familiar\w*|fluent|competen\w*|command|grasp|eye|sense|literate|grip)\b",
    "credential": r"\b(?:degree|diploma|bachelor\w*|master\w*|ba|bsc|msc|mba|phd|gcses?|a-levels?|licen[cs]ed?"
    r"|certif\w+|"
    r"qualif\w+|registration|registered|ticket|card|accredit\w+|member\w*|nvq|apprenticeship|trade certificate)\b",
    "language": r"\b(?:english|spanish|french|german|mandarin|arabic|hindi|polish|portuguese|italian|dutch|bilingual|"
    r"welsh|irish|language|spoken|fluent|native)\b",
    "number_years": r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s*\+?\s*(?:or more\s+|to \w+\s+"
    r"|-\s*\d+\s+)?"
    r"(?:years?|yrs|months|seasons)\b",
    "no_need": r"\b(?:no need|not (?:needed|required|necessary|a condition|essential)|don['’]t (?:need|expect|mind"
    r"|care)|"
    r"(?:does|do) not (?:matter|need)|needn['’]t|without (?:any )?experience)\b",
    "question": r"\?\s*$",
    "negated": r"\b(?:not|no|never|don['’]t|won['’]t|isn['’]t|doesn['’]t|nobody|nothing)\b",
    "company": r"\b(?:founded|established|since \d{4}|employees|staff of|people|family-(?:run|owned)|team of"
    r"|headquarter\w*|"
    r"turnover|mission|values|customers|sites?|based in|part of|leading)\b",
    "duty_lead": r"\b(?:responsible for|duties|tasks|involves?|include[s]?|day to day|you(?:['’]ll| will))\b",
    "capitals_inside": r"(?<=[a-z,;)] )[A-Z][\w+#.-]*",
    "acronym": r"\b[A-Z]{2,}\w*\b",
    "digits": r"\d",
}
_COMPILED = {
    name: re.compile(pattern, 0 if name in ("capitals_inside", "acronym") else re.IGNORECASE)
    for name, pattern in _PATTERNS.items()
}
_TERM_KINDS: tuple[str, ...] = ("tool", "family", "credential", "topic", "activity")
_SECTIONS: tuple[str, ...] = get_args(SectionName)
_KINDS: tuple[str, ...] = get_args(StatementKind)

CUE_FEATURES = (
    *(f"section:{name}" for name in _SECTIONS),
    *(f"kind:{name}" for name in _KINDS),
    "modal:must",
    "modal:nice",
    "verb:base",
    "verb:ing",
    "verb:s",
    "words",
    "statement_words",
    "share",
    "only_part",
    "content",
    "content_share",
    "bare_verb",
    "first_part",
    "place",
    "colon_end",
    *(f"names:{kind}" for kind in _TERM_KINDS),
    *(f"part:{name}" for name in _PATTERNS),
    *(f"statement:{name}" for name in _PATTERNS),
    *(f"heading:{name}" for name in _PATTERNS),
)


def describe_part(part: str, first: bool, only: bool, statement: Statement, place: float) -> list[float]:
    """One row of CUE_FEATURES for a part of a statement; `place` is where it stands in the advertisement, 0–1."""
    phrase, whole = words(part), words(statement.text)
    form = verb_form(phrase)
    named = {mention.term.kind for mention in terms_in(part)}
    return [
        *(float(statement.section == name) for name in _SECTIONS),
        *(float(statement.kind == name) for name in _KINDS),
        float(statement.modal == "must"),
        float(statement.modal == "nice"),
        float(form == "base"),
        float(form == "ing"),
        float(form == "s"),
        min(len(phrase), 30) / 10,
        min(len(whole), 60) / 20,
        len(part) / max(len(statement.text), 1),
        float(only),
        min(len(content_stems(part)), 10) / 5,
        len(content_stems(part)) / max(len(phrase), 1),
        float(bool(form) and len(phrase) <= 2),
        float(first),
        place,
        float(statement.text.rstrip().endswith(":")),
        *(float(kind in named) for kind in _TERM_KINDS),
        *(float(bool(pattern.search(part))) for pattern in _COMPILED.values()),
        *(float(bool(pattern.search(statement.text))) for pattern in _COMPILED.values()),
        *(float(bool(pattern.search(statement.heading))) for pattern in _COMPILED.values()),
    ]
