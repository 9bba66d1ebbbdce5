"""Patterns of this package, kept as data in a notation that can be read: see the head of `phrases.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

_PART = re.compile(r"<([a-z]\w*)>")


@cache
def load(name: str) -> Any:
    """The file of that name as it stands."""
    return yaml.safe_load(resources.files("service.followup").joinpath(name).read_text("utf-8"))


def compiled(pattern: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern in our notation as a regular expression without case."""
    named = {name: _expression(part) for name, part in (parts or {}).items()} | {"o": "[o’']"}
    return re.compile(_PART.sub(lambda match: named[match[1]], _expression(pattern)), re.IGNORECASE)


def _expression(pattern: str) -> str:
    return pattern.strip().replace("'", "[’']").replace(" ", r"\s+")
