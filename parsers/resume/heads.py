"""Reading the head of an entry: which words are the position, which the employer, where, and when.

A head is one to four lines in any of the usual shapes: "Title — Organisation, Town | 2019 – present", "Organisation"
over "Title, dates", "dates | Title | Organisation", "Title at Organisation". Job and employer words decide; where
they do not, the title comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parsers.dates import Period, find_periods
from parsers.resume.words import degree_words, names_school, organization_words, title_words

_STRONG = re.compile(r"\s+[—–|·•‧∙~-]+\s+|\s*[\t|•‣]+\s*|\s{3,}|\s*(?<=\w)[—](?=\w)\s*|\s@\s|\n")
_AT = re.compile(r"^(?P<title>.+?)\s+(?:at|bei|beim|chez)\s+(?:the\s+)?(?P<organization>[A-ZÀ-Þ0-9].+)$")
_IN_SPANISH = re.compile(r"^(?P<title>.+?)\s+en\s+(?P<organization>[A-ZÀ-Þ].+)$")
_OF_GERMAN = re.compile(r"^(?P<title>.+?)\s+(?:im|in der|an der|am|der|des|für)\s+(?P<organization>[A-ZÀ-Þ].+)$")
_OF_ROMANCE = re.compile(
    r"^(?P<title>.+?)\s+(?:de\s+la|del|de\s+los|du|de\s+l[’']|d[’']une?|au|à\s+la)\s*(?P<organization>\w.+)$"
)
_JOINING = (_AT, _IN_SPANISH, _OF_GERMAN, _OF_ROMANCE)
#: What became of a certificate, in front of a date.
_STATUS = re.compile(
    r"[\s,;:(]+(?:(?:is|was)\s+)?(?:earned|obtained|achieved|awarded|passed|completed|issued|renewed|refreshed|"
    r"expires?|expired|"
    r"lapsed|exp\.?|valid(?:\s+(?:until|to|through|from))?|good\s+through|expected|graduating|graduated|since|due|"
    r"class\s+of)$",
    re.IGNORECASE,
)
#: Forms that name their fields: "POSITION: Cashier".
_FIELD = re.compile(
    r"\W*(?:(?P<organization>company(?: name)?|employer|organi[sz]ation|school|institution|university|firma|"
    r"arbeitgeber|"
    r"unternehmen|empresa|centro|employeur|entreprise|établissement)|"
    r"(?P<title>position(?: held)?|job title|title|role|post|designation|degree|course|qualification|tätigkeit|"
    r"funktion|"
    r"puesto|cargo|título|poste|fonction|diplôme)|"
    r"(?P<date>dates?|period|duration|from|when|years?|zeitraum|dauer|fechas?|periodo|période|durée)|"
    r"(?P<location>location|place|address|city|ort|lugar|ciudad|lieu|ville))\s*:\s*",
    re.IGNORECASE,
)
#: "Lone Star Fields | College Station, TX": the second cell is the place, whatever its words are.
_NAME_AND_PLACE = re.compile(r"(?P<name>[^|]+) \| (?P<place>[A-ZÀ-Þ][\w .'’-]{1,30}, [A-Z]{2}(?: \d{5})?)")
_EDGE = " \t\n,;:|·•–—-~/()[]"
_NOISE = re.compile(
    r"^(?:earned|obtained|lapsed|expired|expires|valid|renewed|exp\.?|expected|anticipated|due(?: to finish)?|"
    r"graduat\w+|started|completed|since|from|until|to|full[- ]time|part[- ]time|"
    r"(?:eqf|nqf|rqf|eqr|dqr)[\s-]*(?:level|niveau)?\s*\d|"
    r"permanent|temporary|contract|remote|hybrid|on[- ]?site|vollzeit|teilzeit|jornada completa|temps (?:plein|"
    r"partiel)|"
    r"\(?\d+\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|años?|mes(?:es)?|ans?|mois)[^,;]*\)?)?$",
    re.IGNORECASE,
)
_OWN_ACCOUNT = re.compile(
    r"self[- ]employed|free-?lance|selbstst?ändig|freiberuflich|aut[óo]nom[oa]|indépendante?", re.IGNORECASE
)
_LEGAL = re.compile(r"^(?:inc|ltd|llc|llp|plc|gmbh|ag|s\.?a\.?|s\.?l\.?|corp|co|pty|pvt)\.?(?:\s|$)", re.IGNORECASE)


#: What an entry is about, which decides what its title can look like.
Subject = Literal["post", "course", "project"]


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of an entry says; empty strings where it does not."""

    title: str
    organization: str
    location: str
    periods: tuple[Period, ...]
    #: Whether position and employer are told apart by more than a comma.
    certain: bool = False


