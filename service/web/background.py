"""What happens without a request, in `overlooked worker` or beside `serve`: the sweeper and the webhooks."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from functools import partial

from parsers.errors import OverlookedError
from service.storage.sweeping import sweep
from service.web.logs import Log
from service.web.services import Services
from service.web.webhooks.sending import send_due

#: Seconds between two looks at what is due, and between two sweeps.
_LOOK, _SWEEP = 2.0, 300.0


def work_once(services: Services, log: Log) -> None:
    """Remove what is over and send what is due."""
    swept = sweep(services.database, services.clock)
    if swept:
        log.say("swept", **dataclasses.asdict(swept))
    _send(services, log)


def _send(services: Services, log: Log) -> None:
    sent = send_due(services.outbox(), services.clock, services.settings.private_addresses)
    if sent:
        log.say("sent", webhooks=sent)


def work(services: Services, log: Log, over: threading.Event) -> None:
    """Do so until `over` is set, and drive batches beside it; what fails is logged and tried again."""
    batches = threading.Thread(target=_drive, args=(services, log, over), name="batches")
    batches.start()
    try:
        _work(services, log, over)
    finally:
        over.set()
        batches.join()


def _drive(services: Services, log: Log, over: threading.Event) -> None:
    while not over.is_set():
        _guarded(partial(drive_waiting, over=over), services, log)
        over.wait(_LOOK)


def drive_waiting(services: Services, log: Log, over: threading.Event) -> None:
    """Drive batches until none waits; what that needs is imported when the first one is there, because it is much."""
    while not over.is_set() and services.batch_queue().is_waiting():
        from service.web.batches.driving import drive_one

        drive_one(services, log, over)


def _work(services: Services, log: Log, over: threading.Event) -> None:
    last_sweep = -_SWEEP
    while not over.is_set():
        due = time.monotonic() - last_sweep >= _SWEEP
        if due:
            last_sweep = time.monotonic()
        _guarded(work_once if due else _send, services, log)
        over.wait(_LOOK)


def _guarded(act: Callable[[Services, Log], None], services: Services, log: Log) -> None:
    try:
        act(services, log)
    except OverlookedError as error:
        log.say("background", code=error.code)
    except Exception as error:  # a worker goes on whatever happens
        log.unexpected(error)
