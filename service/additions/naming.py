"""Role and organisation as the candidate names them; what is not named is a blank in brackets."""

from __future__ import annotations

import re

from parsers.resume.words import plain, title_words

#: Roles beside those that head résumé entries.
_MORE_ROLES = frozenset(
    "captain coach referee umpire marshal elder deacon sexton organist cantor bursar publicist blogger maintainer "
    "contributor caregiver carer caretaker representative rep governor counsellor counselor babysitter dogsitter "
    "webmaster lifeguard scoutmaster quartermaster beekeeper timekeeper scorekeeper bookkeeper storyteller "
    "campaigner canvasser steward befriender spokesperson chairwoman chairman cochair co-chair".split()
)
#: Never a role alone, although they can end one.
_NOT_ALONE = frozenset("head lead help support supply hand boy girl handler major minor practice cover student".split())
_KIN = (
    "mother father mum mom dad daddy mama papa parent parents brother sister son daughter husband wife partner uncle "
    "aunt auntie cousin nephew niece grandmother grandfather grandma grandpa gran nan granny grandparents family "
    "in-laws mother-in-law father-in-law brother-in-law sister-in-law kids children child neighbour neighbor friend"
).split()
_KIN_START = re.compile(rf"(?:my\s+|our\s+)?(?:\w+['’]s\s+)?(?:{'|'.join(_KIN)})\b", re.I)

_BEING = (
    r"(?:['’]m|\s+am|\s+was|['’]ve\s+been|\s+have\s+been|\s+had\s+been|\s+became|\s+got\s+elected|\s+was\s+elected|"
    r"(?:['’]ve|\s+have)?\s+(?:also\s+)?(?:served?|work(?:ed)?|volunteer(?:ed)?|act(?:ed)?|help(?:ed)?(?:\s+out)?)\s+as)"
)
_FILLER = r"(?:(?:also|now|still|then|currently|just|actually|recently|always|the|a|an|our|my|as|their|elected)\s+)*"
_WORD = r"[^\W\d_][\w’'/&-]*"
_ROLE = re.compile(rf"\bI{_BEING}\s+{_FILLER}(?P<role>{_WORD}(?:\s+{_WORD}){{0,5}})", re.I)
_AS = re.compile(
    rf"\bI\b[^.;:!?]{{0,50}}?\bas\s+(?:the\s+|a\s+|an\s+|our\s+|my\s+)?(?P<role>{_WORD}(?:\s+{_WORD}){{0,3}})", re.I
)
_ROLE_STOP = re.compile(
    r"\s+(?:of|for|at|in|with|on|since|from|until|till|and|who|which|where|that|when|while|because|so|but|by|there|now|"
    r"last|this|every|each|during|after|before)\b.*",
    re.I | re.S,
)
_LINK = re.compile(r"\s+(?:of|for|at|in|with|on)\s+(?P<org>.+)", re.S | re.I)
_VOLUNTEERING = re.compile(
    r"\bI(?:['’](?:ve|m))?\s+(?:have\s+|am\s+|was\s+|also\s+|been\s+)*(?P<verb>volunteer(?:ed|ing)?|help(?:ed)?(?:\s+out)?|serve[ds]?|"
    r"chair(?:ed)?|coach(?:ed)?)\s+(?:at|for|with|in|on)\s+(?P<org>.+)",
    re.S | re.I,
)
_ORG_STOP = re.compile(
    r"[,.;:()\n!?–—]|\s+(?:since|from|until|till|where|who|whom|which|that|when|while|because|so|but|these\s+days|now|"
    r"every|each|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days?|on\s+weekends|at\s+weekends|"
    r"for\s+(?:about|over|nearly|almost|the|\d|two|three|four|five|six|seven|eight|nine|ten|a)\b|in\s+(?:(?:early|late|mid)?[\s-]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s+)?(?:19|20)\d\d|after|before|during|and\s+(?=I\b|[a-z])|I\b|twice|once|"
    r"last|this|who)\b|\.\s",
    re.I,
)
_DETERMINER = re.compile(r"(?:the|a|an|our|my|their|his|her|some|one\s+of\s+the)\s+(?:same\s+)?", re.I)
_INNER = re.compile(r".*\bof\s+(?:our|my|the|a|an)\s+", re.I)
_BODIES = (
    "association club charity church parish congregation mosque temple synagogue gurdwara school playgroup "
    "kindergarten nursery pre-school preschool college university council committee society union league band choir "
    "orchestra troop team group foundation trust shelter library museum hospital hospice clinic centre center "
    "food\\s+bank shop garage "
    "company firm restaurant café cafe bakery farm warehouse cooperative co-op nonprofit non-profit brigade pta pto "
    "theatre theater community platoon unit regiment station pantry kitchen garden ward chapter lodge guild"
).split()
_BODY = re.compile(
    rf"\b(?:for|at|of|in|with|to)\s+(?P<org>(?:our|a|an|the|my|their)\s+"
    rf"(?:(?!(?:from|of|for|in|at|with|who|that|to|and)\b)[\w’'-]+\s+){{0,4}}?(?:{'|'.join(_BODIES)})\b"
    rf"(?:\s+(?:{'|'.join(_BODIES)}|board|office))?)"
    r"(?=\W*$|[,.;:)!?]|\s+(?:of|in|at|on|where|who|which|that|since|and|or|to|for|with|near|there|every|each|from|when|"
    r"as|because|so|I|we|they|he|she|twice|once|until|till|is|was|were|are|has|had|then|now)\b)",
    re.I,
)


