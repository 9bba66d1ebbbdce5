"""From one answer to one entry: role, organisation and dates as said, bullets from the candidate's own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.additions.bullets import bullets_of
from service.additions.dates import read_when
from service.additions.model import SECTIONS, Addition, When
from service.additions.naming import is_told_beside_a_deed, read_organization, read_role
from service.additions.proof import proof_of

_UNPAID = re.compile(
    r"\b(?:volunteer\w*|unpaid|charity|church|parish|congregation|mosque|temple|synagogue|club|association|food\s+bank|"
    r"nonprofit|non-profit|council|pta|scouts?|committee|choir|shelter|playgroup|treasurer|for\s+nothing|for\s+free)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the candidate was asked and told apart from the story; it goes before what the story says."""

    role: str = ""
    organization: str = ""
    when: When | None = None


def addition_from(
    answer_id: str, text: str, setting: str = "", quotes: Sequence[str] = (), known: Known | None = None
) -> Addition:
    """The entry that an answer gives.

    `setting` is that of the scene asked about (see `questionnaire/catalogue`), `quotes` the words that lifted a
    requirement. What the answer does not say is a blank in brackets.

    >>> entry = addition_from("a1", "Since 2019 I have been treasurer of our food bank. I pay the bills every week.")
    >>> entry.role, entry.organization, entry.when.shown, [bullet.text for bullet in entry.bullets]
    ('Treasurer', '[name of the food bank]', '2019 – present', ['Pay the bills every week'])
    """
    known = known or Known()
    role, start, end = read_role(text)
    apart = (0, 0) if is_told_beside_a_deed(text, start) else (start, end)
    bullets = bullets_of(text, apart, quotes)
    section = SECTIONS.get(setting) or SECTIONS["volunteer" if _UNPAID.search(text) else "side_work"]
    return Addition(
        section=section,
        role=known.role or role,
        organization=known.organization or read_organization(text, end),
        when=known.when or read_when(text),
        bullets=bullets,
        answer_id=answer_id,
        proof=proof_of(text).advice,
    )
