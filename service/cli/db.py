"""`overlooked db`: the tables, and the keys that seal what is in them."""

from __future__ import annotations

import click

from service.cli.failures import DONE


@click.group()
def db() -> None:
    """Look after the database that OVERLOOKED_DATABASE names."""


@db.command()
def upgrade() -> int:
    """Bring the tables up to date; do so before a new version is started. Nothing is lost."""
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment())
    services.database.upgrade()
    services.close()
    click.echo("The tables are up to date.", err=True)
    return DONE


@db.command()
def reseal() -> int:
    """Seal with the first encryption key all that is sealed with another; then the others can go."""
    from service.storage.sweeping import reseal as reseal_all
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment())
    count = reseal_all(services.database, services.seal)
    services.close()
    click.echo(f"{count} values were sealed anew.", err=True)
    return DONE
