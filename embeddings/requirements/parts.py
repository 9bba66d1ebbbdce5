"""Cutting a statement where its parts could deserve different answers.

"Excel and QuickBooks" is two requirements, "Spanish or Portuguese" one, "ledgers such as Xero, Sage and QuickBooks" one
with examples. Every comma, semicolon, "and", "with" … of a statement is a seam that may or may not be cut. What a seam
looks like is described here in numbers; how these weigh is learned from our annotated advertisements
(`embeddings.training`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embeddings.requirements.verbs import begins_with_verb, verb_form
from embeddings.words import content_stems, words

_SEAM = re.compile(
    r"\s*;\s*(?:and\s+|&\s*)?"
    r"|\s*,\s*(?:and|&|plus|as well as|with|but|who|which)\s+"
    r"|\s*,\s+(?!etc|or\b)"
    r"|\s+(?:and|&|plus|as well as|with|but|while|including|combined with|together with)\s+"
    r"|\s+[–—-]\s+"
    r"|\.\s+|:\s+|\s*\|\s*|\s*[()]\s*",
    re.IGNORECASE,
)
EXAMPLES = re.compile(r"\b(?:such as|e\.?g\.?,?|for example|like|including|incl\.|i\.e\.)\s", re.IGNORECASE)
_OR = re.compile(r"\bor\b|\beither\b|\bany of\b|\bone of\b", re.IGNORECASE)
_HEAD_NOUN = re.compile(
    r"\b(?:degree|diploma|licen[cs]e|certificat\w+|qualification|years?|yrs|experience|knowledge|skills?|ability|"
    r"understanding|proficien\w+|fluen\w+|registration|card|ticket)\b",
    re.IGNORECASE,
)
_NICE = re.compile(r"\b(?:plus|prefer\w*|ideal\w*|bonus|desirable|advantage\w*|nice|welcome|helpful)\b", re.IGNORECASE)
_DETERMINERS = frozenset("the a an your our their its you we they i this that these any all some".split())
_PREPOSITIONS = frozenset("in on at for to of with by from into under within using across during after before".split())

SEAM_FEATURES = (
    "semicolon comma comma_and and with but_while including dash stop colon bar paren right_verb both_verbs same_form "
    "left_words right_words short_both capital_right capital_left digit_right head_right head_left or_around "
    "examples_before "
    "examples_right nice_right nice_left determiner_right preposition_right seams duties bullet left_one right_one "
    "verb_and_short wordy_and wordy_verb capital_both or_right list_and_capital left_bare_verb right_bare_verb "
    "left_empty "
    "right_empty opening_bare_verb last_seam right_lower_short left_ends_noun_list head_both series_of_verbs"
).split()


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where a statement may be cut; `start:end` are the joining words, offsets into the text searched."""

    start: int
    end: int
    word: str


def seams(text: str, start: int, end: int) -> list[Seam]:
    """All seams in `text[start:end]`."""
    found = []
    for match in _SEAM.finditer(text, start, end):
        if (match.start() > start and match.end() < end) or match.group().strip() in "()":
            found.append(Seam(match.start(), match.end(), match.group().strip().casefold()))
    return found


def describe_seams(text: str, start: int, end: int, found: list[Seam], duties: bool, bullet: bool) -> list[list[float]]:
    """One row of SEAM_FEATURES a seam."""
    bounds = [start, *(x for seam in found for x in (seam.start, seam.end)), end]
    pieces = [text[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2)]
    return [
        _describe(seam, pieces, i, text[start : seam.start], text[seam.end : end], len(found), duties, bullet)
        for i, seam in enumerate(found)
    ]


def _describe(
    seam: Seam, pieces: list[str], i: int, before: str, after: str, count: int, duties: bool, bullet: bool
) -> list[float]:
    left, right = words(pieces[i]), words(pieces[i + 1])
    word = seam.word
    has_and = bool(re.search(r"\b(and|plus|as well as)\b|&", word))
    comma = word.startswith(",")
    right_verb, left_verb = begins_with_verb(right), begins_with_verb(left)
    capital_right = bool(right) and right[0][:1].isupper()
    capital_left = bool(left) and left[-1][:1].isupper()
    or_right = bool(re.match(r"[^,;.]*\bor\b", after))
    left_bare, right_bare = left_verb and len(left) <= 1, right_verb and len(right) <= 1
    row = {
        "semicolon": word.startswith(";"),
        "comma": word == ",",
        "comma_and": comma and has_and,
        "and": has_and and not comma and not word.startswith(";"),
        "with": "with" in word,
        "but_while": word.lstrip(", ") in ("but", "while", "who", "which"),
        "including": word == "including",
        "dash": word in ("-", "–", "—"),
        "stop": word == ".",
        "colon": word == ":",
        "bar": word == "|",
        "paren": word in ("(", ")"),
        "right_verb": right_verb,
        "both_verbs": right_verb and left_verb,
        "same_form": right_verb and verb_form(left) == verb_form(right) and bool(verb_form(left)),
        "left_words": min(len(left), 12) / 6,
        "right_words": min(len(right), 12) / 6,
        "short_both": len(left) <= 2 and len(right) <= 2,
        "capital_right": capital_right,
        "capital_left": capital_left and len(left) < 4,
        "digit_right": bool(re.match(r"\W*\w*\W*\d", pieces[i + 1])),
        "head_right": bool(_HEAD_NOUN.search(pieces[i + 1])),
        "head_left": bool(_HEAD_NOUN.search(pieces[i])),
        "or_around": bool(_OR.search(pieces[i]) or _OR.search(pieces[i + 1])),
        "examples_before": bool(EXAMPLES.search(before[max(before.rfind("("), before.rfind(";"), 0) :])),
        "examples_right": bool(EXAMPLES.match(after)),
        "nice_right": bool(_NICE.search(pieces[i + 1])),
        "nice_left": bool(_NICE.search(pieces[i])),
        "determiner_right": bool(right) and right[0].casefold() in _DETERMINERS,
        "preposition_right": bool(right) and right[0].casefold() in _PREPOSITIONS,
        "seams": min(count, 8) / 4,
        "duties": duties,
        "bullet": bullet,
        "left_one": len(left) == 1,
        "right_one": len(right) == 1,
        "verb_and_short": has_and and right_verb and len(right) <= 3,
        "wordy_and": has_and and not right_verb and min(len(left), len(right)) >= 3,
        "wordy_verb": right_verb and min(len(left), len(right)) >= 4,
        "capital_both": capital_left and capital_right,
        "or_right": or_right,
        "list_and_capital": comma and capital_right and capital_left,
        "left_bare_verb": left_bare,
        "right_bare_verb": right_bare,
        "left_empty": not content_stems(pieces[i]),
        "right_empty": not content_stems(pieces[i + 1]),
        "opening_bare_verb": left_bare and i == 0,
        "last_seam": i == count - 1,
        "right_lower_short": len(right) <= 2 and not capital_right,
        "left_ends_noun_list": comma and not right_verb and len(left) <= 3,
        "head_both": bool(_HEAD_NOUN.search(pieces[i]) and _HEAD_NOUN.search(pieces[i + 1])),
        "series_of_verbs": left_bare and right_verb,
    }
    return [float(row[name]) for name in SEAM_FEATURES]
