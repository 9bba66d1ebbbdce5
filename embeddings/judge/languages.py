"""Languages that are asked for, by the levels that are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from embeddings.judge.cues import cues_of
from embeddings.judge.findings import Finding
from embeddings.judge.model import RANK, Passage
from embeddings.requirements.ask import languages_named
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems, words

_ABOUT_LANGUAGE = re.compile(
    r"\b(?:fluen\w+|native|bilingual|spoken|written|speak\w*|read|write|languages?|mother tongue|conversational|basic"
    r"|good|"
    r"excellent|advanced|working|business|[abc][12])\b",
    re.IGNORECASE,
)


def asks_only_for_languages(requirement: Requirement) -> bool:
    """True for "fluent Spanish or Catalan" of any kind, not for "degree in English" or "French cooking"."""
    named = {name for name, _ in languages_named(requirement.quote)}
    rest = words(_ABOUT_LANGUAGE.sub(" ", requirement.quote))
    return bool(named) and not any(content_stems(word) and word.casefold() not in named for word in rest)


def languages_shown(requirement: Requirement, passages: Sequence[Passage]) -> Finding | None:
    """The level of the language asked (of alternatives the best) against the level shown."""
    asked = languages_named(requirement.quote)
    asked = tuple(pair for pair in asked if pair[1]) or asked
    if not asked:
        return None
    best: Finding | None = None
    for name, level in asked:
        found = _language(name, level or 4, passages)
        if best is None or RANK[found.status] > RANK[best.status]:
            best = found
    return best


#: A language that is gone, or of which there are words only.
_HARDLY_ANY = re.compile(
    r"\b(?:lost (?:all|most|it)|forgot(?:ten)?|no longer|(?:a few|six|five|ten|some|\d+) words|never learnt"
    r"|never learned)\b",
    re.IGNORECASE,
)
_SPEAKING = (
    r"\b(?:sp[eo]ak\w*|spoken?|fluen\w+|native|bilingual|trilingual|convers\w+|translat\w+|interpret\w+|languages?|tongue|"
    r"mother|written|read|write|writing|understand|in (?:both )?{name}|{name}[- ]speaking|{name}[- ]medium|taught|"
    r"teach\w*|lessons?|immersion|level|[abc][12])\b|{name}\s*(?:and|&|/|,|\()|(?:and|&|/)\s*{name}"
)


def _is_spoken(name: str, passage: Passage, text: str) -> bool:
    """Whether the line speaks of the language: "French braids" and "Spanish Fork" do not."""
    if passage.section == "languages" or len(text.split()) <= _FEW_WORDS:
        return True
    return bool(re.search(_SPEAKING.replace("{name}", re.escape(name)), text, re.IGNORECASE))


#: A line this short that names a language is an item of a list.
_FEW_WORDS = 3


def _language(name: str, level: int, passages: Sequence[Passage]) -> Finding:
    shown: list[tuple[int, int]] = []
    for i, passage in enumerate(passages):
        if passage.kind == "heading" and passage.section in ("work", "volunteer"):
            continue
        text = passage.masked or passage.text
        if cues_of(text)["planned"] or _HARDLY_ANY.search(text):
            continue
        for found, said in languages_named(text):
            if found == name and _is_spoken(name, passage, text):
                shown.append((said or (4 if passage.section in ("languages", "skills", "basics", "summary") else 3), i))
    title = name.capitalize()
    if not shown:
        if name == "english":
            return Finding("met", 0.5, (), "The résumé is written in English.")
        return Finding("missing", 0.8, (), f"{title} is not named on the résumé.")
    best, index = max(shown, key=lambda pair: (pair[0], -pair[1]))
    if best >= level:
        return Finding("met", 0.75, (index,), f"{title} at the level asked.")
    return Finding("partial", 0.7, (index,), f"{title}, below the level asked.")
