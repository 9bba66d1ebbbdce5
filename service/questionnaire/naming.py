"""What is shown with a question: who answers "yes" to it, and what a good account of it still needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.questionnaire.roles import Role

#: The most examples and follow-ups of one question.
_EXAMPLES = 3
_FOLLOW_UPS = 5
#: Names that already say where: "clerk of an association", "the one who keeps the keys".
_SAYS_WHERE = re.compile(r"\b(?:of|in|at|on|for|with|behind|to|who|from|by|abroad|online)\b")
_PLACE = re.compile(r"(?:an?|the) \S")
#: Places that people are at rather than in.
_AT = re.compile(
    r"\b(?:school|university|college|hospital|clinic|library|museum|gallery|nursery|station|market|festival|fair|"
    r"court|stable|farm|shelter|hospice|airport|workplace|centre|makerspace|hall|home|desk|food bank|café|shop|beach)$"
)


def examples_of(roles: Sequence[Role]) -> list[str]:
    """Who does it, by the names of the best-fitting roles, first come first: "treasurer in a club"."""
    return list(dict.fromkeys(_named(role) for role in roles))[:_EXAMPLES]


def follow_ups_of(roles: Sequence[Role]) -> list[str]:
    """What the roles' follow-ups ask for, in turn: the first of each role before the second of any."""
    longest = max((len(role.follow_ups) for role in roles), default=0)
    in_turn = [role.follow_ups[n] for n in range(longest) for role in roles if n < len(role.follow_ups)]
    return list(dict.fromkeys(in_turn))[:_FOLLOW_UPS]


def _named(role: Role) -> str:
    """The role's first name, and where it is done if the name does not say."""
    name, setting = role.names[0], role.settings[0]
    if _SAYS_WHERE.search(name) or set(name.split()) & set(setting.split()):
        return name
    if setting in ("at home", "online", "abroad"):
        return f"{name} {setting}"
    if not _PLACE.match(setting):
        return name
    return f"{name} {'at' if _AT.search(setting) else 'in'} {setting}"
