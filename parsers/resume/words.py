"""Words of the trade: is this piece of a line a job title, an employer, a school, a degree?

The lists are data (`parsers/vocabulary/roles.yaml`); everything is compared without case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from parsers.vocabulary import load

_TOKEN = re.compile(r"[^\W_](?:[\w.'’/-]*[^\W_]|\.)?\.?")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, accents gone, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


@cache
def _words(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """(whole words, endings) of one list."""
    words = plain(load("roles.yaml")[kind]).split()
    endings = tuple(word[1:] + female for word in words if word.startswith("*") for female in ("", "in"))
    return frozenset(word.lstrip("*") for word in words), endings


def _count(text: str, kind: str) -> int:
    whole, endings = _words(kind)
    found = 0
    for token in _TOKEN.findall(plain(text)):
        bare = token.rstrip(".")
        parts = {token, bare, bare.removesuffix("s"), *re.split(r"[/-]", bare)}
        found += bool(parts & whole) or (len(endings) > 0 and bare.endswith(endings) and len(bare) > 6)
    return found


def title_words(text: str) -> int:
    """How many words of `text` are those of job titles."""
    return _count(re.sub(r"\([^)]*\)", " ", text), "title_words")


def organization_words(text: str) -> int:
    """How many words of `text` are those of employers and schools."""
    return _count(re.sub(r"\([^)]*\)", " ", text), "organization_words")


def degree_words(text: str) -> int:
    """How many words of `text` are those of degrees and diplomas."""
    return _count(text, "degree_words")


_SCHOOL = re.compile(
    r"\b(?:universit\w*|universidad\w*|unibersidad|college|school|institut\w*|polytech\w*|politec\w*|politech\w*|academy|akademie|hochschule|"
    r"fachhochschule|gymnasium|realschule|\w*schule|lycee|ecole|escuela|colegio|escola|facult\w*|fakultat|tafe|"
    r"seminary|"
    r"berufskolleg|cegep|conservator\w*)\b"
)


def names_school(text: str) -> bool:
    """Whether a place of learning is named."""
    return bool(_SCHOOL.search(plain(text)))


_UNPAID = re.compile(
    r"\b(?:volunteer\w*|voluntary|unpaid|pro bono|ehrenamt\w*|freiwillig\w*|voluntari\w*|benevol\w*|unbezahlt|"
    r"sin remuneracion|no remunerad\w*)\b"
)


def says_unpaid(text: str) -> bool:
    """Whether work is called voluntary or unpaid."""
    return bool(_UNPAID.search(plain(text)))
