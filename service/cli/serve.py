"""`overlooked serve`: the web pages and the REST API."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.failures import ALL_FAILED, DONE, say, say_internal_error

if TYPE_CHECKING:
    import socket

    from service.web.logs import Log
    from service.web.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is everywhere.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Each loads the model.")
@click.option("--threads", type=click.IntRange(1, 256), help="Requests answered at once in each process.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="Folder for what is kept.")
@click.option("--database", metavar="URL", help="SQLite or PostgreSQL; default: a file in the folder.")
@click.option("--worker/--no-worker", default=True, help="Do the work of `overlooked worker` here, too (default).")
def serve(
    host: str,
    port: int,
    processes: int,
    threads: int | None,
    data: Path | None,
    database: str | None,
    worker: bool,
) -> int:
    """Serve the pages and the REST API until stopped; what has been asked by then is answered first.

    Everything else is set in the environment (docs/api.md, “Settings”).
    """
    with _measured_together(processes):
        from service.web.logs import Log
        from service.web.settings import Settings

        settings = Settings.from_environment(data=data, database=database)
        sock = _listening(host, port)
        _prepare(settings)
        log = Log()
        threads = threads or settings.line + 8
        if processes == 1:
            return _serve(sock, settings, log, threads, worker)
        return _serve_in(processes, sock, settings, log, threads, worker)


def _listening(host: str, port: int) -> socket.socket:
    from service.web.server import listening_socket

    try:
        return listening_socket(host, port)
    except OSError as error:
        raise click.UsageError(f"{host}:{port} cannot be listened on ({error.strerror}).") from error


def _prepare(settings: Settings) -> None:
    """Have the tables as this version wants them; raises TablesOutdated, or StoreUnusable."""
    from service.web.services import TablesOutdated, make_services

    services = make_services(settings)
    try:
        if services.database.is_sqlite:
            services.database.upgrade()
        elif not services.database.is_current():
            raise TablesOutdated("The database has no tables yet, or those of another version.")
        if not services.seal.encrypts:
            click.echo("Nothing is encrypted: OVERLOOKED_ENCRYPTION_KEYS is not set.", err=True)
    finally:
        services.close()


def _serve(sock: socket.socket, settings: Settings, log: Log, threads: int, worker: bool, child: bool = False) -> int:
    import signal
    import threading

    from service.web.app import create_app
    from service.web.background import work
    from service.web.processes import when_orphaned
    from service.web.server import Server
    from service.web.services import make_services

    services = make_services(settings)
    server = Server(create_app(services=services, log=log), settings, log, sock, threads)
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: server.stop())
    if child:
        when_orphaned(server.stop)
    over = threading.Event()
    background = threading.Thread(target=work, args=(services, log, over), name="worker")
    services.rooms.loaded()
    click.echo("Listening on http://{}:{}".format(*sock.getsockname()[:2]), err=True)
    if worker:
        background.start()
    server.run()
    over.set()
    if worker:
        background.join()
    services.close()
    return DONE


def _serve_in(count: int, sock: socket.socket, settings: Settings, log: Log, threads: int, worker: bool) -> int:
    from parsers.errors import OverlookedError
    from service.web.processes import run_processes

    if not hasattr(os, "fork"):
        raise click.UsageError("Only one process can serve on this system.")
    share = settings.model_copy(update={"readers": max(1, settings.readers // count)})
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // count)))

    def serve_one(number: int) -> int:
        try:
            return _serve(sock, share, log, threads, worker and number == 0, child=True)
        except OverlookedError as error:
            say(error)
        except Exception as error:  # the last place before the process ends
            say_internal_error(error)
        return ALL_FAILED

    return run_processes(count, serve_one, log)


def _measured_together(processes: int) -> AbstractContextManager[object]:
    """A folder in which several processes count together for /metrics; named before they import anything."""
    import tempfile

    if processes == 1:
        return nullcontext()
    folder = tempfile.TemporaryDirectory(prefix="overlooked-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder.name
    return folder
