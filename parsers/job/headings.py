"""Which lines of an advertisement are headings, and which part of it each one opens.

A heading is believed for its wording (a stock phrase such as "What you'll need") or for its looks: declared as one by
the format, capitals, a colon at the end, bold or larger type, short and followed by a list. Run-in headings open a
paragraph or a list item ("Requirements: three years …", "About you. You hold …").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.document import Block
from parsers.job.model import SectionName
from parsers.job.vocabulary import FACETS, FILLERS, PHRASES, WORDS

#: Longer lines are sentences, whatever they look like.
MAX_HEADING_WORDS = 12
#: A run-in heading is shorter than one on a line of its own.
MAX_RUN_IN_WORDS = 8

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|section \w+:?)\s+")
_PARENTHESIS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_RUN_IN = re.compile(r"\s*[^\s:.?!;–—][^:.?!;–—]*?(?:[:?!]+|\.(?=\s)|\s[–—-](?=\s))\s*")
_SENTENCE_OPENER = re.compile(
    r"(?:you|we|i|it|in|as|du|sie|wir|vous|nous|on|se|te|le|ce|candidates?|applicants?|send|envoyez|buscamos|valoramos|this|would)\b"
)
_REMAINDER = re.compile(
    r"(?:(?:additional|supplemental|other|further|general|important) (?:information|details|notes?))"
)
_OPENERS = re.compile(
    r"(?:what|who|how|why|where|the|our|your|about|my|was|wer|unser\w*|qu[ée]|nuestr\w+|notre|nos|votre|vos)\b"
)


def folded(heading: str) -> str:
    """Lower case, straight quotes, no emoji, numbering, parentheses or marks at the ends; spaced-out letters joined."""
    text = heading.translate(_QUOTES).casefold().strip()
    if re.fullmatch(r"(?:\w ){3,}(?: ?\w )*\w\W*", text):
        text = re.sub(r"(?<=\w) (?=\w)", "", text)
    text = re.sub(r"^[^\w(¿]+", "", text)
    text = _NUMBERING.sub("", text)
    text = _PARENTHESIS.sub("", text).replace(" & ", " and ")
    text = re.sub(r"[^\w?]+$|^[^\w]+", "", text)
    return " ".join(text.split())


def section_named(heading: str) -> SectionName | None:
    """The part that a heading opens, by its words; None where they say nothing.

    >>> section_named("WHAT WE'RE LOOKING FOR"), section_named("Ihr Profil:"), section_named("Vehicles")
    ('qualifications', 'qualifications', None)
    """
    text = folded(heading)
    return _by_phrase(text) or _by_words(text)


def is_stock_heading(heading: str) -> bool:
    """Whether the wording alone shows a heading: a stock phrase, or heading words and nothing else."""
    text = folded(heading)
    if not text or len(text.split()) > MAX_RUN_IN_WORDS:
        return False
    opener = next(filter(None, (pattern.match(text) for _, pattern in PHRASES)), None)
    if opener is None:
        return _only_heading_words(text) or _REMAINDER.fullmatch(text) is not None
    if _SENTENCE_OPENER.match(text) and heading.rstrip()[-1] not in ":?…":
        return len(text[opener.end() :].split()) == 0
    return True


def is_facet(heading: str) -> bool:
    """Whether a heading only names a kind of requirement ("Education", "Licences"), essential or desirable."""
    words = re.findall(r"[^\W\d_]+", folded(heading))
    return any(map(FACETS.fullmatch, words)) and all(FACETS.fullmatch(word) or word in FILLERS for word in words)


def _by_phrase(text: str) -> SectionName | None:
    return next((name for name, pattern in PHRASES if pattern.match(text)), None)


def _is_whole_phrase(text: str) -> bool:
    """Whether a stock phrase leaves hardly anything of the heading, or begins like a question."""
    opener = next(filter(None, (pattern.match(text) for _, pattern in PHRASES)), None)
    if opener is None:
        return False
    return bool(_OPENERS.match(text)) or text.startswith("not ") or len(text[opener.end() :].split()) <= 1


def _by_words(text: str) -> SectionName | None:
    return next((name for name, pattern in WORDS if pattern.search(text)), None)


def _only_heading_words(text: str) -> bool:
    words = [word.strip(",.:;/'\"!?") for word in re.split(r"[\s/]+", text)]
    telling = [word for word in words if word and word not in FILLERS]
    return bool(telling) and all(_by_words(word) is not None or FACETS.fullmatch(word) for word in telling)


def body_size(blocks: Iterable[Block]) -> float | None:
    """The font size in which most of the text is set, None where the format does not say."""
    sizes = Counter[float]()
    for block in blocks:
        for line in block.lines:
            if line.style.size:
                sizes[line.style.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


@dataclass(frozen=True, slots=True)
class Look:
    """What a block's typography and neighbours say about it."""

    body_size: float | None  #: usual font size of the document, in points
    following: Block | None
    in_list: bool = False  #: the block before is a list item


