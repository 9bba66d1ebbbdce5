"""Several processes that answer on one socket: Python computes on one core a process, and a machine has more.

The first process starts the others, replaces one that dies, passes a signal to stop on to them and waits for them.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

from service.signals import handled
from service.web.logs import Log

#: A process that ends by itself within so many seconds could not start, and would not the next time either.
_STARTING = 20.0
_LOOK = 2.0


def run_processes(count: int, serve: Callable[[int], int], log: Log) -> int:
    """Run `serve(number)` in `count` processes until stopped; returns 0, or the code of one that could not start."""
    family = _Family(serve)
    with handled({signal.SIGTERM: family.stop, signal.SIGINT: family.stop}):
        for number in range(count):
            family.start(number)
        return family.watch(log)


class _Family:
    def __init__(self, serve: Callable[[int], int]) -> None:
        self._serve = serve
        self._living: dict[int, tuple[int, float]] = {}
        self._stopping = False

    def start(self, number: int) -> None:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                for one in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(one, signal.SIG_DFL)
                code = self._serve(number)
            finally:
                os._exit(code)
        self._living[pid] = (number, time.monotonic())
        if self._stopping:
            os.kill(pid, signal.SIGTERM)

    def stop(self, *_: object) -> None:
        self._stopping = True
        for pid in list(self._living):
            os.kill(pid, signal.SIGTERM)

    def watch(self, log: Log) -> int:
        code = 0
        while self._living:
            pid, status = os.wait()
            if pid not in self._living:
                continue
            number, started = self._living.pop(pid)
            _forget_measures(pid)
            if self._stopping:
                continue
            if time.monotonic() - started < _STARTING:
                code = max(1, os.waitstatus_to_exitcode(status))
                self.stop()
                continue
            log.say("replaced", process=number, ended=os.waitstatus_to_exitcode(status))
            self.start(number)
        return code


def when_orphaned(stop: Callable[[], None]) -> None:
    """Call `stop` when the process that started this one is gone: nobody would ever end it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        stop()

    threading.Thread(target=watch, name="orphan", daemon=True).start()


def _forget_measures(pid: int) -> None:
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(pid)  # type: ignore[no-untyped-call]
