"""`overlooked serve`: the web pages and the REST API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.failures import DONE

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from service.web.logs import Log
    from service.web.services import Services

#: How long requests that are at work may take after a signal to stop, in seconds.
_GRACE = 30


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is everywhere.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--threads", type=click.IntRange(1, 256), help="Requests answered at once; default: four a core.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="Folder for what is kept.")
@click.option("--database", metavar="URL", help="SQLite or PostgreSQL; default: a file in the folder.")
@click.option("--alone/--with-worker", default=True, help="Sweep and send webhooks in this process, too (default).")
def serve(host: str, port: int, threads: int | None, data: Path | None, database: str | None, alone: bool) -> int:
    """Serve the pages and the REST API until stopped; requests that are at work are answered first.

    Everything else is set in the environment (docs/api.md, “Settings”).
    """
    from service.web.app import create_app
    from service.web.logs import Log
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment(data=data, database=database))
    if services.database.is_sqlite:
        services.database.upgrade()
    log = Log()
    app = create_app(services=services, log=log)
    services.rooms.loaded()
    _serve(app, services, log, host, port, threads or 4 * services.settings.readers, alone)
    return DONE


def _serve(
    application: WSGIApplication, services: Services, log: Log, host: str, port: int, threads: int, alone: bool
) -> None:
    import signal
    import threading

    from waitress.server import create_server

    from service.web.background import work

    # Bodies stay in memory, never in a temporary file; waitress would write one from half a megabyte on.
    most = 2 * services.settings.upload_bytes + 2_000_000
    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=most,
            inbuf_overflow=most,
            clear_untrusted_proxy_headers=not services.settings.proxies,
        )
    except OSError as error:
        raise click.UsageError(f"{host}:{port} cannot be listened on ({error.strerror}).") from error
    over = threading.Event()
    worker = threading.Thread(target=work, args=(services, log, over), name="worker")
    signal.signal(signal.SIGTERM, lambda *_: _stop())
    if alone:
        worker.start()
    click.echo(f"Listening on http://{host}:{_port_of(server)}", err=True)
    try:
        server.run()
    finally:
        over.set()
        server.task_dispatcher.shutdown(timeout=_GRACE)
        server.close()
        if alone:
            worker.join()
        services.close()


def _port_of(server: object) -> int:
    """The port, also where 0 was asked for; a name with several addresses has a server for each."""
    return int(getattr(server, "effective_port", 0) or getattr(server, "effective_listen", [("", 0)])[0][1])


def _stop() -> None:
    raise SystemExit(0)
