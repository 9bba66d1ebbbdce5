"""What the taxonomy speaks of: terms, where a text mentions them, and how two of them relate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

#: How a thing shown relates to a thing asked for.
#:
#: * same: another name of it
#: * specific: an edition or kind of it, or something that cannot be done without it; it serves
#: * adjacent: a competitor of the same family
#: * general: less than what is asked: the wider family, or a lower step of the ladder
#: * none: known, and unrelated
Relation = Literal["same", "specific", "adjacent", "general", "none"]

#: Best first.
RELATIONS: tuple[Relation, ...] = get_args(Relation)

#: * tool: one named product, piece of equipment, language or standard
#: * family: what several tools are ("relational database")
#: * credential: a certificate, licence, registration or degree, or a family of them
#: * topic: a named subject known by its acronym ("lockout/tagout")
#: * activity: something people do ("bank reconciliation"), with its everyday paraphrases
#: * concept: a skill of the ESCO classification
#: * product: a product of O*NET's technology list
Kind = Literal["tool", "family", "credential", "topic", "activity", "concept", "product"]

#: Kinds that are proper names or near them: where a line asks for one of these, it is the one that must be shown.
NAMED_KINDS: frozenset[Kind] = frozenset({"tool", "family", "credential", "topic", "product"})


@dataclass(frozen=True, slots=True)
class Term:
    """One thing, whatever it is called."""

    id: str  #: kind and plain name, or "esco:" and the tail of ESCO's URI
    name: str  #: the name to show
    kind: Kind
    valid_years: int = 0  #: how long a credential commonly lasts; 0 means unknown or for life


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names a term: text[start:end]. An ambiguous name gives several over one stretch."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class Link:
    """One mention in what is asked, and the mention that answers it best; without one the relation is none."""

    asked: Mention
    shown: Mention | None
    relation: Relation


class TaxonomyDataError(ValueError):
    """The taxonomy's own data contradict themselves; says in which file and what to do. Never raised at run time."""
