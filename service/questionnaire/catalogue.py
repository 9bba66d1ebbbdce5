"""The catalogue of scenes: where people do, unpaid or on the side, what advertisements ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of life; the fields are explained at the head of `scenes.yaml`."""

    id: str
    setting: str
    ask: str
    examples: tuple[str, ...]
    tasks: tuple[str, ...]
    tools: tuple[str, ...]
    follow_ups: tuple[str, ...]


@cache
def scenes() -> tuple[Scene, ...]:
    """Every scene, in the order of the file."""
    text = resources.files("service.questionnaire").joinpath("scenes.yaml").read_text(encoding="utf-8")
    return tuple(
        Scene(
            id=entry["id"],
            setting=entry["setting"],
            ask=entry["ask"],
            examples=tuple(entry["examples"]),
            tasks=tuple(entry["tasks"]),
            tools=tuple(entry["tools"]),
            follow_ups=tuple(entry["follow_ups"]),
        )
        for entry in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (both are safe)
    )
