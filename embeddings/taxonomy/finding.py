"""Finds the terms that a text mentions: longest name first, ordinary words told from names by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from embeddings.taxonomy.keys import Token, exact_key, name_key, noun_key, phrase_key, tokens_of
from embeddings.taxonomy.model import Mention, Term
from embeddings.taxonomy.store import ESCO, ONET, Rule, Taxonomy, read_gzip, taxonomy

#: Words that may stand between those of a paraphrase: "match the monthly bank statements"; between two words only one.
_MOST_SKIPPED = 2
#: Other words that may stand by a name that is also an ordinary word: "Fourth (rotas)".
_NEARLY_ALONE = 2
#: Words that a paraphrase may not jump over.
_NOT_SKIPPED = frozenset("no not never without except nor or and but than to in on at for with from by as into".split())


@dataclass(frozen=True, slots=True)
class _Hit:
    """Tokens first..last (inclusive) name `terms`."""

    first: int
    last: int
    terms: tuple[int, ...]
    key: str
    by_name: bool  #: found by a name, not by a paraphrase


class _Phrases:
    """Names by their keys, looked up by how many words they have."""

    def __init__(self) -> None:
        self.terms: dict[str, list[int]] = {}
        self.lengths: dict[str, list[int]] = {}

    def add(self, key: str, term: int) -> None:
        terms = self.terms.setdefault(key, [])
        if term not in terms:
            terms.append(term)
        first, count = key.split(" ", 1)[0], key.count(" ") + 1
        lengths = self.lengths.setdefault(first, [])
        if count not in lengths:
            lengths.append(count)
            lengths.sort(reverse=True)

    def at(self, keys: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
        """Last token and key of every name that begins at `start` and ends before `end`."""
        for count in self.lengths.get(keys[start], ()):
            key = " ".join(keys[start : start + count])
            if start + count <= end and key in self.terms:
                yield start + count - 1, key


class _Node:
    """A word of the paraphrases; `terms` end here."""

    __slots__ = ("next", "terms")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.terms: list[int] = []


class _Index:
    """Everything needed to find our own names in a text."""

    def __init__(self, known: Taxonomy) -> None:
        self.known = known
        self.tables = {way: _Phrases() for way in ("exact", "name", "noun", "phrase")}
        self.root = _Node()
        self.acronyms = {name.key for name in known.names if name.way == "name" and name.text.isupper()}
        self.acronyms -= {name.key for name in known.names if name.way == "name" and not name.text.isupper()}
        for name in known.names:
            if name.way == "loose":
                self._grow(name.key.split(" "), name.term)
            else:
                self.tables[name.way].add(name.key, name.term)

    def _grow(self, words: list[str], term: int) -> None:
        node = self.root
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.terms.append(term)


_KEYS = {"exact": exact_key, "name": name_key, "noun": noun_key, "phrase": phrase_key}


@cache
def _index() -> _Index:
    return _Index(taxonomy())


@lru_cache(maxsize=4096)
def terms_in(text: str) -> tuple[Mention, ...]:
    """Our own terms in a text, in order; of names that overlap the longest is taken, and so of paraphrases.

    >>> [mention.term.name for mention in terms_in("AP in QuickBooks Online")]
    ['accounts payable', 'QuickBooks Online']
    """
    tokens = tokens_of(text)
    if not tokens:
        return ()
    index = _index()
    meant = _meant(index, tokens, _hits(index, tokens))
    named = _longest([hit for hit in meant if hit.by_name])
    said = _longest([hit for hit in meant if not hit.by_name])
    mentions: dict[Mention, None] = {}
    for hit in sorted(named + said, key=lambda hit: (hit.first, hit.last)):
        for term in _told_apart(index.known, hit, tokens):
            mentions[Mention(tokens[hit.first].start, tokens[hit.last].end, index.known.terms[term])] = None
    return tuple(mentions)


def _hits(index: _Index, tokens: list[Token]) -> list[_Hit]:
    keys = {way: [of_word(token.text) for token in tokens] for way, of_word in _KEYS.items()}
    hits: list[_Hit] = []
    for start in range(len(tokens)):
        end = _clause_end(tokens, start)
        for way, table in index.tables.items():
            for last, key in table.at(keys[way], start, end):
                if way == "name" and _is_title_for_acronym(index, key, tokens[start].text):
                    continue
                hits.append(_Hit(start, last, tuple(table.terms[key]), " ".join(keys["name"][start : last + 1]), True))
        hits.extend(_loose_hits(index.root, keys["phrase"], start, end))
        hits.extend(_plural_acronym(index, keys["exact"][start], start))
    return hits


def _plural_acronym(index: _Index, word: str, place: int) -> Iterator[_Hit]:
    """PLCs, KPIs: an acronym in capitals with a small s."""
    acronym = word.removesuffix("s")
    if acronym == word or not acronym.isupper():
        return
    for table, key in ((index.tables["exact"], acronym), (index.tables["name"], acronym.casefold())):
        if key in table.terms:
            yield _Hit(place, place, tuple(table.terms[key]), key, True)


def _is_title_for_acronym(index: _Index, key: str, word: str) -> bool:
    """San is no SAN, and Sep no SEP: an acronym is written in capitals or all small."""
    return key in index.acronyms and word[:1].isupper() and word[1:].islower()


def _clause_end(tokens: list[Token], start: int) -> int:
    """Index of the first token after `start` that a comma, stop or bracket parts from it."""
    for i in range(start + 1, min(start + 10, len(tokens))):
        if tokens[i].breaks:
            return i
    return min(start + 10, len(tokens))


def _loose_hits(root: _Node, keys: list[str], start: int, end: int) -> Iterator[_Hit]:
    """Paraphrases that begin at `start`, with up to two other words in between."""
    first = root.next.get(keys[start])
    if first is None:
        return
    if first.terms:
        yield _Hit(start, start, tuple(first.terms), "", False)
    states = [(first, 1, 0)]
    for i in range(start + 1, end):
        following: list[tuple[_Node, int, int]] = []
        for node, words, skipped in states:
            child = node.next.get(keys[i])
            if child:
                following.append((child, words + 1, skipped))
                if child.terms and skipped <= min(words, _MOST_SKIPPED):
                    yield _Hit(start, i, tuple(child.terms), "", False)
            if skipped < _MOST_SKIPPED and keys[i] not in _NOT_SKIPPED:
                following.append((node, words, skipped + 1))
        states = following
        if not states:
            return


def _meant(index: _Index, tokens: list[Token], hits: list[_Hit]) -> list[_Hit]:
    """The hits that are names, not ordinary words which look alike."""
    sure = [hit for hit in hits if hit.key not in index.known.rules]
    tools = ("tool", "family")
    sure_terms = {term for hit in sure if hit.by_name for term in hit.terms}
    named = {term for term in sure_terms if index.known.terms[term].kind in tools}
    groups = {group for term in named for group in index.known.groups.get(term, ())}
    words = {phrase_key(token.text) for token in tokens}
    meant = list(sure)
    for hit in hits:
        rule = index.known.rules.get(hit.key)
        if rule is None or not _is_meant(rule, tokens, hit):
            continue
        others = len(tokens) - (hit.last - hit.first + 1)
        if rule.company and not named and others > _NEARLY_ALONE:
            continue
        if rule.near and others and not rule.near & words and not _has_sibling(index.known, hit, groups):
            continue
        meant.append(hit)
    return meant


def _is_meant(rule: Rule, tokens: list[Token], hit: _Hit) -> bool:
    if rule.capital and not tokens[hit.first].text[0].isupper():
        return False
    if hit.first > 0 and not tokens[hit.first].breaks and phrase_key(tokens[hit.first - 1].text) in rule.not_after:
        return False
    following = hit.last + 1
    if following < len(tokens) and not tokens[following].breaks:
        return phrase_key(tokens[following].text) not in rule.not_before
    return True


def _has_sibling(known: Taxonomy, hit: _Hit, groups: set[int]) -> bool:
    return any(group in groups for term in hit.terms for group in known.groups.get(term, ()))


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """No two that overlap, unless over the very same words; a longer one first."""
    taken: list[_Hit] = []
    free: dict[int, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        holders = {free.get(i) for i in range(hit.first, hit.last + 1)}
        if holders != {None} and not (len(holders) == 1 and (held := holders.pop()) and _same_words(held, hit)):
            continue
        taken.append(hit)
        for i in range(hit.first, hit.last + 1):
            free.setdefault(i, hit)
    return sorted(taken, key=lambda hit: hit.first)


def _same_words(one: _Hit, other: _Hit) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _told_apart(known: Taxonomy, hit: _Hit, tokens: list[Token]) -> list[int]:
    """Of an acronym's meanings those whose trade the other words speak of, else those that are more than a topic."""
    domains = {term: known.topics[term] for term in hit.terms if term in known.topics}
    if len(hit.terms) < 2 or not domains:
        return list(hit.terms)
    words = {phrase_key(token.text) for i, token in enumerate(tokens) if not hit.first <= i <= hit.last}
    spoken = {term: len(words & known.cues.get(domains.get(term, ""), frozenset())) for term in hit.terms}
    most = max(spoken.values())
    if not most:
        return [term for term in hit.terms if known.terms[term].kind != "topic"] or list(hit.terms)
    return [term for term in hit.terms if spoken[term] == most or term not in domains]


