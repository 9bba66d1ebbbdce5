"""Settings come from the environment, and docs/api.md lists them all as they are."""

import re
from pathlib import Path

import pytest

from service.engine import WrongSetting
from service.storage.keys import SCOPES
from service.web.settings import Settings

API = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_as_it_is() -> None:
    told = API.partition("<!-- settings:start -->\n")[2].partition("<!-- settings:end -->")[0]
    assert told == settings_table(), "put the table that tests/service/web/test_web_settings.py makes into docs/api.md"


def settings_table() -> str:
    """The table in docs/api.md."""
    rows = ["| variable | default | says |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = str(field.default).lower() if isinstance(field.default, bool) else field.default
        shown = "one a core" if field.default_factory else f"`{default}`" if default not in ("", ()) else ""
        rows.append(f"| `OVERLOOKED_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows) + "\n"


def test_every_scope_is_documented_as_it_is() -> None:
    assert dict(re.findall(r"^\| `([a-z:]+)` \| ([^|`]+) \|$", API, flags=re.M)) == SCOPES


def test_settings_come_from_the_environment_and_options_go_before(tmp_path: Path) -> None:
    environment = {"OVERLOOKED_RETENTION_HOURS": "24", "OVERLOOKED_ENCRYPTION_KEYS": " a , b,", "OVERLOOKED_DATA": "x"}
    settings = Settings.from_environment(environment, data=tmp_path, database=None)
    assert (settings.retention_hours, settings.encryption_keys, settings.data) == (24, ("a", "b"), tmp_path)


def test_a_variable_that_is_empty_is_as_none() -> None:
    assert Settings.from_environment({"OVERLOOKED_RETENTION_HOURS": ""}).retention_hours == 168


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RETENTION_HOURS", "a week"),
        ("RETENTION_HOURS", "0"),
        ("CANDIDATES", "perhaps"),
        ("RATE", "often"),
        ("CREATE_RATE", "20 per fortnight"),
        ("READERS", "-1"),
    ],
)
def test_a_value_that_cannot_be_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"OVERLOOKED_{name} cannot be understood"):
        Settings.from_environment({f"OVERLOOKED_{name}": value})


@pytest.mark.parametrize("url", ["mysql://host/db", "nonsense", "postgresql+other://host/db"])
def test_a_database_that_is_none_is_named(url: str) -> None:
    from service.storage.database import Database

    with pytest.raises(WrongSetting, match="OVERLOOKED_DATABASE"):
        Database(url)


def test_an_encryption_key_that_is_none_is_named() -> None:
    from service.storage.sealing import Seal

    with pytest.raises(WrongSetting, match="encryption key"):
        Seal(["short"])