def read_head(lines: Sequence[str], of: Subject = "post") -> Head:
    """The parts of a head; of a course, degree and school stand in the place of position and employer."""
    periods: list[Period] = []
    segments: list[str] = []
    labelled: dict[str, str] = {}
    for line in _mended(lines):
        found = find_periods(line)
        periods += [one.period for one in found]
        rest = _without(line, [(one.start, one.end) for one in found])
        if not found and (placed := _NAME_AND_PLACE.fullmatch(rest)):
            rest = placed["name"]
            labelled.setdefault("location", placed["place"])
        label = _FIELD.match(rest)
        if label and label.lastgroup:
            labelled.setdefault(label.lastgroup, _trim(rest[label.end() :]))
        else:
            segments += _segments(rest, of)
    if labelled.get("title") or labelled.get("organization"):
        title, organization = labelled.get("title", ""), labelled.get("organization", "")
        return Head(title, organization, labelled.get("location", ""), _chosen(periods, of), certain=True)
    title, organization, location, certain = _assign(segments, of)
    return Head(title, organization, location or labelled.get("location", ""), _chosen(periods, of), certain)


def broken_date(line: str, following: str) -> str | None:
    """The range that the first cells of two rows make together, where neither has one; None where they make none."""
    first, second = line.split(" | ")[0].strip(), following.split(" | ")[0].strip()
    together = f"{first} {second}"
    found = find_periods(together)
    if " | " not in line or " | " not in following or len(found) != 1 or found[0].end - found[0].start < len(together):
        return None
    alone = [one.period for cell in (first, second) for one in find_periods(cell)]
    is_range = found[0].period.start != found[0].period.end
    return together if is_range and found[0].period not in alone else None


def _mended(lines: Sequence[str]) -> list[str]:
    lines = [re.sub(r"\s*\n\s*", " ", line) for line in lines]
    if len(lines) > 1 and (date := broken_date(lines[0], lines[1])):
        return [date, lines[0].partition(" | ")[2], lines[1].partition(" | ")[2], *lines[2:]]
    return lines


def _chosen(periods: Sequence[Period], of: Subject) -> tuple[Period, ...]:
    """The times of an entry: all its ranges, else its first date; of a course or certificate one only."""
    begun = [period for period in periods if period.start or period.ongoing]
    ranges = [period for period in begun if period.start != period.end or period.ongoing]
    chosen = ranges or begun[:1] or list(periods[:1])
    return tuple(chosen[:1] if of == "course" else chosen)


