"""Phrases that hurt in a message to somebody who has decided, by what is wrong with them (`phrases.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from service.followup.patterns import compiled, load

_FILE = "phrases.yaml"
#: Characters before a phrase, in its own clause, in which a "not" takes its sting.
_REACH = 45


@cache
def hurting() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Code and pattern of every phrase that hurts."""
    file = load(_FILE)
    return tuple(
        (code, compiled(rf"(?<!\w)(?:{pattern})", file["parts"]))
        for code, patterns in file["hurting"].items()
        for pattern in patterns
    )


@cache
def whole(name: str) -> re.Pattern[str]:
    """A pattern that is looked for in the message as a whole."""
    return compiled(load(_FILE)["whole"][name])


@cache
def _negated() -> re.Pattern[str]:
    return compiled(load(_FILE)["negated"])


def is_denied(text: str, offset: int) -> bool:
    """Whether a "not" in the same clause turns round what begins at `offset`."""
    clause = re.split(r"[.!?;:\n]", text[max(0, offset - _REACH) : offset])[-1]
    return bool(_negated().search(clause))
