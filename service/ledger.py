"""The ledger: stories that the candidate has confirmed, kept as JSON Resume `volunteer` entries with their quotes.

It belongs to the candidate, is one readable JSON file, and serves against the next advertisement: each story is told
again as an answer. What JSON Resume has no field for stands under `overlooked` in the entry.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parsers.errors import OverlookedError
from service.additions.model import Addition
from service.additions.writing import json_resume_volunteer
from service.answers import Told, is_text

VERSION = "overlooked.ledger/1"
_IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class LedgerUnusable(OverlookedError):
    """A ledger that cannot be read or written."""

    code = "ledger"
    advice = "Give a file that Overlooked has written, or a new name to start another ledger."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Quoted(_Part):
    """A bullet and the words of the answer it came from."""

    text: str
    quote: str


class Origin(_Part):
    """What JSON Resume has no field for."""

    id: str = Field(min_length=1)
    answer: str = Field(min_length=1)
    section: str = "Volunteer experience"
    when: str = ""
    quotes: list[Quoted] = []
    confirmed: datetime.date
    expires: datetime.date | None = None


class Story(_Part):
    """A `volunteer` entry of JSON Resume."""

    organization: str = ""
    position: str = ""
    startDate: _IsoDate | None = None  # noqa: N815  (JSON Resume's own names)
    endDate: _IsoDate | None = None  # noqa: N815
    highlights: list[str] = []
    overlooked: Origin


class Ledger(_Part):
    """All stories; fields that are not ours are kept as they are."""

    schema_: Literal["overlooked.ledger/1"] = Field(default="overlooked.ledger/1", alias="schema")
    volunteer: list[Story] = []

    def with_stories(self, stories: Iterable[Story]) -> Ledger:
        """A ledger with these stories; one with a known id replaces the earlier one."""
        kept = {story.overlooked.id: story for story in self.volunteer}
        kept.update({story.overlooked.id: story for story in stories})
        return self.model_copy(update={"volunteer": list(kept.values())})

    def told(self, today: datetime.date) -> tuple[Told, ...]:
        """Every story that has not expired as an answer that belongs to no question."""
        valid = (s.overlooked for s in self.volunteer if s.overlooked.expires is None or s.overlooked.expires >= today)
        return tuple(Told(origin.id, origin.answer) for origin in valid)


def story_of(addition: Addition, answer: str, confirmed: datetime.date, expires: datetime.date | None = None) -> Story:
    """An entry that the candidate has confirmed, with the answer it was made from."""
    origin = {
        "id": addition.answer_id,
        "answer": answer,
        "section": addition.section,
        "when": addition.when.shown,
        "quotes": [{"text": bullet.text, "quote": bullet.quote} for bullet in addition.bullets],
        "confirmed": confirmed,
        "expires": expires,
    }
    return Story.model_validate({**json_resume_volunteer([addition])[0], "overlooked": origin})


def load_ledger(path: Path) -> Ledger:
    """The ledger in that file; an empty one where there is no file yet. Raises LedgerUnusable."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise LedgerUnusable("The ledger cannot be opened.") from error
    try:
        value = json.loads(data)
        if isinstance(value, dict) and value.get("schema") != VERSION:
            raise LedgerUnusable("The file is no ledger, or one of another version.")
        ledger = Ledger.model_validate(value)
    except ValidationError as error:
        first = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole file"
        raise LedgerUnusable(f"The ledger is not in order: {first}.") from error
    except (ValueError, RecursionError) as error:
        raise LedgerUnusable("The ledger is not valid JSON.") from error
    ids = [story.overlooked.id for story in ledger.volunteer]
    if len(set(ids)) < len(ids):
        raise LedgerUnusable("Two stories in the ledger have the same id.")
    if not all(is_text(story.overlooked.answer) and is_text(story.overlooked.id) for story in ledger.volunteer):
        raise LedgerUnusable("The ledger holds half of a character (a lone surrogate).")
    return ledger


def save_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger, whole or not at all, readable for its owner only. Raises LedgerUnusable."""
    text = ledger.model_dump_json(by_alias=True, exclude_none=True, indent=2) + "\n"
    name = ""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.absolute().parent, delete=False) as file:
            name = file.name
            file.write(text)
        os.replace(name, path)  # noqa: PTH105  (the temporary file has a name, not a Path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise LedgerUnusable("The ledger cannot be written.", "Check the folder and the free space.") from error
