"""How a service is set up: from the environment, or by hand in tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from service.engine import WrongSetting
from service.storage.sealing import new_key

_PREFIX = "OVERLOOKED_"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _as_rate(value: str) -> str:
    from limits import parse_many

    parse_many(value)  # raises ValueError
    return value


#: As in “600 per minute”.
Rate = Annotated[str, AfterValidator(_as_rate)]


class Settings(BaseModel):
    """Every setting; the variable of the environment is OVERLOOKED_ and the name in capitals.

    With _FILE at its end the variable names a file that holds the value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(default=Path("overlooked-data"), description="folder of the SQLite database and of its key")
    database: str = Field(default="", description="sqlite:////path/file.db or postgresql://…; empty: a file in `data`")
    encryption_keys: tuple[str, ...] = Field(
        default=(), description="comma-separated: the first seals, all open; empty with SQLite: a key file in `data`"
    )
    encryption: bool = Field(default=True, description="whether a key file is made where no key is given")
    retention_hours: int = Field(default=168, ge=1, le=24 * 3650, description="how long an analysis is kept")
    job_retention_hours: int = Field(default=24 * 180, ge=1, le=24 * 3650, description="how long an advertisement is")
    candidates: bool = Field(default=True, description="whether anybody may start an analysis, without an API key")
    rate: Rate = Field(default="120 per minute", description="requests of one address or token")
    create_rate: Rate = Field(default="20 per hour", description="analyses started from one address without a key")
    key_rate: Rate = Field(
        default="600 per minute", description="requests with one API key, unless the key has its own"
    )
    rate_storage: str = Field(default="memory://", description="where requests are counted: memory:// or redis://host")
    upload_bytes: int = Field(default=20_000_000, ge=1000, description="largest document, in bytes")
    readers: int = Field(default_factory=_cores, ge=1, le=256, description="processes that read documents")
    judging: int = Field(default=1, ge=1, le=64, description="analyses that are judged at the same time")
    line: int = Field(
        default=16,
        ge=1,
        le=1000,
        description="uploads and stories that may wait for their turn; more are told to come back",
    )
    batch_files: int = Field(default=2000, ge=1, le=100_000, description="most files of one batch")
    batch_bytes: int = Field(default=1_000_000_000, ge=1000, le=2_000_000_000, description="most bytes of one batch")
    batches: int = Field(default=10, ge=1, le=1000, description="batches of one organisation that are not done yet")
    batch_workers: int = Field(default=1, ge=1, le=256, description="processes in which a worker scores a batch")
    scheduler: str = Field(default="", description="a Dask scheduler that scores batches instead, tcp://host:8786")
    proxies: int = Field(default=0, ge=0, le=10, description="reverse proxies in front whose X-Forwarded-… is believed")
    fetch: bool = Field(default=False, description="whether an advertisement may be given by its address")
    private_addresses: bool = Field(
        default=False, description="whether webhooks and fetched advertisements may be on private addresses"
    )
    metrics_token: str = Field(default="", description="bearer token that /metrics asks for; empty: none")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """The settings in the environment, those given here before them; raises WrongSetting."""
        environment = os.environ if environment is None else environment
        found = {name: _told(environment, _PREFIX + name.upper()) for name in cls.model_fields}
        told: dict[str, Any] = {name: value for name, value in found.items() if value}
        if "encryption_keys" in told:
            told["encryption_keys"] = tuple(key.strip() for key in told["encryption_keys"].split(",") if key.strip())
        try:
            return cls.model_validate({**told, **{name: value for name, value in given.items() if value is not None}})
        except ValidationError as error:
            names = sorted({_PREFIX + str(one["loc"][0]).upper() for one in error.errors()})
            raise WrongSetting(f"{', '.join(names)} cannot be understood.", "See docs/api.md, “Settings”.") from error

    @property
    def database_url(self) -> str:
        """Address of the database."""
        return self.database or f"sqlite:///{(self.data / 'overlooked.db').absolute()}"

    @property
    def largest_body(self) -> int:
        """Largest body of a request, in bytes: two documents, and room for what stands around them in a form."""
        return 2 * self.upload_bytes + 2_000_000

    def keys(self) -> tuple[str, ...]:
        """The encryption keys; with SQLite and none given, one is made and kept in a file that only its owner reads."""
        if self.encryption_keys or not self.encryption or not self.database_url.startswith("sqlite"):
            return self.encryption_keys
        self.make_folder()
        return (_key_in(self.data / "encryption.key"),)

    def make_folder(self) -> None:
        """The folder for data, readable for its owner only; raises WrongSetting."""
        try:
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise _unusable() from error


def _told(environment: Mapping[str, str], variable: str) -> str:
    """The variable's value, or what stands in the file that it names with _FILE at its end."""
    file = environment.get(f"{variable}_FILE")
    if not file:
        return environment.get(variable, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        problem = f"The file that {variable}_FILE names cannot be read."
        raise WrongSetting(problem, "Check its path and rights.") from error


def _key_in(path: Path) -> str:
    try:
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
                file.write(new_key() + "\n")
        except FileExistsError:
            pass
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise _unusable() from error


def _unusable() -> WrongSetting:
    return WrongSetting("The folder in OVERLOOKED_DATA cannot be used.", "Name one that can be written.")


#: A short name, a reference, a label: one line of text.
ShortText = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
