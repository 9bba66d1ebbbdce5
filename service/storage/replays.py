"""`Idempotency-Key`: a request that is sent twice is carried out once, and its answer given again.

An answer may hold a token, or a candidate's words. It is sealed with a key made from the caller's own idempotency key,
of which only a hash is kept: the database alone cannot open it. Of who sent it too there is only a hash, made with that
key, so that the address of a caller without an API key is not kept. It goes with its analysis.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parsers.errors import OverlookedError
from service.storage.analyses import Clock
from service.storage.database import Database
from service.storage.models import ReplayRow
from service.storage.sealing import seal_from
from service.storage.secrets import hash_of
from service.store import StoreUnusable

#: How long an answer can be asked for again.
REPLAYABLE_FOR = datetime.timedelta(hours=24)
#: How long a first request may take before a second one is let through in its place.
_AT_WORK_FOR = datetime.timedelta(minutes=5)


class KeyReused(OverlookedError):
    """An Idempotency-Key that came with another request before."""

    code = "idempotency_key_reused"
    advice = "Make a new key for every new request, and send it again only with the same one."


class StillAtWork(OverlookedError):
    """The first request with this Idempotency-Key has not been answered yet."""

    code = "still_at_work"
    advice = "Wait a few seconds and send it again."


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request with an idempotency key: who sent it, the key, and a hash of what it asks."""

    caller: str
    key: str
    fingerprint: str

    @property
    def row(self) -> tuple[str, str]:
        """Primary key of its row."""
        return hash_of(f"{self.caller}\n{self.key}"), hash_of(self.key)


class Replays:
    """The answers that can be given again."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def begin(self, attempt: Attempt) -> bytes | None:
        """The answer that was given before, or None: go on, and `finish` or `abandon` it.

        Raises KeyReused, or StillAtWork.
        """
        try:
            with self._database.writing() as session:
                row = self._fresh_row(session, attempt)
                if row is None:
                    self._begun(session, attempt)
                    return None
        except StoreUnusable:
            # The same request may have got there at the same moment; if not, this says what is wrong.
            with self._database.reading() as session:
                row = session.get(ReplayRow, attempt.row)
            if row is None:
                raise
        if row.fingerprint != attempt.fingerprint:
            raise KeyReused("This Idempotency-Key was sent with another request before.")
        if row.sealed is None:
            raise StillAtWork("The first request with this Idempotency-Key is still at work.")
        return seal_from(attempt.key, attempt.caller).open(row.sealed)

    def _fresh_row(self, session: Session, attempt: Attempt) -> ReplayRow | None:
        row = session.get(ReplayRow, attempt.row)
        if row is not None and row.created_at + (REPLAYABLE_FOR if row.sealed else _AT_WORK_FOR) <= self._clock():
            session.delete(row)
            session.flush()
            return None
        return row

    def _begun(self, session: Session, attempt: Attempt) -> None:
        caller, key_hash = attempt.row
        now = self._clock()
        session.add(ReplayRow(caller=caller, key_hash=key_hash, fingerprint=attempt.fingerprint, created_at=now))
        session.flush()

    def finish(self, attempt: Attempt, answer: bytes, analysis_id: str | None) -> None:
        """Keep the answer."""
        with self._database.writing() as session:
            row = session.get(ReplayRow, attempt.row)
            if row is not None:
                row.sealed = seal_from(attempt.key, attempt.caller).seal(answer)
                row.analysis_id = analysis_id

    def abandon(self, attempt: Attempt) -> None:
        """It failed; the same request may be sent again."""
        caller, key_hash = attempt.row
        with self._database.writing() as session:
            session.execute(delete(ReplayRow).where(ReplayRow.caller == caller, ReplayRow.key_hash == key_hash))
