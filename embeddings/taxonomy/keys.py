"""How a name is compared with a text: tokens, and keys under which spellings and inflections fall together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"(?<![^\W_])\.?[^\W_]+(?:[.'’](?=[^\W_])[^\W_]+)*(?:\+\+|[+#](?![^\W_]))?|&")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_BREAK = re.compile(r"[,;:!?()\[\]{}|•·‣▪…\n\t\"“”]|\.(?=\s|$)|\s[-–—]\s")

_DROPPED = frozenset(
    """a an the The An our my their his her its your this these those all any some each every various several
    both""".split()
)

#: American spelling stands for both.
_SPELLINGS = (
    (re.compile(r"is(?=ation|ations|ational)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys(?=e$|ed$|es$|ing$|er$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3}[^aeiour])is(?=e$|ed$|es$|ing$|er$|ers$)"), "iz"),
    (re.compile(r"^(lab|col|behavi|neighb|fav|hon|hum|harb|vap|arm|endeav|savi)our"), r"\1or"),
    (re.compile(r"^(licen|defen|offen)c(?=e|ing)"), r"\1s"),
    (re.compile(r"^(cent|theat|fib|met|lit|calib)re(?=s?$|d$)"), r"\1er"),
    (re.compile(r"^(program)me(?=s?$)"), r"\1"),
    (re.compile(r"^(catalog|dialog|analog)ue"), r"\1"),
    (
        re.compile(
            r"^(label|travel|model|cancel|counsel|channel|fuel|signal|total|level|tunnel|dial|pedal)l(?=ed|ing|er|or)"
        ),
        r"\1",
    ),
    (re.compile(r"^(an|h|f|p|orthop|gyn|c)ae(?=[a-z]{3})"), r"\1e"),
    (re.compile(r"^tyre"), "tire"),
    (re.compile(r"^cheque"), "check"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^mould"), "mold"),
    (re.compile(r"^plaster?board"), "plasterboard"),
    (re.compile(r"^aluminium"), "aluminum"),
    (re.compile(r"^enrol(?=$|s$|ment)"), "enroll"),
    (re.compile(r"^fulfil(?=$|s$|ment)"), "fulfill"),
    (re.compile(r"^jeweller"), "jeweler"),
    (re.compile(r"^practis"), "practic"),
    (re.compile(r"^storey"), "story"),
    (re.compile(r"^kerb"), "curb"),
)

#: Base form first, then the forms that no rule below leads back to it.
_IRREGULAR_VERBS = """
    buy bought; build built; run ran; keep kept; make made; teach taught; drive drove driven; lead led;
    write wrote written; sell sold; send sent; feed fed; hold held; deal dealt; take took taken; do did done does;
    pay paid; find found; give gave given; grow grew grown; sew sewn; speak spoke spoken; bring brought; meet met;
    win won; tie tied tying; tell told; get got gotten; oversee oversaw overseen; show shown; lay laid; spend spent;
    see saw seen; know knew known; choose chose chosen; draw drew drawn; say said; begin began begun; fly flew flown;
    ride rode ridden; lend lent; swim swam swum; bind bound; bend bent; go went gone goes; child children;
    person people; man men; woman women; tooth teeth; foot feet; have has had; die dying; use using used uses;
    lie lying; cut cutting; set setting; put putting; understand understood; catch caught; shut shutting; stand stood
"""
_IRREGULAR = {form: forms.split()[0] for forms in _IRREGULAR_VERBS.split(";") for form in forms.split()[1:]}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text; `breaks` tells that a comma, stop or bracket stands before it."""

    text: str
    start: int
    end: int
    breaks: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order, articles and possessives left out.

    >>> [token.text for token in tokens_of("the C++ team's A&E/CI tests")]
    ['C++', "team's", 'A', '&', 'E', 'CI', 'tests']
    """
    found: list[Token] = []
    end = 0
    breaks = False
    for match in _TOKEN.finditer(text):
        word = match.group()
        breaks = breaks or bool(_BREAK.search(text, end, match.start()))
        end = match.end()
        if word in _DROPPED:
            continue
        found.append(Token(word, match.start(), end, breaks))
        breaks = False
    return found


@lru_cache(maxsize=100_000)
def exact_key(word: str) -> str:
    """The word with its capitals, without the stops of an abbreviation: "R.N" is "RN"."""
    word = word.replace("’", "'")
    word = word.replace(".", "") if _DOTTED.fullmatch(word) else word
    return "and" if word == "&" else word.removesuffix("'s")


@lru_cache(maxsize=100_000)
def name_key(word: str) -> str:
    """One key for a proper name, however it is capitalised."""
    return exact_key(word).casefold()


@lru_cache(maxsize=100_000)
def noun_key(word: str) -> str:
    """One key for a noun in the singular and plural, British and American."""
    key = _american(name_key(word).removesuffix("'"))
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 4 and key.endswith(("sses", "xes", "ches", "shes")):
        return key[:-2]
    plural = len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is", "as", "os"))
    return key[:-1] if plural else key


@lru_cache(maxsize=100_000)
def phrase_key(word: str) -> str:
    """One key for all forms of a word, British and American.

    >>> [phrase_key(word) for word in ("organised", "organizing", "hiring", "hire", "fitted", "driver's")]
    ['organiz', 'organiz', 'hire', 'hire', 'fit', 'driver']
    """
    key = name_key(word).removesuffix("'")
    if not key.isalpha():
        return noun_key(word)
    key = _without_ending(_american(_IRREGULAR.get(key, key)))
    if len(key) > 4 and key.endswith("ll"):
        return key[:-1]
    return key[:-1] if len(key) > 4 and key.endswith("e") else key


def _american(word: str) -> str:
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def _without_ending(word: str) -> str:
    if len(word) <= 3:
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2 and re.search("[aeiouy]", stem) and not word.endswith("eed"):
            return _whole(stem)
    return word


def _whole(stem: str) -> str:
    """The verb of a stem that lost -ed or -ing: "fitt" is "fit", "hir" is "hire"."""
    if stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
        return stem[:-1]
    if len(stem) == 3 and stem[-1] not in "aeiouwxy" and stem[1] in "aeiouy" and stem[0] not in "aeiou":
        return stem + "e"
    return stem + "e" if len(stem) == 2 else stem
