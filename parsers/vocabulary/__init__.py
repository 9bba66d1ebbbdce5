"""Word lists of the trade, as data: one YAML file a subject, English, Spanish, French and German."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def load(name: str) -> Any:
    """A word list as it stands in its file."""
    return yaml.safe_load((resources.files(__name__) / name).read_text("utf-8"))
