"""An advertisement's statements, cut into the parts that may each be a requirement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from embeddings.linear import LinearClassifier
from embeddings.requirements.model import LONGEST_QUOTE
from embeddings.requirements.parts import EXAMPLES, Seam, describe_seams, seams
from embeddings.requirements.verbs import begins_with_verb
from embeddings.taxonomy import terms_in
from embeddings.words import content_stems, words
from parsers.job.model import JobPosting, Statement

_MODELS = Path(__file__).parent / "models"
_EDGES = " \t\n,;:.!–—-•·*|/&"
_LEAD = re.compile(
    r"(?:(?:and|or|but|also|plus|then|so|as well as|with|who|which|that|because|while|ideally|preferably|where)\b[\s,]*"
    r"|(?:you(?:['’](?:ll|ve|re))?|we(?:['’]re| are) looking for|we need|we want)"
    r"(?:\s+(?:will|must|should|can|have|also|need to|need|to|be|are|would|ideally))*\s+"
    r"|must\s+(?:be able to|have|be)\s+|able to\s+|(?:the\s+)?ability to\s+|(?:a|an|the)\s+)",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"(?:[\w’'&/ -]{1,30},\s*){0,5}[\w’'&/ -]{1,30}\bor\s", re.IGNORECASE)
_SERIES = frozenset((",", "and", "&", ", and", ", &"))
#: A seam is cut from this chance on. What is cut too often leaves fragments that look like requirements and are none;
#: what is cut too seldom gives two one answer. docs/benchmarks.md has both, from 0.5 to 1.
SURE = 0.9
#: As far as a statement may be cut: what the reader of parts learns from, more of them than it is asked about in use.
FINE = 0.5
_SHORTEST = 3  #: characters; below that a part says nothing


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a statement: `job.document.text[start:end]`, 3 to LONGEST_QUOTE characters."""

    start: int
    end: int
    statement: Statement
    first: bool  #: it opens the statement
    only: bool  #: the statement was not cut


@cache
def _seam_classifier() -> LinearClassifier:
    return LinearClassifier.load(_MODELS / "seams.npz")


def cut(job: JobPosting, least: float = SURE) -> list[Part]:
    """Every part of every statement, in order; headings are left out. Seams are cut that are so likely to be ones."""
    statements = [statement for statement in job.statements if statement.kind != "heading"]
    return [part for statement in statements for part in parts_of(job, statement, least)]


def parts_of(job: JobPosting, statement: Statement, least: float = SURE) -> list[Part]:
    """The parts of one statement."""
    text = job.document.text
    found = seams(text, statement.start, statement.end)
    cuts = [seam for seam, is_cut in zip(found, _decide(text, statement, found, least), strict=True) if is_cut]
    cuts = _without_torn_objects(text, statement, cuts)
    bounds = [statement.start, *(x for seam in cuts for x in (seam.start, seam.end)), statement.end]
    spans = [trimmed(text, bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    spans = [(start, min(end, start + LONGEST_QUOTE)) for start, end in spans if end - start >= _SHORTEST]
    return [Part(start, end, statement, i == 0, len(spans) == 1) for i, (start, end) in enumerate(spans)]


def _decide(text: str, statement: Statement, found: list[Seam], least: float) -> list[bool]:
    if not found:
        return []
    duties, bullet = statement.section == "responsibilities", statement.kind == "bullet"
    rows = np.array(describe_seams(text, statement.start, statement.end, found, duties, bullet))
    seam_classifier = _seam_classifier()
    chances = seam_classifier.probabilities(rows)[:, seam_classifier.classes.index("cut")]
    named = _named_tools(statement)
    return [
        (bool(chance >= least) or _parts_two(seam, named))
        and not _among_alternatives(text, seam, statement.end)
        and not _among_examples(text, seam, statement.start)
        for seam, chance in zip(found, chances, strict=True)
    ]


def _named_tools(statement: Statement) -> list[tuple[int, int]]:
    """Where the statement names tools, as spans of the running text."""
    mentions = (mention for mention in terms_in(statement.text) if mention.term.kind == "tool")
    return [(statement.start + mention.start, statement.start + mention.end) for mention in mentions]


def _parts_two(seam: Seam, named: list[tuple[int, int]]) -> bool:
    """True between two named tools: "Excel and QuickBooks" is two requirements in any trade."""
    return seam.start in {end for _, end in named} and seam.end in {start for start, _ in named}


def _among_alternatives(text: str, seam: Seam, end: int) -> bool:
    """True for a comma in a series that ends with "or": "a degree in economics, finance or statistics" is one thing."""
    return seam.word == "," and bool(_ALTERNATIVES.match(text, seam.end, end))


def _among_examples(text: str, seam: Seam, start: int) -> bool:
    """True inside "ledgers such as Xero, Sage and QuickBooks": one thing with examples of it."""
    opened = [match.end() for match in EXAMPLES.finditer(text, start, seam.start)]
    return bool(opened) and seam.word in _SERIES and not re.search(r"[;.()]", text[opened[-1] : seam.start])


def _without_torn_objects(text: str, statement: Statement, cuts: list[Seam]) -> list[Seam]:
    """`cuts` without those that would part a verb or a lead-in from what it is about ("Build | and fix a sheet")."""
    kept: list[Seam] = []
    for seam in cuts:
        begin = kept[-1].end if kept else statement.start
        piece = words(text[begin : seam.start])
        content = [word for word in piece if content_stems(word)]
        torn = len(piece) < 3 and (not content or (len(content) == 1 and begins_with_verb(content)))
        if not torn or seam.word in (";", ".", "|", ":"):
            kept.append(seam)
    return kept


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without joining words, lead-ins ("You will", "able to") and punctuation at its edges."""
    before = -1
    while before != start:
        before = start
        while start < end and (text[start] in _EDGES or text[start].isspace()):
            start += 1
        lead = _LEAD.match(text, start, end)
        if lead and end - lead.end() >= _SHORTEST:
            start = lead.end()
    while end > start and (text[end - 1] in _EDGES or text[end - 1].isspace()):
        end -= 1
    return _balanced(text, start, end)


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a lone bracket at its edges."""
    piece = text[start:end]
    if piece.startswith("(") and ")" not in piece:
        start += 1
    elif piece.startswith("(") and piece.endswith(")") and piece.count("(") == 1:
        return start + 1, end - 1
    if piece.endswith(")") and "(" not in piece:
        end -= 1
    return start, end
