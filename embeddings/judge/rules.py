"""What can be counted or looked up instead of weighed: years from dates, the education ladder, language levels.

A rule speaks only where the requirement asks for something measurable; else it returns None and the weighing decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.judge.completion import Completion, completion
from embeddings.judge.cues import cues_of
from embeddings.judge.likeness import core
from embeddings.judge.model import RANK, Passage, Status
from embeddings.requirements.ask import Degree, degree_asked, degrees_named, languages_named, with_fields, years_asked
from embeddings.requirements.model import Requirement
from embeddings.taxonomy import links, related, terms_in
from embeddings.taxonomy.model import NAMED_KINDS
from embeddings.words import content_stems, words
from parsers.dates import Month, Period, months_covered

#: An entry counts towards years from these chances of its heading, or of any of its lines, on: a line must say more
#: than a heading, since years are asked of a whole job.
ABOUT_HEADING, ABOUT_LINE = 0.15, 0.2
#: A licence or certificate counts as named from this chance on.
_NAMED = 0.4
_DEGREE_WORDS = 25  #: a longer quote asks for more than the degree
#: A month or two short of a year count is not held against anyone: people round.
_MONTHS_OF_GRACE = 2
_TOLD_ENTRY = -1  #: what a story tells without an entry counts as one


#: A finding this sure is not weighed any more.
CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: `evidence` are indices of passages, best first."""

    status: Status
    confidence: float
    evidence: tuple[int, ...]
    why: str


