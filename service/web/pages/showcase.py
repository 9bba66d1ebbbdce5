"""The widget, live, on a page of ours: it needs an advertisement and a key like on anybody's page."""

from __future__ import annotations

import datetime
import threading
from dataclasses import dataclass
from pathlib import Path

from service.storage.keys import Wanted
from service.web.casework import Upload
from service.web.services import Services

_TENANT, _RATE = "Overlooked (live example)", "60 per hour"
#: A key stands on the page for so long, and is ended when even another process shows it no more.
_FRESH, _ENDED = datetime.timedelta(hours=12), datetime.timedelta(hours=24)
#: Addresses under which the example is shown; the address comes with the request, so there is a limit.
_ORIGINS = 3
_JOB = Path(__file__).parent / "demo" / "job.txt"


@dataclass(frozen=True, slots=True)
class Example:
    """What the element's attributes are to be."""

    job: str
    key: str
    made: datetime.datetime


class Showcase:
    """Keeps an example for each address of the service; made when first asked for."""

    def __init__(self, known: Services) -> None:
        self._known = known
        self._lock = threading.Lock()
        self._examples: dict[str, Example] = {}

    def example(self, origin: str) -> Example | None:
        """The example for pages of that origin; None where there can be none."""
        if not self._known.settings.candidates:
            return None
        with self._lock:
            now = self._known.clock()
            self._examples = {one: kept for one, kept in self._examples.items() if now - kept.made < _FRESH}
            if origin not in self._examples and len(self._examples) < _ORIGINS:
                self._examples[origin] = self._made(origin, now)
            return self._examples.get(origin)

    def _made(self, origin: str, now: datetime.datetime) -> Example:
        for old in self._known.keys.all():
            if old.tenant == _TENANT and now - old.created_at > _ENDED:
                self._known.keys.revoke(old.id)
        key, secret = self._known.keys.create(Wanted(_TENANT, "live example", True, origins=[origin], rate=_RATE))
        job = self._known.keep_job(Upload(_JOB.name, _JOB.read_bytes()), "live example", key)
        return Example(job.id, secret, now)
