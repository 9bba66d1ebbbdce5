"""`overlooked worker`: what happens without a request, in a process of its own."""

from __future__ import annotations

import click

from service.cli.failures import DONE


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and stop.")
def worker(once: bool) -> int:
    """Drive batches, send webhooks and remove what has expired, for services started with --no-worker."""
    import signal
    import threading

    from service.web.background import drive_waiting, work, work_once
    from service.web.logs import Log
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment())
    over = threading.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: over.set())
    try:
        if once:
            drive_waiting(services, Log(), over)
            work_once(services, Log())
            return DONE
        work(services, Log(), over)
    finally:
        services.close()
    return DONE
