"""The connection: SQLite (write-ahead log, deleted content overwritten) or PostgreSQL, and its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from service.engine import WrongSetting
from service.store import StoreUnusable

_MIGRATIONS = Path(__file__).parent / "migrations"
#: How long a writer waits for another one on SQLite, in seconds.
_PATIENCE = 15
_WRITES = "overlooked_writes"


class Database:
    """Sessions on one database; threads may share it."""

    def __init__(self, url: str) -> None:
        """Raises WrongSetting for an address that is none."""
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with; raises StoreUnusable."""
        with _named(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept at the end, all or none; raises StoreUnusable."""
        with _named(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            session.connection(execution_options={_WRITES: True})
            yield session

    def upgrade(self) -> None:
        """Bring the tables up to date; raises StoreUnusable."""
        with _named(), self.engine.connect() as connection:
            command.upgrade(_config(connection), "head")
            connection.commit()

    def is_current(self) -> bool:
        """Whether it has all tables as this version wants them; raises StoreUnusable where it does not answer."""
        with _named(), self.engine.connect() as connection:
            there = MigrationContext.configure(connection).get_current_revision()
        return there == ScriptDirectory.from_config(_config(None)).get_current_head()

    def forget_for_good(self) -> None:
        """After a deletion: leave nothing of it in SQLite's write-ahead log. PostgreSQL's vacuum does so in time."""
        if self.is_sqlite:
            with _named(), self.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                    text("PRAGMA wal_checkpoint(TRUNCATE)")
                )

    def close(self) -> None:
        """End all connections."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise ArgumentError(parsed.drivername)
        # A failed statement's parameters would be somebody's text in a log.
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, **_options(parsed.get_backend_name()))
    except (ArgumentError, ImportError) as error:
        advice = "Give an address such as sqlite:////var/lib/overlooked/overlooked.db or postgresql://host/name."
        raise WrongSetting("OVERLOOKED_DATABASE is no database that can be used.", advice) from error
    if parsed.get_backend_name() == "sqlite":
        _listen(engine)
    return engine


def _options(backend: str) -> dict[str, Any]:
    return {"connect_args": {"timeout": _PATIENCE, "check_same_thread": False}} if backend == "sqlite" else {}


def _listen(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions, below
        for pragma in ("journal_mode=WAL", "secure_delete=ON", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A transaction that starts by reading and then wants to write fails under SQLite where another one wrote first.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        advice = "Check the database's address, rights and free space, and run: overlooked db upgrade"
        raise StoreUnusable("The database cannot be used.", advice) from error
