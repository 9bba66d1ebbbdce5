"""Languages that a text names, and how well: levels of the CEFR, what people write instead, and test scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

#: Common European Framework levels as numbers.
CEFR = {"a1": 1, "a2": 2, "b1": 3, "b2": 4, "c1": 5, "c2": 6}
#: A language that is named to say that one does not have it.
ABSENT = -1
#: What people write instead of a level, the telling before the doubtful.
_LEVEL_WORDS = (
    (
        1,
        r"\b(?:(?:few|couple of|some|half a dozen|\w+) (?:words|phrases)\b|survival|the next one|greet\w*|hello|"
        r"numbers|taster|finger ?spelling|commands|introductory)",
    ),
    (
        2,
        r"\b(?:learner|learning|beginner\w*|mynediad|duolingo|first[- ]level|entry level|level [12]|"
        r"(?:course|class\w*)\b)",
    ),
    (4, r"\bprofessional working\b"),
    (3, r"\blimited working\b"),
    (2, r"\belementary\b"),
    (
        6,
        r"\b(?:native|mother(?:['’]s)? (?:tongue|language)|first language|home language|bilingual|muttersprach\w*|"
        r"langue maternelle|nativ[oa])\b",
    ),
    (
        5,
        r"\b(?:fluent\w*|advanced|excellent|perfect\w*|business|negotiat\w+|verhandlungssicher|flie(?:ß|ss)end|courant|"
        r"very good|strong|polished|professional|working language)\b",
    ),
    (4, r"\b(?:upper[- ]intermediate|(?<!not )good|confident\w*|proficien\w+|working|(?<!as )well)\b"),
    (
        3,
        r"\b(?:conversational\w*|intermediate|everyday|hold a (?:conversation|call)|get by|moderate|fair|"
        r"satisfactory)\b",
    ),
    (
        2,
        r"\b(?:basic\w*|a (?:little|bit)|little|some|school|rusty|weak|simple|kitchen|market|street|foundation|"
        r"for (?:the )?(?:tourists|guests|shop|boarding|treatment)|tourists?|can order)\b",
    ),
    #: Understood or read only, where the candidate says no more.
    (2, r"\b(?:read(?:s|ing)?|understand\w*|understood|follows?|passive\w*)\b"),
)
_LEVEL_PATTERNS = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _LEVEL_WORDS)
_NAMES = (
    "english spanish french german italian portuguese dutch czech slovak hungarian romanian bulgarian greek turkish "
    "russian ukrainian serbian croatian bosnian slovenian macedonian albanian swedish norwegian danish finnish "
    "estonian latvian lithuanian icelandic irish welsh gaelic breton basque catalan galician luxembourgish romani "
    "arabic hebrew "
    "persian farsi dari pashto kurdish urdu hindi bengali punjabi gujarati marathi tamil telugu kannada malayalam "
    "sinhala nepali mandarin cantonese hokkien japanese korean vietnamese thai khmer lao burmese indonesian malay "
    "filipino cebuano ilocano hiligaynon swahili amharic oromo tigrinya somali hausa yoruba igbo twi fante dagbani "
    "krio wolof bambara lingala kinyarwanda luganda dholuo kikuyu luhya borana shona ndebele zulu xhosa sotho sepedi "
    "tswana tsonga venda swati afrikaans bemba nyanja chichewa malagasy maltese georgian armenian azerbaijani kazakh "
    "uzbek mongolian tibetan samoan tongan fijian hawaiian quechua aymara guarani nahuatl cree ojibwe inuktitut mohawk "
    "yiddish esperanto auslan asl bsl lsf"
).split()
#: Other names of the same language.
_ALIASES = {
    "kiswahili": "swahili", "isizulu": "zulu", "isixhosa": "xhosa", "isindebele": "ndebele", "sesotho": "sotho",
    "setswana": "tswana", "xitsonga": "tsonga", "tshivenda": "venda", "siswati": "swati", "tagalog": "filipino",
    "bahasa melayu": "malay", "bahasa malaysia": "malay", "bahasa indonesia": "indonesian", "chinese": "mandarin",
    "putonghua": "mandarin", "british sign language": "bsl", "american sign language": "asl", "deutsch": "german",
    "français": "french", "español": "spanish", "castellano": "spanish", "slovene": "slovenian", "gikuyu": "kikuyu",
    "quichua": "quechua", "te reo maori": "te reo", "te reo māori": "te reo", "maori": "te reo", "māori": "te reo",
}  # fmt: skip
#: Polish with a capital: one can also polish floors, or keep an ewe.
_LANGUAGES = re.compile(
    rf"\b(?:{'|'.join(sorted([*_NAMES, *_ALIASES], key=len, reverse=True))}|te reo|sign language|"
    r"(?-i:Polish|Ga|Ewe|Latin(?! America)))\b",
    re.IGNORECASE,
)
#: Tests that say the language by their name; the score or level follows, or stands in the name.
_TESTS = tuple(
    (re.compile(pattern, re.IGNORECASE), name, scores)
    for pattern, name, scores in (
        (r"\bIELTS\b[^;|\d]{0,40}(\d(?:\.\d)?)", "english", ((8.5, 6), (7.0, 5), (5.5, 4), (4.0, 3), (0.0, 2))),
        (r"\bTOEFL(?: iBT)?\b[^;|\d]{0,20}(1[01]\d|\d\d)\b", "english", ((114, 6), (95, 5), (72, 4), (42, 3), (0, 2))),
        (r"\bTOEIC\b[^;|\d]{0,20}(\d{3})\b", "english", ((945, 5), (785, 4), (550, 3), (0, 2))),
        (r"\bCELPIP\b[^;|\d]{0,20}(\d{1,2})\b", "english", ((10, 5), (7, 4), (5, 3), (0, 2))),
        (r"\bJLPT\b[^;|\d]{0,10}N?([1-5])\b", "japanese", ((5, 1), (4, 2), (3, 3), (2, 4), (0, 5))),
        (r"\b(?:japanese\b[^;|,\d]{0,12})N([1-5])\b", "japanese", ((5, 1), (4, 2), (3, 3), (2, 4), (0, 5))),
        (r"\bHSK\b[^;|\d]{0,10}([1-6])\b", "mandarin", ((6, 6), (5, 5), (4, 4), (3, 3), (0, 2))),
    )
)
_NAMED_TESTS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(?:DELF|DALF|TCF|TEF)\b", "french"),
        (r"\b(?:DELE|SIELE)\b", "spanish"),
        (r"\b(?:Goethe[- ]\w+|TestDaF|DSH|telc Deutsch)\b", "german"),
        (r"\b(?:CILS|CELI)\b", "italian"),
        (r"\b(?:Cambridge (?:English )?|)(?:FCE|CAE|CPE)\b", "english"),
    )
)
_TEST_LEVELS = {"FCE": 4, "CAE": 5, "CPE": 6}
#: "Read, write and speak": one who says all three says that it is spoken well.
_ALL_OF_IT, _WELL = (r"\bread(?:s|ing)?\b", r"\bwr(?:it|ote)", r"\bsp(?:eak|oke)"), 5
_SAID_OTHERWISE = re.compile(
    r"\b(?:not?|but|don['’]t|little|bit|basic\w*|some|learn\w*|school|[abc][12])\b", re.IGNORECASE
)
#: Between two languages: what leads to the second, and what does nothing but join them.
_OF_THE_NEXT = re.compile(r"(?:,|\band\b|\bor\b|&)[^,;()]*$")
_AND = re.compile(r"\s*,?\s*(?:and|&|/)\s*")
#: "English (fluent)", "English: fluent": what follows is the level, whatever leads to it.
_MARKED = re.compile(r"\s*[(:–—-]")
_ALL_OF_THEM = re.compile(r"[\s:(–—-]{0,3}(?:both|all)\b")
_NOT_IT = re.compile(r"\b(?:no|not|without)\s*$", re.IGNORECASE)
_NONE_OF_IT = re.compile(r"^[\s:(–—-]{0,3}(?:none|no|not)\b\W*(?=$|[,;.)])", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def languages_named(text: str) -> tuple[tuple[str, int], ...]:
    """Languages a text names with their CEFR level as 1–6, 0 where no level is said, ABSENT where one has it not.

    >>> languages_named("Polish (native), German B1, no Dutch")
    (('polish', 6), ('german', 3), ('dutch', -1))
    """
    best: dict[str, int] = {}
    for name, level in (*_named(text, _level), *_tested(text)):
        best[name] = max(best.get(name, ABSENT), level)
    return tuple(best.items())


def exact_levels(text: str) -> dict[str, int]:
    """The languages of which a text says a level of the CEFR in its own letters, with it as 1–6.

    >>> exact_levels("English C1, German from my mother")
    {'english': 5}
    """
    return {name: level for name, level in _named(text, _exact_level) if level > 0}


def _named(text: str, level_of: Callable[[str], int]) -> Iterator[tuple[str, int]]:
    """Languages as they stand, each with the level that `level_of` finds in what belongs to it.

    A level in front of one holds for those that follow by "and", one behind it for those before where it says "both".
    """
    matches = list(_LANGUAGES.finditer(text))
    levels: list[int] = []
    carried = 0
    for number, match in enumerate(matches):
        following = matches[number + 1].start() if number + 1 < len(matches) else None
        after = text[match.end() : match.end() + 60 if following is None else following]
        before = text[max(match.start() - 25, matches[number - 1].end() if number else 0) : match.start()]
        if _NOT_IT.search(before) or _NONE_OF_IT.match(after):
            levels.append(ABSENT)
            continue
        in_front = level_of(re.split(r"[,;|)]", before)[-1])
        own = _said(after if following is None else _OF_THE_NEXT.sub("", after), level_of)
        told = own or in_front if _MARKED.match(after) or _exact_level(after) else in_front or own
        levels.append(told or carried * bool(number and _AND.fullmatch(before)))
        carried = 0 if own else levels[-1]
        if own and _ALL_OF_THEM.match(after):
            levels = [level or own for level in levels]
    for match, level in zip(matches, levels, strict=True):
        name = match.group().casefold()
        yield _ALIASES.get(name, name), level


def without_languages(text: str) -> str:
    """The text without the names of languages and tests."""
    for pattern in (*(test[0] for test in _TESTS), *(test[0] for test in _NAMED_TESTS)):
        text = pattern.sub(" ", text)
    return _LANGUAGES.sub(" ", text)


def _said(after: str, level_of: Callable[[str], int]) -> int:
    """The level in the brackets that follow, that of speaking first; or in what follows up to a comma."""
    own = re.split(r"[;|)]|\.\s", after)[0]
    if _is_all_of_it(own):
        return level_of(own)
    bracket = re.match(r"\s*\(([^)]*)\)", after)
    if not bracket:  # "Spanish, conversational" is as good as "conversational Spanish"
        return level_of(re.split(r"[,;|]", after.lstrip(" ,"))[0])
    parts = re.split(r"[,;]| and ", bracket[1])
    speaking = [part for part in parts if re.search(r"\b(?:sp[eo]ak|spoken|oral|convers)", part, re.IGNORECASE)]
    return next((level for part in [*speaking, *parts] if (level := level_of(part))), 0)


def _tested(text: str) -> list[tuple[str, int]]:
    found = []
    for pattern, name, scores in _TESTS:
        match = pattern.search(text)
        if match:
            found.append((name, next(level for score, level in scores if float(match[1]) >= score)))
    for pattern, name in _NAMED_TESTS:
        match = pattern.search(text)
        if match:
            around = text[match.start() : match.end() + 30]
            found.append((name, _TEST_LEVELS.get(match[0].split()[-1]) or _level(around)))
    return [(name, level) for name, level in found if level]


def _is_all_of_it(text: str) -> bool:
    return all(re.search(word, text, re.IGNORECASE) for word in _ALL_OF_IT) and not _SAID_OTHERWISE.search(text)


def _level(text: str) -> int:
    if _is_all_of_it(text):
        return _WELL
    return _exact_level(text) or next((level for level, pattern in _LEVEL_PATTERNS if pattern.search(text)), 0)


def _exact_level(text: str) -> int:
    exact = re.search(r"\b([abc][12])\b", text, re.IGNORECASE)
    return CEFR[exact.group(1).casefold()] if exact else 0
