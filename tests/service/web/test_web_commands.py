"""`overlooked db` and `overlooked worker`: what they do, and what they say where they cannot."""

import datetime
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from service.cli import overlooked
from service.engine import WrongSetting
from service.storage.sealing import new_key
from service.store import StoreUnusable
from service.web.background import work
from service.web.logs import Log
from service.web.services import Services
from service.web.settings import Settings


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`overlooked` with the service's own settings."""
    monkeypatch.setenv("OVERLOOKED_DATABASE", settings.database)
    monkeypatch.setenv("OVERLOOKED_ENCRYPTION_KEYS", ",".join(settings.encryption_keys))
    return lambda *arguments: CliRunner().invoke(overlooked, arguments, standalone_mode=False)


def test_tables_are_made_and_made_again_without_harm(run: Callable[..., Any], services: Services, anna: Any) -> None:
    assert services.database.is_current()
    assert run("db", "upgrade").exit_code == 0
    assert anna.get(anna.path).status_code == 200


def test_what_is_over_is_swept_by_the_worker(
    run: Callable[..., Any], services: Services, anna: Any, clock: Any
) -> None:
    clock.moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=30)
    old = anna.client.post(
        "/v1/analyses/text", json={"resume": {"text": "Experience\nSold shoes"}, "job": {"text": "- Excel\n"}}
    ).json["id"]
    clock.moment = datetime.datetime.now(datetime.UTC)
    done = run("worker", "--once")
    assert done.exit_code == 0
    with services.database.reading() as session:
        from sqlalchemy import text

        assert session.execute(text("SELECT count(*) FROM analyses WHERE id = :id"), {"id": old}).scalar() == 0
    assert json.loads(done.stderr.splitlines()[0])["event"] == "swept"


def test_values_are_sealed_anew_from_the_command_line(
    run: Callable[..., Any], anna: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = run("keys", "encryption").stdout.strip()
    monkeypatch.setenv("OVERLOOKED_ENCRYPTION_KEYS", f"{fresh},{settings.encryption_keys[0]}")
    assert "values were sealed anew" in run("db", "reseal").stderr
    assert run("db", "reseal").stderr.startswith("0 values")


def test_a_lost_encryption_key_is_named(run: Callable[..., Any], anna: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLOOKED_ENCRYPTION_KEYS", new_key())
    refused = run("db", "reseal").exception
    assert isinstance(refused, StoreUnusable)
    assert "with the encryption key that it had" in refused.advice


@pytest.mark.parametrize(
    ("variable", "value", "error"),
    [
        ("OVERLOOKED_DATABASE", "mysql://host/db", WrongSetting),
        ("OVERLOOKED_DATABASE", "sqlite:////nowhere/at/all/kept.db", StoreUnusable),
        ("OVERLOOKED_DATABASE", "postgresql://overlooked@127.0.0.1:9/none", StoreUnusable),
        ("OVERLOOKED_ENCRYPTION_KEYS", "short", WrongSetting),
    ],
)
def test_what_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, error: type[Exception]
) -> None:
    monkeypatch.setenv("OVERLOOKED_DATA", str(tmp_path))
    monkeypatch.setenv(variable, value)
    result = CliRunner().invoke(overlooked, ["db", "upgrade"], standalone_mode=False)
    assert isinstance(result.exception, error)


def test_the_worker_goes_on_when_something_fails(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first sweep fails, and the second one ends the test."""
    log, over, tries = io.StringIO(), threading.Event(), []

    def sweep(*_: object) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("Anna Wolf")
        over.set()
        raise StoreUnusable("The database cannot be used.")

    monkeypatch.setattr("service.web.background.sweep", sweep)
    monkeypatch.setattr("service.web.background._SWEEP", 0.0)
    monkeypatch.setattr("service.web.background._LOOK", 0.0)
    work(services, Log(log), over)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    first, second = (line for line in lines if line["event"] in ("error", "background"))
    assert (first["event"], first["kind"], second["code"]) == ("error", "RuntimeError", "store")
    assert "Anna" not in log.getvalue()
