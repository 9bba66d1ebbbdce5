"""A service with a judge that is known by heart, on SQLite and on PostgreSQL, and callers of every kind."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from parsers.opening import read_bytes
from service.engine import Engine
from service.storage.keys import Wanted
from service.storage.models import Base
from service.storage.sealing import new_key
from service.web.app import create_app
from service.web.logs import Log
from service.web.services import Services, make_services
from service.web.settings import Settings

RESUME = """Anna Wolf
anna.wolf@example.org

Experience
Shop assistant, Shoe House, 2015 - 2020
- Sold shoes and kept the till
"""
JOB = """Bookkeeper at the Food Bank

Requirements
- 2+ years of bookkeeping experience
- Excel
- Payroll of a small team
"""
STORY = (
    "I have been treasurer of the Friends of Wolf Creek since 2019. Every week I do the bookkeeping in Excel, "
    "two years of bookkeeping experience by now, and pay the bills."
)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        self.moment += datetime.timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database=database_url,
        data=tmp_path / "data",
        encryption_keys=(new_key(),),
        create_rate="1000 per hour",
        rate="10000 per minute",
        private_addresses=True,
    )


@pytest.fixture
def services_with(engine: Engine, clock: Clock) -> Iterator[Callable[[Settings], Services]]:
    """Services on an empty database."""
    made: list[Services] = []

    def make(settings: Settings) -> Services:
        known = make_services(settings, lambda: engine, lambda: engine.today, clock, read_bytes)
        known.database.upgrade()
        made.append(known)
        return known

    yield make
    for known in made:
        if not known.database.is_sqlite:
            tables = ", ".join(f'"{table}"' for table in Base.metadata.tables)
            with known.database.writing() as session:
                session.execute(text(f"TRUNCATE {tables}"))
        known.close()


@pytest.fixture
def services(services_with: Callable[[Settings], Services], settings: Settings) -> Services:
    return services_with(settings)


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def app_of(log: io.StringIO) -> Callable[[Services], APIFlask]:
    return lambda services: create_app(services=services, log=Log(log))


@pytest.fixture
def app(services: Services, app_of: Callable[[Services], APIFlask]) -> APIFlask:
    return app_of(services)


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


@dataclass(frozen=True)
class Caller:
    """Somebody who calls with the same headers every time."""

    client: FlaskClient
    headers: dict[str, str]

    def call(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.client.open(path, method=method, headers={**self.headers, **(headers or {})}, **more)

    def get(self, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.call("GET", path, headers, **more)

    def post(self, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.call("POST", path, headers, **more)

    def patch(self, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.call("PATCH", path, headers, **more)

    def delete(self, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.call("DELETE", path, headers, **more)


@pytest.fixture
def with_bearer(client: FlaskClient) -> Callable[[str], Caller]:
    return lambda secret: Caller(client, {"Authorization": f"Bearer {secret}"})


@pytest.fixture
def nobody(client: FlaskClient) -> Caller:
    return Caller(client, {})


@pytest.fixture
def tenant(services: Services, with_bearer: Callable[[str], Caller]) -> Callable[..., Caller]:
    """A caller with a fresh key."""

    def make(name: str, **wanted: Any) -> Caller:
        return with_bearer(services.keys.create(Wanted(name, **wanted))[1])

    return make


@pytest.fixture
def acme(tenant: Callable[..., Caller]) -> Caller:
    return tenant("Acme Careers", origins=["https://jobs.acme.example"])


@pytest.fixture
def rival(tenant: Callable[..., Caller]) -> Caller:
    return tenant("Rival Careers")


@dataclass(frozen=True)
class Candidate(Caller):
    """A candidate with an analysis."""

    id: str
    token: str

    @property
    def path(self) -> str:
        return f"/v1/analyses/{self.id}"


@pytest.fixture
def begin(client: FlaskClient) -> Callable[..., Candidate]:
    """Begin an analysis from text, as a candidate or with a key."""

    def make(caller: Caller | None = None, resume: str = RESUME, job: str = JOB, **more: Any) -> Candidate:
        body = {"resume": {"text": resume}, "job": {"text": job}, **more}
        response = (caller or Caller(client, {})).post("/v1/analyses/text", json=body)
        assert response.status_code == 201, response.json
        token = response.json["token"]
        return Candidate(client, {"Authorization": f"Bearer {token}"}, response.json["id"], token)

    return make


@pytest.fixture
def anna(begin: Callable[..., Candidate]) -> Candidate:
    return begin()


@pytest.fixture
def told(anna: Candidate) -> Candidate:
    """A candidate who told a story and kept what it filled."""
    answered = anna.post(f"{anna.path}/answers", json={"answers": [{"text": STORY}], "enough": True})
    fills = [
        {"story_id": answer["id"], "requirement_id": fill["requirement_id"], "decision": "keep"}
        for answer in answered.json["report"]["answers"]
        for fill in answer["fills"]
    ]
    assert fills
    assert anna.patch(f"{anna.path}/fills", json={"fills": fills}).status_code == 200
    return anna
