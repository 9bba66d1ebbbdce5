"""What decides between two kinds by convention, whatever a classifier says."""

from __future__ import annotations

from embeddings.requirements.model import Kind
from embeddings.taxonomy import belongs_to, terms_in

_LANGUAGES = "programming language"


def by_convention(kind: str, quote: str) -> Kind:
    """The kind, but skill for a tool that is a programming language: writing one is an ability, a tool is a product."""
    if kind == "tool":
        tools = [mention.term for mention in terms_in(quote) if mention.term.kind == "tool"]
        if tools and all(belongs_to(tool, _LANGUAGES) for tool in tools):
            return "skill"
    return kind  # type: ignore[return-value]  # the classifier's classes are the kinds
