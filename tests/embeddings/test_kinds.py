"""Kinds that a convention decides."""

from __future__ import annotations

import pytest

from embeddings.requirements.kinds import by_convention


@pytest.mark.parametrize(
    "quote", ["Python", "advanced SQL", "scripting in PowerShell or Python", "TypeScript in a monorepo", "core Java"]
)
def test_a_programming_language_is_a_skill(quote: str) -> None:
    assert by_convention("tool", quote) == "skill"


@pytest.mark.parametrize(
    "quote", ["PostgreSQL", "Excel with VBA", "Django", "a ticketing system", "Selenium with Java", "QuickBooks"]
)
def test_a_product_stays_a_tool(quote: str) -> None:
    assert by_convention("tool", quote) == "tool"


@pytest.mark.parametrize("kind", ["experience", "education", "certification"])
def test_only_tools_are_looked_at(kind: str) -> None:
    assert by_convention(kind, "five years of Python") == kind
