"""`overlooked worker`: what happens without a request, in a process of its own."""

from __future__ import annotations

import click

from service.cli.failures import DONE


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and stop.")
def worker(once: bool) -> int:
    """Remove what has expired and send webhooks, for services started with --no-worker."""
    import signal
    import threading

    from service.web.background import work, work_once
    from service.web.logs import Log
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment())
    try:
        if once:
            work_once(services, Log())
            return DONE
        over = threading.Event()
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_number, lambda *_: over.set())
        work(services, Log(), over)
    finally:
        services.close()
    return DONE
