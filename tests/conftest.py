"""What holds for every test: no deadlines on generated examples, since timings belong in benchmarks; and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("overlooked", deadline=None)
settings.load_profile("overlooked")

_SCRIPT = Path(__file__).parent / "end_to_end" / "postgresql.sh"


#: How long a test waits for something that happens in seconds, on a machine that is busy.
PATIENCE = 600.0


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Waits until something has happened."""

    def wait(happened: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.05)

    return wait


@pytest.fixture
def power_cut() -> Callable[[subprocess.Popen[bytes]], None]:
    """Kills a process that leads a group of its own, with all that it started, as when a machine loses power."""

    def kill(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    return kill


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of an empty database on the PostgreSQL that OVERLOOKED_TEST_POSTGRESQL names, or on one of Debian's
    packages, started for the tests.

    Where there is neither, the test is skipped; in continuous integration (`CI=true`) that is a failure.
    """
    with _server() as url, _database_on(url) as own:
        yield own


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("OVERLOOKED_TEST_POSTGRESQL"):
        yield given
        return
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("tests on PostgreSQL must not be skipped in continuous integration")
        pytest.skip("PostgreSQL is not installed (on Debian: apt-get install postgresql)")
    # Not in pytest's own folder: the account that PostgreSQL runs under may not look into it.
    folder = tempfile.mkdtemp(prefix="overlooked-postgresql-")
    try:
        yield _run("start", folder)
    finally:
        _run("stop", folder)
        shutil.rmtree(folder, ignore_errors=True)


def _run(action: str, folder: str) -> str:
    done = subprocess.run([str(_SCRIPT), action, folder], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


@contextmanager
def _database_on(server: str) -> Iterator[str]:
    """A database of this process's own: several may run tests at once."""
    import psycopg

    name = f"overlooked_test_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
