"""Reads our YAML files under `data/` into one taxonomy. Used by the build only.

How the files are written is told in docs/taxonomy.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from embeddings.taxonomy.keys import exact_key, name_key, noun_key, phrase_key, tokens_of
from embeddings.taxonomy.model import Kind, TaxonomyDataError, Term
from embeddings.taxonomy.store import Name, Rule, Taxonomy, Way

DATA = Path(__file__).parent / "data"
_KNOWN_OPTIONS = {
    "also",
    "within",
    "implies",
    "part of",
    "editions",
    "members",
    "ladder",
    "competitors",
    "valid",
    "covers",
}
_KEYS = {"exact": exact_key, "name": name_key, "noun": noun_key, "phrase": phrase_key, "loose": phrase_key}
_LONGEST_ACRONYM = 7
_SHORTEST_IN_ANY_CASE = 3  #: letters that an acronym needs to be known in lower case


class Collector:
    """Gathers terms, names and edges while files are read; edges are resolved by name at the end."""

    def __init__(self, in_capitals: frozenset[str]) -> None:
        self._in_capitals = in_capitals
        self.terms: list[Term] = []
        self.names: dict[tuple[Way, str, int], Name] = {}
        self.by_name: dict[str, list[int]] = {}
        self.edges: list[tuple[str, int, str | int]] = []
        self.covers: list[tuple[str, str]] = []  #: a wider activity and a narrower one, perhaps of another file
        self.groups: dict[int, set[int]] = {}
        self._of_family: dict[int, int] = {}  #: the group of a family's members, which may be told in several files
        self.topics: dict[int, str] = {}
        self._next_group = 0

    def term(self, kind: Kind, spelled: str, valid_years: int = 0) -> int:
        """The term that is called "A = B = C", made if it is new."""
        plain, *others = (part.strip() for part in spelled.split(" = "))
        index = self._existing(kind, plain)
        if index is None:
            index = len(self.terms)
            slug = "-".join(token.text.casefold() for token in tokens_of(plain))
            self.terms.append(Term(f"{kind}:{slug}", plain, kind, valid_years))
            self.by_name.setdefault(_plain(plain), []).append(index)
        for text in (plain, *others):
            self.name(index, text)
        return index

    def _existing(self, kind: Kind, plain: str) -> int | None:
        """A term of that plain name, else the only one that has it as a further name; a tool may be a family too."""
        alike = {"tool", "family"} if kind in ("tool", "family") else {kind}
        known = [index for index in self.by_name.get(_plain(plain), ()) if self.terms[index].kind in alike]
        for index in known:
            if _plain(self.terms[index].name) == _plain(plain):
                return index
        return known[0] if len(known) == 1 and kind != "activity" else None

    def name(self, index: int, text: str, way: Way | None = None) -> None:
        """Adds one name of a term, with the spellings that go with it."""
        way = way or _way(self.terms[index].kind, text, self._in_capitals)
        for spelling in _spellings(text, way):
            key = " ".join(_KEYS[way](token.text) for token in tokens_of(spelling))
            if way == "loose" and " " not in key:
                way, key = "noun", noun_key(key)
            if key:
                self.names.setdefault((way, key, index), Name(text, way, index, key))
        known = self.by_name.setdefault(_plain(text), [])
        if index not in known:
            known.append(index)

    def edge(self, kind: str, index: int, other: str | int) -> None:
        """An edge to a term by its index, or by a name that may stand further on in the files."""
        self.edges.append((kind, index, other))

    def group(self, members: Sequence[int], family: int | None = None) -> None:
        """Competitors of each other, and of all other members of that family."""
        number = self._next_group if family is None else self._of_family.setdefault(family, self._next_group)
        for member in members:
            self.groups.setdefault(member, set()).add(number)
        self._next_group += 1

    def resolve(self, other: str, kinds: Sequence[Kind]) -> int:
        """The one term that goes by a name."""
        found = self.by_name.get(_plain(other), [])
        plain = [index for index in found if _plain(self.terms[index].name) == _plain(other)]
        for kind in kinds:
            for indices in (plain, found):
                of_kind = [index for index in indices if self.terms[index].kind == kind]
                if len(of_kind) == 1:
                    return of_kind[0]
        raise TaxonomyDataError(f"{other!r} names no term, or several. Spell it as the entry that it means.")


def _plain(text: str) -> str:
    """One key for a name, however spelled; an acronym keeps its last S."""
    return " ".join((name_key if token.text.isupper() else phrase_key)(token.text) for token in tokens_of(text))


def _way(kind: Kind, text: str, in_capitals: frozenset[str]) -> Way:
    if " " not in text and len(text) <= _LONGEST_ACRONYM and sum(letter.isupper() for letter in text) > 1:
        return "exact" if len(text) < _SHORTEST_IN_ANY_CASE or text in in_capitals else "name"
    if kind == "tool" and text != text.lower():
        return "exact" if len(text) < _SHORTEST_IN_ANY_CASE else "name"
    if kind == "topic":
        return "phrase"
    return "loose" if kind == "activity" and len(tokens_of(text)) > 1 else "noun"


def _spellings(text: str, way: Way) -> Iterator[str]:
    """The name, hyphens and inner stops left out, words run together or apart as people do."""
    yield text
    if re.search(r"\w-\w", text):
        yield re.sub(r"(?<=\w)-(?=\w)", "", text)
    if way != "name":
        return
    if re.search(r"\w\.\w", text):
        yield re.sub(r"(?<=\w)\.(?=\w)", "", text)
        yield re.sub(r"(?<=\w)\.(?=\w)", " ", text)
    parts = re.sub(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2}|[A-Z]{2,}$)", " ", text)
    if parts != text:
        yield parts
    if text.count(" ") == 1 and text.replace(" ", "").isalpha():
        yield text.replace(" ", "")


def read_sources(folder: Path = DATA) -> Taxonomy:
    """Everything under `data/`, as one taxonomy.

    Raises:
        TaxonomyDataError: an entry is malformed, or names something that there is not
    """
    acronyms = _load(folder / "acronyms.yaml")
    collector = Collector(frozenset(acronyms["words"]))
    for kind, place in (("tool", "tools"), ("credential", "credentials")):
        for path in sorted((folder / place).glob("*.yaml")):
            _read_families(collector, kind, _load(path))  # type: ignore[arg-type]  # both are kinds
    for path in sorted((folder / "synonyms").glob("*.yaml")):
        _read_synonyms(collector, _load(path))
    _read_acronyms(collector, acronyms)
    ordinary = frozenset((folder / "ordinary_words.txt").read_text(encoding="utf-8").split())
    rules = _ordinary_rules(collector, ordinary) | _written_rules(_load(folder / "false_friends.yaml"))
    return _assembled(collector, acronyms["cues"], rules)


def _load(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise TaxonomyDataError(f"{path.name} must be a mapping.")
    return data


def _read_families(collector: Collector, kind: Kind, families: dict[str, Any]) -> None:
    for spelled, content in families.items():
        options: dict[str, Any] = {"members": content} if isinstance(content, list) else content
        family = collector.term("family" if kind == "tool" else kind, spelled, int(options.get("valid", 0)))
        _read_options(collector, family, options, spelled)
        members = [_read_member(collector, kind, member, spelled) for member in options.get("members", ())]
        ladder = [_step(collector, kind, step, spelled) for step in options.get("ladder", ())]
        for index in [*members, *(index for step in ladder for index in step)]:
            collector.edge("broader", index, family)
        for lower, higher in pairwise(ladder):
            for index in higher:
                for below in lower:
                    collector.edge("broader", index, below)
        if options.get("competitors", True):
            collector.group(members, family)
            for step in ladder:
                collector.group(step)


def _step(collector: Collector, kind: Kind, step: Any, family: str) -> list[int]:
    """The terms of one rung of a ladder: a list where several are of equal rank."""
    return [_read_member(collector, kind, one, family) for one in (step if isinstance(step, list) else [step])]


def _read_member(collector: Collector, kind: Kind, member: Any, family: str) -> int:
    """A member, given as "A = B", or as {"A = B": options}."""
    if isinstance(member, str):
        return collector.term(kind, member)
    if not isinstance(member, dict) or len(member) != 1:
        raise TaxonomyDataError(f"A member of {family!r} is neither a name nor a name with options: {member!r}.")
    [(spelled, options)] = member.items()
    index = collector.term(kind, spelled, int(options.get("valid", 0)))
    _read_options(collector, index, options, spelled)
    editions = [_read_member(collector, kind, edition, spelled) for edition in options.get("editions", ())]
    for edition in editions:
        collector.edge("editions", edition, index)
    collector.group(editions)
    return index


def _read_options(collector: Collector, index: int, options: dict[str, Any], spelled: str) -> None:
    unknown = set(options) - _KNOWN_OPTIONS
    if unknown:
        raise TaxonomyDataError(f"{spelled!r} has unknown options: {', '.join(sorted(unknown))}.")
    for text in options.get("also", ()):
        collector.name(index, text)
    for option in ("within", "implies", "part of"):
        for other in options.get(option, ()):
            collector.edge("broader", index, other)
    for other in options.get("covers", ()):
        collector.edge("narrower", index, other)


def _read_synonyms(collector: Collector, content: dict[str, Any]) -> None:
    for spelled, phrases in content["groups"].items():
        index = collector.term("activity", spelled)
        for phrase in phrases or ():
            collector.name(index, phrase)
    for wide, narrow in content.get("covers", {}).items():
        for other in narrow:
            collector.covers.append((wide, other))


def _read_acronyms(collector: Collector, content: dict[str, Any]) -> None:
    upper = set(content["words"])
    meanings: dict[str, list[tuple[str, str]]] = {}
    for domain, rows in content["domains"].items():
        for acronym, expansions in rows.items():
            for expansion in expansions if isinstance(expansions, list) else [expansions]:
                meanings.setdefault(str(acronym), []).append((domain, expansion))
    for acronym, found in meanings.items():
        fixed = len(acronym) < _SHORTEST_IN_ANY_CASE or acronym in upper or len(found) > 1 or not acronym.isupper()
        way: Way = "exact" if fixed else "name"
        for domain, expansion in found:
            known = list(collector.by_name.get(_plain(expansion), ()))
            for index in known or [collector.term("topic", expansion)]:
                collector.name(index, acronym, way)
                if len(found) > 1:
                    collector.topics.setdefault(index, domain)


def _ordinary_rules(collector: Collector, ordinary: frozenset[str]) -> dict[str, Rule]:
    """Rules for the tools whose names are made of ordinary words: a capital, and for a single word company too."""
    rules: dict[str, Rule] = {}
    for name in collector.names.values():
        words = name.key.split(" ")
        if collector.terms[name.term].kind == "tool" and name.way == "name" and ordinary.issuperset(words):
            rules[name.key] = Rule(capital=True, company=len(words) == 1)
    return rules


def _written_rules(content: dict[str, Any]) -> dict[str, Rule]:
    rules = {_rule_key(name): Rule() for name in content["known in any case"]}
    rules |= {_rule_key(name): Rule(capital=True) for name in content["in capitals"]}
    return rules | {_rule_key(name): _rule(options) for name, options in content["by rule"].items()}


def _rule_key(name: str) -> str:
    return " ".join(name_key(token.text) for token in tokens_of(name))


def _rule(options: dict[str, Any]) -> Rule:
    def keys(option: str) -> frozenset[str]:
        return frozenset(phrase_key(str(word)) for word in options.get(option, ()))

    unknown = set(options) - {"capital", "not before", "not after", "near"}
    if unknown:
        raise TaxonomyDataError(f"A false friend has unknown options: {', '.join(sorted(unknown))}.")
    return Rule(bool(options.get("capital")), keys("not before"), keys("not after"), keys("near"))


def _assembled(collector: Collector, cues: dict[str, Sequence[str]], rules: dict[str, Rule]) -> Taxonomy:
    broader: dict[int, set[int]] = {}
    editions: dict[int, set[int]] = {}
    for kind, index, other in collector.edges:
        found = (
            other if isinstance(other, int) else collector.resolve(other, _likely_kinds(collector.terms[index].kind))
        )
        low, high = (found, index) if kind == "narrower" else (index, found)
        if low == high:
            continue
        broader.setdefault(low, set()).add(high)
        if kind == "editions":
            editions.setdefault(low, set()).add(high)
    for wide, narrow in collector.covers:
        broader.setdefault(collector.resolve(narrow, ("activity",)), set()).add(collector.resolve(wide, ("activity",)))
    names = sorted(collector.names.values(), key=lambda name: name.term)
    return Taxonomy(
        terms=tuple(collector.terms),
        names=tuple(names),
        broader=_sorted(broader),
        editions=_sorted(editions),
        groups=_sorted(collector.groups),
        topics=dict(sorted(collector.topics.items())),
        cues={domain: frozenset(phrase_key(word) for word in words) for domain, words in sorted(cues.items())},
        rules=rules,
    )


def _likely_kinds(kind: Kind) -> tuple[Kind, ...]:
    """In which kinds a name that an entry refers to is looked for, first to last."""
    if kind in ("tool", "family"):
        return ("tool", "family", "activity", "credential")
    return (
        ("credential", "tool", "family", "activity")
        if kind == "credential"
        else ("activity", "family", "tool", "credential")
    )


def _sorted(edges: dict[int, set[int]]) -> dict[int, tuple[int, ...]]:
    return {index: tuple(sorted(edges[index])) for index in sorted(edges)}