def _without(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """The line with the dates taken out; what they parted stays parted."""
    for start, end in reversed(spans):
        line = line[:start].rstrip(" (") + " | " + line[end:].lstrip(" ).")
    return line


def _segments(line: str, of: Subject) -> list[str]:
    """The parts between strong separators, bare of punctuation at their ends."""
    parts: list[str] = []
    for part in _split_outside(line, _STRONG):
        part = _STATUS.sub("", _trim(part))
        if _NOISE.match(part) or (parts and re.fullmatch(r"\([^()]*\)", part)):
            continue
        joined = None if of == "course" else _joined_by_preposition(part)
        if joined:
            parts += joined
        elif of == "course":
            parts += [_trim(sentence) for sentence in re.split(r"(?<=[^\W\d_]{4})\.\s+(?=[A-ZÀ-Þ])", part)]
        else:
            parts.append(part)
    return parts


def _joined_by_preposition(part: str) -> list[str] | None:
    """ "Charge Nurse at Mount Cedar Hospital" as its two parts."""
    for pattern in _JOINING:
        match = pattern.match(part)
        if match is None or not _balanced(match["title"]):
            continue
        named = organization_words(match["organization"].split(",")[0])
        sure = pattern is _AT or (title_words(match["title"]) and named)
        if sure or (pattern is _IN_SPANISH and title_words(match["title"])):
            return [_trim(match["title"]), _trim(match["organization"])]
    return None


def _trim(part: str) -> str:
    """Without separators at the ends; brackets stay where they are a pair."""
    part = part.strip(" \t\n,;:|·•–—-~/*_")
    if _balanced(part):
        return part
    return re.sub(r"\s*\([^()]{0,12}$", "", part).strip(_EDGE)


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _split_outside(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split at separators that do not stand inside brackets."""
    parts, begin = [], 0
    for match in separator.finditer(text):
        if text.count("(", 0, match.start()) > text.count(")", 0, match.start()) and ")" in text[match.end() :]:
            continue
        parts.append(text[begin : match.start()])
        begin = match.end()
    return [*parts, text[begin:]]


def _post_in_one(segments: Sequence[str], of: Subject) -> int | None:
    """Which of two parts names position and employer while the other names neither: "Malmö", "Baker, Café Linden"."""
    if len(segments) != 2 or of != "post" or any(map(_OWN_ACCOUNT.search, segments)):
        return None
    told = [bool(_title_score(part, of)) + bool(_organization_score(part, of)) for part in segments]
    at = told.index(max(told))
    return at if sorted(told) == [0, 2] and "," in segments[at] else None


_TOWN = re.compile(r"[A-ZÀ-Þ][\w .'’-]*,\s[A-ZÀ-Þ][\w .'’-]*")
_COMMA = re.compile(r"\s*[,;]\s+")


def _title_score(text: str, of: Subject) -> int:
    if of == "course":
        return 2 * degree_words(text) - 3 * names_school(text)
    return 2 * min(title_words(text), 1) if of == "post" else 0


def _organization_score(text: str, of: Subject) -> int:
    return organization_words(text) + (3 * names_school(text) if of == "course" else 0)


def _assign(segments: Sequence[str], of: Subject) -> tuple[str, str, str, bool]:
    """(title, organisation, location, certain) from the parts of a head."""
    if not segments:
        return "", "", "", False
    if len(segments) == 1:
        return _from_commas(segments[0], of)
    both = _post_in_one(segments, of)
    if both is not None:
        title, organization, location, certain = _from_commas(segments[both], of)
        return title, organization, location or segments[1 - both], certain
    scores = [_title_score(part, of) - _organization_score(part, of) for part in segments]
    if max(scores) <= 0 and scores[0] < 0 and all(_TOWN.fullmatch(part) for part in segments[1:]):
        return "", *_place(", ".join(segments), of), False
    best = max(range(len(segments)), key=lambda i: (scores[i], -i))
    if of == "course":
        best = next((i for i, score in enumerate(scores) if score > 0), best)
    title_at = best if scores[best] > 0 or scores[0] < 0 else 0
    rest = [i for i in range(len(segments)) if i != title_at]
    organization_at = max(rest, key=lambda i: (-scores[i] if _organization_score(segments[i], of) else 0, -i))
    if of == "course" and degree_words(segments[organization_at]) and not names_school(segments[organization_at]):
        return ", ".join(segments[:2]), "", ", ".join(segments[2:]), False
    whole = segments[title_at]
    if not _organization_score(segments[organization_at], of) and "," in whole:
        title, organization, location, _ = _from_commas(whole, of)
        if _organization_score(organization, of) and not _OWN_ACCOUNT.fullmatch(organization):
            return title, organization, location or segments[organization_at], True
    organization, location = _place(segments[organization_at], of)
    left = [segments[i] for i in rest if i != organization_at]
    if not location and left and len(left[0].split()) <= 5:
        location = left[0]
    return whole, organization, location, True


def _from_commas(text: str, of: Subject) -> tuple[str, str, str, bool]:
    """A head without strong separators: "Baker, Hobbs & Daughters Ltd, Leeds"."""
    parts = [part for part in (_trim(part) for part in _split_outside(text, _COMMA)) if part and not _NOISE.match(part)]
    titles = [_title_score(part, of) for part in parts]
    employers = [_organization_score(part, of) for part in parts]
    if of == "course" and employers and not names_school(parts[0]):
        employers[0] = 0
    if not parts:
        return "", "", "", False
    if employers[0] > 0 and titles[0] < employers[0]:
        organization_first = _organization_first(parts, titles, employers)
        if organization_first:
            return organization_first
    later = range(1, len(parts))
    school = next((i for i in later if names_school(parts[i])), 0) if of == "course" else 0
    at = school or next(
        (i for i in later if employers[i] > 0 and employers[i] >= titles[i] and not _LEGAL.match(parts[i])), 0
    )
    if at and at + 1 < len(parts) and _OWN_ACCOUNT.fullmatch(parts[at]):
        at += 1
    certain = at > 0
    if not at:
        at = next((i for i in later if titles[i] <= 0), 0)
    if of == "course" and not certain:
        at = 0
    if not at:
        return ", ".join(parts), "", "", False
    organization, location = _place(", ".join(parts[at:]), of)
    return ", ".join(parts[:at]), organization, location, certain


def _organization_first(
    parts: Sequence[str], titles: Sequence[int], employers: Sequence[int]
) -> tuple[str, str, str, bool] | None:
    """ "Hobbs Ltd, Leeds, Baker" or "Hobbs Ltd, Leeds"; None where the employer seems to come later."""
    at = next((i for i in range(1, len(parts)) if titles[i] > 0 and titles[i] > employers[i]), 0)
    if not at:
        if any(employers[i] > employers[0] for i in range(1, len(parts))) and titles[0] > 0:
            return None
        return "", parts[0], ", ".join(parts[1:]), False
    if any(employer >= employers[0] for employer in employers[at + 1 :]):
        return None
    return ", ".join(parts[at:]), parts[0], ", ".join(parts[1:at]), True


def _place(text: str, of: Subject) -> tuple[str, str]:
    """An employer's name and the place behind it: "Hobbs Ltd, Leeds" as ("Hobbs Ltd", "Leeds")."""
    parts = [part.strip() for part in _split_outside(text, _COMMA)]
    name = [parts[0]]
    for part in parts[1:]:
        if not (_LEGAL.match(part) or _organization_score(part, of)):
            break
        name.append(part)
    return ", ".join(name), ", ".join(parts[len(name) :])
