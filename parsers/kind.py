"""Is a document a résumé or a job advertisement?

Both are recognised by how they speak: a résumé opens with a name and contact details, has entries with date ranges
and headings such as "Education"; an advertisement addresses the reader, names requirements and duties, and says how
to apply.
"""

from __future__ import annotations

import re
from typing import Literal

from parsers.dates import find_periods
from parsers.document import Document
from parsers.resume.headings import known_section
from parsers.resume.words import plain

Kind = Literal["resume", "job"]

#: Half-way between the least that a résumé and the most that an advertisement of ours reached (4.7 and −0.1, of 143).
_MIDDLE = 1.5

_JOB_HEADINGS = re.compile(
    r"(?:about (?:the|this) (?:job|role|position|post|opportunity|team|company)|the (?:role|job|position|post|"
    r"opportunity|team)|"
    r"job (?:description|purpose|summary|title|details|type)|role (?:purpose|overview|summary)|person specification|"
    r"(?:key |main |essential |core )?(?:responsibilities|duties|requirements|criteria|functions)|essential|desirable|"
    r"(?:required|preferred|minimum|desired|basic) (?:qualifications|skills|experience|requirements)|"
    r"what (?:you.ll|you will|we|we.re|we are|you|it takes|to expect|is in it).*|who (?:you are|we are|you.ll|we.re).*|"
    r"(?:what's|whats|what is) in it.*|why (?:join|work|us).*|about (?:us|you)|our (?:offer|benefits|values|client|"
    r"team)|"
    r"benefits|perks|we offer|how to apply|to apply|apply now|application process|pay|salary|compensation|the package|"
    r"equal opportunit\w+.*|nice to have|must have|you (?:have|bring|are|will).*|your (?:profile|tasks|role|mission).*|"
    r"(?:deine|ihre|ihr|dein) (?:aufgaben|profil|qualifikation\w*)|aufgaben|anforderungen|wir bieten|das bieten wir.*|"
    r"stellenbeschreibung|uber uns|requisitos|funciones|ofrecemos|se ofrece|que ofrecemos|descripcion del puesto|"
    r"missions?|vos missions|profil recherche|votre profil|nous offrons|le poste|a propos de nous|avantages)\W*"
)
_TO_THE_READER = re.compile(
    r"\b(?:you will|you.ll|you have|you are|you.re|your (?:application|cv|resume|résumé|role|duties|responsibilities)|"
    r"we are "
    r"(?:looking|seeking|hiring|recruiting)|we.re (?:looking|hiring)|the (?:successful|ideal) candidate|candidates?|"
    r"applicants?|"
    r"the post\s?holder|apply (?:by|now|online|at|to|via|with)|to apply|join (?:us|our)|equal opportunity|must have|"
    r"is required|are required|is preferred|required|preferred|desirable|essential|we offer|per annum|pro rata|"
    r"per hour|closing "
    r"date|wir (?:suchen|bieten|erwarten)|bewerb\w+|sie (?:haben|bringen|sind|verfügen)|du (?:hast|bringst|bist)|"
    r"\(m/w/d\)|"
    r"buscamos|ofrecemos|se (?:requiere|busca|ofrece|valorará)|imprescindible|candidat\w*|incorporación|"
    r"nous (?:recherchons|"
    r"offrons|proposons)|vous (?:êtes|avez|serez|disposez)|rejoignez|\(?h/f\)?|postuler)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:I|I've|I'm|I’ve|I’m|my|me|ich|mein\w*|yo|mi|mis|je|j'ai|mes)\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def kind_of(document: Document) -> Kind:
    """What the document is more like; an empty one counts as an advertisement, which then says that it asks for "
    "nothing."""
    return "resume" if resume_likeness(document) > 0 else "job"


def resume_likeness(document: Document) -> float:
    """Cues for a résumé less cues for an advertisement: positive for a résumé, the further from 0 the surer."""
    text = document.text
    words = max(len(text.split()), 1)
    per_hundred = 100 / max(words, 150)
    ranges = sum(1 for one in find_periods(text) if one.period.ongoing or one.period.start != one.period.end)
    score = 1.2 * min(ranges, 8) - 1.6 * min(len(_TO_THE_READER.findall(text)) * per_hundred, 6)
    score += 0.4 * min(len(_OF_ONESELF.findall(text)) * per_hundred, 4)
    score += _heading_cues(document) - _MIDDLE
    return score + _opening_cues(text)


def _heading_cues(document: Document) -> float:
    score = 0.0
    for block in document.blocks:
        heading = document.text[block.start : block.end]
        if block.kind in ("bullet", "row") or len(heading) > 60:
            continue
        if _JOB_HEADINGS.fullmatch(plain(heading)):
            score -= 2.0
        elif known_section(heading) in (
            "work",
            "education",
            "references",
            "languages",
            "interests",
            "skills",
            "certificates",
        ):
            score += 1.0
    return score


def _opening_cues(text: str) -> float:
    """Contact details of a person near the top."""
    return 2.0 if _EMAIL.search(text[:400]) else 0.0
