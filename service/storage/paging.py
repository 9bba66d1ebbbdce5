"""Lists in pages: newest first, each page named by where the one before ended, so that new rows shift nothing."""

from __future__ import annotations

import base64
import datetime
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from parsers.errors import OverlookedError

T = TypeVar("T")


class BadCursor(OverlookedError):
    """A cursor that no list has given."""

    code = "bad_cursor"
    advice = "Use the cursor that the last page gave, unchanged, or leave it out to start again."


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page; None on the last one."""

    rows: list[T]
    next: str | None


def page_of(
    session: Session,
    query: Select[Any],
    order: tuple[InstrumentedAttribute[datetime.datetime], InstrumentedAttribute[str]],
    cursor: str | None,
    size: int,
) -> Page[Any]:
    """The page after `cursor` of the rows that `query` selects, by moment and id; raises BadCursor."""
    moment, identifier = order
    if cursor:
        query = query.where(tuple_(moment, identifier) < tuple_(*_read(cursor)))
    rows = list(session.scalars(query.order_by(moment.desc(), identifier.desc()).limit(size + 1)))
    if len(rows) <= size:
        return Page(rows, None)
    last = rows[size - 1]
    return Page(rows[:size], _written(getattr(last, moment.key), getattr(last, identifier.key)))


def _written(moment: datetime.datetime, identifier: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([moment.isoformat(), identifier]).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime.datetime, str]:
    try:
        moment, identifier = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        when = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
        if not isinstance(identifier, str) or not identifier.isalnum():
            raise ValueError
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise BadCursor("This cursor cannot be read.") from error
    return when, identifier