def find_by_rule(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """The first rule that has something to say; `chances` are those of each passage to be evidence."""
    if requirement.kind == "language" or _asks_only_for_languages(requirement):
        found = _languages(requirement, passages)
        if found:
            return found
    if requirement.kind == "education" or _opens_with_degree(requirement.quote):
        return _better(
            _education(requirement, passages, chances, today), _instead(requirement, passages, chances, today)
        )
    if requirement.kind in ("licence", "certification"):
        return _credential(requirement, passages, chances, today)
    asked = years_asked(requirement.quote)
    return _years(asked.months, passages, chances, today) if asked else None


#: "A degree in the field, or four years of the same": what may stand in the place of a degree.
_OR_YEARS = re.compile(r"\bor\s+(?:at least |a minimum of |minimum )?(?=[\w+-]+\s+(?:years?|months?)\b)", re.IGNORECASE)


def _instead(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """What the years show that will do instead of a degree, None where none will or none are shown."""
    alternative = _OR_YEARS.search(requirement.quote)
    asked = years_asked(requirement.quote[alternative.end() :]) if alternative else None
    return _years(asked.months, passages, chances, today) if asked else None


def _better(left: Finding | None, right: Finding | None) -> Finding | None:
    """The better of two findings, the left one of equals."""
    if left is None or right is None:
        return left or right
    return right if RANK[right.status] > RANK[left.status] else left


def decides(requirement: Requirement) -> bool:
    """Whether the rules alone answer it: languages, by their levels. All else they count for the trained weights."""
    return requirement.kind == "language" or _asks_only_for_languages(requirement)


def short_of_years(requirement: Requirement) -> bool:
    """Whether what is asked is a number of years."""
    return years_asked(requirement.quote) is not None


def _years(months: int, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month) -> Finding | None:
    """Months of the entries that are about it, overlaps once, against the months asked."""
    counted = _entries_about(passages, chances, ABOUT_HEADING, ABOUT_LINE)
    periods = [period for i in counted if (period := passages[i].period) is not None]
    if not periods:
        dated = any(p.period and p.entry is not None for p in passages)
        return Finding("missing", 0.6, (), "No job or post with dates shows this.") if dated else None
    shown = months_covered(periods, today)
    if not shown:
        return None
    long_enough = shown + _MONTHS_OF_GRACE >= months
    why = f"{_in_years(shown)} of the {_in_years(months)} asked: {_spans(passages, counted)}."
    margin = min(abs(shown - months) / max(months, 1), 1.0)
    return Finding("met" if long_enough else "partial", round(0.55 + 0.3 * margin, 2), tuple(counted[:3]), why)


def _entries_about(passages: Sequence[Passage], chances: NDArray[np.float64], heading: float, line: float) -> list[int]:
    """The heading of every dated entry that has a heading, or a line, at least so likely to be evidence; best first."""
    best: dict[int, int] = {}
    for i, passage in enumerate(passages):
        if passage.period is None or passage.section not in ("work", "volunteer", "answer"):
            continue
        entry = _TOLD_ENTRY if passage.entry is None else passage.entry
        enough = heading if passage.kind == "heading" else line
        if chances[i] >= enough and chances[i] >= chances[best.get(entry, i)]:
            best[entry] = i
    return [_heading_of(passages, i) for i in sorted(best.values(), key=lambda i: -chances[i])]


#: Numbers that `counted` gives, for the trained weights.
COUNTED = (
    *("rule:none", "rule:missing", "rule:partial", "rule:met", "rule:confidence"),
    *("years:asked", "years:share", "years:share_at_most", "years:share_of_best"),
)
#: Chances from which an entry may be about it at all: counted so, the years are the most there can be.
_PERHAPS_HEADING, _PERHAPS_LINE = 0.04, 0.06


def counted(
    requirement: Requirement,
    passages: Sequence[Passage],
    chances: NDArray[np.float64],
    today: Month,
    found: Finding | None,
) -> NDArray[np.float64]:
    """What was counted and looked up, as COUNTED numbers; `found` is what the rules say."""
    said = [
        float(found is None),
        *(float(found is not None and found.status == s) for s in ("missing", "partial", "met")),
    ]
    asked = years_asked(requirement.quote)
    years = [0.0, 0.0, 0.0, 0.0]
    if asked:
        sure = _entries_about(passages, chances, ABOUT_HEADING, ABOUT_LINE)
        perhaps = _entries_about(passages, chances, _PERHAPS_HEADING, _PERHAPS_LINE)
        years = [
            asked.months / 120,
            *(_share(passages, one, asked.months, today) for one in (sure, perhaps, perhaps[:1])),
        ]
    return np.array([*said, found.confidence if found else 0.0, *years])


def _share(passages: Sequence[Passage], entries: Sequence[int], months: int, today: Month) -> float:
    """Months of these entries as a share of those asked, 2 at most."""
    periods = [period for i in entries if (period := passages[i].period) is not None]
    return min((months_covered(periods, today) + _MONTHS_OF_GRACE * bool(periods)) / max(months, 1), 2.0)


def _heading_of(passages: Sequence[Passage], index: int) -> int:
    """The heading of the passage's entry, which says the dates; the passage itself where the entry has none."""
    entry = passages[index].entry
    headings = (i for i, p in enumerate(passages) if p.entry == entry and p.kind == "heading")
    return next(headings, index)


def _in_years(months: int) -> str:
    years = months / 12
    number = f"{years:.0f}" if months % 12 == 0 or years >= 10 else f"{years:.1f}".removesuffix(".0")
    return f"{number} year{'' if number == '1' else 's'}"


def _spans(passages: Sequence[Passage], counted: Sequence[int]) -> str:
    shown = []
    for i in counted[:3]:
        period = passages[i].period
        if period:
            shown.append(f"{_span(period)}{f' ({passages[i].entry_heading})' if passages[i].entry_heading else ''}")
    return "; ".join(shown)


def _span(period: Period) -> str:
    end = "now" if period.ongoing else str(period.end or "?")
    return f"{period.start or '?'} to {end}"


def _education(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """The highest finished degree against the lowest that will do, then its field."""
    asked = degree_asked(requirement.quote)
    if asked is None:
        return None
    shown = [_degree_shown(i, p, requirement, float(chances[i]), today) for i, p in enumerate(passages)]
    held = [one for one in shown if one is not None and one.state not in ("planned", "absent")]
    high_enough = [one for one in held if one.level >= asked.level]
    if high_enough:
        best = max(high_enough, key=lambda one: (one.field + (one.state == "held"), one.field, one.chance))
        if best.state != "held":
            return Finding("partial", 0.75, (best.index,), "The degree is begun and not finished.")
        if best.field:
            return Finding("met", 0.75, (best.index,), "The degree asked for, or a higher one, is on the résumé.")
        return Finding("partial", 0.5, (best.index,), "A degree of that level, in another field.")
    steps = 1 if asked.level > Degree.BACHELOR else 2
    lower = [one for one in held if one.field and one.level >= Degree.UPPER and asked.level - one.level <= steps]
    if lower:
        best = max(lower, key=lambda one: (one.level, one.chance))
        return Finding("partial", 0.5, (best.index,), "A qualification in that field, below the level asked.")
    highest = max((int(one.level) for one in held if one.state == "held"), default=0)
    far = asked.level - highest > _FAR and not asked.equivalent
    return Finding("missing", CERTAIN if far else 0.75, (), "No such degree is on the résumé.")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A degree that a passage names."""

    index: int
    level: Degree
    state: Completion
    field: bool  #: in the field asked for, where one is
    chance: float


def _degree_shown(index: int, passage: Passage, requirement: Requirement, chance: float, today: Month) -> _Shown | None:
    if passage.section not in ("education", "certificates", "answer", "summary", "other"):
        return None
    text = passage.masked or passage.text
    levels = degrees_named(text) or _studied(passage, today)
    if not levels:
        return None
    state = completion(text, requirement.quote, today, study=True, period=passage.period)
    return _Shown(index, levels[-1], state, _field_agrees(requirement, passage, chance), chance)


def _studied(passage: Passage, today: Month) -> tuple[Degree, ...]:
    """A course of three years and more whose degree is not named: "Biomedical Engineering — University of Cali"."""
    over = passage.period is not None and not passage.period.ongoing
    long_enough = passage.period is not None and months_covered([passage.period], today) >= _YEARS_OF_STUDY * 12
    return (Degree.BACHELOR,) if passage.section == "education" and over and long_enough else ()


def _field_agrees(requirement: Requirement, passage: Passage, chance: float) -> bool:
    """True where no field is asked, a word of it stands there, or the passage is likely about it."""
    asked = content_stems(with_fields(requirement.quote))
    fields = [stem for stem in asked if not degrees_named(stem) and stem not in _DEGREE_STEMS]
    shown = set(content_stems(with_fields(passage.masked or passage.text)))
    if not fields or any(stem in shown for stem in fields):
        return True
    return chance >= (_LIKELY_RELATED if _RELATED_WILL_DO.search(requirement.quote) else _LIKELY)


_FAR = 1  #: steps of the ladder: a bachelor's degree is nothing of a doctorate
#: A course of at least so many years is taken for a first degree.
_YEARS_OF_STUDY = 2.5


_RELATED_WILL_DO = re.compile(
    r"\b(?:related|similar|relevant|comparable|equivalent|something close|or the like|any)\b", re.IGNORECASE
)
#: A field in other words counts as the one asked from this chance on; sooner where a related one will do.
_LIKELY, _LIKELY_RELATED = 0.5, 0.3
_DEGREE_STEMS = frozenset(
    content_stems(
        "degree diploma bachelor master associate doctorate high school university college "
        "equivalent related field discipline subject qualification GED secondary education"
    )
)


_ABOUT_LANGUAGE = re.compile(
    r"\b(?:fluen\w+|native|bilingual|spoken|written|speak\w*|read|write|languages?|mother tongue|conversational|basic"
    r"|good|"
    r"excellent|advanced|working|business|[abc][12])\b",
    re.IGNORECASE,
)


def _asks_only_for_languages(requirement: Requirement) -> bool:
    """True for "fluent Spanish or Catalan" of any kind, not for "degree in English" or "French cooking"."""
    named = {name for name, _ in languages_named(requirement.quote)}
    rest = words(_ABOUT_LANGUAGE.sub(" ", requirement.quote))
    return bool(named) and not any(content_stems(word) and word.casefold() not in named for word in rest)


def _opens_with_degree(quote: str) -> bool:
    """True for "Bachelor's degree in …" whatever kind it was taken for."""
    return bool(degrees_named(" ".join(quote.split()[:3]))) and len(quote.split()) <= _DEGREE_WORDS


def _credential(
    requirement: Requirement, passages: Sequence[Passage], chances: NDArray[np.float64], today: Month
) -> Finding | None:
    """A ticket that a line names is held, unless the line takes it back; a list is where tickets stand."""
    asked = core(requirement.quote)
    named = {i: related(asked, p.masked or p.text) for i, p in enumerate(passages)}
    subject = set(content_stems(asked)) - _TICKET_STEMS
    worth = {
        i: _CREDENTIAL_WORTH.get(named[i] or "", 0.0) + float(chances[i]) * _likely(subject, passages[i]) for i in named
    }
    order = [i for i in sorted(worth, key=lambda i: -worth[i]) if worth[i] >= _NAMED]
    for index in order:
        passage = passages[index]
        text = passage.masked or passage.text
        if cues_of(text)["others"] and passage.section in ("work", "answer"):
            continue
        state = completion(text, asked, today, _valid_years(asked))
        if state in ("planned", "absent"):
            continue
        if state != "held":
            return Finding("partial", 0.7, (index,), _STATES[state])
        if named[index] in ("adjacent", "general"):
            why = link_told(asked, text) or "Something near it, or less than it, is named."
            return Finding("partial", 0.6, (index,), why)
        return Finding("met", 0.7, (index,), "It is named among what the candidate holds.")
    return Finding("missing", 0.6, (), "Only planned, or somebody else's.") if order else None


def _likely(subject: set[str], passage: Passage) -> float:
    """What a line's chance is worth: half of it where it shares no word of the subject, but perhaps "licence"."""
    shown = set(content_stems(passage.masked or passage.text))
    return 1.0 if not subject or subject & shown else 0.5


_TICKET_STEMS = frozenset(
    content_stems(
        "licence license certificate certification card ticket permit registration qualification valid current"
    )
)
#: What the taxonomy's word on a line is worth beside its chance to be evidence.
_CREDENTIAL_WORTH = {"same": 0.5, "specific": 0.5, "adjacent": 0.3, "general": 0.3}
_STATES = {
    "lapsed": "Named, but no longer valid.",
    "unfinished": "Named, but limited or not finished yet.",
}


def _valid_years(asked: str) -> int:
    """How long what is asked for commonly lasts; 0 where nothing is known."""
    return max((mention.term.valid_years for mention in terms_in(asked)), default=0)


def link_told(asked: str, shown: str) -> str:
    """How what the text names relates to what is asked, in a sentence; "" where nothing is known, or it is the same."""
    found = links(asked, shown)
    if any(link.relation == "same" for link in found):
        return ""
    for link in found:
        if link.shown is not None and link.relation in _LINKS and link.asked.term.kind in NAMED_KINDS:
            return _LINKS[link.relation].format(shown=link.shown.term.name, asked=link.asked.term.name)
    return ""


_LINKS = {
    "specific": "It names {shown}, which serves for {asked}.",
    "adjacent": "It names {shown}, a neighbour of {asked}.",
    "general": "It names {shown}, which is less than {asked}.",
}


def _languages(requirement: Requirement, passages: Sequence[Passage]) -> Finding | None:
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
