"""Whether a short reply is a story, or a no, a do-not-know, a rather-not, or the end."""

from __future__ import annotations

import re
from typing import Literal

Said = Literal["story", "no", "unknown", "declined", "stop"]

_SPACES = re.compile(r"[\s.,!;:…]+")
_REPLIES: tuple[tuple[Said, frozenset[str]], ...] = (
    (
        "no",
        frozenset(
            "no|nope|n|never|no never|not at all|none|nothing|no i have not|no i haven't|i have not|i haven't|"
            "not really|no not really|"
            ""
            "never have|no sorry|i never have|i never did|nothing like that|not that i know of".split("|")
        ),
    ),
    (
        "unknown",
        frozenset(
            "i don't know|don't know|dont know|i do not know|not sure|i'm not sure|i am not sure|unsure|no idea|"
            "i can't remember|can't remember|i don't remember|?|maybe|perhaps|hard to say".split("|")
        ),
    ),
    (
        "declined",
        frozenset(
            "skip|pass|next|next question|rather not|i'd rather not|i would rather not|i'd rather not say|private|"
            "that's private|no comment|s|-|".split("|")
        ),
    ),
    ("stop", frozenset("stop|quit|done|enough|that's all|that is all|finish|finished|end|no more".split("|"))),
)


def read_reply(text: str) -> Said:
    """What a reply is; anything that says more than a stock phrase is a story.

    >>> read_reply("Nope."), read_reply("skip"), read_reply("No, but I ran a shop for my aunt.")
    ('no', 'declined', 'story')
    """
    plain = _SPACES.sub(" ", text.casefold().replace("’", "'")).strip()
    for said, phrases in _REPLIES:
        if plain in phrases:
            return said
    return "story"
