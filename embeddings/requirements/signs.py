"""Signs that say whether a requirement is a must, where the advertisement explains them: "E = essential"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from embeddings.requirements.model import Priority
from embeddings.words import content_stems
from parsers.job.model import JobPosting

_LETTER, _MARK = r"[B-HJ-Z]", r"[*★☆†‡°]{1,2}"
#: A sign at the beginning of a line ("E2 First aid", "(D) Dutch") or at its end ("First aid (D)", "Dutch *").
#: White space follows a letter: "E-mail" and "D3.js" begin with none.
_BORNE = re.compile(
    rf"^[^\w*★☆†‡°]*(?P<first>{_LETTER}|{_MARK})\d{{0,2}}\)?(?:[.:)–-]?\s+)(?=\S)"
    rf"|\s\((?P<last>{_LETTER}|{_MARK})\)[\s.;:,]*$|\s(?P<mark>{_MARK})[.;]?$"
)
#: A letter that begins a line and is more than a word of it: with a number, a bracket or a stop.
_MARKED = re.compile(rf"^\W*(?:\({_LETTER}\d{{0,2}}\)|{_LETTER}(?:\d{{1,2}}|(?=[.:)])))")
#: Where signs are explained: letters at the beginning of a line or behind another sign's meaning.
_EXPLAINED = re.compile(
    rf"(?:^|[\n,;(:]|\b(?:where|key|and)\b)\s*[“\"(]?(?P<letter>{_LETTER})[)”\"]?\s*(?:=|:|–|—|-|means?|stands? for)\s*"
    rf"(?P<meant>[^,;.()\n]{{3,40}})"
    rf"|(?<![\w*])[(“\"]?(?P<mark>{_MARK})[)”\"]?\s*(?:=|:|–|—|-|means?|stands? for|is|are|marks?)\s*"
    rf"(?P<marked>[^,;.()\n]{{3,40}})"
)
_MEANS_MUST = re.compile(
    r"\b(?:essential|required|mandatory|musts?|necessary|eliminatory|obligatory|compulsory|indispensable)\b",
    re.IGNORECASE,
)
_MEANS_NICE = re.compile(
    r"\b(?:desir\w+|prefer\w+|optional|nice|bonus|plus|advantage\w*|valued|asset|wish\w*|welcome|helpful|merit\w*"
    r"|not (?:essential|required|necessary|a must))\b",
    re.IGNORECASE,
)
_WORDS_AROUND_IT = 2
#: Said in brackets at the end of a line: "English, fluent (essential)".
_IN_BRACKETS = re.compile(r"\(([^()]{3,25})\)[\s.;:,]*$")
_WORDS_IN_BRACKETS = 2
#: E and D need no explanation where both stand before or behind at least so many lines in all.
_ENOUGH = 3
_UNEXPLAINED: dict[str, Priority] = {"E": "must", "D": "nice"}


@dataclass(frozen=True, slots=True)
class Signed:
    """What a sign, or a word in brackets, says of a statement."""

    priority: Priority
    sign: str = ""  #: "" for a word in brackets


@dataclass(frozen=True, slots=True)
class Signs:
    """What signs say in an advertisement: of each statement that bears one, and which statements explain them."""

    of: Mapping[int, Signed]  #: by where the statement starts
    explaining: frozenset[int]  #: where those statements start

    def without(self, text: str, start: int, end: int, statement: int) -> tuple[int, int]:
        """The span of a requirement without the sign of its statement, which starts at `statement`.

        A bare letter stays, as it may be the thing itself ("C programming"), but for E and D.
        """
        own = self.of.get(statement)
        found = _BORNE.search(text[start:end]) if own and own.sign else None
        if own is None or found is None or own.sign not in found.groups():
            return start, end
        if not found["first"]:
            return start, start + len(text[start : start + found.start()].rstrip())
        bare = own.sign.isalpha() and own.sign not in _UNEXPLAINED and not _MARKED.match(text[start:end])
        return (start, end) if bare else (start + found.end(), end)


def signs_in(job: JobPosting) -> Signs:
    """The signs of an advertisement.

    One says something where a statement explains it that another bears, or where both E and D are borne.
    """
    borne = {one.start: sign for one in job.statements if (sign := _sign(one.text))}
    meanings: dict[str, Priority] = {}
    explaining = set()
    for statement in job.statements:
        others = {sign for start, sign in borne.items() if start != statement.start}
        meant = {sign: said for sign, said in _meanings(statement.text) if sign in others}
        meanings = meant | meanings
        if meant and len(content_stems(_EXPLAINED.sub(" ", statement.text))) <= _WORDS_AROUND_IT:
            explaining.add(statement.start)
    known = [sign for sign in borne.values() if sign in _UNEXPLAINED]
    if set(known) == set(_UNEXPLAINED) and len(known) >= _ENOUGH:
        meanings = _UNEXPLAINED | meanings
    in_brackets = {one.start: Signed(said) for one in job.statements if (said := _said_in_brackets(one.text))}
    by_sign = {start: Signed(meanings[sign], sign) for start, sign in borne.items() if sign in meanings}
    return Signs(in_brackets | by_sign, frozenset(explaining))


def _meanings(statement: str) -> Iterator[tuple[str, Priority]]:
    for found in _EXPLAINED.finditer(statement):
        if said := _meant(found["meant"] or found["marked"]):
            yield found["letter"] or found["mark"], said


def _sign(statement: str) -> str:
    found = _BORNE.search(statement)
    return (found["first"] or found["last"] or found["mark"]) if found else ""


def _meant(words: str) -> Priority | None:
    if _MEANS_NICE.search(words):
        return "nice"
    return "must" if _MEANS_MUST.search(words) else None


def _said_in_brackets(statement: str) -> Priority | None:
    found = _IN_BRACKETS.search(statement)
    if not found or len(found[1].split()) > _WORDS_IN_BRACKETS:
        return None
    return _meant(found[1]) if _MEANS_NICE.match(found[1]) or _MEANS_MUST.match(found[1]) else None
