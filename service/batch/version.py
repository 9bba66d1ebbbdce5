"""One word for everything that a result depends on beside the two documents.

An entry is used again only if it was made by the same code, the same weights, the same settings and in the same month:
whatever of these changes, the résumé is scored again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from embeddings.settings import EncoderSettings

_ROOT = Path(__file__).parents[2]
#: What results are made of; reports for people, the web and training are not.
_MADE_OF = (
    *("parsers", "embeddings", "service/questionnaire"),
    *("service/analysis.py", "service/assembly.py", "service/coverage.py", "service/opening.py", "service/quotes.py"),
    *("service/report.py", "service/standing.py", "service/batch/task.py", "service/batch/similar.py"),
    "service/batch/blind.py",
)
_LEFT_OUT = ("training", "__pycache__")


def version_of(month: str) -> str:
    """16 hexadecimal digits; `month` is the one that counts as today, as in 2026-11."""
    settings = EncoderSettings.from_environment()
    parts = [code_version(), settings.model, settings.precision, month]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@cache
def code_version() -> str:
    """SHA-256 over the installed code, rules and weights."""
    found = hashlib.sha256()
    for path in sorted(file for name in _MADE_OF for file in _files(_ROOT / name)):
        found.update(path.relative_to(_ROOT).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and not set(_LEFT_OUT) & set(file.parts)]