def read_role(text: str) -> tuple[str, int, int]:
    """The role as said, and the span in which it was said; a blank and an empty span where none is named.

    >>> read_role("Since 2019 I have been treasurer of our food bank.")[0]
    'Treasurer'
    """
    for pattern in (_ROLE, _AS):
        for match in pattern.finditer(text):
            role = _ROLE_STOP.sub("", match["role"])
            role = re.sub(r"\s+to\s*$", "", role).strip(" ,'’")
            if is_role(role):
                end = match.start("role") + len(role)
                return _capital(re.sub(r"^\w+['’]s?\s+", "", role)), match.start("role"), end
    helping = _VOLUNTEERING.search(text)
    if helping and helping["verb"].casefold().startswith("volunteer"):
        return "Volunteer", helping.start("verb"), helping.end("verb")
    return "[your role]", 0, 0


def is_told_beside_a_deed(text: str, start: int) -> bool:
    """True where the role stands beside what was done ("I kept the books as treasurer")."""
    for match in _AS.finditer(text):
        if match.start("role") == start:
            return not any(one.start("role") == start for one in _ROLE.finditer(text))
    return False


def read_organization(text: str, role_end: int = 0) -> str:
    """The organisation as named; "[name of the food bank]" where it is only described.

    >>> read_organization("I am treasurer of the Friends of Wolf Creek.", 14)
    'Friends of Wolf Creek'
    """
    link = _LINK.match(text, role_end) if role_end else None
    if link is None:
        link = _VOLUNTEERING.search(text)
    found = organization_named(link["org"]) if link is not None else ""
    if found:
        return found
    body = _BODY.search(text)
    return organization_named(body["org"]) if body else "[name of the organisation]"


def organization_named(rest: str) -> str:
    """A proper name as it stands; a description as a blank that repeats it; "" where it is neither."""
    stop = _ORG_STOP.search(rest)
    phrase = " ".join((rest[: stop.start()] if stop else rest).split()).strip(" '’\"")
    determiner = _DETERMINER.match(phrase)
    bare = phrase[determiner.end() :] if determiner else phrase
    words = bare.split()
    if not words or len(words) > 10 or re.match(r"(?:charge|it|them|us|me|which|general|case|this|that)\b", bare, re.I):
        return ""
    place = next((i for i, word in enumerate(words) if word in ("in", "near", "at") and i), len(words))
    proper = any(word[:1].isupper() for word in words[:place]) and not _KIN_START.match(phrase)
    if proper:
        return _capital(bare)
    if not determiner and not re.search(rf"\b(?:{'|'.join(_BODIES)})\b", bare, re.I):
        return ""
    whose = "your" if re.match(r"my\b", phrase, re.I) or re.search(r"\bmy\b", bare) else "the"
    return f"[name of {whose} {_INNER.sub('', bare)}]"


def is_role(phrase: str) -> bool:
    """Whether a phrase is the name of a role, its head word a known one."""
    words = [plain(word) for word in phrase.split()]
    if not words or (len(words) == 1 and words[0] in _NOT_ALONE):
        return False
    heads = [words[-1], words[0]] if "to" in words else [words[-1]]
    return any(head in _MORE_ROLES or title_words(head) for head in heads)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
