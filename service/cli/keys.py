"""`overlooked keys`: API keys of career sites, and encryption keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from service.cli.failures import DONE

if TYPE_CHECKING:
    from service.storage.keys import Key, Keys


@click.group()
def keys() -> None:
    """Make, list, rotate and revoke API keys in the database that OVERLOOKED_DATABASE names."""


@contextmanager
def _keys() -> Iterator[Keys]:
    from service.web.services import make_services
    from service.web.settings import Settings

    services = make_services(Settings.from_environment())
    if services.database.is_sqlite:
        services.database.upgrade()
    try:
        yield services.keys
    finally:
        services.close()


@keys.command()
@click.option("--tenant", required=True, metavar="NAME", help="The organisation; a new name makes a new one.")
@click.option("--label", default="", help="What the key is for.")
@click.option("--publishable", is_flag=True, help="For a page: starts analyses from its origins and nothing else.")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="May be repeated; default: all.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Site whose pages may call; may be repeated.")
@click.option("--rate", default="", metavar="LIMIT", help="Requests, as in “600 per minute”.")
@click.option(
    "--retention-hours", type=click.IntRange(1, 87_600), help="How long the organisation's analyses are kept."
)
def create(
    tenant: str,
    label: str,
    publishable: bool,
    scopes: tuple[str, ...],
    origins: tuple[str, ...],
    rate: str,
    retention_hours: int | None,
) -> int:
    """Make a key and print it: it is kept as a hash and cannot be shown again."""
    from service.storage.keys import Wanted

    wanted = Wanted(tenant, label, publishable, scopes, origins, _rate(rate), retention_hours)
    with _keys() as known:
        key, secret = known.create(wanted)
    click.echo(_line(key), err=True)
    click.echo(secret)
    return DONE


@keys.command("list")
def list_keys() -> int:
    """List all keys, without their secrets."""
    with _keys() as known:
        found = known.all()
    for key in found:
        click.echo(_line(key))
    if not found:
        click.echo("There are none yet. Make one with: overlooked keys create --tenant NAME", err=True)
    return DONE


@keys.command()
@click.argument("key_id")
@click.option("--grace-hours", default=24, show_default=True, type=click.IntRange(0, 8760), help="The old one's end.")
def rotate(key_id: str, grace_hours: int) -> int:
    """Make another key with the same rights and print it; the old one ends after a while."""
    with _keys() as known:
        key, secret = known.rotate(key_id, datetime.timedelta(hours=grace_hours))
    click.echo(_line(key), err=True)
    click.echo(secret)
    return DONE


@keys.command()
@click.argument("key_id")
def revoke(key_id: str) -> int:
    """End a key now."""
    with _keys() as known:
        known.revoke(key_id)
    click.echo("Revoked.", err=True)
    return DONE


@keys.command()
def encryption() -> int:
    """Print a fresh encryption key for OVERLOOKED_ENCRYPTION_KEYS; put it first, then run: overlooked db reseal."""
    from service.storage.sealing import new_key

    click.echo(new_key())
    return DONE


def _rate(value: str) -> str:
    from limits import parse_many

    try:
        if value:
            parse_many(value)
    except ValueError as error:
        raise click.BadParameter("Give it as in “600 per minute”.", param_hint="--rate") from error
    return value


def _line(key: Key) -> str:
    ends = f"until {key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "no end"
    used = f"used {key.last_used_on}" if key.last_used_on else "never used"
    kind = "publishable" if key.publishable else "secret"
    rights = ", ".join((*sorted(key.scopes), *sorted(key.origins)))
    return "  ".join((key.id, key.tenant, key.label or "-", kind, ends, used, rights))
