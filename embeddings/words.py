"""Words, stems and how telling a word is.

Stems are Porter2's (snowballstemmer). A word's weight is its inverse document frequency where a table is given, else 1
for any word that is not a stop word.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[+#]|[.'’&/](?=[^\W_]))*[+#]*", re.UNICODE)

#: Words that carry no subject matter of their own.
STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each either else etc even every few for from further get gets had has have
    having he her here hers him his how i if in into is it its itself just like made make makes making many may me might
    more most must my no nor not of off on once one only onto or other our ours out over own per shall she should so
    some such than that the their theirs them then there these they this those through to too under until up upon us
    use used uses using very via was we well were what when where whether which while who whom whose why will with
    within without would you your yours yourself""".split()
)
#: Words that advertisements and résumés put around any subject.
FRAME_WORDS = frozenset(
    """ability able across activities appropriate area areas background basic candidate capable comfortable competent
    confident days demonstrable demonstrated duties effective effectively equivalent essential excellent experience
    experienced expertise familiar familiarity field good great hands-on ideal ideally including job key knowledge least
    level minimum new plus position preferably preferred previous proficiency proficient proven related relevant require
    required requirement requirements responsibilities responsible role similar skill skilled skills solid strong
    support understanding week work worked working year years yrs""".split()
)

#: What number words stand for, as far as people write them out.
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=1
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80, "hundred": 100, "dozen": 12}


def words(text: str) -> list[str]:
    """Words as they stand, case kept: letters and digits with inner full stops, apostrophes, slashes, and + or #.

    >>> words("C++, node.js & the driver's licence")
    ['C++', 'node.js', 'the', "driver's", 'licence']
    """
    return [match.group().replace("’", "'") for match in _WORD.finditer(text)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Porter2 stem of a word in lower case, possessive 's dropped."""
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    return word if any(not c.isalpha() for c in word) else str(_STEMMER.stemWord(word))


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry subject matter, in order, each once."""
    found: dict[str, None] = {}
    for word in words(text):
        lower = word.casefold()
        if lower in STOP_WORDS or lower in FRAME_WORDS or (len(lower) == 1 and not lower.isalnum()):
            continue
        for part in (lower, *lower.split("/")) if "/" in lower else (lower,):
            if part:
                found[stem(part)] = None
    return tuple(found)