@dataclass(frozen=True, slots=True)
class _Outside:
    """Names of ESCO or O*NET."""

    terms: list[Term]
    phrases: _Phrases


@cache
def _outside() -> _Outside:
    terms: list[Term] = []
    phrases = _Phrases()
    for path, prefix in ((ESCO, "esco"), (ONET, "onet")):
        for line in read_gzip(path).splitlines() if path.exists() else ():
            code, name, keys = line.split("\t")
            kind = "concept" if prefix == "esco" else "product"
            terms.append(Term(f"{prefix}:{code}", name, kind))  # type: ignore[arg-type]  # both are kinds
            for key in keys.split("|"):
                phrases.add(key, len(terms) - 1)
    return _Outside(terms, phrases)


@lru_cache(maxsize=4096)
def classified_in(text: str) -> tuple[Mention, ...]:
    """ESCO's skills and O*NET's products in a text, in order, the longest of those that overlap.

    Wider and less exact than `terms_in`: two mentions of one concept are alike, two concepts say nothing.
    """
    tokens = tokens_of(text)
    keys = [phrase_key(token.text) for token in tokens]
    outside = _outside()
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for start in range(len(tokens)):
        for last, key in outside.phrases.at(keys, start, _clause_end(tokens, start)):
            found[(start, last)].extend(outside.phrases.terms[key])
    hits = [_Hit(first, last, tuple(terms), "", True) for (first, last), terms in found.items()]
    return tuple(
        Mention(tokens[hit.first].start, tokens[hit.last].end, outside.terms[term])
        for hit in _longest(hits)
        for term in hit.terms
    )
