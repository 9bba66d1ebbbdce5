"""Settings whose values stand in files, as containers keep secrets."""

from pathlib import Path

import pytest

from service.engine import WrongSetting
from service.web.settings import Settings


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("postgresql://overlooked@db/overlooked\n", encoding="utf-8")
    settings = Settings.from_environment({"OVERLOOKED_DATABASE_FILE": str(tmp_path / "database")})
    assert settings.database_url == "postgresql://overlooked@db/overlooked"


def test_encryption_keys_in_a_file_may_be_several(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("new,\nold\n", encoding="utf-8")
    settings = Settings.from_environment({"OVERLOOKED_ENCRYPTION_KEYS_FILE": str(tmp_path / "keys")})
    assert settings.encryption_keys == ("new", "old")


def test_a_file_that_cannot_be_read_is_named_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="OVERLOOKED_METRICS_TOKEN_FILE"):
        Settings.from_environment({"OVERLOOKED_METRICS_TOKEN_FILE": str(tmp_path / "none")})