#: An item of a person specification, numbered among the essential or the desirable ones: "D1 Work with schools".
_CRITERION = re.compile(r"[ED]\d{1,2}\s")


def is_heading_block(text: str, block: Block, look: Look) -> bool:
    """Whether a block stands for a heading and nothing else."""
    words = text.split()
    if not words or len(words) > MAX_HEADING_WORDS or not re.search(r"[^\W\d_]", text) or look.following is None:
        return False
    if block.kind == "row" or re.search(r"[,;.](?<!\.\.\.)$|@|https?://", text.rstrip()) or _CRITERION.match(text):
        return False
    if block.kind == "bullet":
        return _is_marked_heading(text, words, look)
    if block.kind == "heading" or block.style.heading or is_stock_heading(text):
        return True
    return _looks_like_heading(text, words, block, look)


def _is_marked_heading(text: str, words: list[str], look: Look) -> bool:
    """Whether a list item is a heading in truth: numbered ("2. Checks"), or with an emoji for its mark."""
    if is_stock_heading(text) and (_is_whole_phrase(folded(text)) or text.rstrip().endswith(":")):
        return True
    if look.in_list or look.following is None or look.following.kind == "bullet":
        return False
    ends_sentence = look.following.lines[-1].text.rstrip().endswith((".", "!", "?"))
    return len(words) <= 6 and text[0].isupper() and ends_sentence


def _looks_like_heading(text: str, words: list[str], block: Block, look: Look) -> bool:
    ending = text.rstrip()[-1]
    lists = look.following is not None and look.following.kind == "bullet"
    if ending == ":":
        return len(words) <= MAX_RUN_IN_WORDS and not re.search(r"[.!?]\s", text)
    if text.upper() == text and re.search(r"[A-ZÀ-Þ]{4}", text) and not re.search(r"\d{3}", text):
        return True
    if len(words) > MAX_RUN_IN_WORDS:
        return False
    bold = all(line.style.bold for line in block.lines)
    large = look.body_size is not None and (block.style.size or 0) > look.body_size * 1.08
    if bold or large or lists:
        return text[0].isupper() or not text[0].isalpha()
    return bool(_OPENERS.match(folded(text))) and len(words) <= 6 and _introduces_prose(look.following)


def _introduces_prose(following: Block | None) -> bool:
    if following is None or following.kind == "heading":
        return False
    words = sum(len(line.text.split()) for line in following.lines)
    return following.kind == "bullet" or words > MAX_HEADING_WORDS


def run_in_heading(text: str) -> str:
    """The heading, with its mark and the space behind it, that opens a paragraph or list item; "" where none does.

    >>> run_in_heading("Requirements: three years with a saw.")
    'Requirements: '
    """
    match = _RUN_IN.match(text)
    if match is None or match.end() >= len(text):
        return ""
    candidate = match.group()
    if not is_stock_heading(candidate) and not (is_facet(candidate) and ":" in candidate):
        return ""
    if candidate.rstrip().endswith((".", "!")) and not _stands_without_verb(candidate):
        return ""
    return candidate


def _stands_without_verb(candidate: str) -> bool:
    """Whether a "heading." is a label and not a short sentence ("You are calm.")."""
    text = folded(candidate)
    if len(text.split()) > 6:
        return False
    return (
        bool(re.match(r"(?:what|who|how|why|about|the|your|our)\b", text))
        or _only_heading_words(text)
        or is_facet(text)
    )
