"""`docs/errors.md` and the classes of errors say the same."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from parsers.errors import OverlookedError

ROOT = Path(__file__).parents[2]
PACKAGES = ("parsers", "embeddings", "service")


def _error_classes() -> list[type[OverlookedError]]:
    """All named errors, found in the sources, so that only the modules that define one are imported."""
    defined = {
        node.name: (node, path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    names = {"OverlookedError"}
    while True:
        more = {
            name
            for name, (node, _) in defined.items()
            if name not in names and any(isinstance(base, ast.Name) and base.id in names for base in node.bases)
        }
        if not more:
            break
        names |= more
    modules = {name: ".".join(defined[name][1].with_suffix("").parts) for name in names}
    return [getattr(importlib.import_module(module), name) for name, module in sorted(modules.items())]


def _documented() -> dict[str, list[str]]:
    """Code → the other cells of its row."""
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return {row[0].strip("`"): row[1:] for row in rows if len(row) == 5 and row[0].startswith("`")}


#: Errors with a code of their own; the others carry that of what they wrap.
NAMED = [kind for kind in _error_classes() if "code" in vars(kind)]


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.code)
def test_an_error_is_documented_as_it_is(kind: type[OverlookedError]) -> None:
    when = (kind.__doc__ or "").strip().split("\n")[0]
    row = _documented().get(kind.code)
    assert row is not None, f"add to docs/errors.md: | `{kind.code}` | {when} | 3 | 4xx | {kind.advice} |"
    assert (row[0], row[3]) == (when, kind.advice)


def test_every_documented_error_exists() -> None:
    assert set(_documented()) == {kind.code for kind in NAMED}


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in NAMED]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.code)
def test_advice_is_one_plain_sentence_that_says_what_to_do(kind: type[OverlookedError]) -> None:
    assert re.fullmatch(r"[A-Z].*[^.]\.", kind.advice)


def test_exit_codes_and_http_statuses_are_such() -> None:
    for code, (_, exit_code, status, _) in _documented().items():
        assert exit_code == "3", code
        assert 400 <= int(status) < 600, code
