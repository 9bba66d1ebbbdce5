"""The compiled taxonomy: written once by the build, read on the first question."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from embeddings.taxonomy.model import Term

COMPILED = Path(__file__).parent / "compiled"
OWN = COMPILED / "own.json.gz"
ESCO = COMPILED / "esco.tsv.gz"
ONET = COMPILED / "onet.tsv.gz"

#: How a name is compared: with its capitals, in any capitals, also in the plural, in any inflection, or in any
#: inflection with a few words in between.
Way = Literal["exact", "name", "noun", "phrase", "loose"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term, and its key under the way in which it is compared."""

    text: str
    way: Way
    term: int  #: index into Taxonomy.terms
    key: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When a name that is also an ordinary word is meant as a name; words are phrase keys."""

    capital: bool = False  #: only with a capital letter
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    #: One of these, or a sibling, must stand in the text, unless the name stands alone.
    near: frozenset[str] = frozenset()
    #: Any other tool must stand in the text, unless the name stands nearly alone.
    company: bool = False


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Our own terms and their relations, by index."""

    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    broader: dict[int, tuple[int, ...]]  #: whatever serves for these
    editions: dict[int, tuple[int, ...]]  #: what a term is an edition of
    groups: dict[int, tuple[int, ...]]  #: competitors stand in one group
    topics: dict[int, str]  #: domain of an ambiguous acronym's meaning
    cues: dict[str, frozenset[str]]  #: words of a domain, as phrase keys
    rules: dict[str, Rule] = field(default_factory=dict)  #: by name key


def write_gzip(path: Path, text: str) -> None:
    """The same text gives the same bytes on every run."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def read_gzip(path: Path) -> str:
    """The text that `write_gzip` wrote."""
    return gzip.decompress(path.read_bytes()).decode()


def dump(taxonomy: Taxonomy) -> str:
    """The taxonomy as JSON; `parse` reads it."""
    rules = {
        key: [rule.capital, sorted(rule.not_before), sorted(rule.not_after), sorted(rule.near), rule.company]
        for key, rule in sorted(taxonomy.rules.items())
    }
    return json.dumps(
        {
            "terms": [[term.id, term.name, term.kind, term.valid_years] for term in taxonomy.terms],
            "names": [[name.text, name.way, name.term, name.key] for name in taxonomy.names],
            "broader": taxonomy.broader,
            "editions": taxonomy.editions,
            "groups": taxonomy.groups,
            "topics": taxonomy.topics,
            "cues": {domain: sorted(words) for domain, words in taxonomy.cues.items()},
            "rules": rules,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def parse(text: str) -> Taxonomy:
    """What `dump` wrote."""
    data: dict[str, Any] = json.loads(text)
    return Taxonomy(
        terms=tuple(Term(*row) for row in data["terms"]),
        names=tuple(Name(*row) for row in data["names"]),
        broader=_by_index(data["broader"]),
        editions=_by_index(data["editions"]),
        groups=_by_index(data["groups"]),
        topics={int(index): domain for index, domain in data["topics"].items()},
        cues={domain: frozenset(words) for domain, words in data["cues"].items()},
        rules={
            key: Rule(capital, frozenset(before), frozenset(after), frozenset(near), company)
            for key, (capital, before, after, near, company) in data["rules"].items()
        },
    )


def _by_index(rows: dict[str, list[int]]) -> dict[int, tuple[int, ...]]:
    return {int(index): tuple(others) for index, others in rows.items()}


@cache
def taxonomy() -> Taxonomy:
    """Our own terms, read once."""
    return parse(read_gzip(OWN))


@cache
def index_of() -> dict[str, int]:
    """Index of each of our own terms by its id."""
    return {term.id: index for index, term in enumerate(taxonomy().terms)}
