"""Dockerfile and compose.yaml against what they rely on: commands, settings and files that are really there."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.cli import overlooked
from service.web.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if "build" in one}


def filled(value: str) -> str:
    """With the default of every ${VARIABLE:-default}."""
    return re.sub(r"\$\{\w+:?-([^}]*)\}", r"\1", value)


def parse(command: list[str]) -> None:
    """As the command line would, without doing it; raises click's UsageError."""
    group: Any = overlooked
    while command and hasattr(group, "commands"):
        name, *command = command
        group = group.commands[name]
    group.make_context("overlooked", command)


def test_compose_is_valid_by_the_specification() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_no_container_can_write_to_its_image_or_gain_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_whoever_is_waited_for_says_when_it_is_ready(name: str) -> None:
    for other, wanted in COMPOSE["services"][name].get("depends_on", {}).items():
        if wanted["condition"] == "service_healthy":
            assert "test" in COMPOSE["services"][other]["healthcheck"]
        else:
            assert COMPOSE["services"][other]["restart"] == "no"


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_secret_that_is_read_is_given(name: str) -> None:
    service = COMPOSE["services"][name]
    read = {
        value.removeprefix("/run/secrets/") for value in service.get("environment", {}).values() if "/run/" in value
    }
    assert read == set(service.get("secrets", ()))
    assert read <= set(COMPOSE["secrets"])


@pytest.mark.parametrize("name", OURS)
def test_the_commands_are_commands(name: str) -> None:
    parse([filled(piece) for piece in OURS[name]["command"]])


@pytest.mark.parametrize("name", OURS)
def test_the_settings_are_settings(name: str) -> None:
    known = {f"OVERLOOKED_{field.upper()}" for field in Settings.model_fields}
    given = {
        variable.removesuffix("_FILE"): filled(str(value)) for variable, value in OURS[name]["environment"].items()
    }
    assert set(given) <= known
    values = {variable: value for variable, value in given.items() if not value.startswith("/run/secrets/")}
    assert Settings.from_environment(values).proxies == 1


def test_the_database_is_nobody_elses() -> None:
    for name in ("db", "redis"):
        assert COMPOSE["services"][name]["networks"] == ["inside"]
        assert "ports" not in COMPOSE["services"][name]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_the_images_command_is_one_and_its_user_is_not_root() -> None:
    command = json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.M)[-1])
    parse(command)
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.M) == ["10001:10001"]


def test_what_the_image_is_built_from_is_sent_to_the_builder() -> None:
    sent = {line[1:].rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [shlex.split(line)[:-1] for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.M)]
    wanted = {name for names in copied for name in names}
    assert wanted == sent
    assert all((ROOT / name).exists() for name in wanted)
