"""Workers: processes on this machine, or those of a Dask scheduler anywhere."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dask
from distributed import Client, LocalCluster
from distributed.security import Security
from distributed.system import MEMORY_LIMIT

from service.batch.version import code_version
from service.engine import WrongSetting
from service.signals import Handler, handled

#: How often a task may take its worker down with it before it is called off; others of that worker start anew.
_DEATHS = 2
#: Seconds to wait for a scheduler that somebody names, and for its first worker.
_PATIENCE = 30
_SECONDS_BETWEEN_COUNTS = 5.0
#: Bytes that a worker with the packaged model and full caches takes, and some air (docs/benchmarks.md: 1.25 GB).
NEEDED = 1_500_000_000
#: Share of the machine's memory that workers may take together, if nobody says how much.
_SHARE = 0.9
_SETTINGS: dict[str, Any] = {
    "distributed.scheduler.allowed-failures": _DEATHS - 1,
    # Résumés are small and results go straight to the disk: nothing needs to be spilled, and work that was handed to
    # one worker should not wait for it while others are idle.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    # A worker holds its model whether it works or waits, so waiting would free nothing, and it would wait for ever.
    "distributed.worker.memory.pause": False,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.admin.large-graph-warning-threshold": "1GB",
    # Nothing but the encrypted connections: no pages of Dask's about tasks and workers.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
#: One thread each: workers would fight for the cores otherwise, and sums would depend on how many there are.
_ENVIRONMENT = {
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
    "MALLOC_ARENA_MAX": "2",
    # Memory between two passes of the model is kept: getting it anew cost 1,800 page faults and 4 ms a résumé.
    "MALLOC_TRIM_THRESHOLD_": str(2**28),
    "MALLOC_MMAP_THRESHOLD_": str(2**25),
}


@contextmanager
def open_cluster(workers: int = 1, scheduler: str | None = None, memory: str = "auto") -> Iterator[Client]:
    """A client of the scheduler at that address, or of so many worker processes that end with it.

    Raises WrongSetting where there is no such scheduler, or none of its workers answers.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is not None:
        with _client_of(scheduler) as client:
            yield client
        return
    settings = _SETTINGS | {"distributed.nanny.pre-spawn-environ": _ENVIRONMENT}
    most, limit = fitting(workers, memory)
    with (
        tempfile.TemporaryDirectory(prefix="overlooked-") as scratch,
        dask.config.set(settings),
        _local_cluster(most, limit, scratch) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def _local_cluster(workers: int, memory: int, scratch: str) -> Iterator[LocalCluster]:
    came: list[int] = []
    # The interrupt key reaches workers too, and is for their caller, who ends them in good order; so is SIGTERM, which
    # waits until they have started.
    meanwhile: dict[signal.Signals, Handler] = {
        signal.SIGINT: signal.SIG_IGN,
        signal.SIGTERM: lambda number, _: came.append(number),
    }
    with handled(meanwhile):
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=memory,
            dashboard_address="127.0.0.1:0",
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
            # The scheduler listens on this machine only, and on a shared machine that is not enough: whoever can talk
            # to it can read résumés and run programs.
            security=Security.temporary(),
        )
    with cluster:
        if came:
            signal.raise_signal(came[0])
        yield cluster


def fitting(workers: int, memory: str, machine: int = MEMORY_LIMIT) -> tuple[int, int]:
    """How many workers fit into the machine's memory, at least one, and the bytes that each may take.

    Raises WrongSetting for an amount of memory that is none, or in which the model has no room.
    """
    workers = max(workers, 1)
    if memory == "auto":
        together = int(machine * _SHARE)
        most = max(min(workers, together // NEEDED), 1)
        return most, max(together // most, NEEDED)
    try:
        limit = int(dask.utils.parse_bytes(memory))
    except ValueError as error:
        raise WrongSetting("This is no amount of memory.", "Give it as in 2GB.") from error
    if limit < NEEDED:
        raise WrongSetting(
            f"In {memory} a worker has no room for its model, which takes up to {NEEDED / 1e9:g} GB.",
            f"Give each worker {NEEDED / 1e9:g}GB or more, or leave “--memory” out and take fewer workers.",
        )
    return workers, limit


@contextmanager
def _client_of(address: str) -> Iterator[Client]:
    refusal = WrongSetting(
        f"No Dask scheduler with workers answers at “{address}”.",
        "Check the address, start workers with “dask worker ADDRESS”, and see that they have Overlooked installed.",
    )
    try:
        client = Client(address, timeout=_PATIENCE, security=_security())
    except Exception as error:  # addresses that make no sense raise whatever they like
        raise refusal from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            versions = set(client.run(code_version).values())
        except Exception as error:
            raise refusal from error
        if versions != {code_version()}:
            raise WrongSetting(
                f"The workers at “{address}” run another version of Overlooked, or different ones.",
                "Install the same version everywhere, so that all results are made alike.",
            )
        yield client


def _security() -> Security | None:
    """TLS as the usual Dask configuration has it (`DASK_DISTRIBUTED__COMM__TLS__…`), where it has."""
    return Security() if dask.config.get("distributed.comm.tls.ca-file", None) else None


class Workers:
    """How many there are; they come and go. Asking the scheduler is dear, so that is done now and then."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._threads = 1
        self._asked = -_SECONDS_BETWEEN_COUNTS
        self._seen = time.monotonic()

    @property
    def threads(self) -> int:
        """Tasks that can run at once, at least 1; raises WrongSetting when there has been no worker for a while."""
        now = time.monotonic()
        if now - self._asked >= _SECONDS_BETWEEN_COUNTS:
            threads: dict[str, int] = self._client.nthreads()
            self._threads, self._asked = sum(threads.values()), now
        if self._threads:
            self._seen = now
        elif now - self._seen > _PATIENCE:
            raise WrongSetting(
                "All workers are gone.",
                "See whether they have memory enough and the same version of Overlooked; the same command goes on.",
            )
        return max(self._threads, 1)

    def result_of(self, future: Any) -> Any:
        """What the task gives; raises WrongSetting rather than wait for workers that do not come back."""
        while True:
            try:
                return future.result(timeout=_SECONDS_BETWEEN_COUNTS)
            except TimeoutError:
                _ = self.threads


def default_workers() -> int:
    """One a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
