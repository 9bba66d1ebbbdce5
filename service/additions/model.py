"""An entry for the résumé, every word of it with the words of the candidate it came from."""

from __future__ import annotations

from dataclasses import dataclass

#: Headings an addition can go under, by setting of the scene that brought it out.
SECTIONS = {
    "volunteer": "Volunteer experience",
    "community": "Volunteer experience",
    "family_business": "Additional experience",
    "caregiving": "Additional experience",
    "household": "Additional experience",
    "side_work": "Additional experience",
    "early_career": "Additional experience",
    "migration": "Additional experience",
    "study": "Additional experience",
    "military": "Military service",
    "hobby": "Projects",
    "open_source": "Projects",
}


@dataclass(frozen=True, slots=True)
class Bullet:
    """One thing the candidate did.

    `quote` is `answer[start:end]`. `ready` is False where the sentence could not be put in résumé form without changing
    words: then `text` is the sentence as said, for the candidate to reword.
    """

    text: str
    quote: str
    start: int
    end: int
    ready: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """Start and end as said ("spring of 2021"), or a blank in brackets; ISO dates only as exact as what was said."""

    start: str = ""
    end: str = ""
    start_iso: str = ""
    end_iso: str = ""
    ongoing: bool = False

    @property
    def shown(self) -> str:
        """ "February 2019 – present", "2021", "[dates]"."""
        end = "present" if self.ongoing else self.end
        if not self.start and not end:
            return "[dates]"
        if self.start == end or not end:
            return self.start
        return f"{self.start or '[start]'} – {end}"


@dataclass(frozen=True, slots=True)
class Addition:
    """One entry to be added to a résumé; what is unknown is a blank in brackets."""

    section: str
    role: str
    organization: str
    when: When
    bullets: tuple[Bullet, ...]
    answer_id: str
    proof: str = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The blanks that the candidate still has to fill in."""
        return tuple(part for part in (self.role, self.organization, self.when.shown) if "[" in part)
